"""What stands around a match; looked at by the rules that depend on it."""

from __future__ import annotations

import re

from narrate.script.tables import words

REACH = 60
"""Characters looked at on either side: enough for three words, and bounded so that reading stays linear."""

DETERMINERS = words(
    """
    a an the this that these those its their his her our your my another each every any no
    """
)
FUNCTION_WORDS = words(
    """
    a an the this that these those its their his her our your my it he she they we you i who which
    what there and or but nor so yet if as than then when while where because though although until
    unless of in on at by for to from with without into onto over under about above below across
    after before behind between beyond during through toward towards upon via per versus among amid
    around against along near since within is are was were be been being am has have had do does did
    will would shall should can could may might must not also only just even still now already too
    more less apart away ago back up down out off each annually monthly weekly daily yearly overall
    altogether total combined respectively instead later earlier long wide tall high deep thick old
    worth short all both north south east west northeast northwest southeast southwest inside
    outside beneath beyond upstream downstream offshore inland underground ahead behind further
    farther all both here today yesterday tomorrow again once twice out said says went goes came
    comes made makes took takes gave gives got gets kept left lost paid sold sent set spent stood
    won put given taken held owed sought hit hits makes means eats uses needs costs requires looks feels seems
    """
)
"""Words that cannot be the noun which a number in front of them describes."""
PLURALS_WITHOUT_S = words("people men women children troops police feet teeth mice cattle sheep staff")


def words_before(match: re.Match[str], count: int = 1) -> list[str]:
    """Up to ``count`` words before the match as printed, the nearest last."""
    return match.string[max(0, match.start() - REACH) : match.start()].split()[-count:]


def word_before(match: re.Match[str]) -> str:
    """The word before the match in lower case with its punctuation; "" at the start."""
    return next(iter(words_before(match)), "").lower()


def after(match: re.Match[str]) -> str:
    """The text behind the match."""
    return match.string[match.end() : match.end() + REACH]


def word_after(match: re.Match[str]) -> str:
    """The word behind the match and one space, as printed; "" if punctuation comes first."""
    found = re.match(r" ([A-Za-z][A-Za-z'-]*)", after(match))
    return found[1] if found else ""


def near(match: re.Match[str], pattern: re.Pattern[str], reach: int = REACH) -> bool:
    """Whether a pattern is found within ``reach`` characters on either side of the match."""
    return pattern.search(match.string, max(0, match.start() - reach), match.end() + reach) is not None


def describes_noun(match: re.Match[str]) -> bool:
    """Whether an amount describes the noun behind it: "the $61 billion package", "a 5 kg bag", not "the 5
    km to Lviv".
    """
    noun = word_after(match)
    if not noun.islower() or noun in FUNCTION_WORDS or noun.endswith(("ed", "ly")):
        return False
    words = [word.lower() for word in words_before(match, 3)]
    return bool(words) and (words[-1] in DETERMINERS or words[-1].endswith("'s") or near_determiner(words))


def near_determiner(words: list[str]) -> bool:
    """Whether a determiner stands in front of an adjective: "a new", "the latest", "its first"."""
    return len(words) > 1 and words[-2] in DETERMINERS and words[-1] in ADJECTIVES


ADJECTIVES = words(
    """
    new fresh latest additional further record massive whopping proposed planned separate first
    second third last initial annual estimated recent total combined huge joint big small single
    similar special whole entire extra original previous current controversial historic landmark
    major minor nearly roughly about around almost over multi full long large main key mere paltry
    staggering hefty modest reported alleged stalled so-called promised pledged approved
    long-awaited sweeping bipartisan military russian ukrainian american british european german
    french chinese
    """
)


def counts_things(word: str) -> bool:
    """Whether a word looks like the plural of things that are counted: "views", "troops", "people"."""
    if word in PLURALS_WITHOUT_S:
        return True
    return (
        word.islower()
        and word.endswith("s")
        and len(word) > 3
        and not word.endswith(("ss", "us", "is", "'s"))
    )
