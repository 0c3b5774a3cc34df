"""Places of events drawn together for a map: by a grid in the database, then neighbours that would lie on each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

Quads = tuple[int, int, int, int]
"""Counts of events by quad class, 1 to 4."""
Box = tuple[float, float, float, float]
"""South, west, north, east in degrees; the edges belong to it."""

_WIDEST = 1.75
"""Cells of the grid that a cluster spans at most, either way."""
_NEAR = 0.7
"""Cells between two clusters' middles under which they become one."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places near each other: the middle of their events, the name and country of the one with the most, how many places,
    counts of events by quad class (1 to 4), mean of their scores, how many of them are placed by no more than a country or
    a wider region, and the box that holds these places and no other's."""

    lat: float
    lon: float
    name: str | None
    country: str | None
    places: int
    quads: Quads
    score: float
    rough: int
    box: Box

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(self.quads)


QUERY = """
WITH spots AS (
    SELECT place_lat AS lat, place_lon AS lon, min(place_name) AS name, min(place_country) AS country, {by_quad},
        sum(score) AS score, count(*) AS n, count(*) FILTER (place_precision IN ('country', 'region')) AS rough
    FROM events WHERE place_lat IS NOT NULL AND place_lon IS NOT NULL AND {condition} GROUP BY lat, lon
)
SELECT sum(lat * n) / sum(n) AS lat, sum(lon * n) / sum(n) AS lon, first(name ORDER BY n DESC, lat, lon) AS name,
    first(country ORDER BY n DESC, lat, lon) AS country, count(*) AS places, {sums}, sum(score) / sum(n) AS score, sum(rough) AS rough,
    min(lat) AS south, min(lon) AS west, max(lat) AS north, max(lon) AS east
FROM spots GROUP BY floor(lat / ?), floor(lon / ?) ORDER BY sum(n) DESC, south, west LIMIT ?
"""
"""Cells of a grid that have events, those with the most first. Parameters: the condition's, the cells' height and width, the limit."""


def cluster_of(row: dict[str, Any]) -> Cluster:
    """The cluster of a row of ``QUERY``. One place stands where it is, to the last digit."""
    box = (row["south"], row["west"], row["north"], row["east"])
    lat, lon = box[:2] if row["places"] == 1 else (row["lat"], row["lon"])
    quads = cast(Quads, tuple(int(row[f"quad_{quad}"]) for quad in (1, 2, 3, 4)))
    return Cluster(
        lat, lon, row["name"], row["country"], row["places"], quads, row["score"], int(row["rough"]), box
    )


def merged(found: Iterable[Cluster], height: float, width: float) -> list[Cluster]:
    """Clusters of a grid of cells (degrees) with those drawn together that a line of the grid parts.

    Boxes are apart before and after, so that a box asks for the events of its cluster alone: what a new box would touch joins
    it, and where it grew too wide by that, nothing is drawn together.
    """
    kept: list[Cluster] = []
    rest = sorted(found, key=_order)
    while rest:
        one = rest.pop(0)
        while group := _group(one, [*kept, *rest], height, width):
            one = _union([one, *group])
            gone = set(map(id, group))
            kept = [other for other in kept if id(other) not in gone]
            rest = [other for other in rest if id(other) not in gone]
        kept.append(one)
    return sorted(kept, key=_order)


def _order(cluster: Cluster) -> tuple[float, ...]:
    return -cluster.events, *cluster.box


def _group(one: Cluster, others: Sequence[Cluster], height: float, width: float) -> list[Cluster]:
    """What is to join ``one``: the first neighbour that is near enough and all that their common box touches."""
    for other in others:
        down, across = (one.lat - other.lat) / height, (one.lon - other.lon) / width
        if abs(down) >= _NEAR or abs(across) >= _NEAR or down * down + across * across >= _NEAR * _NEAR:
            continue
        box, group = _around([one.box, other.box]), [other]
        while touched := [c for c in others if c not in group and _touch(c.box, box)]:
            group += touched
            box = _around([box, *(c.box for c in touched)])
        if box[2] - box[0] <= _WIDEST * height and box[3] - box[1] <= _WIDEST * width:
            return group
    return []


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _around(boxes: Iterable[Box]) -> Box:
    south, west, north, east = zip(*boxes, strict=True)
    return min(south), min(west), max(north), max(east)


def _union(members: Sequence[Cluster]) -> Cluster:
    total = sum(c.events for c in members)
    lat, lon, score = (
        sum(getattr(c, name) * c.events for c in members) / total for name in ("lat", "lon", "score")
    )
    first = min(members, key=_order)
    quads = cast(Quads, tuple(sum(c.quads[n] for c in members) for n in range(4)))
    places, rough = sum(c.places for c in members), sum(c.rough for c in members)
    return Cluster(
        lat, lon, first.name, first.country, places, quads, score, rough, _around(c.box for c in members)
    )
