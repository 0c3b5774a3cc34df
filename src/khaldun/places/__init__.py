"""Where: the place names of an article and the places they mean."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import cast

from khaldun.model import Place, PlacePrecision
from khaldun.places.index import CITY, COUNTRY, PROVINCE, Index, load, word_key
from khaldun.places.resolve import Toponym, contains, resolve
from khaldun.places.usage import LOCATED, NONE, WEAK, use, use_words
from khaldun.text.parse import Parse

__all__ = ["Gazetteer"]

_LONGEST = 5
"""Words in a name, hyphens not counted."""

_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "deir", "tal", "ain", "ayn", "umm", "abu")
)
_SMALL = 15_000
"""People: a place with fewer needs good evidence to be meant at all."""


class Gazetteer:
    """The places of the world and their names; ``load`` is the way to one."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = use_words()

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the index from the cache folder, building it the first time (some seconds).

        The folder is ``khaldun`` in ``XDG_CACHE_HOME``, by default ``~/.cache``.
        """
        return cls(load())

    def find(self, parse: Parse, country_hints: Sequence[str] = ()) -> list[Place]:
        """The names that stand for places, in text order, each resolved to one place.

        ``country_hints`` are alpha-3 codes frequent in the article, the most frequent first. Names of
        governments that speak or act ("Damascus said") are left out. ``alternatives`` are up to three
        other places of that name, as ``"Name, CCC"``.
        """
        found = list(self._toponyms(parse))
        self._link(parse, found)
        kept = [name for name in found if self._stands(parse, name)]
        resolve(self._index, kept, country_hints)
        countries = {self._index.country[n.chosen] for n in kept} | set(country_hints)
        return [self._place(parse, n) for n in kept if self._likely(n, countries)]

    def _toponyms(self, parse: Parse) -> Iterator[Toponym]:
        """The longest names of the index in the text, in order, without overlaps."""
        i, n = 0, len(parse)
        while i < n:
            name = self._longest_at(parse, i) if _may_begin(parse, i) else None
            if name is None:
                i += 1
                continue
            yield name
            i = name.last + 1

    def _longest_at(self, parse: Parse, i: int) -> Toponym | None:
        index, word = self._index, parse.words[i]
        best = None
        if word in index.names and word.isupper():
            best = Toponym(i, i, word, index.names[word], NONE)
        first = word_key(word)
        longest = index.firsts.get(first, 0)
        if longest == 0 or (word.isupper() and len(word) <= 3 and best is not None):
            return best
        words, t, end = [first], i, parse.sentences[parse.sentence_of[i]][1]
        while True:
            joined = " ".join(words)
            if (
                joined in index.names
                and (parse.words[t][:1].isupper() or t > i)
                and not (len(joined) <= 3 and word.isupper())
            ):
                best = Toponym(i, t, joined, index.names[joined], NONE)
            t += 1
            if t < end and parse.words[t] == "-":
                t += 1
            if (
                t >= end
                or len(words) >= min(longest, _LONGEST)
                or not (parse.words[t][0].isalpha() or parse.lower[t] in ("'s", "’s"))
            ):
                return best
            words.append(word_key(parse.words[t]))

    def _link(self, parse: Parse, found: list[Toponym]) -> None:
        """Tie each name to the one after its comma, or in brackets, where that may contain it."""
        index = self._index
        for name, after in itertools.pairwise(found):
            between = parse.lower[name.last + 1 : after.first]
            if between in ([","], ["("], ["in"], [",", "in"]):
                outer = [e for e in after.entries if index.kind[e] != CITY]
                inside = [o for o in outer if any(contains(index, o, e) for e in name.entries)]
                name.container = inside

    def _stands(self, parse: Parse, name: Toponym) -> bool:
        index, words = self._index, self._words
        power = any(index.kind[e] == COUNTRY or index.capital[e] for e in name.entries)
        if name.key in words.never and not (
            name.key in words.only_located and (name.container or name.use == LOCATED)
        ):
            return False
        name.use = use(parse, name.first, name.last, power)
        lone = name.first == name.last and parse.tag[name.first] not in ("NNP", "NNPS")
        if lone and name.use != LOCATED and not name.container:
            return False
        if name.use == NONE and name.container:
            name.use = WEAK
        if name.key in words.only_located:
            return bool(name.container) or name.use == LOCATED
        return name.use != NONE

    def _likely(self, name: Toponym, countries: set[str | None]) -> bool:
        """Whether so small or so loosely used a place can be meant."""
        index, entry = self._index, name.chosen
        if index.kind[entry] != CITY or name.container:
            return True
        people = index.population[entry]
        if name.use == LOCATED:
            return people >= _SMALL or index.country[entry] in countries or len(name.entries) == 1
        return people >= (100_000 if name.use == WEAK else _SMALL) or index.capital[entry]

    def _place(self, parse: Parse, name: Toponym) -> Place:
        index, entry = self._index, name.chosen
        unit = parse.lower[name.last + 1] if name.last + 1 < len(parse) else ""
        precision = index.kind[entry]
        if precision == CITY and self._words.units.get(unit) in (PROVINCE, "district"):
            precision = self._words.units[unit]
        others = [e for e in name.ranked[1:4] if e != entry]
        start, end = parse.start[name.first], parse.end[name.last]
        return Place(
            parse.text[start:end], start, end, index.name[entry], index.country[entry], index.lat[entry], index.lon[entry],
            index.geonames[entry] or None, cast(PlacePrecision, precision),
            tuple(f"{index.name[e]}, {index.country[e] or '-'}" for e in others),
            None if index.country[entry] else "it lies in more than one country",
        )  # fmt: skip


def _may_begin(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    if not word[0].isupper():
        following = parse.words[i + 1 : i + 2]
        return (word in _ARTICLES and following == ["-"]) or parse.lower[i] in (
            "southern",
            "northern",
            "rural",
            "eastern",
            "western",
        )
    return parse.tag[i] in ("NNP", "NNPS", "JJ", "NN", "NNS", "FW", "DT", "RB") or len(word) > 3
