"""Every error a caller may meet.

    NarrateError
    ├── SourceError      a page cannot be read: missing, empty, not HTML, too large, unreachable
    ├── ExtractError     a page was read, but no article can be taken from it
    ├── SettingsError    a setting has an impossible value
    ├── VoiceError       no such voice, or none for the language
    │   └── EngineMissing    the voice is known, but what speaks it is not installed
    ├── SpeechError      an engine failed on a text, or returned something that is not speech
    ├── AudioError       joining, levelling, encoding or tagging failed
    ├── HearingError     a recording cannot be listened to: no recogniser, an unknown language, not audio
    └── OutputError      the output folder or its catalogue cannot be read or written

An error names its thing, says what is wrong with it, and gives the next step.  All three go to
``super().__init__``: an exception that keeps an argument back breaks the process pool that tries to
unpickle it.  A foreign cause is kept as text inside ``reason`` because ``__cause__`` does not survive
the way back from a worker.
"""


class NarrateError(Exception):
    """Something that the user can understand and mend.

    Args:
        thing: what it is about: a path, an address, a voice, a setting.
        reason: what is wrong with it, without a full stop.
        next_step: what to do about it, without a full stop; empty where nothing can be done.
    """

    def __init__(self, thing: str, reason: str, next_step: str = "") -> None:
        super().__init__(thing, reason, next_step)
        self.thing = thing
        self.reason = reason
        self.next_step = next_step

    def __str__(self) -> str:
        text = f"{self.thing}: {self.reason}" if self.thing else self.reason
        if self.next_step:
            text = f"{text}. {self.next_step}"
        return " ".join(text.split())


class SourceError(NarrateError):
    """A page cannot be read."""


class ExtractError(NarrateError):
    """A page holds no article that could be narrated."""


class SettingsError(NarrateError):
    """A setting has an impossible value."""


class VoiceError(NarrateError):
    """No such voice, or none for the language."""


class EngineMissing(VoiceError):
    """The engine of a known voice is not installed."""


class SpeechError(NarrateError):
    """An engine failed on a text, or returned something that is not speech."""


class AudioError(NarrateError):
    """Joining, levelling, encoding or tagging failed."""


class HearingError(NarrateError):
    """A recording cannot be listened to."""


class OutputError(NarrateError):
    """The output folder or its catalogue cannot be read or written."""
