"""The signed network: sums, signs, windows, decay, standing relations; its measures; GraphML and GEXF."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import networkx as nx
import pytest

from khaldun.errors import UsageError
from khaldun.model import Evidence
from khaldun.relations.graphs import graph_text
from khaldun.relations.measures import communities, measures
from khaldun.relations.network import FACTS, Settings, build, sign_of, ties

from .conftest import IS, Make, deed, mention

DAY = dt.date(2014, 9, 30)
EVENTS = [
    deed("a", "USA", "AID", "IRQ", "2014-09-30"),
    deed("b", "IRQ", "ACCUSE", "USA", "2014-09-20"),
    deed("c", "USA", "ASSAULT", IS, "2014-09-10"),
    deed("d", "FRA", "ASSAULT", IS, "2014-07-01"),
    deed("e", "FRA", "REQUEST", "USA", "2014-09-30"),
    deed("f", "FRA", "AID", "DEU", "2014-10-01"),
]


def test_sums_signs_and_evidence_of_a_window(made: Make) -> None:
    graph = build(made(*EVENTS), Settings(as_of=DAY, window=30))
    assert sorted(graph.edges) == [("IRQ", "USA"), ("USA", IS)]
    edge = graph.edges["IRQ", "USA"]
    assert list(edge) == FACTS
    assert (edge["positive"], edge["negative"], edge["weight"], edge["sign"]) == (10.0, 2.0, 8.0, 1)
    assert (edge["events"], edge["helps"], edge["fights"], edge["event_ids"]) == (2, 1, 0, ["a", "b"])
    assert edge["balance"] == pytest.approx(8 / 12)
    assert (graph.edges["USA", IS]["sign"], graph.edges["USA", IS]["fights"]) == (-1, 1)
    assert (graph.nodes["IRQ"], graph.graph["since"]) == (
        {"name": "Iraq", "kind": "state"},
        dt.date(2014, 9, 1),
    )


def test_the_window_the_threshold_and_the_least_number_choose(made: Make) -> None:
    store = made(*EVENTS)
    assert ("FRA", IS) in build(store, Settings(as_of=DAY, window=92)).edges
    assert build(store, Settings(as_of=DAY, threshold=0.7)).edges["IRQ", "USA"]["sign"] == 0
    assert list(build(store, Settings(as_of=DAY, min_events=2)).edges) == [("IRQ", "USA")]
    assert build(store).graph["as_of"] == dt.date(2014, 10, 1)


def test_decay_halves_by_days(made: Make) -> None:
    edge = build(made(*EVENTS), Settings(as_of=DAY, half_life=10)).edges["IRQ", "USA"]
    assert (edge["positive"], edge["negative"]) == (10.0, 1.0)


def test_standing_relations_are_laid_over(made: Make) -> None:
    text = "X is at war with Y."
    told = {
        "actors": (mention("SYR", 0),),
        "recipients": (mention(IS, 17),),
        "evidence": Evidence(text, 0, 19, (1, 2)),
    }
    store = made(
        deed("a", "SYR", "SUPPORT", IS, "2014-06-01", **told),
        deed("b", "SYR", "SUPPORT", IS, "2014-09-01"),
        *EVENTS[:1],
    )
    edge = build(store, Settings(as_of=DAY)).edges["SYR", IS]
    assert (edge["positive"], edge["negative"], edge["fights"], edge["standing"]) == (
        5.0,
        9.0,
        1,
        ["at war with"],
    )
    assert edge["event_ids"] == ["a", "b"]
    assert (edge["events"], edge["sign"]) == (1, 0)
    assert build(store, Settings(as_of=DAY, standing=False)).edges["SYR", IS]["sign"] == 1
    alone = build(store, Settings(as_of=DAY, window=5))
    assert alone.edges["SYR", IS]["event_ids"] == ["a"]
    assert alone.edges["SYR", IS]["sign"] == -1


def test_an_empty_store_gives_an_empty_network(made: Make) -> None:
    graph = build(made())
    assert (len(graph), len(ties(graph)), len(measures(graph))) == (0, 0, 0)


def test_ties_come_strongest_first(made: Make) -> None:
    table = ties(build(made(*EVENTS), Settings(as_of=DAY)))
    assert [(row.one, row.other) for row in table.itertuples()] == [("IRQ", "USA"), ("USA", IS)]


@pytest.mark.parametrize(("balance", "sign"), [(0.3, 1), (0.29, 0), (-0.3, -1), (0.0, 0)])
def test_a_sign_needs_the_threshold(balance: float, sign: int) -> None:
    assert sign_of(balance, 0.3) == sign
    assert sign_of(0.0, 0.0) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"window": 0}, "1 day or more"),
        ({"threshold": 2}, "from 0 to 1"),
        ({"half_life": -1}, "days above 0"),
    ],
)
def test_wrong_settings_are_told(options: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Settings(**options)


def test_measures_of_a_small_network(made: Make) -> None:
    friends = [
        deed(f"f{n}", a, "AID", b, "2014-09-30")
        for n, (a, b) in enumerate([("USA", "GBR"), ("GBR", "FRA"), ("FRA", "USA")])
    ]
    table = measures(
        build(made(*friends, deed("x", "USA", "ASSAULT", IS, "2014-09-30")), Settings(as_of=DAY))
    ).set_index("party")
    assert table.loc["USA", ["friends", "foes", "strength", "core", "core_friends"]].tolist() == [
        2,
        1,
        29.0,
        2,
        2,
    ]
    assert table.loc[IS, ["friends", "core", "core_friends"]].tolist() == [0, 1, 0]
    assert table["betweenness"].round(6).to_dict() == {"USA": 0.666667, "FRA": 0, "GBR": 0, IS: 0}
    assert table["pagerank"].sum() == pytest.approx(1)
    assert table["community"].isna().to_dict() == {"USA": False, "FRA": False, "GBR": False, IS: True}


def test_communities_are_numbered_from_the_largest() -> None:
    graph: nx.Graph[Any] = nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("x", "y")])
    assert communities(graph) == {"a": 0, "b": 0, "c": 0, "x": 1, "y": 1}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graph_files_are_read_back(made: Make, form: Any) -> None:
    odd = deed(
        "z",
        "group:odd",
        "AID",
        "USA",
        "2014-09-30",
        actors=(mention("group:odd").__class__("x", 0, 1, "O\x07dd & <co>", "IMG", "REB", (), "group:odd"),),
    )
    graph = build(made(*EVENTS, odd), Settings(as_of=DAY))
    text = graph_text(graph, form)
    reader = nx.read_graphml if form == "graphml" else nx.read_gexf
    back = reader(io.BytesIO(text.encode()))
    assert sorted(back.nodes) == sorted(graph.nodes)
    assert back.nodes["group:odd"]["name"] == "O\ufffddd & <co>"
    edge = back.edges["IRQ", "USA"]
    assert (edge["sign"], edge["weight"], edge["signed_weight"], edge["event_ids"]) == (1, 12.0, 8.0, "a; b")
    assert text == graph_text(graph, form)
