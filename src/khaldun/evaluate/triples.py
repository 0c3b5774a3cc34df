"""Whole events: (actor country, type, recipient country) against gold, the type alone, and the dyad alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khaldun.evaluate import statistics as st
from khaldun.evaluate.conventions import Convention, convention
from khaldun.evaluate.gold import Format, Gold, Record, Text, code, day
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, by_label, counted
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

NEGATED = (
    "events of every status but negated count, as the gold marks no status and holds past and planned events"
)
_EQUALS = (
    "an event among equals has no recipient, in gold as in answers: (country, type, none) for each party"
)


@dataclass(frozen=True, slots=True)
class _Item:
    text: Text
    gold: frozenset[Triple]


def score_gsr(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Score events of the CAMEO manual; lines with one text are one item with several events."""
    book = convention("gsr")
    grouped: dict[str, set[Triple]] = {}
    for record in gold.records:
        grouped.setdefault(record["text"], set()).update(_manual_triples(record, book))
    items = [_Item(Text(text), frozenset(triples)) for text, triples in grouped.items()]
    notes = (
        NEGATED,
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
        _Item(Text(record["text"], day(record.get("date"))), _coded_triples(record["events"], book))
        for record in gold.records
    ]
    notes = (
        NEGATED,
        "types are CAMEO roots under PLOVER names (08 is YIELD); roots 01 and 02 are left out",
        "an event among equals counts in both directions between each two parties",
    )
    return _score(gold, items, coder, progress, lambda event: _both_ways(event, book), notes)


def score_records(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Score event records of this program's own form (``events`` with ``event_type``, ``actors``, ``recipients``)."""
    items = [
        _Item(
            Text(record["text"], day(record.get("date"))),
            frozenset(triple for event in record["events"] for triple in _record_triples(event)),
        )
        for record in gold.records
    ]
    return _score(
        gold, items, coder, progress, lambda event: _cross(_codes(event.actors), event.event_type, _codes(event.recipients)),
        ("negated events are left out, in gold as in answers", _EQUALS),
    )  # fmt: skip


def _score(
    gold: Gold,
    items: Sequence[_Item],
    coder: CoderLike,
    progress: Progress,
    read_event: Callable[[Event], Iterable[Triple]],
    notes: tuple[str, ...],
) -> FileReport:
    codings = code([item.text for item in items], coder, gold.path, progress)
    meant = [item.gold for item in items]
    said = [_answers(coding, read_event) for coding in codings]
    types = [(_project(g, 1), _project(p, 1)) for g, p in zip(meant, said, strict=True)]
    dyads = [(_project(g, 0, 2), _project(p, 0, 2)) for g, p in zip(meant, said, strict=True)]
    scores = (
        counted(
            "actor country, type, recipient country",
            [st.set_counts(g, p) for g, p in zip(meant, said, strict=True)],
        ),
        counted("type alone", [st.set_counts(g, p) for g, p in types]),
        counted("actor and recipient country alone", [st.set_counts(g, p) for g, p in dyads]),
    )
    golden, predicted, hits = (Counter[str]() for _ in range(3))
    for g, p in types:
        golden.update(str(label) for (label,) in g)
        predicted.update(str(label) for (label,) in p)
        hits.update(str(label) for (label,) in g & p)
    labels = by_label(sorted(golden | predicted), golden, predicted, hits)
    return FileReport(gold.path, gold.format.name, len(items), scores, labels, (), notes)


def _answers(coding: Coding, read_event: Callable[[Event], Iterable[Triple]]) -> frozenset[Triple]:
    return frozenset(
        triple for event in coding.events if event.status != "negated" for triple in read_event(event)
    )


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


def _coded_country(code: str, book: Convention) -> str | None:
    """The country of a CAMEO actor code: its first three letters, none for ``---``."""
    country = code[:3]
    return book.country_of(country) if country.isalpha() else None


def _both_ways(event: Event, book: Convention) -> list[Triple]:
    label = book.type_of(event.cameo)
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
