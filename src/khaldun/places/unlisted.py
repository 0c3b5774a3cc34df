"""Names of places that the gazetteer does not list: known by the words around them ("the village of Deir Hassan").

No gazetteer lists every village, district, base or hill. A run of capitalised words is taken for a place only on the
evidence of a kind of place beside it ("Harim district", "Mount Kirsh"), of a preposition that only places follow, or of
a list that one such name opens.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from khaldun.places.sources import words
from khaldun.text.parse import Parse

_NAMES = frozenset({"NNP", "NNPS"})
_HELD = frozenset(
    ("held", "controlled", "led", "run", "backed", "dominated", "protected", "occupied", "ruled")
)
_LONGEST = 6
"""Words in a name."""


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A name by its tokens, and the kind of place that its surroundings make it (``None`` where they tell none)."""

    first: int
    last: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Kinds:
    """The word lists of ``kinds.yaml``, in small letters."""

    nouns: frozenset[str]
    units: frozenset[str]
    located: frozenset[str]
    suffered: frozenset[str]
    openers: frozenset[str]
    before: frozenset[str]
    qualifiers: frozenset[str]
    joined: frozenset[str]
    never: frozenset[str]
    ends: frozenset[str]
    firsts: frozenset[str]
    lone: frozenset[str]


@cache
def kinds() -> Kinds:
    """Load the word lists (once)."""
    raw: Any = words("kinds.yaml")
    return Kinds(**{name: frozenset(listed) for name, listed in raw.items()})


def unlisted(parse: Parse, taken: Sequence[bool]) -> Iterator[Unlisted]:
    """Names of places in text order; ``taken`` marks the tokens that are something known already."""
    known = kinds()
    previous: Unlisted | None = None
    for first, last in _runs(parse, taken, known):
        kind = _kind(parse, first, last, known)
        if kind is None and not _is_located(parse, first, last, known):
            if previous is None or not _continues(parse, previous, first, last):
                continue
            kind = previous.kind
        previous = Unlisted(first, last, kind)
        yield previous


def bounds(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """The tokens of a listed name as the text has it: with "al-" and a capitalised kind ("Aleppo City"), without what
    is written small around it ("southern Lebanon", "Homs province").
    """
    known, lower = kinds(), parse.lower
    while last > first and parse.words[last][0].islower() and lower[last] in known.nouns:
        last -= 1
    while first < last and parse.words[first][0].islower() and lower[first] in known.qualifiers:
        first += 1
    if first > 1 and parse.words[first - 1] == "-" and lower[first - 2] in known.joined:
        first -= 2
    after = parse.words[last + 1 : last + 2]
    if after and after[0][0].isupper() and after[0].lower() in known.units and parse.head[last] == last + 1:
        last += 1
    return first, last


def _runs(parse: Parse, taken: Sequence[bool], known: Kinds) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words, hyphens inside, of which none is taken and at least one is tagged a name."""
    i, n = 0, len(parse)
    while i < n:
        if not _is_name(parse, i, taken, known):
            i += 1
            continue
        first, i = i, _end(parse, i, taken, known)
        last = i - 1
        tagged = any(parse.tag[t] in _NAMES for t in range(first, last + 1))
        if tagged and last - first < _LONGEST and not _is_barred(parse, first, last, known):
            yield first, last


def _end(parse: Parse, i: int, taken: Sequence[bool], known: Kinds) -> int:
    end = parse.sentences[parse.sentence_of[i]][1]
    i += 1
    while i < end:
        glued = parse.words[i] == "-" and parse.end[i - 1] == parse.start[i]
        if glued and i + 1 < end and _is_name(parse, i + 1, taken, known, glued=True):
            i += 2
        elif _is_name(parse, i, taken, known) and parse.start[i] - parse.end[i - 1] <= 1:
            i += 1
        else:
            break
    return i


def _is_name(parse: Parse, i: int, taken: Sequence[bool], known: Kinds, glued: bool = False) -> bool:
    word, lower = parse.words[i], parse.lower[i]
    if taken[i] or lower in known.ends:
        return False
    if not word[0].isupper():
        after = parse.words[i + 1 : i + 2]
        return (lower in known.joined and after == ["-"]) or (glued and word[0].isalnum())
    if i == parse.sentences[parse.sentence_of[i]][0] and parse.tag[i] not in _NAMES:
        return False
    return parse.tag[i] in _NAMES or parse.tag[i] in ("NN", "NNS", "JJ", "FW")


def _is_barred(parse: Parse, first: int, last: int, known: Kinds) -> bool:
    """Whether the words name something else: a person with a title, an institution, an event, an acronym."""
    before = parse.lower[first - 1] if first else ""
    if before in known.before or parse.words[last + 1 : last + 2] == ["&"]:
        return True
    named = parse.lower[first : last + 1]
    if named[-1] in known.never or named[0] in known.before or named[0] in known.firsts:
        return True
    if ("-" in parse.words[first:last] and parse.tag[last] == "VBN") or any(
        w in _HELD for w in parse.lower[first + 1 : last + 2]
    ):
        return True
    return first == last and (
        len(named[0]) < 3 or parse.words[first].isupper() or named[0] in known.lone or named[0] in known.nouns
    )


def _kind(parse: Parse, first: int, last: int, known: Kinds) -> str | None:
    """The kind of place that stands in, before or after the name."""
    lower = parse.lower
    if last > first and lower[last] in known.nouns:
        return lower[last]
    following = _next(parse, last)
    if following is not None and lower[following] in known.nouns and parse.head[last] == following:
        return lower[following]
    if first > 1 and lower[first - 1] == "of" and lower[first - 2] in known.nouns:
        return lower[first - 2]
    if first and lower[first - 1] in known.nouns and not parse.words[first - 1][0].isupper():
        return lower[first - 1]
    if last > first and lower[first] in known.openers:
        return lower[first]
    return _explained(parse, last, known)


def _next(parse: Parse, i: int) -> int | None:
    """The token after one, blanks skipped."""
    i += 1
    while i < len(parse) and parse.words[i].isspace():
        i += 1
    return i if i < len(parse) else None


def _explained(parse: Parse, last: int, known: Kinds) -> str | None:
    """The kind in an apposition: "Abu Hadid, a small town in the south"."""
    if parse.lower[last + 1 : last + 2] != [","] or parse.lower[last + 2 : last + 3] not in (
        ["a"],
        ["an"],
        ["the"],
    ):
        return None
    for t in range(last + 3, min(last + 7, len(parse))):
        if parse.lower[t] in known.nouns:
            return parse.lower[t]
        if parse.tag[t] not in ("JJ", "NN", "NNP", "HYPH", "VBN", "JJS", "RBS"):
            return None
    return None


def _is_located(parse: Parse, first: int, last: int, known: Kinds) -> bool:
    """Whether the name itself is the object of a preposition that places follow."""
    i = first - 1
    while i >= 0 and (parse.lower[i] in known.qualifiers or parse.lower[i] == "the" or parse.words[i] == "-"):
        i -= 1
    if i < 0 or parse.lower[i] not in known.located:
        return i >= 0 and _is_taken(parse, i, last, known)
    head = next((t for t in range(last, first - 1, -1) if not first <= parse.head[t] <= last), last)
    return parse.dep[head] == "pobj" or parse.lower[parse.head[head]] in known.ends


def _is_taken(parse: Parse, verb: int, last: int, known: Kinds) -> bool:
    """Whether the name is the object right after a verb that only places suffer: "besieged Harim"."""
    return parse.dep[last] == "dobj" and parse.head[last] == verb and parse.lemma[verb] in known.suffered


def _continues(parse: Parse, previous: Unlisted, first: int, last: int) -> bool:
    """Whether the name goes on with a list: "the villages of A, B and C"."""
    between = parse.lower[previous.last + 1 : first]
    if parse.sentence_of[previous.last] != parse.sentence_of[first] or not between:
        return False
    head = next((t for t in range(last, first - 1, -1) if not first <= parse.head[t] <= last), last)
    return set(between) <= {",", "and"} and parse.dep[head] in (
        "conj",
        "appos",
        "nmod",
        "compound",
        "npadvmod",
    )
