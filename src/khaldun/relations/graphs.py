"""The network as GraphML and GEXF, for Gephi, Cytoscape, igraph and their like."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import networkx as nx

GraphForm = Literal["graphml", "gexf"]


def graph_text(graph: nx.Graph[Any], form: GraphForm) -> str:
    """The network as XML. Lists are joined by "; ", characters that XML cannot hold become U+FFFD, unknown is left out.

    The strength of a tie stands in ``weight``, where such programs look for it, its signed sum in ``signed_weight``.
    """
    plain: nx.Graph[Any] = nx.Graph(**{key: value for name, told in graph.graph.items() if (value := _value(told)) is not None for key in [name]})  # fmt: skip
    for key, facts in graph.nodes(data=True):
        plain.add_node(_text(key), label=_text(facts["name"]), **_values(facts))
    for one, other, facts in graph.edges(data=True):
        strength = facts["positive"] + facts["negative"]
        values = _values(facts) | {"signed_weight": float(facts["weight"]), "weight": float(strength)}
        plain.add_edge(_text(one), _text(other), **values)
    lines = nx.generate_graphml(plain) if form == "graphml" else nx.generate_gexf(plain)
    text = "\n".join(lines)
    if form == "gexf":  # networkx stamps the day of writing; the same store gives the same bytes
        day = graph.graph.get("as_of") or dt.date(1970, 1, 1)
        text = text.replace(f'lastmodifieddate="{dt.date.today()}"', f'lastmodifieddate="{day}"')
    return text + "\n"


def _values(facts: dict[str, Any]) -> dict[str, Any]:
    found = {name: _value(value) for name, value in facts.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return _text("; ".join(map(str, value)))
    if isinstance(value, dict):
        return _text("; ".join(f"{name} {_value(told)}" for name, told in value.items() if told is not None))
    return _text(str(value))


def _text(text: str) -> str:
    """The text with what XML 1.0 cannot hold replaced."""
    return "".join(
        c
        if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"
        else "\ufffd"
        for c in text
    )
