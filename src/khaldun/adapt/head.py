"""The head: kernel ridge regression onto labels, then a softmax that joins it with the default's answer.

Scores of a point x are f(x) = mean + k(x, L) C with the Gaussian kernel k(a, b) = exp(-|a - b|²), landmarks L (the
training points, or some of them where there are many) and coefficients C that minimise squared error plus
``ridge`` times the norm of f (Rifkin and Lippert, "Notes on regularized least squares", MIT 2007, who also give the closed
form of leaving one out that is used here for groups of rows). The probabilities are

    p(label | x)  ~  exp(sharpness f(x)_label + trust log d(label | x)),

d being the default's. Sharpness and trust are those under which the labels are likeliest when each is answered by
a head that did not see its text; the ridge is chosen by the same likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khaldun.adapt.evidence import FRAMES, Array

Ints = npt.NDArray[np.int64]

RIDGES = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
FRAMES_WEIGHT = 0.25
"""Weight of the frames' answer beside the reader's view in the distance of two pairs."""

LANDMARKS = 2000
"""More training points than this are regressed on so many of them, so that cost grows linearly from there."""

_FLOOR = 1e-9
"""Eigenvalues of the kernel below this share of the largest are noise."""

_PRIOR_MEAN = np.array([4.0, 0.5])
_PRIOR_WIDTH = np.array([4.0, 1.0])
"""A weak prior on sharpness and trust, so that a handful of separable examples makes neither infinite."""


@dataclass(frozen=True, slots=True)
class Head:
    """A fitted head over points of d numbers and k labels.

    ``scale`` (d) makes points comparable, ``landmarks`` (m, d) are scaled points in half precision, ``coefficients``
    (m, k), ``mean`` (k). ``trust`` is 0 where the default has nothing to say of the labels.
    """

    scale: Array
    landmarks: npt.NDArray[np.float16]
    coefficients: Array
    mean: Array
    ridge: float
    sharpness: float
    trust: float

    def probabilities(self, points: Array, default: Array | None) -> Array:
        """Probabilities (n, k) of points (n, d); ``default`` are the default's log probabilities (n, k)."""
        scores = self.mean + _kernel(points * self.scale, self.landmarks) @ self.coefficients
        return _joined(_stacked(scores, default), np.array([self.sharpness, self.trust]))


def fit(points: Array, labels: Ints, count: int, groups: Sequence[str], default: Array | None) -> Head:
    """Fit a head on points (n, d) with labels (n) out of ``count``.

    Rows of one ``groups`` name share a text and are left out together when sharpness, trust and ridge are chosen.
    ``default`` holds the default's log probabilities (n, count), or is ``None``.
    """
    scale = _scale(points)
    landmarks = (points * scale).astype(np.float16)
    scaled = landmarks.astype(np.float64)
    chosen = _spread(labels)
    landmarks = landmarks[chosen]
    values, vectors = np.linalg.eigh(_kernel(landmarks.astype(np.float64), landmarks))
    kept = values > _FLOOR * values[-1]
    root: Array = vectors[:, kept] / np.sqrt(values[kept])
    features: Array = _kernel(scaled, landmarks) @ root
    spread, turn = np.linalg.eigh(features.T @ features)
    spread, root, features = np.maximum(spread, 0.0), root @ turn, features @ turn

    meant = np.eye(count)[labels]
    mean: Array = meant.mean(axis=0)
    pull = features.T @ (meant - mean)
    best: tuple[float, float, Array, Array] | None = None
    for ridge in RIDGES:
        shrink = 1.0 / (spread + ridge)
        inner = shrink[:, None] * pull
        unseen = meant - _left_out(features, shrink, meant - mean - features @ inner, groups)
        weights, loss = _weigh(_stacked(unseen, default), labels)
        if best is None or loss < best[0]:
            best = (loss, ridge, weights, inner)
    assert best is not None
    _, ridge, weights, inner = best
    trust = float(weights[1]) if default is not None else 0.0
    return Head(scale, landmarks, root @ inner, mean, ridge, float(weights[0]), trust)


def _scale(points: Array) -> Array:
    """Factors (d) that bring the mean squared distance of two points to 1, ``FRAMES_WEIGHT`` of it by the frames."""
    variances = points.var(axis=0)
    parts = (variances[:-FRAMES].sum(), 1.0), (variances[-FRAMES:].sum(), FRAMES_WEIGHT)
    sizes = (points.shape[1] - FRAMES, FRAMES)
    factors = [
        np.full(size, np.sqrt(weight / (1 + FRAMES_WEIGHT) / (2 * total)) if total > 0 else 0.0)
        for size, (total, weight) in zip(sizes, parts, strict=True)
    ]
    return np.concatenate(factors)


def _spread(labels: Ints) -> Ints:
    """Rows that serve as landmarks: all, or ``LANDMARKS`` spread evenly over the rows in the order of their labels."""
    order = np.argsort(labels, kind="stable").astype(np.int64)
    if len(order) > LANDMARKS:
        order = order[np.linspace(0, len(order) - 1, LANDMARKS).astype(np.int64)]
    return np.sort(order)


def _kernel(points: Array, landmarks: npt.NDArray[np.floating]) -> Array:
    """exp(-|a - b|²) of points (n, d) and landmarks (m, d), both scaled: (n, m)."""
    other = landmarks.astype(np.float64)
    squares = (points**2).sum(axis=1)[:, None] + (other**2).sum(axis=1) - 2 * points @ other.T
    found: Array = np.exp(-np.maximum(squares, 0.0))
    return found


def _left_out(features: Array, shrink: Array, residuals: Array, groups: Sequence[str]) -> Array:
    """Residuals (n, k) of each row under the fit that left out its group: (I - H)⁻¹ r on the group's rows."""
    found = residuals / (1.0 - (features**2) @ shrink)[:, None]
    members: dict[str, list[int]] = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    for rows in members.values():
        if len(rows) > 1:
            hat = (features[rows] * shrink) @ features[rows].T
            found[rows] = np.linalg.solve(np.eye(len(rows)) - hat, residuals[rows])
    return found


def _stacked(scores: Array, default: Array | None) -> Array:
    """What the softmax weighs: scores and the default's log probabilities, (n, k, 2)."""
    return np.stack([scores, np.zeros_like(scores) if default is None else default], axis=2)


def _joined(stacked: Array, weights: Array) -> Array:
    logits = stacked @ weights
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    found: Array = powers / powers.sum(axis=1, keepdims=True)
    return found


def _weigh(stacked: Array, labels: Ints) -> tuple[Array, float]:
    """The weights (2), none negative, under which the labels are likeliest, by Newton's method; and the loss a row."""
    rows = np.arange(len(labels))
    meant = stacked[rows, labels]

    def loss(weights: Array) -> float:
        likely = np.log(np.maximum(_joined(stacked, weights)[rows, labels], 1e-12)).sum()
        return float(-likely + 0.5 * (((weights - _PRIOR_MEAN) / _PRIOR_WIDTH) ** 2).sum())

    weights, now = _PRIOR_MEAN.copy(), loss(_PRIOR_MEAN)
    for _ in range(50):
        chances = _joined(stacked, weights)
        expected = np.einsum("nk,nkp->np", chances, stacked)
        slope = (meant - expected).sum(axis=0) - (weights - _PRIOR_MEAN) / _PRIOR_WIDTH**2
        curve = np.einsum("nk,nkp,nkq->pq", chances, stacked, stacked) - expected.T @ expected
        step = np.linalg.solve(curve + np.diag(_PRIOR_WIDTH**-2.0), slope)
        for _ in range(20):
            tried = np.maximum(weights + step, 0.0)
            then = loss(tried)
            if then <= now:
                break
            step = step / 2
        else:
            break
        done = bool(np.abs(tried - weights).max() < 1e-6)
        weights, now = tried, then
        if done:
            break
    return weights, now / len(labels)
