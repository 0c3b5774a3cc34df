"""Which of the places that bear a name is meant: by what contains it, by the article's countries, by size and nearness."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from khaldun.places.index import Index
from khaldun.places.keys import key
from khaldun.places.sources import CITY, COUNTRY, DISTRICT, PROVINCE, REGION

_KIND_WEIGHT = {COUNTRY: 11.0, PROVINCE: 6.5, REGION: 6.5, CITY: 0.0}
_CONTAINED, _HINTED, _VOTE, _NEAR, _PRIMARY, _CAPITAL = 14.0, 1.2, 0.7, 2.0, 2.0, 1.5
_VOTES_COUNTED = 4
_SAME_PROVINCE = 1.5
_PEERS = 3.0
_TOGETHER, _TOGETHER_AT_HOME, _CELL, _SUPPORTERS = 1.0, 4.0, 0.5, 2.0
_HOME, _LOCAL = 5.0, 3.0
_ABROAD = 10.0
_CAPITAL_ABROAD, _LARGE = 2.0, 500_000
_TOWN = 4000
"""People: a smaller town's name that is a country's too means the country."""

Votes = Counter[str | tuple[str, str]]
_PREFERRED = 8.0
_NEAR_KM = 200.0
_UNKNOWN = 1000
"""People of a place of which the gazetteer does not know how many it has."""


@dataclass(slots=True, eq=False)
class Toponym:
    """A name found in the text that may stand for a place: tokens, entries of the index, strength of its use."""

    first: int
    last: int
    key: str
    entries: list[int]
    use: int
    container: list[int] = field(default_factory=list)
    """Entries of the name after the comma ("Tripoli, *Lebanon*")."""
    chosen: int = -1
    ranked: list[int] = field(default_factory=list)
    peers: list[Toponym] = field(default_factory=list)
    """The names of the list that it stands in, itself among them."""
    local: bool = False
    """Whether it is used as towns are in their own papers ("a Lebanon woman", "5 Elm St., Lebanon")."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the article: countries frequent in it, the one whose local news it is, and those whose peoples
    it speaks of, so that their names are no towns at home (alpha-3).
    """

    hints: Sequence[str] = ()
    home: str | None = None
    peoples: frozenset[str] = frozenset()


def resolve(index: Index, found: Sequence[Toponym], context: Context, acting: Sequence[Toponym] = ()) -> None:
    """Choose an entry for every toponym, in place: first on their own, then in the light of the others.

    Names in ``acting`` (governments, offices) are resolved in the light of those found, and give none.
    """
    shared: dict[str, list[int]] = {}
    for name in found:
        if name.container:
            shared.setdefault(name.key, name.container)
    for name in found:
        name.container = name.container or shared.get(name.key, [])
        _choose(index, name, context, (), Counter())
    sure = [n for n in found if _is_sure(index, n)]
    votes = Votes(c for n in sure if (c := index.country[n.chosen]) is not None)
    votes.update(
        {(c, index.admin[n.chosen]) for n in sure if index.admin[n.chosen] and (c := index.country[n.chosen])}
    )
    points = [n.chosen for n in {n.key: n for n in sure}.values() if index.kind[n.chosen] not in (COUNTRY,)]
    weight = _TOGETHER if context.home is None else _TOGETHER_AT_HOME
    together = _together(index, found, acting, weight)
    for name in (*found, *acting):
        if len(name.entries) > 1 or name.chosen < 0:
            _choose(index, name, context, points, votes, together)


def _is_sure(index: Index, name: Toponym) -> bool:
    return (
        bool(name.container)
        or len(name.entries) == 1
        or index.kind[name.chosen] != CITY
        or index.population[name.chosen] > 500_000
    )


def _together(
    index: Index, found: Sequence[Toponym], acting: Sequence[Toponym], weight: float
) -> dict[int, float]:
    """What it speaks for a place that other names of the article may mean places beside it.

    A name that few places bear tells more than one that many bear. Places count as beside each other in the same or the
    next cell of a grid of ``_CELL`` degrees, so that the cost grows with the places, not with their pairs.
    """
    cells: dict[tuple[int, int], set[str]] = {}
    names = {n.key: _local_entries(index, n) for n in found}
    for name, entries in names.items():
        for e in entries:
            cells.setdefault(_cell(index, e), set()).add(name)
    told = {name: 1.0 / math.sqrt(len(entries)) for name, entries in names.items() if entries}
    support: dict[int, float] = {}
    for name, entries in {**{n.key: _local_entries(index, n) for n in acting}, **names}.items():
        for e in entries:
            y, x = _cell(index, e)
            beside = set[str]().union(
                *(cells.get((y + i, x + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
            )
            support[e] = weight * min(sum(told[n] for n in beside if n != name), _SUPPORTERS)
    return support


def _local_entries(index: Index, name: Toponym) -> list[int]:
    return [e for e in name.entries if index.kind[e] in (CITY, DISTRICT)]


def _cell(index: Index, entry: int) -> tuple[int, int]:
    return int(index.lat[entry] // _CELL), int(index.lon[entry] // _CELL)


def _choose(
    index: Index,
    name: Toponym,
    context: Context,
    points: Sequence[int],
    votes: Votes,
    together: Mapping[int, float] = {},
) -> None:
    scores = {e: _score(index, e, name, context, points, votes) + together.get(e, 0.0) for e in name.entries}
    name.ranked = sorted(scores, key=lambda e: (-scores[e], e))
    name.chosen = name.ranked[0]


def _score(
    index: Index, entry: int, name: Toponym, context: Context, points: Sequence[int], votes: Votes
) -> float:
    country = index.country[entry]
    score = _KIND_WEIGHT.get(index.kind[entry], 3.0) + math.log10((index.population[entry] or _UNKNOWN) + 10)
    own = index.kind[entry] == COUNTRY or key(index.name[entry]) == name.key
    score += _PRIMARY * own + _CAPITAL * index.capital[entry]
    away = context.home is not None and country != context.home
    score += _PREFERRED * (not away and index.preferred.get(name.key) == index.geonames[entry])
    score += _CONTAINED * any(contains(index, c, entry) for c in name.container)
    if country in context.hints:
        score += _HINTED * (2.0 if context.hints[0] == country else 1.0)
    if context.home is not None and _is_at_home(index, name, context):
        if country == context.home and index.kind[entry] != COUNTRY:
            score += (
                _HOME + _LOCAL * name.local - _CAPITAL_ABROAD * (not name.local and _is_capital(index, name))
            )
        elif away and index.kind[entry] == COUNTRY:
            score -= _ABROAD
    if country is not None:
        score += _VOTE * min(votes[country], _VOTES_COUNTED)
        score += _SAME_PROVINCE * (votes[country, index.admin[entry]] > 0)
    if country != context.home and not index.capital[entry] and _is_capital(index, name):
        return score  # "Washington, Paris and Moscow" are three capitals
    score += _PEERS * any(
        _are_alike(index, p.chosen, entry)
        for p in name.peers
        if p is not name and p.chosen >= 0 and _is_sure(index, p)
    )
    near = sum(_beside(index, p, entry) for p in points if p != entry)
    return score + _NEAR * min(near, 3)


def _is_at_home(index: Index, name: Toponym, context: Context) -> bool:
    """Whether local news may mean a place at home by this name: another country's only where that is no small town's
    too, and where the article does not speak of that country's people; a capital's only where it does not name the country.
    """
    states = {index.country[e] for e in name.entries if index.kind[e] == COUNTRY or index.capital[e]} - {
        context.home
    }
    abroad = {index.country[e] for e in name.entries if index.capital[e]} - {context.home}
    if states & context.peoples or (not name.local and abroad.intersection(context.hints)):
        return False
    return (
        name.local
        or all(index.kind[e] != COUNTRY or index.country[e] == context.home for e in name.entries)
        or any(
            index.country[e] == context.home
            and index.population[e] >= _TOWN
            and key(index.name[e]) == name.key
            for e in name.entries
        )
    )


def _is_capital(index: Index, name: Toponym) -> bool:
    """Whether a large capital bears a name: Moscow and Paris are in local news too."""
    return any(index.capital[e] and index.population[e] >= _LARGE for e in name.entries)


def _are_alike(index: Index, a: int, b: int) -> bool:
    """Whether two places may stand in one list: states of one country, towns of one country."""
    return (
        index.kind[a] == index.kind[b] and index.country[a] == index.country[b] and index.kind[a] != COUNTRY
    )


def _beside(index: Index, known: int, entry: int) -> bool:
    """Whether a place that the article surely names is near another, or is the state it lies in."""
    if index.admin[known] and index.kind[known] == PROVINCE:
        return contains(index, known, entry)
    return kilometres(index, entry, known) < _NEAR_KM


def contains(index: Index, outer: int, inner: int) -> bool:
    """Whether a country, state or region holds a place; regions by distance from their middle."""
    if outer == inner or index.kind[outer] == CITY:
        return False
    if index.country[outer] != index.country[inner] and index.country[outer] is not None:
        return False
    if index.kind[outer] == COUNTRY:
        return index.kind[inner] != COUNTRY
    if index.admin[outer]:
        return index.admin[outer] == index.admin[inner]
    return kilometres(index, outer, inner) < 400.0


def kilometres(index: Index, a: int, b: int) -> float:
    """Great-circle distance by the haversine formula, on a sphere of 6,371 km."""
    first, second = math.radians(index.lat[a]), math.radians(index.lat[b])
    if abs(first - second) > 0.15:
        return 1000.0
    across = math.radians(index.lon[a] - index.lon[b])
    h = math.sin((first - second) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(across / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))
