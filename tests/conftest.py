"""What several tests need: a script to speak, a voice that beeps, and a way to add an engine from outside."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from narrate.model import Article, Block, Script, Voice
from narrate.script import write_script
from narrate.speech.engines import engine_class

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

os.environ.pop("OPENAI_API_KEY", None)  # no test may speak at a service that costs money

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    # A shell starts what runs in its background that way, and what the tests start would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<link rel="canonical" href="https://harbour.example/{name}">
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2026-05-03T09:00:00+00:00">
</head><body><nav><a href="/">Home</a></nav><main><article><h1>{title}</h1>
{paragraphs}
</article></main></body></html>"""

PARAGRAPHS = (
    "The ferry between Lower Quay and the island of Senn ran again on Sunday after eleven weeks in the yard.",
    "Its captain, Ida Moorcroft, said the new engine was quieter than the gulls. Nobody on the quay disagreed.",
    "The repair cost $3.5 million, which the town council had set aside in March, and took nine days too long.",
    "A second ferry is to follow in the autumn. Until then the school boat leaves at seven, as it always has.",
)


@pytest.fixture
def write_page(tmp_path: Path) -> Callable[..., Path]:
    """Write an article page and return its path."""

    def write(name: str = "ferry", paragraphs: tuple[str, ...] = PARAGRAPHS, folder: str = "pages") -> Path:
        path = tmp_path / folder / f"{name}.html"
        path.parent.mkdir(exist_ok=True)
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        path.write_text(
            PAGE.format(title=f"The {name} runs again", name=name, paragraphs=body), encoding="utf-8"
        )
        return path

    return write


@pytest.fixture
def tone() -> Voice:
    """The voice that beeps."""
    return Voice(name="tone", engine="tone", language="en")


@pytest.fixture
def script() -> Script:
    """A short script with a heading, a quotation and a list."""
    blocks = (
        Block("paragraph", PARAGRAPHS[0]),
        Block("heading", "What it cost", 2),
        Block("paragraph", PARAGRAPHS[2]),
        Block("quote", "“We did not wait for permission. We waited for cement.”"),
        Block("heading", "What comes next", 2),
        Block("item", "A second ferry in the autumn", 1),
        Block("item", "A school boat at seven", 1),
    )
    article = Article(
        url="https://harbour.example/ferry", title="The ferry runs again", blocks=blocks,
        authors=("Ida Testwell",), site="The Harbour Post", language="en",
    )  # fmt: skip
    return write_script(article)


@pytest.fixture
def as_anybody() -> Callable[[], AbstractContextManager[None]]:
    """A context in which the process may not do everything: root is nobody there."""

    @contextmanager
    def context() -> Iterator[None]:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        try:
            if root:
                os.seteuid(65534)
            yield
        finally:
            if root:
                os.seteuid(0)

    return context


@pytest.fixture
def outside_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Lay an engine on a path of its own, as an installed package would, and its profile beside it.

    The argument is the body of its ``speak(self, text)``; the result is the folder of the profile
    ``outside``.  This process and those it starts find the engine.
    """

    def lay(body: str) -> Path:
        folder, voices = tmp_path / "site", tmp_path / "voices"
        info = folder / "outside_engine-1.0.dist-info"
        info.mkdir(parents=True)
        voices.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: outside-engine\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[narrate.engines]\noutside = outside_engine:Engine\n")
        (folder / "outside_engine.py").write_text(OUTSIDE.format(body=body.replace("\n", "\n        ")))
        (voices / "outside.toml").write_text('engine = "outside"\n')
        monkeypatch.syspath_prepend(str(folder))
        monkeypatch.setenv("PYTHONPATH", str(folder))
        monkeypatch.delitem(sys.modules, "outside_engine", raising=False)
        monkeypatch.setattr("narrate.speech.workers._warm", {})
        engine_class.cache_clear()
        return voices

    return lay


OUTSIDE = """
import os
from narrate.errors import SpeechError
from narrate.model import Clip
from narrate.speech.engines.tone import ToneEngine

class Engine(ToneEngine):
    @classmethod
    def version(cls, voice):
        return "outside 1"

    def speak(self, text):
        {body}
"""


@pytest.fixture
def narrate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run ``narrate`` in this process and an empty folder: exit code, output, complaints."""
    from narrate.cli import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.delenv("NARRATE_OUTPUT", raising=False)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["narrate", *arguments])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run
