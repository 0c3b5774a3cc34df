"""The relation between two given actors: its type, quad class, and conflict against cooperation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khaldun.errors import UsageError
from khaldun.evaluate import statistics as st
from khaldun.evaluate.conventions import Convention, convention
from khaldun.evaluate.gold import Format, Gold
from khaldun.evaluate.measures import by_label, measure
from khaldun.evaluate.outcomes import Outcome, confusions, outcome
from khaldun.evaluate.protocols import CoderLike, Progress, RelatesLike
from khaldun.evaluate.report import FileReport, file_report

PLV = Format("relation_plv", frozenset({"text", "marked", "root", "quad"}), "pairs of actors with a type")
AW = Format(
    "relation_aw", frozenset({"text", "marked", "conflict"}), "pairs of actors, conflict or cooperation"
)

_MARK = re.compile(r"</?([st])>")
_BEFORE = 30
"""Characters shown before the first mark of a sentence."""
_BINARY = ("cooperation", "conflict")
_UNMARKED = "source or target not marked, as the text does not name it: no pair to relate, counts as wrong"


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its marks, and where they stood; ``None`` for an actor that was not marked."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def unmark(marked: str) -> Marked:
    """Read ``<s>source</s> … <t>target</t>`` into the plain text and the two spans.

    Raises ``UsageError`` where a mark is opened and not closed.
    """
    pieces: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    size = last = 0
    for mark in _MARK.finditer(marked):
        pieces.append(marked[last : mark.start()])
        size += mark.start() - last
        last = mark.end()
        kind = mark.group(1)
        if mark.group(0)[1] != "/":
            opened[kind] = size
        elif kind in opened:
            spans[kind] = (opened.pop(kind), size)
    pieces.append(marked[last:])
    if opened:
        raise UsageError(
            f"{marked[:60]!r}: <{next(iter(opened))}> is not closed; write <s>…</s> and <t>…</t>"
        )
    return Marked("".join(pieces), spans.get("s"), spans.get("t"))


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answered type in the gold's convention, ``None`` where there is none; how sure, and by which rule."""

    label: str | None
    confidence: float | None = None
    rule: str | None = None


def score_plv(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Macro-F1 over the 15 types of the PLV codebook and over quad classes; no answer counts as wrong."""
    book = convention("plv")
    answers, notes = _answers(gold, coder, book, progress)
    types = [answer.label for answer in answers]
    roots = [record["root"] for record in gold.records]
    quads = [str(record["quad"]) for record in gold.records]
    sides = [_side(record["quad"]) for record in gold.records]
    rows = st.label_rows(book.labels, roots, types)
    by_quad = st.label_rows(
        ("1", "2", "3", "4"), quads, [_through(book.quads, label, str) for label in types]
    )
    by_side = st.label_rows(_BINARY, sides, [_through(book.quads, label, _side) for label in types])
    right = [(g == p, 1.0) for g, p in zip(roots, types, strict=True)]
    measures = (
        measure("types, macro-F1", "macro f1", list(zip(gold.ids, rows, strict=True))),
        measure("quad classes, macro-F1", "macro f1", list(zip(gold.ids, by_quad, strict=True))),
        measure("conflict or cooperation, macro-F1", "macro f1", list(zip(gold.ids, by_side, strict=True))),
        measure("types, accuracy", "share", list(zip(gold.ids, right, strict=True))),
    )
    return file_report(
        gold,
        measures,
        _outcomes(gold, roots, types, answers),
        labels=by_label(book.labels, rows),
        confusions=confusions(zip(roots, types, strict=True)),
        notes=("types are read from each answer's CAMEO leaf by the 2021 table", *notes),
    )


def score_aw(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Macro-F1 of conflict against cooperation; no answer counts as wrong.

    The confusions say which kinds of event were answered wrongly with which types.
    """
    book = convention("plv")
    answers, notes = _answers(gold, coder, book, progress)
    types = [answer.label for answer in answers]
    meant = [_BINARY[record["conflict"]] for record in gold.records]
    said = [_through(book.quads, label, _side) for label in types]
    rows = st.label_rows(_BINARY, meant, said)
    right = [(g == p, 1.0) for g, p in zip(meant, said, strict=True)]
    measures = (
        measure("conflict or cooperation, macro-F1", "macro f1", list(zip(gold.ids, rows, strict=True))),
        measure("conflict or cooperation, accuracy", "share", list(zip(gold.ids, right, strict=True))),
    )
    kinds = [
        f"{side}: {record.get('event_type', 'unnamed')}"
        for side, record in zip(meant, gold.records, strict=True)
    ]
    wrong = confusions(
        (kind, label) for kind, g, p, label in zip(kinds, meant, said, types, strict=True) if g != p
    )
    return file_report(
        gold,
        measures,
        _outcomes(gold, meant, said, answers),
        labels=by_label(_BINARY, rows),
        confusions=wrong,
        notes=(
            "conflict is quad class 3 or 4 of the answer's type by the 2021 table; the confusions are the wrong "
            "answers by kind of event",
            *notes,
        ),
    )


def _outcomes(
    gold: Gold, meant: Sequence[str], said: Sequence[str | None], answers: Sequence[_Answer]
) -> list[Outcome]:
    return [
        outcome(id, g, p, text=_from_marks(record["marked"]), confidence=answer.confidence, rule=answer.rule)
        for id, g, p, answer, record in zip(gold.ids, meant, said, answers, gold.records, strict=True)
    ]


def _from_marks(marked: str) -> str:
    """The sentence from shortly before its first mark."""
    first = _MARK.search(marked)
    begin = max(0, first.start() - _BEFORE) if first else 0
    return ("…" if begin else "") + marked[begin:]


def relating(coder: CoderLike, gold: Gold) -> RelatesLike:
    """The coder as one that relates two given actors.

    Raises ``UsageError`` where it does not.
    """
    if not isinstance(coder, RelatesLike):
        raise UsageError(
            f"{gold.path}: a {gold.format.name} file needs a coder that relates two given actors, and "
            f"{type(coder).__name__} has no relate method; use khaldun.Coder"
        )
    return coder


def _answers(
    gold: Gold, coder: CoderLike, book: Convention, progress: Progress
) -> tuple[list[_Answer], tuple[str, ...]]:
    """What was answered to every item in the gold's convention, and what to note about it."""
    relater = relating(coder, gold)
    answers: list[_Answer] = []
    unmarked = 0
    for record in gold.records:
        item = unmark(record["marked"])
        if item.source is None or item.target is None:
            unmarked += 1
            answers.append(_Answer(None))
        else:
            found = relater.relate(item.text, item.source, item.target)
            label = book.type_of(found.cameo)
            answers.append(_Answer(label, found.confidence, found.rule) if label else _Answer(None))
        progress(gold.path, len(answers), len(gold.records))
    return answers, ((f"{unmarked} items: {_UNMARKED}",) if unmarked else ())


def _through(quads: dict[str, int], label: str | None, name: Callable[[int], str]) -> str | None:
    return None if label is None else name(quads[label])


def _side(quad: int) -> str:
    return _BINARY[quad >= 3]
