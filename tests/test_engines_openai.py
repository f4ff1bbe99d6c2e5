"""The engine for speech servers, against one that behaves and misbehaves."""

from __future__ import annotations

import io
import json
import struct
import threading
import time
import wave
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import EngineMissing, NarrateError, SpeechError, VoiceError
from narrate.model import Clip, Said, Voice
from narrate.speech.attempts import REFUSALS
from narrate.speech.check import check_clip
from narrate.speech.engines import HasLimits, Unavailable, engine_class, openai
from narrate.speech.engines.openai import OpenAIEngine, Turns, retry_after
from narrate.speech.engines.received import Broken, clip_of
from narrate.speech.engines.tone import ToneEngine
from narrate.speech.voices import choose, missing, profiles
from narrate.speech.workers import Bounds, Here, Pool

SECRET = "sk-test-51f0c2a9e7"
TEXT = "The ferry ran again on Sunday, after eleven weeks in the yard."


def wav(clip: Clip, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(clip.rate)
        out.writeframes(clip.pcm)
    return file.getvalue()


def spoken(text: str) -> Clip:
    return ToneEngine(Voice("tone", "tone")).speak(text)


@dataclass
class Answer:
    status: int = 200
    kind: str = "audio/wav"
    body: bytes | None = None
    """None speaks."""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    """Bytes that are announced and not sent."""
    drip: float = 0.0
    """Seconds before every hundred bytes."""


@dataclass
class Service:
    """A server; what is left of ``plan`` is answered in its order, then it behaves."""

    url: str
    plan: list[Answer] = field(default_factory=list)
    asked: list[tuple[dict[str, Any], str, float]] = field(default_factory=list)
    """(what was asked, the header Authorization, when)."""

    @property
    def voice(self) -> Voice:
        return Voice("far", "openai", language="en", options={"url": self.url}, service={"tries": 3})


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr(openai, "BACKOFF", 0.01)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setattr("narrate.speech.workers._warm", {})

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            found.asked.append((asked, self.headers.get("Authorization", ""), time.monotonic()))
            self.answer(found.plan.pop(0) if found.plan else Answer(), asked)

        def answer(self, answer: Answer, asked: dict[str, Any]) -> None:
            clip = spoken(asked["input"])
            sound = clip.pcm if asked["response_format"] == "pcm" else wav(clip)
            body = sound if answer.body is None else answer.body
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body) + answer.cut))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for at in range(0, len(body), 100) if answer.drip else ():
                time.sleep(answer.drip)
                self.wfile.write(body[at : at + 100])
            self.wfile.write(b"" if answer.drip else body)

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that leaves is no news."""

    with Quiet(("127.0.0.1", 0), Handler) as server:
        found = Service(f"http://127.0.0.1:{server.server_port}/v1")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield found
        server.shutdown()
        thread.join()


def engine_of(voice: Voice) -> OpenAIEngine:
    engine = engine_class("openai")(voice)
    assert isinstance(engine, OpenAIEngine)
    return engine


# ── It behaves ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text", [TEXT, "Yes.", "A.", "Wait … what? “No!”", "Ça va, Zoë — naïve?", " ".join([TEXT] * 24)]
)
def test_speaks(service: Service, text: str) -> None:
    clip = engine_of(service.voice).speak(text)
    check_clip(clip, text, "far")
    assert clip.pcm == spoken(text).pcm
    assert not clip.exact


def test_asks_as_openai_is_asked(service: Service) -> None:
    voice = replace(service.voice, model="tts-9", rate=1.25, options={"url": service.url, "voice": "onyx"})
    engine_of(voice).speak(TEXT)
    wanted = {"model": "tts-9", "voice": "onyx", "input": TEXT, "response_format": "wav", "speed": 1.25}
    assert service.asked[0][:2] == (wanted, "")


def test_bare_samples_and_instructions(service: Service) -> None:
    options: dict[str, str | int | float | bool] = {
        "url": service.url + "/",
        "format": "pcm",
        "sample_rate": 22_050,
        "instructions": "Calmly.",
    }
    service.plan = [Answer(kind="audio/pcm"), Answer(kind="audio/pcm;rate=16000")]
    engine = engine_of(replace(service.voice, options=options))
    assert engine.speak(TEXT) == replace(spoken(TEXT), words=(), exact=False)
    assert engine.speak(TEXT).rate == 16_000
    assert service.asked[0][0]["instructions"] == "Calmly."


def test_is_a_voice_like_others(service: Service) -> None:
    clip = Here().submit(service.voice, Said(TEXT)).result()
    assert (clip.source, len(clip.words)) == ("voiced", 12)
    assert isinstance(OpenAIEngine, HasLimits)
    assert OpenAIEngine.limits(service.voice).characters == 4096
    assert OpenAIEngine.languages(service.voice) == {"en"}
    assert "tts-1" in OpenAIEngine.version(service.voice)


def test_speaks_in_a_pool(service: Service) -> None:
    texts = [f"Ferry number {number} runs." for number in range(6)]
    service.plan = [Answer(503), Answer(cut=100)]
    with Pool(2) as pool:
        clips = [pool.submit(service.voice, Said(text)) for text in texts]
        assert [clip.result(60).source for clip in clips] == ["voiced"] * 6
    assert {asked["input"] for asked, _, _ in service.asked} == set(texts)


def test_a_header_written_before_the_end_was_known(service: Service) -> None:
    whole = bytearray(wav(spoken(TEXT)))
    whole[4:8] = whole[40:44] = b"\xff" * 4
    service.plan = [Answer(body=bytes(whole))]
    assert engine_of(service.voice).speak(TEXT).pcm == spoken(TEXT).pcm


# ── It misbehaves, and recovers ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "trouble",
    [
        Answer(
            429, "application/json", b'{"error": {"message": "slow down", "code": "rate_limit_exceeded"}}'
        ),
        Answer(500, "text/html", b"<h1>oops</h1>"),
        Answer(503, body=b""),
        Answer(body=b""),
        Answer(cut=1000),
        Answer(body=wav(spoken(TEXT))[:-1000]),
        Answer(body=wav(spoken(TEXT))[:30]),
        Answer(body=b"RIFF\x24\x00\x00\x00WAVE"),
        Answer(200, "application/json", b'{"error": {"message": "the model is overloaded"}}'),
        Answer(200, "audio/wav", b'{"detail": "the model is overloaded"}'),
        Answer(200, "text/html", b"<!doctype html><title>Gateway</title>"),
    ],
    ids=lambda answer: f"{answer.status} {answer.kind} {(answer.body or b'')[:12]!r} {answer.cut}",
)
def test_tries_again(service: Service, trouble: Answer) -> None:
    service.plan = [trouble, trouble]
    assert engine_of(service.voice).speak(TEXT).pcm == spoken(TEXT).pcm
    assert len(service.asked) == 3


def test_waits_as_long_as_it_is_told(service: Service) -> None:
    service.plan = [Answer(429, headers={"Retry-After": "0.4"})]
    engine_of(service.voice).speak(TEXT)
    assert service.asked[1][2] - service.asked[0][2] >= 0.4


def test_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch, service: Service) -> None:
    waits: list[float] = []

    def waited(_: object, seconds: float) -> bool:
        waits.append(seconds)
        return True

    monkeypatch.setattr(openai._Clock, "waited", waited)
    service.plan = [Answer(500)] * 4
    engine_of(replace(service.voice, service={"tries": 5})).speak(TEXT)
    assert all(0.005 * 2**number <= wait <= 0.01 * 2**number for number, wait in enumerate(waits))
    assert len(waits) == 4


def test_does_not_wait_for_ever(service: Service) -> None:
    service.plan = [Answer(429, headers={"Retry-After": "3600"})]
    with pytest.raises(Unavailable, match="answers 429, and wants 3600 s to pass"):
        engine_of(service.voice).speak(TEXT)


def test_what_the_server_asks_for_is_not_counted_against_the_text(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openai, "TOTAL", 0.5)
    monkeypatch.setattr(openai, "TOTAL_A_CHARACTER", 0.0)
    service.plan = [Answer(429, headers={"Retry-After": "0.4"})] * 2
    assert engine_of(service.voice).speak(TEXT).pcm == spoken(TEXT).pcm


def test_a_slow_server_gets_the_time_that_its_profile_gives_it(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openai, "TOTAL", 0.1)
    monkeypatch.setattr(openai, "TOTAL_A_CHARACTER", 0.0)
    service.plan = [Answer(drip=0.3, body=wav(spoken("No."))[:100]), Answer(drip=0.3, body=b"x" * 100)]
    patient = replace(service.voice, service={"patience": 20, "tries": 1})
    with pytest.raises(SpeechError, match=r"cut off|broken|WAV") as caught:
        engine_of(patient).speak(TEXT)
    assert "in time" not in str(caught.value)
    with pytest.raises(Unavailable, match="in time"):
        engine_of(service.voice).speak(TEXT)


@pytest.mark.parametrize("drip", [0.05, 5.0])
def test_leaves_a_server_that_is_too_slow(
    service: Service, monkeypatch: pytest.MonkeyPatch, drip: float
) -> None:
    monkeypatch.setattr(openai, "TOTAL", 0.3)
    monkeypatch.setattr(openai, "TOTAL_A_CHARACTER", 0.0)
    service.plan = [Answer(drip=drip, body=wav(spoken(TEXT)) if drip < 1 else b"x" * 100)] * 3
    began = time.monotonic()
    with pytest.raises(SpeechError, match="in time"):
        engine_of(service.voice).speak(TEXT)
    assert time.monotonic() - began < 3


def test_leaves_a_server_that_sends_too_much(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai, "LARGEST", 1_000)
    monkeypatch.setattr(openai, "LARGEST_A_CHARACTER", 0)
    with pytest.raises(SpeechError, match="sent more than 1000 bytes"):
        engine_of(service.voice).speak(TEXT)


# ── It misbehaves for good ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("answer", "kind", "message", "asked"),
    [
        (Answer(401, body=b'{"error": {"message": "Incorrect API key provided: sk-test-51f0***"}}'), VoiceError,
         "refuses the key", 1),
        (Answer(404, body=b"{}"), VoiceError, r"has nothing there \(404\)", 1),
        (Answer(307, headers={"Location": "http://elsewhere.example/"}), VoiceError, r"nothing there \(307\)", 1),
        (Answer(429, body=b'{"error": {"code": "insufficient_quota"}}'), VoiceError, "no credit left", 1),
        (Answer(400, body=b'{"error": {"message": "no voice far with key sk-test-51f0c2a9e7"}}'), SpeechError,
         "refuses 'The ferry.*no voice far with key …", 1),
        (Answer(kind="audio/mpeg", body=b"ID3\x04\x00\x00\x00" + bytes(900)), SpeechError, "sent MP3, not WAV", 1),
        (Answer(kind="audio/flac", body=b"\x00\x01" * 900), SpeechError, "sent audio/flac, not WAV", 1),
        (Answer(body=wav(spoken(TEXT)).replace(b"\x10\x00data", b"\x08\x00data")), SpeechError, "8 bits", 1),
        (Answer(500), Unavailable, "answers 500$", 3),
    ],
)  # fmt: skip
def test_gives_up_in_one_clear_line(
    service: Service,
    answer: Answer,
    kind: type[NarrateError],
    message: str,
    asked: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MY_KEY", SECRET)
    service.plan = [answer] * 3
    voice = replace(service.voice, service={"tries": 3, "key": "MY_KEY"})
    with pytest.raises(kind, match=message) as caught:
        engine_of(voice).speak(TEXT)
    assert type(caught.value) is kind
    assert SECRET[:12] not in str(caught.value)
    assert (len(service.asked), service.asked[0][1]) == (asked, f"Bearer {SECRET}")


def test_a_server_that_is_not_there() -> None:
    voice = Voice("far", "openai", options={"url": "http://127.0.0.1:9/v1"}, service={"tries": 1})
    with pytest.raises(Unavailable, match=r"127.0.0.1:9 broke off or cannot be reached"):
        engine_of(voice).speak(TEXT)


def test_a_server_that_is_down_is_not_asked_for_every_sentence(service: Service) -> None:
    voice = replace(service.voice, service={"tries": 1})
    service.plan = [Answer(503, body=b"")] * 99
    here = Here()
    problems = [str(here.submit(voice, Said(f"Ferry number {number}.")).exception()) for number in range(9)]
    assert len(service.asked) == REFUSALS
    assert len(set(problems[1:])) == 1
    host = service.url.removeprefix("http://").removesuffix("/v1")
    assert f"voice far: {host} answers 503, 5 times in a row. What is spoken already is kept" in problems[-1]


def test_a_server_that_is_back_is_asked_again(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.speech.attempts.REST", 0.2)
    voice = replace(service.voice, service={"tries": 1})
    service.plan = [Answer(503, body=b"")] * (REFUSALS + 1)
    here = Here()
    assert here.submit(voice, Said(TEXT)).result().source == "failed"
    for rest in (0.0, 0.25):
        time.sleep(rest)
        with pytest.raises(VoiceError, match="503"):
            here.submit(voice, Said(TEXT)).result()
    assert len(service.asked) == REFUSALS + 1, "one more refusal is enough"
    time.sleep(0.25)
    assert here.submit(voice, Said(TEXT)).result().source == "voiced"


def test_one_text_that_a_server_dies_of_does_not_end_the_voice(service: Service) -> None:
    voice = replace(service.voice, service={"tries": 1})
    service.plan = [Answer(500)] * 4
    here = Here()
    assert here.submit(voice, Said(TEXT)).result().source == "failed"
    assert here.submit(voice, Said(TEXT)).result().source == "voiced"


def test_the_key_is_nowhere(
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MY_KEY", SECRET)
    caplog.set_level("DEBUG")
    voice = replace(service.voice, service={"key": "MY_KEY"})
    service.plan = [Answer(500)]
    engine = engine_of(voice)
    engine.speak(TEXT)
    seen = caplog.text + repr(voice) + engine.version(voice) + "".join(capfd.readouterr())
    assert SECRET not in seen
    assert service.asked[1][1] == f"Bearer {SECRET}"


# ── The profile ────────────────────────────────────────────────────────────────────────────────────


def test_our_own_profile_needs_a_key_and_is_never_taken_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    ours = profiles()["openai"]
    problem = missing(ours)
    assert isinstance(problem, EngineMissing)
    assert "needs the key of api.openai.com. Set OPENAI_API_KEY" in str(problem)
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    assert missing(ours) is None
    with pytest.raises(VoiceError, match="no installed voice speaks it"):
        choose("auto", "en", {"openai": ours})


def test_no_proxy_comes_between_this_machine_and_itself(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    engine_of(service.voice).speak("Yes.")
    assert len(service.asked) == 1


def test_openais_key_goes_to_openai_alone(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    engine_of(service.voice).speak(TEXT)
    assert service.asked[0][1] == ""


@pytest.mark.parametrize(
    ("options", "service_table", "message"),
    [
        ({"url": "api.example/v1"}, {}, "its url is no address"),
        ({"url": "https://me:pass@api.example/v1"}, {}, "its url for api.example holds a secret"),
        ({"url": "https://api.example/v1?key=pass"}, {}, "its url for api.example holds a secret"),
        ({"url": "http://api.example/v1"}, {"key": "K"}, "would send its key unencrypted to api.example"),
        ({"format": "mp3"}, {}, "its format is 'mp3'"),
        ({"pitch": 2}, {}, r"its \[options\] has an unknown 'pitch'. Known are: url"),
        ({}, {"price": "15"}, r"its \[service\] price is '15'. It must be a number"),
        ({}, {"tries": 0}, "cannot be"),
        ({}, {"per_minute": -1}, "cannot be"),
        ({}, {"patience": -1}, "cannot be"),
    ],
)
def test_a_profile_that_cannot_be(
    options: dict[str, Any], service_table: dict[str, Any], message: str
) -> None:
    with pytest.raises(VoiceError, match=message) as caught:
        OpenAIEngine.version(Voice("far", "openai", options=options, service=service_table))
    assert "pass" not in str(caught.value)


# ── Time ───────────────────────────────────────────────────────────────────────────────────────────


def test_turns_are_shared_and_evenly_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    now = 1_000_000_000.0
    one, two = Turns("a", 30, lambda: now), Turns("a", 30, lambda: now)
    assert [turns.taken() for turns in (one, two, one, two)] == [0.0, 2.0, 4.0, 6.0]
    now += 60
    assert one.taken() == 0.0
    assert len(list(one.folder.iterdir())) == 1
    assert Turns("b", 30).folder != one.folder


def test_a_rate_limit_holds(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    engine = engine_of(replace(service.voice, service={"per_minute": 600}))
    for _ in range(4):
        engine.speak("Yes.")
    assert service.asked[3][2] - service.asked[0][2] >= 0.25
    slow = engine_of(replace(service.voice, service={"per_minute": 0.00001}))
    with pytest.raises(
        SpeechError, match=r"1e-05 requests a minute leave no room for 'Yes\.'\. Use fewer workers"
    ):
        slow.speak("Yes.")


def test_nobody_takes_a_worker_for_hung_that_waits_for_its_turn(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    voice = replace(service.voice, service={"per_minute": 40})
    texts = [f"Ferry number {number} runs." for number in range(3)]
    with Pool(2, Bounds(text=0.2, slowness=0.1)) as pool:
        clips = [each.result() for each in [pool.submit(voice, Said(text)) for text in texts]]
    assert [clip.source for clip in clips] == ["voiced"] * 3, [clip.problem for clip in clips]
    assert len(service.asked) == 3


def test_patience_follows_the_profile() -> None:
    def patience(**service: float) -> float:
        return OpenAIEngine.patience(Voice("far", "openai", service=service))

    assert patience(per_minute=2) >= 2 * 60 / 2 + patience()
    assert patience(patience=45) == 45 + patience()
    assert patience(per_minute=0.001) < 4_000


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("2", 2, 2), ("1.5", 1.5, 1.5), ("soon", 0, 0), ("-3", 0, 0), ("nan", 0, 0), ("inf", 0, 0), ("", 0, 0),
     ("Fri, 01 Jan 2100 00:00:00 GMT", 1e8, 1e10), ("Fri, 01 Jan 1999 00:00:00 GMT", 0, 0)],
)  # fmt: skip
def test_retry_after(value: str, low: float, high: float) -> None:
    assert low <= retry_after({"Retry-After": value}) <= high


# ── What came ──────────────────────────────────────────────────────────────────────────────────────


def test_stereo_and_extra_chunks() -> None:
    body = wav(Clip(pcm=struct.pack("<4h", 100, 300, -5, -7), rate=48_000), channels=2)
    extra = body[:36] + b"LIST\x03\x00\x00\x00abc\x00" + body[36:] + b"junk after"
    assert clip_of(extra, "", 0) == Clip(pcm=struct.pack("<2h", 200, -6), rate=48_000)


@given(st.binary(max_size=300), st.sampled_from(["audio/wav", "audio/pcm; rate=8000", "", "text/html"]))
def test_whatever_comes_is_a_clip_or_broken(body: bytes, kind: str) -> None:
    for each in (body, b"RIFF\x00\x00\x00\x00WAVE" + body, wav(spoken("Yes."))[:36] + body):
        try:
            clip = clip_of(each, kind, 24_000)
        except Broken:
            continue
        assert clip.pcm
        assert len(clip.pcm) % 2 == 0


@given(
    st.binary(min_size=2, max_size=200).map(lambda raw: raw[: len(raw) // 2 * 2]), st.integers(8_000, 48_000)
)
def test_a_whole_wav_file_comes_whole(pcm: bytes, rate: int) -> None:
    assert clip_of(wav(Clip(pcm=pcm, rate=rate)), "audio/wav", 0) == Clip(pcm=pcm, rate=rate)
