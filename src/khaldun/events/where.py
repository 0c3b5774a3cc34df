"""Where the deed of one predicate happened: how near each place of its sentence stands to it in the grammar.

Every step from the place up to the predicate has a price: an adverbial costs nothing ("shot in Homs"), what only
describes somebody costs much ("officials in Homs said"). The cheapest place wins, the more exact one of two as cheap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from khaldun.events.syntax import Syntax
from khaldun.model import Place
from khaldun.text.parse import Parse

LIMIT = 2.0
"""A place that costs more than this is not the predicate's own …"""
ALONE = 4.0
"""… unless it is the only one of the sentence."""

_STEPS = {
    "prep": 0.0, "pobj": 0.0, "advmod": 0.0, "npadvmod": 0.2, "pcomp": 0.5, "dobj": 0.3, "nsubjpass": 0.6, "nsubj": 1.0, "attr": 0.5,
    "compound": 0.6, "nmod": 0.6, "amod": 0.6, "poss": 0.8, "conj": 0.4, "appos": 0.5, "dep": 1.0, "advcl": 1.2, "xcomp": 0.5,
    "ccomp": 2.5, "relcl": 2.0, "acl": 1.2, "agent": 2.0, "parataxis": 3.0,
}  # fmt: skip
_OTHER = 1.5

_PREPOSITIONS = {
    "in": 0.0, "at": 0.0, "near": 0.0, "outside": 0.0, "inside": 0.0, "on": 0.2, "of": 0.3, "around": 0.2, "along": 0.2, "through": 0.3,
    "across": 0.3, "over": 0.4, "off": 0.3, "throughout": 0.3, "within": 0.2, "into": 0.3, "towards": 0.5, "toward": 0.5, "to": 0.8,
    "from": 1.2, "between": 0.5, "against": 1.5, "by": 1.0, "with": 2.5, "for": 2.0, "about": 3.0, "than": 3.0, "as": 2.0, "after": 1.5,
    "like": 3.0, "before": 2.0, "since": 2.5,
}  # fmt: skip

_EXACT = {"city": 1.2, "district": 1.2, "province": 0.5, "region": 0.5, "country": 0.0}
_UNLISTED = 1.2  # a village, district or site, whatever the point that stands for it

_BEARINGS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "kilometers",
        "kilometres",
        "miles",
        "km",
    }
)
_BEARING = 1.5
"""What "40 miles south of Baghdad" costs more than "in Baghdad"."""

_DOWN = {"xcomp": 0.8, "conj": 1.5, "advcl": 1.2, "acl": 1.2, "relcl": 1.6, "pcomp": 0.6, "prep": 0.3, "ccomp": 2.5, "dobj": 0.4, "nsubj": 0.6, "pobj": 0.5}  # fmt: skip
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSE = 3.5
"""What a clause with a subject of its own costs ("… as Israel bombed Iran")."""

_CONTAINER = 1.0
"""What the place around costs more than the place in it."""

_PARTIES = frozenset({"poss", "compound", "nmod", "amod", "nsubj", "dative"})
_PARTY = 2.0

_WITHIN = frozenset({"IN", ",", "DT", "JJ", "NN", "NNS", "HYPH", "VBN", "-LRB-"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place, the token its name hangs by, and what it costs."""

    place: Place
    head: int
    cost: float


def head_of(parse: Parse, start: int, end: int) -> int:
    """The token that the words from ``start`` to ``end`` (characters) hang by."""
    first, last = (max(0, bisect_right(parse.start, offset) - 1) for offset in (start, end - 1))
    for i in range(first, last + 1):
        if not first <= parse.head[i] <= last or parse.head[i] == i:
            return i
    return last


def places_of(syntax: Syntax, places: Sequence[Place], span: tuple[int, int]) -> list[Place]:
    """The places of what the words at ``span`` (characters) tell: the likeliest and what is listed with it, in text order.

    None where no place of the sentence costs at most ``LIMIT``.
    """
    whereabouts = Whereabouts(syntax, places)
    candidates = whereabouts.candidates(frozenset([head_of(syntax.parse, *span)]))
    if not candidates or candidates[0].cost > LIMIT:
        return []
    found = [c.place for c in whereabouts.listed_with(candidates[0], candidates)]
    return sorted(found, key=lambda place: place.start)


def _exactness(place: Place) -> float:
    return _EXACT.get(place.precision or "", 0.0) if place.listed else _UNLISTED


class Whereabouts:
    """The places of one article by sentence, priced for a predicate."""

    def __init__(self, syntax: Syntax, places: Sequence[Place]) -> None:
        self._parse = syntax.parse
        self._by_sentence: dict[int, list[tuple[int, Place]]] = {}
        for place in places:
            head = head_of(self._parse, place.start, place.end)
            self._by_sentence.setdefault(self._parse.sentence_of[head], []).append((head, place))

    def candidates(self, predicates: frozenset[int]) -> list[Candidate]:
        """The places of the predicates' sentence, the likeliest first."""
        sentence = self._parse.sentence_of[min(predicates)]
        here = self._by_sentence.get(sentence, ())
        costs = [self._cost(head, predicates) + self._as_party(head, place) for head, place in here]
        for n in range(len(here) - 2, -1, -1):
            inner, outer = (n, n + 1) if self._leads(here[n], here[n + 1]) else (n + 1, n)
            if inner == n or self._opens(here[n], here[n + 1]):
                costs[inner] = min(costs[inner], costs[outer])
                costs[outer] += _CONTAINER
        found = [
            Candidate(place, head, cost - _exactness(place))
            for (head, place), cost in zip(here, costs, strict=True)
        ]
        return sorted(found, key=lambda c: (c.cost, c.place.start))

    def _as_party(self, head: int, place: Place) -> float:
        """What a country costs more whose name stands for its people or its state: "Iraq's adviser", "offered Iran talks"."""
        country = place.listed and place.precision == "country"
        return _PARTY if country and self._parse.dep[head] in _PARTIES else 0.0

    def _between(self, a: tuple[int, Place], b: tuple[int, Place]) -> list[int]:
        first, last = bisect_left(self._parse.start, a[1].end), bisect_left(self._parse.start, b[1].start)
        return list(range(first, last)) if last - first <= 7 else []

    def _leads(self, a: tuple[int, Place], b: tuple[int, Place]) -> bool:
        """Whether the second place is what the first lies in: "the village of A in the B district"."""
        parse, between = self._parse, self._between(a, b)
        if all(parse.tag[t] == "," for t in between) and not (
            b[1].listed and b[1].precision in ("province", "country")
        ):
            return False
        return (
            bool(between)
            and all(parse.tag[t] in _WITHIN for t in between)
            and all(parse.lower[t] in ("in", "of", "on") for t in between if parse.tag[t] == "IN")
        )

    def _opens(self, a: tuple[int, Place], b: tuple[int, Place]) -> bool:
        """Whether the first place is what the second lies in: "A's district of B", "the A town of B"."""
        parse, between = self._parse, self._between(a, b)
        if not between:
            return False
        joined = parse.tag[between[0]] == "POS" or (
            parse.tag[between[0]] in ("NN", "NNS", "NNP") and parse.lower[between[-1]] == "of"
        )
        return joined and all(
            parse.tag[t] in ("POS", "JJ", "NN", "NNS", "NNP", "HYPH", "VBN") or parse.lower[t] == "of"
            for t in between
        )

    def listed_with(self, chosen: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The places coordinated with one: "the towns of A, B and C"."""
        alike = _exactness(chosen.place)
        return [
            c
            for c in candidates
            if c is chosen
            or (self._first(c.head) == self._first(chosen.head) and _exactness(c.place) == alike)
        ]

    def _first(self, head: int) -> int:
        """The first member of the list that a name stands in."""
        while (
            self._parse.dep[head] in ("conj", "appos")
            and self._parse.head[head] != head
            and self._parse.tag[self._parse.head[head]] in ("NNP", "NNPS")
        ):
            head = self._parse.head[head]
        return head

    def _cost(self, head: int, predicates: frozenset[int]) -> float:
        """The price of the way from the place to the nearest predicate, up to a common ancestor and down again."""
        ups = self._way_up(head)
        best = 99.0
        for predicate in predicates:
            cost = 0.0
            t = predicate
            for _ in range(8):
                if t in ups:
                    best = min(best, ups[t] + cost)
                    break
                if self._parse.head[t] == t:
                    break
                cost += self._down(t)
                t = self._parse.head[t]
        return best

    def _way_up(self, head: int) -> dict[int, float]:
        """Every ancestor of a token with the price of reaching it."""
        parse, found = self._parse, {head: 0.0}
        cost, t = 0.0, head
        for _ in range(14):
            if parse.head[t] == t:
                break
            cost += self._step(t)
            t = parse.head[t]
            found[t] = min(found.get(t, cost), cost)
        return found

    def _step(self, t: int) -> float:
        dep = self._parse.dep[t]
        if dep == "prep" or dep == "agent":
            if self._parse.lower[t] == "of" and self._parse.lower[self._parse.head[t]] in _BEARINGS:
                return _BEARING
            return _PREPOSITIONS.get(self._parse.lower[t], 0.8)
        return _STEPS.get(dep, _OTHER)

    def _down(self, t: int) -> float:
        """The price of going from a predicate to what it depends on: one deed of the same doer shares its place."""
        dep = self._parse.dep[t]
        if dep == "advcl" and any(self._parse.dep[c] in _SUBJECTS for c in self._parse.children[t]):
            return _CLAUSE
        return _DOWN.get(dep, 2.0)
