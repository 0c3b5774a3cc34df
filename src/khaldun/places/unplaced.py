"""Places that the gazetteer does not list: what their own names and the words around tell of where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from khaldun.model import UNLISTED, Place, PlacePrecision
from khaldun.places.index import Index
from khaldun.places.keys import word_key
from khaldun.places.resolve import Toponym, kilometres
from khaldun.places.sources import CITY, DISTRICT, PROVINCE
from khaldun.places.unlisted import Unlisted, kinds
from khaldun.text.parse import Parse

_TOGETHER = 150.0
"""Kilometres between places that lie together."""


def unplaced(index: Index, parse: Parse, name: Unlisted, kept: Sequence[Toponym], home: str | None) -> Place:
    start, end = parse.start[name.first], parse.end[name.last]
    text = parse.text[start:end]
    outer = _outer(index, parse, name, kept)
    if outer is not None:
        return _within(index, text, start, outer, f"{UNLISTED}; the point is that of {index.name[outer]}")
    beside = _beside(index, parse, name, kept)
    if beside is not None:
        shown = index.name[beside]
        return _within(
            index, text, start, beside, f"{UNLISTED}; the point is that of {shown}, named beside it", "region"
        )
    around = _around(index, name, kept) if home is not None else None
    if around is not None:
        shown = index.name[around]
        return _within(
            index,
            text,
            start,
            around,
            f"{UNLISTED}; the point is that of {shown}, by which all places of the article lie",
            "region",
        )
    country = home if home is not None else _only_country(index, kept)
    reason = UNLISTED if country is None else f"{UNLISTED}; the country is that of the article's other places"
    return Place(text, start, end, text, country, None, None, None, None, (), reason)


def _only_country(index: Index, kept: Sequence[Toponym]) -> str | None:
    """The country of all places that an article names, of two or more."""
    countries = {index.country[k.chosen] for k in kept}
    return countries.pop() if len(countries) == 1 and len({k.key for k in kept}) > 1 else None


def _within(
    index: Index, text: str, start: int, entry: int, reason: str, precision: str | None = None
) -> Place:
    return Place(
        text, start, start + len(text), text, index.country[entry], index.lat[entry], index.lon[entry], None,
        cast(PlacePrecision, precision or index.kind[entry]), (), reason,
    )  # fmt: skip


def _outer(index: Index, parse: Parse, name: Unlisted, kept: Sequence[Toponym]) -> int | None:
    """The place that the text, or its own name, puts an unlisted one in ("Orford County Jail")."""
    named = [word_key(parse.words[t]) for t in range(name.first, name.last + 1)]
    keys = {k.key: k.chosen for k in kept}
    for n in range(len(named) - 1, 0, -1):
        if (start := " ".join(named[:n])) in keys:
            return keys[start]
        entries = index.names.get(start, ())
        if n > 1 and len(entries) == 1:
            return entries[0]
    after = next((k for k in kept if k.first > name.last), None)
    return after.chosen if after is not None and _leads_to(parse, name.last, after.first) else None


def _beside(index: Index, parse: Parse, name: Unlisted, kept: Sequence[Toponym]) -> int | None:
    """The nearest town or district that its sentence names, if all that it names lie together."""
    sentence = parse.sentence_of[name.first]
    here = [
        k
        for k in kept
        if parse.sentence_of[k.first] == sentence and index.kind[k.chosen] in (CITY, DISTRICT, PROVINCE)
    ]
    if not here or any(kilometres(index, here[0].chosen, k.chosen) > _TOGETHER for k in here):
        return None
    return min(here, key=lambda k: (index.kind[k.chosen] == PROVINCE, abs(k.first - name.first))).chosen


def _around(index: Index, name: Unlisted, kept: Sequence[Toponym]) -> int | None:
    """The nearest town or district of local news whose towns and districts all lie together."""
    local = [k for k in kept if index.kind[k.chosen] in (CITY, DISTRICT)]
    if not local or any(kilometres(index, local[0].chosen, k.chosen) > _TOGETHER for k in local):
        return None
    return min(local, key=lambda k: abs(k.first - name.first)).chosen


def _leads_to(parse: Parse, last: int, first: int) -> bool:
    """Whether the words between two names put the first into the second: ", ", "in the district of"."""
    if not 0 < first - last - 1 <= 6 or parse.sentence_of[last] != parse.sentence_of[first]:
        return False
    between = [w for w in parse.lower[last + 1 : first] if w not in kinds().nouns]
    return all(w in _LEADING or w in kinds().qualifiers for w in between) and "and" not in between


_LEADING = frozenset((",", "(", "in", "of", "the", "a", "an", "'s", "’s"))
