"""Structural balance of the signed network: which triads are at rest, which are tense, and how far from two blocs.

A triad is balanced where the product of its signs is positive: the friend of my friend is my friend, the foe of my
foe my friend (Heider 1946; Cartwright and Harary 1956).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx
import pandas as pd

from khaldun.relations.deeds import Choice
from khaldun.relations.frustration import Frustration, frustration, product, triads
from khaldun.relations.network import Settings, build, sign_of
from khaldun.store import View

KINDS = ("+++", "+--", "++-", "---")
"""The four sorts of triads by their signs; the first two are balanced."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Figures of a signed network. ``share`` is the part of triads that are balanced, ``None`` where there are none."""

    parties: int
    positive: int
    negative: int
    by_kind: dict[str, int]
    frustration: Frustration

    @property
    def triads(self) -> int:
        """How many there are."""
        return sum(self.by_kind.values())

    @property
    def balanced(self) -> int:
        """How many are balanced."""
        return self.by_kind["+++"] + self.by_kind["+--"]

    @property
    def tense(self) -> int:
        """How many are tense."""
        return self.triads - self.balanced

    @property
    def share(self) -> float | None:
        """The part that is balanced."""
        return self.balanced / self.triads if self.triads else None


def balance(graph: nx.Graph[Any], **limits: Any) -> Balance:
    """The figures of a network whose edges have a ``sign``; ``limits`` are those of ``frustration.frustration``."""
    signs = [facts["sign"] for _, _, facts in graph.edges(data=True)]
    kinds: Counter[str] = Counter(dict.fromkeys(KINDS, 0))
    kinds.update(_kind(graph, nodes) for nodes in triads(graph))
    tied = sum(1 for node in graph if any(facts["sign"] for facts in graph[node].values()))
    return Balance(tied, signs.count(1), signs.count(-1), dict(kinds), frustration(graph, **limits))


def _kind(graph: nx.Graph[Any], nodes: tuple[str, str, str]) -> str:
    a, b, c = nodes
    positive: int = sum(graph.edges[pair]["sign"] > 0 for pair in ((a, b), (b, c), (a, c)))
    return "+" * positive + "-" * (3 - positive)


def tense(graph: nx.Graph[Any]) -> Iterator[tuple[str, str, str]]:
    """The tense triads, each once."""
    return (nodes for nodes in triads(graph) if product(graph, nodes) < 0)


def sensitivity(
    view: View,
    settings: Settings,
    choice: Choice | None = None,
    thresholds: Iterable[float] | None = None,
    windows: Iterable[int] | None = None,
    **limits: Any,
) -> pd.DataFrame:
    """The figures at other thresholds and windows, one row each, ``here`` marking the settings' own.

    By default at half, one and two times each. Columns: ``window``, ``threshold``, ``parties``, ``ties``, ``triads``,
    ``tense``, ``share``, ``index_lower``, ``index_upper``, ``here``.
    """
    thresholds = sorted(set(thresholds or (settings.threshold / 2, settings.threshold, min(1.0, settings.threshold * 2))))  # fmt: skip
    windows = sorted(set(windows or (max(1, settings.window // 2), settings.window, settings.window * 2)))
    rows = []
    for window in windows:
        graph = build(view, replace(settings, window=window), choice)
        for threshold in thresholds:
            for _, _, facts in graph.edges(data=True):
                facts["sign"] = sign_of(facts["balance"], threshold)
            found = balance(graph, **limits)
            rows.append(
                (window, threshold, found.parties, found.positive + found.negative, found.triads, found.tense, found.share,
                 found.frustration.lower, found.frustration.upper,
                 window == settings.window and threshold == settings.threshold)
            )  # fmt: skip
    names = [
        "window",
        "threshold",
        "parties",
        "ties",
        "triads",
        "tense",
        "share",
        "index_lower",
        "index_upper",
        "here",
    ]
    return pd.DataFrame(rows, columns=names)


def days_between(graph: nx.Graph[Any]) -> tuple[dt.date, dt.date]:
    """The first and the last day whose deeds a network counts."""
    return graph.graph["since"], graph.graph["as_of"]
