"""The relation between two given actors: its type, quad class, and conflict against cooperation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khaldun.errors import UsageError
from khaldun.evaluate import statistics as st
from khaldun.evaluate.conventions import Convention, convention
from khaldun.evaluate.gold import Format, Gold
from khaldun.evaluate.protocols import CoderLike, Progress, RelatesLike
from khaldun.evaluate.report import FileReport, averaged, by_label, confusions, measured

PLV = Format("relation_plv", frozenset({"text", "marked", "root", "quad"}), "pairs of actors with a type")
AW = Format(
    "relation_aw", frozenset({"text", "marked", "conflict"}), "pairs of actors, conflict or cooperation"
)

_MARK = re.compile(r"</?([st])>")
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


def score_plv(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Macro-F1 over the 15 types of the PLV codebook and over quad classes; no answer counts as wrong."""
    book = convention("plv")
    answers, notes = _answers(gold, coder, book, progress)
    roots = [record["root"] for record in gold.records]
    quads = [str(record["quad"]) for record in gold.records]
    said_quads = [_through(book.quads, answer, str) for answer in answers]
    sides = [_side(record["quad"]) for record in gold.records]
    said_sides = [_through(book.quads, answer, _side) for answer in answers]
    scores = (
        averaged("types, macro-F1", st.label_rows(book.labels, roots, answers)),
        averaged("quad classes, macro-F1", st.label_rows(("1", "2", "3", "4"), quads, said_quads)),
        averaged("conflict or cooperation, macro-F1", st.label_rows(_BINARY, sides, said_sides)),
        measured("types, accuracy", [(g == p, 1) for g, p in zip(roots, answers, strict=True)], st.share),
    )
    labels = by_label(book.labels, Counter(roots), Counter(a for a in answers if a), _hits(roots, answers))
    wrong = confusions(zip(roots, answers, strict=True))
    notes = ("types are read from each answer's CAMEO leaf by the 2021 table", *notes)
    return FileReport(gold.path, gold.format.name, len(roots), scores, labels, wrong, notes)


def score_aw(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Macro-F1 of conflict against cooperation; no answer counts as wrong."""
    book = convention("plv")
    types, notes = _answers(gold, coder, book, progress)
    meant = [_BINARY[record["conflict"]] for record in gold.records]
    said = [_through(book.quads, label, _side) for label in types]
    scores = (
        averaged("conflict or cooperation, macro-F1", st.label_rows(_BINARY, meant, said)),
        measured(
            "conflict or cooperation, accuracy",
            [(g == p, 1) for g, p in zip(meant, said, strict=True)],
            st.share,
        ),
    )
    labels = by_label(_BINARY, Counter(meant), Counter(side for side in said if side), _hits(meant, said))
    kinds = [
        f"{side}: {record.get('event_type', 'unnamed')}"
        for side, record in zip(meant, gold.records, strict=True)
    ]
    wrong = confusions(
        (kind, label or "none") for kind, g, p, label in zip(kinds, meant, said, types, strict=True) if g != p
    )
    notes = ("conflict is quad class 3 or 4 of the answer's type by the 2021 table", *notes)
    return FileReport(gold.path, gold.format.name, len(meant), scores, labels, wrong, notes)


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
) -> tuple[list[str | None], tuple[str, ...]]:
    """The answered type of every item in the gold's convention, and what to note about them."""
    relater = relating(coder, gold)
    answers: list[str | None] = []
    unmarked = 0
    for record in gold.records:
        item = unmark(record["marked"])
        if item.source is None or item.target is None:
            unmarked += 1
            answers.append(None)
        else:
            answers.append(book.type_of(relater.relate(item.text, item.source, item.target).cameo))
        progress(gold.path, len(answers), len(gold.records))
    return answers, ((f"{unmarked} items: {_UNMARKED}",) if unmarked else ())


def _hits(gold: Sequence[str], predicted: Sequence[str | None]) -> Counter[str]:
    return Counter(g for g, p in zip(gold, predicted, strict=True) if g == p)


def _through(quads: dict[str, int], label: str | None, name: Callable[[int], str]) -> str | None:
    return None if label is None else name(quads[label])


def _side(quad: int) -> str:
    return _BINARY[quad >= 3]
