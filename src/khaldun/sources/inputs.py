"""The inputs a caller names: files, folders and standard input, as opened sources with stable ids."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from khaldun.errors import InputError
from khaldun.sources import buckets
from khaldun.sources.packed import Watched

_HEAD = 1 << 14
"""Bytes by which a format is told."""


@dataclass(slots=True)
class Meter:
    """Bytes of the inputs' files (packed, as they lie on the disk) that have been read so far."""

    done: int = 0

    def finish(self, source: Source, before: int) -> None:
        """Count all of a file that is done with, whatever way it was read."""
        self.done = before + source.length if source.length else self.done


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or standard input where ``path`` and ``address`` are None.

    ``name`` stands in messages; ``id`` is the id of its article, or the first part of its rows' ids; ``listed`` says
    that it was found in a folder, not named by the caller. ``meter`` is told of the bytes read. A file in a bucket has
    an ``address`` and its ``size`` in bytes instead of a path; it is fetched when it is read.
    """

    path: Path | None
    id: str
    name: str
    listed: bool = False
    meter: Meter | None = field(default=None, compare=False)
    address: str | None = None
    size: int = 0

    @property
    def length(self) -> int:
        """Bytes of the file."""
        return self.size if self.path is None else _bytes(self.path)


def walk(inputs: Sequence[str | Path]) -> Iterator[Source | InputError]:
    """The sources behind the inputs, in order; folders in the order of names, hidden files left out.

    A file's id is its name, in a folder the path from that folder's name on ("dispatches/paris.txt"). Where two
    inputs share a name the later one's ids carry its path as given. An input named twice is read once. Addresses
    (``s3://``, ``gs://``, ``file://``) are inputs like paths.
    """
    seen: set[Path | str] = set()
    prefixes: set[str] = set()
    for given in inputs:
        path = buckets.path_of(given)
        if path is None:
            yield from _in_bucket(str(given), seen)
            continue
        if str(given) == "-":
            yield Source(None, "stdin", "standard input")
            continue
        if not path.exists():
            yield InputError(str(given), "no such file or folder; check the path")
            continue
        resolved = path.resolve()
        if resolved in seen:
            continue
        seen.add(resolved)
        prefix = resolved.name if resolved.name not in prefixes else path.as_posix()
        prefixes.add(prefix)
        yield from _folder(path, prefix, str(given)) if path.is_dir() else [Source(path, prefix, str(given))]


def _in_bucket(address: str, seen: set[Path | str]) -> Iterator[Source | InputError]:
    for found in buckets.listed(address, Source):
        if isinstance(found, Source) and found.name in seen:
            continue
        seen.add(str(found) if isinstance(found, InputError) else found.name)
        yield found


def _folder(folder: Path, prefix: str, given: str) -> Iterator[Source | InputError]:
    empty = True
    for found in _files(folder, prefix):
        empty = False
        yield found
    if empty:
        yield InputError(
            given, "no file in this folder; give one that holds articles (hidden files are not read)"
        )


def _files(folder: Path, prefix: str) -> Iterator[Source | InputError]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputError(str(folder), unreadable(error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        # A linked folder could lead back to this one, so only real folders are entered.
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{prefix}/{entry.name}")
        elif not entry.is_dir():
            yield Source(Path(entry.path), f"{prefix}/{entry.name}", entry.path, listed=True)


def size(inputs: Sequence[str | Path]) -> int | None:
    """Bytes of all files behind the inputs; ``None`` where one is standard input, whose size nobody knows."""
    if any(str(given) == "-" for given in inputs):
        return None
    return sum(source.length for source in walk(inputs) if isinstance(source, Source))


def _bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it will say so
        return 0


def unreadable(error: Exception) -> str:
    """What to tell of a file that the system will not open, or that breaks off."""
    if isinstance(error, PermissionError):
        return "no permission to read it; change its mode, or run as a user who may"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    return f"cannot be read ({' '.join(str(error).split())}); check the file, or fetch it again"


class _Rest(io.RawIOBase):
    """A stream with the bytes put back that were read from it to tell its format."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        self.given += len(data)
        return len(data)


class _Metered(io.RawIOBase):
    """A stream whose bytes are counted as they are read."""

    def __init__(self, stream: IO[bytes], meter: Meter) -> None:
        self._stream, self._meter = stream, meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._meter.done += len(data)
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def opened(source: Source) -> Iterator[tuple[bytes, IO[bytes]]]:
    """The first bytes of a source and a stream of all of it, unpacked where it is gzipped."""
    if source.path is None:
        yield unpacked(sys.stdin.buffer, source.name)
        return
    with source.path.open("rb") as stream:
        read = io.BufferedReader(_Metered(stream, source.meter)) if source.meter else stream
        yield unpacked(read, source.name)


def unpacked(stream: IO[bytes], name: str) -> tuple[bytes, IO[bytes]]:
    """The first bytes of a stream and a stream of all of it, unpacked where it is gzipped.

    Reading the latter raises ``InputError`` where it unpacks to far more than text does.
    """
    head = stream.read(_HEAD)
    rest = _Rest(head, stream)
    whole: IO[bytes] = io.BufferedReader(rest)
    if head.startswith(b"\x1f\x8b"):
        inner = io.BufferedReader(Watched(gzip.GzipFile(fileobj=whole), lambda: rest.given, name))  # type: ignore[arg-type]
        head = inner.read(_HEAD)
        whole = io.BufferedReader(_Rest(head, inner))
    return head, whole
