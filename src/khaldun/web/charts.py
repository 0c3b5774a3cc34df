"""Charts: their colours in light and dark, and labels that are drawn as text, never as markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui import ui

from khaldun.ontology import QUADS
from khaldun.web.frame import Frame

_QUADS = {
    False: {1: "#2a6ea6", 2: "#1d7a4c", 3: "#a05a00", 4: "#b3261e"},
    True: {1: "#7db8ea", 2: "#6fcf97", 3: "#f0b35a", 4: "#ff8a80"},
}
SYMBOLS = {1: "circle", 2: "roundRect", 3: "triangle", 4: "diamond"}
"""A shape a quad class, so that colour is not needed to tell them apart."""

FONT = 'system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif'
"""That of the pages; a canvas inherits none."""

_DECAL = {1: 0, 2: 0.785, 3: 1.571, 4: -0.785}
"""A direction of hatching a quad class, in radians."""


def quad_colour(frame: Frame, quad: int) -> str:
    """The colour of a quad class."""
    return _QUADS[frame.dark][quad]


def ink(frame: Frame) -> str:
    """The colour of text."""
    return "#e8ecef" if frame.dark else "#1a2026"


def faint(frame: Frame) -> str:
    """The colour of lines in the background."""
    return "#3d4852" if frame.dark else "#c9d1d8"


def quad_name(quad: int) -> str:
    """A quad class in words."""
    return QUADS[quad]


def hatched(frame: Frame, quad: int) -> dict[str, Any]:
    """How a bar of a quad class is filled."""
    mark = "rgba(0,0,0,.35)" if frame.dark else "rgba(255,255,255,.55)"
    decal = {
        "symbol": "rect",
        "dashArrayX": [1, 0],
        "dashArrayY": [2, 5],
        "rotation": _DECAL[quad],
        "color": mark,
    }
    return {"color": quad_colour(frame, quad), "decal": decal if quad > 1 else {"symbol": "none"}}


def chart(
    frame: Frame,
    options: dict[str, Any],
    label: str,
    on_click: Callable[[Any], Any] | None = None,
    tall: bool = False,
) -> ui.echart:
    """A chart with a label for those who cannot see it; what it shows stands below it in words or a table as well."""
    colour = ink(frame)
    axes: dict[str, Any] = {"axisLabel": {"color": colour, "fontSize": 12}, "nameTextStyle": {"fontSize": 12}, "axisLine": {"lineStyle": {"color": faint(frame)}},
                            "splitLine": {"lineStyle": {"color": faint(frame)}}}  # fmt: skip
    base: dict[str, Any] = {
        "backgroundColor": "transparent", "animation": False, "textStyle": {"color": colour, "fontFamily": FONT},
        "aria": {"enabled": False},
    }  # fmt: skip
    full = {**base, **options}
    for name in ("xAxis", "yAxis"):
        several = full[name] if isinstance(full.get(name), list) else [full[name]] if name in full else []
        for axis in several:
            for key, value in axes.items():
                axis[key] = {**value, **axis.get(key, {})}
    if "legend" in full:
        full["legend"] = {"textStyle": {"color": colour, "fontSize": 12}, **full["legend"]}
    full["tooltip"] = {
        **full.get("tooltip", {}), "renderMode": "richText", "backgroundColor": "#1e242a" if frame.dark else "#ffffff",
        "textStyle": {"color": colour, "fontSize": 13, "fontFamily": FONT}, "borderColor": faint(frame),
    }  # fmt: skip
    made = ui.echart(full, on_point_click=on_click).classes("chart tall" if tall else "chart")
    made.props["role"] = "img"
    made.props["aria-label"] = label
    return made
