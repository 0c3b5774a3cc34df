"""Writing a store: under a temporary name first, so that the final name never holds half of one."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from khaldun.errors import StoreError
from khaldun.model import Coding, Repeat
from khaldun.store.atomic import full_disk, replacing
from khaldun.store.rows import GROWING, Batch
from khaldun.store.view import Run

FORMAT = 1
"""Version of ``schema.sql``; raised whenever an older store can no longer be read."""

_BATCH = 200


class Writer:
    """Takes in coded articles, in order. Made by ``Store.create``; what it holds is kept when its ``with`` block ends."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, run: Run) -> None:
        self._connection = connection
        self._batch = Batch()
        self._waiting = 0
        connection.execute(files("khaldun.store").joinpath("schema.sql").read_text(encoding="utf-8"))
        connection.execute("INSERT INTO format VALUES (?)", [FORMAT])
        connection.execute(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)",
            [run.version, run.pipeline, run.ontology, run.lexicon, json.dumps(run.options), run.created],
        )
        self._schemas = {
            name: connection.sql(f"SELECT * FROM {name} LIMIT 0").to_arrow_table().schema for name in GROWING
        }

    def add(self, coding: Coding) -> None:
        """Take in one coded article with its events."""
        self._batch.add(coding)
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()

    def problem(self, name: str, reason: str) -> None:
        """Note an input that could not be read."""
        self._connection.execute("INSERT INTO problems VALUES (?, ?)", [name, reason])

    def repeat(self, repeat: Repeat) -> None:
        """Note an article that was not coded, as it repeats another."""
        self._batch.repeat(repeat)
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write out what waits."""
        for name, table in self._batch.tables(self._schemas):
            self._connection.register("batch", table)
            self._connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM batch")
            self._connection.unregister("batch")
        self._waiting = 0


def run_now(**facts: Any) -> Run:
    """A run that begins now; ``facts`` are the other fields of ``Run``."""
    return Run(created=dt.datetime.now(dt.UTC).replace(tzinfo=None), **facts)


@contextmanager
def writing(path: Path, run: Run) -> Iterator[Writer]:
    """A writer whose store takes the name ``path`` when the block ends well.

    Raises ``StoreError`` where it cannot be written or the disk is full.
    """
    with replacing(path) as partial:
        try:
            connection = duckdb.connect(str(partial))
            try:
                writer = Writer(connection, run)
                yield writer
                writer.flush()
            finally:
                connection.close()
        except duckdb.Error as error:
            raise _said(path, error) from None


def _said(path: Path, error: duckdb.Error) -> StoreError:
    text = str(error)
    if (
        "No space left" in text
        or "File too large" in text
        or "disk is full" in text.lower()
        or "quota" in text.lower()
    ):
        return full_disk(path)
    first = text.splitlines()[0]
    return StoreError(f"{path}: the store cannot be written ({first}); choose another place with -o")
