"""What an evaluation says: scores with intervals, figures by label, confusions, the worst items and notes."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from rich.console import Console, ConsoleOptions, RenderResult

from khaldun.evaluate import tables
from khaldun.evaluate.gold import Gold
from khaldun.evaluate.measures import LabelScore, Measure, Score
from khaldun.evaluate.outcomes import Confusion, Outcome, worst


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that was measured on one gold file of ``n`` items.

    ``confusions`` holds every cell of the table of labels, hits too. ``measures`` are the counts behind ``scores``,
    and ``outcomes`` what became of each item: a saved run keeps both. ``digest`` is the SHA-256 of the gold file.
    """

    path: str
    format: str
    n: int
    scores: tuple[Score, ...]
    labels: tuple[LabelScore, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    notes: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    digest: str = ""

    def score(self, measure: str) -> Score:
        """The score of that name.

        Raises ``KeyError`` where the file has no such measure.
        """
        for score in self.scores:
            if score.measure == measure:
                return score
        raise KeyError(measure)

    def record(self, most: int = 0) -> dict[str, Any]:
        """As plain dicts and lists, with the ``most`` worst items and without what a saved run alone needs."""
        left_out = {"measures", "outcomes", "digest"}
        whole = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name not in left_out}
        found: dict[str, Any] = msgspec.to_builtins({**whole, "worst": worst(self.outcomes, most)})
        return found


def file_report(
    gold: Gold,
    measures: Sequence[Measure],
    outcomes: Sequence[Outcome],
    *,
    n: int | None = None,
    labels: tuple[LabelScore, ...] = (),
    confusions: tuple[Confusion, ...] = (),
    notes: tuple[str, ...] = (),
) -> FileReport:
    """The report of one gold file: scores are computed from the measures. ``n`` is the number of its lines if not given."""
    return FileReport(
        path=gold.path,
        format=gold.format.name,
        n=len(gold.records) if n is None else n,
        scores=tuple(measure.score() for measure in measures),
        labels=labels,
        confusions=confusions,
        notes=notes,
        measures=tuple(measures),
        outcomes=tuple(outcomes),
        digest=gold.digest,
    )


@dataclass(frozen=True, slots=True)
class Report:
    """One evaluation: a part for each gold file, in the order given; ``worst`` items of each are shown."""

    files: tuple[FileReport, ...]
    worst: int = 0

    def record(self) -> dict[str, Any]:
        """As plain dicts and lists, for JSON."""
        return {"files": [part.record(self.worst) for part in self.files]}

    def to_json(self) -> str:
        """As indented JSON text; the same gold and coder give the same bytes."""
        return tables.indented(self.record())

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield tables.scores([(part.path, part.scores) for part in self.files])
        for part in self.files:
            name = Path(part.path).name
            if part.labels:
                yield tables.labels(part.path, part.labels)
            if any(cell.gold != cell.predicted for cell in part.confusions):
                yield f"{name}: rows gold, columns coded"
                yield tables.confusions(part.confusions, options.max_width)
            if found := worst(part.outcomes, self.worst):
                sure = any(item.confidence is not None for item in found)
                yield f"{name}: wrong with the highest confidence" if sure else f"{name}: wrong"
                yield tables.outcomes(found)
            for note in part.notes:
                yield f"{name}: {note}"
