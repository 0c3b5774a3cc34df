"""The way in: read gold files, find their formats, score each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from khaldun.errors import UsageError
from khaldun.evaluate import (
    annotators,
    event_places,
    nonevents,
    pages,
    pairs,
    places,
    quotes,
    relations,
    times,
    triples,
)
from khaldun.evaluate.ablation import Ablation
from khaldun.evaluate.compare import partner
from khaldun.evaluate.gold import Format, Gold, read
from khaldun.evaluate.protocols import CoderLike, Progress, silent
from khaldun.evaluate.report import FileReport, Report
from khaldun.evaluate.saved import Run

Scorer = Callable[[Gold, CoderLike, Progress], FileReport]

_RELATIONS = (relations.PLV, relations.AW)

_SCORERS: tuple[tuple[Format, Scorer], ...] = (
    (relations.PLV, relations.score_plv),
    (relations.AW, relations.score_aw),
    (triples.GSR, triples.score_gsr),
    (triples.PETRARCH2, triples.score_petrarch2),
    (triples.RECORDS, triples.score_records),
    (annotators.ANNOTATORS, annotators.score_annotators),
    (nonevents.NONEVENTS, nonevents.score_nonevents),
    (pairs.PAIRS, pairs.score_pairs),
    (event_places.EVENT_PLACES, event_places.score_event_places),
    (places.PLACES, places.score_places),
    (quotes.QUOTES, quotes.score_quotes),
    (times.TIMES, times.score_times),
    (pages.PAGES, pages.score_pages),
)

FORMATS: tuple[Format, ...] = tuple(form for form, _ in _SCORERS)
"""The gold formats that are known, in the order in which they are tried."""


def evaluate(
    paths: Sequence[Path], coder: CoderLike, progress: Progress | None = None, worst: int = 0
) -> Report:
    """Score a coder against gold files.

    ``progress`` is called after every item; the report shows the ``worst`` items of each file. Raises ``UsageError``
    where no file is given, one is given twice, cannot be read or has no known format, or the coder lacks what
    a format needs; all this is checked before any text is coded.
    """
    golds = _read(paths)
    for gold in golds:
        if gold.format in _RELATIONS:
            relations.relating(coder, gold)
    scorers = dict(_SCORERS)
    parts = (scorers[gold.format](gold, coder, progress or silent) for gold in golds)
    return Report(tuple(parts), worst)


def check_against(paths: Sequence[Path], earlier: Run, name: str) -> None:
    """Find out before any coding whether a run on these files can be compared with an earlier one, called ``name``.

    Raises ``UsageError`` as ``evaluate`` does, and where a file is not in the earlier run or has changed since.
    """
    for gold in _read(paths):
        partner(earlier, name, Path(gold.path).name, gold.digest, gold.format.name)


def ablate(
    paths: Sequence[Path], coders: Mapping[str, CoderLike], progress: Progress | None = None
) -> Ablation:
    """Score several coders, by name, against the same relation files.

    Raises ``UsageError`` as ``evaluate`` does, and for a file that holds no relations.
    """
    for gold in _read(paths):
        if gold.format not in _RELATIONS:
            raise UsageError(
                f"{gold.path}: a {gold.format.name} file, and the ways of coding ({', '.join(coders)}) differ in "
                f"relations alone; give {' or '.join(form.name for form in _RELATIONS)} files"
            )
    return Ablation({name: evaluate(paths, coder, progress) for name, coder in coders.items()})


def _read(paths: Sequence[Path]) -> list[Gold]:
    if not paths:
        raise UsageError(f"no gold file given; known formats: {', '.join(form.name for form in FORMATS)}")
    golds = [read(Path(path), FORMATS) for path in paths]
    seen: dict[str, str] = {}
    for gold in golds:
        if gold.digest in seen:
            raise UsageError(f"{gold.path}: holds the same as {seen[gold.digest]}; give each gold file once")
        seen[gold.digest] = gold.path
    return golds
