"""What is asked for, as one value that lives in the address: all pages share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast, get_args
from urllib.parse import urlencode

from khaldun.model import Status
from khaldun.ontology import QUADS
from khaldun.relations.deeds import Choice as Deeds
from khaldun.store import Choice

STATUSES: tuple[Status, ...] = get_args(Status)
_LONGEST = 300
"""Characters of one value in the address; longer ones are dropped."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of all pages; nothing given asks for every event. ``wrong`` tells what of an address was not understood."""

    since: dt.date | None = None
    until: dt.date | None = None
    types: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    actors: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: float = 0.0
    words: str = ""
    at: tuple[float, float] | None = None
    box: tuple[float, float, float, float] | None = None
    wrong: tuple[str, ...] = field(default=(), compare=False)

    @property
    def choice(self) -> Choice:
        """The events that are asked for."""
        return Choice(
            begin=self.since, end=self.until, types=self.types, quads=self.quads, parties=self.actors,
            statuses=self.statuses, publications=self.sources, min_confidence=self.confidence, words=self.words, at=self.at, box=self.box,
        )  # fmt: skip

    @property
    def deeds(self) -> Deeds:
        """The same for measures of the system, which know days, statuses and confidence alone; actual by default."""
        since, until = self.since, self.until
        if since and until and since > until:
            since, until = until, since
        return Deeds(self.statuses or ("actual",), since, until, self.confidence)

    @property
    def unheeded(self) -> list[str]:
        """The filters that ``deeds`` cannot heed, by name."""
        given = {
            "types": self.types, "quad classes": self.quads, "actors": self.actors, "sources": self.sources,
            "words": self.words, "place": self.at or self.box,
        }  # fmt: skip
        return [name for name, value in given.items() if value]

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values for an address; what asks for nothing is left out."""
        one: list[tuple[str, Any]] = [("from", self.since), ("to", self.until), ("text", self.words)]
        found = [(name, str(value)) for name, value in one if value]
        if self.confidence > 0:
            found.append(("confidence", f"{self.confidence:g}"))
        if self.at:
            found.append(("at", f"{self.at[0]!r},{self.at[1]!r}"))
        if self.box:
            found.append(("box", ",".join(map(repr, self.box))))
        many: list[tuple[str, Iterable[Any]]] = [
            ("type", self.types), ("quad", self.quads), ("actor", self.actors), ("status", self.statuses), ("source", self.sources),
        ]  # fmt: skip
        return found + [(name, str(value)) for name, values in many for value in values]

    def query(self, **own: str | int | None) -> str:
        """The address's part after "?", with what a page adds of its own."""
        return urlencode([*self.pairs(), *((k, str(v)) for k, v in own.items() if v not in (None, ""))])

    def count(self) -> int:
        """How many filters are set."""
        return len({name for name, _ in self.pairs()})


NAMES = ("from", "to", "type", "quad", "actor", "status", "source", "confidence", "text", "at", "box")
"""The names in the address that are filters; others belong to a page."""


def read(items: Iterable[tuple[str, str]], types: Iterable[str]) -> Filters:
    """The filters of an address. What cannot be understood is left out and told in ``wrong``: an address is no promise."""
    given: dict[str, list[str]] = {name: [] for name in NAMES}
    wrong: list[str] = []
    for name, value in items:
        if name in given and value and len(value) <= _LONGEST:
            given[name].append(value)
    known = set(types)

    def some(name: str, valid: Iterable[str]) -> tuple[str, ...]:
        allowed = list(valid)
        wrong.extend(f"{name} {v}: valid are {', '.join(allowed)}" for v in given[name] if v not in allowed)
        return tuple(dict.fromkeys(v for v in given[name] if v in allowed))

    return Filters(
        since=_day("from", given, wrong),
        until=_day("to", given, wrong),
        types=some("type", sorted(known)),
        quads=tuple(int(v) for v in some("quad", map(str, QUADS)) if v != "0"),
        actors=tuple(dict.fromkeys(given["actor"])),
        statuses=cast(tuple[Status, ...], some("status", STATUSES)),
        sources=tuple(dict.fromkeys(given["source"])),
        confidence=_share(given, wrong),
        words=" ".join(" ".join(given["text"]).split()),
        at=_spot(given, wrong),
        box=_box(given, wrong),
        wrong=tuple(wrong),
    )


def _day(name: str, given: dict[str, list[str]], wrong: list[str]) -> dt.date | None:
    for value in given[name][-1:]:
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            wrong.append(f"{name} {value}: no day; give one as 2014-09-16")
    return None


def _share(given: dict[str, list[str]], wrong: list[str]) -> float:
    for value in given["confidence"][-1:]:
        try:
            if 0 <= float(value) <= 1:
                return float(value)
        except ValueError:
            pass
        wrong.append(f"confidence {value}: give a number from 0 to 1")
    return 0.0


def _spot(given: dict[str, list[str]], wrong: list[str]) -> tuple[float, float] | None:
    for value in given["at"][-1:]:
        try:
            lat, lon = map(float, value.split(","))
            if abs(lat) <= 90 and abs(lon) <= 180:
                return lat, lon
        except ValueError:
            pass
        wrong.append(f"at {value}: give latitude and longitude, as 48.85,2.35")
    return None


def _box(given: dict[str, list[str]], wrong: list[str]) -> tuple[float, float, float, float] | None:
    for value in given["box"][-1:]:
        try:
            south, west, north, east = map(float, value.split(","))
            if -90 <= south <= north <= 90 and -180 <= west <= east <= 180:
                return south, west, north, east
        except ValueError:
            pass
        wrong.append(f"box {value}: give south, west, north and east, as 30,35,38,49")
    return None


def number(own: dict[str, str], name: str, default: int, least: int, most: int) -> int:
    """A whole number of a page's own, kept between its bounds."""
    try:
        return min(most, max(least, int(own.get(name, default))))
    except ValueError:
        return default


def one_of(own: dict[str, str], name: str, valid: Iterable[str], default: str) -> str:
    """A word of a page's own that has to be one of some. Anything else is the default."""
    value = own.get(name, default)
    return value if value in valid else default


__all__ = ["NAMES", "STATUSES", "Filters", "number", "one_of", "read"]
