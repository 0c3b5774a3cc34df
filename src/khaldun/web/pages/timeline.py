"""Events over time: of all that is asked for, or between two parties, with their scores; brushing sets the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from nicegui import ui

from khaldun.ontology import QUADS
from khaldun.relations.deeds import Choice as Deeds
from khaldun.relations.deeds import parties
from khaldun.relations.dyads import dyads
from khaldun.store import View
from khaldun.store.browse import STEPS, Span, Step
from khaldun.web.charts import chart, hatched, ink
from khaldun.web.frame import Frame, put, say
from khaldun.web.markup import el, table
from khaldun.web.pages.periods import filled, labelled, last_day, main_part, reach, step_for, unshown, zoomed
from khaldun.web.state import one_of

_OFFERED = 200
_BRUSH = """() => {
  const element = getElement(ID);
  if (element.brushed) return;
  element.brushed = true;
  element.chart.dispatchAction({type: "takeGlobalCursor", key: "brush", brushOption: {brushType: "lineX", brushMode: "single"}});
}"""
"""Takes the brush in hand as soon as the chart is there."""


async def render(frame: Frame) -> None:
    """Fill the page."""
    choice = frame.filters.choice
    months = await frame.desk.ask(lambda view: view.over_time(choice, "month"))
    step = cast(Step, one_of(frame.own, "step", STEPS, step_for(reach(months))))
    known = await frame.desk.once("parties", parties)
    names = {"": "Any", **{key: frame.desk.called(key) for key in known[:_OFFERED]}}
    one, other = (one_of(frame.own, name, names, "") for name in ("one", "other"))
    with ui.element("div").classes("tools"):
        ui.select({s: f"By {s}" for s in STEPS}, value=step, label="Periods", on_change=lambda e: frame.go(step=e.value)).props("dense outlined")  # fmt: skip
        for name, label, value in (("one", "Party", one), ("other", "and", other)):
            ui.select(names, value=value, label=label, with_input=True,
                      on_change=lambda e, name=name: frame.go(**{name: e.value})).props("dense outlined options-dense").style("min-width: 13rem")  # fmt: skip
    if one or other:
        spans = await frame.desk.ask(
            _between, one or other, (one and other) or None, step, frame.filters.deeds
        )
        passed = "all that passed between" if one and other else "all that passed between others and"
        say(
            f"Deeds, one a type and day: {passed} {' and '.join(names[k] for k in (one, other) if k)}, by status actual unless you ask for others."
        )
        if frame.filters.unheeded:
            say(f"Here the filters on {', '.join(frame.filters.unheeded)} do not count.", "warning")
    else:
        spans = await frame.desk.ask(lambda view: view.over_time(choice, step))
    if not spans:
        say("Nothing fits that has a date.")
        return
    shown = filled(main_part(spans), step)
    _chart(frame, shown, step)
    put(
        el(
            "p",
            (
                "From and To among the filters keep only some days. "
                if frame.narrow
                else "Drag across the bars to keep only those days; From and To among the filters do the same. "
            )
            + f"The bars count events, the line below them sums their scores. {unshown(spans, shown)}",
            class_="soft",
        )
    )
    rows = ([labelled(span, step), *span.quads, span.events, f"{span.score:+.1f}"] for span in spans)
    heads = ("period", *(QUADS[q] for q in (1, 2, 3, 4)), "events", "sum of scores")
    put(el("details", el("summary", "The same as a table"), table(heads, rows, "Events by period")))


def _between(view: View, one: str, other: str | None, step: Step, choice: Deeds) -> list[Span]:
    """What passed between a party and another (or all others), summed by period."""
    found = dyads(view, one, other, ordered=False, period=step, choice=choice)
    columns = [f"events_{quad}" for quad in (1, 2, 3, 4)]
    sums = found.groupby("period")[[*columns, "score_sum"]].sum()
    return [
        Span(period.date(), tuple(int(row[c]) for c in columns), float(row["score_sum"]))  # type: ignore[arg-type]
        for period, row in sums.iterrows()
        if sum(row[c] for c in columns)
    ]


def _chart(frame: Frame, spans: Sequence[Span], step: Step) -> None:
    labels = [labelled(span, step) for span in spans]
    series: list[dict[str, Any]] = [
        {"name": QUADS[q], "type": "bar", "stack": "events", "barMaxWidth": 28, "itemStyle": hatched(frame, q), "data": [s.quads[q - 1] for s in spans]}
        for q in (1, 2, 3, 4)
    ]  # fmt: skip
    series.append(
        {"name": "sum of scores", "type": "line", "xAxisIndex": 1, "yAxisIndex": 1, "data": [round(s.score, 1) for s in spans], "symbol": "circle",
         "showSymbol": len(spans) < 100, "symbolSize": 5, "lineStyle": {"color": ink(frame), "width": 2}, "itemStyle": {"color": ink(frame)},
         "areaStyle": {"color": ink(frame), "opacity": 0.12}}
    )  # fmt: skip
    both = {"type": "category", "data": labels}
    options: dict[str, Any] = {
        "grid": [{"left": 56, "right": 20, "top": 100 if frame.narrow else 76, "bottom": "42%"}, {"left": 56, "right": 20, "top": "66%", "bottom": 66}],
        "legend": {"top": 6, "left": 8, "right": 8 if frame.narrow else 84}, "tooltip": {"trigger": "axis"}, "axisPointer": {"link": [{"xAxisIndex": "all"}]},
        "xAxis": [{**both, "axisLabel": {"show": False}}, {**both, "gridIndex": 1, "axisLine": {"onZero": False}, "axisLabel": {"hideOverlap": True}}],
        "yAxis": [{"type": "value", "name": "events", "minInterval": 1}, {"type": "value", "name": "sum of scores", "gridIndex": 1, "splitNumber": 3}],
        "series": series,
        "dataZoom": [{"type": "slider", "xAxisIndex": [0, 1], "bottom": 12, "height": 20, "start": zoomed(spans), "end": 100, "brushSelect": False}],
        "toolbox": {"show": not frame.narrow, "right": 12, "top": 4, "itemSize": 18, "iconStyle": {"borderColor": ink(frame)},
                    "feature": {"brush": {"type": ["lineX", "clear"], "title": {"lineX": "Choose days", "clear": "Clear"}}}},
        "brush": {"xAxisIndex": 0, "brushType": "lineX", "transformable": False},
    }  # fmt: skip

    async def brushed(event: Any) -> None:
        areas = event.args.get("areas") or []
        if areas:
            since, until = window(spans, areas[0]["coordRange"], step)
            await frame.go(replace(frame.filters, since=since, until=until))

    made = chart(frame, options, "Events by period and quad class, with the sum of their scores", tall=True)
    made.on("chart:brushEnd", brushed, ["areas"])
    if not frame.narrow:  # there a finger that drags wants to scroll
        made.on("chart:finished", js_handler=_BRUSH.replace("ID", str(made.id)))


def window(spans: Sequence[Span], ends: Sequence[float], step: Step) -> tuple[dt.date, dt.date]:
    """The first and the last day of the periods between two positions on the axis."""
    low, high = (min(len(spans) - 1, max(0, round(end))) for end in sorted(ends))
    return spans[low].period, last_day(spans[high].period, step)
