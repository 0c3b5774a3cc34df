"""The tables of a store on a PostgreSQL server: connecting, laying out, writing batches. The only module that imports psycopg.

A store is a schema with the tables of ``schema.sql``, so that a database can hold several. Each growing table has one more column,
``seq``, that counts rows as they are written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from khaldun.errors import StoreError
from khaldun.store.address import Address
from khaldun.store.manifest import Run
from khaldun.store.rows import GROWING, Batch
from khaldun.store.writer import FORMAT, other_version

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

_TYPES = {"TINYINT": "SMALLINT", "DOUBLE": "DOUBLE PRECISION"}
"""Types of ``schema.sql`` that PostgreSQL calls otherwise."""
_INDEXES = (
    "articles (n)", "articles (id)", "events (n)", "events (id)", "events (date)", "event_actors (event_n)",
    "evidence (event_n)",
)  # fmt: skip
_SECONDS = 15


@contextmanager
def connected(address: Address) -> Iterator[Connection]:
    """A connection whose tables are those of the address's schema; every statement is a transaction of its own.

    Raises ``StoreError``, without the password, where the server cannot be reached, and for whatever goes wrong in the block.
    """
    try:
        import psycopg
    except ImportError:
        raise StoreError(
            f"{address}: stores on a server need psycopg; install it with pip install 'khaldun[postgres]'"
        ) from None
    try:
        connection = psycopg.connect(_with_timeout(address.url), autocommit=True)
    except (psycopg.Error, ValueError) as error:
        raise StoreError(
            f"{address}: the server cannot be reached ({told(address, error)}); check host, port, user, database and password"
        ) from None
    try:
        connection.execute(f"SET search_path TO {address.name}")
        connection.execute("SET client_min_messages TO warning")
        yield connection
    except psycopg.errors.DiskFull:
        raise StoreError(f"{address}: no space left on the server's disk; free some") from None
    except psycopg.Error as error:
        raise StoreError(
            f"{address}: the server refused ({told(address, error)}); mend that, or write elsewhere with -o"
        ) from None
    finally:
        connection.close()


def _with_timeout(url: str) -> str:
    """The address with how many seconds to wait for an answer, where it does not say itself."""
    if "connect_timeout=" in url:
        return url
    return f"{url}{'&' if '?' in url else '?'}connect_timeout={_SECONDS}"


def told(address: Address, error: Exception) -> str:
    """The first line of what the library said; where it quotes the address, nothing, as that may hold a password."""
    lines = str(error).strip().splitlines()
    first = lines[0] if lines else type(error).__name__
    secret = re.search(r"://[^/@]*?:([^/@]+)@", address.url)
    if "://" in first or (secret and secret[1] in first):
        return type(error).__name__
    return first


def holds(connection: Connection, schema: str) -> bool:
    """Whether there is a store in this schema. Raises ``StoreError`` where there is anything else, or another version's."""
    there = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone()
    if there is None:
        return False
    if connection.execute("SELECT to_regclass(%s)", [f"{schema}.format"]).fetchone() == (None,):
        raise StoreError(
            f"schema {schema}: is there already and holds no khaldun store; it is not overwritten; name another by ?schema=NAME"
        )
    version = connection.execute(f"SELECT version FROM {schema}.format").fetchall()
    if version != [(FORMAT,)]:
        raise other_version(f"schema {schema}", version[0][0] if version else 0)
    return True


def lay_out(connection: Connection, schema: str, run: Run) -> None:
    """A new store with its manifest, in a schema of its own."""
    text = files("khaldun.store").joinpath("schema.sql").read_text(encoding="utf-8")
    for name, other in _TYPES.items():
        text = re.sub(rf"\b{name}\b", other, text)
    with connection.transaction():
        connection.execute(f"CREATE SCHEMA {schema}")
        connection.execute(f"SET LOCAL search_path TO {schema}")
        connection.execute(text.encode())
        for name in GROWING:
            connection.execute(f"ALTER TABLE {name} ADD COLUMN seq BIGINT GENERATED ALWAYS AS IDENTITY")
        for index in _INDEXES:
            connection.execute(f"CREATE INDEX ON {index}")
        connection.execute("INSERT INTO format VALUES (%s)", [FORMAT])
        values = [clean(getattr(run, field.name)) for field in fields(run)]
        values[4] = json.dumps(run.options)
        connection.execute(f"INSERT INTO run VALUES ({', '.join(['%s'] * len(values))})", values)


def drop(connection: Connection, schema: str) -> None:
    """Take a store away; a schema that holds anything of others, or that others build on, stays, with an error."""
    with connection.transaction():
        connection.execute(f"DROP VIEW {schema}.flat_events, {schema}.joined_events")
        connection.execute(f"DROP TABLE {', '.join(f'{schema}.{name}' for name in _TABLES)}")
        connection.execute(f"DROP SCHEMA {schema}")


_TABLES = ("format", "run", "joined", *GROWING)


class ServerTables:
    """Those of a schema on a server."""

    def __init__(self, connection: Connection, schema: str) -> None:
        self._connection, self._schema = connection, schema
        self._columns = {name: columns(connection, schema, name) for name in GROWING}

    def run(self) -> Run:
        """The manifest."""
        names = [field.name for field in fields(Run)]
        row = self._connection.execute(f"SELECT {', '.join(names)} FROM {self._schema}.run").fetchone()
        assert row is not None
        return Run(**dict(zip(names, row, strict=True)))

    def write(self, batch: Batch, run: Run) -> None:
        """Write all rows that wait and the manifest. Raises ``psycopg.Error``."""
        with self._connection.transaction():
            for name, rows in batch.take():
                names = self._columns[name]
                copy_in(
                    self._connection,
                    f"{self._schema}.{name}",
                    names,
                    ([row.get(n) for n in names] for row in rows),
                )
            self._connection.execute(
                f"UPDATE {self._schema}.run SET finished = %s, articles = %s, events = %s, unread = %s, quarantined = %s,"
                " inputs = %s, digest = %s",
                [run.finished, run.articles, run.events, run.unread, run.quarantined, run.inputs, run.digest],
            )

    def size(self, table: str) -> int:
        """The number of rows of a table of ``schema.sql``."""
        ((n,),) = self._connection.execute(f"SELECT count(*) FROM {self._schema}.{table}").fetchall()
        return int(n)

    def counts(self, table: str, column: str) -> dict[str, int]:
        """How often each value of a column stands in a table of ``schema.sql``."""
        query = f"SELECT {column}, count(*) FROM {self._schema}.{table} GROUP BY 1"
        return dict(self._connection.execute(query).fetchall())


def columns(connection: Connection, schema: str, table: str) -> list[str]:
    """The columns of a table, without ``seq``."""
    described = connection.execute(f"SELECT * FROM {schema}.{table} LIMIT 0").description or []
    return [column.name for column in described if column.name != "seq"]


def copy_in(connection: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows to a table."""
    quoted = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([clean(value) for value in row])


def clean(value: Any) -> Any:
    """The value as PostgreSQL can hold it: its texts have no character 0, which becomes U+FFFD."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd")
    return [clean(item) for item in value] if isinstance(value, list) else value
