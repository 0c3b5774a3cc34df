"""Where: the place names of an article and the places they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from khaldun.model import Place, PlacePrecision
from khaldun.places.home import home_of, is_local
from khaldun.places.index import Index, load
from khaldun.places.keys import word_key
from khaldun.places.namesakes import bearers, namesakes
from khaldun.places.outlets import Outlet, outlet_of
from khaldun.places.resolve import Context, Toponym, contains, resolve
from khaldun.places.sources import CITY, COUNTRY, DISTRICT, PROVINCE
from khaldun.places.spotting import ARTICLES, spot
from khaldun.places.unlisted import Unlisted, bounds, unlisted
from khaldun.places.unplaced import unplaced
from khaldun.places.usage import LOCATED, NONE, WEAK, surnames, use, use_words
from khaldun.text.parse import Parse

__all__ = ["Gazetteer", "Outlet", "Survey", "outlet_of"]

_SPACES = re.compile(r"[\s-]+")
_MUCH_LARGER = 3
"""Times the people of namesakes abroad that a town has whose name alone is a dateline."""
_KNOWN = 300_000
"""People: a town with more is not taken for somebody of that name."""
_AT_HOME_WEAK, _AT_HOME = 10_000, 5_000
_SMALL = 15_000
"""People: a place with fewer needs good evidence to be meant at all."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the names of an article mean: places in text order, and by first and last token the country (alpha-3) of names
    that are called as another country or its capital is.
    """

    places: list[Place]
    namesakes: Mapping[tuple[int, int], str]


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
        outlet: Outlet = Outlet(),  # noqa: B008
        peoples: Collection[str] = (),
    ) -> list[Place]:
        """The names that stand for places, in text order, each resolved to one place.

        ``country_hints`` are alpha-3 codes frequent in the article, the most frequent first; ``actors`` are the
        spans of names known to be somebody's, which no unlisted place may have; ``outlet`` is what
        its address tells, ``peoples`` the countries that its words tell without a place's name
        ("Italian"). Names of governments that speak or
        act ("Damascus said") are left out. ``alternatives`` are up to three other places of that name, as
        ``"Name, CCC"``. A place that the gazetteer does not list has no point of its own: see ``Place.reason``.
        """
        return self.survey(parse, country_hints, actors, outlet, peoples).places

    def survey(
        self,
        parse: Parse,
        country_hints: Sequence[str] = (),
        actors: Iterable[tuple[int, int]] = (),
        outlet: Outlet = Outlet(),  # noqa: B008
        peoples: Collection[str] = (),
    ) -> Survey:
        """``find``, and the names that mean no country or capital here, though one is called so."""
        index = self._index
        found = spot(index, parse)
        known = self._taken(parse, actors)
        people = surnames(parse)
        local = {n.key for n in found if is_local(parse, n.first, n.last) or self._is_beside_its_county(n)}
        for name in found:
            name.local = name.key in local
        kept = [n for n in found if self._stands(parse, n) and not self._is_person(parse, n, people, known)]
        context = Context(
            country_hints, home_of(index, parse, kept, country_hints, outlet), frozenset(peoples)
        )
        placed = {n.key for n in kept}
        acting = [n for n in bearers(index, found) if n.key not in placed]
        kept = self._resolved(kept, context, acting)
        told, unknown = self._told(parse, kept, known)
        if told:
            kept = self._resolved(sorted([*kept, *told], key=_first), context, acting)
            unknown += [Unlisted(n.first, n.last, None) for n in told if n not in kept]
        places = [
            *(self._place(parse, n) for n in kept),
            *(unplaced(index, parse, n, kept, context.home) for n in unknown),
        ]
        return Survey(sorted(places, key=_start), namesakes(index, found, kept, acting, context))

    def _is_beside_its_county(self, name: Toponym) -> bool:
        """Whether a name stands in a list with a district: "residents of Paris and Henry County"."""
        kind = self._index.kind
        return any(p is not name and all(kind[e] == DISTRICT for e in p.entries) for p in name.peers)

    def _resolved(self, found: list[Toponym], context: Context, acting: Sequence[Toponym]) -> list[Toponym]:
        """The names whose chosen places can be meant."""
        resolve(self._index, found, context, acting)
        countries = {self._index.country[n.chosen] for n in found} | set(context.hints)
        located = {n.key for n in found if n.use == LOCATED}
        return [n for n in found if self._likely(n, countries, context.home, n.local or n.key in located)]

    def _is_person(self, parse: Parse, name: Toponym, people: frozenset[str], known: Sequence[bool]) -> bool:
        """Whether a name is somebody's: a known actor's, or a surname that the text gives with first names."""
        index = self._index
        if name.use == LOCATED or name.container or any(index.kind[e] != CITY for e in name.entries):
            return False
        if all(known[name.first : name.last + 1]):
            return True
        small = all(index.population[e] < _KNOWN for e in name.entries)
        return name.first == name.last and small and parse.lower[name.first] in people

    def _taken(self, parse: Parse, actors: Iterable[tuple[int, int]]) -> list[bool]:
        """Which tokens lie in these spans of the text."""
        taken = [False] * len(parse)
        for start, end in actors:
            i = bisect_left(parse.start, start)
            while i < len(parse) and parse.start[i] < end:
                taken[i] = True
                i += 1
        return taken

    def is_town(self, name: str) -> bool:
        """Whether a name is a town's and no country's, so that it tells little of the country spoken of ("Paris")."""
        index = self._index
        entries = index.names.get(" ".join(filter(None, map(word_key, _SPACES.split(name)))), ())
        return bool(entries) and all(index.kind[e] != COUNTRY for e in entries)

    def is_place(self, name: str) -> bool:
        """Whether any place bears a name of one word."""
        return word_key(name) in self._index.names

    def named(self, name: str, country_hints: Sequence[str] = ()) -> Place | None:
        """The place that a name by itself means, as a dateline's does ("TRIPOLI, Lebanon"); ``None`` where none bears it.

        It stands nowhere in the text: ``start`` and ``end`` are 0.
        """
        parts = [" ".join(filter(None, map(word_key, _SPACES.split(part)))) for part in name.split(",")]
        entries = self._index.names.get(parts[0])
        if not entries:
            return None
        outer = [
            e for part in parts[1:] for e in self._index.names.get(part, ()) if self._index.kind[e] != CITY
        ]
        toponym = Toponym(0, 0, parts[0], entries, LOCATED)
        toponym.container = [o for o in outer if any(contains(self._index, o, e) for e in entries)]
        resolve(self._index, [toponym], Context(country_hints))
        return self._made(name, 0, 0, toponym, self._index.kind[toponym.chosen])

    def home(self, name: str) -> str | None:
        """The country (alpha-3) of a dateline's place ("TOWER, Minn.", "CUTTACK"); ``None`` where none is likely enough.

        A name alone is that of the largest place that bears it, if it is much larger than those of other countries.
        """
        index = self._index
        town, *outer = [
            " ".join(filter(None, map(word_key, _SPACES.split(part)))) for part in name.split(",")
        ]
        entries = index.names.get(town, ())
        around = [e for part in outer for e in index.names.get(part, ()) if index.kind[e] != CITY]
        holding = [o for o in around if any(contains(index, o, e) for e in entries)]
        told = {index.country[o] for o in holding or around}
        if outer:
            return told.pop() if len(told) == 1 else None
        sizes = dict[str | None, int]()
        for e in [e for e in entries if self._is_called(e, town)] or entries:
            sizes[index.country[e]] = max(sizes.get(index.country[e], 0), index.population[e])
        first, *others = sorted(sizes, key=lambda c: -sizes[c]) or [None]
        return first if all(sizes[first] >= _MUCH_LARGER * sizes[c] for c in others) else None

    def town(self, name: str) -> str | None:
        """The country (alpha-3) of the town that a name means after "in" or "from", with no other word of its country.

        None where the places of that name are small, or as large in several countries, and where it is mostly no place's.
        """
        index = self._index
        key = " ".join(filter(None, map(word_key, _SPACES.split(name.partition(",")[0]))))
        entries = index.names.get(key, ())
        if key in self._words.never or all(index.population[e] < _SMALL for e in entries):
            return None
        return self.home(name)

    def _is_called(self, entry: int, town: str) -> bool:
        """Whether a key is a place's own name, and none that it once had."""
        return " ".join(filter(None, map(word_key, _SPACES.split(self._index.name[entry])))) == town

    def _stands(self, parse: Parse, name: Toponym) -> bool:
        index, words = self._index, self._words
        if (
            name.first == name.last
            and parse.lower[name.first] in ARTICLES
            and parse.words[name.last + 1 : name.last + 2] == ["-"]
        ):
            return False
        if parse.words[name.last + 1 : name.last + 2] == ["-"] and parse.tag[
            name.last + 2 : name.last + 3
        ] == ["VBN"]:
            return False  # "Tehran-backed", "London-based": said of somebody
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

    def _likely(self, name: Toponym, countries: set[str | None], home: str | None, vouched: bool) -> bool:
        """Whether so small or so loosely used a place can be meant; ``vouched`` where the article uses its name as a town's."""
        index, entry = self._index, name.chosen
        if index.kind[entry] != CITY or name.container:
            return True
        people = index.population[entry]
        if home is not None and index.country[entry] == home:
            return vouched or people >= (_AT_HOME_WEAK if name.use == WEAK else _AT_HOME)
        if name.use == LOCATED:
            return people >= _SMALL or index.country[entry] in countries or len(name.entries) == 1
        return people >= (100_000 if name.use == WEAK else _SMALL) or index.capital[entry]

    def _told(
        self, parse: Parse, kept: Sequence[Toponym], known: Sequence[bool]
    ) -> tuple[list[Toponym], list[Unlisted]]:
        """Names that only the words beside them make places: those that the index lists after all, and the others."""
        taken = list(known)
        for name in kept:
            first, last = bounds(parse, name.first, name.last)
            taken[first : last + 1] = [True] * (last + 1 - first)
        listed: list[Toponym] = []
        unknown: list[Unlisted] = []
        for told in unlisted(parse, taken):
            words = [
                word_key(parse.words[t]) for t in range(told.first, told.last + 1) if parse.words[t] != "-"
            ]
            singular = (told.kind or "").removesuffix("s").replace("ie", "y")
            called = (" ".join([*words, singular]), " ".join(words))
            key = next((k for k in called if k in self._index.names and k not in self._words.never), None)
            if key is None:
                unknown.append(told)
            else:
                listed.append(Toponym(told.first, told.last, key, self._index.names[key], LOCATED))
        return listed, unknown

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
