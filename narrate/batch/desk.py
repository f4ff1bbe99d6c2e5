"""What all jobs of a run share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from narrate.audio import credentials_of, prepared
from narrate.batch.jobs import Job
from narrate.batch.keys import fingerprint
from narrate.batch.writers import Apart, Here, Writer
from narrate.catalog import Catalog, Memory
from narrate.model import Clip, Script, Voice
from narrate.settings import Settings
from narrate.sources import Fetcher
from narrate.speech import ClipCache, Speakers, Wishes, check_wishes, profiles

Watch = Callable[[Job, Script, Iterator[Clip]], Iterator[Clip]]


def unwatched(job: Job, script: Script, clips: Iterator[Clip]) -> Iterator[Clip]:
    """Nobody looks."""
    return clips


@dataclass(frozen=True, slots=True)
class Desk:
    """What all jobs of a run share; ``close`` ends its writer."""

    settings: Settings
    catalog: Catalog
    speakers: Speakers
    cache: ClipCache
    writer: Writer
    fetcher: Fetcher
    force: bool = False
    """Narrate what is unchanged, withdrawn or set aside, too; spoken clips are still taken from the cache."""
    retry: bool = False
    """Narrate what is set aside, too."""
    dry: bool = False
    """Narrate nothing and write nothing; say what would be narrated."""
    watch: Watch = unwatched
    voices: dict[str, Voice] = field(default_factory=dict)
    fingerprint: str = ""
    fingerprint_hash: str = ""
    """A short one of the same."""
    seen: Memory = field(default_factory=Memory)
    """Episode → the source that this run met it in first."""
    stopped: threading.Event = field(default_factory=threading.Event)
    """Set when the run is ended before its time: what then goes wrong is no article's failure."""

    def stop(self) -> None:
        """Speak, read and fetch no more: whoever waits for one of them comes to an end."""
        self.stopped.set()
        self.speakers.close()
        self.fetcher.close()
        self.writer.close()


def open_desk(
    settings: Settings,
    catalog: Catalog,
    speakers: Speakers,
    force: bool = False,
    watch: Watch = unwatched,
    retry: bool = False,
    apart: bool = False,
    dry: bool = False,
) -> Desk:
    """Check the set-up and gather what the jobs share.

    Args:
        apart: read pages in a process of its own, which costs its start (0.6 s) and saves the run from a page
            that hangs or kills a library.

    Raises:
        VoiceError, EngineMissing: a voice that the settings name is unknown or cannot speak.
        SettingsError: a jingle cannot be played, or what the settings would have files signed with cannot sign.
    """
    credentials_of(settings.signing)
    prepared(settings.sound.jingles, settings.sound.rate)
    voices = profiles(settings.voices)
    check_wishes(Wishes(settings.voice, settings.casting), voices)
    cache = ClipCache(catalog.clips, settings.clips_size)
    writer = Apart(settings) if apart else Here(settings)
    fetcher = Fetcher(catalog.pages, settings.fetching, keeping=not dry)
    key = fingerprint(settings, voices)
    short = sha256(key.encode()).hexdigest()[:16]
    return Desk(
        settings, catalog, speakers, cache, writer, fetcher, force, retry, dry, watch, voices, key, short
    )
