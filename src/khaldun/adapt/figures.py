"""What cross-validation says: default against adapted on the same pairs, as tables and as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from khaldun.evaluate import statistics as st
from khaldun.evaluate.report import LabelScore, Score, averaged, by_label, measured


@dataclass(frozen=True, slots=True)
class Difference:
    """Adapted less default, with the 95% interval of a paired bootstrap over pairs."""

    measure: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Cross-validated figures: ``n`` pairs, each answered by a head that saw no pair of its text.

    ``table`` says how the default's answers became labels. ``default`` and ``adapted`` hold macro-F1 and accuracy.
    """

    n: int
    folds: int
    table: str
    default: tuple[Score, ...]
    adapted: tuple[Score, ...]
    differences: tuple[Difference, ...]
    default_labels: tuple[LabelScore, ...]
    adapted_labels: tuple[LabelScore, ...]

    def record(self) -> dict[str, Any]:
        """As plain dicts and lists."""
        return asdict(self)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table(
            title=f"Cross-validation over {self.n} pairs, {self.folds} folds", title_justify="left"
        )
        table.add_column("measure")
        for column in ("default", "adapted", "difference"):
            table.add_column(f"{column} (95% interval)", justify="right", no_wrap=True)
        for default, adapted, difference in zip(self.default, self.adapted, self.differences, strict=True):
            cells = [_cell(s.value, s.low, s.high) for s in (default, adapted)]
            table.add_row(
                default.measure, *cells, _cell(difference.value, difference.low, difference.high, "+")
            )
        yield table
        table = Table(title="By type", title_justify="left")
        table.add_column("type")
        columns = (
            "pairs",
            "default precision",
            "recall",
            "F1",
            "adapted precision",
            "recall",
            "F1",
            "F1 difference",
        )
        for column in columns:
            table.add_column(column, justify="right")
        for old, new in zip(self.default_labels, self.adapted_labels, strict=True):
            figures = [_figure(v) for row in (old, new) for v in (row.precision, row.recall, row.f1)]
            gain = None if old.f1 is None or new.f1 is None else new.f1 - old.f1
            table.add_row(new.label, str(new.gold), *figures, _figure(gain, "+"))
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
    rows = [st.label_rows(labels, gold, answers) for answers in (default, adapted)]
    hits = [
        np.array([[a == g, 1] for a, g in zip(answers, gold, strict=True)], dtype=np.float64)
        for answers in (default, adapted)
    ]
    scores = [
        (averaged("macro-F1", row), measured("accuracy", hit.tolist(), st.share))
        for row, hit in zip(rows, hits, strict=True)
    ]
    differences = (
        _difference("macro-F1", rows[0], rows[1], st.macro_f1),
        _difference("accuracy", hits[0], hits[1], st.share),
    )
    counts = Counter(gold)
    by_type = [
        by_label(
            labels,
            counts,
            Counter(a for a in answers if a is not None),
            Counter(g for a, g in zip(answers, gold, strict=True) if a == g),
        )
        for answers in (default, adapted)
    ]
    return Figures(len(gold), folds, table, scores[0], scores[1], differences, by_type[0], by_type[1])


def _difference(measure: str, old: st.Array, new: st.Array, statistic: st.Statistic) -> Difference:
    width = old.shape[1]
    estimate = st.bootstrap(np.hstack([old, new]), lambda s: statistic(s[:, width:]) - statistic(s[:, :width]))
    return Difference(measure, estimate.value, estimate.low, estimate.high)


def _cell(value: float | None, low: float | None, high: float | None, sign: str = "") -> str:
    interval = "" if low is None else f" ({_figure(low, sign)} to {_figure(high, sign)})"
    return _figure(value, sign) + interval


def _figure(value: float | None, sign: str = "") -> str:
    return "–" if value is None else f"{value:{sign}.3f}"
