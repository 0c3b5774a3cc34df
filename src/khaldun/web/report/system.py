"""Sections on the system behind the events: network, dyads, tense triads, meetings."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import pandas as pd

from khaldun.relations.deeds import Choice, evidence
from khaldun.relations.dyads import Period, dyads
from khaldun.relations.meeting_facts import is_asked, said
from khaldun.relations.meetings import Joined, Seat
from khaldun.relations.meetings import meetings as meetings_of
from khaldun.relations.network import ties
from khaldun.relations.parties import name_of
from khaldun.relations.pictures import places_of
from khaldun.relations.telling import Story, stories
from khaldun.store import View
from khaldun.web.markup import Html, el, join
from khaldun.web.report.charts import svg
from khaldun.web.report.labels import Labels
from khaldun.web.report.reach import Reach
from khaldun.web.report.tables import grid, quoted

_NODES, _TIES, _DYADS, _STORIES, _MEETINGS = 24, 15, 12, 8, 20
_WIDE, _HIGH, _EDGE = 960.0, 620.0, 70.0
_SIGNS = {1: "cooperative", -1: "hostile", 0: "mixed"}
_CLASSES = {1: "tie good", -1: "tie bad", 0: "tie mixed"}


def network(graph: nx.Graph[Any]) -> Html:
    """The strongest parties and their ties, drawn and listed."""
    if not graph.number_of_edges():
        return el("p", "No two parties have a tie.")
    strength = {key: sum(f["positive"] + f["negative"] for f in graph[key].values()) for key in graph}
    shown = sorted(sorted(graph), key=lambda key: -strength[key])[:_NODES]
    part = graph.subgraph(shown)
    label = f"Network of the {len(shown)} parties with the strongest ties, of {len(graph)}; the table below lists the strongest ties."
    says = (
        f"As of {graph.graph['as_of']}, deeds of {graph.graph['window']} days: the {len(shown)} parties with the strongest ties, of {len(graph)}. "
        "Whole lines: cooperative; broken lines: hostile; dotted: mixed. Friends stand nearer than foes; the thicker, the stronger."
    )
    table = ties(graph).head(_TIES)
    rows = [
        [graph.nodes[tie.one]["name"], graph.nodes[tie.other]["name"], _SIGNS[tie.sign], float(tie.positive), float(tie.negative), int(tie.events), "; ".join(tie.standing)]
        for tie in table.itertuples()
    ]  # fmt: skip
    return join([
        el("figure", _drawn(part, shown, strength, label), el("figcaption", says)),
        grid(["one", "other", "tie", "scores +", "scores −", "deeds", "stated"], rows, "The strongest ties"),
    ])  # fmt: skip


def _drawn(part: nx.Graph[Any], shown: list[str], strength: dict[str, float], label: str) -> Html:
    where = _fitted(places_of(shown, part))
    lines = []
    for one, other, facts in sorted(part.edges(data=True), key=lambda edge: edge[:2]):
        wide = 1 + min(5.0, (facts["positive"] + facts["negative"]) / 8)
        (x1, y1), (x2, y2) = where[one], where[other]
        told = el(
            "title",
            f"{part.nodes[one]['name']} and {part.nodes[other]['name']}: {_SIGNS[facts['sign']]}, {facts['events']} deeds",
        )
        lines.append(
            el(
                "path",
                told,
                d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}",
                class_=_CLASSES[facts["sign"]],
                stroke_width=f"{wide:.1f}",
                stroke_opacity=".65",
            )
        )
    most = max(strength.values())
    sizes = {key: 4 + 8 * math.sqrt(strength[key] / most) for key in shown}
    labels = Labels(_WIDE)
    for key in shown:
        labels.take(*where[key], sizes[key])
        lines.append(
            el(
                "circle",
                cx=f"{where[key][0]:.1f}",
                cy=f"{where[key][1]:.1f}",
                r=f"{sizes[key]:.1f}",
                class_="party",
            )
        )
    for key in shown:
        lines += labels.put(part.nodes[key]["name"], *where[key], sizes[key], always=True)
    return svg(_WIDE, _HIGH, label, lines)


def _fitted(places: dict[str, Any]) -> dict[str, tuple[float, float]]:
    """The places spread over the picture: half by where they lie, half by their order, so that none crowd together."""
    ways = []
    for axis, far in ((0, _WIDE - 2 * _EDGE), (1, _HIGH - _EDGE)):
        values = {key: float(point[axis]) for key, point in places.items()}
        ranks = {key: n for n, key in enumerate(sorted(values, key=lambda key: (values[key], key)))}
        least, wide = min(values.values()), (max(values.values()) - min(values.values())) or 1.0
        last = max(1, len(values) - 1)
        ways.append({key: far * ((values[key] - least) / wide + ranks[key] / last) / 2 for key in places})
    return {key: (_EDGE + ways[0][key], _EDGE / 2 + ways[1][key]) for key in places}


def strongest(view: View, known: dict[str, str], reach: Reach | None) -> Html:
    """The dyads with most deeds, with what changed in the last period in which either did anything."""
    period: Period = "month" if reach is None or reach.days > 70 else "week"
    table = dyads(view, ordered=False, period=period)
    if table.empty:
        return el("p", "No two parties did anything to each other.")
    totals = table.groupby(["actor", "recipient"], as_index=False).agg(
        events=("events", "sum"), reports=("reports", "sum"), score=("score_sum", "sum"),
        good=("events_2", "sum"), good_words=("events_1", "sum"), bad=("events_4", "sum"), bad_words=("events_3", "sum"),
    )  # fmt: skip
    top = (
        totals[totals["events"] > 0]
        .sort_values(["events", "actor", "recipient"], ascending=[False, True, True])
        .head(_DYADS)
    )
    rows = []
    for row in top.itertuples():
        own = table[
            (table["actor"] == row.actor) & (table["recipient"] == row.recipient) & (table["events"] > 0)
        ]
        rows.append([
            f"{name_of(row.actor, known)} ↔ {name_of(row.recipient, known)}", int(row.events), int(row.reports),
            int(row.good_words + row.good), int(row.bad_words + row.bad), float(row.score), _changed(own.iloc[-1], period),
        ])  # fmt: skip
    note = el("p", "A deed is one type of act on one day, however often it is told; scores are PLOVER's, from -10 to 10 a deed. The change is that of the last "
              f"{period} with deeds against the one before; p is the chance of so uneven a split if the rate had not changed.", class_="soft")  # fmt: skip
    heads = ["dyad", "deeds", "reports", "cooperation", "conflict", "score", f"change in the last {period}"]
    return join([note, grid(heads, rows, "Strongest dyads")])


def _changed(row: pd.Series[Any], period: str) -> str:
    when = f"{period} of {str(row['period'])[:10]}: {int(row['events'])} deeds"
    if pd.isna(row["events_change"]):
        return f"{when}; no change given, {row['change_note']}"
    return f"{when}, {int(row['events_before'])} before ({int(row['events_change']):+d}, p {row['change_p']:.2f})"


def tense(view: View, graph: nx.Graph[Any]) -> Html:
    """Tense triads in words, each tie with a sentence that it rests on."""
    told = stories(view, graph)
    if not told:
        return el("p", "No triad of this network is tense.")
    note = el("p", f"Triads that are out of balance: the friend of a friend is a foe. Those of {len(told)} hostile pairs are told, the pair pulled hardest first"
              + (f"; here the first {_STORIES}." if len(told) > _STORIES else "."), class_="soft")  # fmt: skip
    return join([note, *(_story(view, graph, one) for one in told[:_STORIES])])


def _story(view: View, graph: nx.Graph[Any], told: Story) -> Html:
    first = {tie: ids[0] for tie, ids in told.evidence.items() if ids}
    found = evidence(view, list(first.values())).drop_duplicates("event_id").set_index("event_id")
    rests = [
        el("li", f"{graph.nodes[tie[0]]['name']} and {graph.nodes[tie[1]]['name']}", quoted(found.at[key, "text"], f"{str(found.at[key, 'date'])[:10]}, article {found.at[key, 'article_id']}"))
        for tie, key in first.items()
        if key in found.index
    ]  # fmt: skip
    return el("article", el("h3", told.text), el("ul", *rests), class_="story")


def meetings(view: View) -> Html:
    """The last meetings: kind, place, who was there, who was not and how, what was agreed."""
    found = [one for one in meetings_of(view) if is_asked(one, None, (), Choice())]
    if not found:
        return el("p", "No conference, summit or talks are told of.")
    shown = found[-_MEETINGS:]
    note = (
        [el("p", f"The last {_MEETINGS} of {len(found)}.", class_="soft")] if len(found) > len(shown) else []
    )
    rows = [_meeting(one) for one in shown]
    return join([*note, grid(["meeting", "day", "place", "there", "absent", "agreed"], rows, "Meetings")])


def _meeting(joined: Joined) -> list[Any]:
    dated, placed = joined.dated, joined.placed
    place = placed.place if placed is not None else None
    hosts = [f"{seat.name} (host)" for seat in joined.seats("host")]
    there = [seat.name for seat in joined.seats("attender") if seat.key not in joined.keys("host")]
    absent = [el("p", f"{seat.name} ({said(seat)})", *_first(seat)) for seat in joined.seats("absentee")]
    agreed = "; ".join(dict.fromkeys(" ".join(one.text.split()) for _, one in joined.agreed))
    kind = joined.kind if joined.status == "actual" else f"{joined.kind} ({joined.status})"
    return [
        kind,
        dated.date,
        place.name if place else None,
        ", ".join([*hosts, *there]) or None,
        join(absent) or None,
        agreed or None,
    ]


def _first(seat: Seat) -> list[Html]:
    for _, one in seat.told:
        for seen in one.evidence:
            return [quoted(seen.text)]
    return []
