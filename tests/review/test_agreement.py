"""Agreement: worked examples of the papers, and what holds of any labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.review.agreement import between, cohen_kappa, krippendorff_alpha


def test_kappa_by_hand() -> None:
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert cohen_kappa(pairs) == pytest.approx(0.4)  # observed 0.7, expected 0.5


def test_alpha_of_two_observers_by_hand() -> None:
    """Two observers, ten items, labels 0 and 1: coincidences 14 of 00 and 11 within, 4 disagreeing pairs counted twice."""
    a = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    b = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    labels = {str(n): {"a": x, "b": y} for n, (x, y) in enumerate(zip(a, b, strict=True))}
    # 14 zeros, 6 ones; 8 cells of disagreement: 1 - (20 - 1) * 8 / (20 * 20 - 14 * 14 - 6 * 6)
    assert krippendorff_alpha(labels) == pytest.approx(1 - 19 * 8 / 168)


def test_items_with_one_label_do_not_count() -> None:
    labels = {"1": {"a": "x", "b": "x"}, "2": {"a": "y", "b": "y"}}
    assert krippendorff_alpha({**labels, "3": {"c": "x"}}) == krippendorff_alpha(labels) == 1


def test_nothing_to_compare_has_no_figure() -> None:
    assert cohen_kappa([]) is None
    assert cohen_kappa([("x", "x")]) is None
    assert krippendorff_alpha({}) is None
    assert krippendorff_alpha({"1": {"a": "x", "b": "x"}}) is None


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=1))
def test_kappa_is_the_same_both_ways_and_at_most_one(pairs: list[tuple[str, str]]) -> None:
    kappa = cohen_kappa(pairs)
    assert kappa == (None if kappa is None else pytest.approx(cohen_kappa([(b, a) for a, b in pairs]) or 0))
    assert kappa is None or kappa <= 1
    assert (kappa == 1) == (kappa is not None and all(a == b for a, b in pairs))


def test_each_two_reviewers_are_compared_on_what_both_judged() -> None:
    labels = {"1": {"a": "x", "b": "x", "c": "y"}, "2": {"a": "y", "b": "x"}, "3": {"c": "x"}}
    found = {(one, other): (n, share) for one, other, n, share, _ in between(labels)}
    assert found == {("a", "b"): (2, 0.5), ("a", "c"): (1, 0.0), ("b", "c"): (1, 0.0)}
