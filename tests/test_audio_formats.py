"""Every format of one recording: as loud, as long and on the same time line, the same bytes every time."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, get_args

import mutagen
import numpy as np
import pytest
from mutagen.mp3 import MP3, BitrateMode

from narrate.audio import PRESETS, Sound, measured, preset, produce
from narrate.errors import AudioError
from narrate.model import AudioFormat, Clip, Narration, Said, Voice
from narrate.speech import Pool
from tests.hearing import RATE, decoded, levels, quiet_spells, script_for, softer

KINDS: tuple[AudioFormat, ...] = get_args(AudioFormat)
PAUSES = (0.35, 0.9, 0.5, 1.1, 0.65)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def narrated(folder: Path, sound: Sound) -> Narration:
    script = script_for(len(PAUSES) + 1)
    utterances = tuple(
        replace(one, pause=pause) for one, pause in zip(script.utterances, (*PAUSES, 0.0), strict=True)
    )
    return produce(replace(script, utterances=utterances), spoken(), Voice("tone", "tone"), folder, sound)


@cache
def spoken() -> tuple[Clip, ...]:
    """Each 3 dB louder than the one before: what an engine must never do, and the recording must not show."""
    texts = [
        f"This is sentence {number} of the harbour master's report." for number in range(len(PAUSES) + 1)
    ]
    with Pool(1) as pool:  # eSpeak NG in a process of its own: two copies of it in one do not get on
        clips = [pool.submit(Voice("v", "pyttsx3", language="en"), Said(text)).result() for text in texts]
    return tuple(softer(clip, 6.0 * (len(clips) - number) / 2) for number, clip in enumerate(clips))


@pytest.fixture(scope="module")
def narration(tmp_path_factory: pytest.TempPathFactory) -> Narration:
    return narrated(tmp_path_factory.mktemp("all"), Sound(formats=KINDS))


def rate_of(kind: AudioFormat) -> int:
    return 48_000 if kind == "opus" else RATE


def file_of(narration: Narration, kind: AudioFormat) -> Path:
    return next(file.path for file in narration.files if file.format == kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_as_loud_and_long_as_the_others(kind: AudioFormat, narration: Narration) -> None:
    file = next(file for file in narration.files if file.format == kind)
    loudness, peak = levels(file.path)
    assert loudness == pytest.approx(-16, abs=0.3)
    assert peak <= -1.0
    assert (file.levels.loudness, file.levels.clipped) == (loudness, 0)
    assert file.levels.true_peak == pytest.approx(peak, abs=0.11)
    assert len(decoded(file.path)) / rate_of(kind) == pytest.approx(narration.seconds, abs=0.0005)
    assert file.path.suffix == f".{kind}"


@pytest.mark.parametrize("kind", KINDS)
def test_pauses_are_heard_as_configured(kind: AudioFormat, narration: Narration) -> None:
    spells = quiet_spells(decoded(file_of(narration, kind)), rate_of(kind), below=-48)
    heard = [length for _, length in spells if length > 0.25]
    assert heard == pytest.approx([0.4, *PAUSES, 1.0], abs=0.02)
    longest = next(file.levels.longest_silence for file in narration.files if file.format == kind)
    assert longest == pytest.approx(max(PAUSES), abs=0.03)


@pytest.mark.parametrize("kind", KINDS)
def test_marks_point_at_sound_in_every_format(kind: AudioFormat, narration: Narration) -> None:
    samples, rate = decoded(file_of(narration, kind)), rate_of(kind)
    for mark in narration.marks:
        onset = np.abs(samples[round((mark.start - 0.02) * rate) : round((mark.start + 0.06) * rate)])
        assert onset[: rate // 200].max() < 0.01 < onset[rate // 50 :].max()


def test_the_same_clips_give_the_same_bytes(narration: Narration, tmp_path: Path) -> None:
    again = narrated(tmp_path, Sound(formats=KINDS))
    assert [file.sha256 for file in again.files] == [file.sha256 for file in narration.files]


@pytest.mark.parametrize("kind", ["flac", "wav"])
def test_sixteen_bits_are_dithered(kind: AudioFormat, narration: Narration) -> None:
    """A soft sine that rounding would make a row of steps is a sine and noise; silence is noise of 1 or 2 steps."""
    steps = decoded(file_of(narration, kind)) * 32768
    silence = steps[round(0.05 * RATE) : round(0.3 * RATE)]
    assert set(np.unique(silence.round())) <= {-2, -1, 0, 1, 2}
    assert 0.3 < silence.std() < 1.0  # triangular noise of two steps' width, rounded: 0.5 to 0.7


def test_two_channels_are_the_same_and_as_loud_together(tmp_path: Path) -> None:
    narration = narrated(tmp_path, Sound(formats=("mp3", "flac"), channels=2))
    for file in narration.files:
        info: Any = mutagen.File(file.path).info
        assert info.channels == 2
        assert levels(file.path)[0] == file.levels.loudness == pytest.approx(-16, abs=0.3)


def test_dual_mono_is_three_units_softer(tmp_path: Path) -> None:
    narration = narrated(tmp_path, Sound(dual_mono=True))
    assert narration.loudness == pytest.approx(-19, abs=0.3)


def test_a_variable_bit_rate_on_request(tmp_path: Path) -> None:
    narration = narrated(tmp_path, Sound(vbr=True))
    info: Any = MP3(narration.audio).info
    assert info.bitrate_mode == BitrateMode.VBR
    assert len(decoded(narration.audio)) / RATE == pytest.approx(narration.seconds, abs=0.0005)
    assert narration.loudness == pytest.approx(-16, abs=0.3)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_met(name: str, tmp_path: Path) -> None:
    sound = preset(name)
    narration = narrated(tmp_path, sound)
    assert narration.loudness == pytest.approx(sound.loudness, abs=0.3)
    assert narration.true_peak <= sound.peak


def test_acx_asks_for_an_rms(tmp_path: Path) -> None:
    samples = decoded(narrated(tmp_path, preset("acx")).audio)
    assert -23 < 10 * np.log10(np.mean(np.square(samples))) < -18


def test_what_is_no_audio_is_not_measured(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_bytes(b"<html>not found</html>" * 99)
    with pytest.raises(AudioError, match=r"a\.mp3: ffmpeg failed"):
        measured(tmp_path / "a.mp3")


def test_ffmpegs_reason_is_told_without_its_addresses(tmp_path: Path) -> None:
    path = narrated(tmp_path, Sound()).audio
    with path.open("ab") as file:
        file.write(b"\0")
    with pytest.raises(AudioError, match=r"ffmpeg failed: \w") as caught:
        measured(path)
    assert "0x" not in str(caught.value)


# ── players ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
def test_mutagen_agrees_on_the_length(kind: AudioFormat, narration: Narration) -> None:
    info: Any = mutagen.File(file_of(narration, kind)).info
    assert info.length == pytest.approx(narration.seconds, abs=0.05)


@pytest.mark.skipif(not shutil.which("ffprobe"), reason="no ffprobe here")
@pytest.mark.parametrize("kind", KINDS)
def test_ffprobe_agrees_on_the_length(kind: AudioFormat, narration: Narration) -> None:
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "json"]
    done = subprocess.run([*command, file_of(narration, kind)], capture_output=True, check=True)
    length = float(json.loads(done.stdout)["format"]["duration"])
    assert length == pytest.approx(narration.seconds, abs=0.05)


PLAYER = """<!doctype html><script>
const play = async (name, at) => {
  const audio = new Audio(name)
  audio.muted = true
  const when = event => new Promise((done, fail) => {
    audio.addEventListener(event, done, {once: true})
    audio.addEventListener("error", () => fail(audio.error.message), {once: true})
  })
  await when("loadedmetadata")
  audio.currentTime = at
  await when("seeked")
  const place = audio.currentTime
  audio.play()
  await when("ended")
  return {duration: audio.duration, place, end: audio.currentTime}
}
Promise.all(FILES.map(([name, at]) => play(name, at).catch(error => ({error: String(error)})))).then(
  answers => fetch("/answers", {method: "POST", body: JSON.stringify(answers)}))
</script>"""
TYPES = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "m4b": "audio/mp4", "opus": "audio/ogg", "flac": "audio/flac",
    "wav": "audio/wav",
}  # fmt: skip


@contextmanager
def served(folder: Path, page: str) -> Iterator[tuple[str, list[Any], threading.Event]]:
    """A web server with byte ranges, which seeking needs, that takes one answer."""
    answers: list[Any] = []
    arrived = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = folder / self.path[1:]
            body = page.encode() if self.path == "/" else path.read_bytes() if path.is_file() else b""
            first, last = 0, len(body) - 1
            wanted = self.headers.get("Range", "").removeprefix("bytes=")
            if wanted:
                start, _, end = wanted.partition("-")
                first, last = int(start), min(int(end or last), last)
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Type", TYPES.get(path.suffix[1:], "text/html"))
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
            self.send_header("Content-Length", str(last + 1 - first))
            self.end_headers()
            self.wfile.write(body[first : last + 1])

        def do_POST(self) -> None:
            answers.extend(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()
            arrived.set()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", answers, arrived
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
def test_a_browser_plays_every_format_from_the_last_sentence(narration: Narration) -> None:
    last = narration.marks[-1].start
    files = [[file.path.name, last] for file in narration.files]
    page = PLAYER.replace("FILES", json.dumps(files))
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        served(narration.audio.parent, page) as (address, answers, arrived),
    ):
        command = [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio", "--no-first-run",
            "--autoplay-policy=no-user-gesture-required", f"--user-data-dir={profile}", address,
        ]  # fmt: skip
        quiet = subprocess.DEVNULL
        browser = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet)
        try:
            assert arrived.wait(120), "the browser did not answer"
        finally:
            browser.terminate()
            browser.wait()
    for (name, _), answer in zip(files, answers, strict=True):
        assert "error" not in answer, f"{name}: {answer}"
        assert answer["duration"] == pytest.approx(narration.seconds, abs=0.05), name
        assert answer["place"] == pytest.approx(last, abs=0.05), name
        assert answer["end"] == pytest.approx(narration.seconds, abs=0.1), name
