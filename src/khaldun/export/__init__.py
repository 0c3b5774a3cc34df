"""Writing events to files other people's tools read: one format a module, one table of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from khaldun.export.csv import CsvWriter
from khaldun.export.jsonl import JsonlWriter
from khaldun.export.parquet import ParquetWriter
from khaldun.export.setting import EventWriter
from khaldun.store.atomic import replacing

__all__ = ["FORMATS", "EventWriter", "export"]


FORMATS: dict[str, Callable[[IO[bytes]], EventWriter]] = {
    "jsonl": JsonlWriter,
    "csv": CsvWriter,
    "parquet": ParquetWriter,
}
"""What events are written to as they are coded, by the suffix of its files; ``formats`` has these and all others."""


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
