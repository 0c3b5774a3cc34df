"""``khaldun system network``: who stands with and against whom, as of a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khaldun.cli.system import asking
from khaldun.cli.system.showing import Answer, Part, show, showing
from khaldun.relations.graphs import graph_text
from khaldun.relations.measures import measures
from khaldun.relations.network import build, ties
from khaldun.relations.pictures import draw_network
from khaldun.store import Location, Store

_TIES = {
    "one_name": "one", "other_name": "other", "sign": "sign", "balance": "balance", "positive": "+", "negative": "-",
    "events": "deeds", "reports": "reports", "fights": "fights", "helps": "helps", "standing": "stated",
}  # fmt: skip
_PARTIES = {
    "name": "party", "kind": "kind", "friends": "friends", "foes": "foes", "unsigned": "mixed", "strength": "strength",
    "pagerank": "PageRank", "betweenness": "betweenness", "core": "core", "core_friends": "core of friends", "community": "community",
}  # fmt: skip


@click.command(short_help="Who stands with and against whom, as of a day.")
@asking.store
@click.option(
    "--top",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="Rows shown of each table.",
)
@asking.drawing
@asking.events
@showing("graphml", "gexf")
def network(store: Location, top: int, form: str, out: Path | None, sentences: int, **options: Any) -> int:
    """The signed, weighted network of STORE as of a day: ties, centrality, cores, communities."""
    with Store(store) as view:
        graph = build(view, asking.settings(options), asking.choice(options))
        edges = ties(graph)
        for side in ("one", "other"):
            edges[f"{side}_name"] = [graph.nodes[key]["name"] for key in edges[side]]
        signs = edges["sign"].tolist()
        lines = [
            f"{len(graph)} parties, {len(edges)} ties: {signs.count(1)} positive, {signs.count(-1)} negative, {signs.count(0)} "
            "mixed. Balance is (positive - negative) / (positive + negative) scores; it gives the sign from the threshold on."
        ]
        parts = {
            "ties": Part("Ties, the strongest first", edges, _TIES, top),
            "parties": Part("Parties", measures(graph), _PARTIES, top, None),
        }
        texts = {"graphml": lambda: graph_text(graph, "graphml"), "gexf": lambda: graph_text(graph, "gexf")}
        title = f"Network as of {graph.graph['as_of']}"
        answer = Answer(
            "network", title, graph.graph, lines, parts, draw_network(graph), texts=texts, size=(11, 9)
        )
        show(view, answer, form, out, sentences)
    return 0
