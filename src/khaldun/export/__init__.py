"""Writing events to files other people's tools read: one format a module, one table of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from khaldun.export.csv import CsvWriter
from khaldun.export.jsonl import JsonlWriter
from khaldun.export.parquet import ParquetWriter
from khaldun.model import Event
from khaldun.store.atomic import replacing

__all__ = ["FORMATS", "EventWriter", "export"]


class EventWriter(Protocol):
    """Writes events to an open binary file, in the order in which they come."""

    def write(self, events: Iterable[Event]) -> None:
        """Write some events."""

    def finish(self) -> None:
        """Write what still waits; the file itself is closed by whoever opened it."""


FORMATS: dict[str, Callable[[IO[bytes]], EventWriter]] = {
    "jsonl": JsonlWriter,
    "csv": CsvWriter,
    "parquet": ParquetWriter,
}
"""By the name of the format, which is also the suffix of its files."""


@contextmanager
def export(path: Path, form: str) -> Iterator[EventWriter]:
    """A writer whose file takes the name ``path`` when the block ends well, and leaves nothing when it does not.

    ``form`` is a key of ``FORMATS``. Raises ``StoreError`` where the file cannot be written or the disk is full.
    """
    with replacing(path) as partial, partial.open("wb") as file:
        writer = FORMATS[form](file)
        try:
            yield writer
        finally:  # on a failure too, as libraries complain about writers that outlive their file
            writer.finish()
