"""Articles with few or no political events: how many events are found for each hundred sentences."""

from __future__ import annotations

from khaldun.evaluate.gold import Format, Gold, Text, code, day
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import NONE, Outcome, confusions, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.model import Coding, Event

NONEVENTS = Format("nonevents", frozenset({"category", "text"}), "articles by category of news")

EMPTY = frozenset({"sport", "entertainment"})
"""Categories in which any event is taken for wrong; the others hold some, and their articles are not judged."""


def score_nonevents(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Events for each 100 sentences, by category; ``n`` counts articles.

    The confusions list which types were found in which category.
    """
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    rows: dict[str, list[tuple[str, Row]]] = {}
    outcomes, found = [], []
    for id, record, coding in zip(gold.ids, gold.records, codings, strict=True):
        category, events = record["category"], [event for event in coding.events if event.status != "negated"]
        rows.setdefault(category, []).append((id, (len(events), len(coding.sentences))))
        outcomes.append(_outcome(id, category, coding, events))
        found += [(category, event.event_type) for event in events]
    measures = [
        measure(f"events a 100 sentences, {category}", "per hundred", rows[category])
        for category in sorted(rows)
    ]
    notes = (
        "events of every status but negated, for each 100 sentences; the confusions say which types in which category",
        f"an article is right where it has no event; only those of {' and '.join(sorted(EMPTY))} are judged",
    )
    return file_report(gold, measures, outcomes, confusions=confusions(found), notes=notes)


def _outcome(id: str, category: str, coding: Coding, events: list[Event]) -> Outcome:
    top = max(events, key=lambda event: event.confidence, default=None)
    coded = "; ".join(event.event_type for event in events) or NONE
    text = coding.article.text
    return Outcome(
        id,
        category,
        coded,
        not events if category in EMPTY else None,
        float(len(events)),
        None if top is None else top.confidence,
        None if top is None else top.rule,
        shortened(text) if top is None else shortened(text, top.evidence.trigger),
    )
