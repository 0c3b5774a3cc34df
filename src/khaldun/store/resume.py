"""Stores that a run can be killed over and go on with.

While a run goes on its store is called ``OUT.partial``; at the end it is renamed. Why so: ``docs/decisions/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb

from khaldun.errors import StoreError, UsageError
from khaldun.store.atomic import replacing, require_place, storage_error
from khaldun.store.manifest import Run, differences, read_run
from khaldun.store.opening import open_to_read
from khaldun.store.tables import DuckTables
from khaldun.store.writer import Writer, connect, lay_out, said


def partial_of(path: Path) -> Path:
    """The name of a store while it is unfinished."""
    return path.with_name(f"{path.name}.partial")


def earlier(path: Path, run: Run, anew: bool = False) -> Run | None:
    """The manifest of the run of the same name that ``run`` goes on with, or that has done its work already.

    ``None`` where there is none, or with ``anew``, which starts over. Raises ``UsageError`` where a run of that name
    was made another way, ``StoreError`` where the file is no store of this version.
    """
    require_place(path)
    found = next((name for name in (partial_of(path), path) if _holds_something(name)), None)
    if found is None:
        return None
    if anew:
        _require_store(path)
        return None
    before = _manifest(found)
    if found != path:
        before = replace(before, finished=None)  # it may have been killed before it was renamed
    require_same(str(found), before, run)
    return before


def require_same(found: str, before: Run, run: Run) -> None:
    """Raise ``UsageError`` where the run in the store of that name was made another way."""
    unlike = differences(before, run)
    if unlike:
        listed = "; ".join(
            f"{name} {a or 'none'} there, {b or 'none'} now" for name, (a, b) in unlike.items()
        )
        raise UsageError(
            f"{found}: holds a run made another way ({listed}); write to another name with -o, "
            "or replace it with --overwrite"
        )


def _holds_something(path: Path) -> bool:
    return path.exists() and (not path.is_file() or path.stat().st_size > 0)


def _manifest(path: Path) -> Run:
    try:
        connection = open_to_read(path)
    except StoreError as error:
        if "another program" in str(error):
            raise
        raise StoreError(f"{error}; it is not overwritten without --overwrite") from None
    try:
        return read_run(connection)
    finally:
        connection.close()


def _require_store(path: Path) -> None:
    """Raise ``StoreError`` where something other than a store, of whatever version, has the name."""
    if not _holds_something(path):
        return
    try:
        open_to_read(path).close()
    except StoreError as error:
        if "written by" not in str(error):
            raise StoreError(f"{error}; it is not overwritten") from None


@contextmanager
def resuming(path: Path, run: Run, anew: bool = False) -> Iterator[Writer]:
    """A writer that goes on with the unfinished run of that name, or begins one; with ``anew`` it always begins one.

    The store takes the name ``path`` when the block ends well. Otherwise what was marked stays in ``partial_of(path)``,
    and nothing stays where nothing was. Raises ``StoreError`` where it cannot be written or the disk is full.
    """
    require_place(path)
    partial = partial_of(path)
    if anew:
        _remove(partial)
    if not partial.exists():
        _begin(partial, run)
    writer: Writer | None = None
    try:
        connection = _connected(partial)
        try:
            writer = Writer(DuckTables(connection), by_marks=True)
            yield writer
            writer.finish()
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        _require_whole(partial)
        partial.replace(path)
    except duckdb.Error as error:
        raise _kept(said(path, error), partial, writer) from None
    except OSError as error:
        raise _kept(storage_error(path, error), partial, writer) from None
    finally:
        if writer is not None and not writer.written:
            _remove(partial)


def _begin(partial: Path, run: Run) -> None:
    """An empty store under the partial name, which never holds less than that."""
    with replacing(partial) as new:
        try:
            connection = connect(new)
            try:
                lay_out(connection, run)
            finally:
                connection.close()
        except duckdb.Error as error:
            raise said(partial, error) from None


def _connected(partial: Path) -> duckdb.DuckDBPyConnection:
    try:
        return connect(partial)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            raise StoreError(
                f"{partial}: another program is writing to it; wait until it is done, or write elsewhere with -o"
            ) from None
        raise


def _require_whole(partial: Path) -> None:
    """A log that is left would be lost with the new name; DuckDB leaves none when it is closed well."""
    log = _log(partial)
    if log.exists():
        raise StoreError(f"{partial}: could not be closed ({log.name} is left); give the same command again")


def _kept(error: StoreError, partial: Path, writer: Writer | None) -> StoreError:
    if writer is None or not writer.written:
        return error
    return StoreError(
        f"{str(error).replace('nothing was kept; ', '')}; {partial.name} keeps what is coded, and the same command goes on with it"
    )


def _remove(partial: Path) -> None:
    if partial.exists():
        # Whoever is writing to it holds a lock, and must not lose it; a damaged one is removed as well.
        with suppress(duckdb.Error):
            _connected(partial).close()
    partial.unlink(missing_ok=True)
    _log(partial).unlink(missing_ok=True)


def _log(partial: Path) -> Path:
    return partial.with_name(f"{partial.name}.wal")
