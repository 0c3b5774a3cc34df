"""The ontology: what it says, and that its tables agree with one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.ontology import Ontology, load_ontology
from khaldun.ontology.load import VERSIONS

NOW = load_ontology()
CODED = sorted(code for code in NOW.leaves if NOW.is_event(code))


def test_holds_what_the_manual_lists() -> None:
    assert len(NOW.types) == 16
    assert len(NOW.contexts) == 37
    assert len(NOW.sectors) == 25
    assert sorted(code for code, leaf in NOW.leaves.items() if leaf.parent is None) == [
        f"{n:02}" for n in range(1, 21)
    ]


@pytest.mark.parametrize(
    ("name", "quad", "score", "needed"),
    [
        ("AGREE", 1, 2.5, False), ("CONSULT", 1, 2.5, False), ("SUPPORT", 1, 5, False), ("CONCEDE", 1, 4.5, False),
        ("COOPERATE", 2, 9.5, True), ("AID", 2, 10, True), ("RETREAT", 2, 6.5, False), ("REQUEST", 3, 0, False),
        ("ACCUSE", 3, -2, False), ("REJECT", 3, -2, False), ("THREATEN", 3, -3.5, False), ("PROTEST", 4, -5, False),
        ("SANCTION", 4, -6, True), ("MOBILIZE", 4, -5.5, False), ("COERCE", 4, -7, False), ("ASSAULT", 4, -9, False),
    ],
)  # fmt: skip
def test_type(name: str, quad: int, score: float, needed: bool) -> None:
    kind = NOW.types[name]
    assert (kind.quad, kind.score, kind.recipient_needed) == (quad, score, needed)
    assert kind.definition


@pytest.mark.parametrize(
    ("cameo", "event_type", "modes", "score"),
    [
        ("1212", "REJECT", ("assist",), -1.5),
        ("042", "CONSULT", ("visit",), 4),
        ("043", "CONSULT", ("visit",), 4),
        ("072", "AID", (), 10),
        ("0356", "CONCEDE", (), 4.5),
        ("055", "CONCEDE", (), 4.5),
        ("0831", "RETREAT", ("resign",), 4.5),
        ("113", "ACCUSE", ("disapprove",), -2),
        ("116", "SANCTION", ("convict",), -6),
        ("163", "SANCTION", (), -6),
        ("166", "SANCTION", ("expel",), -5.5),
        ("174", "COERCE", ("deport",), -7),
        ("176", "COERCE", ("cyber",), -7),
        ("191", "COERCE", ("restrict",), -7),
        ("192", "COERCE", ("seize",), -7),
        ("1712", "ASSAULT", ("destroy",), -8.5),
        ("195", "ASSAULT", ("aerial",), -9.5),
        ("196", "ASSAULT", (), -9),
        ("2041", "ASSAULT", ("unconventional",), -10),
        ("19", "ASSAULT", (), -9),
    ],
)
def test_leaf_in_2024(cameo: str, event_type: str, modes: tuple[str, ...], score: float) -> None:
    coding = NOW.coding(cameo)
    assert (coding.event_type, coding.modes, coding.score) == (event_type, modes, score)


@pytest.mark.parametrize(
    ("cameo", "event_type"),
    [
        ("0356", "AGREE"),
        ("0342", "AGREE"),
        ("055", "SUPPORT"),
        ("163", "COERCE"),
        ("116", "ACCUSE"),
        ("085", "RETREAT"),
    ],
)
def test_leaf_in_2021(cameo: str, event_type: str) -> None:
    assert load_ontology("plover-2021").coding(cameo).event_type == event_type


def test_statements_are_no_events() -> None:
    assert not NOW.is_event("012")
    with pytest.raises(UsageError, match=r"^CAMEO 012: no event in plover-2024; statements"):
        NOW.coding("012")


def test_unknown_code_type_version() -> None:
    with pytest.raises(UsageError, match="CAMEO 999: no such code"):
        NOW.coding("999")
    with pytest.raises(UsageError, match="event type FIGHT: no such type; valid are"):
        NOW.score("FIGHT", [])
    with pytest.raises(
        UsageError, match="ontology plover-1999: no such version; valid are plover-2024, plover-2021"
    ):
        load_ontology("plover-1999")


def test_score_is_the_strongest_of_the_modes() -> None:
    assert NOW.score("ASSAULT", ["beat"]) == -7.5
    assert NOW.score("ASSAULT", ["beat", "firearms"]) == -9  # firearms has the type's own score
    assert NOW.score("REQUEST", ["assist"]) == 0.5
    assert NOW.score("REQUEST", ["assist", "change"]) == -1
    assert NOW.score("AGREE", ["no such mode"]) == 2.5


def test_modes_are_found_by_name() -> None:
    assert {(mode.event_type, mode.score) for mode in NOW.modes["assist"]} == {
        ("REQUEST", 0.5),
        ("REJECT", -1.5),
    }


@pytest.mark.parametrize("version", VERSIONS)
@given(code=st.sampled_from(CODED))
def test_the_way_back_keeps_the_type(version: str, code: str) -> None:
    ontology: Ontology = load_ontology(version)
    coding = ontology.coding(code)
    back = ontology.cameo_of(coding.event_type, coding.modes, coding.contexts)
    assert ontology.coding(back).event_type == coding.event_type


@pytest.mark.parametrize(
    ("event_type", "modes", "contexts", "cameo"),
    [
        ("REJECT", ["assist"], ["military"], "1212"),
        ("AID", [], ["military"], "072"),
        ("CONSULT", ["visit"], [], "042"),
        ("ASSAULT", ["aerial"], ["human_security"], "195"),
        ("COERCE", ["cyber"], [], "176"),
        ("RETREAT", [], [], "087"),
    ],
)
def test_closest_leaf(event_type: str, modes: list[str], contexts: list[str], cameo: str) -> None:
    assert NOW.cameo_of(event_type, modes, contexts) == cameo


@given(st.sampled_from(sorted(NOW.types)), st.data())
def test_scores_stay_in_range_and_sign(name: str, data: st.DataObject) -> None:
    kind = NOW.types[name]
    modes = data.draw(st.lists(st.sampled_from(sorted(kind.modes) or ["none"])))
    score = NOW.score(name, modes)
    assert -10 <= score <= 10
    if kind.quad in (1, 2):
        assert score > 0
    if kind.quad == 4:
        assert score < 0


def test_contexts_from_cues() -> None:
    assert NOW.contexts_of(["The", "soldier", "cross", "the", "border"]) == ["military", "territory"]
    assert NOW.contexts_of(["a", "cease", "-", "fire", "hold"]) == ["military"]
    assert NOW.contexts_of(["Supreme", "tribunal"]) == ["legal"]
    assert NOW.contexts_of(["they", "like", "cake"]) == []


def test_contexts_need_the_whole_phrase() -> None:
    assert "human_rights" in NOW.contexts_of(["a", "truth", "commission", "sit"])
    assert "human_rights" not in NOW.contexts_of(["the", "truth", "about", "the", "commission"])


def test_primary_sector() -> None:
    assert NOW.primary_sector(["GOV", "MIL"]) == "MIL"
    assert NOW.primary_sector(["CVL", "XXX"]) == "CVL"
    assert NOW.primary_sector([]) is None
