"""The manifest of a run: how its store was made, how far it has come, and whether two were made the same way."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from typing import Any

import duckdb

_SAME = ("version", "pipeline", "ontology", "lexicon")


@dataclass(frozen=True, slots=True)
class Run:
    """How a store was made, and what it holds.

    ``lexicon`` is a hash of the lexicon's files; times are UTC, ``finished`` is ``None`` while there is more to code.
    ``inputs`` counts what was read, articles (coded or ``quarantined``) and ``unread`` inputs alike; ``digest`` is a
    hash of these, in order.
    """

    version: str
    pipeline: str
    ontology: str
    lexicon: str | None
    options: dict[str, Any]
    started: dt.datetime
    finished: dt.datetime | None = None
    articles: int = 0
    events: int = 0
    unread: int = 0
    quarantined: int = 0
    inputs: int = 0
    digest: str = ""


def now() -> dt.datetime:
    """The time, as the manifest has it."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def run_now(**facts: Any) -> Run:
    """A run that begins now; ``facts`` are the other fields of ``Run``."""
    return Run(started=now(), **facts)


def differences(one: Run, other: Run) -> dict[str, tuple[str | None, str | None]]:
    """What events depend on and in which two runs differ: program, knowledge and options, each with both values."""
    facts = [(name, getattr(one, name), getattr(other, name)) for name in _SAME]
    for name in sorted({*one.options, *other.options} - {*_SAME}):
        facts.append((name, one.options.get(name), other.options.get(name)))
    return {name: (_said(a), _said(b)) for name, a, b in facts if a != b}


def _said(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def read_run(connection: duckdb.DuckDBPyConnection) -> Run:
    """The manifest in a store."""
    cursor = connection.execute("SELECT * FROM run")
    names = [column[0] for column in cursor.description or []]
    row = dict(zip(names, cursor.fetchall()[0], strict=True))
    return Run(**{**row, "options": json.loads(row["options"])})


def insert_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write the manifest of a new store."""
    connection.execute(
        "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            run.version, run.pipeline, run.ontology, run.lexicon, json.dumps(run.options), run.started, run.finished,
            run.articles, run.events, run.unread, run.quarantined, run.inputs, run.digest,
        ],
    )  # fmt: skip


def update_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write how far the run has come."""
    connection.execute(
        "UPDATE run SET finished = ?, articles = ?, events = ?, unread = ?, quarantined = ?, inputs = ?, digest = ?",
        [run.finished, run.articles, run.events, run.unread, run.quarantined, run.inputs, run.digest],
    )


def finished(run: Run) -> Run:
    """The run, ended now."""
    return replace(run, finished=now())
