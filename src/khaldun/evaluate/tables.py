"""How reports look: tables for the terminal, and JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from rich import box
from rich.table import Table
from rich.text import Text

from khaldun.evaluate.measures import LabelScore, Score
from khaldun.evaluate.outcomes import NONE, Confusion, Outcome

MATTERING = 30
"""Wrong cells of a confusion table that are shown at most, the most frequent first."""
_HEAD = 4
"""Letters that head a column of a confusion table."""


def indented(record: Any) -> str:
    """A record as indented JSON text."""
    return msgspec.json.format(msgspec.json.encode(record), indent=2).decode()


def figure(value: float | None) -> str:
    """Three decimals, a dash where there is none."""
    return "–" if value is None else f"{value:.3f}"


def interval(low: float | None, high: float | None) -> str:
    """Both ends of an interval; nothing where there is none."""
    return "" if low is None else f"{figure(low)} to {figure(high)}"


def difference(value: float | None, low: float | None, high: float | None) -> tuple[str, str]:
    """A difference and its interval, with signs."""
    change = "–" if value is None else f"{value:+.3f}"
    return change, "" if low is None or high is None else f"{low:+.3f} to {high:+.3f}"


def rows_of_files(*columns: str, title: str) -> Table:
    """An empty table whose first column takes what room there is; figures stand to the right."""
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column(columns[0], overflow="fold")
    for column in columns[1:]:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def head_row(table: Table, path: str) -> None:
    """A row that names the gold file of the rows that follow."""
    table.add_section()
    table.add_row(Text(Path(path).name, style="bold"))


def scores(files: Iterable[tuple[str, Sequence[Score]]]) -> Table:
    """The scores of all files as one table; the last figure is F1 where there is a precision, else the measure's own value."""
    table = rows_of_files(
        "measure", "n", "precision", "recall", "F1/value", "95% interval", title="Evaluation"
    )
    for path, found in files:
        head_row(table, path)
        for score in found:
            figures = map(figure, (score.precision, score.recall, score.value))
            table.add_row(score.measure, str(score.n), *figures, interval(score.low, score.high))
    return table


def labels(path: str, found: Iterable[LabelScore]) -> Table:
    """One file's labels as a table; the interval is that of F1."""
    table = Table(title=f"{Path(path).name} by label", title_justify="left")
    table.add_column("label")
    for column in ("gold", "coded", "precision", "recall", "F1", "95% interval"):
        table.add_column(column, justify="right", no_wrap=True)
    for row in found:
        figures = map(figure, (row.precision, row.recall, row.f1))
        table.add_row(row.label, str(row.gold), str(row.predicted), *figures, interval(row.low, row.high))
    return table


def confusions(cells: Sequence[Confusion], width: int) -> Table:
    """The wrong cells that matter, rows gold and columns coded, as many as ``width`` characters hold.

    Shown are the most frequent wrong cells and the hits (bold) of their rows; a dot stands for any other cell that
    is not empty.
    """
    counts = {(cell.gold, cell.predicted): cell.count for cell in cells}
    wrong = [cell for cell in cells if cell.gold != cell.predicted]
    shown, columns, rows = set[tuple[str, str]](), list[str](), list[str]()
    for cell in wrong[:MATTERING]:
        label = max(map(len, {*rows, cell.gold, "gold"}))
        if cell.predicted not in columns:
            if label + (_HEAD + 2) * (len(columns) + 1) > width - 2:
                continue
            columns.append(cell.predicted)
        rows += [cell.gold] if cell.gold not in rows else []
        shown.add((cell.gold, cell.predicted))
    hits = [row for row in rows if (row, row) in counts and row not in columns]
    spare = max(0, (width - 2 - max(map(len, rows), default=0)) // (_HEAD + 2) - len(columns))
    columns = sorted({*columns, *hits[:spare]}, key=lambda name: (name == NONE, name))
    heads = _heads(columns)
    left = len(wrong) - len(shown)
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.caption = f"{left} rarer wrong cells are left out; --json has all" if left else None
    table.add_column("gold", no_wrap=True)
    for name in columns:
        table.add_column(heads[name], justify="right", no_wrap=True)
    for row in sorted(rows, key=lambda name: (name == NONE, name)):
        table.add_row(row, *(_cell(counts.get((row, c), 0), row == c, (row, c) in shown) for c in columns))
    return table


def _cell(count: int, hit: bool, shown: bool) -> Text:
    if hit:
        return Text(str(count) if count else "", style="bold")
    return Text(str(count) if shown else "·" if count else "")


def _heads(names: Sequence[str]) -> dict[str, str]:
    """Each name's first letters, as many as tell it from the others."""
    size = _HEAD
    while len({name[:size] for name in names}) < len(set(names)):
        size += 1
    return {name: name[:size] for name in names}


def outcomes(found: Sequence[Outcome]) -> Table:
    """Items with what was meant and what was coded; confidence and rule too where any of them has one."""
    table = Table(box=box.SIMPLE_HEAD)
    sure = any(item.confidence is not None for item in found)
    for column in ("id", "gold", "coded", *(("conf.", "rule") if sure else ())):
        table.add_column(column, overflow="fold", max_width=32)
    table.add_column("text", overflow="fold")
    for item in found:
        confidence = "" if item.confidence is None else f"{item.confidence:.2f}"
        told = (confidence, item.rule or "") if sure else ()
        table.add_row(item.id, item.gold, item.coded, *told, item.text)
    return table
