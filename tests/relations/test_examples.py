"""What the system must show on the example dispatches, from raw text to figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from khaldun.relations.burden import burden
from khaldun.relations.coalition import coalition
from khaldun.relations.deeds import evidence
from khaldun.relations.dyads import dyads
from khaldun.relations.exposure import exposure, relative
from khaldun.relations.network import build
from khaldun.relations.stakes import interested_absentees
from khaldun.relations.telling import stories
from khaldun.store import Store

from .conftest import IS


@pytest.fixture(scope="module")
def store(example_store: Path) -> Iterator[Store]:
    with Store(example_store) as opened:
        yield opened


def test_the_tense_triad_is_found_and_told_with_its_evidence(store: Store) -> None:
    told = next(story for story in stories(store, build(store)) if story.pair == ("IRN", "USA"))
    assert told.text.startswith(
        "Iran and the United States both fight Islamic State and both aid Iraq, yet refuse to work together."
    )
    said = {tie: "\n".join(evidence(store, list(ids))["text"]) for tie, ids in told.evidence.items()}
    assert "Iranian soldiers fought Islamic State" in said["IRN", IS]
    assert "The United States and five Arab allies bombed Islamic State" in said["USA", IS]
    assert "Iran has sent weapons to Iraq" in said["IRN", "IRQ"]
    assert "delivered Hellfire missiles to the Iraqi army" in said["USA", "IRQ"]
    assert "spurned an American invitation to work together" in said["IRN", "USA"]


def test_those_near_are_more_exposed_than_those_far(store: Store) -> None:
    found = exposure(store, [IS]).set_index("state")["exposure"]
    assert min(found["IRQ"], found["SYR"]) > max(found["TUR"], found["JOR"], found["SAU"])
    assert min(found["TUR"], found["JOR"], found["SAU"]) > found["FRA"]


@pytest.mark.parametrize("spill", [1.0, 0.5, 0.1])
def test_a_greater_american_effort_lowers_what_the_others_give(store: Store, spill: float) -> None:
    found = coalition(store, build(store), IS)
    assert {"USA", "IRQ", "FRA", "GBR"} <= set(found.means)
    table = burden(found.means, found.stakes, {"USA": "2x"}, spill=spill).set_index("member")
    others = table.drop(index="USA")
    giving = others[others["gift"] > 0]
    assert len(giving)
    assert (giving["change"] < 0).all()
    assert (others["change"] <= 0).all()
    assert table["gap"].abs().max() < 1e-8


def test_iran_and_syria_have_a_stake_in_the_paris_conference(store: Store) -> None:
    seated = {"FRA", "IRQ", "USA", "GBR", "RUS", "CHN", "DEU", "EGY", "JOR", "QAT", "SAU", "TUR", "ARE"}
    away = {"IRN": "not invited", "SYR": "not invited"}
    near = relative(exposure(store, [IS]))
    found = {s.actor: s for s in interested_absentees(seated, away, ["IRQ", IS], build(store), near)}
    assert {"IRN", "SYR"} <= set(found)
    assert {("border", "IRQ"), ("client", "IRQ"), ("war", IS)} <= {
        (r.kind, r.about) for r in found["IRN"].reasons
    }
    assert {("border", "IRQ"), ("war", IS), ("exposure", IS)} <= {
        (r.kind, r.about) for r in found["SYR"].reasons
    }


def test_iran_and_america_speak_ill_in_september(store: Store) -> None:
    table = dyads(store, "IRN", "USA", period="month")
    assert table["events_3"].tolist() == [3, 3]
    assert (table["score_mean"] < 0).all()
