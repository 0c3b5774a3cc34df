"""Two runs on the same gold: the difference of each figure, and which items were mended or broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np
from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from khaldun.errors import UsageError
from khaldun.evaluate import statistics as st
from khaldun.evaluate import tables
from khaldun.evaluate.measures import Measure
from khaldun.evaluate.outcomes import NONE, Outcome
from khaldun.evaluate.saved import Run, SavedFile

LISTED = 20
"""Mended and broken items of a file that the terminal lists at most."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one measure in both runs: ``difference`` is later less earlier, with its 95% interval.

    ``n`` counts the items that either run rests on. ``None`` where a run has no such value.
    """

    measure: str
    figure: str
    n: int
    earlier: float | None
    later: float | None
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """An item that became right or wrong: what is meant, what each run coded, and by which rules."""

    id: str
    gold: str
    earlier: str
    later: str
    earlier_rule: str | None = None
    later_rule: str | None = None


@dataclass(frozen=True, slots=True)
class FileComparison:
    """One gold file in two runs; ``shifted`` counts items that were and are wrong, but otherwise."""

    path: str
    differences: tuple[Difference, ...]
    mended: tuple[Change, ...]
    broken: tuple[Change, ...]
    shifted: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A later run against an earlier one, file by file; ``notes`` tell what else differs between them."""

    files: tuple[FileComparison, ...]
    notes: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """As plain dicts and lists, for JSON."""
        found: dict[str, Any] = msgspec.to_builtins(self)
        return found

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield _differences(self.files)
        for part in self.files:
            yield f"{part.path}: {len(part.mended)} mended, {len(part.broken)} broken, {part.shifted} wrong otherwise than before"
            for name, changes in (("mended", part.mended), ("broken", part.broken)):
                if changes:
                    yield f"{part.path}: {name}"
                    yield _changes(changes)
            for note in part.notes:
                yield f"{part.path}: {note}"
        yield from self.notes


def compare(earlier: Run, later: Run, name: str) -> Comparison:
    """How the later run differs from the earlier one, called ``name`` in messages.

    Files are matched by their content. Raises ``UsageError`` where a file of the later run is not in the
    earlier one, or has changed since.
    """
    parts = tuple(
        _file(partner(earlier, name, part.name, part.digest, part.format), part) for part in later.files
    )
    scored = {part.digest for part in later.files}
    notes = [
        f"version {earlier.version} then, {later.version} now" if earlier.version != later.version else "",
        *(
            f"option {key}: {_option(earlier.options.get(key))} then, {_option(later.options.get(key))} now"
            for key in sorted(earlier.options.keys() | later.options.keys())
            if earlier.options.get(key) != later.options.get(key)
        ),
        *(
            f"{part.name}: in {name} alone, not compared"
            for part in earlier.files
            if part.digest not in scored
        ),
    ]
    return Comparison(parts, tuple(note for note in notes if note))


def _option(value: str | bool | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else value


def partner(earlier: Run, run_name: str, name: str, digest: str, form: str) -> SavedFile:
    """The part of the earlier run, called ``run_name`` in messages, on the gold file of this name, digest and format.

    Raises ``UsageError`` where there is none.
    """
    same = [other for other in earlier.files if other.digest == digest]
    for other in same:
        if other.format == form:
            return other
    if same:
        raise UsageError(
            f"{name}: read as {form}, and {run_name} read it as {same[0].format}; give the file the name it had "
            f"({same[0].name})"
        )
    if name in {other.name for other in earlier.files}:
        raise UsageError(
            f"{name}: not the file that {run_name} was made on, as its content has changed (SHA-256 begins "
            f"{digest[:8]}); score the file as it was, or make the earlier run again with --out"
        )
    known = ", ".join(other.name for other in earlier.files) or "no file"
    raise UsageError(
        f"{name}: not in {run_name}, which holds {known}; score one of those, or make a run on this file with --out"
    )


def _file(earlier: SavedFile, later: SavedFile) -> FileComparison:
    before = {measure.name: measure for measure in earlier.measures}
    after = {measure.name: measure for measure in later.measures}
    both = [name for name in after if name in before and _alike(before[name], after[name])]
    notes = tuple(
        f"not comparable, as only one run has it in this form: {name}"
        for name in (*before, *(name for name in after if name not in before))
        if name not in both
    )
    differences = tuple(row for name in both for row in _compared(before[name], after[name]))
    mended, broken, shifted = _changed(earlier.outcomes, later.outcomes)
    return FileComparison(later.name, differences, mended, broken, shifted, notes)


def _alike(a: Measure, b: Measure) -> bool:
    columns = {len(row) for row in (*a.rows, *b.rows)}
    return a.kind == b.kind and a.kind in st.KINDS and len(columns) <= 1


def _compared(earlier: Measure, later: Measure) -> Iterator[Difference]:
    """Each figure's difference over the items of either run; an item that one rests on alone adds nothing to the other."""
    items = list(dict.fromkeys((*earlier.items, *later.items)))
    if not items:
        return
    before, after = _aligned(earlier, items), _aligned(later, items)
    if before.shape[1] != after.shape[1]:  # one of the two rests on no item at all
        before, after = (
            rows if rows.shape[1] else np.zeros_like(other)
            for rows, other in ((before, after), (after, before))
        )
    totals = before.sum(axis=0, keepdims=True), after.sum(axis=0, keepdims=True)
    for figure, statistic in st.KINDS[later.kind].figures.items():
        then, now = (st.known(statistic(total)[0]) for total in totals)
        found = st.paired(before, after, statistic)
        yield Difference(later.name, figure, len(items), then, now, found.value, found.low, found.high)


def _aligned(measure: Measure, items: Sequence[str]) -> st.Array:
    width = len(measure.rows[0]) if measure.rows else 0
    rows = dict(zip(measure.items, measure.rows, strict=True))
    empty = (0.0,) * width
    return np.asarray([rows.get(item, empty) for item in items], dtype=np.float64).reshape(len(items), width)


def _changed(
    earlier: Sequence[Outcome], later: Sequence[Outcome]
) -> tuple[tuple[Change, ...], tuple[Change, ...], int]:
    """Mended, broken, and how many are wrong otherwise. What is coded in vain exists in one run alone: then it breaks or is mended."""
    before, after = ({item.id: item for item in items} for items in (earlier, later))
    mended, broken, shifted = list[Change](), list[Change](), 0
    for id in dict.fromkeys((*before, *after)):
        then, now = before.get(id), after.get(id)
        was, is_ = (item is None or item.right for item in (then, now))
        if was is False and is_ is True:
            mended.append(_change(id, then, now))
        elif was is True and is_ is False:
            broken.append(_change(id, then, now))
        elif was is False and is_ is False and then and now:
            shifted += then.coded != now.coded
    return tuple(mended), tuple(broken), shifted


def _change(id: str, then: Outcome | None, now: Outcome | None) -> Change:
    return Change(
        id,
        next(item.gold for item in (now, then) if item is not None),
        then.coded if then else NONE,
        now.coded if now else NONE,
        then.rule if then else None,
        now.rule if now else None,
    )


def _differences(files: Sequence[FileComparison]) -> Table:
    columns = ("measure", "figure", "n", "earlier", "now", "difference", "95% interval")
    table = tables.rows_of_files(*columns, title="Difference to the earlier run")
    for part in files:
        tables.head_row(table, part.path)
        last = ""
        for row in part.differences:
            heads = ("", row.figure, "") if row.measure == last else (row.measure, row.figure, str(row.n))
            then, now = tables.figure(row.earlier), tables.figure(row.later)
            table.add_row(*heads, then, now, *tables.difference(row.difference, row.low, row.high))
            last = row.measure
    return table


def _changes(changes: Sequence[Change]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for column in ("id", "gold", "earlier", "now", "rule now"):
        table.add_column(column, overflow="fold", max_width=40)
    for change in changes[:LISTED]:
        table.add_row(change.id, change.gold, change.earlier, change.later, change.later_rule or "")
    if len(changes) > LISTED:
        table.caption = f"{len(changes) - LISTED} more; --json names all"
    return table
