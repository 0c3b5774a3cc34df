"""What a writer of a store needs of a database, and the DuckDB file as one."""

from __future__ import annotations

from typing import Protocol

import duckdb
import pyarrow as pa

from khaldun.store.manifest import Run, read_run, update_run
from khaldun.store.rows import GROWING, Batch


class Tables(Protocol):
    """The tables of ``schema.sql``, wherever they are."""

    def run(self) -> Run:
        """The manifest."""

    def write(self, batch: Batch, run: Run) -> None:
        """Write all rows that wait and the manifest, in one transaction: all of it or nothing."""


class DuckTables:
    """Those of a DuckDB file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._schemas = {name: schema_of(connection, name) for name in GROWING}

    def run(self) -> Run:
        """The manifest."""
        return read_run(self._connection)

    def write(self, batch: Batch, run: Run) -> None:
        """Write all rows that wait and the manifest. Raises ``duckdb.Error``."""
        self._connection.begin()
        try:
            for name, rows in batch.take():
                insert(self._connection, name, pa.Table.from_pylist(rows, schema=self._schemas[name]))
            update_run(self._connection, run)
            self._connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        try:
            self._connection.rollback()
        except duckdb.Error:  # a fatal error has closed the transaction; the first error says more
            return


def schema_of(connection: duckdb.DuckDBPyConnection, name: str) -> pa.Schema:
    """The columns of a table and their types."""
    found: pa.Schema = connection.sql(f"SELECT * FROM {name} LIMIT 0").to_arrow_table().schema
    return found


def insert(connection: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Add rows to a table."""
    connection.register("batch", rows)
    connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM batch")
    connection.unregister("batch")
