"""Precision, recall, F1 and bootstrap intervals.

Every measure is a function of column sums: an item is one row of counts (true positives, false positives,
false negatives, …), a file is the sum of its rows, and a bootstrap resample is another weighted sum. So an
interval costs one matrix product.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Statistic = Callable[[Array], Array]
"""From summed columns, shape (m, k), to m values; nan where the measure is undefined."""

REPEATS = 1000
SEED = 2014
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value and the ends of its 95% percentile bootstrap interval; ``None`` where undefined."""

    value: float | None
    low: float | None
    high: float | None


def known(value: float) -> float | None:
    """The value to six places, ``None`` for nan."""
    return None if np.isnan(value) else round(float(value), 6)


def bootstrap(rows: Array, statistic: Statistic, repeats: int = REPEATS, seed: int = SEED) -> Estimate:
    """The statistic of all rows (items × counts), with the interval over resampled items.

    The percentile bootstrap of Efron (1979): items are drawn with replacement ``repeats`` times. The seed is
    fixed, so the same rows give the same interval.
    """
    items = rows.shape[0]
    if items == 0:
        return Estimate(None, None, None)
    value = statistic(rows.sum(axis=0, keepdims=True))[0]
    weights = np.random.default_rng(seed).multinomial(items, np.full(items, 1.0 / items), size=repeats)
    return _estimate(value, statistic(weights.astype(np.float64) @ rows))


def paired(
    earlier: Array, later: Array, statistic: Statistic, repeats: int = REPEATS, seed: int = SEED
) -> Estimate:
    """How much higher the statistic is on ``later`` than on ``earlier``, with the interval of that difference.

    Both hold one row for each of the same items, and every resample draws the same items from both: the paired
    percentile bootstrap (Efron & Tibshirani 1993, An Introduction to the Bootstrap; for scores of language
    systems Koehn 2004, Statistical significance tests for machine translation evaluation). So items on which
    the two agree add no spread. In the unit of the statistic.
    """
    items = earlier.shape[0]
    if items == 0:
        return Estimate(None, None, None)
    value = (statistic(later.sum(axis=0, keepdims=True)) - statistic(earlier.sum(axis=0, keepdims=True)))[0]
    weights = np.random.default_rng(seed).multinomial(items, np.full(items, 1.0 / items), size=repeats)
    drawn = weights.astype(np.float64)
    return _estimate(value, statistic(drawn @ later) - statistic(drawn @ earlier))


def _estimate(value: float, resampled: Array) -> Estimate:
    resampled = resampled[~np.isnan(resampled)]
    if resampled.size == 0:
        return Estimate(known(value), None, None)
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(known(value), known(low), known(high))


def ratio(top: Array, bottom: Array) -> Array:
    """``top / bottom``, nan where the bottom is zero."""
    quotient: Array = np.divide(top, bottom, out=np.full(np.shape(bottom), np.nan), where=bottom != 0)
    return quotient


def precision(sums: Array) -> Array:
    """tp / (tp + fp) of columns (tp, fp, fn)."""
    return ratio(sums[:, 0], sums[:, 0] + sums[:, 1])


def recall(sums: Array) -> Array:
    """tp / (tp + fn) of columns (tp, fp, fn)."""
    return ratio(sums[:, 0], sums[:, 0] + sums[:, 2])


def f1(sums: Array) -> Array:
    """2 tp / (2 tp + fp + fn) of columns (tp, fp, fn)."""
    return ratio(2 * sums[:, 0], 2 * sums[:, 0] + sums[:, 1] + sums[:, 2])


def covered_precision(sums: Array) -> Array:
    """Right over answered, of columns (right, answered, found, gold)."""
    return ratio(sums[:, 0], sums[:, 1])


def covered_recall(sums: Array) -> Array:
    """Found over gold, of columns (right, answered, found, gold)."""
    return ratio(sums[:, 2], sums[:, 3])


def covered_f1(sums: Array) -> Array:
    """Harmonic mean of the two, 0 where something is meant and nothing answered or the reverse."""
    p, r = np.nan_to_num(covered_precision(sums)), np.nan_to_num(covered_recall(sums))
    mean = np.nan_to_num(ratio(2 * p * r, p + r))
    return np.where(sums[:, 1] + sums[:, 3] > 0, mean, np.nan)


def macro(part: Statistic) -> Statistic:
    """The mean of a statistic over labels whose (tp, fp, fn) stand side by side.

    Labels neither meant nor answered are left out; where one is, but the statistic is undefined, it counts as 0.
    """

    def mean(sums: Array) -> Array:
        used = sums.reshape(sums.shape[0], -1, 3).any(axis=2)
        return ratio(np.where(used, np.nan_to_num(_by_label(sums, part)), 0.0).sum(axis=1), used.sum(axis=1))

    return mean


macro_f1 = macro(f1)


def _by_label(sums: Array, part: Statistic) -> Array:
    labels = sums.shape[1] // 3
    return part(sums.reshape(-1, 3)).reshape(-1, labels)


def share(sums: Array) -> Array:
    """First column over second."""
    return ratio(sums[:, 0], sums[:, 1])


def per_hundred(sums: Array) -> Array:
    """First column for each hundred of the second."""
    return 100 * share(sums)


def mean_of(column: int) -> Statistic:
    """The mean over items of one column of rows (precision, recall, F1, 1)."""

    def mean(sums: Array) -> Array:
        return ratio(sums[:, column], sums[:, -1])

    return mean


def one_label(place: int, part: Statistic) -> Statistic:
    """A statistic of one label out of several whose (tp, fp, fn) stand side by side."""

    def alone(sums: Array) -> Array:
        return part(sums[:, 3 * place : 3 * place + 3])

    return alone


@dataclass(frozen=True, slots=True)
class Kind:
    """How a measure's value is computed from summed rows; precision and recall where it has them."""

    value: Statistic
    precision: Statistic | None = None
    recall: Statistic | None = None

    @property
    def figures(self) -> dict[str, Statistic]:
        """Every figure by its name: "F1" (or "value" where there is no precision), "precision", "recall"."""
        if self.precision is None or self.recall is None:
            return {"value": self.value}
        return {"F1": self.value, "precision": self.precision, "recall": self.recall}


KINDS: dict[str, Kind] = {
    "f1": Kind(f1, precision, recall),
    "covered f1": Kind(covered_f1, covered_precision, covered_recall),
    "macro f1": Kind(macro_f1, macro(precision), macro(recall)),
    "mean f1": Kind(mean_of(2), mean_of(0), mean_of(1)),
    "share": Kind(share),
    "per hundred": Kind(per_hundred),
}
"""Every way of computing a measure, by the name under which a saved run remembers it."""


def set_counts(gold: frozenset[Hashable], predicted: frozenset[Hashable]) -> tuple[int, int, int]:
    """(tp, fp, fn) of one item's answers as sets."""
    hits = len(gold & predicted)
    return hits, len(predicted) - hits, len(gold) - hits


def set_rows(
    labels: Sequence[str], gold: Sequence[frozenset[str]], predicted: Sequence[frozenset[str]]
) -> Array:
    """One row an item whose answers are sets: (tp, fp, fn) for each label in turn."""
    rows = [
        [
            count
            for label in labels
            for count in set_counts(frozenset({label}) & meant, frozenset({label}) & said)
        ]
        for meant, said in zip(gold, predicted, strict=True)
    ]
    return np.asarray(rows, dtype=np.float64).reshape(len(gold), 3 * len(labels))


def label_rows(labels: Sequence[str], gold: Sequence[str], predicted: Sequence[str | None]) -> Array:
    """One row an item, (tp, fp, fn) for each label in turn; an answer outside ``labels`` is only a miss."""
    place = {label: 3 * i for i, label in enumerate(labels)}
    rows = np.zeros((len(gold), 3 * len(labels)))
    for row, meant, answer in zip(rows, gold, predicted, strict=True):
        if meant == answer:
            row[place[meant]] += 1
            continue
        row[place[meant] + 2] += 1
        if answer in place:
            row[place[answer] + 1] += 1
    return rows
