"""What cross-validation says: default against adapted on the same pairs, as tables and as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from khaldun.evaluate import statistics as st


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure of default and adapted answers, and adapted less default by a paired bootstrap over pairs."""

    measure: str
    default: st.Estimate
    adapted: st.Estimate
    difference: st.Estimate


@dataclass(frozen=True, slots=True)
class OfType:
    """Precision, recall and F1 of one type, default and adapted; ``pairs`` counts those that mean it."""

    type: str
    pairs: int
    default: tuple[float | None, float | None, float | None]
    adapted: tuple[float | None, float | None, float | None]
    f1_difference: st.Estimate


@dataclass(frozen=True, slots=True)
class Figures:
    """Cross-validated figures: ``n`` pairs, each answered by a head that saw no pair of its text.

    ``table`` says how the default's answers became labels.
    """

    n: int
    folds: int
    table: str
    measures: tuple[Measured, ...]
    types: tuple[OfType, ...]

    def record(self) -> dict[str, Any]:
        """As plain dicts and lists."""
        return asdict(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(title=f"Cross-validation: {self.n} pairs, {self.folds} folds", title_justify="left")
        table.add_column("measure")
        for column in ("default", "adapted", "difference"):
            table.add_column(f"{column} (95% interval)", justify="right", no_wrap=True)
        for row in self.measures:
            table.add_row(row.measure, _cell(row.default), _cell(row.adapted), _cell(row.difference, "+"))
        yield table
        table = Table(title="By type", title_justify="left")
        table.add_column("type", overflow="fold")
        table.add_column("pairs", justify="right")
        for who in ("default", "adapted"):
            for column in (f"{who} precision", "recall", "F1"):
                table.add_column(column, justify="right")
        table.add_column("F1 difference (95% interval)", justify="right", no_wrap=True)
        for kind in self.types:
            figures = [_figure(value) for value in (*kind.default, *kind.adapted)]
            table.add_row(kind.type, str(kind.pairs), *figures, _cell(kind.f1_difference, "+"))
        yield table
        yield f"Default: {self.table}."


def compare(
    labels: Sequence[str],
    gold: Sequence[str],
    default: Sequence[str | None],
    adapted: Sequence[str],
    folds: int,
    table: str,
) -> Figures:
    """Figures of two answers to the same pairs."""
    old, new = (st.label_rows(labels, gold, answers) for answers in (default, adapted))
    hits = [
        np.array([[a == g, 1] for a, g in zip(answers, gold, strict=True)], dtype=np.float64)
        for answers in (default, adapted)
    ]
    measures = (
        _measured("macro-F1", old, new, st.macro_f1),
        _measured("accuracy", hits[0], hits[1], st.share),
    )
    types = tuple(
        OfType(
            label,
            sum(meant == label for meant in gold),
            _of_type(old, n),
            _of_type(new, n),
            _difference(old, new, _of_label(n)),
        )
        for n, label in enumerate(labels)
    )
    return Figures(len(gold), folds, table, measures, types)


def _measured(name: str, old: st.Array, new: st.Array, statistic: st.Statistic) -> Measured:
    return Measured(
        name, st.bootstrap(old, statistic), st.bootstrap(new, statistic), _difference(old, new, statistic)
    )


def _difference(old: st.Array, new: st.Array, statistic: st.Statistic) -> st.Estimate:
    width = old.shape[1]
    return st.bootstrap(np.hstack([old, new]), lambda s: statistic(s[:, width:]) - statistic(s[:, :width]))


def _of_label(n: int) -> Callable[[st.Array], st.Array]:
    """F1 of the label whose (tp, fp, fn) stand in the ``n``-th place."""
    return lambda sums: st.f1(sums[:, 3 * n : 3 * n + 3])


def _of_type(rows: st.Array, n: int) -> tuple[float | None, float | None, float | None]:
    counts = rows[:, 3 * n : 3 * n + 3].sum(axis=0, keepdims=True)
    precision, recall, f1 = (
        None if np.isnan(value) else round(float(value), 6)
        for value in (st.precision(counts)[0], st.recall(counts)[0], st.f1(counts)[0])
    )
    return precision, recall, f1


def _cell(estimate: st.Estimate, sign: str = "") -> str:
    interval = (
        "" if estimate.low is None else f" ({_figure(estimate.low, sign)} to {_figure(estimate.high, sign)})"
    )
    return _figure(estimate.value, sign) + interval


def _figure(value: float | None, sign: str = "") -> str:
    return "–" if value is None else f"{value:{sign}.3f}"
