"""Towns that the actors' own knowledge lacks, where the words around them make them places: "from Swindon", "the city of Lugo"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from khaldun.actors.entries import Entry, Sense
from khaldun.actors.gazetteer import Match
from khaldun.actors.words import words
from khaldun.text.parse import Parse

TownOf = Callable[[str], str | None]
"""The country (alpha-3) of the town that a name means by itself, None where there is none or several are as likely."""

_BEFORE = words("before towns")
_PARTS = words("parts of places")
_NO_ACTORS = words("no actors")
_ONCE = words("once")
_OUTER = 3
"""Tokens from a town to the county or state after its comma, at most: Swindon, North Wiltshire."""


def town(name: str, first: int, last: int, code: str) -> Match:
    """A name over some tokens, taken for a town of a country (alpha-3)."""
    entry = Entry(f"cities:{code.lower()}", name, "city", code)
    return Match(first, last, last, name, (Sense(entry, "name"),), False)


def towns(parse: Parse, known: Mapping[int, Match], country_of: TownOf) -> list[Match]:
    """The names after prepositions of place that are no ``known`` names (by token) and that are towns by ``country_of``."""
    found = []
    for t, dep in enumerate(parse.dep):
        if dep != "pobj" or parse.tag[t] != "NNP" or t in known or parse.lower[t] in _NO_ACTORS:
            continue
        if not _is_placed(parse, parse.head[t]):
            continue
        first = _first(parse, t, known)
        if first is None:
            continue
        name = parse.span_text(first, t)
        code = _code(parse, t, name, country_of)
        if code is not None:
            found.append(town(name, first, t, code))
    return found


def _code(parse: Parse, t: int, name: str, country_of: TownOf) -> str | None:
    """The country of a town, by the county or state after it if one is named: Swindon, Wiltshire."""
    for c in parse.children[t]:
        if (
            parse.dep[c] == "appos"
            and t < c <= t + _OUTER
            and parse.tag[c] == "NNP"
            and parse.words[t + 1] == ","
        ):
            code = country_of(f"{name},{parse.span_text(t + 2, c)}")
            if code is not None:
                return code
    return country_of(name)


def _is_placed(parse: Parse, preposition: int) -> bool:
    """Whether a preposition makes what follows it a place."""
    if parse.lower[preposition] in _BEFORE:
        return True
    if parse.lower[preposition] != "of":
        return False
    return parse.lower[parse.head[preposition]] in _PARTS or parse.lower[preposition - 1] in _ONCE


def _first(parse: Parse, t: int, known: Mapping[int, Match]) -> int | None:
    """The first token of a name that is all of capitalised words; None where it has other words or known names in it."""
    first = t
    for c in reversed([c for c in parse.children[t] if c < t]):
        if parse.dep[c] == "compound" and parse.tag[c] == "NNP" and c == first - 1 and c not in known:
            first = c
        elif parse.dep[c] not in ("punct", "cc"):
            return None
    if any(parse.dep[c] == "case" or parse.lower[c] in ("'s", "’s") for c in parse.children[t]):
        return None
    return first
