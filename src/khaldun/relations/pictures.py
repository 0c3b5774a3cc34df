"""Pictures of the system, by matplotlib, which is loaded when one is drawn. Words in them are never read as formulas."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import networkx as nx
import numpy as np
import pandas as pd

from khaldun.relations.frustration import Frustration

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PictureForm = Literal["png", "svg"]
Draw = Callable[["Axes"], None]

GOOD, BAD, NEUTRAL = "#2b6ca3", "#c0392b", "#8a8a8a"
"""Cooperation, conflict, neither: told apart by people who cannot tell red from green."""
_QUADS = {1: ("#9ecae1", "words, cooperation"), 2: ("#2b6ca3", "deeds, cooperation"), 3: ("#f4a582", "words, conflict"), 4: ("#c0392b", "deeds, conflict")}  # fmt: skip
_BARS = 20
_NODES = 40


def picture(draw: Draw, title: str, form: PictureForm, size: tuple[float, float] = (10, 6)) -> bytes:
    """What ``draw`` draws on a pair of axes, as a file's bytes; the same drawing gives the same bytes."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    settings: Any = {
        "svg.hashsalt": "khaldun",
        "text.parse_math": False,
        "svg.fonttype": "path",
        "font.family": "DejaVu Sans",
    }
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=size, layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.set_title(_plain(title))
        draw(axes)
        stream = io.BytesIO()
        nothing = {"Software": None} if form == "png" else {"Date": None, "Creator": "khaldun"}
        figure.savefig(stream, format=form, dpi=130, metadata=nothing)
    return stream.getvalue()


def _plain(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)


def draw_dyad(table: pd.DataFrame) -> Draw:
    """Deeds by quad class as bars, conflict below the line, and the decayed score as a line: of one dyad by period."""

    def draw(axes: Axes) -> None:
        days = [str(day)[:10] for day in table["period"]]
        at = np.arange(len(days))
        for sign, quads in ((1, (1, 2)), (-1, (3, 4))):
            base = np.zeros(len(days))
            for quad in quads:
                height = sign * table[f"events_{quad}"].to_numpy(float)
                axes.bar(at, height, bottom=base, color=_QUADS[quad][0], label=_QUADS[quad][1])
                base += height
        axes.axhline(0, color="black", linewidth=0.8)
        axes.set_xticks(at, days, rotation=45, ha="right")
        axes.set_ylabel("deeds")
        other = axes.twinx()
        other.plot(at, table["decayed"], color="black", marker="o", linewidth=1.2)
        other.set_ylabel("decayed score")
        axes.legend(loc="best", fontsize="small")

    return draw


def draw_network(graph: nx.Graph[Any]) -> Draw:
    """The strongest parties and the ties between them: blue for positive, red for negative, grey for neither."""

    def draw(axes: Axes) -> None:
        strength = {key: sum(f["positive"] + f["negative"] for f in graph[key].values()) for key in graph}
        shown = sorted(sorted(graph), key=lambda key: -strength[key])[:_NODES]
        part = graph.subgraph(shown)
        places = places_of(shown, part)
        for one, other, facts in sorted(part.edges(data=True), key=lambda edge: edge[:2]):
            colour = {1: GOOD, -1: BAD, 0: NEUTRAL}[facts["sign"]]
            wide = 0.6 + min(4.0, (facts["positive"] + facts["negative"]) / 8)
            axes.plot(
                *zip(places[one], places[other], strict=True),
                color=colour,
                linewidth=wide,
                alpha=0.6,
                zorder=1,
            )
        for key in shown:
            axes.scatter(places[key][0], places[key][1], s=60, color="white", edgecolors="black", zorder=2)
            axes.annotate(
                _plain(part.nodes[key]["name"]),
                places[key],
                xytext=(5, 4),
                textcoords="offset points",
                fontsize=8,
            )
        if len(graph) > len(shown):
            axes.set_xlabel(f"the {len(shown)} strongest of {len(graph)} parties")
        axes.set_xticks([])
        axes.set_yticks([])

    return draw


def places_of(shown: list[str], part: nx.Graph[Any]) -> dict[str, Any]:
    """Where to put the parties: friends nearer than foes (Kamada and Kawai 1989), parts without ties just beyond."""
    if not shown:
        return {}
    layout: nx.Graph[Any] = nx.Graph()
    layout.add_nodes_from(shown)
    layout.add_weighted_edges_from(
        sorted((min(a, b), max(a, b), 1.0 if f["sign"] > 0 else 1.6) for a, b, f in part.edges(data=True))
    )
    ways = dict(nx.all_pairs_dijkstra_path_length(layout))
    beyond = 1.3 * max((length for row in ways.values() for length in row.values()), default=1.0)
    apart = {a: {b: ways[a].get(b, beyond) for b in shown} for a in shown}
    found: dict[str, Any] = nx.kamada_kawai_layout(layout, dist=apart)
    return found


def draw_blocs(graph: nx.Graph[Any], found: Frustration) -> Draw:
    """The best split into two blocs, one a side; frustrated ties drawn whole, the others faint."""

    def draw(axes: Axes) -> None:
        tied = {key for key in graph if any(f["sign"] for f in graph[key].values())}
        places: dict[str, tuple[float, float]] = {}
        for x, bloc in enumerate(found.blocs):
            members = [key for key in bloc if key in tied]
            places |= {key: (float(x), -(i + 0.5) / len(members)) for i, key in enumerate(members)}
        bad = {frozenset(tie) for tie in found.frustrated}
        for one, other, facts in sorted(graph.edges(data=True), key=lambda edge: edge[:2]):
            if facts["sign"]:
                whole = frozenset((one, other)) in bad
                colour = GOOD if facts["sign"] > 0 else BAD
                (x1, y1), (x2, y2) = places[one], places[other]
                bow = 0.0 if x1 != x2 else (0.12 + 0.4 * abs(y1 - y2)) * (-1 if x1 else 1)
                axes.plot([x1, (x1 + x2) / 2 + bow, x2], [y1, (y1 + y2) / 2, y2], color=colour, alpha=0.95 if whole else 0.15, linewidth=1.8 if whole else 0.8, zorder=1)  # fmt: skip
        for key, (left, y) in places.items():
            axes.scatter(left, y, s=30, color="black", zorder=2)
            away = -1 if left == 0 else 1
            axes.annotate(_plain(graph.nodes[key]["name"]), (left, y), xytext=(6 * away, -3), textcoords="offset points", ha="right" if left == 0 else "left", fontsize=7)  # fmt: skip
        axes.set_xlim(-1.2, 2.2)
        axes.set_xticks([0, 1], ["first bloc", "second bloc"])
        axes.set_yticks([])

    return draw


def draw_exposure(table: pd.DataFrame) -> Draw:
    """The most exposed states to one armed actor, as bars."""

    def draw(axes: Axes) -> None:
        top = table.head(_BARS).iloc[::-1]
        axes.barh([_plain(name) for name in top["name"]], top["exposure"], color=BAD)
        axes.set_xlabel("exposure (force, less what borders and distance take)")

    return draw


def draw_burden(table: pd.DataFrame) -> Draw:
    """What each member gives, and what it gives after one has raised its effort."""

    def draw(axes: Axes) -> None:
        shown = table.iloc[::-1]
        at = np.arange(len(shown))
        after = "gift_after" in shown
        axes.barh(
            at + (0.2 if after else 0),
            shown["gift"],
            height=0.38 if after else 0.7,
            color=GOOD,
            label="at the equilibrium",
        )
        if after:
            axes.barh(at - 0.2, shown["gift_after"], height=0.38, color=BAD, label="after the raise")
        axes.set_yticks(at, [_plain(name) for name in shown["name"]])
        axes.set_xlabel("effort, in the unit of the means")
        axes.legend(loc="lower right", fontsize="small")

    return draw
