"""The same questions to a store in a file and to one on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, overload

from khaldun.errors import StoreError
from khaldun.store import resume
from khaldun.store.address import Address, Location
from khaldun.store.manifest import Run
from khaldun.store.opening import open_to_read
from khaldun.store.server import connected, holds
from khaldun.store.server_runs import copied, server_counts, server_earlier
from khaldun.store.view import View


class Counts(Protocol):
    """Counts of the tables of ``schema.sql``."""

    def size(self, table: str) -> int:
        """The number of rows."""

    def counts(self, table: str, column: str) -> dict[str, int]:
        """How often each value of a column stands there."""


def earlier(where: Location, run: Run, anew: bool = False) -> Run | None:
    """The manifest of the run of the same name that ``run`` goes on with, or that has done its work already.

    ``None`` where there is none, or with ``anew``, which starts over. Raises ``UsageError`` where a run of that name
    was made another way, ``StoreError`` where what is there is no store of this version.
    """
    if isinstance(where, Address):
        return server_earlier(where, run, anew)
    return resume.earlier(where, run, anew)


@overload
def partial_of(where: Path) -> Path: ...
@overload
def partial_of(where: Address) -> Address: ...
@overload
def partial_of(where: Location) -> Location: ...
def partial_of(where: Location) -> Location:
    """The name of a store while it is unfinished."""
    return where.partial if isinstance(where, Address) else resume.partial_of(where)


def unfinished(where: Location) -> bool:
    """Whether an unfinished run of that name is there; a server that does not answer has none."""
    if isinstance(where, Path):
        return resume.partial_of(where).exists()
    try:
        with connected(where) as connection:
            return holds(connection, where.partial.name)
    except StoreError:
        return False


@contextmanager
def counted(where: Location) -> Iterator[Counts]:
    """Counts of a store, without copying one that is on a server."""
    if isinstance(where, Address):
        with server_counts(where) as tables:
            yield tables
    else:
        connection = open_to_read(where)
        try:
            yield View(connection)
        finally:
            connection.close()


@contextmanager
def local(where: Location) -> Iterator[Path]:
    """The store as a file: itself, or a temporary copy of one on a server."""
    if isinstance(where, Path):
        yield where
        return
    path, folder = copied(where)
    with folder:
        yield path
