"""Whose local news an article is, as its words, shapes and outlet tell ("deputies", "R-Elm Grove", ".co.uk")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from khaldun.places.index import Index
from khaldun.places.outlets import Outlet
from khaldun.places.resolve import Toponym
from khaldun.places.sources import COUNTRY, DISTRICT, PROVINCE, words
from khaldun.text.parse import Parse

_OUTLET, _DIVISION, _ONLY, _LOCAL_OUTLET = 2.0, 2.0, 1.0, 1.0
_ENGLISH = "USA"
"""Where local papers in English have addresses of no country (".com")."""
_ENOUGH, _LEAD = 2.0, 0.5
_LONGEST = 3
"""Words in a sign."""
_EACH_ABROAD = 3.0
"""What each other country, from the second on, asks of the signs."""
_BODIES = frozenset(("UNO", "NGO", "IGO", "EUR"))


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of ``home.yaml``: what each word and shape weighs, by country (alpha-3)."""

    words: Mapping[str, Mapping[str, float]]
    shapes: Mapping[str, tuple[tuple[re.Pattern[str], float], ...]]
    after: frozenset[str]
    before: frozenset[str]
    bodies: frozenset[str]


@cache
def signs() -> Signs:
    """Load the signs (once)."""
    raw: Any = words("home.yaml")
    listed: dict[str, dict[str, float]] = {}
    for country, by_weight in raw["words"].items():
        for weight, those in by_weight.items():
            for word in those:
                listed.setdefault(word, {})[country] = float(weight)
    shapes = {
        country: tuple(
            (re.compile(shape), float(weight)) for weight, those in found.items() for shape in those
        )
        for country, found in raw["shapes"].items()
    }
    return Signs(listed, shapes, *(frozenset(raw[name]) for name in ("after", "before", "bodies")))


def local_signs(parse: Parse) -> dict[str, float]:
    """What the words and shapes of a text weigh for each country (alpha-3); each counts once."""
    known = signs()
    lower = [w for w in parse.lower if w != "-"]
    runs = (zip(*(lower[i:] for i in range(n)), strict=False) for n in range(1, _LONGEST + 1))
    said = {" ".join(run) for found in runs for run in found}
    weights: dict[str, float] = dict.fromkeys(known.shapes, 0.0)
    for word in said & known.words.keys():
        for country, weight in known.words[word].items():
            _add(weights, country, weight)
    for country, shapes in known.shapes.items():
        weights[country] += sum(weight for shape, weight in shapes if shape.search(parse.text))
    return weights


def _add(weights: dict[str, float], country: str, weight: float) -> None:
    weights[country] = weights.get(country, 0.0) + weight


def home_of(
    index: Index, parse: Parse, found: Sequence[Toponym], hints: Sequence[str], outlet: Outlet
) -> str | None:
    """The country whose local news the article is (alpha-3); ``None`` where its signs are too weak.

    Signs are words and shapes, the outlet, the provinces and districts among the names ``found``, and the only country
    of the ``hints``. The more other countries the article speaks of, the stronger they must be.
    """
    names = list({n.key: n for n in found}.values())
    weights = local_signs(parse)
    for country, n in Counter(map(partial(_division_of, index), names)).items():
        if country is not None:
            _add(weights, country, _DIVISION * min(n, 2))
    if outlet.country is not None:
        _add(weights, outlet.country, _OUTLET)
    if outlet.local:
        _add(weights, _ENGLISH, _LOCAL_OUTLET)
    if len(hints) == 1 and hints[0] in weights:
        _add(weights, hints[0], _ONLY)
    ranked = sorted(weights.items(), key=lambda item: -item[1])[:2]
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[1][1] > ranked[0][1] - _LEAD):
        return None
    home, weight = ranked[0]
    if outlet.country not in (None, home):
        return None
    abroad = len(_abroad(index, names, hints, home))
    return home if weight >= _ENOUGH + _EACH_ABROAD * max(0, abroad - 1) else None


def _division_of(index: Index, name: Toponym) -> str | None:
    """The country whose province or district alone bears a name, if it is no country's and no capital's too."""
    if any(index.capital[e] or index.kind[e] == COUNTRY for e in name.entries):
        return None  # "Washington", "Georgia" are in the news of all the world
    homes = {index.country[e] for e in name.entries if index.kind[e] in (PROVINCE, DISTRICT)}
    return homes.pop() if len(homes) == 1 else None


def _abroad(index: Index, names: Iterable[Toponym], hints: Sequence[str], home: str) -> set[str]:
    """The other countries that an article speaks of, by names that no place at home bears."""
    told, doubtful, namesakes = set[str](), set[str](), set[str]()
    for name in names:
        countries = {c for e in name.entries if index.kind[e] == COUNTRY and (c := index.country[e])}
        if all(index.country[e] != home for e in name.entries):
            told |= countries
        else:
            doubtful |= {c for e in name.entries if index.capital[e] and (c := index.country[e])} | countries
            namesakes |= countries
    if len((namesakes | told) - {home}) > 1:
        told |= namesakes  # one town may be called as a country is, hardly two, or beside other countries
        doubtful -= namesakes
    return (told | {code for code in hints[:3] if len(code) == 3 and code not in doubtful}) - {home, *_BODIES}


def is_local(parse: Parse, first: int, last: int) -> bool:
    """Whether the name at these tokens is used as towns are in their own papers: "a Lebanon woman", "City of Lebanon",
    "5 Elm St., Lebanon", "Jo Fry, 60, Lebanon".
    """
    known, lower, start = signs(), parse.lower, parse.sentences[parse.sentence_of[first]][0]
    before = lower[max(start, first - 2) : first]
    if lower[last + 1 : last + 2] and lower[last + 1] in known.after:
        return True
    if before and (before[-1] in known.before or (before[-1] == "of" and before[0] in known.bodies)):
        return True
    return len(before) == 2 and before[1] == "," and (before[0].isdigit() or before[0] in _STREETS)


_STREETS = frozenset(
    (
        "st",
        "st.",
        "ave",
        "ave.",
        "rd",
        "rd.",
        "blvd",
        "blvd.",
        "dr",
        "dr.",
        "street",
        "avenue",
        "road",
        "drive",
        "lane",
    )
)
