"""The bar of filters that all pages share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nicegui import ui

from khaldun.ontology import QUADS
from khaldun.web.state import STATUSES, Filters

if TYPE_CHECKING:
    from khaldun.web.frame import Frame

Change = Callable[[Any], Awaitable[None]]


def build(frame: Frame) -> ui.expansion:
    """Put the filters on the page, as the frame's state has them; each change shows at once."""
    with (
        ui.expansion(told(frame.filters)).classes("filters").props("dense") as box,
        ui.element("div").classes("fields").props('role="search" aria-label="Filters"'),
    ):
        _fields(frame)
    return box


def _fields(frame: Frame) -> None:
    _text(frame)
    _day(frame, "From", "since")
    _day(frame, "To", "until")
    _several(frame, "Event types", "types", {name: name for name in frame.desk.ontology.types})
    _several(
        frame,
        "Quad classes",
        "quads",
        {quad: f"{quad} {name}" for quad, name in QUADS.items() if quad},
    )
    _several(frame, "Actors", "actors", frame.desk.parties)
    _several(frame, "Statuses", "statuses", {name: name for name in STATUSES})
    _several(frame, "Sources", "sources", {name: name for name in frame.desk.sources})
    _confidence(frame)
    if frame.filters.at or frame.filters.box:
        anywhere = replace(frame.filters, at=None, box=None)
        ui.button("Any place", on_click=lambda: ui.navigate.to(frame.link(filters=anywhere))).props(
            "outline no-caps"
        )
    ui.button("Clear all", on_click=lambda: ui.navigate.to(frame.link(filters=Filters()))).props(
        "outline no-caps"
    )


async def _set(frame: Frame, **changes: Any) -> None:
    await frame.go(replace(frame.filters, **changes), by_bar=True, page=None)


def told(filters: Filters) -> str:
    """The filters that are set, in words."""
    said = "; ".join(_said(name, value) for name, value in filters.pairs())
    return f"Filters: {said if len(said) <= 120 else said[:119] + '…'}" if said else "Filters"


def _said(name: str, value: str) -> str:
    if name not in ("at", "box"):
        return f"{name} {value}"
    degrees = [f"{float(part):.2f}" for part in value.split(",")]
    lat, lon = degrees[:2]
    return (
        f"place at {lat}, {lon}"
        if name == "at"
        else f"places from {lat}, {lon} to {degrees[2]}, {degrees[3]}"
    )


def _text(frame: Frame) -> None:
    async def change(event: Any) -> None:
        await _set(frame, words=" ".join((event.value or "").split())[:300])

    ui.input("Words in sentence or title", value=frame.filters.words, on_change=change).props(
        "dense outlined clearable debounce=400 maxlength=300"
    )


def _day(frame: Frame, label: str, name: str) -> None:
    async def change(event: Any) -> None:
        try:
            day = dt.date.fromisoformat(event.value) if event.value else None
        except ValueError:  # while it is being typed
            return
        await _set(frame, **{name: day})

    value: dt.date | None = getattr(frame.filters, name)
    ui.input(label, value=value.isoformat() if value else "", on_change=change).props(
        "type=date dense outlined stack-label debounce=400"
    )


def _several(frame: Frame, label: str, name: str, options: dict[Any, str]) -> None:
    async def change(event: Any) -> None:
        await _set(frame, **{name: tuple(event.value or ())})

    value = list(getattr(frame.filters, name))
    options = {**options, **{item: str(item) for item in value if item not in options}}
    ui.select(
        options, label=label, value=value, multiple=True, with_input=len(options) > 20, on_change=change
    ).props(
        "dense outlined options-dense clearable use-chips"
        if len(options) > 20
        else "dense outlined options-dense clearable"
    )


def _confidence(frame: Frame) -> None:
    async def change(event: Any) -> None:
        await _set(frame, confidence=min(1.0, max(0.0, float(event.value or 0))))

    ui.number(
        "Least confidence", value=frame.filters.confidence or None, min=0, max=1, step=0.05, on_change=change
    ).props("dense outlined debounce=400")
