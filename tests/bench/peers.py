"""Ours against other extractors, in one run: how much of the true text each finds, and how fast.

    python -m tests.bench.peers                the golden pages of this project
    python -m tests.bench.peers --data DIR     also pages with true texts: DIR/html/ID.html.gz and DIR/truth.json

DIR has the form of https://github.com/scrapinghub/article-extraction-benchmark: truth.json names for each page its
``articleBody`` and ``url``.  Of the golden pages the true text is what a newsreader reads, without the opening;
the numbers of items and the speakers of quotations, which ours keeps apart from the text, count as missed.

Page F1 is the mean over pages of the harmonic mean of precision and recall over bags of windows of four words, as
that benchmark counts them; no text counts 0.  Exact is the share of pages whose words are all right and in
order.  Seconds are means over pages in one process, start-up excluded.  Peers that are not installed are named.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import json
import logging
import re
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from narrate.article import extract
from narrate.model import Page
from narrate.script import write_script
from narrate.sources import read

PAGES = Path(__file__).parents[1] / "pages"
WINDOW = 4
"""Words that are compared at once."""
BLOCKS = "p div li br h1 h2 h3 h4 h5 h6 blockquote tr td th pre section article".split()
"""Elements whose text is no part of the word before it."""
_WORD = re.compile(r"\w+")

Extractor = Callable[[str, str], str]
"""HTML and address → plain text."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and its true text."""

    html: str
    url: str
    truth: str


@dataclass(frozen=True, slots=True)
class Score:
    """What one extractor did with a set of pages."""

    f1: float
    exact: float
    seconds: float
    failures: int
    """Pages with an exception or without any text."""


# ── The extractors ─────────────────────────────────────────────────────────────────────────────────


def ours(html: str, url: str) -> str:
    """The blocks of the article, one a line."""
    return "\n".join(block.text for block in extract(Page(url, html.encode(), "utf-8")).blocks)


def trafilatura_default() -> Extractor:
    """trafilatura as it comes, without comments."""
    peer = importlib.import_module("trafilatura")
    return lambda html, url: peer.extract(html, url=url or None, include_comments=False) or ""


def trafilatura_precision() -> Extractor:
    """trafilatura where it prefers to leave out."""
    peer = importlib.import_module("trafilatura")
    return lambda html, url: (
        peer.extract(html, url=url or None, include_comments=False, favor_precision=True) or ""
    )


def readability() -> Extractor:
    """readability-lxml; its markup as text, one line a block."""
    peer = importlib.import_module("readability")
    html5 = importlib.import_module("lxml.html")

    def text(html: str, url: str) -> str:
        root = html5.fromstring(peer.Document(html).summary(html_partial=True))
        for element in root.iter(*BLOCKS):
            element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
        return str(root.text_content())

    return text


def newspaper() -> Extractor:
    """newspaper4k, which would otherwise fetch every picture."""
    peer = importlib.import_module("newspaper")

    def text(html: str, url: str) -> str:
        article = peer.Article(url or "https://page.example/", fetch_images=False)
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return text


PEERS: dict[str, tuple[str, Callable[[], Extractor]]] = {
    "trafilatura": ("trafilatura", trafilatura_default),
    "trafilatura, precision": ("trafilatura", trafilatura_precision),
    "readability-lxml": ("readability", readability),
    "newspaper4k": ("newspaper", newspaper),
}
"""Name in the table → (module, how to make it)."""


def extractors() -> Iterator[tuple[str, Extractor | None]]:
    """Ours and every peer; None for those that are not installed."""
    yield "narrate", ours
    for name, (module, make) in PEERS.items():
        yield name, make() if importlib.util.find_spec(module) else None


# ── The pages ──────────────────────────────────────────────────────────────────────────────────────


def benchmark(folder: Path) -> Iterator[Sample]:
    """The pages of a folder in the form of the benchmark."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    for name, entry in truth.items():
        html = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        yield Sample(html, entry.get("url", ""), entry["articleBody"])


def golden() -> Iterator[Sample]:
    """The golden pages; the opening (title, byline, disclosure) is taken off their readings."""
    for path in sorted(PAGES.glob("*.html")):
        page = read(str(path))
        script = write_script(extract(page))
        opening = len({(u.block, u.role) for u in script.utterances if u.block < 0})
        reading = path.with_suffix(".expected.txt").read_text("utf-8").splitlines()
        yield Sample(page.body.decode(page.charset, "replace"), page.url, "\n".join(reading[opening:]))


# ── The measure ────────────────────────────────────────────────────────────────────────────────────


def words(text: str) -> list[str]:
    """Runs of letters and digits, in order."""
    return _WORD.findall(text)


def windows(tokens: list[str]) -> Counter[tuple[str, ...]]:
    """How often each run of WINDOW words occurs; a shorter text is one run."""
    if len(tokens) < WINDOW:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(*(islice(tokens, start, None) for start in range(WINDOW)), strict=False))


def f1(truth: str, found: str) -> float:
    """Twice the runs in common over the runs of both."""
    due, given = windows(words(truth)), windows(words(found))
    total = due.total() + given.total()
    return 2 * (due & given).total() / total if total else 1.0


def score(extractor: Extractor, samples: Iterable[Sample]) -> Score:
    """One extractor over a set of pages."""
    figures, exact, failures, seconds = [], 0, 0, 0.0
    for sample in samples:
        begin = time.perf_counter()
        found = attempt(extractor, sample)
        seconds += time.perf_counter() - begin
        failures += not found.strip()
        exact += words(found) == words(sample.truth)
        figures.append(f1(sample.truth, found))
    count = max(1, len(figures))
    return Score(sum(figures) / count, exact / count, seconds / count, failures)


def attempt(extractor: Extractor, sample: Sample) -> str:
    """What an extractor finds; "" where it fails, with whatever exception."""
    try:
        return extractor(sample.html, sample.url)
    except Exception:
        return ""


def compare(name: str, samples: list[Sample]) -> None:
    """Print one table."""
    print(f"{name}, {len(samples)} pages\n")
    print("| extractor | page F1 | exact | seconds a page | failures |\n|---|---|---|---|---|")
    for peer, extractor in extractors():
        if extractor is None:
            print(f"| {peer} | not installed | | | |")
            continue
        attempt(extractor, samples[0])
        found = score(extractor, samples)
        print(f"| {peer} | {found.f1:.3f} | {found.exact:.3f} | {found.seconds:.3f} | {found.failures} |")
    print()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with html/*.html.gz and truth.json")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    compare("Golden pages", list(golden()))
    if options.data:
        compare(options.data.name, list(benchmark(options.data)))


if __name__ == "__main__":
    main()
