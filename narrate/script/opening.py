"""The words that a script adds to an article: title, byline, date, disclosure, outro.

Each is a template with placeholders; what a language says stands in ``phrases.toml``, what the newsroom says
instead in its settings.  A line whose placeholder has nothing to fill it is left out, and so is one that the
article's own first blocks say.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from narrate.model import Article, Role
from narrate.script.style import PLACEHOLDER, Style, Template

LEAD = 3
"""Blocks among which the page's own headline and byline are looked for."""
MORE_THAN_NAMES = 4
"""Words that a printed byline may have beside its names: "By A, correspondent in Kyiv"."""
ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the script says in one language; the fields are explained in ``phrases.toml``."""

    byline: str = "{authors}"
    joiner: str = ", "
    disclosure: str = ""
    code: str = ""
    byline_several: str = ""
    stop: str = "."
    question: Mapping[str, str] = field(default_factory=dict)
    answer: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def table() -> dict[str, Phrases]:
    """Language → its phrases."""
    text = (resources.files(__package__) / "phrases.toml").read_text(encoding="utf-8")
    return {language.lower(): Phrases(**values) for language, values in tomllib.loads(text).items()}


def phrases_of(language: str) -> Phrases:
    """The phrases of a language; bare names and nothing else for one without a table."""
    parts = language.replace("_", "-").lower().split("-")
    tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((table()[tag] for tag in tags if tag in table()), Phrases())


# ── What is said before and after ──────────────────────────────────────────────────────────────────


def opening(article: Article, style: Style) -> Iterator[tuple[Role, str]]:
    """The role and text of each line before the article's text, in order."""
    if style.title and title_block(article) is None and (text := line("title", article, style)):
        yield "title", text
    if style.byline and byline_block(article) is None and (text := line("byline", article, style)):
        yield "byline", sentence(text, article)
    if style.date and (text := line("date", article, style)):
        yield "byline", sentence(text, article)
    if style.disclosure.position == "start" and (text := disclosure(article, style)):
        yield "disclosure", text


def closing(article: Article, style: Style) -> Iterator[tuple[Role, str]]:
    """The role and text of each line behind the article's text, in order."""
    if style.disclosure.position == "end" and (text := disclosure(article, style)):
        yield "disclosure", text
    if text := line("outro", article, style):
        yield "outro", sentence(text, article)


def disclosure(article: Article, style: Style) -> str:
    """That a machine speaks; "" if it is switched off.

    In English rather than not at all: whoever listens has a right to it, and the law may ask for it.
    """
    if not style.disclosure.enabled:
        return ""
    text = line("disclosure", article, style) or phrases_of(article.language).disclosure
    return sentence(text, article) if text else f"{phrases_of('en').disclosure}."


def line(part: str, article: Article, style: Style) -> str:
    """One part of opening or close with its placeholders filled; "" where one has nothing to fill it."""
    phrases = phrases_of(article.language)
    several = len(names_of(article)) > 1 and phrases.byline_several
    own = {
        "title": ("{title}", style.title_text),
        "byline": (several or phrases.byline, style.byline_text),
        "date": ("{date}", style.date_text),
        "disclosure": (phrases.disclosure, style.disclosure.text),
        "outro": ("", style.outro),
    }
    default, chosen = own[part]
    return filled(in_language(chosen, article.language) or default, article)


def in_language(template: Template, language: str) -> str:
    """A template for an article's language; one that is a text holds for all."""
    if isinstance(template, str):
        return template.strip()
    base = language.replace("_", "-").split("-")[0]
    return next((template[tag].strip() for tag in (language, base) if tag in template), "")


def filled(template: str, article: Article) -> str:
    """The template with the article's own words; "" where a placeholder has none."""
    values = {
        "title": article.title.strip(),
        "authors": enumerated(names_of(article), article.language),
        "date": long_date(article),
        "site": article.site.strip(),
    }
    if not all(values[name] for name in PLACEHOLDER.findall(template)):
        return ""
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def names_of(article: Article) -> tuple[str, ...]:
    """The authors that have a name."""
    return tuple(name.strip() for name in article.authors if name.strip())


def enumerated(names: tuple[str, ...], language: str) -> str:
    """ "A, B and C" in a language."""
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + phrases_of(language).joiner + names[-1]


def sentence(text: str, article: Article) -> str:
    """The text with a stop: what the script adds is printed as a sentence, in transcripts and lyrics."""
    return text if text.endswith(ENDS) else f"{text}{phrases_of(article.language).stop}"


def long_date(article: Article) -> str:
    """The date of publication as the article's language writes it; "" where CLDR does not know the
    language.
    """
    if not article.language or article.published is None:
        return ""
    try:
        locale = Locale.parse(article.language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return ""
    return format_date(article.published, format="long", locale=locale)


# ── What the article's first blocks say themselves ─────────────────────────────────────────────────


def title_block(article: Article) -> int | None:
    """The index of the block that is the title: the first one, or a heading among the first few."""
    title = plain(article.title)
    for index, block in enumerate(article.blocks[:LEAD]):
        if title and (index == 0 or block.kind == "heading") and plain(block.text) == title:
            return index
    return None


def byline_block(article: Article) -> int | None:
    """The index of a block that names the authors and says little else."""
    names = [plain(name) for name in names_of(article)]
    if not names:
        return None
    opens = plain(phrases_of(article.language).byline.partition("{authors}")[0])
    longest = sum(len(name.split()) for name in names) + len(names) + MORE_THAN_NAMES
    for index, block in enumerate(article.blocks[:LEAD]):
        text = plain(block.text)
        begins = opens and any(text.startswith(f"{opens} {name}") for name in names)
        bare = text in (" ".join(names), plain(enumerated(names_of(article), article.language)))
        if (bare or begins) and all(name in text for name in names) and len(text.split()) <= longest:
            return index
    return None


def plain(text: str) -> str:
    """The words of a text in small letters, without punctuation, so that two printings of it compare."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))
