"""Opening a file as a store: whether it is one, of this version, and free."""

from __future__ import annotations

from pathlib import Path

import duckdb

from khaldun.errors import StoreError
from khaldun.store.writer import FORMAT, other_version


def open_to_read(path: Path, writing: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the store at ``path``, with ``writing`` to change it.

    Raises ``StoreError`` where the file is missing, is no store, is in use, or is of another version.
    """
    if not path.is_file():
        raise StoreError(f"{path}: no such store; 'khaldun code INPUT -o {path.name}' makes one")
    try:
        connection = duckdb.connect(str(path), read_only=not writing)
        connection.execute(
            "SET enable_progress_bar = false"
        )  # it would mix with the records on standard output
    except duckdb.Error as error:
        raise _unopened(path, error) from None
    try:
        check_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raise ``StoreError`` where the open file is no store, or one of another version."""
    try:
        found = connection.execute("SELECT version FROM format").fetchall()
    except duckdb.CatalogException:
        found = []
    if not found:
        raise StoreError(
            f"{path}: a DuckDB file but no khaldun store; 'khaldun code INPUT -o OUT.duckdb' makes one"
        )
    version = found[0][0]
    if version != FORMAT:
        raise other_version(path, version)


def _unopened(path: Path, error: duckdb.Error) -> StoreError:
    text = str(error).splitlines()[0]
    if "lock" in text.lower():
        return StoreError(f"{path}: another program is writing to it; wait until it is done")
    if "not a valid DuckDB" in text or isinstance(error, duckdb.SerializationException):
        return StoreError(f"{path}: not a khaldun store; 'khaldun code INPUT -o OUT.duckdb' makes one")
    return StoreError(f"{path}: cannot be opened ({text}); code the input again")
