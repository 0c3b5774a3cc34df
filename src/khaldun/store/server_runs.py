"""Runs into a store on a server: begun, gone on with, finished; and a server's store read here.

As with files, a run is written under another name (schema ``NAME_partial``) and takes its own at the end, in one transaction.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from khaldun.errors import StoreError, UsageError
from khaldun.store.address import PARTIAL, Address
from khaldun.store.atomic import storage_error
from khaldun.store.joined import Joined
from khaldun.store.manifest import Run
from khaldun.store.resume import require_same
from khaldun.store.rows import GROWING
from khaldun.store.server import ServerTables, columns, connected, copy_in, drop, holds, lay_out
from khaldun.store.tables import insert, schema_of
from khaldun.store.writer import Writer, connect, said
from khaldun.store.writer import lay_out as lay_out_file

if TYPE_CHECKING:
    from khaldun.store.server import Connection
    from khaldun.store.view import View

_CHUNK = 5_000


def server_earlier(address: Address, run: Run, anew: bool = False) -> Run | None:
    """What ``resume.earlier`` tells of a file. Raises ``UsageError`` for a name that unfinished stores have."""
    if address.name.endswith(PARTIAL):
        raise UsageError(
            f"{address}: names that end in {PARTIAL} are those of unfinished stores; name another by ?schema=NAME"
        )
    with connected(address) as connection:
        found = next((a for a in (address.partial, address) if holds(connection, a.name)), None)
        if found is None or anew:
            return None
        before = ServerTables(connection, found.name).run()
    before = before if found == address else replace(before, finished=None)
    require_same(str(found), before, run)
    return before


@contextmanager
def server_resuming(address: Address, run: Run, anew: bool = False) -> Iterator[Writer]:
    """What ``resume.resuming`` does for a file; the store that has the name is replaced at the end."""
    partial, writer = address.partial.name, None
    try:
        with connected(address) as connection:
            _lock(connection, address)
            if holds(connection, partial) and anew:
                drop(connection, partial)
            if not holds(connection, partial):
                lay_out(connection, partial, run)
            try:
                writer = Writer(ServerTables(connection, partial), by_marks=True)
                yield writer
                writer.finish()
                _rename(connection, address)
            finally:
                if writer is None or not writer.written:
                    _forget(connection, partial)
    except StoreError as error:
        if writer is None or not writer.written:
            raise
        raise StoreError(
            f"{error}; {partial} keeps what is coded, and the same command goes on with it"
        ) from None


def _lock(connection: Connection, address: Address) -> None:
    """Held as long as the connection. Raises ``StoreError`` where another program holds it."""
    query = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
    if connection.execute(query, [f"khaldun/{address.name}"]).fetchone() != (True,):
        raise StoreError(
            f"{address}: another program is writing to it; wait until it is done, or write elsewhere with -o"
        )


def _rename(connection: Connection, address: Address) -> None:
    with connection.transaction():
        if holds(connection, address.name):
            drop(connection, address.name)
        connection.execute(f"ALTER SCHEMA {address.partial.name} RENAME TO {address.name}")


def _forget(connection: Connection, schema: str) -> None:
    with suppress(Exception):  # on the way out of another error, which says more
        if holds(connection, schema):
            drop(connection, schema)


@contextmanager
def server_counts(address: Address) -> Iterator[ServerTables]:
    """Counts of a store, asked of the server."""
    with connected(address) as connection:
        yield ServerTables(connection, address.name)


def copied(address: Address) -> tuple[Path, tempfile.TemporaryDirectory[str]]:
    """The whole store as a DuckDB file, and the temporary folder that it is in; all of it as it was at one moment.

    Raises ``StoreError`` where there is none, or no room for it here.
    """
    folder = tempfile.TemporaryDirectory(prefix="khaldun-")
    path = Path(folder.name) / "copy.duckdb"
    try:
        with connected(address) as server, connect(path) as file:
            if not holds(server, address.name):
                raise StoreError(f"{address}: no such store; 'khaldun code INPUT -o {address}' makes one")
            with server.transaction():
                server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                lay_out_file(file, ServerTables(server, address.name).run())
                for name in ("joined", *GROWING):
                    _copy_table(server, address.name, file, name)
    except BaseException as error:
        folder.cleanup()
        if isinstance(error, duckdb.Error):
            raise said(path, error) from None
        if isinstance(error, OSError):
            raise storage_error(path, error) from None
        raise
    return path, folder


def _copy_table(server: Connection, schema: str, file: duckdb.DuckDBPyConnection, name: str) -> None:
    wanted = schema_of(file, name)
    names = columns(server, schema, name)
    order = "seq" if name in GROWING else "event_n"
    quoted = ", ".join(f'"{column}"' for column in names)
    with server.cursor(f"khaldun_{name}", binary=True) as cursor:
        cursor.execute(f"SELECT {quoted} FROM {schema}.{name} ORDER BY {order}")
        while rows := cursor.fetchmany(_CHUNK):
            values = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
            insert(file, name, pa.table({f.name: pa.array(values[f.name], f.type) for f in wanted}))


class ServerJoining:
    """What ``Joining`` is for a file."""

    def __init__(self, view: View, address: Address) -> None:
        self.view = view
        self._address = address

    def replace(self, rows: Iterable[Joined]) -> None:
        """Put these rows in the place of all that were there: all of them, or on any error none."""
        names = [field.name for field in fields(Joined)]
        table = f"{self._address.name}.joined"
        with connected(self._address) as connection, connection.transaction():
            connection.execute(f"DELETE FROM {table}")
            copy_in(connection, table, names, ([getattr(row, name) for name in names] for row in rows))
