"""Newswire leads read by several trained people: relevance, spans of who, whom, what, where and when, and types."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from khaldun.evaluate import statistics as st
from khaldun.evaluate.gold import Format, Gold, Record, Text, code, day
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, Score, counted, covered, measured
from khaldun.model import Coding, Event, Mention

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


def score_annotators(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Relevance against the majority, span F1 by role against each person, Jaccard of CAMEO roots."""
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    people = [[_person(reading) for reading in record["coders"].values()] for record in gold.records]
    answers = [_answer(coding) for coding in codings]
    scores = (
        _relevance("event or none, statements included", people, answers, lambda reading: reading.relevant),
        _relevance(
            "event or none, statements left out", people, answers, lambda reading: bool(reading.deeds)
        ),
        *(_spans(role, gold.records, people, answers) for role in (*_ROLES, "who or whom")),
        _jaccard("types, Jaccard with each person", people, answers),
        _agreement("types, Jaccard among people", people),
    )
    notes = (
        "events of every status but negated count",
        "a tie among people leaves the item out; a reading with statements only (CAMEO 01, 02) is no event where "
        "statements are left out",
        "a span counts when half its words are covered; people who found an item irrelevant are no gold for its spans",
        "in an event among equals the first party is who, the others whom",
    )
    return FileReport(gold.path, gold.format.name, len(texts), scores, (), (), notes)


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
    spans = {
        "who": frozenset((m.start, m.end) for event in events for m in _who(event)[0]),
        "whom": frozenset((m.start, m.end) for event in events for m in _who(event)[1]),
        "what": frozenset(event.evidence.trigger for event in events),
        "where": frozenset((event.place.start, event.place.end) for event in events if event.place),
        "when": frozenset((w.start, w.end) for w in coding.times) if events else frozenset(),
    }
    return Reading(bool(events), _with_either(spans), frozenset(int(event.cameo[:2]) for event in events))


def _who(event: Event) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    if event.reciprocal and not event.recipients:
        return event.actors[:1], event.actors[1:]
    return event.actors, event.recipients


def _with_either(spans: dict[str, Spans]) -> dict[str, Spans]:
    return {**spans, "who or whom": spans["who"] | spans["whom"]}


def _relevance(
    measure: str,
    people: Sequence[Sequence[Reading]],
    answers: Sequence[Reading],
    relevant: Callable[[Reading], bool],
) -> Score:
    rows = []
    for readings, answer in zip(people, answers, strict=True):
        votes = sum(map(relevant, readings))
        if 2 * votes == len(readings):
            continue
        gold = 2 * votes > len(readings)
        rows.append((gold and answer.relevant, answer.relevant and not gold, gold and not answer.relevant))
    return counted(measure, rows)


def _spans(
    role: str, records: Sequence[Record], people: Sequence[Sequence[Reading]], answers: Sequence[Reading]
) -> Score:
    """Span F1 of a role: each item's counts are the mean over the people who found it relevant."""
    rows = []
    for record, readings, answer in zip(records, people, answers, strict=True):
        gold = [reading.spans[role] for reading in readings if reading.relevant]
        if gold:
            counts = [_matches(record["text"], spans, answer.spans[role]) for spans in gold]
            rows.append(tuple(sum(column) / len(gold) for column in zip(*counts, strict=True)))
    return covered(f"{role}, spans", rows)


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


def _jaccard(measure: str, people: Sequence[Sequence[Reading]], answers: Sequence[Reading]) -> Score:
    """Mean Jaccard of the coder's roots with each person's, where that person saw more than statements."""
    rows = []
    for readings, answer in zip(people, answers, strict=True):
        values = [_overlap(reading.deeds, answer.deeds) for reading in readings if reading.deeds]
        if values:
            rows.append((sum(values), len(values)))
    return measured(measure, rows, st.share)


def _agreement(measure: str, people: Sequence[Sequence[Reading]]) -> Score:
    """The same between each two people, where both found the item relevant and one saw more than statements."""
    rows = []
    for readings in people:
        pairs = [
            (a, b) for a, b in combinations(readings, 2) if a.relevant and b.relevant and (a.deeds or b.deeds)
        ]
        if pairs:
            rows.append((sum(_overlap(a.deeds, b.deeds) for a, b in pairs), len(pairs)))
    return measured(measure, rows, st.share)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 1.0
