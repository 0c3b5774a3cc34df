"""Time expressions against TimeML: spans and values."""

from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import dataclass

from khaldun.errors import UsageError
from khaldun.evaluate.gold import Format, Gold, Text, code
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import Outcome, confusions, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.evaluate.spans import Span, counts, overlapping
from khaldun.model import When

TIMES = Format("times", frozenset({"timeml"}), "articles with TIMEX3")

_ATTRIBUTE = r'\b{}="([^"]*)"'


@dataclass(frozen=True, slots=True)
class Expression:
    """One annotated time expression: characters of the text, TIMEX3 type and value."""

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article without its marks, its day of creation and its time expressions."""

    text: str
    created: dt.date | None
    expressions: tuple[Expression, ...]


def read_timeml(timeml: str) -> Annotated:
    """The body (``TEXT``) of a TimeML article, its creation time (``DCT``) and the TIMEX3 in the body.

    Raises ``UsageError`` where there is no ``TEXT``.
    """
    body = re.search(r"<TEXT>(.*)</TEXT>", timeml, re.S)
    if body is None:
        raise UsageError(f"{timeml[:60]!r}: TimeML without <TEXT>…</TEXT>; put the body of the article in it")
    created = re.search(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", timeml, re.S)
    text, found, begin, tag = "", list[Expression](), 0, ""
    for piece in re.split(r"(<[^>]+>)", body[1]):
        if piece.startswith("<TIMEX3"):
            begin, tag = len(text), piece
        elif piece == "</TIMEX3>":
            found.append(Expression((begin, len(text)), _attribute(tag, "type"), _attribute(tag, "value")))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return Annotated(text, dt.date.fromisoformat(created[1]) if created else None, tuple(found))


def _attribute(tag: str, name: str) -> str:
    found = re.search(_ATTRIBUTE.format(name), tag)
    return found[1] if found else ""


def same_value(found: str | None, gold: str) -> bool:
    """Whether two TIMEX3 values are one; W7 and W07 are."""
    return _normal(found or "") == _normal(gold)


def _normal(value: str) -> str:
    return re.sub(r"-W(\d)\b", r"-W0\1", value)


def score_times(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """F1 of spans that overlap, F1 of spans with the same characters, share of right values among DATE.

    Each gold span is used once. Values are judged where a gold DATE overlaps a found span. The confusions are
    those of TIMEX3 types.
    """
    articles = [read_timeml(record["timeml"]) for record in gold.records]
    codings = code([Text(a.text, a.created) for a in articles], coder, gold.path, progress)
    loose, strict, values = list[tuple[str, Row]](), list[tuple[str, Row]](), list[tuple[str, Row]]()
    outcomes: list[Outcome] = []
    cells: list[tuple[str | None, str | None]] = []
    for id, article, coding in zip(gold.ids, articles, codings, strict=True):
        found, meant = coding.times, article.expressions
        pairs = overlapping([(w.start, w.end) for w in found], [e.span for e in meant])
        exact = sum((found[i].start, found[i].end) == meant[n].span for i, n in pairs.items())
        dates = [(found[i], meant[n]) for i, n in pairs.items() if meant[n].type == "DATE"]
        loose.append((id, counts(len(found), len(meant), len(pairs))))
        strict.append((id, counts(len(found), len(meant), exact)))
        if dates:
            values.append((id, (sum(same_value(w.value, e.value) for w, e in dates), len(dates))))
        partner = {n: found[i] for i, n in pairs.items()}
        outcomes += [_outcome(id, article.text, e, partner.get(n)) for n, e in enumerate(meant)]
        outcomes += [_vain(id, article.text, w) for i, w in enumerate(found) if i not in pairs]
        cells += [(e.type, partner[n].type if n in partner else None) for n, e in enumerate(meant)]
        cells += [(None, w.type) for i, w in enumerate(found) if i not in pairs]
    measures = (
        measure("spans that overlap", "f1", loose),
        measure("spans with the same characters", "f1", strict),
        measure("value right among DATE that were found", "share", values),
    )
    notes = (
        "each article is read with its day of creation; n counts articles",
        "an expression is right where its span is found and, for a DATE, its value is right",
    )
    return file_report(gold, measures, outcomes, confusions=confusions(cells), notes=notes)


def _outcome(id: str, text: str, meant: Expression, found: When | None) -> Outcome:
    right = found is not None and (meant.type != "DATE" or same_value(found.value, meant.value))
    return Outcome(
        f"{id} {meant.span[0]}-{meant.span[1]}",
        f"{meant.type} {meant.value}",
        "none" if found is None else f"{found.type} {found.value or '–'}",
        right,
        float(not right),
        text=shortened(text, meant.span),
    )


def _vain(id: str, text: str, found: When) -> Outcome:
    span = (found.start, found.end)
    coded = f"{found.type} {found.value or '–'}"
    return Outcome(f"{id} +{span[0]}-{span[1]}", "none", coded, False, 1.0, text=shortened(text, span))
