"""Where did the event of this verb happen: the place of a coded event against annotated location spans."""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.evaluate.gold import Format, Gold, Record, Text, code, day
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import Outcome, confusions, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.evaluate.spans import Span, counts, overlapping
from khaldun.model import Coding, Event

EVENT_PLACES = Format(
    "places_of_event",
    frozenset({"text", "verb", "locations"}),
    "sentences with a verb and where its event happened",
)


def score_event_places(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Span F1 of where the verb's event happened, exact and overlapping: over all sentences, and where it is coded.

    The coded events of a verb are those whose trigger overlaps it; a sentence without one answers nothing. Most verbs of
    the news are no political events, so what the program knows of places shows where it codes an event.
    """
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    rows: dict[str, list[tuple[str, Row]]] = {name: [] for name in _NAMES}
    outcomes: list[Outcome] = []
    cells: list[tuple[str | None, str | None]] = []
    for id, record, coding in zip(gold.ids, gold.records, codings, strict=True):
        meant = _spans(record["locations"])
        events = _events(record, coding)
        found = list(dict.fromkeys((e.place.start, e.place.end) for e in events if e.place))
        exact = counts(len(found), len(meant), len(set(found) & set(meant)))
        hits = overlapping(found, meant)
        loose = counts(len(found), len(meant), len(hits))
        for name, row, coded in zip(
            _NAMES, (exact, loose, exact, loose), (True, True, bool(events), bool(events)), strict=True
        ):
            if coded:
                rows[name].append((id, row))
        outcomes.append(_outcome(id, record, events, found, meant, len(hits)))
        cells += _cells(found, meant, hits)
    notes = (
        "a sentence is right where all its locations are overlapped and no other place is coded; verbs that are no "
        "coded event answer nothing",
        "empty location spans of the gold are left out",
    )
    measures = [measure(name, "f1", rows[name]) for name in _NAMES]
    return file_report(gold, measures, outcomes, confusions=confusions(cells), notes=notes)


_NAMES = (
    "place of the event, exact spans",
    "place of the event, overlapping spans",
    "the same where an event is coded, exact spans",
    "the same where an event is coded, overlapping spans",
)


def _spans(pairs: Sequence[Sequence[int]]) -> list[Span]:
    return list(dict.fromkeys((start, end) for start, end in pairs if end > start))


def _events(record: Record, coding: Coding) -> list[Event]:
    verbs = _spans(record["verb"])
    return [
        event
        for event in coding.events
        if event.status != "negated"
        and any(event.evidence.trigger[0] < end and start < event.evidence.trigger[1] for start, end in verbs)
    ]


def _cells(
    found: Sequence[Span], meant: Sequence[Span], hits: dict[int, int]
) -> list[tuple[str | None, str | None]]:
    return [
        *((_PLACE, _PLACE) for _ in hits),
        *((_PLACE, None) for n in range(len(meant)) if n not in hits.values()),
        *((None, _PLACE) for i in range(len(found)) if i not in hits),
    ]


_PLACE = "place"


def _outcome(
    id: str, record: Record, events: Sequence[Event], found: Sequence[Span], meant: Sequence[Span], hits: int
) -> Outcome:
    text = record["text"]
    wrong = len(found) + len(meant) - 2 * hits
    placed = [event for event in events if event.place]
    top = max(placed, key=lambda event: event.confidence, default=None)
    return Outcome(
        id,
        "; ".join(text[a:b] for a, b in meant) or "none",
        "; ".join(text[a:b] for a, b in found) or "none",
        not wrong,
        float(wrong),
        top.confidence if top else None,
        top.rule if top else None,
        shortened(text, _spans(record["verb"])[0] if _spans(record["verb"]) else None),
    )
