"""Transcripts: the same words in five forms, on the time line of the audio, whatever the words are."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
import srt as srt_library
import webvtt as webvtt_library
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.model import Block, ClipSource, Episode, Mark, Role, Transcript, Word
from narrate.publish.transcripts import written
from narrate.publish.transcripts.heard import settled

EPISODE = Episode(
    id="1f", url="", source="", title="The ferry runs again", authors=(), site="", published="", modified="",
    language="en", image="", voice="tone", seconds=60.0, words=0, bytes=0, file="", loudness=-16.0,
    true_peak=-1.0, voiced=0, cached=0, failed=0, narrated="",
    disclosure="This audio is created with AI assistance.",
)  # fmt: skip
A_CHARACTER = 0.06
"""Seconds."""


def mark(
    text: str, start: float = 0.0, block: int = 0, role: Role = "body", source: ClipSource = "voiced"
) -> Mark:
    """A sentence said at an even pace, with the times of its words."""
    words, at = [], 0
    for token in text.split(" "):
        begins, at = at, at + len(token) + 1
        words.append(Word(token, start + begins * A_CHARACTER, start + (at - 1) * A_CHARACTER))
    return Mark(start, start + len(text) * A_CHARACTER, text, block, role, tuple(words), source)


def row(*texts: str) -> Transcript:
    """Sentences one after the other, half a second apart."""
    marks: list[Mark] = []
    at = 0.4
    for text in texts:
        marks.append(mark(text, at))
        at = marks[-1].end + 0.5
    return Transcript(tuple(marks), (Block("paragraph", " ".join(texts)),))


# ── A strict reader of our own, from the standard's grammar ────────────────────────────────────────

TIME = r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(f"{TIME} --> {TIME}")
SPAN = re.compile(f"<v ([^<>&\n]|&(?:amp|lt|gt);)+>|<{TIME}>")
TEXT = re.compile("(?:[^<>&]|&(?:amp|lt|gt);)*")


@dataclass(frozen=True)
class Read:
    """One cue as the strict reader understands it."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str
    stamps: tuple[int, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


def webvtt(episode: Episode, transcript: Transcript) -> str:
    return written(episode, transcript).vtt


def webvtt_words(episode: Episode, transcript: Transcript) -> str:
    return written(episode, transcript).words_vtt


def srt(episode: Episode, transcript: Transcript) -> str:
    return written(episode, transcript).srt


def podcast_json(episode: Episode, transcript: Transcript) -> str:
    return written(episode, transcript).json


def plain(episode: Episode, transcript: Transcript) -> str:
    return written(episode, transcript).text


def milliseconds(parts: Sequence[str]) -> int:
    hours, minutes, seconds, rest = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def read_vtt(text: str) -> list[Read]:
    assert not re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]", text)
    signature, *blocks = text.removesuffix("\n").split("\n\n")
    assert signature == "WEBVTT"
    assert all(block and not block.startswith("\n") for block in blocks)
    assert all("-->" not in block for block in blocks if block.startswith("NOTE\n"))
    return [read_cue(block) for block in blocks if not block.startswith("NOTE\n")]


def read_cue(block: str) -> Read:
    timing, *lines = block.split("\n")
    times = TIMING.fullmatch(timing)
    assert times, timing
    assert lines
    assert all(lines)
    assert "-->" not in "\n".join(lines)
    payload = "\n".join(lines)
    spans = list(SPAN.finditer(payload))
    speaker = next((each[0][3:-1] for each in spans if each[0].startswith("<v")), "")
    bare = SPAN.sub("", payload)
    assert TEXT.fullmatch(bare), bare
    stamps = tuple(milliseconds(each.groups()[1:]) for each in spans if not each[0].startswith("<v"))
    found = times.groups()
    shown = tuple(html.unescape(line) for line in bare.split("\n"))
    return Read(milliseconds(found[:4]), milliseconds(found[4:]), shown, html.unescape(speaker), stamps)


def letters(text: str) -> str:
    """What is left of a text in any form: no spaces, no controls, nothing that is no character."""
    return re.sub("[\\s\0-\x1f\x7f-\x9f\ufeff\ufffd\ud800-\udfff]", "", text)


# ── WebVTT ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_sentence_is_a_cue_at_its_time() -> None:
    cues = read_vtt(webvtt(EPISODE, row("The ferry runs.", "Nobody on the quay disagreed.")))
    assert [cue.text for cue in cues] == ["The ferry runs.", "Nobody on the quay disagreed."]
    assert [(cue.start, cue.end) for cue in cues] == [(400, 1300), (1800, 3540)]


def test_the_file_says_what_it_is_in_a_comment() -> None:
    text = webvtt(replace(EPISODE, title="Ferry --> island\nruns"), row("It runs."))
    assert text.startswith("WEBVTT\n\nNOTE\nFerry → island runs\nLanguage: en\nThis audio is created with AI")


def test_lines_are_balanced_and_no_longer_than_65_characters() -> None:
    sentence = (
        "The ferry between Lower Quay and the island of Senn"
        " ran again on Sunday after eleven weeks in the yard."
    )
    (cue,) = read_vtt(webvtt(EPISODE, row(sentence)))
    assert cue.lines == (
        "The ferry between Lower Quay and the island of Senn",
        "ran again on Sunday after eleven weeks in the yard.",
    )


LONG = (
    "The council, which had set the money aside in March, was told that the repair would take nine days longer "
    "than planned; the engine, the captain said, had been sent to the wrong yard, and nobody there had known "
    "what it was for or whom to ask about it before the end of the week."
)


def test_a_long_sentence_is_parted_where_a_clause_ends() -> None:
    transcript = row(LONG)
    first, second = read_vtt(webvtt(EPISODE, transcript))
    assert first.lines[-1].endswith("than planned;")
    assert second.lines[0].startswith("the engine, the captain said,")
    word = next(word for word in transcript.marks[0].words if word.text == "engine,")
    before = transcript.marks[0].words[transcript.marks[0].words.index(word) - 1]
    assert first.end == second.start == round(before.start * 1000)


def test_a_cue_is_not_parted_after_a_word_or_two() -> None:
    first, second = read_vtt(webvtt(EPISODE, row("No: " + LONG.replace(";", "").replace(",", ""))))
    assert len(first.text) > 80
    assert len(second.text) > 80


def test_words_have_their_times_inside_the_cue() -> None:
    text = webvtt_words(EPISODE, row("The ferry runs — again."))
    assert "The <00:00:00.640>ferry <00:00:01.000>runs <00:00:01.300>— <00:00:01.420>again." in text


def test_a_token_that_is_not_said_has_no_time() -> None:
    said = Mark(
        0.4,
        2.0,
        "Runs — again.",
        0,
        "body",
        (Word("Runs", 0.4, 1.0), Word("—", 1.1, 1.1), Word("again.", 1.1, 2.0)),
    )
    text = webvtt_words(EPISODE, Transcript((said,), (Block("paragraph", "Runs — again."),)))
    assert "Runs — <00:00:01.100>again." in text


def test_a_voice_without_word_times_gives_no_file_of_them() -> None:
    silent = replace(mark("The ferry runs."), words=())
    assert webvtt_words(EPISODE, Transcript((silent,), ())) == ""
    assert read_vtt(webvtt(EPISODE, Transcript((silent,), ())))[0].text == "The ferry runs."


def test_a_sentence_without_word_times_is_parted_by_its_letters() -> None:
    silent = replace(mark(LONG), words=())
    first, second = read_vtt(webvtt(EPISODE, Transcript((silent,), ())))
    assert abs(first.end - len(first.text) * A_CHARACTER * 1000) < 100
    assert first.end == second.start


def test_signs_of_the_format_are_escaped() -> None:
    sentence = "If a<b & b>c --> <script>alert(1)</script> &amp; <v Eve>"
    text = webvtt(EPISODE, row(sentence))
    assert [cue.text for cue in read_vtt(text)] == [sentence]
    assert "<" not in text.split("NOTE")[1].replace("-->", "")


def test_typographic_signs_stay_with_their_words() -> None:
    sentence = (
        "« Le bac est là ! » dit le maire — enfin , dit-on , après onze semaines passées au chantier naval ."
    )
    for width in (srt, webvtt):
        lines = re.findall(r"^[^\d\nWNL].*", width(EPISODE, row(sentence)), re.MULTILINE)
        assert not any(line[0] in "!—,.»" or line.endswith("«") for line in lines)


# ── Who speaks ─────────────────────────────────────────────────────────────────────────────────────


def test_a_quote_has_its_speaker_and_the_line_that_names_him_the_narrator() -> None:
    blocks = (
        Block("paragraph", "She was clear."),
        Block("quote", "We waited. We paid.", label="Ida Moorcroft, captain"),
    )
    marks = (
        mark("She was clear.", 0.0),
        mark("We waited.", 2.0, 1, "quote"),
        mark("We paid.", 4.0, 1, "quote"),
        mark("Ida Moorcroft, captain", 6.0, 1, "quote"),
    )
    cues = read_vtt(webvtt(EPISODE, Transcript(marks, blocks)))
    assert [cue.speaker for cue in cues] == ["Narrator", "Ida Moorcroft", "Ida Moorcroft", "Narrator"]
    segments = json.loads(podcast_json(replace(EPISODE, language="uk"), Transcript(marks, blocks)))[
        "segments"
    ]
    assert [segment["speaker"] for segment in segments] == [
        "Диктор",
        "Ida Moorcroft",
        "Ida Moorcroft",
        "Диктор",
    ]


def test_the_two_of_an_interview_are_named_by_their_labels() -> None:
    texts = [
        "Dana: Why now?",
        "Ida Moorcroft: It was time.",
        "The yard agreed.",
        "Dana: And then?",
        "Ida Moorcroft: Rest.",
    ]
    roles: list[Role] = ["question", "answer", "answer", "question", "answer"]
    marks = tuple(mark(text, 3.0 * i, i, roles[i]) for i, text in enumerate(texts))
    cues = read_vtt(webvtt(EPISODE, Transcript(marks, tuple(Block("paragraph", text) for text in texts))))
    assert [cue.speaker for cue in cues] == [
        "Dana",
        "Ida Moorcroft",
        "Ida Moorcroft",
        "Dana",
        "Ida Moorcroft",
    ]


def test_an_interview_without_names_and_an_article_have_no_speakers() -> None:
    texts = ["Why now?", "One thing: it was time."]
    marks = (mark(texts[0], 0.0, 0, "question"), mark(texts[1], 3.0, 1, "answer"))
    transcript = Transcript(marks, tuple(Block("paragraph", text) for text in texts))
    assert not any(cue.speaker for cue in read_vtt(webvtt(EPISODE, transcript)))
    assert "speaker" not in podcast_json(EPISODE, transcript)


def test_a_hostile_name_stays_a_name() -> None:
    blocks = (Block("quote", "We waited.", label="Eve> <script>&"),)
    (cue,) = read_vtt(webvtt(EPISODE, Transcript((mark("We waited.", 0.0, 0, "quote"),), blocks)))
    assert cue.speaker == "Eve> <script>&"


# ── What is heard ──────────────────────────────────────────────────────────────────────────────────


def test_what_is_not_heard_is_in_no_transcript() -> None:
    failed = Mark(2.0, 2.0, "This one failed.", 0, source="failed", problem="no sound")
    stars = Mark(3.0, 3.0, "* * *", 0)
    marks = (mark("The ferry runs.", 0.5), failed, stars, mark("It is quiet.", 4.0))
    transcript = Transcript(marks, (Block("paragraph", "…"),))
    for write in (webvtt, webvtt_words, srt, podcast_json, plain):
        text = re.sub("<[^>]*>", "", write(EPISODE, transcript))
        assert "The ferry runs." in text
        assert "It is quiet." in text
        assert "failed" not in text
        assert "*" not in text


def test_plain_text_has_a_paragraph_a_block_and_a_line_a_row() -> None:
    marks = (
        mark("The ferry runs", 0.0, -1, "title"),
        mark("By Ida.", 2.0, -1, "byline"),
        mark("It runs.", 4.0, 0),
        mark("It is quiet.", 6.0, 0),
        mark("Team: Senn.", 8.0, 1, "table"),
        mark("Team: Quay.", 10.0, 1, "table"),
    )
    text = plain(EPISODE, Transcript(marks, (Block("paragraph", ""), Block("table", ""))))
    assert text == "The ferry runs\n\nBy Ida.\n\nIt runs. It is quiet.\n\nTeam: Senn.\nTeam: Quay.\n"


def test_segments_are_the_sentences() -> None:
    document = json.loads(podcast_json(EPISODE, row("The ferry runs.", LONG)))
    assert document["version"] == "1.0.0"
    assert document["segments"][0] == {"startTime": 0.4, "endTime": 1.3, "body": "The ferry runs."}
    assert document["segments"][1]["body"] == LONG


# ── SubRip ─────────────────────────────────────────────────────────────────────────────────────────


def test_blocks_are_at_most_two_lines_of_32_characters() -> None:
    blocks = list(srt_library.parse(srt(EPISODE, row(LONG, "The ferry runs."))))
    assert [block.index for block in blocks] == list(range(1, len(blocks) + 1))
    lines = [block.content.split("\n") for block in blocks]
    assert all(len(each) <= 2 and max(map(len, each)) <= 32 for each in lines)
    assert " ".join(" ".join(each) for each in lines) == f"{LONG} The ferry runs."


def test_what_players_take_for_markup_loses_its_meaning_and_keeps_its_look() -> None:
    sentence = r"Write <i>this</i>, {\an8}, --> and 3 < 4."
    text = srt(EPISODE, row(sentence))
    body = " ".join(block.content for block in srt_library.parse(text)).replace("\n", " ")
    assert not re.search(r"</?[a-z]|\{\\|-->", body)
    assert body.replace("\u2060", "") == sentence


# ── Scripts ────────────────────────────────────────────────────────────────────────────────────────

JAPANESE = (
    "渡し船は十一週間ぶりに日曜日に再び運航を始め、港の人々は誰もが静かにそれを見守り、"
    "船長は新しい機関が鴎より静かだと話した。"
)
CHINESE = (
    "渡轮在船厂停了十一个星期之后，星期天又开始往返于下码头和森岛之间，"
    "船长说新的发动机比海鸥还要安静，码头上没有人不同意。"
)
THAI = "เรือข้ามฟากระหว่างท่าเรือล่างกับเกาะกลับมาวิ่งอีกครั้งเมื่อวันอาทิตย์หลังจากซ่อมอยู่ในอู่นานสิบเอ็ดสัปดาห์"


@pytest.mark.parametrize("sentence", [JAPANESE, CHINESE])
def test_lines_of_scripts_without_spaces_part_behind_their_punctuation(sentence: str) -> None:
    (cue,) = read_vtt(webvtt(EPISODE, row(sentence)))
    assert "".join(cue.lines) == sentence
    assert all(line[-1] in "、，。" for line in cue.lines)
    blocks = list(srt_library.parse(srt(EPISODE, row(sentence))))
    assert "".join(block.content.replace("\n", "") for block in blocks) == sentence


def test_a_run_longer_than_a_line_parts_between_characters() -> None:
    run = "港" * 200
    cues = read_vtt(webvtt(EPISODE, row(run)))
    assert "".join("".join(cue.lines) for cue in cues) == run
    assert all(len(line) <= 32 for cue in cues for line in cue.lines)


def test_a_run_of_thai_parts_only_where_a_cue_cannot_hold_it() -> None:
    assert read_vtt(webvtt(EPISODE, row(THAI)))[0].lines == (THAI,)
    lines = [
        line for block in srt_library.parse(srt(EPISODE, row(THAI))) for line in block.content.split("\n")
    ]
    assert "".join(lines) == THAI
    assert len(lines) > 2
    assert not any(re.match("[ัิ-ฺ็-๎ะาำๅ]", line) for line in lines)


def test_a_long_word_stays_whole_and_an_address_parts_behind_its_signs() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 2
    assert word in srt(EPISODE, row(f"Der {word} lachte."))
    address = "https://ferry.example/timetable/summer/sundays?from=lower-quay&to=senn&class=second"
    for cue in srt_library.parse(srt(EPISODE, row(f"See {address} for more."))):
        assert max(map(len, cue.content.split("\n"))) <= 32


def test_right_to_left_text_is_left_as_it_is() -> None:
    sentence = "قال القبطان إن العبّارة \u200fعادت إلى العمل، بعد أحد عشر أسبوعا (Senn)."
    assert read_vtt(webvtt(EPISODE, row(sentence)))[0].text == sentence


# ── Real articles ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", ["ghost-newsroom", "ukrainian-news", "french-lire-aussi", "league-tables"])
def test_the_transcripts_of_an_article_say_what_its_recording_says(page: str, tmp_path: Path) -> None:
    source = narrate.read(str(Path(__file__).parent / "pages" / f"{page}.html"))
    narration = narrate.narrate(source, tmp_path, narrate.Settings(voice="tone"))
    transcript = Transcript(narration.marks, narration.article.blocks)
    episode = replace(EPISODE, seconds=narration.seconds, language=narration.article.language)
    said = " ".join(each.shown for each in narration.marks if each.end > each.start).split()
    cues, timed = read_vtt(webvtt(episode, transcript)), read_vtt(webvtt_words(episode, transcript))
    assert " ".join(cue.text for cue in cues).split() == said
    assert plain(episode, transcript).split() == said
    assert [(cue.start, cue.end, cue.lines) for cue in timed] == [
        (cue.start, cue.end, cue.lines) for cue in cues
    ]
    assert sum(len(cue.stamps) + 1 for cue in timed) > 0.9 * sum(len(each.words) for each in narration.marks)
    assert cues[-1].end <= narration.seconds * 1000
    assert all(len(line) <= 65 for cue in cues for line in cue.lines)
    starts = {round(each.start * 1000) for each in narration.marks}
    assert starts <= {cue.start for cue in cues}


# ── Whatever the text ──────────────────────────────────────────────────────────────────────────────

SIGNS = "ab <>&-\n\t\r{}\\/.,;:!?—«»\"'\u00a0\u2028\x1c\0\ud800\ufeff\u202e\u200f\u0301"
TRAPS = [
    "<script>alert(1)</script>", "-->", "00:00:01.000 --> 00:00:02.000", "WEBVTT", "NOTE", "STYLE", "1", "]]>",
    "&lt;", "<v Eve>", "<00:00:00.500>", "a" * 5000, "👩\u200d👩\u200d👧 " * 40, JAPANESE * 5, THAI * 3, LONG * 4,
    "\u0301" * 90, "- " * 90,
]  # fmt: skip
HOSTILE = st.one_of(
    st.text(st.characters(), min_size=1, max_size=80),
    st.text(SIGNS, min_size=1, max_size=200),
    st.sampled_from(TRAPS),
)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    marks: list[Mark] = []
    at = 0.0
    for index, text in enumerate(draw(st.lists(HOSTILE, min_size=1, max_size=6))):
        at += draw(st.floats(0.0, 2.0))
        role: Role = draw(st.sampled_from(("title", "body", "quote", "question", "answer", "table")))
        one = mark(text, at, index, role)
        length = draw(st.sampled_from((0.0, 0.3, 0.7, 4.0)))
        one = replace(one, end=at + length, words=one.words if draw(st.booleans()) else ())
        marks.append(one)
        at += length
    label = draw(st.one_of(st.just(""), HOSTILE))
    return Transcript(tuple(marks), tuple(Block("quote", each.shown, label=label) for each in marks))


def heard(transcript: Transcript) -> str:
    return "".join(letters(each.shown) for each in transcript.marks if each.end > each.start)


def lasting(transcript: Transcript) -> Episode:
    return replace(EPISODE, seconds=transcript.marks[-1].end + 1.0)


@given(transcripts())
def test_any_text_comes_back_from_webvtt(transcript: Transcript) -> None:
    episode = lasting(transcript)
    for text in (webvtt(episode, transcript), webvtt_words(episode, transcript)):
        if not text:
            continue
        cues = read_vtt(text)
        assert letters("".join(cue.text for cue in cues)) == heard(transcript)
        assert all(0 <= cue.start < cue.end <= episode.seconds * 1000 for cue in cues)
        assert all(one.end <= other.start for one, other in pairwise(cues))
        assert all(one < other for cue in cues for one, other in pairwise((cue.start, *cue.stamps, cue.end)))
        library = webvtt_library.from_string(text).captions
        assert [letters(html.unescape(cue.text)) for cue in library] == [letters(cue.text) for cue in cues]


@given(transcripts())
def test_any_text_comes_back_from_subrip(transcript: Transcript) -> None:
    blocks = list(srt_library.parse(srt(lasting(transcript), transcript)))
    assert letters("".join(block.content for block in blocks)).replace("\u2060", "") == heard(
        transcript
    ).replace("\u2060", "")
    assert [block.index for block in blocks] == list(range(1, len(blocks) + 1))
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    assert all(block.start < block.end for block in blocks)


@given(transcripts())
def test_any_text_comes_back_from_json_and_plain_text(transcript: Transcript) -> None:
    segments = json.loads(podcast_json(lasting(transcript), transcript))["segments"]
    assert letters("".join(segment["body"] for segment in segments)) == heard(transcript)
    assert letters(plain(lasting(transcript), transcript)) == heard(transcript)
    plain(lasting(transcript), transcript).encode()


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=20), min_size=1, max_size=120).map(" ".join))
def test_words_come_back_with_their_spaces_in_lines_that_fit(sentence: str) -> None:
    cues = read_vtt(webvtt(replace(EPISODE, seconds=1000.0), row(sentence)))
    assert " ".join(cue.text for cue in cues) == sentence
    assert all(len(line) <= 65 for cue in cues for line in cue.lines)
    assert all(len(cue.lines) <= 3 for cue in cues)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=40), st.integers(0, 400))
def test_times_that_are_wrong_are_put_in_order(spans: list[tuple[int, int]], limit: int) -> None:
    found = settled(spans, limit)
    assert len(found) == len(spans)
    assert all(0 <= start < end for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    if spans and limit >= len(spans):
        assert found[-1][1] <= limit


@given(st.lists(st.integers(1, 50), max_size=40))
def test_times_that_are_right_stay(steps: list[int]) -> None:
    edges = [0]
    for step in steps:
        edges.append(edges[-1] + step)
    spans = list(pairwise(edges))
    assert settled(spans, edges[-1]) == spans
