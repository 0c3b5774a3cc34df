"""The one table of what ``khaldun export`` writes: by name, its writer, and from ``notes.yaml`` what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, cast, get_args

from khaldun.export import acled, gdelt, icews, polecat
from khaldun.export.csv import CsvWriter
from khaldun.export.followthemoney import FollowTheMoneyWriter
from khaldun.export.geojson import GeoJsonWriter
from khaldun.export.graphml import GraphMLWriter
from khaldun.export.jsonl import JsonlWriter
from khaldun.export.parquet import ParquetWriter
from khaldun.export.plover import PloverWriter
from khaldun.export.setting import EventWriter, Exporter, Setting
from khaldun.model import Event, Status
from khaldun.yaml_data import read_yaml

Opener = Callable[[IO[bytes], Setting], Exporter]


class Whole:
    """A writer that has a place for every event."""

    def __init__(self, writer: EventWriter) -> None:
        self._writer = writer
        self.left_out: Counter[str] = Counter()

    def write(self, events: Iterable[Event]) -> None:
        """Write some events."""
        self._writer.write(events)

    def finish(self) -> None:
        """Write what still waits."""
        self._writer.finish()


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``statuses`` are those of the events its users expect; ``notes`` say what it cannot carry."""

    name: str
    title: str
    suffix: str
    statuses: tuple[Status, ...]
    notes: tuple[str, ...]
    open: Opener


WRITERS: dict[str, Opener] = {
    "jsonl": lambda file, setting: Whole(JsonlWriter(file)),
    "csv": lambda file, setting: Whole(CsvWriter(file)),
    "parquet": lambda file, setting: Whole(ParquetWriter(file)),
    "polecat": polecat.writer,
    "icews": icews.writer,
    "gdelt": gdelt.writer,
    "plover": PloverWriter,
    "acled": acled.writer,
    "geojson": GeoJsonWriter,
    "graphml": GraphMLWriter,
    "followthemoney": FollowTheMoneyWriter,
}


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    told = read_yaml(files("khaldun") / "export" / "notes.yaml")
    every = cast(tuple[Status, ...], get_args(Status))
    return {
        name: Format(
            name,
            facts["title"],
            facts["suffix"],
            every if facts["statuses"] == "all" else (facts["statuses"],),
            tuple(facts["notes"]),
            WRITERS[name],
        )
        for name, facts in told.items()
    }
