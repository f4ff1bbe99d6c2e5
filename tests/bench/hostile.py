"""Time and memory that hostile pages take, start-up excluded.

    python -m tests.bench.hostile                 every case
    python -m tests.bench.hostile "tags nested"   the cases whose names hold one of these
    python -m tests.bench.hostile --json          one JSON object a case

Each page is read by a process of its own that has read an ordinary page before.  The peak is all that this
process ever held, the page and the imports included.  Outcome: an article of so many blocks, a clear error of
the room, or what should not be (another exception, the limit passed, the process dead).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from narrate.article import extract
from narrate.errors import ExtractError
from narrate.model import Page

LIMIT = 60.0
"""Seconds after which a case is given up."""
STORY = "".join(
    f"<p>On day {day} the crew of the ferry found another crack, and the mate wrote it into the yellow book.</p>"
    for day in range(1, 13)
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one hostile page took."""

    case: str
    seconds: float
    megabytes: float
    """The peak of the whole process; 0 where the system does not tell."""
    outcome: str

    @property
    def sound(self) -> bool:
        """Whether it ended with an article or a clear error."""
        return self.outcome.startswith(("article", "error:"))


def page(body: str, head: str = "", attributes: str = "") -> str:
    """A page with a plain story, and something that is not."""
    top = f"<!DOCTYPE html><html lang='en'><head><title>Ferry mended</title>{head}</head>"
    return f"{top}<body {attributes}><article><h1>Ferry mended</h1>{STORY}</article>{body}</body></html>"


def inside(extra: str) -> str:
    """A page with something in the middle of its story."""
    return page("").replace("</article>", f"{extra}{STORY}</article>", 1)


def nested(tag: str, times: int, close: bool = True) -> str:
    """One element in another, so many times, with the story inside."""
    text = f"<p>{'The ferry sails again at dawn, whatever the weather. ' * 20}</p>"
    return f"<{tag}>" * times + text + f"</{tag}>" * (times if close else 0)


def _combining(count: int) -> str:
    """Marks that a normal form has to sort, in the worst order."""
    return "e" + "\u0301\u0323" * (count // 2)


def _noise(size: int) -> bytes:
    return random.Random(3).randbytes(size)


def _laughs() -> str:
    levels = "".join(f'<!ENTITY l{n} "' + f"&l{n - 1};" * 10 + '">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{levels}]>' + page("<p>&l9;</p>")


def _table(rows: int) -> str:
    row = "<tr><td>Dynamo</td><td>41</td><td>12</td></tr>"
    return f"<table><tr><th>Team</th><th>Points</th><th>Won</th></tr>{row * rows}</table>"


def _data(script: str) -> str:
    return page("", f'<script type="application/ld+json">{script}</script>')


def _about(**fields: object) -> str:
    return _data(json.dumps({"@type": "NewsArticle", "headline": "Ferry mended"} | fields))


def _state(script: str) -> str:
    return f"<title>Ferry mended</title><script id='__NEXT_DATA__' type='application/json'>{script}</script>"


CASES: dict[str, Callable[[], str | bytes]] = {
    "50,000 tags nested": lambda: page(nested("div", 50_000)),
    "50,000 tags nested, never closed": lambda: page(nested("div", 50_000, close=False)),
    "50,000 tags nested around the story": lambda: page("").replace("<article>", "<div>" * 50_000),
    "50,000 inline tags nested": lambda: inside(nested("b", 50_000)),
    "20,000 lists nested": lambda: inside(nested("ul><li", 20_000, close=False)),
    "20,000 quotes nested": lambda: inside(nested("blockquote", 20_000)),
    "20,000 tables nested": lambda: inside(nested("table><tr><td", 20_000, close=False)),
    "20,000 articles nested": lambda: page(nested("article", 20_000)),
    "20 MB in one attribute": lambda: page(f"<p class='{'x ' * 10_000_000}'>Text.</p>"),
    "20 MB of attributes on one tag": lambda: page(
        f"<p {' '.join(f'data-a{number}=1' for number in range(1_300_000))}>Text.</p>"
    ),
    "20 MB of attributes on many tags": lambda: inside(
        "".join(
            f"<p id='n{number}' class='{'column ' * 100}' style='{'a:b;' * 300}'>So.</p>"
            for number in range(10_500)
        )
    ),
    "12 MB of inline script": lambda: page("<script>" + "a = {b: '<p>c</p>'};" * 600_000 + "</script>"),
    "40,000 inline scripts": lambda: inside(f"<script>{'f(1);' * 40}</script>" * 40_000),
    "12 MB of style": lambda: page("", f"<style>{'.a > .b {color: red}' * 600_000}</style>"),
    "JSON-LD of 8 MB": lambda: _data(json.dumps([{"@type": "Thing", "name": "x" * 60}] * 90_000)),
    "JSON-LD nested 100,000 deep": lambda: _data('{"@graph":[' * 100_000),
    "JSON-LD nested 900 deep, 1 MB": lambda: _data('{"@graph":[' * 900 + '"x",' * 250_000 + "1" + "]}" * 900),
    "JSON-LD of 50,000 authors": lambda: _about(author=[{"name": f"Ana Reis{n}"} for n in range(50_000)]),
    "JSON-LD of long fields": lambda: _about(
        **dict.fromkeys(
            ("headline", "author", "datePublished", "publisher", "articleSection"), "(4 - " * 60_000
        )
    ),
    "JSON-LD of a long text": lambda: _about(articleBody="The tide (it rose) fell. " * 75_000),
    "scripts' state of 4 MB": lambda: _state(
        json.dumps([{"text": "The tide rose again that night, and the crew slept on deck."}] * 50_000)
    ),
    "scripts' state nested 100,000 deep": lambda: _state('{"a":[' * 100_000),
    "scripts' state of escaped quotes": lambda: _state('{"a": "' + '\\"' * 1_000_000),
    "2,000,000 character references": lambda: inside(f"<p>{'&amp;&#8212;' * 1_000_000}</p>"),
    "unknown references, never closed": lambda: inside(f"<p>{'&nosuch' * 1_000_000}</p>"),
    "references to entities of its own": _laughs,
    "references escaped twice": lambda: inside(f"<p>{'&amp;#55296;&amp;#x0; ' * 100_000}</p>"),
    "200,000 links": lambda: page("<a href='/x'>Storm closes pier</a>" * 200_000),
    "200,000 links, never closed": lambda: page("<a href='/x'>Storm closes pier" * 200_000),
    "200,000 line breaks": lambda: inside(f"<p>{'<br>' * 200_000}</p>"),
    "200,000 lines parted by breaks": lambda: inside("The tide rose again that night.<br>" * 200_000),
    "200,000 paragraphs": lambda: inside("<p>The tide rose again that night.</p>" * 200_000),
    "100,000 headings": lambda: inside("<h1>Ferry mended</h1>" * 100_000),
    "100,000 authors": lambda: inside("<span rel='author' class='byline'>By Ana Reis</span>" * 100_000),
    "byline of 2 MB": lambda: inside(f"<p class='byline'>By {'Ana Reis, ' * 200_000}</p>"),
    "dates of 2 MB": lambda: inside(f"<p class='dateline'>{'1/1/1/' * 160_000}{'4 March ' * 130_000}</p>"),
    "2 MB in an attribute of a link": lambda: inside(f"<p><a href='{'#fn' * 700_000}'>1</a> so.</p>" * 3),
    "100,000 times": lambda: inside("<time datetime='soon'>soon</time>" * 100_000),
    "100,000 meta elements": lambda: page("", "<meta name='author' content='By'>" * 100_000),
    "table of 50,000 rows": lambda: inside(_table(50_000)),
    "10,000 tables": lambda: inside(_table(2) * 10_000),
    "one word of 5 MB": lambda: inside(f"<p>{'a' * 5_000_000}</p>"),
    "one sentence of 5 MB": lambda: inside(f"<p>{'and then it rained ' * 260_000}</p>"),
    "5 MB of spaces in a sentence": lambda: inside(f"<p>Before{' ' * 5_000_000}after</p>"),
    "title of 2 MB": lambda: page("", f"<title>{'Ferry - ' * 250_000}</title>"),
    "title of 1 MB of spaces": lambda: page("", f"<meta property='og:title' content='a{' ' * 1_000_000}b'>"),
    "brackets, never closed": lambda: inside(f"<p>{'(Photo: ' * 50_000}</p><p>{'[' * 500_000}</p>"),
    "addresses that go on": lambda: inside(f"<p>{'a.b+c@' * 200_000}</p><p>https://{'x/' * 200_000}</p>"),
    "marks to be sorted": lambda: inside(f"<p>{_combining(200_000)}</p>"),
    "5 MB of <": lambda: page("<" * 5_000_000),
    "comments, never closed": lambda: page("<!-- " * 1_000_000),
    "8 MB of NUL": lambda: page("").encode() + b"\0" * 8_000_000,
    "4 MB of noise": lambda: _noise(4_000_000),
    "a page, then 4 MB of noise": lambda: page("").encode() + _noise(4_000_000),
    "UTF-16 of an odd length": lambda: page("").encode("utf-16") + b"x",
    "nothing but a tag": lambda: b"<",
}


def measure(names: Iterable[str], limit: float = LIMIT) -> Iterator[Result]:
    """The results of these cases, each as soon as it is there."""
    _warm()
    if "fork" in multiprocessing.get_all_start_methods():  # imports and word lists are there already
        kind: type[BaseProcess] = multiprocessing.get_context("fork").Process
    else:
        kind = multiprocessing.get_context("spawn").Process
    for name in names:
        receiver, sender = multiprocessing.Pipe(duplex=False)
        process = kind(target=_read, args=(name, sender), daemon=True)
        process.start()
        sender.close()
        yield _answer(name, receiver, limit)
        process.kill()
        process.join()


def _answer(name: str, receiver: Connection, limit: float) -> Result:
    # The page is built in the process too, which is given some time of its own.
    if not receiver.poll(limit + 15):
        return Result(name, limit, 0.0, f"over {limit:.0f} s")
    try:
        answer: Result = receiver.recv()
    except EOFError:
        return Result(name, 0.0, 0.0, "the process died")
    return answer


def _warm() -> None:
    extract(Page("", page("").encode(), "utf-8"))


def _read(name: str, sender: Connection) -> None:
    _warm()
    built = CASES[name]()
    body = built if isinstance(built, bytes) else built.encode("utf-8")
    begin = time.perf_counter()
    try:
        outcome = f"article, {len(extract(Page('', body, source='page')).blocks)} blocks"
    except ExtractError as error:
        outcome = f"error: {error.reason}"
    except BaseException as error:
        outcome = f"{type(error).__name__}: {error}"[:120]
    sender.send(Result(name, time.perf_counter() - begin, _peak(), outcome))


def _peak() -> float:
    """MB that this process held at most."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.hostile", description=__doc__)
    parser.add_argument("parts", nargs="*", help="parts of the names of the cases wanted; all without one")
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds after which a case is given up")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args()
    wanted = [name for name in CASES if not options.parts or any(part in name for part in options.parts)]
    for result in measure(wanted, options.limit):
        line = f"{result.case:<40}{result.seconds:7.2f} s{result.megabytes:7.0f} MB   {result.outcome}"
        print(json.dumps(asdict(result)) if options.json else line, flush=True)


if __name__ == "__main__":
    main()
