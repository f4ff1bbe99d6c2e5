"""Whether a word that can be a verb or a noun is the one or the other in its sentence.

A decision list over the words next to it: the rules of ``RULES`` are asked in their order and the first that knows
decides.  They look at closed classes (``heteronyms/grammar.toml``) and at the shapes of open ones, which is enough
because the word itself is known: it is one of the few hundred that the heteronyms' tables name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

PartOfSpeech = Literal["verb", "noun", ""]
"""noun: anything that is no verb, adjectives and adverbs included; "": not known."""

REACH = 8
"""Words that a rule looks back for the start of a clause or of an insertion: news sentences put them closer."""
FAR = 12
"""Words that a question's verb may stand from its auxiliary."""
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
ADJECTIVE = re.compile(r"(?:al|ive|ous|ful|ic|ish|less|able|ible|ary|ory|ese|[a-z]ian)$")
"""Endings of adjectives in 9 of 10 words that have them; ``not_adjective`` lists the commonest others."""
BREAKS = frozenset(",;:.!?()[]{}–—…/")
OPENING_QUOTE = re.compile(r"(?:^|\s)['’‘]$")
APOSTROPHE = re.compile(r"['’] [^\W\d_]")
TITLE_CASE = 0.6
"""Share of long words with a capital from which a sentence is a headline in title case: capitals tell nothing."""
PREFIXES = frozenset("re co pre mis un over under non".split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence."""

    text: str
    start: int
    low: str
    """In small letters, with straight apostrophes."""
    apart: bool
    """Whether punctuation stands before it."""
    joined: bool
    """Whether a hyphen joins it to the word before."""
    comma: bool = False
    """Whether the punctuation before it is a comma."""
    owner: bool = False
    """Whether an apostrophe after its -s makes it a possessive: "troops' conduct"."""

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()


def words_of(text: str) -> list[Word]:
    """The words of a sentence, with what stands between them."""
    words: list[Word] = []
    quoted = False
    end = 0
    for match in WORD.finditer(text):
        between = text[end : match.start()]
        end = match.end()
        bare = between.strip()
        broken = not words or not BREAKS.isdisjoint(between) or (bare in ("-", "--") and " " in between)
        joined = bool(words) and between in ("-", "‑")
        low = match[0].lower().replace("’", "'")
        quoted = quoted or bool(OPENING_QUOTE.search(between))
        owner = low.endswith("s") and not quoted and bool(APOSTROPHE.match(text, end))
        words.append(Word(match[0], match.start(), low, broken, joined, "," in between, owner))
    return words


# ── Classes ────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=1)
def classes() -> dict[str, frozenset[str]]:
    """The word classes of ``grammar.toml``."""
    table = resources.files(__package__) / "heteronyms" / "grammar.toml"
    return {name: frozenset(text.split()) for name, text in tomllib.loads(table.read_text("utf-8")).items()}


def belongs(word: Word | None, *names: str) -> bool:
    """Whether a word is listed in one of the classes; figures are numbers."""
    if word is None:
        return False
    return any(word.low in classes()[name] for name in names) or ("number" in names and word.low.isdigit())


def is_adverb(word: Word | None) -> bool:
    """Listed, or in -ly."""
    if word is None or belongs(word, "not_adverb"):
        return False
    return belongs(word, "adverb") or (len(word.low) > 4 and word.low.endswith("ly"))


def is_adjective(word: Word) -> bool:
    """Listed, or by its ending; of names ("Olive", "Montreal") only those of nations have one."""
    if belongs(word, "adjective"):
        return True
    if word.capital and word.start and not word.low.endswith(("ian", "ish", "ese")):
        return False
    return not belongs(word, "not_adjective") and len(word.low) > 4 and bool(ADJECTIVE.search(word.low))


def is_participle(word: Word) -> bool:
    """In -ed or -ing, and no name ("Ahmed", "Beijing")."""
    name = word.capital and (word.start > 0 or belongs(word, "not_adjective"))
    return not name and len(word.low) > 4 and word.low.endswith(("ed", "ing"))


def is_past(word: Word | None) -> bool:
    """A verb in the past: listed, or in -ed."""
    if word is None:
        return False
    return belongs(word, "finite") or (not word.capital and len(word.low) > 4 and word.low.endswith("ed"))


def is_plural(word: Word) -> bool:
    """A plural noun: listed, or in -s."""
    if belongs(word, "plural"):
        return True
    if belongs(word, "not_plural") or is_adjective(word):
        return False
    return len(word.low) > 3 and word.low.endswith("s") and not word.low.endswith(("ss", "us", "is", "'s"))


def is_possessive(word: Word) -> bool:
    """my, Kyiv's, the farmers'."""
    return (
        word.owner
        or belongs(word, "possessive")
        or (word.low.endswith("'s") and not belongs(word, "be", "third"))
    )


def case_of(words: Sequence[Word], at: int) -> str:
    """What the word's first letter tells."""
    word = words[at]
    if not word.capital:
        return "lower"
    shouted = len(word.text) > 1 and word.text.isupper()
    return "start" if at == 0 or shouted or in_title_case(words, at) else "capital"


def in_title_case(words: Sequence[Word], at: int) -> bool:
    """Whether most words around it have capitals."""
    long = [word for word in words[max(at - FAR, 0) : at + FAR] if len(word.low) > 3]
    return len(long) > 3 and sum(word.capital for word in long) >= TITLE_CASE * len(long)


# ── The place ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Place:
    """A word and its neighbours, adverbs passed over; None where the clause begins or ends."""

    words: Sequence[Word]
    at: int
    third: bool
    """Whether the word is in -s: "records"; a plural or a third person."""
    earlier: Word | None
    before: Word | None
    after: Word | None
    later: Word | None

    @property
    def word(self) -> Word:
        return self.words[self.at]

    def backwards(self, reach: int = REACH) -> Iterator[Word]:
        """The words before, nearest first, to the start of the clause."""
        for index in range(self.at, max(self.at - reach, 0), -1):
            if self.words[index].apart:
                return
            yield self.words[index - 1]

    def clause(self) -> list[Word]:
        """The words from the clause's start to this one; empty where that start is far."""
        found: list[Word] = []
        for word in self.backwards(FAR):
            found.insert(0, word)
            if word.apart or belongs(word, "subordinate"):
                return found
        return []


def place(words: Sequence[Word], at: int, third: bool = False) -> Place:
    """A word's place."""
    resumed = insertion_start(words, at)
    prefixed = words[at].joined and words[at - 1].low in PREFIXES
    left = left_of(words, at - prefixed) if resumed is None else resumed - 1
    right = right_of(words, at)
    earlier = words[left - 1] if left is not None and left > 0 and not words[left].apart else None
    later = following(words, right)
    return Place(
        words,
        at,
        third,
        earlier,
        words[left] if left is not None else None,
        words[right] if right is not None else None,
        later,
    )


def left_of(words: Sequence[Word], at: int) -> int | None:
    """The nearest word before, up to three adverbs passed over."""
    for _ in range(4):
        if at == 0 or words[at].apart:
            return None
        at -= 1
        if not is_adverb(words[at]):
            return at
    return at


def right_of(words: Sequence[Word], at: int) -> int | None:
    """The nearest word after, up to two adverbs passed over."""
    for _ in range(3):
        at += 1
        if at >= len(words) or words[at].apart:
            return None
        if not is_adverb(words[at]):
            return at
    return at


def following(words: Sequence[Word], at: int | None) -> Word | None:
    """The word right after in the same clause."""
    if at is None or at + 1 >= len(words) or words[at + 1].apart:
        return None
    return words[at + 1]


def insertion_start(words: Sequence[Word], at: int) -> int | None:
    """Where an insertion before the word begins: "The bill, critics say, permits too much"."""
    if not words[at].comma:
        return None
    for index in range(at - 1, max(at - REACH, 0), -1):
        if words[index].apart:
            inside = words[index:at]
            verb = any(belongs(word, "base") or is_past(word) for word in inside)
            opened = belongs(inside[0], "subordinate", "preposition", "determiner", "possessive", "wh")
            return index if (verb or opened) and words[index].comma else None
    return None


# ── The rules ──────────────────────────────────────────────────────────────────────────────────────


def hyphenated(p: Place) -> PartOfSpeech:
    """As in "record-breaking", "single-use" are adjectives; "re-use" is not."""
    following_word = p.words[p.at + 1] if p.at + 1 < len(p.words) else None
    if following_word is not None and following_word.joined:
        return "noun"
    return "noun" if p.word.joined and p.words[p.at - 1].low not in PREFIXES else ""


def named(p: Place) -> PartOfSpeech:
    """As in "Big Machine Records": verbs have no capitals but in headlines."""
    return "noun" if not p.word.apart and case_of(p.words, p.at) == "capital" else ""


def possessive(p: Place) -> PartOfSpeech:
    """As in "the suspect's car"."""
    return "noun" if p.word.low.endswith("'s") else ""


def infinitive(p: Place) -> PartOfSpeech:
    """As in "to record a song", but "led to conflict" and "from abuse to conflict"."""
    if p.before is None or p.before.low != "to":
        return ""
    if p.third:
        return "noun"
    if opens_object(p):
        return "verb"
    from_to = any(word.low == "from" for word in p.backwards(5))
    return "noun" if belongs(p.earlier, "to_noun") or from_to else "verb"


def auxiliary(p: Place) -> PartOfSpeech:
    """As in "will record", "did not record"."""
    return "verb" if not p.third and belongs(p.before, "modal", "do") else ""


def causative(p: Place) -> PartOfSpeech:
    """As in "let them use", "helps the state conscript students"."""
    if p.third or p.before is None:
        return ""
    if belongs(p.before, "object") or p.before.low in ("her", "you"):
        hers = p.before.low == "her" and opens_object(p)
        return "verb" if hers or belongs(p.earlier, "causative") else ""
    helped = any(belongs(word, "causative") for word in p.backwards(5))
    opener = belongs(p.before, "causative", "determiner", "possessive", "preposition")
    if opener or is_adjective(p.before):
        return ""
    return "verb" if helped and (opens_object(p) or plural_after(p)) else ""


def pronoun(p: Place) -> PartOfSpeech:
    """As in "we record", "which produces"; after "are they …" an adjective stands, after "call it …" a noun."""
    if not belongs(p.before, "subject") and not (p.before is not None and p.before.low in ("which", "there")):
        return ""
    if belongs(p.earlier, "be", "have"):
        return "noun"
    if belongs(p.earlier, "do", "modal"):
        return "verb"
    if belongs(p.before, "third") and not p.third:
        return "noun"
    return "verb"


def relative(p: Place) -> PartOfSpeech:
    """As in "mills that produce flour", but "said that produce rotted" and "that record"."""
    if p.before is None or p.before.low != "that":
        return ""
    if p.third and (p.earlier is None or belongs(p.earlier, "conjunction")):
        return "noun" if p.after is None or ends_subject(p.after) else "verb"
    reported = is_past(p.earlier) or belongs(p.earlier, "base", "be", "preposition", "conjunction")
    if p.earlier is None or reported:
        return "noun"
    return "verb" if p.third or is_plural(p.earlier) else "noun"


def quantified(p: Place) -> PartOfSpeech:
    """As in "many suspect that", "those use", but "many suspects", "more abuse"."""
    if not belongs(p.before, "quantifier", "indefinite"):
        return ""
    if belongs(p.before, "indefinite") and asked(p) == "verb":
        return "verb"
    if p.third:
        return "verb" if belongs(p.before, "indefinite") and p.before and p.before.low != "one" else "noun"
    return "verb" if opens_object(p) or (p.after is not None and p.after.low == "that") else "noun"


def resumed(p: Place) -> PartOfSpeech:
    """As in "The bill, critics say, permits …": no compound noun is parted by an insertion."""
    if not p.word.comma or p.before is None or belongs(p.before, "be", "do", "modal", "preposition"):
        return ""
    return "verb" if p.third != is_plural(p.before) or (not p.third and opens_object(p)) else ""


def determined(p: Place) -> PartOfSpeech:
    """As in "the record", "its record", "Kyiv's record", "two records"; "this permits us to …"."""
    if p.before is None:
        return ""
    if p.third and p.before.low in ("this", "that", "what"):
        return "verb"
    opener = belongs(p.before, "determiner", "number") or is_possessive(p.before)
    return "noun" if opener else ""


def complement(p: Place) -> PartOfSpeech:
    """As in "is subject to", "seems content", "had contact", "very elaborate"."""
    if belongs(p.before, "be", "have", "linking"):
        return "noun"
    at = p.at - 1
    return "noun" if at >= 0 and not p.word.apart and belongs(p.words[at], "degree") else ""


def prepositional(p: Place) -> PartOfSpeech:
    """As in "of use", "in conflict"."""
    return "noun" if belongs(p.before, "preposition") else ""


def subordinated(p: Place) -> PartOfSpeech:
    """As in "if conflict breaks out", "when present"."""
    if not belongs(p.before, "subordinate", "wh"):
        return ""
    why_not = p.before is not None and p.before.low == "why" and not p.third
    return "verb" if opens_object(p) and (p.third or why_not) else "noun"


def coordinated(p: Place) -> PartOfSpeech:
    """As in "to buy and use", "neither own nor use", but "the use and abuse of"."""
    if not belongs(p.before, "conjunction"):
        return ""
    if opens_object(p) or (p.after is not None and p.after.low == "that" and verbal_before(p)):
        return "verb"
    if belongs(p.after, "preposition") and p.after is not None and p.after.low == "of":
        return "noun"
    if belongs(p.earlier, "base") and not p.third and verbal_before(p):
        return "verb"
    if p.third or is_past(p.after) or belongs(p.after, "be", "have", "do", "modal"):
        return "noun"
    return "verb" if verbal_before(p) else "noun"


def verbal_before(p: Place) -> bool:
    """Whether a verb's plain form can go on here: "to cut waste and …", "easy to store and …"."""
    for word in p.backwards():
        if belongs(word, "preposition", "determiner", "possessive"):
            return False
        if word.low == "to" or belongs(word, "modal", "subject"):
            return True
    return False


def opening(p: Place) -> PartOfSpeech:
    """As in "Permit the sale"; else a clause begins with a noun."""
    if p.before is not None:
        return ""
    return "verb" if not p.third and opens_object(p) else "noun"


def asked(p: Place) -> PartOfSpeech:
    """As in "How do farmers use …", "Will the families live …", "Were any witnesses present?"."""
    clause = p.clause()
    if p.third or not clause:
        return ""
    opener = 1 if len(clause) > 1 and belongs(clause[0], "wh", "conjunction") else 0
    if belongs(clause[opener], "do", "modal"):
        return "verb"
    between = clause[opener + 1 :]
    full = any(belongs(word, "base", "finite") or is_participle(word) for word in between)
    return "noun" if belongs(clause[opener], "be") and between and not full else ""


def questioned(p: Place) -> PartOfSpeech:
    """A question turns subject and auxiliary round."""
    if p.after is not None and ends_subject(p.after):
        return ""
    return asked(p)


def partitive(p: Place) -> PartOfSpeech:
    """As in "half of them graduate", "one of them lives", "one in five children lives"."""
    if p.before is None:
        return ""
    if p.before.low in ("them", "us") and p.earlier is not None and p.earlier.low == "of":
        return "verb"
    clause = p.clause()
    counted = [word.low for word in clause[:2]]
    one = bool(counted) and counted[0] in ("one", "each", "neither", "either") and counted[-1] in ("of", "in")
    return "verb" if p.third and one and is_plural(p.before) else ""


def single(p: Place) -> PartOfSpeech:
    """As in "where a patient lives", "every firm exports": "a" and "every" stand before no plural."""
    if not p.third or p.before is None or is_adjective(p.before):
        return ""
    near = [word.low for word in p.backwards(3)]
    one = {"a", "an", "every", "each", "another"} & set(near[1:])
    return "verb" if one and not prepositions_in(p, 3) else ""


def prepositions_in(p: Place, reach: int) -> bool:
    """Whether one of the words before ends a noun phrase."""
    return any(belongs(word, "preposition", "conjunction") for word in p.backwards(reach))


def with_object(p: Place) -> PartOfSpeech:
    """As in "The plant in the south produces most …": a noun is seldom followed by "the"; but "under the trade
    contract the firm …", where no plural could be the verb's subject.
    """
    if p.before is None or is_adjective(p.before):
        return ""
    if not p.third and not any(is_plural(word) or word.low == "and" for word in p.backwards()):
        return ""
    return "verb" if opens_object(p) or (p.third and belongs(p.after, "number")) else ""


def described(p: Place) -> PartOfSpeech:
    """As in "a strong record", "planned exports", "banned imports"."""
    if p.before is None:
        return ""
    verb = is_participle(p.before) or is_past(p.before) or belongs(p.before, "verb_s")
    return "noun" if verb or is_adjective(p.before) else ""


def plain_form(p: Place) -> PartOfSpeech:
    """As in "Critics object", but "the sports record was", "a murder suspect"."""
    if p.third or p.before is None:
        return ""
    ended = p.after is not None and (belongs(p.after, "be", "have", "modal", "finite") or p.after.low == "of")
    if is_plural(p.before):
        return "noun" if ended else "verb"
    if described_object(p) and not ended:
        return "verb"
    both = p.earlier is not None and p.earlier.low == "and" and p.after is not None
    names = both and p.after is not None and (p.before.capital or p.after.capital or is_plural(p.after))
    return "verb" if names and plain_object(p) and not ended else "noun"


def s_form(p: Place) -> PartOfSpeech:
    """As in "Norway exports gas", "exports less", but "grain exports fell", "murder suspects in court"."""
    if not p.third or p.before is None:
        return ""
    if p.after is None or ends_subject(p.after) or is_plural(p.before):
        return "noun"
    if p.after.low.endswith("ing") and is_participle(p.after):
        return "noun"
    if p.words[p.at + 1] is not p.after:
        return "verb"
    about_number = p.after.low in ("about", "around", "over", "under") and belongs(p.later, "number")
    if about_number:
        return "verb"
    if p.after.low == "to":
        return "noun" if has_verb(following_words(p)) else "verb"
    second = belongs(p.later, "opens_object") and not is_plural(p.after) and not p.after.capital
    return "noun" if second or belongs(p.after, "preposition", "conjunction", "wh") else "verb"


def following_words(p: Place) -> Iterator[Word]:
    """The words after, to the end of the clause."""
    for word in p.words[p.at + 1 : p.at + FAR]:
        if word.apart:
            return
        yield word


def has_verb(words: Iterator[Word]) -> bool:
    """Whether one of them must be a finite verb."""
    return any(is_past(word) or belongs(word, "be", "have", "do", "modal") for word in words)


RULES: tuple[Callable[[Place], PartOfSpeech], ...] = (
    hyphenated,
    named,
    possessive,
    resumed,
    infinitive,
    auxiliary,
    causative,
    relative,
    pronoun,
    determined,
    quantified,
    complement,
    prepositional,
    subordinated,
    coordinated,
    opening,
    partitive,
    single,
    with_object,
    questioned,
    described,
    plain_form,
    s_form,
)


def part_of_speech(words: Sequence[Word], at: int, third: bool = False) -> tuple[PartOfSpeech, str]:
    """The part of speech of a word, and the name of the rule that decided.

    Args:
        words: a sentence.
        at: which of them.
        third: whether it ends in the -s of a plural or a third person.
    """
    here = place(words, at, third)
    for rule in RULES:
        if decided := rule(here):
            return decided, rule.__name__
    return "", ""


# ── What follows ───────────────────────────────────────────────────────────────────────────────────


def opens_object(p: Place) -> bool:
    """Whether an object follows, and no time: "exports last month", "a record a year ago"."""
    if not belongs(p.after, "opens_object"):
        return False
    return not (belongs(p.after, "time_opener") and belongs(p.later, "time"))


def plural_after(p: Place) -> bool:
    return p.after is not None and is_plural(p.after)


def described_object(p: Place) -> bool:
    """Whether an adjective and its plural follow: "conduct joint drills"; no noun goes on so."""
    if p.after is None or p.later is None or belongs(p.after, "time_opener"):
        return False
    return is_adjective(p.after) and is_plural(p.later)


def plain_object(p: Place) -> bool:
    """Whether a bare noun follows: "export oil"."""
    return p.after is not None and not belongs(p.after, "preposition", "conjunction", "wh")


def ends_subject(word: Word) -> bool:
    """Whether a verb stands here, so that what is before it is a noun."""
    return belongs(word, "be", "have", "do", "modal", "base") or is_past(word)
