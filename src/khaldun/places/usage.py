"""Whether a name stands for a place where it is used, and how surely.

"in Jordan" is a place; "Jordan said" is a government, "Michael Jordan" a man, "the Jordan Times" a paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from khaldun.places.keys import key
from khaldun.places.sources import words
from khaldun.text.parse import Parse

NONE, WEAK, PLAIN, LOCATED = 0, 1, 2, 3

_LETTERS = frozenset(("US", "USA", "UK", "UAE", "EU", "DRC"))


@dataclass(frozen=True, slots=True)
class UseWords:
    """The word lists of ``names.yaml`` that decide on use; names as index keys."""

    never: frozenset[str]
    only_located: frozenset[str]
    located: frozenset[str]
    rulers: frozenset[str]
    units: Mapping[str, str]
    standing: frozenset[str]
    stative: frozenset[str]
    saying: frozenset[str]
    taking: frozenset[str]
    titles: frozenset[str]
    kinds: frozenset[str]
    qualifiers: frozenset[str]


@cache
def use_words() -> UseWords:
    """Load the word lists (once)."""
    raw: Any = words("names.yaml")
    return UseWords(
        never=frozenset(key(n) for n in raw["never"]),
        only_located=frozenset(key(n) for n in raw["only_located"]),
        located=frozenset(raw["located"]),
        rulers=frozenset(raw["rulers"]),
        units=raw["units"],
        standing=frozenset(raw["standing"]),
        stative=frozenset(raw["stative"]),
        saying=frozenset(raw["saying"]),
        taking=frozenset(raw["taking"]),
        titles=frozenset(raw["titles"]),
        kinds=frozenset(raw["kinds"]),
        qualifiers=frozenset(raw["kinds"]) | frozenset(raw["qualifiers"]),
    )


def surnames(parse: Parse) -> frozenset[str]:
    """Last words of names of several words: "Evans" alone is no town where "Ashley Evans" is spoken of."""
    known = use_words()
    return frozenset(
        parse.lower[i]
        for i in range(1, len(parse))
        if parse.tag[i] == "NNP" and parse.tag[i - 1] == "NNP" and parse.head[i - 1] == i and parse.dep[i - 1] == "compound"
        and parse.dep[i] in _PERSONAL and parse.lower[i - 1] not in known.qualifiers
    )  # fmt: skip


_PERSONAL = frozenset(
    {"nsubj", "nsubjpass", "appos", "dobj", "conj", "poss", "pobj", "agent", "ROOT", "compound"}
)


def use(parse: Parse, first: int, last: int, power: bool) -> int:
    """How surely the name from token ``first`` to ``last`` stands for a place: NONE, WEAK, PLAIN or LOCATED.

    ``power`` says that it also names a government or its seat (countries, capitals).
    """
    known = use_words()
    head = _head(parse, first, last)
    if _in_longer_name(parse, first, last, head, known):
        return NONE
    return _by_role(parse, head, power, known, 4)


def _head(parse: Parse, first: int, last: int) -> int:
    """The token of the name whose governor is outside it."""
    return next(
        (t for t in range(last, first - 1, -1) if not first <= parse.head[t] <= last or parse.head[t] == t),
        last,
    )


def _in_longer_name(parse: Parse, first: int, last: int, head: int, known: UseWords) -> bool:
    if first > 0 and parse.sentence_of[first - 1] == parse.sentence_of[first]:
        before = parse.lower[first - 1]
        if before in known.titles:
            return True
        joined = parse.dep[first - 1] == "compound" and first <= parse.head[first - 1]
        if parse.tag[first - 1] in ("NNP", "NNPS") and joined and before not in known.qualifiers:
            return True
    after = last + 1
    if after >= len(parse):
        return False
    if (
        parse.tag[after] in ("NNP", "NNPS")
        and parse.dep[head] in ("compound", "nmod", "amod")
        and parse.head[head] > last
    ):
        return parse.lower[after] not in known.units and parse.lower[parse.head[head]] not in known.units
    return parse.lower[after] == "&"


def _by_role(parse: Parse, head: int, power: bool, known: UseWords, depth: int) -> int:
    dep, governor = parse.dep[head], parse.head[head]
    lemma = parse.lemma[governor].lower()
    if dep == "pobj":
        return _by_preposition(parse, governor, power, known)
    if dep in ("compound", "nmod", "amod", "poss"):
        if parse.lower[governor] in known.rulers or (
            dep != "poss" and _adjectival(parse, head, governor, known)
        ):
            return NONE
        return (
            WEAK
            if parse.tag[governor] in ("NNP", "NNPS") and parse.lower[governor] not in known.units
            else PLAIN
        )
    if dep == "nsubj":
        if lemma in known.standing:
            return PLAIN
        return NONE if power or lemma in known.saying else PLAIN if lemma in known.stative else WEAK
    if dep == "dobj":
        return PLAIN if lemma in known.taking else NONE if power else WEAK
    if dep == "nsubjpass":
        return PLAIN if lemma in known.taking or not power else NONE
    if dep in ("appos", "conj", "dep", "npadvmod") and depth and governor != head:
        return _beside(parse, head, governor, power, known, depth)
    return WEAK


def _adjectival(parse: Parse, head: int, governor: int, known: UseWords) -> bool:
    """ "the US plan": letters before a noun speak of the state, not of its ground ("the US border" does)."""
    return parse.words[head].replace(".", "") in _LETTERS and parse.lower[governor] not in known.units


def _by_preposition(parse: Parse, preposition: int, power: bool, known: UseWords) -> int:
    word = parse.lower[preposition]
    if parse.dep[preposition] == "agent":
        return NONE if power else WEAK
    if word in known.located:
        return LOCATED
    governor = parse.head[preposition]
    if word == "of" and parse.tag[governor] == "NNP" and parse.lower[governor] not in known.kinds:
        return NONE
    return LOCATED if word == "from" else PLAIN


def _beside(parse: Parse, head: int, governor: int, power: bool, known: UseWords, depth: int) -> int:
    """An apposition after a comma ("Tripoli, Lebanon") or a member of a list."""
    if parse.dep[head] == "conj":
        return _by_role(parse, governor, power, known, depth - 1)
    if parse.dep[head] == "appos" and parse.tag[governor] in ("NNP", "NN"):
        return PLAIN
    return WEAK
