"""One event for all its reports: how much was written of it, counted over the reports that are chosen."""

from __future__ import annotations

from dataclasses import dataclass, fields

from khaldun.model import Event


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was written of an event; copies of an article, which are not coded, count as articles of their own.

    ``mentions`` counts sentences, ``articles`` articles, and ``sources`` the publications that these name; all that name none count
    as one.
    """

    mentions: int
    articles: int
    sources: int


@dataclass(frozen=True, slots=True)
class JoinedEvent(Event):
    """The report that stands for an event, with the coverage of all its reports."""

    coverage: Coverage


def coverage_of(event: Event) -> Coverage:
    """What is known of its coverage; of a single report that is the report itself."""
    if isinstance(event, JoinedEvent):
        return event.coverage
    return Coverage(1 + len(event.further_evidence), 1, 1)


def joined_event(event: Event, mentions: int, articles: int, sources: int) -> JoinedEvent:
    """The event with the coverage of all its reports."""
    known = {field.name: getattr(event, field.name) for field in fields(Event)}
    return JoinedEvent(**known, coverage=Coverage(mentions, articles, sources))


COVERAGE = """
WITH wanted AS (
    SELECT n, article_n, article_id, source_publication AS publication FROM events WHERE {condition}
),
report AS (SELECT j.joined_n, w.* FROM wanted w JOIN joined j ON j.event_n = w.n),
copies AS (SELECT repeats, count(*) AS copies FROM duplicates GROUP BY repeats),
sentences AS (SELECT event_n, count(*) AS sentences FROM evidence GROUP BY event_n),
first AS (
    -- The first report of the event where it is chosen, else the first in the order of coding that is.
    SELECT r.joined_n,
        coalesce(min(r.n) FILTER (WHERE r.n = r.joined_n), min(r.n)) AS n,
        sum(s.sentences * (1 + coalesce(c.copies, 0)))::BIGINT AS mentions
    FROM report r JOIN sentences s ON s.event_n = r.n LEFT JOIN copies c ON c.repeats = r.article_id
    GROUP BY r.joined_n
),
article AS (SELECT DISTINCT joined_n, article_n, article_id, publication FROM report),
written AS (
    SELECT joined_n, publication FROM article
    UNION ALL SELECT a.joined_n, d.publication FROM article a JOIN duplicates d ON d.repeats = a.article_id
),
counted AS (
    SELECT joined_n, count(*) AS articles, count(DISTINCT coalesce(publication, '')) AS sources
    FROM written GROUP BY joined_n
)
SELECT f.n, f.mentions, c.articles, c.sources FROM first f JOIN counted c USING (joined_n) ORDER BY f.n
"""
"""SQL for the events of a choice, each by the number of the report that stands for it, with its coverage."""
