"""Where events happened, over country shapes that the package carries: no tile and no address outside is asked."""

from __future__ import annotations

import calendar
import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nicegui import ui

from khaldun.ontology import QUADS
from khaldun.relations.exposure import acts, armed, exposure
from khaldun.relations.parties import name_of
from khaldun.store import View
from khaldun.store.browse import Spot
from khaldun.web.charts import SYMBOLS, chart, faint, quad_colour
from khaldun.web.frame import Frame, counted, put, say
from khaldun.web.markup import Html, el, join
from khaldun.web.pages.events import listing
from khaldun.web.state import one_of

_REGISTER = """
const {echarts} = await import("nicegui-echart");
if (!echarts.getMap("world")) echarts.registerMap("world", await (await fetch("/static/countries.json")).json());
return true;"""
_LISTED = 50


async def render(frame: Frame) -> None:
    """Fill the page."""
    choice = frame.filters.choice
    spots = await frame.desk.ask(lambda view: view.spots(replace(choice, at=None)))
    colour = one_of(frame.own, "colour", ("quad", "score"), "quad")
    await _slider(frame)
    with ui.element("div").classes("tools"):
        ui.select({"quad": "Colour by quad class", "score": "Colour by score"}, value=colour, label="Colours",
                  on_change=lambda event: frame.go(colour=event.value)).props("dense outlined")  # fmt: skip
        sources = await frame.desk.once("armed", lambda view: armed(acts(view)))
        options = {"": "Nobody's", **{key: frame.desk.called(key) for key in sources}}
        ui.select(options, value=one_of(frame.own, "reach", options, ""), label="Reach of force shown",
                  on_change=lambda event: frame.go(reach=event.value)).props("dense outlined")  # fmt: skip
    reached = await _reach(frame, sources)
    await ui.run_javascript(_REGISTER, timeout=20)

    async def click(event: Any) -> None:
        value = event.value
        if isinstance(value, list) and len(value) >= 2 and event.series_type == "scatter":
            await frame.go(replace(frame.filters, at=(float(value[1]), float(value[0]))))

    chart(
        frame,
        _options(frame, spots, colour, reached),
        "Map of events; the places are listed below",
        click,
        tall=True,
    )
    put(_words(frame, spots))
    await _at(frame)


async def _slider(frame: Frame) -> None:
    """A slider over the months that have events; its ends become the filters from and to."""
    everything = replace(frame.filters.choice, begin=None, end=None, at=None)
    months = [span.period for span in await frame.desk.ask(lambda view: view.over_time(everything, "month"))]
    if len(months) < 2:
        return
    since, until = frame.filters.since, frame.filters.until
    first = next((i for i, m in enumerate(months) if since is None or month_end(m) >= since), len(months) - 1)
    last = next((i for i in range(len(months) - 1, -1, -1) if until is None or months[i] <= until), 0)
    told = put(el("p", _between(months, first, last)))

    async def change(event: Any) -> None:
        low, high = int(event.args["min"]), int(event.args["max"])
        whole = low == 0 and high == len(months) - 1
        filters = replace(
            frame.filters,
            since=None if whole else months[low],
            until=None if whole else month_end(months[high]),
        )
        await frame.go(filters)

    slider = ui.range(min=0, max=len(months) - 1, value={"min": first, "max": max(first, last)})
    slider.props('label snap aria-label="Months shown"').style("padding: 0 1rem")
    slider.on("change", change)
    slider.on_value_change(
        lambda event: told.set_content(el("p", _between(months, event.value["min"], event.value["max"])))
    )


def month_end(first: dt.date) -> dt.date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _between(months: Sequence[dt.date], first: int, last: int) -> str:
    return f"{months[first]:%B %Y} to {months[max(first, last)]:%B %Y}"


async def _reach(frame: Frame, sources: Sequence[str]) -> dict[str, float]:
    """How much of the chosen actor's force reaches each state, as a part of the most exposed."""
    wanted = frame.own.get("reach")
    if wanted not in sources:
        return {}

    def found(view: View) -> dict[str, float]:
        table = exposure(view, [str(wanted)], choice=frame.filters.deeds)
        return {row.state: float(row.relative) for row in table.itertuples()}

    return await frame.desk.ask(found)


def _options(frame: Frame, spots: Sequence[Spot], colour: str, reached: dict[str, float]) -> dict[str, Any]:
    most = max((spot.events for spot in spots), default=1)
    area = "#2a3138" if frame.dark else "#eef1f4"
    shaded = [
        {
            "name": state,
            "itemStyle": {
                "areaColor": f"rgba({'255,138,128' if frame.dark else '179,38,30'},{0.08 + 0.62 * part:.2f})"
            },
        }
        for state, part in reached.items()
        if part >= 0.01
    ]
    geo = {
        "map": "world", "roam": True, "silent": True, "itemStyle": {"areaColor": area, "borderColor": faint(frame)},
        "regions": shaded, "boundingCoords": _box(spots), "left": 8, "right": 8, "top": 40, "bottom": 8,
    }  # fmt: skip
    groups = (
        {QUADS[q]: [s for s in spots if main_quad(s) == q] for q in SYMBOLS}
        if colour == "quad"
        else {"events": list(spots)}
    )
    symbols = {QUADS[q]: (SYMBOLS[q], quad_colour(frame, q)) for q in SYMBOLS}
    series = []
    for name, members in groups.items():
        symbol, shade = symbols.get(name, ("circle", None))
        data = [
            {
                "name": s.name or "?",
                "value": [s.lon, s.lat, s.events, round(s.score, 2)],
                "symbolSize": 7 + 27 * math.sqrt(s.events / most),
            }
            for s in members
        ]
        style = {"opacity": 0.82, "borderColor": "#14181c" if frame.dark else "#ffffff"} | (
            {"color": shade} if shade else {}
        )
        series.append(
            {
                "name": name,
                "type": "scatter",
                "coordinateSystem": "geo",
                "symbol": symbol,
                "data": data,
                "itemStyle": style,
            }
        )
    options: dict[str, Any] = {"geo": geo, "series": series, "tooltip": {}, "legend": {"top": 6}}
    if colour == "score":
        options["visualMap"] = {
            "min": -10, "max": 10, "dimension": 3, "calculable": True, "left": 12, "bottom": 12, "text": ["10 cooperative", "-10 hostile"],
            "inRange": {"color": ["#b3261e", "#d98c5f", "#9aa4ad", "#5f9bc9", "#1d5f8a"]}, "textStyle": {"color": "#e8ecef" if frame.dark else "#1a2026"},
        }  # fmt: skip
    return options


def _box(spots: Sequence[Spot]) -> list[list[float]]:
    """The corners of what is shown first: where nine in ten events are, with some room."""
    if not spots:
        return [[-170, 78], [180, -56]]
    west, east = _middle([(s.lon, s.events) for s in spots], 12)
    south, north = _middle([(s.lat, s.events) for s in spots], 8)
    return [[max(west, -180), min(north, 84)], [min(east, 180), max(south, -60)]]


def _middle(values: Sequence[tuple[float, int]], room: float) -> tuple[float, float]:
    """Between which values nine in ten events lie, with some room."""
    ordered = sorted(values)
    total, seen = sum(n for _, n in ordered), 0
    inner = []
    for value, n in ordered:
        seen += n
        if total * 0.05 <= seen and seen - n <= total * 0.95:
            inner.append(value)
    return inner[0] - room, inner[-1] + room


def main_quad(spot: Spot) -> int:
    """The quad class that most events of a place have, the more hostile of equals."""
    return max(SYMBOLS, key=lambda quad: (spot.quads[quad - 1], quad))


def _words(frame: Frame, spots: Sequence[Spot]) -> Html:
    if not spots:
        return el("p", "No event that fits has a place on the map.")
    shown = spots[:30]
    links = join(
        el("li", el("a", f"{s.name or '?'}, {name_of(s.country) if s.country else '?'}", data_go=True,
                    href=frame.link(filters=replace(frame.filters, at=(s.lat, s.lon)))), f" {s.events:,}, mean score {s.score:.1f}")
        for s in shown
    )  # fmt: skip
    more = f" (the first {len(shown)} of {len(spots)})" if len(spots) > len(shown) else ""
    return el("details", el("summary", f"Places as a list{more}"), el("ul", links, class_="plain"))


async def _at(frame: Frame) -> None:
    if frame.filters.at is None:
        say("Choose a place on the map, or in the list, to see its events. Size shows how many there are.")
        return
    events = await frame.desk.ask(lambda view: view.page(frame.filters.choice, length=_LISTED))
    where = events[0].place.name if events and events[0].place else "this place"
    back = el("a", "Show all places", href=frame.link(filters=replace(frame.filters, at=None)), data_go=True)
    put(
        join([el("h2", f"{counted(len(events), 'event')} in {where}"), el("p", back), listing(frame, events)])
    )
