"""What part of the world a map shows: its middle and its scale, as a value that lives in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from khaldun.store.clusters import Box, Cluster

ASPECT = 0.75
"""A degree of longitude is drawn so much shorter than one of latitude, everywhere."""
LEAST, MOST = 1.0, 600.0
"""Scales: pixels of a degree of latitude."""
WORLD = (-60.0, -180.0, 84.0, 180.0)
"""South, west, north and east of the country shapes."""
CELL = 52.0
"""Pixels of a cell in which places are drawn together."""

Size = tuple[float, float]
"""Width and height of the map in pixels."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The middle in degrees, and how many pixels a degree of latitude has."""

    lat: float
    lon: float
    scale: float

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The sight that an address holds; ``None`` where that is none."""
        try:
            lat, lon, scale = map(float, text.split(","))
        except ValueError:
            return None
        return cls.kept(lat, lon, scale) if abs(lat) <= 90 and abs(lon) <= 180 and scale > 0 else None

    @classmethod
    def kept(cls, lat: float, lon: float, scale: float) -> Self:
        """A sight within bounds, rounded to what can be seen."""
        lat, lon = min(WORLD[2], max(WORLD[0], lat)), min(WORLD[3], max(WORLD[1], lon))
        return cls(round(lat, 3), round(lon, 3), round(min(MOST, max(LEAST, scale)), 2))

    @classmethod
    def of(cls, box: Box, size: Size, room: float = 0.0) -> Self:
        """The sight that shows a box with some room (pixels) around it."""
        south, west, north, east = box
        width, height = (max(50.0, length - 2 * room) for length in size)
        across, up = max(1e-6, (east - west) * ASPECT), max(1e-6, north - south)
        return cls.kept((south + north) / 2, (west + east) / 2, min(width / across, height / up))

    def __str__(self) -> str:
        return f"{self.lat:g},{self.lon:g},{self.scale:g}"

    @property
    def cell(self) -> tuple[float, float]:
        """Height and width in degrees of the cells in which places are drawn together."""
        return CELL / self.scale, CELL / (self.scale * ASPECT)

    def box(self, size: Size) -> Box:
        """What is seen on a map of a size, as far as there is a world."""
        up, across = size[1] / self.scale / 2, size[0] / (self.scale * ASPECT) / 2
        return (
            max(-90.0, self.lat - up), max(-180.0, self.lon - across), min(90.0, self.lat + up), min(180.0, self.lon + across),
        )  # fmt: skip

    def zoomed(self, times: float) -> Sight:
        """The same middle, nearer or farther."""
        return Sight.kept(self.lat, self.lon, self.scale * times)

    def moved(self, right: float, up: float) -> Sight:
        """Another middle, so many pixels away."""
        return Sight.kept(self.lat + up / self.scale, self.lon + right / (self.scale * ASPECT), self.scale)


def most(clusters: Sequence[Cluster]) -> Box:
    """The box where nine in ten events are; the world where there are none."""
    if not clusters:
        return WORLD
    south, north = _middle([(c.lat, c.events) for c in clusters])
    west, east = _middle([(c.lon, c.events) for c in clusters])
    return south - 2, west - 3, north + 2, east + 3


def _middle(values: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Between which values nine in ten events lie."""
    ordered = sorted(values)
    total, seen = sum(n for _, n in ordered), 0
    inner = []
    for value, n in ordered:
        seen += n
        if total * 0.05 <= seen and seen - n <= total * 0.95:
            inner.append(value)
    return inner[0], inner[-1]
