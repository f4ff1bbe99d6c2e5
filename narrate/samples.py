"""Voices to choose by ear: one tried, or all that speak a language side by side on one page.

The page is one file without scripts, its sounds inside it; it can be sent by mail and opened anywhere.
"""

from __future__ import annotations

import base64
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from narrate.audio import produce
from narrate.errors import NarrateError, VoiceError
from narrate.model import Article, Block, Said, Script, Utterance, Voice
from narrate.pipeline import write
from narrate.script import write_script
from narrate.settings import Settings
from narrate.sources import read
from narrate.speech import ClipCache, Here, Pool, Speakers, choose, missing, profiles, speak, speaks
from narrate.speech.engines import engine_class

LONGEST = 250
"""Characters of a page that are heard in a sample: a quarter of a minute."""
UNHEARD = ("byline", "disclosure", "outro")
"""Roles of a page that say nothing of a voice."""
CONTENT = (
    "default-src 'none'; media-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
"""The sheet's Content-Security-Policy: texts of a page and of profiles stand in it."""
NAMES = ("Voice", "Listen", "Speed", "Word times", "Language", "Licence", "Source")
STYLE = """body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #ccc; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid #ccc; }
audio { width: 18rem; } small { color: #555; }"""


Watch = Callable[[str, int, int], None]
"""Told which voice speaks now, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Sample:
    """What one voice made of a text."""

    voice: Voice
    mp3: bytes = b""
    seconds: float = 0.0
    """Of sound, as the voice gave it."""
    work: float = 0.0
    """Seconds that it took, its model loaded before."""
    exact: bool = False
    """Whether all its word times come from the engine."""
    problem: str = ""
    """Why there is no sound."""


# ── What is said ───────────────────────────────────────────────────────────────────────────────────


def script_of(text: str, language: str, settings: Settings) -> Script:
    """A sample's script: a text, or the beginning of a page given by its path or address.

    Raises:
        SourceError, ExtractError: the page cannot be read.
    """
    if text.startswith(("http://", "https://")) or _is_file(text):
        script = write(read(text), settings)
        return replace(script, utterances=tuple(_beginning(script)))
    article = Article(url="", title="Sample", blocks=(Block("paragraph", text),), language=language)
    unsaid = replace(settings.style.disclosure, position="none")
    style = replace(settings.style, title=False, byline=False, date=False, disclosure=unsaid, outro="")
    return write_script(article, style)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # a text longer than a path can be
        return False


def _beginning(script: Script) -> Iterator[Utterance]:
    length = 0
    for utterance in script.utterances:
        if utterance.role not in UNHEARD and (not length or length + len(utterance.spoken) <= LONGEST):
            length += len(utterance.spoken)
            yield utterance
        elif length + len(utterance.spoken) > LONGEST:
            return


# ── How it sounds ──────────────────────────────────────────────────────────────────────────────────


def try_voice(name: str, text: str, language: str, settings: Settings) -> Path:
    """Write a sample of one voice into the output folder; with the opening that an article has.

    Raises:
        VoiceError, EngineMissing: it is not known or cannot speak.
        NarrateError: the file cannot be written.
    """
    voice = choose(name, language, profiles(settings.voices))
    title = f"Sample of {name}"
    article = Article(url="", title=title, blocks=(Block("paragraph", text),), language=language)
    sample = record(write_script(article, replace(settings.style, title=False)), voice, settings, Here())
    if sample.problem:
        raise VoiceError(f"voice {name}", sample.problem)
    return _written(settings.output / "samples" / f"{name}.mp3", sample.mp3)


def record(script: Script, voice: Voice, settings: Settings, speakers: Speakers) -> Sample:
    """One voice's sample; a sentence that it cannot say is a problem.

    Raises:
        VoiceError, EngineMissing: it cannot speak at all.
    """
    speakers.submit(voice, Said("1.")).result()  # loads the model
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        clips = list(speak(script, voice, ClipCache(Path(folder) / "clips"), speakers))
        work = time.monotonic() - began
        if problem := next((clip.problem for clip in clips if clip.source == "failed"), ""):
            return Sample(voice, problem=problem)
        narration = produce(script, clips, voice, Path(folder), settings.sound, settings.labels)
        seconds, exact = sum(clip.seconds for clip in clips), all(clip.exact for clip in clips if clip.words)
        return Sample(voice, narration.audio.read_bytes(), seconds, work, exact)


def compare(
    script: Script, settings: Settings, watch: Watch = lambda name, done, count: None
) -> Iterator[Sample]:
    """A sample of each voice that ``auto`` may take for the script's language, the best first.

    One after the other, each in a process of its own, so that none slows or stops another.
    """
    able = comparable(script.article.language, profiles(settings.voices))
    for number, voice in enumerate(able):
        watch(voice.name, number, len(able))
        try:
            with Pool(1) as speakers:
                yield record(script, voice, settings, speakers)
        except NarrateError as error:
            yield Sample(voice, problem=error.reason)


def comparable(language: str, known: Mapping[str, Voice]) -> list[Voice]:
    """The voices that speak the language here; none that beeps, or that costs money."""
    able = [voice for voice in known.values() if voice.quality > 0 and not missing(voice)]
    fitting = [choose(voice.name, language, known) for voice in able if speaks(voice, language)]
    return sorted(fitting, key=lambda voice: (-voice.quality, voice.name))


# ── The sheet ──────────────────────────────────────────────────────────────────────────────────────


def write_sheet(
    text: str, language: str, settings: Settings, watch: Watch = lambda name, done, count: None
) -> Path:
    """Write the page that compares the voices into the output folder.

    Raises:
        VoiceError: no voice speaks the language.
        NarrateError: the page cannot be read, or the sheet not written.
    """
    script = script_of(text, language, settings)
    samples = list(compare(script, settings, watch))
    language = script.article.language
    if not samples:
        raise VoiceError(f"language {language}", "no installed voice speaks it", "See `narrate voices`")
    path = settings.output / "samples" / f"voices-{language}.html"
    return _written(path, as_sheet(script, samples).encode())


def as_sheet(script: Script, samples: Iterable[Sample]) -> str:
    """The page."""
    language = escape(script.article.language, quote=True)
    head = "".join(f"<th>{name}</th>" for name in NAMES)
    rows = "\n".join(f"<tr>{_row(sample)}</tr>" for sample in samples)
    text = "<br>".join(escape(line) for line in script.text.splitlines())
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{CONTENT}">
<title>Voices for {language}</title>
<style>{STYLE}</style></head>
<body><h1>Voices for {language}</h1>
<p>Machine speech, every voice with the same text, at its profile's pace and at equal loudness. The best by the
profiles' own account come first.</p>
<blockquote lang="{language}">{text}</blockquote>
<table><thead><tr>{head}</tr></thead>
<tbody>
{rows}
</tbody></table></body></html>
"""


def _row(sample: Sample) -> str:
    voice = sample.voice
    cells = [f"<strong>{escape(voice.name)}</strong><br><small>{escape(voice.engine)}</small>"]
    if sample.problem:
        cells += [f"no sound: {escape(sample.problem)}", "", ""]
    else:
        sound = base64.b64encode(sample.mp3).decode()
        speed = sample.seconds / max(sample.work, 0.001)
        cells += [
            f'<audio controls preload="none" src="data:audio/mpeg;base64,{sound}"></audio>',
            f"{speed:.1f} times real time",
            ("exact" if sample.exact else "estimated") + _by_chance(voice),
        ]
    cells += [escape(text) for text in (voice.language, voice.licence, voice.source)]
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _by_chance(voice: Voice) -> str:
    """A remark on engines that do not promise the same bytes for the same text."""
    repeatable = getattr(engine_class(voice.engine), "repeatable", True)
    return "" if repeatable else "<br><small>sounds different each time</small>"


def _written(path: Path, content: bytes) -> Path:
    """The whole file or none."""
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise NarrateError(
            str(path.parent), f"cannot be written: {error.strerror}", "Choose another --output"
        ) from error
    return path
