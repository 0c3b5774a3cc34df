"""Reading a store: everything that asks it a question goes through ``View``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import duckdb

from khaldun.errors import UsageError
from khaldun.model import Article, Event, Evidence, Meeting, record
from khaldun.store.browse import Browse
from khaldun.store.choice import Choice
from khaldun.store.columns import evidence_of
from khaldun.store.coverage import COVERAGE, JoinedEvent, joined_event
from khaldun.store.manifest import Run, read_run
from khaldun.store.meetings import meeting_of
from khaldun.store.rows import event_of

_CHUNK = 2_000
_SHOWN = 10


class View(Browse):
    """Questions to an open store. Relations are DuckDB's: ``.df()``, ``.pl()``, ``.arrow()``, ``.filter(…)``."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        super().__init__()
        self._connection = connection

    def apart(self) -> View:
        """A view of the same store for another thread: a connection serves one at a time. Close it when done."""
        return View(self._connection.cursor())

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def sql(self, query: str, parameters: list[Any] | None = None) -> duckdb.DuckDBPyRelation:
        """The answer to an SQL query over the tables of ``schema.sql`` and the view ``flat_events``."""
        return self._connection.sql(query, params=parameters)

    def events(self) -> duckdb.DuckDBPyRelation:
        """One row an event, in the order of coding; the columns of ``khaldun.store.flat.COLUMNS``."""
        return self.sql("SELECT * FROM flat_events")

    def articles(self) -> duckdb.DuckDBPyRelation:
        """One row an article, in the order of coding."""
        return self.sql("SELECT * EXCLUDE (n) FROM articles ORDER BY n")

    def meetings(self) -> Iterator[Meeting]:
        """Every meeting, in the order of coding, with its parties and evidence."""
        tables = ("meeting_parties", "meeting_agreed", "meeting_evidence")
        order = dict.fromkeys(tables, "position") | {"meeting_evidence": "position, part"}
        below: dict[str, dict[tuple[int, int], list[dict[str, Any]]]] = {}
        for name in tables:
            below[name] = defaultdict(list)
            for row in self._rows(f"SELECT * FROM {name} ORDER BY article_n, meeting, {order[name]}"):
                below[name][row["article_n"], row["meeting"]].append(row)
        for row in self._rows("SELECT * FROM meetings ORDER BY article_n, meeting"):
            key = (row["article_n"], row["meeting"])
            yield meeting_of(row, *(below[name][key] for name in tables))

    def set_aside(self) -> duckdb.DuckDBPyRelation:
        """One row a sentence, or a reading of one, that made no event, with its reason."""
        return self.sql("SELECT * EXCLUDE (article_n) FROM set_aside ORDER BY article_n, sentence")

    def problems(self) -> duckdb.DuckDBPyRelation:
        """One row an input that could not be read, or an article that could not be coded, with its reason."""
        return self.sql("SELECT * FROM problems")

    def duplicates(self) -> duckdb.DuckDBPyRelation:
        """One row an article that was not coded, as it repeats another; in the order of reading."""
        return self.sql("SELECT * FROM duplicates ORDER BY rowid")

    def joined(self) -> duckdb.DuckDBPyRelation:
        """One row a coded report with the event that ``khaldun join`` told it to be of, in the order of coding."""
        return self.sql("SELECT * EXCLUDE (event_n, joined_n) FROM joined ORDER BY event_n")

    def joined_events(self) -> duckdb.DuckDBPyRelation:
        """One row an event after ``khaldun join``, with the numbers of its reports."""
        return self.sql("SELECT * FROM joined_events")

    def by_date(self) -> Iterator[tuple[int, Event]]:
        """Every event with its number, in the order of dates; those without a date last.

        DuckDB sorts, on the disk where memory is short; a few thousand rows at a time come here.
        """
        order = "ORDER BY e.date NULLS LAST, e.n"
        below = "JOIN events e ON e.n = b.event_n"
        who = _Below(self._stream(f"SELECT b.* FROM event_actors b {below} {order}, b.role, b.position"))
        seen = _Below(self._stream(f"SELECT b.* FROM evidence b {below} {order}, b.position"))
        for row in self._stream(f"SELECT e.* FROM events e {order}"):
            n = row["n"]
            yield n, event_of(row, who.take(n), [evidence_of(part) for part in seen.take(n)])

    def run(self) -> Run:
        """How the store was made, and what it holds."""
        return read_run(self._connection)

    def __len__(self) -> int:
        """The number of events."""
        return self.size("events")

    def __iter__(self) -> Iterator[Event]:
        """Every event, in the order of coding, a few thousand in memory at a time."""
        return self.chosen(Choice())

    def chosen(self, choice: Choice) -> Iterator[Event]:
        """The events of a choice, in the order of coding, a few thousand in memory at a time."""
        condition, values = choice.where()
        found = self._connection.cursor().execute(
            f"SELECT n FROM events WHERE {condition} ORDER BY n", values
        )
        while numbers := [n for (n,) in found.fetchmany(_CHUNK)]:
            # The bounds spare the database all but a few blocks of rows.
            where = "n BETWEEN ? AND ? AND n IN (SELECT unnest(?::BIGINT[]))"
            yield from self._events(where, [numbers[0], numbers[-1], numbers])

    def chosen_joined(self, choice: Choice) -> Iterator[JoinedEvent]:
        """The joined events of which a choice takes a report, in the order of coding, with the coverage by these reports.

        The event's first report stands for it where the choice takes it, else the first in the order of coding. There are none
        before ``khaldun join``.
        """
        condition, values = choice.where()
        counted = self._connection.cursor().execute(COVERAGE.format(condition=condition), values)
        while some := counted.fetchmany(_CHUNK):
            found = self._events("n IN (SELECT unnest(?::BIGINT[]))", [[n for n, *_ in some]])
            yield from (joined_event(e, *counts) for e, (_, *counts) in zip(found, some, strict=True))

    def size_joined(self, choice: Choice) -> int:
        """How many joined events there are of which a choice takes a report."""
        condition, values = choice.where()
        query = f"SELECT count(DISTINCT joined_n) AS n FROM joined WHERE event_n IN (SELECT n FROM events WHERE {condition})"
        return int(self._rows(query, values)[0]["n"])

    def statuses(self, choice: Choice) -> dict[str, int]:
        """How many events of a choice there are of each status, whatever statuses it asks for; the commonest first."""
        condition, values = choice.where(statuses=False)
        rows = self._rows(
            f"SELECT status, count(*) AS n FROM events WHERE {condition} GROUP BY status ORDER BY n DESC, status",
            values,
        )
        return {row["status"]: row["n"] for row in rows}

    def records(self) -> Iterator[dict[str, Any]]:
        """Every event as the JSON record that ``khaldun code`` writes."""
        return (record(event) for event in self)

    def event(self, event_id: str) -> Event:
        """The event whose id is, or begins with, ``event_id``.

        Raises ``UsageError`` where none does, or several do (it lists them).
        """
        found = self._rows(
            "SELECT id, min(n) AS n FROM events WHERE starts_with(id, ?) GROUP BY id ORDER BY id", [event_id]
        )
        exact = [row for row in found if row["id"] == event_id]
        if not found or not event_id:
            raise UsageError(
                f"event {event_id!r}: no event has an id that begins so; 'khaldun code' prints the ids"
            )
        if len(found) > 1 and not exact:
            listed = ", ".join(row["id"] for row in found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
            raise UsageError(f"event {event_id!r}: {len(found)} ids begin so: {listed}; give more of one")
        return next(self._events("n = ?", [(exact or found)[0]["n"]]))

    def article(self, article_id: str) -> Article:
        """The first article of that id. Raises ``UsageError`` where there is none."""
        rows = self._rows("SELECT * EXCLUDE (n) FROM articles WHERE id = ? ORDER BY n LIMIT 1", [article_id])
        if not rows:
            raise UsageError(f"article {article_id!r}: not in this store; its events name their article_id")
        return Article(**rows[0])

    def size(self, table: str) -> int:
        """The number of rows of a table of ``schema.sql``."""
        return int(self._rows(f'SELECT count(*) AS n FROM "{table}"')[0]["n"])

    def counts(self, table: str, column: str) -> dict[str, int]:
        """How often each value of a column stands in a table of ``schema.sql``."""
        rows = self._rows(f'SELECT "{column}" AS value, count(*) AS n FROM "{table}" GROUP BY value')
        return {row["value"]: row["n"] for row in rows}

    def _events(self, where: str, parameters: list[Any]) -> Iterator[Event]:
        chosen = f"SELECT n FROM events WHERE {where}"
        who: dict[int, list[dict[str, Any]]] = defaultdict(list)
        query = f"SELECT * FROM event_actors WHERE event_n IN ({chosen}) ORDER BY event_n, role, position"
        for row in self._rows(query, parameters):
            who[row["event_n"]].append(row)
        seen: dict[int, list[Evidence]] = defaultdict(list)
        for row in self._rows(
            f"SELECT * FROM evidence WHERE event_n IN ({chosen}) ORDER BY event_n, position", parameters
        ):
            seen[row["event_n"]].append(evidence_of(row))
        for row in self._rows(f"SELECT * FROM events WHERE {where} ORDER BY n", parameters):
            yield event_of(row, who[row["n"]], seen[row["n"]])

    def _stream(self, query: str) -> Iterator[dict[str, Any]]:
        cursor = self._connection.cursor().execute(query)
        names = [column[0] for column in cursor.description or []]
        while rows := cursor.fetchmany(_CHUNK):
            yield from (dict(zip(names, row, strict=True)) for row in rows)

    def _rows(self, query: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        cursor = self._connection.execute(query, parameters or [])
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class _Below:
    """Rows that belong to events, in the order of these; each event's are taken in turn."""

    def __init__(self, rows: Iterator[dict[str, Any]]) -> None:
        self._left = groupby(rows, itemgetter("event_n"))
        self._next = next(self._left, None)

    def take(self, n: int) -> list[dict[str, Any]]:
        """The rows of event ``n``; none where the next rows are of a later one."""
        if self._next is None or self._next[0] != n:
            return []
        found = list(self._next[1])
        self._next = next(self._left, None)
        return found
