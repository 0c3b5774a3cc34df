"""The head: laws of its probabilities, whatever the points."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.adapt import head
from khaldun.adapt.evidence import FRAMES, Array
from khaldun.adapt.head import Ints, fit

COUNT = 3

Drawn = tuple[Array, Ints, list[str], Array]


@st.composite
def samples(draw: st.DrawFn) -> Drawn:
    """Points, labels, groups and the default's log probabilities of some rows."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    rows, width = draw(st.integers(6, 20)), draw(st.integers(1, 6))
    points = np.hstack([rng.normal(size=(rows, width)), rng.random((rows, FRAMES)) < 0.05])
    groups = [f"text {n}" for n in rng.integers(0, rows, rows)]
    default = np.log(rng.dirichlet(np.ones(COUNT), rows))
    return points.astype(np.float64), rng.integers(0, COUNT, rows), groups, default


@given(samples())
@settings(max_examples=25, deadline=None)
def test_probabilities_sum_to_one(drawn: Drawn) -> None:
    points, labels, groups, default = drawn
    found = fit(points, labels, COUNT, groups, default).probabilities(points, default)
    assert found.shape == (len(points), COUNT)
    assert np.allclose(found.sum(axis=1), 1)
    assert (found >= 0).all()


@given(samples(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_the_order_of_rows_does_not_matter(drawn: Drawn, random: Random) -> None:
    points, labels, groups, default = drawn
    order = list(range(len(points)))
    random.shuffle(order)
    one = fit(points, labels, COUNT, groups, default)
    other = fit(points[order], labels[order], COUNT, [groups[n] for n in order], default[order])
    assert np.allclose(
        one.probabilities(points, default), other.probabilities(points, default), atol=1e-5, rtol=0
    )


@given(samples(), st.permutations(range(COUNT)))
@settings(max_examples=25, deadline=None)
def test_the_order_of_labels_does_not_matter(drawn: Drawn, order: list[int]) -> None:
    points, labels, groups, default = drawn
    place = np.argsort(order)
    one = fit(points, labels, COUNT, groups, default).probabilities(points, default)
    other = fit(points, place[labels], COUNT, groups, default[:, order])
    assert np.allclose(one[:, order], other.probabilities(points, default[:, order]), atol=1e-5, rtol=0)


@given(samples(), st.sampled_from(head.RIDGES))
@settings(max_examples=25, deadline=None)
def test_leaving_out_in_closed_form_is_leaving_out(drawn: Drawn, ridge: float) -> None:
    points, labels, groups, _ = drawn
    spread, turn = np.linalg.eigh(points[:, :-FRAMES].T @ points[:, :-FRAMES])
    values, features = np.maximum(spread, 0.0), points[:, :-FRAMES] @ turn
    meant = np.eye(COUNT)[labels] - 0.3
    shrink = 1 / (values + ridge)
    residuals = meant - features @ (shrink[:, None] * (features.T @ meant))
    found = head._left_out(features, shrink, residuals, groups)
    for group in set(groups):
        inside = np.array([g == group for g in groups])
        seen = features[~inside]
        solved = np.linalg.solve(seen.T @ seen + ridge * np.eye(seen.shape[1]), seen.T @ meant[~inside])
        assert np.allclose(found[inside], meant[inside] - features[inside] @ solved, atol=1e-6)


def test_clusters_are_told_apart() -> None:
    rng = np.random.default_rng(1)
    labels = np.arange(60) % COUNT
    points = np.zeros((60, 4 + FRAMES))
    points[:, :3] = 5 * np.eye(COUNT)[labels]
    points[:, :4] += rng.normal(size=(60, 4))
    texts = [str(n) for n in range(60)]
    fitted = fit(points[:30], labels[:30], COUNT, texts[:30], None)
    assert (fitted.probabilities(points[30:], None).argmax(axis=1) == labels[30:]).all()
    assert fitted.trust == 0


def test_a_default_that_is_right_is_trusted_where_the_view_says_nothing() -> None:
    rng = np.random.default_rng(2)
    labels = rng.integers(0, COUNT, 60)
    points = np.hstack([rng.normal(size=(60, 5)), np.zeros((60, FRAMES))])
    default = np.log(0.1 + 0.7 * np.eye(COUNT)[labels])
    fitted = fit(points, labels, COUNT, [str(n) for n in range(60)], default)
    assert fitted.trust > 0.5
    fresh = rng.normal(size=points.shape)
    assert (fitted.probabilities(fresh, default).argmax(axis=1) == labels).all()


@pytest.mark.parametrize("value", [0.0, 1.0])
def test_points_that_are_all_alike_give_the_share_of_labels(value: float) -> None:
    points = np.full((6, 2 + FRAMES), value)
    fitted = fit(points, np.array([0, 0, 0, 0, 1, 1]), 2, list("abcdef"), None)
    chances = fitted.probabilities(points, None)
    assert np.allclose(chances, chances[0])
    assert chances[0, 0] > chances[0, 1]


def test_many_rows_rest_on_fewer_landmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head, "LANDMARKS", 12)
    rng = np.random.default_rng(3)
    labels = np.arange(60) % COUNT
    points = np.zeros((60, 3 + FRAMES))
    points[:, :3] = 5 * np.eye(COUNT)[labels] + rng.normal(size=(60, 3))
    fitted = fit(points, labels, COUNT, [str(n) for n in range(60)], None)
    assert len(fitted.landmarks) == 12
    assert (fitted.probabilities(points, None).argmax(axis=1) == labels).mean() > 0.9


def test_without_the_default_trust_does_nothing() -> None:
    rng = np.random.default_rng(4)
    points = rng.normal(size=(9, 3 + FRAMES))
    fitted = fit(points, np.arange(9) % COUNT, COUNT, list("abcdefghi"), None)
    trusting = replace(fitted, trust=5.0)
    assert np.allclose(fitted.probabilities(points, None), trusting.probabilities(points, None))
