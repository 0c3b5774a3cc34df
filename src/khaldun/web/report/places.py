"""Where events happened: circles over the shapes of countries (Natural Earth), cut to where most of them lie."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from khaldun.store import View
from khaldun.store.browse import Spot
from khaldun.web.markup import Html, el, join
from khaldun.web.report.charts import ACTUAL, svg
from khaldun.web.report.tables import grid

_WIDE = 960.0
_LEAST = 25.0
"""Degrees that a map shows at least."""
_TAIL = 0.02
_SHOWN, _NAMED, _LISTED = 800, 10, 12
_LARGEST = 26.0

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows, in degrees, drawn so that shapes in its middle keep their form."""

    west: float
    east: float
    south: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the picture a degree of latitude."""
        return _WIDE / ((self.east - self.west) * self._narrow)

    @property
    def high(self) -> float:
        """Height of the picture."""
        return (self.north - self.south) * self.scale

    @property
    def _narrow(self) -> float:
        return max(0.2, math.cos(math.radians((self.north + self.south) / 2)))

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the picture."""
        return (lon - self.west) * self._narrow * self.scale, (self.north - lat) * self.scale

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point lies inside."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


def where(view: View) -> Html:
    """The map and the places with most events."""
    spots = view.spots(ACTUAL, _SHOWN)
    total = sum(view.statuses(ACTUAL).get(status, 0) for status in ACTUAL.statuses)
    if not spots:
        return el("p", f"None of {total:,} events has a place on the map.")
    window = window_of(spots)
    inside = [spot for spot in spots if window.holds(spot.lat, spot.lon)]
    located = sum(spot.events for spot in spots)
    shown = sum(spot.events for spot in inside)
    label = f"Map of {shown} events at {len(inside)} places, from latitude {window.south:.0f} to {window.north:.0f} and longitude {window.west:.0f} to {window.east:.0f}."
    said = (
        f"{shown:,} events at {len(inside)} places; {located - shown:,} lie outside the map, {total - located:,} have no place or lie at lesser ones. "
        "Circles: mostly cooperation; diamonds: mostly conflict; the larger, the more events. An event placed in a country alone stands at its middle. "
        "Shapes of countries: Natural Earth."
    )
    listed = [
        [_name(spot), spot.events, spot.quads[0] + spot.quads[1], spot.quads[2] + spot.quads[3], spot.score]
        for spot in spots[:_LISTED]
    ]
    return join([
        el("figure", _map(window, inside, label), el("figcaption", said)),
        grid(["place", "events", "cooperation", "conflict", "mean score"], listed, "Places with most events"),
    ])  # fmt: skip


def window_of(spots: list[Spot]) -> Window:
    """The part of the world in which nearly all events lie, with a margin."""
    south, north = _middle([(spot.lat, spot.events) for spot in spots])
    west, east = _middle([(spot.lon, spot.events) for spot in spots])
    south, north = _widened(south, north, -85.0, 85.0, _LEAST * 0.6)
    west, east = _widened(west, east, -180.0, 180.0, _LEAST)
    return Window(west, east, south, north)


def _middle(values: list[tuple[float, int]]) -> tuple[float, float]:
    """The ends of a range that leaves out a small part of the events on either side."""
    ordered = sorted(values)
    tail = _TAIL * sum(n for _, n in ordered)
    ends = []
    for side in (ordered, ordered[::-1]):
        passed = 0
        for value, n in side:
            passed += n
            if passed > tail:
                ends.append(value)
                break
    return ends[0], ends[1]


def _widened(low: float, high: float, least: float, most: float, span: float) -> tuple[float, float]:
    margin = max((high - low) * 0.12, 2.0, (span - (high - low)) / 2)
    return max(least, low - margin), min(most, high + margin)


def _map(window: Window, spots: list[Spot], label: str) -> Html:
    parts = [
        el("rect", width=f"{_WIDE:g}", height=f"{window.high:.1f}", class_="sea"),
        *_graticule(window),
        _land(window),
    ]
    most = max(spot.events for spot in spots) if spots else 1
    for spot in spots:
        x, y = window.at(spot.lat, spot.lon)
        size = max(3.0, _LARGEST * math.sqrt(spot.events / most))
        parts.append(_mark(x, y, size, spot))
    for spot in spots[:_NAMED]:
        x, y = window.at(spot.lat, spot.lon)
        size = max(3.0, _LARGEST * math.sqrt(spot.events / most))
        left = x > _WIDE * 0.85
        at = {"x": f"{x + (-size - 3 if left else size + 3):.1f}", "y": f"{y + 4:.1f}"}
        parts.append(
            el(
                "text",
                spot.name or spot.country or "",
                class_="halo",
                text_anchor="end" if left else "start",
                **at,
            )
        )
    return svg(_WIDE, window.high, label, parts)


def _mark(x: float, y: float, size: float, spot: Spot) -> Html:
    told = el("title", f"{_name(spot)}: {spot.events} events, mean score {spot.score:.1f}")
    if spot.quads[0] + spot.quads[1] >= spot.quads[2] + spot.quads[3]:
        return el("circle", told, cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{size:.1f}", class_="spot good")
    path = f"M{x - size:.1f} {y:.1f}L{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}Z"
    return el("path", told, d=path, class_="spot bad")


def _graticule(window: Window) -> Iterable[Html]:
    step = 30 if window.east - window.west > 120 else 10 if window.east - window.west > 40 else 5
    for lon in range(-180, 181, step):
        if window.west < lon < window.east:
            x, _ = window.at(0, lon)
            yield el("path", d=f"M{x:.1f} 0V{window.high:.1f}", class_="grid")
            yield el(
                "text", _degrees(lon, "E", "W"), x=f"{x + 3:.1f}", y=f"{window.high - 5:.1f}", class_="faint"
            )
    for lat in range(-90, 91, step):
        if window.south < lat < window.north:
            _, y = window.at(lat, 0)
            yield el("path", d=f"M0 {y:.1f}H{_WIDE:g}", class_="grid")
            yield el("text", _degrees(lat, "N", "S"), x=3, y=f"{y - 3:.1f}", class_="faint")


def _degrees(value: int, above: str, below: str) -> str:
    return f"{abs(value)}°{above if value > 0 else below if value < 0 else ''}"


def _land(window: Window) -> Html:
    """The shapes that reach into the window, cut off some way beyond its edges by the picture itself."""
    lines = []
    for ring in _shapes():
        lons, lats = [point[0] for point in ring], [point[1] for point in ring]
        if (
            max(lons) < window.west
            or min(lons) > window.east
            or max(lats) < window.south
            or min(lats) > window.north
        ):
            continue
        points = (window.at(lat, lon) for lon, lat in ring)
        lines.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return el("path", d="".join(lines), class_="land")


@cache
def _shapes() -> tuple[Ring, ...]:
    """The outlines of all countries, the file that the app's map draws too."""
    told: dict[str, Any] = json.loads((files("khaldun.web") / "static" / "countries.json").read_bytes())
    rings = []
    for feature in told["features"]:
        geometry = feature["geometry"]
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        rings += [tuple((lon, lat) for lon, lat in ring) for polygon in polygons for ring in polygon]
    return tuple(rings)


def _name(spot: Spot) -> str:
    return (
        ", ".join(dict.fromkeys(part for part in (spot.name, spot.country) if part))
        or f"{spot.lat:.2f}, {spot.lon:.2f}"
    )
