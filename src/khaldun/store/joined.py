"""Writing which reports of a store are of one event: one table, filled or emptied as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import islice

import duckdb
import pyarrow as pa

from khaldun.errors import StoreError
from khaldun.store.tables import insert, schema_of
from khaldun.store.view import View

_BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Joined:
    """One row of the table ``joined`` of ``schema.sql``."""

    event_n: int
    event_id: str
    joined_n: int
    joined_id: str
    with_id: str | None
    score: float | None
    reasons: str | None


class Joining:
    """Made by ``Store.joining``. ``view`` reads the store while its reports are told."""

    def __init__(self, view: View, connection: duckdb.DuckDBPyConnection) -> None:
        self.view = view
        self._connection = connection

    def replace(self, rows: Iterable[Joined]) -> None:
        """Put these rows in the place of all that were there: all of them, or on any error none.

        Raises ``StoreError`` where the store cannot be written.
        """
        writing = self._connection.cursor()
        schema = schema_of(writing, "joined")
        try:
            writing.begin()
            writing.execute("DELETE FROM joined")
            left = iter(rows)
            while some := list(islice(left, _BATCH)):
                columns = {f.name: [getattr(row, f.name) for row in some] for f in fields(Joined)}
                insert(writing, "joined", pa.table(columns, schema=schema))
            writing.commit()
        except duckdb.Error as error:
            raise StoreError(
                f"the store cannot be written ({str(error).splitlines()[0]}); its joined events are as before"
            ) from None
        finally:
            writing.close()  # what was not committed is rolled back
