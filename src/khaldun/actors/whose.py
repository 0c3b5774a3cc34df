"""Whose somebody is whom no word beside them gives a country: one of the countries that the text tells of, or none.

"The president" and "soldiers" in a report on Taiwan are Taiwan's, though no sentence need say so. Every country that
the article names is looked at by a few signs (how much of the text is about it, where it was named last, what happens there, by
which of its people are named), each sign has a weight for each kind of actor, and the countries compete with each other and
with nobody's: the probability of country c is exp(w · x_c) / (exp(w_0 · x_0) + sum over all countries) (a conditional logit;
McFadden 1974, Conditional logit analysis of qualitative choice behavior). ``training/fit_whose.py`` fits the weights, ``whose.yaml``,
on marked articles.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from khaldun.yaml_data import read_yaml

Kind = Literal["state", "arms", "people"]
"""Who is asked for: those who govern and judge, those who bear arms, and people of any other class."""

_STATE = frozenset(("GOV", "LEG", "JUD", "SPY", "COP", "ELI", "PTY", "OPP"))
_ARMS = frozenset(("MIL", "REB", "PRM", "UAF", "CRM"))
_LEAD = 2
"""Sentences at the start of a text that tell what it is about."""

SIGNS = (
    "share",
    "share of people",
    "most named",
    "share of places",
    "before it in its sentence",
    "after it in its sentence",
    "alone in its sentence",
    "people in its sentence",
    "nearness",
    "last named",
    "last people",
    "first named",
    "in the lead",
    "dateline",
    "place in its sentence",
    "last place",
    "acts in its sentence",
    "whole",
    "share of alike",
    "last alike",
    "last acting",
    "rule: native",
    "rule: local",
    "acts on it",
    "it acts on",
)
"""What is asked of each country, each answer between 0 and 1. "Alike" are named people of the same kind; the rules are those of
``belonging``, whose answer is one sign among others."""

NOBODY = ("always", "indefinite", "plural", "no place", "countries")
"""What speaks for nobody's: always 1; "a", "some"; plural; no place named; logarithm of how many countries there are."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text that tells of a country: where it stands, which one, and what it is there."""

    token: int
    sentence: int
    code: str
    is_land: bool
    """The country itself or a place in it; otherwise a person, group or body of it."""
    is_place: bool
    """Something happens there: in Chad, near N'Djamena."""
    acts: bool
    """It is the subject of its clause."""
    kind: Kind | None
    """What kind of people it names; ``None`` for the country itself."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody at a token of whom the country is asked."""

    token: int
    sentence: int
    kind: Kind
    indefinite: bool
    plural: bool
    native: str | None = None
    local: str | None = None
    """The codes that the rules of ``belonging`` give."""
    doers: frozenset[int] = frozenset()
    """Tokens of the subjects of what is done to them."""
    targets: frozenset[int] = frozenset()
    """Tokens of the objects of what they do."""


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The fitted table: for each kind the weight of every sign, what speaks for nobody, and the least probability that is heard."""

    signs: dict[Kind, dict[str, float]]
    nobody: dict[Kind, dict[str, float]]
    least: dict[Kind, float]


@cache
def load_weights() -> Weights:
    """The weights of ``whose.yaml``."""
    return msgspec.convert(read_yaml(files("khaldun") / "actors" / "whose.yaml"), Weights)


def kind_of(sector: str | None) -> Kind:
    """The kind of a class with this sector."""
    return "state" if sector in _STATE else "arms" if sector in _ARMS else "people"


class Whose:
    """Tells of one article whose somebody is."""

    def __init__(self, named: Sequence[Named], home: str | None, whole: str | None) -> None:
        """``named`` in text order, countries alone (no international bodies); ``home`` is the dateline's country, ``whole`` that of the text's places."""
        self._home, self._whole = home, whole
        self._named = named
        lands = [n for n in named if n.is_land]
        self._lands = lands
        self._count = Counter(n.code for n in lands)
        self._people = Counter(n.code for n in named if not n.is_land)
        self._places = Counter(n.code for n in lands if n.is_place)
        first = self._count.most_common(2)
        self._most = first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None
        self._lead = {n.code for n in lands if n.sentence < _LEAD}
        self.codes = tuple(
            dict.fromkeys([*(n.code for n in lands), *self._people, *([home] if home else [])])
        )

    def country(self, asked: Asked) -> str | None:
        """The code of whose somebody is, where one country is likely enough; ``None`` otherwise."""
        weights = load_weights()
        found = self.chances(asked, weights)
        if not found:
            return None
        code = max(found, key=lambda c: found[c])
        return code if found[code] >= weights.least[asked.kind] else None

    def chances(self, asked: Asked, weights: Weights) -> dict[str, float]:
        """The probability of every country that the text names; what is missing to 1 is nobody's."""
        if not self.codes:
            return {}
        own = weights.signs[asked.kind]
        scores = {
            code: sum(own[name] * x for name, x in signs.items()) for code, signs in self.signs(asked).items()
        }
        against = weights.nobody[asked.kind]
        none = sum(against[name] * x for name, x in self.nobody(asked).items())
        top = max(none, *scores.values())
        powers = {code: math.exp(score - top) for code, score in scores.items()}
        total = math.exp(none - top) + sum(powers.values())
        return {code: power / total for code, power in powers.items()}

    def nobody(self, asked: Asked) -> Mapping[str, float]:
        """The signs for nobody's, by the names of ``NOBODY``."""
        values = (
            1.0,
            float(asked.indefinite),
            float(asked.plural),
            float(not self._lands),
            math.log(len(self.codes) or 1),
        )
        return dict(zip(NOBODY, values, strict=True))

    def signs(self, asked: Asked) -> Mapping[str, Mapping[str, float]]:
        """The signs of every country, by the names of ``SIGNS``; those that are 0 are left out."""
        t, here = asked.token, asked.sentence
        inside = [n for n in self._named if n.sentence == here]
        lands = [n for n in inside if n.is_land]
        before = [n for n in self._named if n.token < t]
        last_land = next((n.code for n in reversed(before) if n.is_land), None)
        last_people = next((n.code for n in reversed(before) if not n.is_land), None)
        last_place = next((n.code for n in reversed(before) if n.is_place), None)
        alike = Counter(n.code for n in self._named if n.kind == asked.kind)
        last_alike = next((n.code for n in reversed(before) if n.kind == asked.kind), None)
        last_acting = next((n.code for n in reversed(before) if n.acts), None)
        doers = {n.code for n in inside if n.token in asked.doers}
        targets = {n.code for n in inside if n.token in asked.targets}
        latest = {n.code: n.sentence for n in before if n.is_land}
        alone = {n.code for n in lands}
        found = {}
        for code in self.codes:
            values = (
                self._count[code] / (len(self._lands) or 1),
                self._people[code] / (self._people.total() or 1),
                float(code == self._most),
                self._places[code] / (self._places.total() or 1),
                float(any(n.code == code and n.token < t for n in lands)),
                float(any(n.code == code and n.token > t for n in lands)),
                float(alone == {code}),
                float(any(n.code == code and not n.is_land for n in inside)),
                math.exp((latest[code] - here) / 2) if code in latest else 0.0,
                float(code == last_land),
                float(code == last_people),
                float(bool(self._lands) and code == self._lands[0].code),
                float(code in self._lead),
                float(code == self._home),
                float(any(n.code == code and n.is_place for n in lands)),
                float(code == last_place),
                float(any(n.code == code and n.acts for n in lands)),
                float(code == self._whole),
                alike[code] / (alike.total() or 1),
                float(code == last_alike),
                float(code == last_acting),
                float(code == asked.native),
                float(code == asked.local),
                float(code in doers),
                float(code in targets),
            )
            found[code] = {name: x for name, x in zip(SIGNS, values, strict=True) if x}
        return found
