"""The signed network as of a day: who is with and against whom, tense triads lit, every tie traced to its sentences."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
from nicegui import ui

from khaldun.relations.deeds import Choice, evidence
from khaldun.relations.network import Settings, build, ties
from khaldun.relations.telling import Story, stories
from khaldun.store import View
from khaldun.web.charts import chart, faint, ink, quad_colour
from khaldun.web.frame import Frame, put, say
from khaldun.web.markup import Html, el, join, table
from khaldun.web.state import number

_DRAWN, _DRAWN_NARROW = 40, 20
"""Parties drawn, those with the strongest ties; fewer where there is little room."""
_LISTED = 300
_TOLD = 12
SIGNS = {1: ("cooperative", "solid"), -1: ("hostile", "dashed"), 0: ("mixed", "dotted")}


@dataclass(frozen=True, slots=True)
class Picture:
    """The network, the part of it that is drawn with where its parties stand, and its tense triads in words."""

    graph: Any
    drawn: Any
    spots: dict[str, tuple[float, float]]
    told: Sequence[Story]


def pictured(view: View, settings: Settings, choice: Choice, most: int = _DRAWN) -> Picture:
    """The network as it is drawn."""
    graph = build(view, settings, choice)
    told = stories(view, graph, choice)
    strength = {n: sum(f["positive"] + f["negative"] for f in graph[n].values()) for n in graph}
    kept = sorted(graph, key=lambda n: (-strength[n], n))[:most]
    drawn = graph.subgraph(kept)
    drawn = drawn.subgraph([n for n in drawn if drawn.degree(n)])
    spots = placed(drawn)
    return Picture(graph, drawn, spots, told)


def placed(drawn: Any) -> dict[str, tuple[float, float]]:
    """Where each party stands, from 0 to 1: the largest part of the network drawn by springs, small parts below it."""
    parts = sorted(
        (sorted(part) for part in nx.connected_components(drawn)), key=lambda part: (-len(part), part)
    )
    force: Any = nx.Graph()
    force.add_nodes_from(parts[0] if parts else [])
    inner = sorted(drawn.subgraph(force.nodes).edges(data=True), key=lambda edge: edge[:2])
    force.add_weighted_edges_from((a, b, 1.0 if f["sign"] > 0 else 0.25) for a, b, f in inner)
    spots: dict[str, tuple[float, float]] = {}
    if len(force) > 1:
        found = nx.kamada_kawai_layout(force, weight=None)
        found = nx.spring_layout(force, pos=found, seed=7, k=4.0 / math.sqrt(len(force)), iterations=40)
        across, down = (_apart({n: float(p[axis]) for n, p in found.items()}) for axis in (0, 1))
        spots = {n: (across[n], down[n] * 0.86) for n in found}
    for column, part in enumerate(parts[1:]):
        for row, node in enumerate(part):
            spots[node] = ((column + 0.1) / max(2, len(parts) - 1) + 0.16 * row, 1.0)
    return spots or dict.fromkeys(force, (0.5, 0.5))


def _apart(values: dict[str, float]) -> dict[str, float]:
    """Positions from 0 to 1: half by the values, half by their order, so that none crowd together."""
    ranks = {key: n for n, key in enumerate(sorted(values, key=lambda key: (values[key], key)))}
    least, wide = min(values.values()), (max(values.values()) - min(values.values())) or 1.0
    return {
        key: ((value - least) / wide + ranks[key] / (len(values) - 1)) / 2 for key, value in values.items()
    }


async def render(frame: Frame) -> None:
    """Fill the page."""
    window = number(frame.own, "window", 90, 1, 36_500)
    settings = Settings(as_of=frame.filters.until, window=window)
    choice = frame.filters.deeds
    most = _DRAWN_NARROW if frame.narrow else _DRAWN
    shown = await frame.desk.lately(
        ("network", settings, choice, most), lambda view: pictured(view, settings, choice, most)
    )
    _controls(frame, shown, window)
    if not shown.graph.number_of_edges():
        say("No tie stands in these days. Choose a later day, or more days before it.")
        return
    if frame.filters.unheeded:
        say(f"Here the filters on {', '.join(frame.filters.unheeded)} do not count.", "warning")
    lit = {
        frozenset(pair)
        for story in shown.told[:_TOLD]
        for triad in story.triads
        for pair in ((triad[0], triad[1]), (triad[0], triad[2]), (triad[1], triad[2]))
    }

    async def click(event: Any) -> None:
        data = event.data or {}
        if event.data_type == "edge":
            await frame.go(tie=f"{data['source']}|{data['target']}")

    chart(
        frame, _options(frame, shown, lit), "The signed network; its ties are listed below", click, tall=True
    ).classes("upright")
    put(
        el(
            "p",
            "Solid lines are cooperative, dashed ones hostile, dotted ones mixed; heavy lines stand in tense triads. Choose a line to see its sentences.",
            class_="soft",
        )
    )
    await _tie(frame, shown)
    put(_told(frame, shown.told))
    put(_listed(frame, shown))


def _controls(frame: Frame, shown: Picture, window: int) -> None:
    facts = shown.graph.graph
    with ui.element("div").classes("tools"):
        put(el("p", f"As of {facts['as_of']} (filter To sets the day), the deeds of {window} days, {len(shown.graph)} parties, "
                    f"{shown.graph.number_of_edges()} ties" + (f"; the {len(shown.drawn)} parties with the strongest ties are drawn." if len(shown.graph) > len(shown.drawn) else ".")))  # fmt: skip
        ui.select({30: "30 days", 90: "90 days", 365: "a year", 3650: "ten years"} | {window: f"{window} days"}, value=window, label="Deeds of the last",
                  on_change=lambda e: frame.go(window=e.value)).props("dense outlined")  # fmt: skip


def _options(frame: Frame, shown: Picture, lit: Iterable[frozenset[str]]) -> dict[str, Any]:
    lit = set(lit)
    colours = {1: quad_colour(frame, 1), -1: quad_colour(frame, 4), 0: "#8a949c"}
    tense = {key for pair in lit for key in pair}
    degrees = dict(shown.drawn.degree())
    spots = {
        key: (y * 470, x * 900) if frame.narrow else (x * 1000, y * 470)
        for key, (x, y) in shown.spots.items()
    }
    nodes = [
        {"id": key, "name": facts["name"], "x": spots[key][0], "y": spots[key][1], "symbolSize": 10 + 4 * math.sqrt(degrees[key]),
         "symbol": {"state": "circle", "group": "diamond"}.get(facts["kind"], "roundRect"),
         "itemStyle": {"color": ink(frame) if key in tense else "#8a949c", "borderColor": faint(frame)}}
        for key, facts in shown.drawn.nodes(data=True)
    ]  # fmt: skip
    links = [
        {"source": a, "target": b, "value": round(f["weight"], 1),
         "lineStyle": {"color": colours[f["sign"]], "type": SIGNS[f["sign"]][1], "opacity": 0.95 if frozenset((a, b)) in lit else 0.6,
                       "width": 3.5 if frozenset((a, b)) in lit else 1.2 + min(2.0, math.log1p(f["events"]) / 3)}}
        for a, b, f in shown.drawn.edges(data=True)
    ]  # fmt: skip
    series = {
        "type": "graph", "layout": "none", "roam": True, "data": nodes, "links": links,
        **({"left": "center", "top": "center", "width": "64%"} if frame.narrow else {}),
        "label": {"show": True, "position": "bottom" if frame.narrow else "right", "color": ink(frame), "fontSize": 12, "textBorderColor": "#14181c" if frame.dark else "#ffffff", "textBorderWidth": 3}, "labelLayout": {"hideOverlap": True},
        "emphasis": {"focus": "adjacency"},
    }  # fmt: skip
    return {"series": [series], "tooltip": {}}


async def _tie(frame: Frame, shown: Picture) -> None:
    one, _, other = frame.own.get("tie", "").partition("|")
    if not shown.graph.has_edge(one, other):
        return
    facts = shown.graph.edges[one, other]
    rows = await frame.desk.ask(evidence, list(facts["event_ids"]))
    names = shown.graph.nodes[one]["name"], shown.graph.nodes[other]["name"]
    put(join([
        el("h2", f"{names[0]} and {names[1]}: {SIGNS[facts['sign']][0]}", id="tie"),
        el("p", f"Scores above zero {facts['positive']:.1f}, below zero {facts['negative']:.1f}; "
                f"{facts['events']} deeds in {facts['reports']} reports" + (f"; stated: {', '.join(facts['standing'])}." if facts["standing"] else ".")),
        sentences(frame, rows.to_dict("records")),
    ]))  # fmt: skip
    ui.run_javascript("document.getElementById('tie')?.scrollIntoView({block: 'nearest'})")


def sentences(frame: Frame, rows: Iterable[dict[str, Any]]) -> Html:
    """What events rest on, each sentence with the way to its article."""
    lines = (
        [el("a", _day(row["date"]), href=frame.link("/article", id=row["article_id"], event=row["event_id"])), row["event_type"], row["status"], row["text"]]
        for row in rows
    )  # fmt: skip
    return table(("date", "type", "status", "sentence"), lines, "Evidence", "sentences")


def _day(value: Any) -> str:
    return value.isoformat()[:10] if isinstance(value, dt.date) else "no date"


def _told(frame: Frame, told: Sequence[Story]) -> Html:
    if not told:
        return el("p", "No triad is tense.")
    items = join(
        el("li", story.text, " ", spaced(
            el("a", f"[{frame.desk.called(a)}–{frame.desk.called(b)}]", href=frame.link(tie=f"{a}|{b}"), data_go=True) for a, b in story.evidence
        )) for story in told[:_TOLD]
    )  # fmt: skip
    return join([el("h2", "Tense triads"), el("ul", items, class_="plain")])


def spaced(links: Iterable[Html]) -> Html:
    """Links with a space between each two."""
    return join(part for link in links for part in (link, " "))


def _listed(frame: Frame, shown: Picture) -> Html:
    rows = (
        [el("a", f"{frame.desk.called(row['one'])} – {frame.desk.called(row['other'])}", href=frame.link(tie=f"{row['one']}|{row['other']}"), data_go=True),
         SIGNS[row["sign"]][0], f"{row['weight']:+.1f}", f"{row['balance']:+.2f}", row["events"], ", ".join(row["standing"])]
        for row in ties(shown.graph).head(_LISTED).to_dict("records")
    )  # fmt: skip
    heads = ("tie", "sign", "weight", "balance (-1 to 1)", "deeds", "stated")
    return el(
        "details",
        el(
            "summary",
            "Ties as a table"
            + (f" (the first {_LISTED})" if shown.graph.number_of_edges() > _LISTED else ""),
        ),
        table(heads, rows, "Ties"),
    )
