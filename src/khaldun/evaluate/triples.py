"""Whole events: (actor country, type, recipient country) against gold, the type alone, and the dyad alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khaldun.evaluate import statistics as st
from khaldun.evaluate.announced import deed_of
from khaldun.evaluate.conventions import Convention, convention
from khaldun.evaluate.gold import Format, Gold, Record, Text, code, day
from khaldun.evaluate.measures import by_label, measure
from khaldun.evaluate.outcomes import NONE, Outcome, confusions, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.model import Coding, Event, Mention

Triple = tuple[str | None, str, str | None]
"""Actor country, type, recipient country; ``None`` where the event has no such actor or it has no country."""

GSR = Format("event_gsr", frozenset({"text", "event_type", "actors", "recipients"}), "one whole event a line")
PETRARCH2 = Format(
    "event_petrarch2", frozenset({"text", "events"}), "sentences with CAMEO triples", frozenset({"source", "target", "cameo"})
)  # fmt: skip
RECORDS = Format(
    "event_records", frozenset({"text", "events"}), "texts with event records of this program", frozenset({"event_type", "actors"})
)  # fmt: skip

_TOLD = frozenset({"actual", "historical", "future"})
_ALL = frozenset({"actual", "future", "hypothetical", "historical"})
_CAMEO_STATUS = (
    "events of every status but negated and hypothetical count: the gold marks no status and holds past and planned events, "
    "and CAMEO codes nothing that is only possible"
)
_EQUALS = (
    "an event among equals has no recipient, in gold as in answers: (country, type, none) for each party"
)
_CELLS = (
    "in the table of types a type that was missed meets the one coded in vain between the same countries, else any; "
    "an item is right where all its triples are found and no others"
)


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    text: Text
    gold: frozenset[Triple]
    unjudged: frozenset[tuple[str | None, str | None]] = frozenset()
    """Dyads between which the gold holds what its types leave out: an answer between them counts neither way."""


def score_gsr(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Score events of the CAMEO manual; lines with one text are one item with several events."""
    book = convention("gsr")
    grouped: dict[str, tuple[str, set[Triple]]] = {}
    for id, record in zip(gold.ids, gold.records, strict=True):
        grouped.setdefault(record["text"], (id, set()))[1].update(_manual_triples(record, book))
    items = [_Item(id, Text(text), frozenset(triples)) for text, (id, triples) in grouped.items()]
    notes = (
        _CAMEO_STATUS,
        _EQUALS,
        "an intent to yield (CAMEO 035) counts as AGREE; UNO and EUR as IGO; other types as in PLOVER 2024",
    )
    return _score(
        gold, items, coder, progress, lambda event: _triples(event, _manual_type(event, book), book), notes
    )


def score_petrarch2(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Score PETRARCH-2 sentences by CAMEO roots under PLOVER names, roots 01 and 02 left out."""
    book = convention("petrarch2")
    items = [
        _Item(
            id,
            Text(record["text"], day(record.get("date"))),
            _coded_triples(record["events"], book),
            _left_out(record["events"], book),
        )
        for id, record in zip(gold.ids, gold.records, strict=True)
    ]
    notes = (
        _CAMEO_STATUS,
        "types are CAMEO roots under PLOVER names (08 is YIELD); roots 01 and 02 are left out, and what is coded between two "
        "parties of which the gold has only such a root counts neither way",
        "an event among equals counts in both directions between each two parties",
        'PETRARCH-2 knows no tense: what somebody will do or agrees to do counts as the deed ("will supply arms" is 07, not 03)',
    )
    return _score(gold, items, coder, progress, lambda event: _both_ways(event, book), notes)


def score_records(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Score event records of this program's own form (``events`` with ``event_type``, ``actors``, ``recipients``)."""
    items = [
        _Item(
            id,
            Text(record["text"], day(record.get("date"))),
            frozenset(triple for event in record["events"] for triple in _record_triples(event)),
        )
        for id, record in zip(gold.ids, gold.records, strict=True)
    ]
    return _score(
        gold, items, coder, progress, lambda event: _cross(_codes(event.actors), event.event_type, _codes(event.recipients)),
        ("negated events are left out, in gold as in answers", _EQUALS), _ALL,
    )  # fmt: skip


def _score(
    gold: Gold,
    items: Sequence[_Item],
    coder: CoderLike,
    progress: Progress,
    read_event: Callable[[Event], Iterable[Triple]],
    notes: tuple[str, ...],
    statuses: frozenset[str] = _TOLD,
) -> FileReport:
    codings = code([item.text for item in items], coder, gold.path, progress)
    answers = [
        _answers(coding, read_event, statuses, item.unjudged)
        for item, coding in zip(items, codings, strict=True)
    ]
    sets = [(item.id, item.gold, frozenset(said)) for item, said in zip(items, answers, strict=True)]
    measures = (
        measure("actor country, type, recipient country", "f1", [(id, st.set_counts(g, p)) for id, g, p in sets]),
        measure("type alone", "f1", [(id, st.set_counts(_project(g, 1), _project(p, 1))) for id, g, p in sets]),
        measure("actor and recipient country alone", "f1", [(id, st.set_counts(_project(g, 0, 2), _project(p, 0, 2))) for id, g, p in sets]),
    )  # fmt: skip
    meant, found = [_types(g) for _, g, _ in sets], [_types(p) for _, _, p in sets]
    names = sorted(frozenset().union(*meant, *found))
    return file_report(
        gold,
        measures,
        [_outcome(item, said) for item, said in zip(items, answers, strict=True)],
        n=len(items),
        labels=by_label(names, st.set_rows(names, meant, found)),
        confusions=confusions(cell for _, g, p in sets for cell in aligned(g, p)),
        notes=(*notes, _CELLS),
    )


def aligned(gold: frozenset[Triple], coded: frozenset[Triple]) -> list[tuple[str | None, str | None]]:
    """The cells of one item in a table of types: each type of gold and answer stands in one cell.

    Equal types meet first; of those left over the ones between the same two countries; then the rest in order of
    their names. What finds no partner meets ``None``.
    """
    meant, said = sorted(_types(gold)), sorted(_types(coded))
    cells: list[tuple[str | None, str | None]] = []

    def take(fits: Callable[[str, str], bool]) -> None:
        for label in list(meant):
            partner = next((other for other in said if fits(label, other)), None)
            if partner is not None:
                cells.append((label, partner))
                meant.remove(label)
                said.remove(partner)

    take(lambda label, other: label == other)
    take(lambda label, other: bool(_dyads(gold, label) & _dyads(coded, other)))
    take(lambda label, other: True)
    return [*cells, *((label, None) for label in meant), *((None, other) for other in said)]


def _types(triples: Iterable[Triple]) -> frozenset[str]:
    return frozenset(label for _, label, _ in triples)


def _dyads(triples: Iterable[Triple], label: str) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((actor, recipient) for actor, kind, recipient in triples if kind == label)


def _outcome(item: _Item, said: Mapping[Triple, Event]) -> Outcome:
    """Right is an item whose triples are all found and no others; its rule is that of the surest wrong event, if any."""
    vain, missed = said.keys() - item.gold, item.gold - said.keys()
    wrong = vain or said.keys()
    top = max(
        (said[triple] for triple in wrong), key=lambda event: (event.confidence, event.rule), default=None
    )
    confidence, rule = (None, None) if top is None or (missed and not vain) else (top.confidence, top.rule)
    return Outcome(
        item.id,
        _shown(item.gold),
        _shown(said),
        not vain and not missed,
        float(len(vain) + len(missed)),
        confidence,
        rule,
        shortened(item.text.text),
    )


def _shown(triples: Iterable[Triple]) -> str:
    return "; ".join(sorted(" ".join(part or "–" for part in triple) for triple in triples)) or NONE


def _answers(
    coding: Coding,
    read_event: Callable[[Event], Iterable[Triple]],
    statuses: frozenset[str],
    unjudged: frozenset[tuple[str | None, str | None]],
) -> dict[Triple, Event]:
    """What was coded, each triple with its surest event."""
    found: dict[Triple, Event] = {}
    for event in coding.events:
        if event.status in statuses:
            for triple in read_event(event):
                if (triple[0], triple[2]) in unjudged:
                    continue
                if triple not in found or event.confidence > found[triple].confidence:
                    found[triple] = event
    return found


def _project(triples: Iterable[Triple], *places: int) -> frozenset[tuple[str | None, ...]]:
    return frozenset(tuple(triple[i] for i in places) for triple in triples)


def _cross(actors: Iterable[str | None], label: str | None, recipients: Iterable[str | None]) -> list[Triple]:
    if label is None:
        return []
    return [(a, label, r) for a in set(actors) or {None} for r in set(recipients) or {None}]


def _codes(mentions: Iterable[Mention]) -> list[str | None]:
    return [mention.code for mention in mentions]


def _triples(event: Event, label: str | None, book: Convention) -> list[Triple]:
    actors = [book.country_of(c) for c in _codes(event.actors)]
    return _cross(actors, label, [book.country_of(c) for c in _codes(event.recipients)])


def _manual_type(event: Event, book: Convention) -> str:
    return book.type_of(event.cameo) or event.event_type


def _manual_triples(record: Record, book: Convention) -> list[Triple]:
    # A few lines hold a stray word where the list of recipients should be.
    recipients = record["recipients"] if isinstance(record["recipients"], list) else []
    actors = [book.country_of(actor.get("code")) for actor in record["actors"]]
    return _cross(actors, record["event_type"], [book.country_of(actor.get("code")) for actor in recipients])


def _coded_triples(events: Iterable[Mapping[str, Any]], book: Convention) -> frozenset[Triple]:
    triples: set[Triple] = set()
    for event in events:
        label = book.type_of(event["cameo"])
        if label is not None:
            triples.add((_coded_country(event["source"], book), label, _coded_country(event["target"], book)))
    return frozenset(triples)


def _left_out(
    events: Sequence[Mapping[str, Any]], book: Convention
) -> frozenset[tuple[str | None, str | None]]:
    """The dyads of which the gold holds a root without a type (01, 02) and no other."""
    typed = {(actor, recipient) for actor, _, recipient in _coded_triples(events, book)}
    said = {
        (_coded_country(event["source"], book), _coded_country(event["target"], book))
        for event in events
        if book.type_of(event["cameo"]) is None
    }
    return frozenset(said - typed)


def _coded_country(code: str, book: Convention) -> str | None:
    """The country of a CAMEO actor code: its first three letters, none for ``---``."""
    country = code[:3]
    return book.country_of(country) if country.isalpha() else None


def _both_ways(event: Event, book: Convention) -> list[Triple]:
    label = book.type_of(deed_of(event))
    if not event.reciprocal or label is None:
        return _triples(event, label, book)
    parties = {book.country_of(c) for c in _codes(event.actors)}
    if len(parties) < 2:
        return _cross(parties, label, parties)
    return [(a, label, b) for a in parties for b in parties if a != b]


def _record_triples(event: Mapping[str, Any]) -> list[Triple]:
    if event.get("status") == "negated":
        return []
    recipients = event.get("recipients", [])
    return _cross(
        [actor.get("code") for actor in event["actors"]], event["event_type"], [actor.get("code") for actor in recipients]
    )  # fmt: skip
