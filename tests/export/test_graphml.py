"""GraphML: events added up into signed edges, read back by networkx."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest

from export.exporting import IRAN, IRAQ, REBELS, exported, meeting
from khaldun.export.graphml import NO_DYAD, _xml
from making import bare, full


def read(*some: Any) -> Any:
    return nx.read_graphml(io.BytesIO(exported("graphml", *some)[0]), force_multigraph=True)


def test_edges() -> None:
    refusal = full(actors=(IRAN,), recipients=(IRAQ,))
    graph = read(refusal, full(actors=(IRAN,), recipients=(IRAQ,), score=-3.5), meeting(IRAN, IRAQ))
    assert dict(graph.nodes(data="name")) == {"IRN": "Iran", "IRQ": "Iraq"}
    assert graph.is_directed()
    edges = {(a, b, facts.pop("quad")): facts for a, b, facts in graph.edges(data=True)}
    for facts in edges.values():
        facts.pop("id", None)
    assert edges == {
        ("IRN", "IRQ", 3): {
            "quad_class": "verbal conflict",
            "sign": -1,
            "events": 2,
            "score": -2.5,
            "weight": -2,
        },
        ("IRN", "IRQ", 1): {
            "quad_class": "verbal cooperation",
            "sign": 1,
            "events": 1,
            "score": 2.5,
            "weight": 1,
        },
        ("IRQ", "IRN", 1): {
            "quad_class": "verbal cooperation",
            "sign": 1,
            "events": 1,
            "score": 2.5,
            "weight": 1,
        },
    }


def test_one_event_counts_once_for_a_pair_of_codes() -> None:
    graph = read(full(actors=(IRAN, IRAN), recipients=(IRAQ,)))
    assert [facts["events"] for _, _, facts in graph.edges(data=True)] == [1]


def test_what_has_no_pair_is_counted() -> None:
    content, writer = exported("graphml", bare(), full(actors=(REBELS,), recipients=(IRAQ,)))
    assert writer.left_out == {NO_DYAD: 2}
    assert nx.read_graphml(io.BytesIO(content)).number_of_nodes() == 0


@pytest.mark.parametrize("code", ["\x00A", "A\x1f", "<b>&", "\ufffe"])
def test_codes_that_xml_has_no_place_for(code: str) -> None:
    odd = full(actors=(IRAN.__class__("x", 0, 1, "x", code),), recipients=(IRAQ,))
    assert _xml(code) in read(odd).nodes
