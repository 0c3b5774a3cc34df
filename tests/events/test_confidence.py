"""Confidence: what its table says, and laws that hold for any table."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import KnowledgeError
from khaldun.events.confidence import Confidence, load_confidence, read_confidence

OWN = load_confidence()
WAYS = sorted(OWN.relations)
ANSWERS = st.tuples(*(st.sampled_from(sorted(answers)) for answers in OWN.signs.values()))


def content(**changed: object) -> dict[str, Any]:
    """A small right table, with parts changed."""
    scaling = {"intercept": 0.2, "slope": 0.8, "pairs": 10, "right": 7}
    signs = {
        "chain": {
            "1": {"weight": 0.5, "events": 20, "right": 18},
            "2": {"weight": -0.5, "events": 9, "right": 6},
        }
    }
    relations = dict.fromkeys(WAYS, scaling)
    return {"intercept": 1.0, "signs": signs, "relations": relations, "readings": scaling, **changed}


def chances(table: Confidence, question: str, *answers: str) -> list[float]:
    """The confidence of events that bear one sign alone."""
    return [table.of([(question, answer)]) for answer in answers]


# The package's own table -----------------------------------------------------------------------------


def test_each_further_entry_in_a_chain_is_less_sure() -> None:
    one, two, three = chances(OWN, "chain", "1", "2", "3+")
    assert one > two > three


def test_a_main_clause_is_surer_than_one_that_hangs_on_another() -> None:
    main, *others = chances(OWN, "clause", "ROOT", "conj", "ccomp", "relcl", "advcl", "xcomp")
    assert main > max(others)


def test_every_row_tells_of_labelled_events() -> None:
    for answers in OWN.signs.values():
        for weight in answers.values():
            assert 0 <= weight.right <= weight.events
    for scaling in OWN.relations.values():
        assert 0 < scaling.right <= scaling.pairs


def test_frames_and_reader_agreed_are_surer_than_the_reader_alone() -> None:
    assert OWN.of_relation("both", 0.8) > OWN.of_relation("reader", 0.8)


@given(ANSWERS)
def test_a_probability(answers: tuple[str, ...]) -> None:
    assert 0.01 <= OWN.of(list(zip(OWN.signs, answers, strict=True))) <= 0.99


@given(st.sampled_from(WAYS), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_raw_score_is_never_less_sure(by: str, one: float, other: float) -> None:
    low, high = (OWN.of_relation(by, raw) for raw in sorted((one, other)))
    assert 0.01 <= low <= high <= 0.99


# Any table -------------------------------------------------------------------------------------------


@given(st.floats(-50, 50), st.floats(-50, 50))
def test_nothing_is_certain(intercept: float, weight: float) -> None:
    table = read_confidence(
        content(intercept=intercept, signs={"chain": {"1": {"weight": weight, "events": 1, "right": 1}}})
    )
    told = table.of([("chain", "1")])
    assert 0.01 <= told <= 0.99
    assert told >= table.of([]) if weight >= 0 else told <= table.of([])


def test_an_answer_without_a_label_weighs_nothing() -> None:
    table = read_confidence(content())
    assert table.of([("chain", "17"), ("moon", "full")]) == table.of([]) == 0.73
    assert chances(table, "chain", "1", "2") == [0.82, 0.62]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"intercept": "much"},
            r"Expected `float`, got `str` - at `\$\.intercept`; fit it anew with training/fit_conf",
        ),
        ({"weights": {}}, "unknown field `weights`; fit it anew"),
        ({"relations": {}}, "relations: no 'both' among the ways of answering; fit it anew"),
        (
            {"relations": {by: {"intercept": 0, "slope": -0.1, "pairs": 1, "right": 1} for by in WAYS}},
            "both: slope -0.1 turns the order round; fit it anew",
        ),
        (
            {"readings": {"intercept": 0, "slope": -0.1, "pairs": 1, "right": 1}},
            "readings: slope -0.1 turns the order round; fit it anew",
        ),
    ],
)
def test_a_wrong_table_is_named(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(KnowledgeError, match=r"^events/confidence\.yaml: .*" + message):
        read_confidence(content(**wrong))
