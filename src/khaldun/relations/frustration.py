"""The line index of frustration: how many ties must change for a signed graph to fall into two blocs.

Harary's line index of imbalance (1959): the least number of ties that any split into two blocs leaves frustrated, a
positive tie across or a negative tie within. Exact by an integer programme (Aref, Mason and Wilson 2020), solved by
HiGHS; above a size a local search gives an upper bound and disjoint tense triads a lower one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

Edge = tuple[str, str]

EXACT_TIES = 600
"""A component with more ties (outside its hanging trees) is left to the local search."""
SECONDS = 20.0
"""Time for one component's programme; what it proved by then are the bounds."""
_STARTS = 20
_SEED = 0


@dataclass(frozen=True, slots=True)
class Frustration:
    """``lower`` and ``upper`` bounds of the line index, equal where it is exact; ``blocs`` is a split that reaches
    ``upper``, as two sorted lists, the longer first; ``frustrated`` are the ties it leaves so."""

    lower: int
    upper: int
    blocs: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[Edge, ...]

    @property
    def exact(self) -> bool:
        """Whether the index is known, not only bounded."""
        return self.lower == self.upper


def frustration(
    graph: nx.Graph[Any], *, exact_ties: int = EXACT_TIES, seconds: float = SECONDS
) -> Frustration:
    """The line index of a graph whose edges have a ``sign`` (those of sign 0 are left out), and the best split.

    The two blocs of a component can be swapped without cost; each component's larger bloc goes to the first.
    """
    signed = nx.Graph()
    signed.add_nodes_from(sorted(graph))
    signed.add_edges_from(sorted((min(a, b), max(a, b), {"sign": d["sign"]}) for a, b, d in graph.edges(data=True) if d["sign"]))  # fmt: skip
    side: dict[str, int] = {}
    lower = 0
    for nodes in sorted(nx.connected_components(signed), key=min):
        part = signed.subgraph(sorted(nodes))
        found, bound = _component(part, exact_ties, seconds)
        if 2 * sum(found.values()) > len(found):
            found = {node: 1 - value for node, value in found.items()}
        side |= found
        lower += bound
    frustrated = tuple(
        (a, b) for a, b, d in signed.edges(data=True) if (side[a] == side[b]) != (d["sign"] > 0)
    )
    blocs = tuple(tuple(sorted(node for node in side if side[node] == bloc)) for bloc in (0, 1))
    return Frustration(lower, len(frustrated), (blocs[0], blocs[1]), frustrated)


def _component(part: nx.Graph[Any], exact_ties: int, seconds: float) -> tuple[dict[str, int], int]:
    """A split of one component and a lower bound; trees hanging from its cycles never cost anything."""
    cyclic = nx.k_core(part, 2)
    if not len(cyclic):
        return _spread(part, {min(part): 0}), 0
    split = _spread(cyclic, {min(nodes): 0 for nodes in nx.connected_components(cyclic)})
    lower = 0
    if _cost(cyclic, split):
        split = _searched(cyclic)
        lower = max(1, _disjoint_triads(cyclic))
        if lower < _cost(cyclic, split) and cyclic.number_of_edges() <= exact_ties:
            split, lower = _programme(cyclic, split, lower, seconds)
    return _spread(part, split), lower


def _spread(graph: nx.Graph[Any], side: dict[str, int]) -> dict[str, int]:
    """The sides that the known ones give their neighbours, outwards: friends the same, foes the other."""
    side = dict(side)
    ahead = sorted(side)
    while ahead:
        node = ahead.pop()
        for other, facts in graph[node].items():
            if other not in side:
                side[other] = side[node] if facts["sign"] > 0 else 1 - side[node]
                ahead.append(other)
    return side


def _cost(graph: nx.Graph[Any], side: dict[str, int]) -> int:
    return sum((side[a] == side[b]) != (d["sign"] > 0) for a, b, d in graph.edges(data=True))


def triads(graph: nx.Graph[Any]) -> Iterable[tuple[str, str, str]]:
    """Every three parties that are all tied with a sign, each once."""
    rank = {node: (degree, node) for node, degree in graph.degree}
    ahead = {
        node: {other for other, facts in graph[node].items() if facts["sign"] and rank[other] > rank[node]}
        for node in graph
    }
    for node in graph:
        for other in sorted(ahead[node]):
            for third in sorted(ahead[node] & ahead[other]):
                yield node, other, third


def product(graph: nx.Graph[Any], nodes: tuple[str, str, str]) -> int:
    """The product of a triad's signs: 1 where it is balanced, -1 where it is tense (Cartwright and Harary 1956)."""
    a, b, c = nodes
    return int(graph.edges[a, b]["sign"] * graph.edges[b, c]["sign"] * graph.edges[a, c]["sign"])


def _disjoint_triads(graph: nx.Graph[Any]) -> int:
    """How many tense triads can be picked, first come, no two with a common tie: each costs at least one tie."""
    used: set[frozenset[str]] = set()
    count = 0
    for a, b, c in triads(graph):
        ties = {frozenset((a, b)), frozenset((b, c)), frozenset((a, c))}
        if not ties & used and product(graph, (a, b, c)) < 0:
            used |= ties
            count += 1
    return count


def _searched(graph: nx.Graph[Any]) -> dict[str, int]:
    """A split that no move of one party betters: the best of several starts drawn by lot."""
    nodes = sorted(graph)
    matrix = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight="sign", format="csr", dtype=float)
    draw = np.random.default_rng(_SEED)
    best, best_cost = np.ones(len(nodes)), np.inf
    for _ in range(_STARTS):
        side = draw.choice([-1.0, 1.0], len(nodes))
        pull = matrix @ side
        while True:
            gain = side * pull
            worst = int(np.argmin(gain))
            if gain[worst] >= 0:
                break
            side[worst] *= -1
            row = slice(matrix.indptr[worst], matrix.indptr[worst + 1])
            pull[matrix.indices[row]] += 2 * side[worst] * matrix.data[row]
        cost = -float(side @ pull)
        if cost < best_cost:
            best, best_cost = side, cost
    return {node: int(value < 0) for node, value in zip(nodes, best, strict=True)}


def _programme(
    graph: nx.Graph[Any], split: dict[str, int], lower: int, seconds: float
) -> tuple[dict[str, int], int]:
    """The exact split, or the best found in time with the bound proved by then.

    One 0-1 variable a party (its bloc) and one a tie (1 where frustrated), tied by two inequalities each; a party
    with most ties is held fast, and each tense triad must hold a frustrated tie.
    """
    nodes = sorted(graph, key=lambda node: (-graph.degree[node], node))
    place = {node: i for i, node in enumerate(nodes)}
    edges = [(place[a], place[b], d["sign"]) for a, b, d in graph.edges(data=True)]
    number = {frozenset((a, b)): len(nodes) + k for k, (a, b, _) in enumerate(edges)}
    rows: list[tuple[dict[int, float], float]] = []
    for k, (a, b, sign) in enumerate(edges):
        tie = len(nodes) + k
        if sign > 0:
            rows += [({tie: 1, a: -1, b: 1}, 0), ({tie: 1, a: 1, b: -1}, 0)]
        else:
            rows += [({tie: 1, a: 1, b: 1}, 1), ({tie: 1, a: -1, b: -1}, -1)]
    for triad in triads(graph):
        if product(graph, triad) < 0:
            a, b, c = (place[node] for node in triad)
            rows.append(({number[frozenset(pair)]: 1 for pair in ((a, b), (b, c), (a, c))}, 1))
    cells = [(value, row, column) for row, (terms, _) in enumerate(rows) for column, value in terms.items()]
    values, down, across = zip(*cells, strict=True)
    matrix = sparse.csr_array((values, (down, across)), shape=(len(rows), len(nodes) + len(edges)))
    cost = np.r_[np.zeros(len(nodes)), np.ones(len(edges))]
    upper = np.ones(len(cost))
    upper[0] = 0
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, lb=np.array([least for _, least in rows], dtype=float)),
        integrality=np.r_[np.ones(len(nodes)), np.zeros(len(edges))],
        bounds=Bounds(0, upper),
        options={"time_limit": seconds},
    )
    if found.x is not None:
        solved = {node: round(found.x[i]) for node, i in place.items()}
        if _cost(graph, solved) <= _cost(graph, split):
            split = solved
    bound = found.mip_dual_bound
    if found.status == 0:
        return split, _cost(graph, split)
    return split, max(lower, int(np.ceil(bound - 1e-6)) if bound is not None and np.isfinite(bound) else 0)
