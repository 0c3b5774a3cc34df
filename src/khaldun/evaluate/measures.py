"""Measures: rows of counts, one an item, and the score that they give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from khaldun.evaluate import statistics as st

Row = Sequence[float]


@dataclass(frozen=True, slots=True)
class Score:
    """One measure of one gold file.

    ``n`` counts the items it rests on; ``value`` is F1 unless ``measure`` says otherwise; ``low`` and ``high``
    are its 95% bootstrap interval over items. Precision, recall and F1 are ``None`` for measures that have none.
    """

    measure: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    precision: float | None = None
    recall: float | None = None
    f1: float | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What a score is computed from: for each item its id and a row of counts.

    ``kind`` is a key of ``statistics.KINDS`` and says what the columns are. Items are what is resampled; an id stands
    once.
    """

    name: str
    kind: str
    items: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]

    def table(self) -> st.Array:
        """The rows as an array, items × counts."""
        return np.asarray(self.rows, dtype=np.float64).reshape(len(self.rows), -1)

    def score(self) -> Score:
        """The measure's value with its interval."""
        if not self.rows:
            return Score(self.name, 0, None, None, None)
        kind, rows = st.KINDS[self.kind], self.table()
        estimate = st.bootstrap(rows, kind.value)
        score = Score(self.name, len(rows), estimate.value, estimate.low, estimate.high)
        if kind.precision is None or kind.recall is None:
            return score
        total = rows.sum(axis=0, keepdims=True)
        return Score(
            self.name, len(rows), estimate.value, estimate.low, estimate.high,
            st.known(kind.precision(total)[0]), st.known(kind.recall(total)[0]), estimate.value,
        )  # fmt: skip


def measure(name: str, kind: str, rows: Sequence[tuple[str, Row]]) -> Measure:
    """A measure from (item id, row of counts)."""
    return Measure(
        name,
        kind,
        tuple(item for item, _ in rows),
        tuple(tuple(float(count) for count in row) for _, row in rows),
    )


@dataclass(frozen=True, slots=True)
class LabelScore:
    """Precision, recall and F1 of one label; ``gold`` and ``predicted`` count its uses.

    ``low`` and ``high`` are the 95% bootstrap interval of F1 over items.
    """

    label: str
    gold: int
    predicted: int
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None = None
    high: float | None = None


def by_label(labels: Sequence[str], rows: st.Array) -> tuple[LabelScore, ...]:
    """Each label's figures from rows of items with (tp, fp, fn) of every label side by side."""
    total = rows.sum(axis=0, keepdims=True)
    found = []
    for i, label in enumerate(labels):
        tp, fp, fn = (int(count) for count in total[0, 3 * i : 3 * i + 3])
        f1 = st.bootstrap(rows, st.one_label(i, st.f1))
        precision, recall = (st.one_label(i, part)(total)[0] for part in (st.precision, st.recall))
        found.append(
            LabelScore(
                label, tp + fn, tp + fp, st.known(precision), st.known(recall), f1.value, f1.low, f1.high
            )
        )
    return tuple(found)
