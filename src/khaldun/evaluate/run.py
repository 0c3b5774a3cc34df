"""The way in: read gold files, find their formats, score each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from khaldun.errors import UsageError
from khaldun.evaluate import annotators, nonevents, pairs, relations, triples
from khaldun.evaluate.gold import Format, Gold, read
from khaldun.evaluate.protocols import CoderLike, Progress, silent
from khaldun.evaluate.report import FileReport, Report

Scorer = Callable[[Gold, CoderLike, Progress], FileReport]

_SCORERS: tuple[tuple[Format, Scorer], ...] = (
    (relations.PLV, relations.score_plv),
    (relations.AW, relations.score_aw),
    (triples.GSR, triples.score_gsr),
    (triples.PETRARCH2, triples.score_petrarch2),
    (triples.RECORDS, triples.score_records),
    (annotators.ANNOTATORS, annotators.score_annotators),
    (nonevents.NONEVENTS, nonevents.score_nonevents),
    (pairs.PAIRS, pairs.score_pairs),
)

FORMATS: tuple[Format, ...] = tuple(form for form, _ in _SCORERS)
"""The gold formats that are known, in the order in which they are tried."""


def evaluate(paths: Sequence[Path], coder: CoderLike, progress: Progress | None = None) -> Report:
    """Score a coder against gold files.

    ``progress`` is called after every item. Raises ``UsageError`` where no file is given, one cannot be read
    or has no known format, or the coder lacks what a format needs; all this is checked before any text is coded.
    """
    if not paths:
        raise UsageError(f"no gold file given; known formats: {', '.join(form.name for form in FORMATS)}")
    golds = [read(Path(path), FORMATS) for path in paths]
    for gold in golds:
        if gold.format in (relations.PLV, relations.AW):
            relations.relating(coder, gold)
    scorers = dict(_SCORERS)
    return Report(tuple(scorers[gold.format](gold, coder, progress or silent) for gold in golds))
