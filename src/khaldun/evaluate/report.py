"""What an evaluation says: scores with intervals, a table by label, confusions and notes; as tables or JSON."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from khaldun.evaluate import statistics as st


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
class LabelScore:
    """Precision, recall and F1 of one label; ``gold`` and ``predicted`` count its uses."""

    label: str
    gold: int
    predicted: int
    precision: float | None
    recall: float | None
    f1: float | None


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often gold label ``gold`` was answered with ``predicted``."""

    gold: str
    predicted: str
    count: int


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that was measured on one gold file of ``n`` items."""

    path: str
    format: str
    n: int
    scores: tuple[Score, ...]
    labels: tuple[LabelScore, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    notes: tuple[str, ...] = ()

    def score(self, measure: str) -> Score:
        """The score of that name.

        Raises ``KeyError`` where the file has no such measure.
        """
        for score in self.scores:
            if score.measure == measure:
                return score
        raise KeyError(measure)


@dataclass(frozen=True, slots=True)
class Report:
    """One evaluation: a part for each gold file, in the order given."""

    files: tuple[FileReport, ...]

    def record(self) -> dict[str, Any]:
        """As plain dicts and lists, for JSON."""
        return dataclasses.asdict(self)

    def to_json(self) -> str:
        """As indented JSON text; the same gold and coder give the same bytes."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2).decode()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.table()
        for part in self.files:
            if part.labels:
                yield label_table(part)
            for note in part.notes:
                yield f"{part.path}: {note}"

    def table(self) -> Table:
        """The scores of all files as one table."""
        table = Table(title="Evaluation", title_justify="left")
        for column in ("gold", "measure"):
            table.add_column(column, overflow="fold")
        for column in ("n", "precision", "recall", "F1", "value", "95% interval"):
            table.add_column(column, justify="right", no_wrap=True)
        for part in self.files:
            for score in part.scores:
                interval = "" if score.low is None else f"{_figure(score.low)} to {_figure(score.high)}"
                figures = (score.precision, score.recall, score.f1, score.value)
                table.add_row(
                    Path(part.path).name, score.measure, str(score.n), *map(_figure, figures), interval
                )
            table.add_section()
        return table


def label_table(part: FileReport) -> Table:
    """One file's labels as a table."""
    table = Table(title=f"{part.path} by label", title_justify="left")
    table.add_column("label")
    for column in ("gold", "predicted", "precision", "recall", "F1"):
        table.add_column(column, justify="right")
    for row in part.labels:
        figures = map(_figure, (row.precision, row.recall, row.f1))
        table.add_row(row.label, str(row.gold), str(row.predicted), *figures)
    return table


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def counted(measure: str, rows: Sequence[Sequence[float]]) -> Score:
    """Micro precision, recall and F1 of items given as rows (tp, fp, fn)."""
    table = np.asarray(rows, dtype=np.float64).reshape(-1, 3)
    estimate = st.bootstrap(table, st.f1)
    total = table.sum(axis=0, keepdims=True)
    return Score(
        measure, len(table), estimate.value, estimate.low, estimate.high,
        _value(st.precision(total)), _value(st.recall(total)), _value(st.f1(total)),
    )  # fmt: skip


def covered(measure: str, rows: Sequence[Sequence[float]]) -> Score:
    """Precision, recall and F1 of spans judged each by its own side: rows (right, answered, found, gold)."""
    table = np.asarray(rows, dtype=np.float64).reshape(-1, 4)
    estimate = st.bootstrap(table, st.covered_f1)
    total = table.sum(axis=0, keepdims=True)
    return Score(
        measure, len(table), estimate.value, estimate.low, estimate.high,
        _value(st.covered_precision(total)), _value(st.covered_recall(total)), estimate.value,
    )  # fmt: skip


def averaged(measure: str, rows: st.Array) -> Score:
    """Macro precision, recall and F1 of items given by ``statistics.label_rows``."""
    estimate = st.bootstrap(rows, st.macro_f1)
    total = rows.sum(axis=0, keepdims=True)
    return Score(
        measure, len(rows), estimate.value, estimate.low, estimate.high,
        _value(st.macro(st.precision)(total)), _value(st.macro(st.recall)(total)), estimate.value,
    )  # fmt: skip


def measured(measure: str, rows: Sequence[Sequence[float]], statistic: st.Statistic) -> Score:
    """Any other measure of rows of counts: a value and its interval, without precision and recall."""
    table = np.asarray(rows, dtype=np.float64)
    estimate = st.bootstrap(table, statistic)
    return Score(measure, len(table), estimate.value, estimate.low, estimate.high)


def by_label(
    labels: Iterable[str], gold: Counter[str], predicted: Counter[str], hits: Counter[str]
) -> tuple[LabelScore, ...]:
    """Precision, recall and F1 for each label from counts of its uses and of its hits."""
    rows = []
    for label in labels:
        tp = hits[label]
        counts = np.asarray([[tp, predicted[label] - tp, gold[label] - tp]], dtype=np.float64)
        figures = (_value(measure(counts)) for measure in (st.precision, st.recall, st.f1))
        rows.append(LabelScore(label, gold[label], predicted[label], *figures))
    return tuple(rows)


def confusions(pairs: Iterable[tuple[str, str | None]], most: int = 20) -> tuple[Confusion, ...]:
    """The most frequent (gold, predicted) pairs that differ, most frequent first."""
    counts = Counter((gold, answer or "none") for gold, answer in pairs if gold != answer)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(gold, answer, count) for (gold, answer), count in ordered[:most])


def _value(values: st.Array) -> float | None:
    value = float(values[0])
    return None if np.isnan(value) else round(value, 6)
