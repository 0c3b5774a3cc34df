"""Quotes against annotated attributions: spans of who says it, and of what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khaldun.evaluate.gold import Format, Gold, Text, code, day
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import Outcome, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.evaluate.spans import Span, counts
from khaldun.model import Coding

QUOTES = Format("quotes", frozenset({"text", "brat"}), "articles with attributions in brat standoff")

Broken = tuple[Span, ...]
"""A span that may be broken: its pieces, in order."""

_LABELS = ("Source", "Content")


def attributed(brat: str, label: str) -> list[Broken]:
    """The spans of one label (Source, Cue, Content) in brat standoff that an attribution uses, each once."""
    spans = {
        m[1]: tuple((int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", m[3]))
        for m in re.finditer(r"^(T\d+)\t(\w+) ([\d ;]+)\t", brat, re.M)
        if m[2] == label
    }
    used = re.findall(rf"{label}\d*:(T\d+)", brat)
    return list(dict.fromkeys(spans[t] for t in used if t in spans))


def matched(found: Sequence[Broken], gold: Sequence[Broken]) -> dict[int, int]:
    """From the number of each found span to that of the gold span it is: they share at least half of the longer one.

    Found spans are taken in order, each takes the gold span it shares most with, and each gold span is used once.
    """
    left = {n: _characters(spans) for n, spans in enumerate(gold)}
    pairs: dict[int, int] = {}
    for i, spans in enumerate(found):
        mine = _characters(spans)
        best = max(left, key=lambda n: len(left[n] & mine), default=None)
        if best is not None and 2 * len(left[best] & mine) >= max(len(left[best]), len(mine)):
            pairs[i] = best
            del left[best]
    return pairs


def _characters(spans: Broken) -> set[int]:
    return {c for start, end in spans for c in range(start, end)}


def score_quotes(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """F1 of source spans and of content spans; a span may be broken, and each gold span is used once."""
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    rows: dict[str, list[tuple[str, Row]]] = {label: [] for label in _LABELS}
    outcomes: list[Outcome] = []
    for id, record, coding in zip(gold.ids, gold.records, codings, strict=True):
        for label in _LABELS:
            meant, found = attributed(record["brat"], label), _found(coding, label)
            pairs = matched(found, meant)
            rows[label].append((id, counts(len(found), len(meant), len(pairs))))
            partner = {n: found[i] for i, n in pairs.items()}
            outcomes += [_outcome(id, label, record["text"], s, partner.get(n)) for n, s in enumerate(meant)]
            outcomes += [
                _outcome(id, label, record["text"], None, s) for i, s in enumerate(found) if i not in pairs
            ]
    measures = [measure(f"{label.lower()} spans", "f1", rows[label]) for label in _LABELS]
    notes = (
        "a span counts when it shares at least half of the longer one with a gold span; n counts articles",
    )
    return file_report(gold, measures, outcomes, notes=notes)


def _found(coding: Coding, label: str) -> list[Broken]:
    if label == "Source":
        return list(dict.fromkeys(((q.source.start, q.source.end),) for q in coding.quotes if q.source))
    return list(dict.fromkeys(tuple((s.start, s.end) for s in q.content) for q in coding.quotes))


def _outcome(id: str, label: str, text: str, meant: Broken | None, found: Broken | None) -> Outcome:
    spans = meant or found or ()
    where = ("" if meant else "+") + _span(spans)
    right = meant is not None and found is not None
    return Outcome(
        f"{id} {label.lower()} {where}",
        _span(meant) if meant else "none",
        _span(found) if found else "none",
        right,
        float(not right),
        text=shortened(text, (spans[0][0], spans[-1][1])),
    )


def _span(spans: Broken) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)
