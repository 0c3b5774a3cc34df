"""Where did the event of this verb happen: what is found for the verb and for coded events against annotated spans."""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.evaluate.gold import Format, Gold, Record, Text, code, day
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import Outcome, confusions, shortened
from khaldun.evaluate.protocols import CoderLike, LocatesLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.evaluate.spans import Span, counts, overlapping
from khaldun.model import Coding, Event

EVENT_PLACES = Format(
    "places_of_event",
    frozenset({"text", "verb", "locations"}),
    "sentences with a verb and where its event happened",
)


def score_event_places(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Span F1 of where the verb's event happened, exact and overlapping: asked of the verb, and of the coded events.

    A coder with ``where`` is given the verb, as the gold gives it, whether it codes an event there or not. The coded
    events of a verb are those whose trigger overlaps it; a sentence without one answers nothing, and most verbs of the
    news are no political events: what they lack in recall is not all a matter of places.
    """
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    ask = coder.where if isinstance(coder, LocatesLike) else None
    rows: dict[str, list[tuple[str, Row]]] = {
        name: [] for name in (*(_ASKED if ask is not None else ()), *_OF_EVENTS, *_WHERE_CODED)
    }
    outcomes: list[Outcome] = []
    cells: list[tuple[str | None, str | None]] = []
    for id, record, coding in zip(gold.ids, gold.records, codings, strict=True):
        meant, verbs = _spans(record["locations"]), _spans(record["verb"])
        events = _events(verbs, coding)
        found = list(dict.fromkeys((e.place.start, e.place.end) for e in events if e.place))
        _add(rows, _OF_EVENTS, id, found, meant)
        if events:
            _add(rows, _WHERE_CODED, id, found, meant)
        if ask is not None:
            places = [place for verb in verbs for place in ask(record["text"], verb)]
            found = list(dict.fromkeys((place.start, place.end) for place in places))
            _add(rows, _ASKED, id, found, meant)
        hits = overlapping(found, meant)
        outcomes.append(_outcome(id, record, events, found, meant, len(hits)))
        cells += _cells(found, meant, hits)
    notes = (
        "a sentence is right where all its locations are overlapped and no other place is found; verbs that are no "
        "coded event answer nothing as events",
        "empty location spans of the gold are left out",
    )
    measures = [measure(name, "f1", judged) for name, judged in rows.items()]
    return file_report(gold, measures, outcomes, confusions=confusions(cells), notes=notes)


_ASKED = ("place of the verb's event, exact spans", "place of the verb's event, overlapping spans")
_OF_EVENTS = ("place of the coded event, exact spans", "place of the coded event, overlapping spans")
_WHERE_CODED = (
    "the same where an event is coded, exact spans",
    "the same where an event is coded, overlapping spans",
)


def _add(
    rows: dict[str, list[tuple[str, Row]]],
    names: tuple[str, str],
    id: str,
    found: Sequence[Span],
    meant: Sequence[Span],
) -> None:
    exact, loose = len(set(found) & set(meant)), len(overlapping(found, meant))
    for name, right in zip(names, (exact, loose), strict=True):
        rows[name].append((id, counts(len(found), len(meant), right)))


def _spans(pairs: Sequence[Sequence[int]]) -> list[Span]:
    return list(dict.fromkeys((start, end) for start, end in pairs if end > start))


def _events(verbs: Sequence[Span], coding: Coding) -> list[Event]:
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
