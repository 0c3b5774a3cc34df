"""Where: the place names of an article and the places they mean."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from khaldun.model import UNLISTED, Place, PlacePrecision
from khaldun.places.index import Index, load
from khaldun.places.keys import word_key
from khaldun.places.outlets import outlet_country
from khaldun.places.resolve import Context, Toponym, contains, kilometres, resolve
from khaldun.places.sources import CITY, COUNTRY, DISTRICT, PROVINCE
from khaldun.places.unlisted import Unlisted, bounds, kinds, unlisted
from khaldun.places.usage import LOCATED, NONE, WEAK, local_words, surnames, use, use_words
from khaldun.text.parse import Parse

__all__ = ["Gazetteer", "outlet_country"]

_SPACES = re.compile(r"[\s-]+")

_LONGEST = 5
"""Words in a name, hyphens not counted."""

_ARTICLES = frozenset(
    ("al", "el", "ar", "as", "ash", "at", "ad", "an", "az", "deir", "tal", "ain", "ayn", "umm", "abu")
)
_SIDES = frozenset(("southern", "northern", "rural", "eastern", "western"))
_ACRONYM = 5
"""Letters: so short a word in capitals is an acronym (NATO), unless its surroundings are in capitals too."""
_KNOWN = 300_000
"""People: a town with more is not taken for somebody of that name."""
_TOGETHER = 150.0
"""Kilometres between places that lie together."""
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

    def find(
        self,
        parse: Parse,
        country_hints: Sequence[str] = (),
        actors: Iterable[tuple[int, int]] = (),
        outlet: str | None = None,
    ) -> list[Place]:
        """The names that stand for places, in text order, each resolved to one place.

        ``country_hints`` are alpha-3 codes frequent in the article, the most frequent first; ``actors`` are the
        spans of names known to be somebody's, which no unlisted place may have; ``outlet`` is the country of the
        article's outlet where known. Names of governments that speak or
        act ("Damascus said") are left out. ``alternatives`` are up to three other places of that name, as
        ``"Name, CCC"``. A place that the gazetteer does not list has no point of its own: see ``Place.reason``.
        """
        found = list(self._toponyms(parse))
        self._link(parse, found)
        people = surnames(parse)
        kept = [n for n in found if self._stands(parse, n) and not self._is_person(parse, n, people)]
        context = Context(country_hints, self._home(parse, kept, country_hints, outlet))
        kept = self._resolved(kept, context)
        told, unknown = self._told(parse, kept, actors)
        if told:
            kept = self._resolved(sorted([*kept, *told], key=_first), context)
            unknown += [Unlisted(n.first, n.last, None) for n in told if n not in kept]
        return sorted([*(self._place(parse, n) for n in kept), *(self._unplaced(parse, n, kept, context.home) for n in unknown)], key=_start)

    def _resolved(self, found: list[Toponym], context: Context) -> list[Toponym]:
        """The names whose chosen places can be meant."""
        resolve(self._index, found, context)
        countries = {self._index.country[n.chosen] for n in found} | set(context.hints)
        return [n for n in found if self._likely(n, countries)]

    def _home(self, parse: Parse, found: Sequence[Toponym], hints: Sequence[str], outlet: str | None) -> str | None:
        """The country whose local news the article is: its outlet, its words, the provinces that it names tell one.

        ``None`` where they tell too little or where it speaks of other countries too.
        """
        index = self._index
        signs = Counter(local_words(parse))
        if outlet is not None:
            signs[outlet] += 2
        for name in {n.key: n for n in found}.values():
            homes = {index.country[e] for e in name.entries if index.kind[e] in (PROVINCE, DISTRICT)}
            if len(homes) == 1 and (home := homes.pop()) is not None:
                signs[home] += 2
        if not signs or signs.most_common(1)[0][1] < 2:
            return None
        home = signs.most_common(1)[0][0]
        abroad = {n.key for n in found if self._is_abroad(n, home)}
        return home if len(abroad) + sum(code != home and len(code) == 3 for code in hints[:3]) < 2 else None

    def _is_abroad(self, name: Toponym, home: str) -> bool:
        """Whether a name is another country's and no place's at home."""
        index = self._index
        return any(index.kind[e] == COUNTRY for e in name.entries) and all(index.country[e] != home for e in name.entries)

    def _is_person(self, parse: Parse, name: Toponym, people: frozenset[str]) -> bool:
        return (
            name.first == name.last and parse.lower[name.first] in people and name.use != LOCATED and not name.container
            and all(self._index.kind[e] == CITY and self._index.population[e] < _KNOWN for e in name.entries)
        )  # fmt: skip

    def is_town(self, name: str) -> bool:
        """Whether a name is a town's and no country's, so that it tells little of the country spoken of ("Paris")."""
        index = self._index
        entries = index.names.get(" ".join(filter(None, map(word_key, _SPACES.split(name)))), ())
        return bool(entries) and all(index.kind[e] != COUNTRY for e in entries)

    def named(self, name: str, country_hints: Sequence[str] = ()) -> Place | None:
        """The place that a name by itself means, as a dateline's does ("TRIPOLI, Lebanon"); ``None`` where none bears it.

        It stands nowhere in the text: ``start`` and ``end`` are 0.
        """
        parts = [" ".join(filter(None, map(word_key, _SPACES.split(part)))) for part in name.split(",")]
        entries = self._index.names.get(parts[0])
        if not entries:
            return None
        outer = [e for part in parts[1:] for e in self._index.names.get(part, ()) if self._index.kind[e] != CITY]
        toponym = Toponym(0, 0, parts[0], entries, LOCATED)
        toponym.container = [o for o in outer if any(contains(self._index, o, e) for e in entries)]
        resolve(self._index, [toponym], Context(country_hints))
        return self._made(name, 0, 0, toponym, self._index.kind[toponym.chosen])

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
        if name.first == name.last and parse.lower[name.first] in _ARTICLES and parse.words[name.last + 1 : name.last + 2] == ["-"]:
            return False
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

    def _told(
        self, parse: Parse, kept: Sequence[Toponym], actors: Iterable[tuple[int, int]]
    ) -> tuple[list[Toponym], list[Unlisted]]:
        """Names that only the words beside them make places: those that the index lists after all, and the others."""
        taken = [False] * len(parse)
        for name in kept:
            first, last = bounds(parse, name.first, name.last)
            taken[first : last + 1] = [True] * (last + 1 - first)
        for start, end in actors:
            i = bisect_left(parse.start, start)
            while i < len(parse) and parse.start[i] < end:
                taken[i] = True
                i += 1
        listed, unknown = [], []
        for told in unlisted(parse, taken):
            words = [word_key(parse.words[t]) for t in range(told.first, told.last + 1) if parse.words[t] != "-"]
            singular = (told.kind or "").removesuffix("s").replace("ie", "y")
            name = next((k for k in (" ".join([*words, singular]), " ".join(words)) if k in self._index.names), None)
            if name is None or name in self._words.never:
                unknown.append(told)
            else:
                listed.append(Toponym(told.first, told.last, name, self._index.names[name], LOCATED))
        return listed, unknown

    def _unplaced(self, parse: Parse, name: Unlisted, kept: Sequence[Toponym], home: str | None) -> Place:
        start, end = parse.start[name.first], parse.end[name.last]
        text = parse.text[start:end]
        outer = self._outer(parse, name, kept)
        if outer is not None:
            return self._within(text, start, outer, f"{UNLISTED}; the point is that of {self._index.name[outer]}")
        beside = self._beside(parse, name, kept)
        if beside is not None:
            shown = self._index.name[beside]
            return self._within(text, start, beside, f"{UNLISTED}; the point is that of {shown}, named beside it", "region")
        country = home if home is not None else self._only_country(kept)
        reason = UNLISTED if country is None else f"{UNLISTED}; the country is that of the article's other places"
        return Place(text, start, end, text, country, None, None, None, None, (), reason)

    def _only_country(self, kept: Sequence[Toponym]) -> str | None:
        """The country of all places that an article names, of two or more."""
        countries = {self._index.country[k.chosen] for k in kept}
        return countries.pop() if len(countries) == 1 and len({k.key for k in kept}) > 1 else None

    def _within(self, text: str, start: int, entry: int, reason: str, precision: str | None = None) -> Place:
        index = self._index
        return Place(
            text, start, start + len(text), text, index.country[entry], index.lat[entry], index.lon[entry], None,
            cast(PlacePrecision, precision or index.kind[entry]), (), reason,
        )  # fmt: skip

    def _outer(self, parse: Parse, name: Unlisted, kept: Sequence[Toponym]) -> int | None:
        """The place that the text, or its own name, puts an unlisted one in ("Orford County Jail")."""
        named = [word_key(parse.words[t]) for t in range(name.first, name.last + 1)]
        keys = {k.key: k.chosen for k in kept}
        for n in range(len(named) - 1, 0, -1):
            if (start := " ".join(named[:n])) in keys:
                return keys[start]
            entries = self._index.names.get(start, ())
            if n > 1 and len(entries) == 1:
                return entries[0]
        after = next((k for k in kept if k.first > name.last), None)
        return after.chosen if after is not None and _leads_to(parse, name.last, after.first) else None

    def _beside(self, parse: Parse, name: Unlisted, kept: Sequence[Toponym]) -> int | None:
        """The nearest town or district that its sentence names, if all that it names lie together."""
        sentence, index = parse.sentence_of[name.first], self._index
        here = [k for k in kept if parse.sentence_of[k.first] == sentence and index.kind[k.chosen] in (CITY, DISTRICT, PROVINCE)]
        if not here or any(kilometres(index, here[0].chosen, k.chosen) > _TOGETHER for k in here):
            return None
        return min(here, key=lambda k: (index.kind[k.chosen] == PROVINCE, abs(k.first - name.first))).chosen

    def _place(self, parse: Parse, name: Toponym) -> Place:
        unit = parse.lower[name.last + 1] if name.last + 1 < len(parse) else ""
        precision = self._index.kind[name.chosen]
        if precision == CITY and self._words.units.get(unit) in (PROVINCE, "district"):
            precision = self._words.units[unit]
        first, last = bounds(parse, name.first, name.last)
        start, end = parse.start[first], parse.end[last]
        return self._made(parse.text[start:end], start, end, name, precision)

    def _made(self, text: str, start: int, end: int, name: Toponym, precision: str) -> Place:
        index, entry = self._index, name.chosen
        others = [e for e in name.ranked[1:4] if e != entry]
        return Place(
            text, start, end, index.name[entry], index.country[entry], index.lat[entry], index.lon[entry],
            index.geonames[entry] or None, cast(PlacePrecision, precision),
            tuple(f"{index.name[e]}, {index.country[e] or '-'}" for e in others),
            None if index.country[entry] else "it lies in more than one country",
        )  # fmt: skip


def _first(name: Toponym) -> int:
    return name.first


def _start(place: Place) -> int:
    return place.start


def _leads_to(parse: Parse, last: int, first: int) -> bool:
    """Whether the words between two names put the first into the second: ", ", "in the district of"."""
    if not 0 < first - last - 1 <= 6 or parse.sentence_of[last] != parse.sentence_of[first]:
        return False
    between = [w for w in parse.lower[last + 1 : first] if w not in kinds().nouns]
    return all(w in _LEADING or w in kinds().qualifiers for w in between) and "and" not in between


_LEADING = frozenset((",", "(", "in", "of", "the", "a", "an", "'s", "’s"))


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
        if parse.lower[i] in _SIDES:
            return bool(following) and following[0][0].isupper()
        return word in _ARTICLES and following == ["-"]
    return parse.tag[i] in ("NNP", "NNPS", "JJ", "NN", "NNS", "FW", "DT", "RB") or len(word) > 3
