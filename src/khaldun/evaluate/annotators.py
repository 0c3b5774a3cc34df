"""Newswire leads read by several trained people: relevance, spans of who, whom, what, where and when, and types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from khaldun.evaluate.gold import Format, Gold, Record, Text, code, day
from khaldun.evaluate.measures import Measure, Row, measure
from khaldun.evaluate.outcomes import NONE, Outcome, confusions, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.model import Coding, Event, Mention, Quote

ANNOTATORS = Format("event_cameo_annotators", frozenset({"text", "coders"}), "leads read by several people")

Span = tuple[int, int]
Spans = frozenset[Span]

_STATEMENTS = frozenset({1, 2})
"""Roots 01 and 02, statements and appeals, which are no events in PLOVER."""

_ROLES = {"who": "Source", "whom": "Target", "what": "Action", "where": "Location", "when": "Time"}
_WORD = re.compile(r"\w[\w'’.-]*")
_ROOT = re.compile(r"^\d+-(\d+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person (or the coder) made of a text: relevance, spans by role, CAMEO roots as numbers."""

    relevant: bool
    spans: Mapping[str, Spans]
    roots: frozenset[int]

    @property
    def deeds(self) -> frozenset[int]:
        """The roots beyond statements and appeals."""
        return self.roots - _STATEMENTS


@dataclass(frozen=True, slots=True)
class _Item:
    id: str
    text: str
    people: tuple[Reading, ...]
    answer: Reading


_EVENT = "event"
_STATEMENT = 1
"""The root of a statement (CAMEO 01), which the coder gives as a quote: PLOVER has no event for it."""


def score_annotators(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Relevance against the majority, span F1 by role against each person, Jaccard of CAMEO roots."""
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    people = [[_person(reading) for reading in record["coders"].values()] for record in gold.records]
    answers = [_answer(coding) for coding in codings]
    items = [
        _Item(id, record["text"], tuple(readings), answer)
        for id, record, readings, answer in zip(gold.ids, gold.records, people, answers, strict=True)
    ]
    measures = (
        _relevance("event or none, statements included", items, lambda reading: reading.relevant),
        _relevance("event or none, statements left out", items, lambda reading: bool(reading.deeds)),
        *(_spans(role, items) for role in (*_ROLES, "who or whom")),
        _jaccard("types, Jaccard with each person", items),
        _agreement("types, Jaccard among people", items),
    )
    notes = (
        "events of every status but negated count; what people mark as a statement (CAMEO 01) the coder gives as a quote: a quote "
        "of somebody with a country, code or sector counts as one, with who says it and the words that say so",
        "a tie among people leaves the item out; a reading with statements only (CAMEO 01, 02) is no event where "
        "statements are left out",
        "a span counts when half its words are covered; people who found an item irrelevant are no gold for its spans",
        "in an event among equals the first party is who, the others whom; people mark names, so for a pronoun (and for "
        'words for several, as "the two countries") the words count that it stands for',
        "an item is right where event or none, statements included, is; ties are not judged",
    )
    outcomes = [_outcome(item, coding) for item, coding in zip(items, codings, strict=True)]
    cells = confusions((o.gold, _EVENT if o.coded != NONE else NONE) for o in outcomes if o.right is not None)
    return file_report(gold, measures, outcomes, confusions=cells, notes=notes)


def _outcome(item: _Item, coding: Coding) -> Outcome:
    meant = _majority(item.people, lambda reading: reading.relevant)
    events = [event for event in coding.events if event.status != "negated"]
    top = max(events, key=lambda event: event.confidence, default=None)
    coded = [event.event_type for event in events] or ["statement"] * bool(_statements(coding))
    right = None if meant is None else meant == bool(coded)
    return Outcome(
        item.id,
        "tie" if meant is None else _EVENT if meant else NONE,
        "; ".join(coded) or NONE,
        right,
        float(right is False),
        top.confidence if top else None,
        top.rule if top else None,
        shortened(item.text),
    )


def _person(reading: Record) -> Reading:
    spans = {
        role: frozenset(
            (start, start + len(text)) for kind, text, start in reading["entities"] if kind.startswith(name)
        )
        for role, name in _ROLES.items()
    }
    roots = (_ROOT.match(root) for root in reading["roots"])
    return Reading(
        reading["relevant"] == "True", _with_either(spans), frozenset(int(m.group(1)) for m in roots if m)
    )


def _answer(coding: Coding) -> Reading:
    events = [event for event in coding.events if event.status != "negated"]
    said = _statements(coding)
    spans = {
        "who": frozenset(_named(m, coding) for event in events for m in _who(event)[0])
        | {_named(quote.source, coding) for quote in said if quote.source},
        "whom": frozenset(_named(m, coding) for event in events for m in _who(event)[1]),
        "what": frozenset(event.evidence.trigger for event in events)
        | {(quote.cue.start, quote.cue.end) for quote in said if quote.cue},
        "where": frozenset((event.place.start, event.place.end) for event in events if event.place),
        "when": frozenset((w.start, w.end) for w in coding.times) if events or said else frozenset(),
    }
    roots = {int(event.cameo[:2]) for event in events} | {_STATEMENT for _ in said}
    return Reading(bool(roots), _with_either(spans), frozenset(roots))


def _named(mention: Mention, coding: Coding) -> Span:
    """The words that name an actor, as people mark them: of a pronoun, or of words for several ("the two countries"), the
    nearest before them that name whom they stand for.
    """
    several = mention.kind == "description" and any(
        m.start == mention.start and m.id != mention.id for m in coding.actors
    )
    if (mention.kind == "pronoun" or several) and mention.id is not None:
        names = [
            m for m in coding.actors if m.id == mention.id and m.kind != "pronoun" and m.end <= mention.start
        ]
        if names:
            mention = max(names, key=lambda m: m.start)
    return (mention.start, mention.end)


def _statements(coding: Coding) -> list[Quote]:
    return [quote for quote in coding.quotes if quote.source is not None and quote.source.known]


def _who(event: Event) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    if event.reciprocal and not event.recipients:
        return event.actors[:1], event.actors[1:]
    return event.actors, event.recipients


def _with_either(spans: dict[str, Spans]) -> dict[str, Spans]:
    return {**spans, "who or whom": spans["who"] | spans["whom"]}


def _majority(people: Sequence[Reading], relevant: Callable[[Reading], bool]) -> bool | None:
    """What more than half of the people say, ``None`` for a tie."""
    votes = sum(map(relevant, people))
    return None if 2 * votes == len(people) else 2 * votes > len(people)


def _relevance(name: str, items: Sequence[_Item], relevant: Callable[[Reading], bool]) -> Measure:
    rows: list[tuple[str, Row]] = []
    for item in items:
        gold = _majority(item.people, relevant)
        if gold is not None:
            said = relevant(item.answer)
            rows.append((item.id, (gold and said, said and not gold, gold and not said)))
    return measure(name, "f1", rows)


def _spans(role: str, items: Sequence[_Item]) -> Measure:
    """Span F1 of a role: each item's counts are the mean over the people who found it relevant."""
    rows: list[tuple[str, Row]] = []
    for item in items:
        gold = [reading.spans[role] for reading in item.people if reading.relevant]
        if gold:
            counts = [_matches(item.text, spans, item.answer.spans[role]) for spans in gold]
            rows.append((item.id, tuple(sum(column) / len(gold) for column in zip(*counts, strict=True))))
    return measure(f"{role}, spans", "covered f1", rows)


def _matches(text: str, gold: Spans, predicted: Spans) -> tuple[float, float, float, float]:
    """(right, answered, found, gold) of spans, each judged by its own words.

    A gold span is found, and an answered one right, when half its words lie in spans of the other side.
    """
    right = sum(_covered(text, span, gold) for span in predicted)
    found = sum(_covered(text, span, predicted) for span in gold)
    return right, len(predicted), found, len(gold)


def _covered(text: str, span: Span, others: Iterable[Span]) -> bool:
    words = [m.span() for m in _WORD.finditer(text, *span)] or [span]
    inside = sum(any(a < end and start < b for a, b in others) for start, end in words)
    return 2 * inside >= len(words)


def _jaccard(name: str, items: Sequence[_Item]) -> Measure:
    """Mean Jaccard of the coder's roots with each person's, where that person saw more than statements."""
    rows: list[tuple[str, Row]] = []
    for item in items:
        values = [_overlap(reading.deeds, item.answer.deeds) for reading in item.people if reading.deeds]
        if values:
            rows.append((item.id, (sum(values), len(values))))
    return measure(name, "share", rows)


def _agreement(name: str, items: Sequence[_Item]) -> Measure:
    """The same between each two people, where both found the item relevant and one saw more than statements."""
    rows: list[tuple[str, Row]] = []
    for item in items:
        pairs = [
            (a, b)
            for a, b in combinations(item.people, 2)
            if a.relevant and b.relevant and (a.deeds or b.deeds)
        ]
        if pairs:
            rows.append((item.id, (sum(_overlap(a.deeds, b.deeds) for a, b in pairs), len(pairs))))
    return measure(name, "share", rows)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0
