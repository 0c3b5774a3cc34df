"""Where each party stands in the network: centrality, cores, communities (NetworkX)."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd

EXACT_NODES = 500
"""Up to so many parties betweenness is exact; above, it is estimated from SOURCES of them (Brandes and Pich 2007)."""
SOURCES = 100
SEED = 0
"""Of all that draws by lot: the same network gives the same figures."""


def measures(graph: nx.Graph[Any]) -> pd.DataFrame:
    """One row a party, those with the strongest ties first.

    Columns: ``party``, ``name``, ``kind``; ``friends`` and ``foes`` (ties of either sign), ``unsigned``; ``strength``
    (sum of positive and negative of its ties); ``pagerank`` (Brin and Page 1998; ties weighted by strength);
    ``betweenness`` (Freeman 1977; steps, not weights; estimated above ``EXACT_NODES`` parties); ``core`` (the largest
    k of a group in which each has k ties, Seidman 1983) and ``core_friends`` (positive ties alone); ``community``
    (Louvain on positive ties weighted by strength, Blondel et al. 2008; 0 is the largest; null without friends).
    """
    columns = ["party", "name", "kind", "friends", "foes", "unsigned", "strength", "pagerank", "betweenness", "core", "core_friends", "community"]  # fmt: skip
    if not graph:
        return pd.DataFrame(columns=columns)
    weighted: nx.Graph[Any] = nx.Graph()
    weighted.add_nodes_from(sorted(graph))
    weighted.add_weighted_edges_from(
        (a, b, facts["positive"] + facts["negative"]) for a, b, facts in graph.edges(data=True)
    )
    friendly: nx.Graph[Any] = nx.Graph()
    friendly.add_weighted_edges_from(
        (a, b, facts["positive"])
        for a, b, facts in sorted(graph.edges(data=True), key=lambda edge: edge[:2])
        if facts["sign"] > 0
    )
    few = None if len(graph) <= EXACT_NODES else SOURCES
    pagerank = nx.pagerank(weighted)
    betweenness = nx.betweenness_centrality(weighted, k=few, seed=SEED)
    core, core_friends = nx.core_number(weighted), nx.core_number(friendly)
    community = communities(friendly)
    rows = []
    for key in weighted:
        signs = [facts["sign"] for facts in graph[key].values()]
        strength = sum(facts["positive"] + facts["negative"] for facts in graph[key].values())
        rows.append(
            (key, graph.nodes[key]["name"], graph.nodes[key]["kind"], signs.count(1), signs.count(-1), signs.count(0), strength,
             pagerank[key], betweenness[key], core[key], core_friends.get(key, 0), community.get(key))
        )  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    table["community"] = table["community"].astype("Int64")
    return table.sort_values(["strength", "party"], ascending=[False, True]).reset_index(drop=True)


def communities(friendly: nx.Graph[Any]) -> dict[str, int]:
    """The community of each party by its positive ties, numbered from the largest; parties alone have none."""
    if not friendly.number_of_edges():
        return {}
    found = nx.community.louvain_communities(friendly, weight="weight", seed=SEED)
    ordered = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    return {key: number for number, group in enumerate(ordered) for key in group}
