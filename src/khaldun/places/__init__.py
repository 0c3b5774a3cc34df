"""Where: the place names of an article and the places they mean."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import cast

from khaldun.model import Place, PlacePrecision
from khaldun.places.index import CITY, COUNTRY, PROVINCE, Index, key, load, word_key
from khaldun.places.resolve import Toponym, contains, resolve
from khaldun.places.usage import LOCATED, NONE, WEAK, use, use_words
from khaldun.text.parse import Parse

__all__ = ["Gazetteer"]

_LONGEST = 5
"""Words in a name, hyphens not counted."""

_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "deir", "tal", "ain", "ayn", "umm", "abu")
)
_ACRONYM = 5
"""Letters: so short a word in capitals is an acronym (NATO), unless its surroundings are in capitals too."""
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

    def named(self, name: str, country_hints: Sequence[str] = ()) -> Place | None:
        """The place of a name by itself, as datelines have it ("SURUC, Turkey"); its span is empty, as it stands in no text."""
        index = self._index
        inner, _, outer = (part.strip() for part in name.partition(","))
        plain = key(inner.lower())  # datelines are in capitals, which the index keeps for "US" and its like
        entries = index.names.get(plain)
        if not entries:
            return None
        within = [e for e in index.names.get(key(outer), []) if index.kind[e] != CITY]
        toponym = Toponym(0, 0, plain, entries, LOCATED, within)
        resolve(index, [toponym], country_hints)
        entry = toponym.chosen
        return Place(
            name, 0, 0, index.name[entry], index.country[entry], index.lat[entry], index.lon[entry],
            index.geonames[entry] or None, cast(PlacePrecision, index.kind[entry]), (),
            None if index.country[entry] else "it lies in more than one country",
        )  # fmt: skip

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
        if word.isupper() and len(word) <= _ACRONYM and (best is not None or not _in_capitals(parse, i)):
            return best
        first = word_key(word)
        longest = min(index.firsts.get(first, 0), _LONGEST)
        words, t = [first], i
        for following in self._continuation(parse, i, longest):
            joined = " ".join(words)
            if joined in index.names and words[-1] != "s" and (t > i or word[:1].isupper()):
                best = Toponym(i, t, joined, index.names[joined], NONE)
            words.append(word_key(parse.words[following]) if following >= 0 else "")
            t = following
        return best

    def _continuation(self, parse: Parse, i: int, longest: int) -> Iterator[int]:
        """The tokens that could continue a name of so many words, hyphens skipped; -1 ends."""
        end = parse.sentences[parse.sentence_of[i]][1]
        for _ in range(longest):
            i += 1
            if i < end and parse.words[i] == "-":
                i += 1
            if i >= end or not (parse.words[i][0].isalpha() or parse.lower[i] in ("'s", "’s")):
                break
            yield i
        if longest:
            yield -1

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


def _in_capitals(parse: Parse, i: int) -> bool:
    """Whether a word in capitals opens a dateline ("PARIS (AP)", "CAIRO, May 3") or stands in a headline in capitals."""
    if i == 0 or i == parse.sentences[parse.sentence_of[i]][0]:
        return True
    beside = [w for w in (*parse.words[i - 1 : i], *parse.words[i + 1 : i + 2]) if w.isalpha()]
    return bool(beside) and all(w.isupper() for w in beside)


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
