"""openai: every server that speaks at OpenAI's address ``/audio/speech``, theirs or one of your own.

The text leaves the machine and may cost money, so the project's own profile has quality 0: ``auto`` never takes it.
The same text does not give the same bytes; only the cache makes an unchanged sentence sound as before.

The key comes from the environment, goes to this server alone (redirects are not followed, and it is never sent
unencrypted to another machine), and stands in no message.

Limits and formats as OpenAI's reference of ``audio/speech`` has them: 4,096 characters, speed 0.25 to 4.0, bare
samples at 24 kHz.
"""

from __future__ import annotations

import hashlib
import ipaddress
import math
import os
import random
import re
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from narrate.errors import EngineMissing, SpeechError, VoiceError
from narrate.model import Clip, Voice
from narrate.speech.engines import Limits, Unavailable
from narrate.speech.engines.received import Broken, clip_of, code_of, message_of

if TYPE_CHECKING:
    import httpx

VERSION = "1"
"""Raise it when this file makes the same text sound different."""
URL, HOST, KEY = "https://api.openai.com/v1", "api.openai.com", "OPENAI_API_KEY"
"""OpenAI's own; its key is sent to no other host unless the profile names the variable."""
MODEL, SPEAKER = "tts-1", "alloy"
LONGEST = 4_096
"""Characters of one request."""
SLOWEST, FASTEST = 0.25, 4.0

CONNECT = 5.0
"""Seconds to reach the server."""
WAIT, WAIT_A_CHARACTER = 10.0, 0.1
"""Seconds without a byte."""
TOTAL, TOTAL_A_CHARACTER = 18.0, 0.25
"""Seconds for a text, all tries included; under what a worker is allowed (``workers.Bounds``).  What is waited for
a turn or because the server asks for it (``Retry-After``) comes on top."""
WISH = 75.0
"""Seconds that a server may ask a text to wait; rate limits are mostly a minute's."""
QUEUE, LONGEST_QUEUE = 64, 3_600.0
"""Processes that may stand before one in the queue for a turn, and seconds in it."""
LARGEST, LARGEST_A_CHARACTER = 2_000_000, 40_000
"""Bytes of an answer; 48 kHz in stereo take about 13,000 a character."""
BACKOFF = 0.5
"""Seconds before the second try, twice as long before each further one, less up to a half by chance."""

AGAIN = (408, 409, 425, 429)
"""Statuses below 500 after which another try may be better."""
NO_MONEY = ("insufficient_quota", "billing_hard_limit_reached")
"""Codes of a 429 that waiting does not mend."""

Kind = type | tuple[type, ...]
OPTIONS: dict[str, Kind] = {"url": str, "voice": str, "format": str, "sample_rate": int, "instructions": str}
SERVICE: dict[str, Kind] = {"key": str, "per_minute": (int, float), "tries": int, "price": (int, float),
    "patience": (int, float),
}  # fmt: skip
"""The tables ``[options]`` and ``[service]`` of a profile."""
KINDS: dict[Kind, str] = {str: "text", int: "whole number", (int, float): "number"}


@dataclass(frozen=True, slots=True)
class Server:
    """A profile's wishes, checked."""

    url: str = URL
    model: str = MODEL
    voice: str = SPEAKER
    format: str = "wav"
    """"wav" or "pcm"."""
    sample_rate: int = 24_000
    """Of "pcm", in Hz."""
    instructions: str = ""
    """How to speak, for models that listen to it."""
    key: str = ""
    """The environment variable that holds it; "" where none is needed."""
    per_minute: float = 0.0
    """Requests at most, of all processes together; 0 for no limit."""
    tries: int = 5
    patience: float = 0.0
    """Seconds that the server may take for a text beside its length."""

    @property
    def host(self) -> str:
        """For messages."""
        return urlsplit(self.url).netloc

    @property
    def waiting(self) -> float:
        """Seconds that a text may wait by agreement, for its turn and at the server's wish."""
        queue = QUEUE * 60.0 / self.per_minute if self.per_minute else 0.0
        return WISH + min(queue, LONGEST_QUEUE)


class OpenAIEngine:
    """A voice of a server; ``voice.model`` is the server's name of the model.

    Options of the profile: ``url`` (up to "/v1"), ``voice``, ``format`` ("wav" or "pcm"), ``sample_rate`` (of
    "pcm"), ``instructions``.  Its ``[service]``: ``key`` (the name of an environment variable), ``per_minute``
    (requests), ``tries``, ``patience`` (seconds that a slow server may take more), ``price`` (of a million
    characters).
    """

    repeatable = False
    """Whether the same text gives the same bytes."""

    def __init__(self, voice: Voice) -> None:
        self.version(voice)
        self._name, self._rate = voice.name, voice.rate
        self._server = server_of(voice)
        self._key = os.environ.get(self._server.key, "")
        self._turns = Turns(self._server.url, self._server.per_minute) if self._server.per_minute else None
        self._client = _client(self._key, self._server)
        weakref.finalize(self, self._client.close)

    @classmethod
    def version(cls, voice: Voice) -> str:
        """Nothing is asked of the server, which may change its voice at any time."""
        server = server_of(voice)
        if server.key and not os.environ.get(server.key):
            step = f"Set {server.key} in the environment"
            raise EngineMissing(f"voice {voice.name}", f"needs the key of {server.host}", step)
        return f"openai {VERSION} {server.url} {server.model} {server.voice}"

    @classmethod
    def languages(cls, voice: Voice) -> frozenset[str]:
        """The profile's own language; without one the server's models speak what they are given."""
        cls.version(voice)
        return frozenset({voice.language or "mul"})

    @classmethod
    def limits(cls, voice: Voice) -> Limits:
        """OpenAI's own."""
        return Limits(characters=LONGEST)

    @classmethod
    def patience(cls, voice: Voice) -> float:
        """What it may wait for its turn, at the server's wish, and for a slow server."""
        server = server_of(voice)
        return server.waiting + server.patience

    def speak(self, text: str) -> Clip:
        """Say ``text``; tried again where that may help.

        Raises:
            SpeechError: the server refuses the text or fails on it.
            Unavailable: the server does not answer, or has no time.
            VoiceError: it refuses the key or has no such model.
        """
        seconds = TOTAL + TOTAL_A_CHARACTER * len(text) + self._server.patience
        clock = _Clock(time.monotonic() + seconds, self._server.waiting)
        for number in range(self._server.tries):
            try:
                return self._asked(text, clock)
            except _Again as problem:
                last = problem
                wait = _backoff(number)
                if not (clock.granted(max(wait, problem.wait)) if problem.wait else clock.waited(wait)):
                    break
        reason = last.reason + (
            f", and wants {last.wait:.0f} s to pass" if last.wait > clock.patience else ""
        )
        if last.unavailable:
            raise Unavailable(self._who, f"{self._server.host} {reason}")
        raise SpeechError(self._who, f"{self._server.host} {reason} for {text[:60]!r}")

    @property
    def _who(self) -> str:
        return f"voice {self._name}"

    def _asked(self, text: str, clock: _Clock) -> Clip:
        import httpx

        if self._turns and not clock.granted(self._turns.taken()):
            limit = f"{self._server.per_minute:g} requests a minute"
            raise SpeechError(self._who, f"{limit} leave no room for {text[:60]!r}", "Use fewer workers")
        deadline = clock.deadline
        try:
            with self._client.stream(
                "POST",
                f"{self._server.url}/audio/speech",
                json=self._question(text),
                timeout=_timeout(text, deadline, self._server.patience),
            ) as answer:
                body = _body(answer, text, deadline)
        except httpx.TimeoutException as error:
            raise _Again("did not answer in time", unavailable=True) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _Again(f"broke off or cannot be reached ({type(error).__name__})", 0.0, True) from error
        if answer.status_code != httpx.codes.OK:
            raise self._refused(answer, body, text)
        try:
            return clip_of(body, answer.headers.get("Content-Type", ""), self._server.sample_rate)
        except Broken as error:
            reason = self._scrubbed(error.reason)
            if error.again:
                raise _Again(reason) from None
            step = 'Set format = "wav" or "pcm" in its [options], whichever the server has'
            raise SpeechError(self._who, f"{self._server.host} {reason}", step) from None

    def _question(self, text: str) -> dict[str, str | float]:
        server = self._server
        question: dict[str, str | float] = {
            "model": server.model, "voice": server.voice, "input": text, "response_format": server.format
        }  # fmt: skip
        if self._rate != 1.0:
            question["speed"] = min(max(self._rate, SLOWEST), FASTEST)
        if server.instructions:
            question["instructions"] = server.instructions
        return question

    def _refused(self, answer: httpx.Response, body: bytes, text: str) -> Exception:
        """What an answer other than 200 means."""
        status, host = answer.status_code, self._server.host
        if status == 429 and code_of(body) in NO_MONEY:
            return VoiceError(self._who, f"{host} has no credit left for this key", "See your account there")
        if status in AGAIN or status >= 500:
            return _Again(f"answers {status}", retry_after(answer.headers), unavailable=True)
        if status in (401, 403):
            step = f"Correct {self._server.key} in the environment" if self._server.key else "Name its `key`"
            return VoiceError(self._who, f"{host} refuses the key", f"{step} ({status})")
        if status == 404 or 300 <= status < 400:
            step = "Correct the url in its [options], or its model"
            return VoiceError(self._who, f"{host} has nothing there ({status})", step)
        said = self._scrubbed(message_of(body) or f"status {status}")
        return SpeechError(self._who, f"{host} refuses {text[:60]!r}: {said}")

    def _scrubbed(self, message: str) -> str:
        """A server's words without the key, which some repeat in part."""
        plain = message.replace(self._key, "…") if self._key else message
        return re.sub(r"\b(sk|key|Bearer)[-_ ][\w*.-]{6,}", "…", plain)[:200]


class _Again(Exception):
    """A try failed as the next one need not."""

    def __init__(self, reason: str, wait: float = 0.0, unavailable: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.wait, self.unavailable = reason, wait, unavailable


class _Clock:
    """When a text must be spoken; what is waited by agreement is not counted, within the patience there is."""

    def __init__(self, deadline: float, patience: float) -> None:
        self.deadline, self.patience = deadline, patience

    def waited(self, seconds: float) -> bool:
        """Wait, unless nothing could follow."""
        if time.monotonic() + seconds >= self.deadline:
            return False
        time.sleep(seconds)
        return True

    def granted(self, seconds: float) -> bool:
        """Wait by agreement, unless it would be for too long."""
        if seconds > self.patience:
            return False
        self.patience -= seconds
        self.deadline += seconds
        time.sleep(seconds)
        return True


# ── The profile ────────────────────────────────────────────────────────────────────────────────────


def server_of(voice: Voice) -> Server:
    """What a profile says of its server.

    Raises:
        VoiceError: an option is unknown or impossible, or would give the key away.
    """
    values: dict[str, Any] = {
        **_checked(voice, voice.options, OPTIONS, "[options]"),
        **_checked(voice, voice.service, SERVICE, "[service]"),
    }
    values.pop("price", None)
    url = str(values.pop("url", URL)).rstrip("/")
    key = values.pop("key", KEY if urlsplit(url).hostname == HOST else "")
    server = Server(url=url, key=key, model=voice.model or MODEL, **values)
    _no_folly(voice, server)
    return server


def _checked(
    voice: Voice, values: Mapping[str, Any], kinds: Mapping[str, Kind], table: str
) -> Mapping[str, Any]:
    for name, value in values.items():
        if name not in kinds:
            step = f"Known are: {', '.join(kinds)}"
            raise VoiceError(f"voice {voice.name}", f"its {table} has an unknown {name!r}", step)
        if not isinstance(value, kinds[name]) or isinstance(value, bool):
            step = f"It must be a {KINDS[kinds[name]]}"
            raise VoiceError(f"voice {voice.name}", f"its {table} {name} is {value!r}", step)
    return values


def _no_folly(voice: Voice, server: Server) -> None:
    """Raise for what can only go wrong."""
    thing, parts = f"voice {voice.name}", urlsplit(server.url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise VoiceError(thing, "its url is no address", f"Write it like {URL}")
    if parts.username or parts.password or parts.query:
        step = "Name an environment variable as its `key` in [service]"
        raise VoiceError(thing, f"its url for {parts.hostname} holds a secret", step)
    if server.key and parts.scheme == "http" and not _is_here(parts.hostname):
        raise VoiceError(
            thing, f"would send its key unencrypted to {parts.hostname}", "Use https, or no `key`"
        )
    if server.format not in ("wav", "pcm"):
        raise VoiceError(thing, f"its format is {server.format!r}", 'It must be "wav" or "pcm"')
    endless = not all(0 <= number < math.inf for number in (server.per_minute, server.patience))
    if server.tries < 1 or endless or server.sample_rate < 1:
        problem = "its tries, per_minute, patience or sample_rate cannot be"
        raise VoiceError(thing, problem, "tries = 5, per_minute = 0, patience = 0")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


# ── Asking ─────────────────────────────────────────────────────────────────────────────────────────


def _client(key: str, server: Server) -> httpx.Client:
    """With the system's proxy, but never to this machine itself: a proxy would read an unencrypted key."""
    import httpx

    from narrate import __version__

    headers = {"User-Agent": f"narrate/{__version__}", "Accept-Encoding": "identity"}
    headers |= {"Authorization": f"Bearer {key}"} if key else {}
    return httpx.Client(headers=headers, trust_env=not _is_here(urlsplit(server.url).hostname or ""))


def _timeout(text: str, deadline: float, patience: float) -> httpx.Timeout:
    import httpx

    left = max(0.1, deadline - time.monotonic())
    return httpx.Timeout(
        min(WAIT + WAIT_A_CHARACTER * len(text) + patience, left), connect=min(CONNECT, left)
    )


def _body(answer: httpx.Response, text: str, deadline: float) -> bytes:
    """All bytes; a server that drips or never ends is left."""
    body = bytearray()
    most = LARGEST + LARGEST_A_CHARACTER * len(text)
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > most:
            raise _Again(f"sent more than {most} bytes")
        if time.monotonic() > deadline:
            raise _Again("did not come to an end in time", unavailable=True)
    return bytes(body)


def retry_after(headers: Mapping[str, str]) -> float:
    """Seconds that a server wants to pass (RFC 9110, 10.2.3: seconds or a date); 0 where it says nothing of use."""
    value = headers.get("Retry-After", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, TypeError, IndexError, OverflowError):
            return 0.0
    return seconds if 0 < seconds < math.inf else 0.0


def _backoff(number: int) -> float:
    return BACKOFF * 2.0**number * random.uniform(0.5, 1.0)


class Turns:
    """A rate limit for all processes together.

    Time is cut into moments of equal distance, counted from the epoch; whoever makes the file of a moment's number
    first has it.  So no lock is held that a killed worker could leave behind.
    """

    def __init__(self, name: str, per_minute: float, clock: Callable[[], float] = time.time) -> None:
        self._gap, self._clock = 60.0 / per_minute, clock
        user = os.getuid() if hasattr(os, "getuid") else ""
        digest = hashlib.sha256(f"{user} {name} {per_minute}".encode()).hexdigest()[:16]
        self.folder = Path(tempfile.gettempdir()) / f"narrate-turns-{digest}"

    def taken(self) -> float:
        """Take the next free moment; seconds until it comes."""
        try:
            self.folder.mkdir(mode=0o700, exist_ok=True)
            number = self._claimed(math.ceil(self._clock() / self._gap))
        except OSError as error:
            raise SpeechError(str(self.folder), f"cannot be written: {error.strerror}") from error
        return max(0.0, number * self._gap - self._clock())

    def _claimed(self, number: int) -> int:
        for old in self.folder.iterdir():
            if old.name.isdigit() and int(old.name) < number - 2:
                old.unlink(missing_ok=True)
        while True:
            try:
                (self.folder / str(number)).open("x").close()
                return number
            except FileExistsError:
                number += 1
