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
from khaldun.web.report.labels import Labels
from khaldun.web.report.tables import grid

_WIDE = 960.0
_LEAST = 25.0
"""Degrees that a map shows at least."""
_TAIL = 0.15
"""Part of the events that the nearer map may leave out on each side."""
_SHOWN, _NAMED, _LISTED = 800, 20, 12
_LARGEST = 22.0

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
    """The map, a nearer one where most events lie close together, and the places with most events."""
    spots = view.spots(ACTUAL, _SHOWN)
    total = view.count(ACTUAL)
    if not spots:
        return el("p", f"None of {total:,} events has a place on the map.")
    located = sum(spot.events for spot in spots)
    says = (
        f"{located:,} of {total:,} events, at {len(spots)} places. Circles: mostly cooperation; diamonds: mostly conflict; the larger, the more events. "
        "An event that is placed in a country alone stands at its middle. Shapes of countries: Natural Earth."
    )
    wide, near = window_of(spots, 0.0), window_of(spots, _TAIL)
    figures = [el("figure", _map(wide, spots), el("figcaption", says))]
    if near.east - near.west < (wide.east - wide.west) / 2:
        inside = [spot for spot in spots if near.holds(spot.lat, spot.lon)]
        shown = sum(spot.events for spot in inside)
        caption = f"Nearer, where most of them lie: {shown:,} events at {len(inside)} places."
        figures.append(el("figure", _map(near, inside), el("figcaption", caption)))
    listed = [
        [_name(spot), spot.events, spot.quads[0] + spot.quads[1], spot.quads[2] + spot.quads[3], spot.score]
        for spot in spots[:_LISTED]
    ]
    heads = ["place", "events", "cooperation", "conflict", "mean score"]
    return join([*figures, grid(heads, listed, "Places with most events")])


def window_of(spots: list[Spot], tail: float) -> Window:
    """The part of the world where events lie, with a margin; ``tail`` is the part of them that may be left out on each side."""
    south, north = _middle([(spot.lat, spot.events) for spot in spots], tail)
    west, east = _middle([(spot.lon, spot.events) for spot in spots], tail)
    south, north = _widened(south, north, -85.0, 85.0, _LEAST * 0.6)
    west, east = _widened(west, east, -180.0, 180.0, _LEAST)
    return Window(west, east, south, north)


def _middle(values: list[tuple[float, int]], tail: float) -> tuple[float, float]:
    """The ends of a range that leaves out a small part of the events on either side."""
    ordered = sorted(values)
    most = tail * sum(n for _, n in ordered)
    ends = []
    for side in (ordered, ordered[::-1]):
        passed = 0
        for value, n in side:
            passed += n
            if passed > most:
                ends.append(value)
                break
    return ends[0], ends[1]


def _widened(low: float, high: float, least: float, most: float, span: float) -> tuple[float, float]:
    margin = max((high - low) * 0.12, 2.0, (span - (high - low)) / 2)
    return max(least, low - margin), min(most, high + margin)


def _map(window: Window, spots: list[Spot]) -> Html:
    label = (
        f"Map of {sum(spot.events for spot in spots)} events at {len(spots)} places, from latitude {window.south:.0f} to "
        f"{window.north:.0f} and longitude {window.west:.0f} to {window.east:.0f}; the table below lists the places."
    )
    sea = el("rect", width=f"{_WIDE:g}", height=f"{window.high:.1f}", class_="sea")
    parts = [sea, _land(window), *_graticule(window)]
    most = max((spot.events for spot in spots), default=1)
    labels = Labels(_WIDE)
    marked = [
        (*window.at(spot.lat, spot.lon), max(3.0, _LARGEST * math.sqrt(spot.events / most)), spot)
        for spot in spots
    ]
    parts += [_mark(*mark) for mark in marked]
    for x, y, size, spot in marked[:_NAMED]:
        parts += labels.put(spot.name or spot.country or "", x, y, size)
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
