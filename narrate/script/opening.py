"""The words that a script adds to an article: byline, date, disclosure, and the stand-in for code.

One row a language, readable by an editor.  A language without a row gets the title and the bare names
of the authors: no half-translated words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from narrate.model import Article, Role
from narrate.script.style import Style


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the script says in one language."""

    byline: str
    """``{}`` stands for the authors."""
    joiner: str
    """Between the last two authors."""
    disclosure: str
    code: str
    """Said instead of a block of code."""


PHRASES = {
    "en": Phrases("By {}", " and ", "This audio is created with AI assistance", "Code example"),
    "uk": Phrases("Автор: {}", " і ", "Це аудіо створено за допомогою штучного інтелекту", "Приклад коду"),
    "de": Phrases("Von {}", " und ", "Diese Audiofassung wurde mithilfe von KI erstellt", "Codebeispiel"),
    "fr": Phrases("Par {}", " et ", "Cette version audio a été créée à l’aide de l’IA", "Exemple de code"),
    "es": Phrases("Por {}", " y ", "Este audio se ha creado con ayuda de la IA", "Ejemplo de código"),
    "pt": Phrases("Por {}", " e ", "Este áudio foi criado com o auxílio de IA", "Exemplo de código"),
    "it": Phrases("Di {}", " e ", "Questo audio è stato creato con l’ausilio dell’IA", "Esempio di codice"),
    "pl": Phrases(
        "Autor: {}", " i ", "To nagranie powstało przy pomocy sztucznej inteligencji", "Przykład kodu"
    ),
    "ru": Phrases("Автор: {}", " и ", "Это аудио создано с помощью искусственного интеллекта", "Пример кода"),
    "nl": Phrases("Door {}", " en ", "Deze audio is gemaakt met behulp van AI", "Codevoorbeeld"),
}
SEVERAL = {"uk": "Автори: {}", "pl": "Autorzy: {}", "ru": "Авторы: {}"}
"""Bylines whose word changes when there is more than one author."""


def base(language: str) -> str:
    """The language without its region: "pt" of "pt-BR"."""
    return language.replace("_", "-").split("-")[0].lower()


def opening(article: Article, style: Style) -> Iterator[tuple[Role, str]]:
    """The role and text of each line before the article's first block, in order."""
    phrases = PHRASES.get(base(article.language))
    if style.title and article.title.strip() and not opens_with_title(article):
        yield "title", article.title
    yield from introduction(article, style)
    if style.disclosure:
        # In English rather than not at all: whoever listens has a right to it, and the law may ask for it.
        yield "disclosure", sentence(style.disclosure_text or (phrases or PHRASES["en"]).disclosure)


def introduction(article: Article, style: Style) -> Iterator[tuple[Role, str]]:
    """The byline and the date."""
    authors = tuple(name.strip() for name in article.authors if name.strip())
    if style.byline and authors:
        yield "byline", sentence(byline(authors, base(article.language)))
    if style.date and article.published and (text := long_date(article)):
        yield "byline", sentence(text)


def sentence(text: str) -> str:
    """The text with a stop: what the script adds is printed as a sentence, in transcripts and lyrics."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def opens_with_title(article: Article) -> bool:
    """Whether the first block repeats the title, so that it would be heard twice."""
    first = article.blocks[0] if article.blocks else None
    return first is not None and first.text.casefold().split() == article.title.casefold().split()


def byline(authors: tuple[str, ...], language: str) -> str:
    """ "By A, B and C"; bare names in a language without a row."""
    phrases = PHRASES.get(language)
    if not phrases:
        return ", ".join(authors)
    names = authors[0] if len(authors) == 1 else ", ".join(authors[:-1]) + phrases.joiner + authors[-1]
    pattern = SEVERAL.get(language, phrases.byline) if len(authors) > 1 else phrases.byline
    return pattern.format(names)


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
