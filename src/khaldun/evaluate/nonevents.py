"""Articles with few or no political events: how many events are found for each hundred sentences."""

from __future__ import annotations

from collections import Counter

from khaldun.evaluate import statistics as st
from khaldun.evaluate.gold import Format, Gold, Text, code, day
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import Confusion, FileReport, Score, measured
from khaldun.model import Coding

NONEVENTS = Format("nonevents", frozenset({"category", "text"}), "articles by category of news")


def score_nonevents(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Events for each 100 sentences, by category; ``n`` counts articles.

    The confusions list which types were found in which category.
    """
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    by_category: dict[str, list[Coding]] = {}
    for record, coding in zip(gold.records, codings, strict=True):
        by_category.setdefault(record["category"], []).append(coding)
    scores = tuple(_rate(category, by_category[category]) for category in sorted(by_category))
    found = Counter(
        (category, event.event_type)
        for category, members in by_category.items()
        for coding in members
        for event in coding.events
        if event.status != "negated"
    )
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    kinds = tuple(Confusion(category, label, count) for (category, label), count in ordered)
    notes = (
        "events of every status but negated, for each 100 sentences; the confusions say which types in which category",
    )
    return FileReport(gold.path, gold.format.name, len(codings), scores, (), kinds, notes)


def _rate(category: str, codings: list[Coding]) -> Score:
    rows = [
        (sum(event.status != "negated" for event in coding.events), len(coding.sentences))
        for coding in codings
    ]
    return measured(f"events a 100 sentences, {category}", rows, st.per_hundred)
