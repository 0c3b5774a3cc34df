from __future__ import annotations

from pathlib import Path

import pytest

from khaldun.evaluate import evaluate
from khaldun.evaluate.announced import deed_of
from khaldun.evaluate.triples import Triple, aligned

from .stubs import StubCoder, event, mention, write

TRIPLE = "actor country, type, recipient country"
BOMBS = "France bombed a camp of the Taliban."
TALKS = "Kenya and Uganda held talks on the lake."
ENVOY = "Berlin will free two sailors of Ghana."


def _gsr(text: str, event_type: str, actors: list[str], recipients: list[str] | str) -> dict[str, object]:
    given = recipients if isinstance(recipients, str) else [{"code": code} for code in recipients]
    return {
        "text": text,
        "event_type": event_type,
        "actors": [{"code": c} for c in actors],
        "recipients": given,
    }


def _bombs(**changes: object):  # type: ignore[no-untyped-def]
    parties = [mention(BOMBS, "France", "FRA")], [mention(BOMBS, "Taliban", "AFG", "REB")]
    return event(BOMBS, "ASSAULT", "195", *parties, **changes)


def test_gsr_counts_triples_types_and_dyads(tmp_path: Path) -> None:
    path = write(
        tmp_path / "event_gsr.jsonl",
        [_gsr(BOMBS, "ASSAULT", ["FRA"], ["AFG"]), _gsr(TALKS, "CONSULT", ["KEN", "UGA"], [])],
    )
    talks = event(
        TALKS, "CONSULT", "046", [mention(TALKS, "Kenya", "KEN")], [mention(TALKS, "Uganda", "UGA")]
    )
    part = evaluate([path], StubCoder({BOMBS: [_bombs()], TALKS: [talks]})).files[0]
    whole = part.score(TRIPLE)
    assert (whole.n, whole.precision, whole.recall) == (2, 0.5, pytest.approx(1 / 3, abs=1e-6))
    assert part.score("type alone").f1 == 1.0
    assert part.score("actor and recipient country alone").precision == 0.5
    assert {row.label: row.f1 for row in part.labels} == {"ASSAULT": 1.0, "CONSULT": 1.0}


def test_gsr_an_event_among_equals_matches_as_parties_without_recipient(tmp_path: Path) -> None:
    path = write(tmp_path / "event_gsr.jsonl", [_gsr(TALKS, "CONSULT", ["KEN", "UGA"], "diplomatic")])
    parties = [mention(TALKS, "Kenya", "KEN"), mention(TALKS, "Uganda", "UGA")]
    found = event(TALKS, "CONSULT", "046", parties, reciprocal=True)
    assert evaluate([path], StubCoder({TALKS: [found]})).files[0].score(TRIPLE).f1 == 1.0


def test_gsr_intent_to_yield_is_agreement_and_lines_of_one_text_are_one_item(tmp_path: Path) -> None:
    path = write(
        tmp_path / "event_gsr.jsonl",
        [_gsr(ENVOY, "AGREE", ["DEU"], ["GHA"]), _gsr(ENVOY, "ACCUSE", ["DEU"], [])],
    )
    found = event(
        ENVOY, "CONCEDE", "0353", [mention(ENVOY, "Berlin", "DEU")], [mention(ENVOY, "Ghana", "GHA")]
    )
    score = evaluate([path], StubCoder({ENVOY: [found]})).files[0].score(TRIPLE)
    assert (score.n, score.precision, score.recall) == (1, 1.0, 0.5)


def test_negated_and_possible_events_do_not_count_but_planned_and_past_ones_do(tmp_path: Path) -> None:
    path = write(tmp_path / "event_gsr.jsonl", [_gsr(BOMBS, "ASSAULT", ["FRA"], ["AFG"])])
    scores = {
        status: evaluate([path], StubCoder({BOMBS: [_bombs(status=status)]})).files[0].score(TRIPLE).f1
        for status in ("negated", "historical", "future", "hypothetical")
    }
    assert scores == {"negated": 0.0, "historical": 1.0, "future": 1.0, "hypothetical": 0.0}


@pytest.mark.parametrize(
    ("rule", "cameo", "told"),
    [
        ("supply.v.arms", "0332", "072"),  # "will supply arms"
        ("pledge.v > expel.v", "130", "174"),
        ("offer.v.support", "033", "033"),  # a promise itself
        ("threaten.v > expel.v", "136", "136"),
        ("seek-to.v > restore-ties.v", "032", "032"),
        ("supply.v.arms", "072", "072"),
        ("model:reader", "030", "030"),
    ],
)
def test_petrarch2_takes_announced_deeds_for_deeds(rule: str, cameo: str, told: str) -> None:
    assert deed_of(event(TALKS, "AGREE", cameo, [], rule=rule)) == told


def test_petrarch2_compares_roots_and_both_directions(tmp_path: Path) -> None:
    coded = [
        {"source": "KENGOV", "target": "UGAMIL", "cameo": "040"},
        {"source": "UGA", "target": "KEN", "cameo": "046"},
        {"source": "KEN", "target": "UGA", "cameo": "010"},
        {"source": "---REB", "target": "UGA", "cameo": "1823"},
    ]
    path = write(tmp_path / "event_petrarch2.jsonl", [{"text": TALKS, "events": coded}])
    parties = [mention(TALKS, "Kenya", "KEN"), mention(TALKS, "Uganda", "UGA")]
    found = [
        event(TALKS, "CONSULT", "046", parties, reciprocal=True),
        event(TALKS, "ASSAULT", "190", [mention(TALKS, "talks", None, "REB")], parties[1:]),
    ]
    assert evaluate([path], StubCoder({TALKS: found})).files[0].score(TRIPLE).f1 == 1.0


def test_event_records_of_the_program_itself(tmp_path: Path) -> None:
    meant = [
        {"event_type": "ASSAULT", "actors": [{"code": "FRA"}], "recipients": [{"code": "AFG"}]},
        {"event_type": "AID", "status": "negated", "actors": [{"code": "FRA"}]},
    ]
    path = write(tmp_path / "mine.jsonl", [{"text": BOMBS, "date": "2014-09-19", "events": meant}])
    part = evaluate([path], StubCoder({BOMBS: [_bombs()]})).files[0]
    assert (part.format, part.score(TRIPLE).f1) == ("event_records", 1.0)


def test_outcomes_say_what_was_meant_and_coded_and_the_rule_of_the_surest_wrong_event(tmp_path: Path) -> None:
    path = write(
        tmp_path / "event_gsr.jsonl",
        [_gsr(BOMBS, "ASSAULT", ["FRA"], ["AFG"]), _gsr(TALKS, "CONSULT", ["KEN"], ["UGA"])],
    )
    kenya, uganda = [mention(TALKS, "Kenya", "KEN")], [mention(TALKS, "Uganda", "UGA")]
    found = [
        event(TALKS, "CONSULT", "046", kenya, uganda, confidence=0.9, rule="right"),
        event(TALKS, "AID", "070", kenya, uganda, confidence=0.3, rule="unsure"),
        event(TALKS, "REJECT", "120", kenya, confidence=0.6, rule="sure"),
    ]
    missed, wrong = evaluate([path], StubCoder({TALKS: found})).files[0].outcomes
    assert (missed.gold, missed.coded, missed.wrong, missed.rule) == ("FRA ASSAULT AFG", "none", 1.0, None)
    assert wrong.coded == "KEN AID UGA; KEN CONSULT UGA; KEN REJECT –"
    assert (wrong.right, wrong.wrong, wrong.confidence, wrong.rule) == (False, 2.0, 0.6, "sure")


@pytest.mark.parametrize(
    ("gold", "coded", "cells"),
    [
        ([("A", "AID", "B")], [("C", "AID", "D")], [("AID", "AID")]),
        # The one between the same countries before the one that comes first by name.
        (
            [("A", "REJECT", "B")],
            [("A", "THREATEN", "B"), ("C", "ACCUSE", "D")],
            [("REJECT", "THREATEN"), (None, "ACCUSE")],
        ),
        ([("A", "AID", "B"), ("A", "REJECT", "B")], [], [("AID", None), ("REJECT", None)]),
        ([("A", "AID", "B")], [("C", "ACCUSE", "D")], [("AID", "ACCUSE")]),
    ],
)
def test_each_type_stands_in_one_cell(
    gold: list[Triple], coded: list[Triple], cells: list[tuple[str | None, str | None]]
) -> None:
    assert aligned(frozenset(gold), frozenset(coded)) == cells
