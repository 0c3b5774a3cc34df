"""Who has a stake and no seat, on a small made-up table."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from khaldun.relations.stakes import Stake, interested_absentees

IS = "group:islamic-state"


@pytest.fixture
def network() -> nx.Graph[Any]:
    graph: nx.Graph[Any] = nx.Graph()
    names = {
        "IRN": "Iran",
        "IRQ": "Iraq",
        "FRA": "France",
        "SYR": "Syria",
        "organisation:opec": "OPEC",
        IS: "Islamic State",
    }
    for key, name in names.items():
        graph.add_node(key, name=name)
    graph.add_edge("IRN", "IRQ", fights=0, helps=2, event_ids=("e1", "e2"))
    graph.add_edge("SYR", IS, fights=1, helps=0, event_ids=("e3",))
    graph.add_edge("organisation:opec", "IRQ", fights=0, helps=1, event_ids=("e4",))
    return graph


def found(network: nx.Graph[Any], **options: Any) -> dict[str, Stake]:
    seated, away = ["FRA", "IRQ"], {"IRN": "not invited", "SYR": "not invited", "NOR": "declined"}
    return {s.actor: s for s in interested_absentees(seated, away, ["IRQ", IS], network, **options)}


def kinds(stake: Stake) -> list[tuple[str, str]]:
    return [(reason.kind, reason.about) for reason in stake.reasons]


def test_border_war_and_client_are_stakes_with_their_events(network: nx.Graph[Any]) -> None:
    stakes = found(network)
    assert kinds(stakes["IRN"]) == [("border", "IRQ"), ("client", "IRQ")]
    assert stakes["IRN"].reasons[1].event_ids == ("e1", "e2")
    assert kinds(stakes["SYR"]) == [("border", "IRQ"), ("war", IS)]
    assert stakes["SYR"].absence == "not invited"


def test_a_subject_without_a_seat_has_a_stake(network: nx.Graph[Any]) -> None:
    assert kinds(found(network)[IS]) == [("subject", IS)]


def test_the_seated_the_uninterested_and_organisations_are_left_out(network: nx.Graph[Any]) -> None:
    assert not {"FRA", "IRQ", "NOR", "organisation:opec"} & set(found(network))


def test_neighbours_nobody_named_are_found(network: nx.Graph[Any]) -> None:
    stake = found(network)["KWT"]
    assert (stake.name, stake.absence) == ("Kuwait", None)


def test_exposure_counts_from_its_threshold_on(network: nx.Graph[Any]) -> None:
    exposure = {(IS, "LBN"): 0.3, (IS, "NOR"): 0.05, ("group:other", "CHL"): 1.0}
    stakes = found(network, exposure=exposure)
    assert kinds(stakes["LBN"]) == [("exposure", IS)]
    assert not {"NOR", "CHL"} & set(stakes)


def test_those_told_to_be_absent_come_first(network: nx.Graph[Any]) -> None:
    order = [
        s.absence for s in interested_absentees([], {"SYR": "declined"}, ["IRQ", IS], network, neighbours={})
    ]
    assert order[0] == "declined"
    assert set(order[1:]) == {None}
