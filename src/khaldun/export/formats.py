"""The one table of what ``khaldun export`` writes: by name, its writer, and from ``notes.yaml`` what is said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import IO, cast, get_args

from khaldun.errors import UsageError
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
from khaldun.ontology import load_ontology
from khaldun.store import Choice, View
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
    """One format. ``statuses`` are those of the events its users expect; ``notes`` say what it cannot carry.

    ``joined`` tells whether its users expect one event for all its reports, not each report.
    """

    name: str
    title: str
    suffix: str
    statuses: tuple[Status, ...]
    joined: bool
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
            facts["rows"] == "events",
            tuple(facts["notes"]),
            WRITERS[name],
        )
        for name, facts in told.items()
    }


def is_joined(store: View, form: Format, asked: bool | None = None) -> bool:
    """Whether all reports of an event are exported as one: as asked, else where the format is of events and the store joined.

    Raises ``UsageError`` where it is asked for but nothing is joined.
    """
    known = store.size("joined") > 0
    if asked and not known and len(store):
        raise UsageError(
            "--events: the reports of this store are not joined; run 'khaldun join STORE' first, or leave it out"
        )
    return known and (form.joined if asked is None else asked)


def write(
    store: View,
    name: str,
    file: IO[bytes],
    choice: Choice | None = None,
    header: bool = False,
    joined: bool | None = None,
) -> Counter[str]:
    """Write the chosen events of a store to an open binary file, in the format of that name.

    Without a choice events are of the statuses that the format's users expect. With ``joined`` all reports of an event are one,
    as ``khaldun join`` told; without it each is one; if it is left out ``is_joined`` decides. Returns how many events the format had no
    place for, by the reason. Raises ``UsageError`` for a format that is none.
    """
    if name not in formats():
        raise UsageError(f"format {name}: no such format; valid are {', '.join(formats())}")
    form, run = formats()[name], store.run()
    setting = Setting(load_ontology(run.ontology), run.version, run.started, header)
    writer = form.open(file, setting)
    try:
        choice = choice or Choice(statuses=form.statuses)
        whole = is_joined(store, form, joined)
        writer.write(store.chosen_joined(choice) if whole else store.chosen(choice))
    finally:  # on a failure too, as libraries complain about writers that outlive their file
        writer.finish()
    return writer.left_out
