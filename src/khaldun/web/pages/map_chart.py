"""How the map is drawn: country shapes, clusters with their numbers, the reach of an actor."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from khaldun.ontology import QUADS
from khaldun.store.clusters import Box, Cluster
from khaldun.web.charts import SYMBOLS, ink, quad_colour
from khaldun.web.frame import Frame, counted
from khaldun.web.sight import ASPECT, LEAST, MOST, WORLD, Sight

_SCORES = ["#b3261e", "#d98c5f", "#9aa4ad", "#5f9bc9", "#1d5f8a"]
_SMALLEST, _LARGEST = 14.0, 46.0
"""Pixels of the symbol of one event, and of the most."""
_NUMBERED = 2
"""Events from which on a symbol has room for their number, and needs it."""


def main_quad(cluster: Cluster) -> int:
    """The quad class that most events of a cluster have, the more hostile of equals."""
    return max(SYMBOLS, key=lambda quad: (cluster.quads[quad - 1], quad))


def told(cluster: Cluster) -> str:
    """Where a cluster is, in words."""
    more = f" and {counted(cluster.places - 1, 'place')} near it" if cluster.places > 1 else ""
    return f"{cluster.name or 'a place without a name'}{more}"


def placed(cluster: Cluster) -> str:
    """What is to be known of where its events stand, in words; a country's stand in its middle."""
    if not cluster.rough:
        return ""
    return (
        "placed by country or region only"
        if cluster.rough == cluster.events
        else f"{cluster.rough:,} of them placed by country or region only"
    )


def options(frame: Frame, sight: Sight, series: list[dict[str, Any]], colour: str, reached: Mapping[str, float]) -> dict[str, Any]:  # fmt: skip
    """The whole chart."""
    south, west, north, east = WORLD
    geo = {
        "map": "world", "roam": True, "silent": True, "aspectScale": ASPECT, "boundingCoords": [[west, north], [east, south]],
        "layoutCenter": ["50%", "50%"], "layoutSize": (east - west) * ASPECT, "scaleLimit": {"min": LEAST, "max": MOST},
        "itemStyle": {"areaColor": "#2a3138" if frame.dark else "#f3f1ea", "borderColor": "#59656f" if frame.dark else "#a9b2ba"},
        "regions": [_shaded(frame, state, part) for state, part in reached.items() if part >= 0.02], **seen(sight),
    }  # fmt: skip
    legend = {"top": 6, "itemWidth": 14, "itemHeight": 14, "backgroundColor": "rgba(20,24,28,.8)" if frame.dark else "rgba(255,255,255,.8)"}  # fmt: skip
    found: dict[str, Any] = {
        "backgroundColor": "#171d23" if frame.dark else "#e3ebf1", "geo": geo, "series": series, "tooltip": {"formatter": "{b}"},
    }  # fmt: skip
    if colour == "quad":
        found["legend"] = legend
    else:
        found["visualMap"] = {
            "min": -10, "max": 10, "dimension": 3, "left": 10, "top": 10, "padding": 8, "backgroundColor": legend["backgroundColor"], "orient": "horizontal", "itemHeight": 110,
            "text": ["10 cooperative", "-10 hostile"], "inRange": {"color": _SCORES}, "textStyle": {"color": ink(frame)},
        }  # fmt: skip
    return found


def seen(sight: Sight) -> dict[str, Any]:
    """The part of the chart that says what part of the world it shows. The shapes are laid out a pixel a degree."""
    return {"center": [sight.lon, sight.lat], "zoom": sight.scale}


def _shaded(frame: Frame, state: str, part: float) -> dict[str, Any]:
    shade = "255,138,128" if frame.dark else "179,38,30"
    return {"name": state, "itemStyle": {"areaColor": f"rgba({shade},{0.05 + 0.65 * part:.2f})"}}


def drawn(frame: Frame, clusters: Sequence[Cluster], colour: str, chosen: Box | None) -> list[dict[str, Any]]:
    """The clusters as series: one a quad class, each with its own symbol and colour, or one coloured by the mean score."""
    largest = max((cluster.events for cluster in clusters), default=1)
    groups: list[tuple[str, str, str | None, list[Cluster]]] = (
        [(QUADS[q], SYMBOLS[q], quad_colour(frame, q), [c for c in clusters if main_quad(c) == q]) for q in SYMBOLS]
        if colour == "quad"
        else [("events", "circle", None, list(clusters))]
    )  # fmt: skip
    return [
        {
            "name": name, "type": "scatter", "coordinateSystem": "geo", "symbol": symbol, "itemStyle": {"color": shade} if shade else {},
            "data": [_point(frame, cluster, symbol, largest, colour, chosen) for cluster in members],
        }
        for name, symbol, shade, members in groups
    ]  # fmt: skip


def _point(frame: Frame, cluster: Cluster, symbol: str, largest: int, colour: str, chosen: Box | None) -> dict[str, Any]:  # fmt: skip
    share = math.sqrt(cluster.events / largest)
    size = _SMALLEST + (_LARGEST - _SMALLEST) * share
    size = max(size, 20.0 + 5 * len(f"{cluster.events:,}")) if cluster.events >= _NUMBERED else size
    here = (
        chosen is not None and chosen[0] <= cluster.lat <= chosen[2] and chosen[1] <= cluster.lon <= chosen[3]
    )
    edge = ink(frame) if here else ("#14181c" if frame.dark else "#ffffff")
    dark_text = frame.dark if colour == "quad" else abs(cluster.score) < 7
    label = {
        "show": cluster.events >= _NUMBERED, "formatter": f"{cluster.events:,}", "fontSize": 12, "fontWeight": "bold",
        "color": "#14181c" if dark_text else "#ffffff", "position": "inside", "offset": [0, size * 0.14] if symbol == "triangle" else [0, 0],
    }  # fmt: skip
    larger = {"triangle": 1.25, "diamond": 1.2}.get(symbol, 1.0)
    return {
        "name": f"{told(cluster)}: {counted(cluster.events, 'event')}, mean score {cluster.score:+.1f}" + (f"\n{placed(cluster)}" if cluster.rough else ""),
        "value": [cluster.lon, cluster.lat, cluster.events, round(cluster.score, 2), *cluster.box, cluster.places],
        "symbolSize": round(size * larger, 1), "label": label,
        "itemStyle": {"borderColor": edge, "borderWidth": 3 if here else 1, "opacity": 0.92, "borderType": "solid"},
    }  # fmt: skip
