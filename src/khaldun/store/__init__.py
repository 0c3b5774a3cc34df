"""Stores: the events of one run in a DuckDB file. Nothing else in khaldun imports duckdb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb

from khaldun.errors import StoreError
from khaldun.store.atomic import replacing
from khaldun.store.choice import Choice
from khaldun.store.compare import Difference, compare
from khaldun.store.joined import Joined, Joining
from khaldun.store.manifest import Run, differences, run_now
from khaldun.store.opening import open_to_read
from khaldun.store.resume import earlier, partial_of, resuming
from khaldun.store.view import View
from khaldun.store.writer import FORMAT, Writer, connect, lay_out, said

__all__ = [
    "FORMAT", "Choice", "Difference", "Joined", "Joining", "Run", "Store", "View", "Writer", "compare", "differences", "earlier", "partial_of",
    "run_now",
]  # fmt: skip


class Store(View):
    """A store opened for reading: ``with Store("run.duckdb") as store: store.events().df()``.

    Raises ``StoreError`` where the file is missing, is no store, is in use, or is of another version.
    """

    def __init__(self, path: str | Path, *, writing: bool = False) -> None:
        self.path = Path(path)
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
    def resume(path: str | Path, run: Run, anew: bool = False) -> AbstractContextManager[Writer]:
        """A writer that goes on where an unfinished run of that name was broken off, or begins one.

        Ask ``earlier`` first whether that run was made the same way. What ``Writer.mark`` has confirmed outlives
        whatever ends the ``with`` block, or the process. With ``anew`` it always begins.
        """
        return resuming(Path(path), run, anew)

    @staticmethod
    @contextmanager
    def joining(path: str | Path) -> Iterator[Joining]:
        """A store opened to say which of its reports are of one event; nothing else of it can be changed.

        Raises ``StoreError`` as opening does, and where the file cannot be written.
        """
        with Store(path, writing=True) as store:
            yield Joining(store, store._connection)

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
                writer = Writer(connection)
                yield writer
                writer.finish()
            finally:
                connection.close()
        except duckdb.Error as error:
            raise said(path, error) from None
