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
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
        self._tokens = [n.token for n in named]
        self._by_sentence: dict[int, list[Named]] = {}
        for n in named:
            self._by_sentence.setdefault(n.sentence, []).append(n)
        self._lands = [n for n in named if n.is_land]
        self._spoken_of: dict[str, list[Named]] = {}
        for n in self._lands:
            self._spoken_of.setdefault(n.code, []).append(n)
        people = (n.code for n in named if not n.is_land)
        self.codes = tuple(dict.fromkeys([*self._spoken_of, *people, *([home] if home else [])]))
        self._standing: dict[Kind, dict[str, dict[str, float]]] = {}
        self._scores: dict[Kind, dict[str, float]] = {}

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
        if asked.kind not in self._scores:
            standing = self._of_text(asked.kind)
            self._scores[asked.kind] = {code: _weighed(standing[code], own) for code in self.codes}
        scores = dict(self._scores[asked.kind])
        for code, signs in self._of_place(asked).items():
            scores[code] += _weighed(signs, own)
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
        standing, here = self._of_text(asked.kind), self._of_place(asked)
        return {code: {**standing[code], **here.get(code, {})} for code in self.codes}

    def _of_text(self, kind: Kind) -> dict[str, dict[str, float]]:
        """The signs that a country has anywhere in the text."""
        if kind in self._standing:
            return self._standing[kind]
        lands = Counter(n.code for n in self._lands)
        people = Counter(n.code for n in self._named if not n.is_land)
        places = Counter(n.code for n in self._lands if n.is_place)
        alike = Counter(n.code for n in self._named if n.kind == kind)
        first = lands.most_common(2)
        most = first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else None
        lead = {n.code for n in self._lands if n.sentence < _LEAD}
        found = {}
        for code in self.codes:
            values = {
                "share": lands[code] / (len(self._lands) or 1),
                "share of people": people[code] / (people.total() or 1),
                "most named": float(code == most),
                "share of places": places[code] / (places.total() or 1),
                "first named": float(bool(self._lands) and code == self._lands[0].code),
                "in the lead": float(code in lead),
                "dateline": float(code == self._home),
                "whole": float(code == self._whole),
                "share of alike": alike[code] / (alike.total() or 1),
            }
            found[code] = {name: x for name, x in values.items() if x}
        self._standing[kind] = found
        return found

    def _of_place(self, asked: Asked) -> dict[str, dict[str, float]]:
        """The signs that countries have at a place in the text."""
        found: dict[str, dict[str, float]] = {}

        def say(code: str | None, sign: str, x: float = 1.0) -> None:
            if code is not None:
                found.setdefault(code, {})[sign] = x

        inside = self._by_sentence.get(asked.sentence, ())
        for n in inside:
            if not n.is_land:
                say(n.code, "people in its sentence")
            elif n.token != asked.token:
                side = "before" if n.token < asked.token else "after"
                say(n.code, f"{side} it in its sentence")
            if n.is_land and n.is_place:
                say(n.code, "place in its sentence")
            if n.is_land and n.acts:
                say(n.code, "acts in its sentence")
            if n.token in asked.doers:
                say(n.code, "acts on it")
            if n.token in asked.targets:
                say(n.code, "it acts on")
        alone = {n.code for n in inside if n.is_land}
        if len(alone) == 1:
            say(alone.pop(), "alone in its sentence")
        for sign, code in self._last(asked).items():
            say(code, sign)
        for code, lands in self._spoken_of.items():
            latest = bisect_left(lands, asked.token, key=lambda n: n.token)
            if latest:
                say(code, "nearness", math.exp((lands[latest - 1].sentence - asked.sentence) / 2))
        for sign, told in (("rule: native", asked.native), ("rule: local", asked.local)):
            if told in self.codes:
                say(told, sign)
        return found

    def _last(self, asked: Asked) -> dict[str, str]:
        """For each sign of what was named last its country."""
        wanted: dict[str, Callable[[Named], bool]] = {
            "last named": lambda n: n.is_land,
            "last people": lambda n: not n.is_land,
            "last place": lambda n: n.is_place,
            "last alike": lambda n: n.kind == asked.kind,
            "last acting": lambda n: n.acts,
        }
        found: dict[str, str] = {}
        for k in range(bisect_left(self._tokens, asked.token) - 1, -1, -1):
            told = [sign for sign, fits in wanted.items() if fits(self._named[k])]
            for sign in told:
                found[sign] = self._named[k].code
                del wanted[sign]
            if not wanted:
                break
        return found


def _weighed(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    return sum(weights[name] * x for name, x in signs.items())
