"""Structural balance: hand-worked graphs, and the line index against brute force."""

from __future__ import annotations

import itertools
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.relations.balance import KINDS, balance, sensitivity, tense
from khaldun.relations.frustration import frustration
from khaldun.relations.network import Settings
from khaldun.relations.telling import stories, words

from .conftest import IS, Make, deed


def signed(*ties: str) -> nx.Graph[Any]:
    """A graph of ties written "a+b" or "a-b"."""
    graph: nx.Graph[Any] = nx.Graph()
    for tie in ties:
        graph.add_edge(tie[0], tie[2], sign={"+": 1, "-": -1, "0": 0}[tie[1]])
    return graph


def brute(graph: nx.Graph[Any]) -> int:
    """The line index by trying every split."""
    nodes = sorted(graph)
    splits = itertools.product((0, 1), repeat=len(nodes))
    return min(
        sum(d["sign"] != 0 and (side[a] == side[b]) != (d["sign"] > 0) for a, b, d in graph.edges(data=True))
        for side in (dict(zip(nodes, split, strict=True)) for split in splits)
    )


@pytest.mark.parametrize(
    ("ties", "kind", "index"),
    [
        ("a+b b+c a+c", "+++", 0),
        ("a+b b-c a-c", "+--", 0),
        ("a+b b+c a-c", "++-", 1),
        ("a-b b-c a-c", "---", 1),
    ],
)
def test_the_four_triads(ties: str, kind: str, index: int) -> None:
    found = balance(signed(*ties.split()))
    assert found.by_kind == {name: int(name == kind) for name in KINDS}
    assert (found.triads, found.balanced, found.share) == (1, 1 - index, 1.0 - index)
    assert (found.frustration.lower, found.frustration.upper) == (index, index)


def test_a_graph_worked_by_hand() -> None:
    # Two blocs, abc and de, and one tie of the wrong sign in each way: b-c within, a+d across.
    graph = signed("a+b", "a+c", "b-c", "d+e", "a+d", "b-d", "c-d", "a-e", "b-e", "c-e")
    found = balance(graph)
    assert (found.parties, found.positive, found.negative, found.triads) == (5, 4, 6, 10)
    assert found.by_kind == {"+++": 0, "+--": 4, "++-": 4, "---": 2}
    assert found.frustration.blocs == (("a", "b", "c"), ("d", "e"))
    assert found.frustration.frustrated == (("a", "d"), ("b", "c"))
    assert found.frustration.exact
    assert {"".join(sorted(nodes)) for nodes in tense(graph)} == {"abc", "abd", "acd", "ade", "bcd", "bce"}


def test_ties_without_a_sign_make_no_triad() -> None:
    found = balance(signed("a+b", "b+c", "a0c"))
    assert (found.triads, found.share, found.positive, found.parties) == (0, None, 2, 3)


def test_an_all_hostile_group_of_five() -> None:
    found = balance(signed(*(f"{a}-{b}" for a, b in itertools.combinations("abcde", 2))))
    assert (found.tense, found.share, found.frustration.upper) == (
        10,
        0.0,
        4,
    )  # the best split is three against two
    assert [len(bloc) for bloc in found.frustration.blocs] == [3, 2]


@st.composite
def graphs(draw: st.DrawFn, most: int = 6) -> nx.Graph[Any]:
    nodes = "abcdefghij"[: draw(st.integers(1, most))]
    graph: nx.Graph[Any] = nx.Graph()
    graph.add_nodes_from(nodes)
    for a, b in itertools.combinations(nodes, 2):
        sign = draw(st.sampled_from([-1, 0, 1, None]))
        if sign is not None:
            graph.add_edge(a, b, sign=sign)
    return graph


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_index_and_triads_equal_brute_force_up_to_six_nodes(graph: nx.Graph[Any]) -> None:
    found = balance(graph)
    assert found.frustration.exact
    assert found.frustration.upper == brute(graph) == len(found.frustration.frustrated)
    products = []
    for three in itertools.combinations(sorted(graph), 3):
        pairs = list(itertools.combinations(three, 2))
        if all(graph.has_edge(*pair) for pair in pairs):
            products.append(
                graph.edges[pairs[0]]["sign"] * graph.edges[pairs[1]]["sign"] * graph.edges[pairs[2]]["sign"]
            )
    assert (found.balanced, found.tense) == (products.count(1), products.count(-1))


def test_every_signed_complete_graph_of_four_nodes() -> None:
    pairs = list(itertools.combinations("abcd", 2))
    for signs in itertools.product((-1, 1), repeat=6):
        graph: nx.Graph[Any] = nx.Graph()
        graph.add_edges_from((a, b, {"sign": sign}) for (a, b), sign in zip(pairs, signs, strict=True))
        assert frustration(graph).upper == brute(graph)


@settings(max_examples=100, deadline=None)
@given(graphs(10))
def test_without_the_programme_the_bounds_hold(graph: nx.Graph[Any]) -> None:
    exact, bounded = frustration(graph), frustration(graph, exact_ties=0)
    assert bounded.lower <= exact.upper <= bounded.upper
    assert exact.exact


def test_a_large_graph_is_bounded_and_always_the_same() -> None:
    graph: nx.Graph[Any] = nx.gnm_random_graph(150, 900, seed=3)
    graph = nx.relabel_nodes(graph, {n: f"n{n:03}" for n in graph})
    for n, (a, b) in enumerate(sorted(graph.edges)):
        graph.edges[a, b]["sign"] = 1 if n % 2 else -1
    found = frustration(graph)
    assert 0 < found.lower < found.upper < 450
    assert found == frustration(graph)


def story_events() -> list[Any]:
    day = "2014-09-10"
    return [
        deed("a", "IRN", "ASSAULT", IS, day), deed("b", "USA+" + IS, "ASSAULT", "=", day), deed("c", "IRN", "AID", "IRQ", day),
        deed("d", "USA", "AID", "IRQ", day), deed("e", "IRN", "REJECT", "USA", day), deed("f", "USA", "AGREE", "IRQ", day),
        deed("g", "USA", "SUPPORT", "GBR", day), deed("h", "GBR", "CONSULT", "IRN", day),
    ]  # fmt: skip


def test_a_tense_pair_is_told_with_its_evidence(made: Make) -> None:
    from khaldun.relations.network import build

    store = made(*story_events())
    told = stories(store, build(store))
    assert [story.text for story in told] == [
        "Iran and the United States both fight Islamic-State and both aid Iraq, yet refuse to work together. "
        "They also both side with the United Kingdom."
    ]
    assert (told[0].pair, told[0].foes, told[0].friends, told[0].pull) == (
        ("IRN", "USA"),
        (IS,),
        ("IRQ", "GBR"),
        21.5,
    )
    assert told[0].evidence[("IRN", "USA")] == ("e",)
    assert told[0].evidence[("USA", "IRQ")] == ("d", "f")
    assert told[0].triads == [("IRN", "USA", IS), ("IRN", "USA", "IRQ"), ("IRN", "USA", "GBR")]


def test_words_cover_both_signs() -> None:
    assert {"other"} <= set(words().negative) & set(words().positive) & set(words().mutual)


def test_sensitivity_holds_the_settings_own_figures(made: Make) -> None:
    table = sensitivity(made(*story_events()), Settings(window=60, threshold=0.4))
    assert table["window"].unique().tolist() == [30, 60, 120]
    assert table["threshold"].unique().tolist() == [0.2, 0.4, 0.8]
    here = table[table["here"]]
    assert here[["window", "threshold", "tense", "index_lower", "index_upper"]].to_numpy().tolist() == [
        [60, 0.4, 3, 1, 1]
    ]
