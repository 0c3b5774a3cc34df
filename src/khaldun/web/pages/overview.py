"""What the run holds: sizes, events by time, type, quad class, actor, source, and what was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from khaldun.ontology import QUADS
from khaldun.store import Choice
from khaldun.store.browse import By, Span, Step
from khaldun.web.charts import chart, hatched
from khaldun.web.frame import Frame, counted, put, say
from khaldun.web.markup import Html, el, join, table
from khaldun.web.pages.periods import filled, labelled, main_part, reach, step_for, unshown, zoomed

_SHOWN = 12


async def render(frame: Frame) -> None:
    """Fill the page."""
    put(_sizes(frame))
    choice = frame.filters.choice
    step = step_for(reach(await frame.desk.ask(lambda view: view.over_time(choice, "month"))))
    spans = await frame.desk.ask(lambda view: view.over_time(choice, step))
    total = await frame.desk.ask(lambda view: view.count(choice))
    if not total:
        say("No event fits these filters.")
    else:
        put(el("h2", f"{counted(total, 'event')} by {step}"))
        shown = filled(main_part(spans), step)
        bars(frame, shown, f"Events by {step} and quad class", step)
        put(el("p", unshown(spans, shown, total - sum(span.events for span in spans)), class_="soft"))
        with ui.element("div").classes("masonry"):
            await _cards(frame, choice)
    await _left_out(frame)


def _sizes(frame: Frame) -> Html:
    names = {"articles": "articles", "sentences": "sentences", "events": "events", "meetings": "meetings",
             "set_aside": "readings set aside", "problems": "inputs not read"}  # fmt: skip
    figures = (
        el("div", el("dt", said), el("dd", f"{frame.desk.sizes[name]:,}")) for name, said in names.items()
    )
    run, days = frame.desk.run, frame.desk.days
    when = f"Events from {days[0]} to {days[1]}. " if days else ""
    told = f"{when}Coded with khaldun {run.version}, {run.ontology}, {run.pipeline}, on {run.started:%Y-%m-%d %H:%M} UTC."
    return join([el("dl", join(figures), class_="figures"), el("p", told, class_="soft")])


def bars(frame: Frame, spans: Sequence[Span], label: str, step: Step) -> ui.echart:
    """Events by period and quad class as stacked bars."""
    series = [
        {"name": QUADS[quad], "type": "bar", "stack": "events", "barMaxWidth": 28, "itemStyle": hatched(frame, quad),
         "data": [span.quads[quad - 1] for span in spans]}
        for quad in (1, 2, 3, 4)
    ]  # fmt: skip
    options: dict[str, Any] = {
        "grid": {"left": 56, "right": 20, "top": 56, "bottom": 66},
        "legend": {"top": 6}, "tooltip": {"trigger": "axis"}, "xAxis": {"type": "category", "data": [labelled(span, step) for span in spans]},
        "yAxis": {"type": "value", "minInterval": 1}, "series": series, "dataZoom": [{"type": "slider", "bottom": 12, "height": 20, "start": zoomed(spans), "end": 100, "brushSelect": False}],
    }  # fmt: skip
    return chart(frame, options, label)


async def _cards(frame: Frame, choice: Choice) -> None:
    by: dict[str, tuple[By, str]] = {
        "Event types": ("event_type", "types"), "Quad classes": ("quad", "quads"), "Statuses": ("status", "statuses"),
        "Sources": ("publication", "sources"),
    }  # fmt: skip
    for title, (column, name) in by.items():
        found = await frame.desk.ask(lambda view, column=column: view.tally(choice, column, _SHOWN))  # type: ignore[misc]
        rows = [
            (_said(column, value), n, frame.narrowed(**{name: (value,)}) if value is not None else None)
            for value, n in found
        ]
        put(bar_list(title, rows), "card")
    actors = await frame.desk.ask(lambda view: view.tally_parties(choice, _SHOWN))
    put(bar_list("Actors and recipients", [(frame.desk.actor(k, name), n, frame.narrowed(actors=(k,))) for k, name, n in actors]), "card")  # fmt: skip
    spots = await frame.desk.ask(lambda view: view.spots(choice, _SHOWN))
    put(
        bar_list("Places", [(s.name or "?", s.events, frame.narrowed(at=(s.lat, s.lon))) for s in spots]),
        "card",
    )


def _said(column: str, value: Any) -> str:
    if value is None:
        return "unknown"
    return QUADS[value] if column == "quad" else str(value)


def bar_list(title: str, rows: Sequence[tuple[str, int, str | None]]) -> Html:
    """Names with counts and bars, each leading to its events."""
    most = max((n for _, n, _ in rows), default=1)
    cells: list[Html] = []
    for name, n, href in rows:
        bar = el("span", class_="bar", style=f"width: {100 * n / most:.0f}%", aria_hidden="true")
        cells += [
            el("a", name, href=href) if href else el("span", name),
            el("span", bar),
            el("span", f"{n:,}", class_="value"),
        ]
    return join([el("h2", title), el("div", join(cells), class_="bars") if rows else el("p", "None.")])


async def _left_out(frame: Frame) -> None:
    put(el("h2", "What made no event"))
    put(
        el(
            "p",
            "Of the whole run, whatever the filters. Choose a reason to see its sentences.",
            class_="soft",
        )
    )
    reasons = await frame.desk.ask(lambda view: view.reasons())
    rows = [(reason, n, frame.link("/", aside=reason)) for reason, n in reasons]
    with ui.element("div").classes("columns"):
        put(bar_list("Sentences set aside, by reason", rows), "card")
        problems = await frame.desk.ask(lambda view: view.problems().limit(200).fetchall())
        body = (
            table(("input", "reason"), problems, "Inputs that could not be read")
            if problems
            else el("p", "Every input was read.")
        )
        put(join([el("h2", "Inputs not read"), body]), "card")
    wanted = frame.own.get("aside")
    if wanted:
        found = await frame.desk.ask(lambda view: view.asides(wanted, 0, 50))
        lines = (
            [
                el("a", a.article_id, href=frame.link("/article", id=a.article_id)),
                a.sentence,
                a.rule or "",
                a.text,
            ]
            for a in found
        )
        put(
            join(
                [
                    el("h2", f"Set aside: {wanted}", id="aside"),
                    table(("article", "sentence", "rule", "text"), lines, "Sentences set aside", "sentences"),
                ]
            )
        )
