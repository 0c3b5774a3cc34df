"""A run kept in a file: figures, the counts behind them, what became of each item, version and options."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from khaldun.errors import UsageError
from khaldun.evaluate.measures import Measure, Score
from khaldun.evaluate.outcomes import Outcome
from khaldun.evaluate.report import FileReport, Report

FORM = "khaldun-evaluation-1"
"""What the first key of a run's file holds; it changes with the file's form."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """One gold file in a run: its name and SHA-256, its scores, the counts behind them, and its items."""

    name: str
    digest: str
    format: str
    n: int
    scores: tuple[Score, ...]
    measures: tuple[Measure, ...]
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation as it is kept: the version that coded, the options given, a part for each gold file."""

    form: str
    version: str
    options: Mapping[str, str | bool | None]
    files: tuple[SavedFile, ...]

    def to_json(self) -> str:
        """As JSON text; the same gold, coder and options give the same bytes."""
        return msgspec.json.encode(self).decode()


@dataclass(frozen=True, slots=True)
class _Head:
    form: str


def make_run(report: Report, version: str, options: Mapping[str, str | bool | None]) -> Run:
    """The run of a report. Of the texts nothing is kept, of the labels all, as without them no change can be told."""
    return Run(FORM, version, dict(options), tuple(_saved(part) for part in report.files))


def _saved(part: FileReport) -> SavedFile:
    outcomes = tuple(dataclasses.replace(item, text="") for item in part.outcomes)
    return SavedFile(
        Path(part.path).name, part.digest, part.format, part.n, part.scores, part.measures, outcomes
    )


def read_run(path: Path) -> Run:
    """A run from its file.

    Raises ``UsageError`` where the file is missing, is no run, or a run of another form.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path}: cannot be read ({error.strerror}); give a run that 'khaldun evaluate --out' has written"
        ) from error
    try:
        form = msgspec.json.decode(data, type=_Head).form
        if form != FORM:
            raise UsageError(
                f"{path}: a run of form {form!r}, and this version reads {FORM!r}; write it again with --out"
            )
        return msgspec.json.decode(data, type=Run)
    except msgspec.DecodeError as error:
        raise UsageError(
            f"{path}: no run of khaldun evaluate ({error}); write one with 'khaldun evaluate --out'"
        ) from error
