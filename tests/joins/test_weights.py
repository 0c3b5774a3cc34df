"""The table of weights, and what it makes of a pair."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from joins.conftest import MALI, Making
from khaldun.errors import KnowledgeError
from khaldun.joins import load_weights, report_of
from khaldun.joins.compare import LEVELS
from khaldun.joins.weights import read_weights
from khaldun.model import Event
from making import events


def content(**changes: Any) -> dict[str, Any]:
    table: dict[str, Any] = {"intercept": -1, "least": 0.5, "days": 3, "compared": 50}
    table["features"] = {name: dict.fromkeys(known, 0.0) for name, known in LEVELS.items()}
    return table | changes


def test_a_level_that_agrees_less_never_counts_for_more() -> None:
    for feature, known in LEVELS.items():
        row = load_weights().features[feature]
        assert all(row[better] >= row[worse] for better, worse in pairwise(known)), feature


def test_a_verdict_gives_its_reasons(make: Making) -> None:
    same = load_weights().verdict(make(0), make(1))
    assert same.score > 0.9
    assert same.reasons.startswith(
        "type leaf, status same, actors same, recipients same, place unknown, date same"
    )
    swapped = load_weights().verdict(make(0), make(1, actors=(MALI,), recipients=make(0).actors))
    assert swapped.score < 0.01


def test_the_sum_is_a_probability(make: Making) -> None:
    table = read_weights(content(intercept=1000))
    assert table.verdict(make(0), make(1)).score == pytest.approx(1.0)


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(events, events)
def test_the_short_cut_agrees_with_the_sum(one: Event, other: Event) -> None:
    for weights in (load_weights(), read_weights(content(intercept=0))):
        a, b = report_of(one), report_of(other)
        assert weights.may_join(a, b) == (weights.verdict(a, b).score >= weights.least)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"least": 1.5}, r"joins/weights.yaml: least 1.5 is no probability between 0 and 1"),
        ({"features": {}}, r"joins/weights.yaml: features: actors: give the levels same, kin, kind"),
        ({"features": {"colour": {}}}, r"joins/weights.yaml: features: actors"),
    ],
)
def test_a_wrong_table_is_named(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        read_weights(content(**changes))
