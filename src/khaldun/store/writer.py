"""Writing a store, batch by batch; each batch is one transaction that also says how far the run has come."""

from __future__ import annotations

import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import duckdb

from khaldun.errors import StoreError
from khaldun.model import Article, Coding, Repeat
from khaldun.store.atomic import full_disk
from khaldun.store.manifest import Run, finished, insert_run
from khaldun.store.rows import Batch
from khaldun.store.tables import Tables

FORMAT = 2
"""Version of ``schema.sql``; raised whenever an older store can no longer be read."""

_BATCH = 200
_SECONDS = 2.0
"""A batch is written after so many articles, or at the first mark after so many seconds."""
_MEMORY = "64MB"
"""What DuckDB may hold while it is written to. It would keep what it has written as a cache, and grow with the store;
with less it must read from the disk what it writes anew at a checkpoint, which takes no longer."""


class Writer:
    """Takes in coded articles, in order. Made by ``Store.create`` and ``Store.resume``.

    With ``by_marks`` only what ``mark`` has confirmed is ever written, so that a run can go on from there.
    """

    def __init__(self, tables: Tables, by_marks: bool = False) -> None:
        self._tables = tables
        self._by_marks = by_marks
        self.run = tables.run()
        """The manifest as it is written with the next batch."""
        self.written = self.run.inputs
        """How many inputs, by the last mark, are safe in the file."""
        self._batch = Batch(self.run.articles, self.run.events)
        self._waiting = 0
        self._last = time.monotonic()

    def add(self, coding: Coding) -> None:
        """Take in one coded article with its events."""
        self._batch.add(coding)
        self._count(articles=1, events=len(coding.events))

    def problem(self, name: str, reason: str) -> None:
        """Note an input that could not be read."""
        self._batch.problem(name, reason)
        self._count(unread=1)

    def quarantine(self, name: str, article: Article, reason: str) -> None:
        """Keep an article that could not be coded, with the reason and the name of its input."""
        self._batch.problem(name, reason, article)
        self._count(quarantined=1)

    def mark(self, inputs: int, digest: str) -> None:
        """All of the first ``inputs`` inputs are taken in: a point from which a run can go on."""
        self.run = replace(self.run, inputs=inputs, digest=digest)
        if self._waiting >= _BATCH or time.monotonic() - self._last > _SECONDS:
            self.flush()

    def repeat(self, repeat: Repeat) -> None:
        """Note an article that was not coded, as it repeats another."""
        self._batch.repeat(repeat)
        self._count()

    def flush(self) -> None:
        """Write out what waits, all of it or nothing."""
        self._tables.write(self._batch, self.run)
        self.written = self.run.inputs
        self._waiting = 0
        self._last = time.monotonic()

    def finish(self) -> None:
        """Write out what waits, and that nothing more will come."""
        run = self.run
        inputs = run.inputs if self._by_marks else run.articles + run.unread + run.quarantined
        self.run = replace(finished(run), inputs=inputs)
        self.flush()

    def _count(self, **more: int) -> None:
        self.run = replace(self.run, **{name: getattr(self.run, name) + n for name, n in more.items()})
        self._waiting += 1
        if self._waiting >= _BATCH and not self._by_marks:
            self.flush()


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a file to write a store to, with bounded memory and one thread, as the other cores code."""
    return duckdb.connect(str(path), config={"memory_limit": _MEMORY, "threads": 1})


def lay_out(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """The tables of a new store, with its manifest."""
    connection.begin()
    connection.execute(files("khaldun.store").joinpath("schema.sql").read_text(encoding="utf-8"))
    connection.execute("INSERT INTO format VALUES (?)", [FORMAT])
    insert_run(connection, run)
    connection.commit()


def other_version(name: Path | str, version: int) -> StoreError:
    """The error for a store that another version wrote."""
    age = "an older" if version < FORMAT else "a newer"
    step = "code the input again" if version < FORMAT else "update khaldun"
    return StoreError(
        f"{name}: written by {age} khaldun (store version {version}, this one reads {FORMAT}); {step}"
    )


def said(path: Path, error: duckdb.Error) -> StoreError:
    """What DuckDB said, as one line with the next step."""
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
