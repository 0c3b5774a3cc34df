"""Stores: the events of one run in a DuckDB file. Nothing else in khaldun imports duckdb."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from khaldun.errors import StoreError
from khaldun.store.choice import Choice
from khaldun.store.view import Run, View
from khaldun.store.writer import FORMAT, Writer, run_now, writing

__all__ = ["FORMAT", "Choice", "Run", "Store", "View", "Writer", "run_now"]


class Store(View):
    """A store opened for reading: ``with Store("run.duckdb") as store: store.events().df()``.

    Raises ``StoreError`` where the file is missing, is no store, is in use, or is of another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        super().__init__(_open(self.path))
        try:
            self._check_version()
        except BaseException:
            self.close()
            raise

    @staticmethod
    def create(path: str | Path, run: Run) -> AbstractContextManager[Writer]:
        """A writer for a new store, which takes its name only when the ``with`` block ends well.

        A store of this version that has the name is replaced. Raises ``StoreError`` where any other file has it.
        """
        path = Path(path)
        if path.is_file() and path.stat().st_size:
            try:
                Store(path).close()
            except StoreError as error:
                raise StoreError(f"{error}; it is not overwritten") from None
        return writing(path, run)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _check_version(self) -> None:
        try:
            found = self._rows("SELECT version FROM format")
        except duckdb.CatalogException:
            found = []
        if not found:
            raise StoreError(
                f"{self.path}: a DuckDB file but no khaldun store; 'khaldun code INPUT -o OUT.duckdb' makes one"
            )
        version = found[0]["version"]
        if version != FORMAT:
            age = "an older" if version < FORMAT else "a newer"
            step = "code the input again" if version < FORMAT else "update khaldun"
            raise StoreError(
                f"{self.path}: written by {age} khaldun (store version {version}, this one reads {FORMAT}); {step}"
            )


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    if not path.is_file():
        raise StoreError(f"{path}: no such store; 'khaldun code INPUT -o {path.name}' makes one")
    try:
        connection = duckdb.connect(str(path), read_only=True)
        connection.execute(
            "SET enable_progress_bar = false"
        )  # it would mix with what goes to standard output
        return connection
    except duckdb.Error as error:
        text = str(error).splitlines()[0]
        if "lock" in text.lower():
            raise StoreError(f"{path}: another program is writing to it; wait until it is done") from None
        if "not a valid DuckDB" in text or isinstance(error, duckdb.SerializationException):
            raise StoreError(
                f"{path}: not a khaldun store; 'khaldun code INPUT -o OUT.duckdb' makes one"
            ) from None
        raise StoreError(f"{path}: cannot be opened ({text}); code the input again") from None
