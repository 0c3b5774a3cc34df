"""Writing files so that the final name never holds half a file."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from khaldun.errors import StoreError


def full_disk(path: Path | str, option: str = "-o") -> StoreError:
    """The error for a disk without room."""
    return StoreError(
        f"{path}: no space left on the disk; nothing was kept; free some, or write elsewhere with {option}"
    )


def storage_error(path: Path | str, error: OSError, option: str = "-o") -> StoreError:
    """What the operating system said, as one line with the next step."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return full_disk(path, option)
    said = error.strerror or str(error)
    return StoreError(f"{path}: cannot be written ({said}); choose another place with {option}")


def require_place(path: Path, option: str = "-o") -> None:
    """Raise ``StoreError`` where ``path`` is a folder, or lies in none."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; give the name of a file with {option}")
    if not path.parent.is_dir():
        raise StoreError(
            f"{path}: there is no folder {path.parent}; make it first, or write elsewhere with {option}"
        )


@contextmanager
def replacing(path: Path, option: str = "-o") -> Iterator[Path]:
    """A temporary name beside ``path`` to write to; renamed to it at the end, removed on any error.

    ``option`` is the one that named the path, for what errors say.
    Raises ``StoreError`` where the folder is missing or cannot be written to, or the disk is full.
    """
    require_place(path, option)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        yield partial
        os.replace(partial, path)
    except OSError as error:
        raise storage_error(path, error, option) from None
    finally:
        partial.unlink(missing_ok=True)
        partial.with_name(partial.name + ".wal").unlink(missing_ok=True)
