"""Stores made of a few deeds, so that each measure is tested alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from khaldun.model import Event, Evidence, Mention, Place
from khaldun.store import Store
from making import RUN, bare, coding

Make = Callable[..., Store]

SCORES = {
    "AGREE": (1, 2.5), "CONSULT": (1, 2.5), "SUPPORT": (1, 5.0), "AID": (2, 10.0), "REQUEST": (3, 0.0), "ACCUSE": (3, -2.0),
    "REJECT": (3, -2.0), "THREATEN": (3, -3.5), "ASSAULT": (4, -9.0),
}  # fmt: skip
IS = "group:islamic-state"


def mention(key: str, start: int = 0) -> Mention:
    """A mention of the party with this key."""
    if ":" in key:
        return Mention("x", start, start + 1, key.partition(":")[2].title(), "IMG", "REB", ("REB",), key)
    code, _, sector = key.partition("/")
    return Mention("x", start, start + 1, None, code, sector or None, (), f"country:{code.lower()}")


def deed(key: str, who: str, what: str, whom: str, day: str, **changes: Any) -> Event:
    """An event: who (several with "+") does what to whom on a day; whom "=" for a deed between equals."""
    quad, score = SCORES[what]
    facts: dict[str, Any] = {
        "event_type": what, "quad": quad, "score": score, "date": dt.date.fromisoformat(day), "date_precision": "day",
        "actors": tuple(mention(one, n) for n, one in enumerate(who.split("+"))), "reciprocal": whom == "=",
        "recipients": () if whom in ("", "=") else tuple(mention(one, 10 + n) for n, one in enumerate(whom.split("+"))),
        "evidence": Evidence(f"{who} {what} {whom}.", 0, 60, (1, 2)),
    }  # fmt: skip
    return bare(key, **{**facts, **changes})


def at(lat: float, lon: float, country: str, name: str = "there") -> Place:
    """A place at these coordinates."""
    return Place(name, 0, 5, name, country, lat, lon, None, "city")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Make]:
    """Opens a store of the events given."""
    opened: list[Store] = []

    def make(*events: Event, text: str = "x" * 400) -> Store:
        path = tmp_path / f"{len(opened)}.duckdb"
        with Store.create(path, RUN) as writer:
            writer.add(coding(*events, text=text))
        opened.append(Store(path))
        return opened[-1]

    yield make
    for store in opened:
        store.close()
