"""Names and addresses of a site: ASCII, absolute where they leave it, harmless whatever they are made from."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.publish import places
from narrate.publish.places import Places, href, web_address
from tests.publishing import episode


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://harbour.example/ferry?id=1#a", "https://harbour.example/ferry?id=1#a"),
        ("https://harbour.example", "https://harbour.example/"),
        ("https://київ.example/новини", "https://xn--b1alf1j.example/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("http://harbour.example:8080/a b|c", "http://harbour.example:8080/a%20b%7Cc"),
        ("https://harbour.example/100%/%41", "https://harbour.example/100%25/%41"),
        ("https://reader:secret@harbour.example/", "https://harbour.example/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("javascript:alert(1)", ""),
        ("https:", ""),
        ("https://", ""),
        ("https://[::1", ""),
        ("https://harbour.example:port/", ""),
        ("https://a<b>.example/", ""),
        ("//harbour.example/", ""),
        ("", ""),
    ],
)
def test_web_addresses_come_out_in_ascii(text: str, address: str) -> None:
    assert web_address(text) == address


@given(st.one_of(st.text(st.characters()), st.text(st.characters()).map("https://harbour.example/{}".format)))
def test_no_text_makes_an_address_that_clients_refuse(text: str) -> None:
    address = web_address(text)
    if address:
        assert address.isascii()
        assert not set(address) & set(" <>\"{}|\\^`\n'")
        assert urlsplit(address).scheme in ("http", "https")
        assert web_address(address) == address


def test_a_name_in_another_script_is_one_of_the_id() -> None:
    one = episode()
    media = replace(one.media[0], file="audio/паром-знову-ходить-1234abcd.mp3")
    assert places.audio(one, media) == f"audio/{one.id}-1234abcd.mp3"
    assert places.audio(one, one.media[0]) == one.media[0].file
    assert places.cover(replace(one, cover="covers/паром-1234abcd.jpg")) == f"covers/{one.id}-1234abcd.jpg"
    assert places.cover(replace(one, cover="")) == ""


@given(
    st.sampled_from(
        ["index.html", "audio/a b'%.mp3", "covers/é.jpg", "shows/x/feed.xml", "episodes/1/embed.html"]
    )
)
def test_a_page_names_a_place_so_that_it_is_found_under_any_address(place: str) -> None:
    site = Places("https://audio.example/desk/")
    for page in ("index.html", "episodes/1f/index.html", "shows/x/index.html"):
        there = urljoin(site.base + page, href(place, page))
        assert there == site.base + href(place, "index.html")
        assert there == site.url(place) or place == "index.html"


def test_the_address_of_the_root_is_that_of_the_site() -> None:
    assert Places("https://audio.example/desk/").url("index.html") == "https://audio.example/desk/"
