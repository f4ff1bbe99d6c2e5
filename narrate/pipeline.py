"""The whole walk on one screen: Page → Article → Script → Clips → Narration."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from narrate.article import extract
from narrate.audio import produce
from narrate.model import Article, Clip, Narration, Page, Script, Voice
from narrate.script import at_rate, said, write_script
from narrate.settings import Settings
from narrate.sources import picture
from narrate.speech import Cast, ClipCache, Speakers, Wishes, cast, cast_of, phonemes_of, profiles, speak

Watch = Callable[[Script, Iterator[Clip]], Iterator[Clip]]
"""Sees every clip as it arrives and hands it on; a progress bar, or nothing."""


def write(page: Page, settings: Settings) -> Script:
    """What would be said of a page.

    An article whose language cannot be told is taken to be in the settings' language.

    Raises:
        ExtractError: the page holds no article.
    """
    article = extract(page, settings.article)
    article = replace(article, language=article.language or settings.language)
    return write_script(article, settings.style, _speaker(settings, article))


def _speaker(settings: Settings, article: Article) -> str:
    """Who will speak, where the lexicon has entries for one voice only; else nobody needs to know yet."""
    if not any(entry.voice for entry in settings.style.lexicon):
        return ""
    return cast_for(article, settings, profiles(settings.voices)).narrator.name


def cast_for(article: Article, settings: Settings, known: Mapping[str, Voice]) -> Cast:
    """Who reads an article, and the roles in it.

    Raises:
        VoiceError, EngineMissing: nobody can, or a voice that the settings name cannot.
    """
    return cast(Wishes(settings.voice, settings.casting), article.language, article.section, known)


def record(
    script: Script,
    page: Page,
    voice: Voice | Cast,
    settings: Settings,
    cache: ClipCache,
    staging: Path,
    speakers: Speakers | None = None,
    watch: Watch = lambda _, clips: clips,
) -> Narration:
    """Speak a script and make the finished file in ``staging``; its pauses follow the narrator's rate.

    Raises:
        VoiceError, EngineMissing, AudioError, OutputError.
        SpeechError: the settings are strict, and a sentence cannot be voiced.
    """
    readers = cast_of(voice)
    narrator = readers.narrator
    others = {role: one.name for role, one in readers.roles.items() if one.name != narrator.name}
    script = at_rate(script, narrator.rate)
    clips = watch(script, speak(script, voice, cache, speakers, settings.strict))
    image = picture(page, script.article.image)
    return produce(
        script, clips, narrator, staging, settings.sound, settings.labels, image, settings.signing, others
    )


def narrate(page: Page, folder: Path, settings: Settings | None = None) -> Narration:
    """One page from beginning to end, in this process; the finished file lies in ``folder``.

    Raises:
        NarrateError: what ``narrate.errors`` lists, as soon as it is met.
    """
    settings = settings or Settings()
    script = write(page, settings)
    voice = cast_for(script.article, settings, profiles(settings.voices))
    with tempfile.TemporaryDirectory() as clips:
        return record(script, page, voice, settings, ClipCache(Path(clips)), folder)


def phonemes(text: str, language: str = "en") -> str:
    """The IPA of a text after reading, lexicon and heteronyms, as the default neural voice receives it.

    Raises:
        VoiceError: eSpeak NG does not know the language.
        EngineMissing: Piper, which brings eSpeak NG, is not installed.
    """
    return " ".join(
        sentence for part in said(text, language) for sentence in phonemes_of(part, language) if sentence
    )
