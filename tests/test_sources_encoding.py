"""Which encoding a page is in: what is declared, what is believed, what is guessed."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from narrate.sources.encoding import declared_in, find
from narrate.sources.labels import BY_LANGUAGE, LABELS, MULTIBYTE, SINGLE_BYTE

UKRAINIAN = "<p>У місті відкрили бібліотеку в колишній котельні: її зібрали жителі з усієї області.</p>"
RUSSIAN = "<p>Паромщик вышел на пенсию вместе с паромом, который ходил через озеро сорок четыре года.</p>"
POLISH = "<p>Wójt gminy otworzył nową świetlicę, w której będą się odbywać zajęcia dla młodzieży.</p>"
GREEK = "<p>Η γέφυρα άνοιξε ξανά ύστερα από εννέα μήνες και οι κάτοικοι γιόρτασαν στην πλατεία.</p>"
JAPANESE = "<p>橋は九か月ぶりに再開された。町の人々は広場で祝った。工事の費用は二億円だった。</p>"
FRENCH = "<p>Le café a rouvert après l’hiver ; les élèves étaient là dès l’aube, à côté de la mère.</p>"


def page(body: str, head: str = "", language: str = "") -> str:
    return f'<html lang="{language}"><head>{head}<title>-</title></head><body>{body}</body></html>'


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta charset="windows-1251">', "windows-1251"),
        ("<META CHARSET=CP1251>", "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-u" />', "koi8-u"),
        ("<meta content='text/html;charset=Shift_JIS' http-equiv=content-type>", "cp932"),
        ('<?xml version="1.0" encoding="ISO-8859-2"?><html>', "iso8859-2"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="utf-8">', "utf-8"),
        ('<meta charset="no-such-thing"><meta charset="gb2312">', "gb18030"),
        ('<meta charset="iso-8859-1">', "windows-1252"),
        ('<meta charset="utf-16">', "utf-8"),
        ('<meta charset="base64">', ""),
        ('<meta name="description" content="no charset here">', ""),
        (" " * 3900 + '<meta charset="cp1250">', "windows-1250"),
        (" " * 5000 + '<meta charset="cp1250">', ""),
    ],
)
def test_what_a_page_says_of_itself(head: str, name: str) -> None:
    assert declared_in(head.encode()) == name


def test_the_header_comes_before_the_page_and_the_mark_before_both() -> None:
    text = page(UKRAINIAN, '<meta charset="koi8-u">')
    assert find(text.encode("cp1251"), "windows-1251") == "windows-1251"
    assert find(codecs.BOM_UTF8 + text.encode(), "windows-1251") == "utf-8"
    assert find(text.encode("koi8-u"), '"X-Unheard-Of"') == "koi8-u"


def test_latin_1_is_read_as_browsers_read_it() -> None:
    body = page("<p>“At last,” she said — and it cost €20.</p>", '<meta charset="ISO-8859-1">').encode(
        "cp1252"
    )
    assert "“At last,” she said — and it cost €20." in body.decode(find(body))


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1251", "shift_jis", "us-ascii"])
def test_utf_8_is_recognised_under_a_wrong_declaration(declared: str) -> None:
    assert find(page(UKRAINIAN, f'<meta charset="{declared}">').encode()) == "utf-8"


def test_what_the_bytes_contradict_is_not_believed() -> None:
    body = page(RUSSIAN, '<meta charset="windows-1251">', "ru").encode("cp1251")
    assert find(body, "utf-8") == "windows-1251"
    assert find(page(RUSSIAN, '<meta charset="utf-8">').encode("cp1251")) == "windows-1251"


def test_a_spoiled_or_cut_character_is_no_contradiction() -> None:
    body = page(UKRAINIAN, '<meta charset="utf-8">').encode()
    cut = body.index("області".encode()) + 1
    assert find(body[:cut]) == "utf-8"
    assert find(body.replace(b"<p>", b"<p>\x92")) == "utf-8"
    assert find(page(UKRAINIAN).encode()[:cut]) == "utf-8"


@pytest.mark.parametrize("language", ["", "en", "same"])
@pytest.mark.parametrize(
    ("text", "language_of_text", "encoding"),
    [
        (UKRAINIAN, "uk", "cp1251"),
        (UKRAINIAN, "uk-UA", "koi8-u"),
        (RUSSIAN, "ru", "cp1251"),
        (RUSSIAN, "ru", "koi8-r"),
        (POLISH, "pl", "cp1250"),
        (POLISH, "pl", "iso8859-2"),
        (GREEK, "el", "cp1253"),
        (FRENCH, "fr", "cp1252"),
        (JAPANESE, "ja", "cp932"),
    ],
)
def test_an_undeclared_encoding_is_guessed(
    text: str, language_of_text: str, encoding: str, language: str
) -> None:
    script = "<script>var a = '" + "function call ( ) { } ; " * 200 + "';</script>"
    body = page(text, script, language_of_text if language == "same" else language).encode(encoding)
    assert text in body.decode(find(body))


def test_ascii_is_utf_8() -> None:
    assert find(b"<p>Plain letters.</p>") == "utf-8"


def test_every_name_is_known_to_python() -> None:
    named = {
        *LABELS.values(),
        *MULTIBYTE,
        *SINGLE_BYTE,
        *(name for names in BY_LANGUAGE.values() for name in names),
    }
    for name in named:
        assert "<p>".encode(name).decode(name) == "<p>"


@given(st.binary(max_size=400), st.text(max_size=12))
def test_any_bytes_get_a_usable_name(body: bytes, header: str) -> None:
    body.decode(find(body, header), "replace")


def is_utf_8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_utf_8_with_a_declaration_is_never_misread(text: str) -> None:
    body = page(f"<p>{text}</p>", '<meta charset="utf-8">').encode()
    assert find(body) == "utf-8"


@given(
    st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя -", max_size=200),
    st.sampled_from(["cp1251", "koi8-u", "utf-8"]),
)
def test_a_true_declaration_is_believed(text: str, encoding: str) -> None:
    body = page(f"<p>{text}</p>", f'<meta charset="{encoding}">').encode(encoding)
    assume(encoding == "utf-8" or text.isascii() or not is_utf_8(body))  # a few letters may be both
    assert f"<p>{text}</p>" in body.decode(find(body))
