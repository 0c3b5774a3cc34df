"""Where coded articles go: a store, a file, standard output, or a table on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from khaldun.cli.table import event_listing
from khaldun.cli.terminal import tables
from khaldun.errors import UsageError
from khaldun.export import FORMATS, EventWriter, export
from khaldun.model import Article, Coding, Event, Repeat
from khaldun.store import Address, Location, Run, Store

STORE = "duckdb"
SUFFIXES = (STORE, *FORMATS)


class Sink(Protocol):
    """Takes in coded articles, in order."""

    def add(self, coding: Coding) -> None:
        """Take in one."""

    def problem(self, name: str, reason: str) -> None:
        """Note an input that could not be read."""

    def quarantine(self, name: str, article: Article, reason: str) -> None:
        """Note an article that could not be coded."""

    def mark(self, inputs: int, digest: str) -> None:
        """The first ``inputs`` inputs are done with."""

    def repeat(self, repeat: Repeat) -> None:
        """Note an article that is not coded, as it repeats another."""


@dataclass(frozen=True, slots=True)
class Target:
    """``path`` is ``None`` for standard output, a store's file or address, or another file; ``form`` is a key of ``FORMATS``, "duckdb" or "table"."""

    path: Location | None
    form: str


def choose(out: Location | None, form: str | None) -> Target:
    """Where to write, by ``-o`` and ``--format``. Raises ``UsageError`` where the two do not go together."""
    if out is None:
        form = form or ("table" if sys.stdout.isatty() else "jsonl")
        if form == "parquet" and sys.stdout.isatty():
            raise UsageError("--format parquet: writes bytes, which no terminal shows; give -o OUT.parquet")
        return Target(None, form)
    if isinstance(out, Address):
        if form is not None:
            raise UsageError(f"--format {form}: does not go with -o {out}, which is a store; leave it out")
        return Target(out, STORE)
    suffix = out.suffix.lower().lstrip(".")
    if form == "table":
        raise UsageError(
            f"--format table: is for the terminal; leave out -o {out}, or end it in .{', .'.join(SUFFIXES)}"
        )
    if suffix in SUFFIXES:
        if form not in (None, suffix):
            raise UsageError(
                f"--format {form}: does not go with -o {out}; leave out --format or end the name in .{form}"
            )
        return Target(out, suffix)
    if form is None:
        raise UsageError(
            f"-o {out}: its ending names no format; end it in .{', .'.join(SUFFIXES)}, or give --format"
        )
    return Target(out, form)


class _EventsAlone:
    """What a sink leaves out that keeps nothing but events; standard error has named every problem."""

    def problem(self, name: str, reason: str) -> None:
        """Not kept."""

    def quarantine(self, name: str, article: Article, reason: str) -> None:
        """Not kept."""

    def mark(self, inputs: int, digest: str) -> None:
        """Not kept: such a file is made anew each time."""

    def repeat(self, repeat: Repeat) -> None:
        """Not kept; the summary counts it."""


class _Writes(_EventsAlone):
    """A sink that writes the events."""

    def __init__(self, writer: EventWriter) -> None:
        self._writer = writer

    def add(self, coding: Coding) -> None:
        self._writer.write(coding.events)


class _Shows(_EventsAlone):
    """A sink that keeps the events for a table."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def add(self, coding: Coding) -> None:
        self.events.extend(coding.events)


@contextmanager
def open_sink(target: Target, run: Run, anew: bool = False) -> Iterator[Sink]:
    """A sink to the target; what was written is kept when the block ends well.

    A store goes on with its unfinished run, but for ``anew``, and keeps what is marked whatever ends the block.
    Raises ``StoreError`` where the file cannot be written.
    """
    if target.form == "table":
        shown = _Shows()
        yield shown
        if shown.events:
            console = tables()
            console.print(event_listing(shown.events, console.width))
    elif target.path is None:
        stream = sys.stdout.buffer
        writer = FORMATS[target.form](stream)
        try:
            yield _Writes(writer)
        finally:
            writer.finish()
            stream.flush()
    elif target.form == STORE:
        with Store.resume(target.path, run, anew) as store:
            yield store
    elif isinstance(target.path, Path):
        with export(target.path, target.form) as writer:
            yield _Writes(writer)
