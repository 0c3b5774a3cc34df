"""What changed between two stores: events added, removed, coded otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from khaldun.errors import StoreError
from khaldun.store.manifest import Run, differences, read_run
from khaldun.store.opening import open_to_read

FIELDS: dict[str, tuple[str, ...]] = {
    "event_type": ("event_type",),
    "cameo": ("cameo",),
    "modes": ("modes",),
    "contexts": ("contexts",),
    "status": ("status",),
    "actors": ("actors", "actor_codes", "actor_sectors", "actor_ids", "reciprocal"),
    "recipients": ("recipients", "recipient_codes", "recipient_sectors", "recipient_ids"),
    "date": ("date", "date_end", "date_precision", "date_basis"),
    "place": ("place", "place_name", "place_country", "place_geonames_id"),
    "attribution": ("speaker", "speaker_code", "medium", "statement_kind"),
    "rule": ("rule",),
    "confidence": ("confidence",),
}
"""What is compared, and the columns of ``flat_events`` that hold it."""

_KINDS = ("same", "changed", "added", "removed")
_SHOWN = (
    "id", "event_type", "cameo", "status", "actors", "actor_codes", "recipients", "recipient_codes", "date",
    "place_name", "speaker", "rule", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """How the second of two stores differs from the first.

    ``unlike`` is what the runs were made by, each with both values. ``events`` counts events that are ``same``,
    ``changed``, ``added``, ``removed``; ``types`` the same by event type (of a changed event the first store's).
    ``fields`` counts changed events by what changed in them, ``moves`` by type before and after. ``articles`` counts ids of
    articles that only one of them has. ``examples`` holds some of each kind, with their sentences.
    """

    runs: tuple[Run, Run]
    unlike: dict[str, tuple[str | None, str | None]]
    articles: dict[str, int]
    events: dict[str, int]
    types: dict[str, dict[str, int]]
    fields: dict[str, int]
    moves: list[tuple[str, str, int]]
    examples: dict[str, list[dict[str, Any]]]


def compare(one: Path, two: Path, examples: int = 3) -> Difference:
    """Set the events of two stores side by side, with ``examples`` examples of each kind of change.

    Events of one article (by id) are the same where their ids and all ``FIELDS`` are equal, and changed where only their
    sentence and the words of their trigger are; several of one trigger are paired in order. Raises ``StoreError``
    where one cannot be opened.
    """
    runs = (_manifest(one), _manifest(two))
    connection = duckdb.connect()
    try:
        _attach(connection, one, two)
        connection.execute(_PAIRED)
        return Difference(
            runs,
            differences(*runs),
            _articles(connection),
            _events(connection),
            _types(connection),
            _fields(connection),
            connection.execute(_MOVES).fetchall(),
            {kind: _examples(connection, kind, examples) for kind in ("changed", "added", "removed")},
        )
    except duckdb.Error as error:
        raise StoreError(
            f"{one}, {two}: cannot be compared ({str(error).splitlines()[0]}); code their inputs again"
        ) from None
    finally:
        connection.close()


def _attach(connection: duckdb.DuckDBPyConnection, one: Path, two: Path) -> None:
    """Their tables as those of the schemas ``one`` and ``two``; a file may be compared with itself."""
    files: dict[Path, str] = {}
    for name, path in (("one", one), ("two", two)):
        known = files.setdefault(path.resolve(), f"file_{name}")
        if known == f"file_{name}":
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {known} (READ_ONLY)")
        connection.execute(f"CREATE SCHEMA {name}")
        for table in ("articles", "flat_events"):
            connection.execute(f"CREATE VIEW {name}.{table} AS SELECT * FROM {known}.main.{table}")


def _manifest(path: Path) -> Run:
    connection = open_to_read(path)
    try:
        return read_run(connection)
    finally:
        connection.close()


def _paired() -> str:
    """SQL that pairs the events: by id first, those left over by sentence and trigger."""
    differ = " || ".join(
        f"CASE WHEN {' OR '.join(f'a.{c} IS DISTINCT FROM b.{c}' for c in columns)} THEN ['{name}'] ELSE [] END"
        for name, columns in FIELDS.items()
    )
    sides = "\n".join(
        f"""CREATE TEMP TABLE events_{side} AS
        SELECT *, row_number() OVER (PARTITION BY article_id, id ORDER BY n) AS k
        FROM (SELECT row_number() OVER () AS n, * FROM {side}.flat_events);"""
        for side in ("one", "two")
    )
    left_over = "\n".join(
        f"""CREATE TEMP TABLE rest_{side} AS
        SELECT n, article_id, text, trigger_start - "start" AS first, trigger_end - "start" AS last, row_number() OVER
            (PARTITION BY article_id, text, trigger_start - "start", trigger_end - "start" ORDER BY n) AS k
        FROM events_{side} WHERE n NOT IN (SELECT {side} FROM twins);"""
        for side in ("one", "two")
    )
    return f"""{sides}
    CREATE TEMP TABLE twins AS
        SELECT a.n AS one, b.n AS two FROM events_one a JOIN events_two b USING (article_id, id, k);
    {left_over}
    CREATE TEMP TABLE pairs AS
        WITH all_pairs AS (
            SELECT * FROM twins UNION ALL
            SELECT a.n, b.n FROM rest_one a FULL JOIN rest_two b USING (article_id, text, first, last, k)
        )
        SELECT p.one, p.two, {differ} AS fields,
            CASE WHEN p.one IS NULL THEN 'added' WHEN p.two IS NULL THEN 'removed'
                WHEN len(fields) = 0 THEN 'same' ELSE 'changed' END AS kind,
            coalesce(a.event_type, b.event_type) AS event_type, b.event_type AS type_after
        FROM all_pairs p LEFT JOIN events_one a ON a.n = p.one LEFT JOIN events_two b ON b.n = p.two;"""


_PAIRED = _paired()
_MOVES = """SELECT event_type, type_after, count(*) AS n FROM pairs
    WHERE kind = 'changed' AND event_type <> type_after GROUP BY ALL ORDER BY n DESC, 1, 2"""


def _articles(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    def only(here: str, there: str) -> int:
        query = (
            f"SELECT count(*) FROM (SELECT id FROM {here}.articles EXCEPT SELECT id FROM {there}.articles)"
        )
        return int(connection.execute(query).fetchall()[0][0])

    return {"only_first": only("one", "two"), "only_second": only("two", "one")}


def _events(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found = dict(connection.execute("SELECT kind, count(*) FROM pairs GROUP BY kind").fetchall())
    return {kind: found.get(kind, 0) for kind in _KINDS}


def _types(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    query = "SELECT event_type, kind, count(*) FROM pairs GROUP BY ALL ORDER BY event_type"
    for event_type, kind, n in connection.execute(query).fetchall():
        counts = found.setdefault(event_type, dict.fromkeys(_KINDS, 0))
        counts[kind] = n
    return found


def _fields(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = "SELECT unnest(fields) AS field, count(*) FROM pairs WHERE kind = 'changed' GROUP BY field"
    found = dict(connection.execute(query).fetchall())
    return {name: found[name] for name in FIELDS if name in found}


def _examples(connection: duckdb.DuckDBPyConnection, kind: str, most: int) -> list[dict[str, Any]]:
    # Those that change most come first: a new confidence alone tells little.
    chosen = connection.execute(
        "SELECT one, two, fields FROM pairs WHERE kind = ? "
        "ORDER BY fields = ['confidence'], coalesce(one, two) LIMIT ?",
        [kind, most],
    ).fetchall()
    found = []
    for one, two, fields in chosen:
        before, after = _event(connection, "one", one), _event(connection, "two", two)
        seen = after or before
        assert seen is not None  # a pair has at least one side
        example = {name: seen[name] for name in ("article_id", "sentence", "text", "trigger")}
        sides = {"before": before, "after": after}
        found.append(
            example
            | ({"fields": fields} if kind == "changed" else {})
            | {side: _in_short(event) for side, event in sides.items()}
        )
    return found


def _event(connection: duckdb.DuckDBPyConnection, side: str, n: int | None) -> dict[str, Any] | None:
    if n is None:
        return None
    cursor = connection.execute(
        f'SELECT *, [trigger_start - "start", trigger_end - "start"] AS trigger FROM events_{side} WHERE n = ?',
        [n],
    )
    names = [column[0] for column in cursor.description or []]
    return dict(zip(names, cursor.fetchall()[0], strict=True))


def _in_short(event: dict[str, Any] | None) -> dict[str, Any] | None:
    return event and {name: event[name] for name in _SHOWN}
