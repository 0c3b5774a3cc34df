"""Stores: the events of one run in a DuckDB file or on a PostgreSQL server. Nothing else in khaldun imports duckdb or psycopg."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from khaldun.errors import StoreError
from khaldun.store.address import Address, Location, label_of, location
from khaldun.store.atomic import replacing
from khaldun.store.choice import Choice
from khaldun.store.compare import Difference, compare
from khaldun.store.joined import Joined, Joining
from khaldun.store.locations import Counts, counted, earlier, local, partial_of, unfinished
from khaldun.store.manifest import Run, differences, run_now
from khaldun.store.opening import open_to_read
from khaldun.store.resume import resuming
from khaldun.store.server_runs import ServerJoining, copied, server_resuming
from khaldun.store.tables import DuckTables
from khaldun.store.view import View
from khaldun.store.writer import FORMAT, Writer, connect, lay_out, said

__all__ = [
    "FORMAT",
    "Address",
    "Choice",
    "Counts",
    "Difference",
    "Joined",
    "Joining",
    "Location",
    "Run",
    "Store",
    "View",
    "Writer",
    "compare",
    "counted",
    "differences",
    "earlier",
    "label_of",
    "local",
    "location",
    "partial_of",
    "run_now",
    "unfinished",
]  # fmt: skip


class Store(View):
    """A store opened for reading: ``with Store("run.duckdb") as store: store.events().df()``.

    A store on a server (``Store("postgresql://…")``) is copied into a temporary file first, which closing removes.
    Raises ``StoreError`` where the file is missing, is no store, is in use, or is of another version.
    """

    def __init__(self, path: str | Path | Address, *, writing: bool = False) -> None:
        found = location(path)
        self._temporary = None
        if isinstance(found, Address):
            found, self._temporary = copied(found)
        self.path = found
        super().__init__(open_to_read(self.path, writing))

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
        return _writing(path, run)

    @staticmethod
    def resume(path: str | Path | Address, run: Run, anew: bool = False) -> AbstractContextManager[Writer]:
        """A writer that goes on where an unfinished run of that name was broken off, or begins one.

        Ask ``earlier`` first whether that run was made the same way. What ``Writer.mark`` has confirmed outlives
        whatever ends the ``with`` block, or the process. With ``anew`` it always begins.
        """
        found = location(path)
        return server_resuming(found, run, anew) if isinstance(found, Address) else resuming(found, run, anew)

    @staticmethod
    @contextmanager
    def joining(path: str | Path | Address) -> Iterator[Joining | ServerJoining]:
        """A store opened to say which of its reports are of one event; nothing else of it can be changed.

        Raises ``StoreError`` as opening does, and where the file cannot be written.
        """
        found = location(path)
        if isinstance(found, Address):
            with Store(found) as store:
                yield ServerJoining(store, found)
        else:
            with Store(found, writing=True) as store:
                yield Joining(store, store._connection)

    def close(self) -> None:
        """Let go of the file."""
        super().close()
        if self._temporary is not None:
            self._temporary.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _writing(path: Path, run: Run) -> Iterator[Writer]:
    """A writer whose store takes the name ``path`` when the block ends well.

    Raises ``StoreError`` where it cannot be written or the disk is full.
    """
    with replacing(path) as partial:
        try:
            connection = connect(partial)
            try:
                lay_out(connection, run)
                writer = Writer(DuckTables(connection))
                yield writer
                writer.finish()
            finally:
                connection.close()
        except duckdb.Error as error:
            raise said(path, error) from None
