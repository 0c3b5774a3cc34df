"""Of which country somebody is whom only his name tells: of those that the article names the likeliest bearer's.

The known persons teach how names sound in each country; how often an article names a country counts as well. Naive Bayes
over the words, beginnings and endings of a name, each shrunk to its share in all countries.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from khaldun.actors.entries import INTERNATIONAL, Entry
from khaldun.actors.words import words

_TITLES = words("honorifics")
_PRIOR = 2.0
"""How much it counts how often a country is named."""
_SOUND = 0.4
"""How much the parts of a name count, which are not independent of each other."""
_SHRINK = 300.0
"""Parts of names that a country's share in all of them counts for."""
_NEAR = 0.7
"""What the country of the places next to the name gains."""
_SURE = 0.67
"""The least probability of a country that is told."""


class Homes:
    """The countries of names, learned once from the known persons."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries

    def likeliest(self, name: str, named: Mapping[str, int], near: str | None) -> str | None:
        """The country (alpha-3) of a person's name, of those in ``named`` with how often; None where none is likely enough.

        ``near`` is the country of the places next to the name. A country that the article never names is as likely as
        one that it names once and for which nothing speaks.
        """
        parts = tuple(_parts(name))
        if not parts:
            return None
        scores = {
            code: _PRIOR * math.log(n) + _SOUND * self._sound(parts, code) + _NEAR * (code == near)
            for code, n in named.items()
            if len(code) == 3 and code not in INTERNATIONAL
        }
        best = max(scores, key=lambda code: scores[code], default=None)
        if best is None:
            return None
        total = 1.0 + sum(math.exp(score) for score in scores.values())
        return best if math.exp(scores[best]) >= _SURE * total else None

    def _sound(self, parts: tuple[str, ...], code: str) -> float:
        """Logarithm of how much likelier the parts of a name are in a country than in all."""
        counts, totals = self._learned
        everywhere, here = totals.total(), totals[code] + _SHRINK
        sound = 0.0
        for part in parts:
            known = counts.get(part)
            if known is not None:
                share = known.total() / everywhere
                sound += math.log((known[code] + _SHRINK * share) / here / share)
        return sound

    @cached_property
    def _learned(self) -> tuple[dict[str, Counter[str]], Counter[str]]:
        """How often each part stands in names of each country, and how many parts each country has."""
        counts: dict[str, Counter[str]] = {}
        totals: Counter[str] = Counter()
        for entry in self._entries:
            code = _home(entry) if entry.kind == "person" else None
            if code is not None:
                for part in _parts(entry.name):
                    counts.setdefault(part, Counter())[code] += 1
                    totals[code] += 1
        return counts, totals


def _home(entry: Entry) -> str | None:
    codes = (*(role.code for role in entry.roles), entry.code)
    return next((code for code in codes if code and code not in INTERNATIONAL), None)


def _parts(name: str) -> Iterator[str]:
    for word in name.replace("'s", "").split():
        plain = _plain(word)
        if plain and plain not in _TITLES:
            yield plain
            if len(plain) > 3:
                yield f"{plain[:3]}-"
                yield f"-{plain[-3:]}"
            if len(plain) > 4:
                yield f"-{plain[-2:]}"


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A word of a name in small letters without accents; empty where it is none."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower()
    return plain if plain[:1].isalpha() else ""
