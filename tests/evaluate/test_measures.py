from __future__ import annotations

import pytest

from khaldun.evaluate import statistics as st
from khaldun.evaluate.measures import LabelScore, by_label, measure


def test_a_measure_gives_its_score() -> None:
    # tp 3, fp 1, fn 2.
    score = measure("types", "f1", [("a", (2, 0, 1)), ("b", (1, 1, 1))]).score()
    assert (score.measure, score.n, score.precision, score.recall) == ("types", 2, 0.75, 0.6)
    assert score.f1 == score.value == pytest.approx(6 / 9, abs=1e-6)
    # One item alone: 4/5 and 2/4.
    assert (score.low, score.high) == (0.5, 0.8)


def test_a_share_has_no_precision_and_an_empty_measure_no_value() -> None:
    share = measure("right", "share", [("a", (True, 1)), ("b", (False, 1))]).score()
    assert (share.value, share.precision, share.f1) == (0.5, None, None)
    empty = measure("right", "share", []).score()
    assert (empty.n, empty.value, empty.low) == (0, None, None)


def test_the_mean_of_f1_over_items() -> None:
    score = measure("words", "mean f1", [("a", (1, 0.5, 0.6, 1)), ("b", (0, 0.5, 0, 1))]).score()
    assert (score.precision, score.recall, score.f1) == (0.5, 0.5, 0.3)


def test_figures_by_label_with_the_interval_of_f1() -> None:
    rows = st.label_rows(("A", "B", "C"), ["A", "A", "B"], ["A", "B", "B"])
    a, b, c = by_label(("A", "B", "C"), rows)
    assert (a.gold, a.predicted, a.precision, a.recall) == (2, 1, 1.0, 0.5)
    assert a.f1 == pytest.approx(2 / 3, abs=1e-6)
    assert a.low == 0.0
    assert a.high == 1.0
    assert (b.gold, b.predicted, b.precision, b.recall) == (1, 2, 0.5, 1.0)
    assert c == LabelScore("C", 0, 0, None, None, None)


def test_labels_of_sets() -> None:
    rows = st.set_rows(("A", "B"), [frozenset("AB"), frozenset()], [frozenset("A"), frozenset("A")])
    assert rows.tolist() == [[1, 0, 0, 0, 0, 1], [0, 1, 0, 0, 0, 0]]
