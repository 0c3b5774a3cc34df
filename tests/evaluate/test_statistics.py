from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.evaluate import statistics

counts = st.tuples(*(st.integers(0, 5),) * 3)
labels = st.sampled_from("ABC")


def test_f1_precision_and_recall_from_counts() -> None:
    sums = np.array([[6.0, 2.0, 4.0], [0.0, 0.0, 0.0]])
    assert statistics.precision(sums)[0] == pytest.approx(0.75)
    assert statistics.recall(sums)[0] == pytest.approx(0.6)
    assert statistics.f1(sums)[0] == pytest.approx(2 * 0.75 * 0.6 / 1.35)
    assert np.isnan(statistics.f1(sums)[1])


def test_macro_f1_leaves_out_labels_never_used_and_counts_missed_ones_as_zero() -> None:
    rows = statistics.label_rows(("A", "B", "C"), ["A", "A", "B"], ["A", "A", None])
    assert statistics.macro_f1(rows.sum(axis=0, keepdims=True))[0] == pytest.approx((1.0 + 0.0) / 2)


def test_an_answer_outside_the_labels_is_only_a_miss() -> None:
    row = statistics.label_rows(("A", "B"), ["A"], ["Z"])[0]
    assert row.tolist() == [0, 0, 1, 0, 0, 0]


def test_bootstrap_is_deterministic_and_none_without_items() -> None:
    rows = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert statistics.bootstrap(rows, statistics.f1) == statistics.bootstrap(rows, statistics.f1)
    assert statistics.bootstrap(np.zeros((0, 3)), statistics.f1) == statistics.Estimate(None, None, None)
    assert statistics.bootstrap(np.zeros((4, 3)), statistics.f1).value is None


def test_interval_narrows_with_more_items() -> None:
    few = np.array([[1.0, 1.0], [0.0, 1.0]] * 10)
    many = np.array([[1.0, 1.0], [0.0, 1.0]] * 1000)
    wide, narrow = (statistics.bootstrap(rows, statistics.share) for rows in (few, many))
    assert wide.value == narrow.value == 0.5
    assert wide.high is not None
    assert narrow.high is not None
    assert narrow.high - narrow.low < wide.high - wide.low  # type: ignore[operator]


@given(st.lists(counts, min_size=1, max_size=20))
def test_interval_lies_within_the_range_of_the_measure(rows: list[tuple[int, int, int]]) -> None:
    estimate = statistics.bootstrap(np.array(rows, dtype=float), statistics.f1, repeats=50)
    if estimate.low is not None and estimate.high is not None:
        assert 0 <= estimate.low <= estimate.high <= 1


@given(st.lists(st.tuples(labels, labels), min_size=1, max_size=30))
def test_micro_sums_of_label_rows_agree_with_accuracy(answers: list[tuple[str, str]]) -> None:
    gold, predicted = [g for g, _ in answers], [p for _, p in answers]
    rows = statistics.label_rows("ABC", gold, predicted)
    total = rows.sum(axis=0).reshape(-1, 3).sum(axis=0)
    accuracy = sum(g == p for g, p in answers) / len(answers)
    assert total[0] / (total[0] + total[2]) == pytest.approx(accuracy)
    assert total[1] == total[2]


@given(st.frozensets(st.integers(0, 9)), st.frozensets(st.integers(0, 9)))
def test_set_counts_partition_both_sets(gold: frozenset[int], predicted: frozenset[int]) -> None:
    tp, fp, fn = statistics.set_counts(gold, predicted)
    assert (tp + fp, tp + fn) == (len(predicted), len(gold))
    assert statistics.set_counts(predicted, gold) == (tp, fn, fp)


def test_a_paired_difference_has_no_spread_where_the_two_agree() -> None:
    rows = np.array([[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]])
    assert statistics.paired(rows, rows, statistics.f1) == statistics.Estimate(0.0, 0.0, 0.0)
    better = rows.copy()
    better[2] = [1, 0, 0]
    found = statistics.paired(rows, better, statistics.f1)
    # Before 2·2/(2·2+1+1), after 2·3/(2·3+1).
    assert found.value == pytest.approx(6 / 7 - 4 / 6, abs=1e-6)
    assert found.low == 0.0
    assert statistics.paired(rows[:0], rows[:0], statistics.f1).value is None


def test_every_kind_names_its_figures() -> None:
    assert {name: list(kind.figures) for name, kind in statistics.KINDS.items()} == {
        "f1": ["F1", "precision", "recall"],
        "covered f1": ["F1", "precision", "recall"],
        "macro f1": ["F1", "precision", "recall"],
        "mean f1": ["F1", "precision", "recall"],
        "share": ["value"],
        "per hundred": ["value"],
    }
