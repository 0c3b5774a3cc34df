"""The deeds of a store between parties: what every measure of the system counts, gathered inside the database.

A deed is one type of act of one party toward another on one day, however often it is told: the one-a-day filter of
event data research (Schrodt and Yonamine, 2013), which keeps a much-told deed from counting as many. Reports are the
sentences that tell of it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any, get_args

import pandas as pd

from khaldun.errors import UsageError
from khaldun.model import Status
from khaldun.relations.parties import party_sql
from khaldun.store import View

STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events count: their statuses, first and last day, least confidence. Events without a date never do.

    By default only what is told as having happened counts; what is planned, possible or denied stays apart.
    """

    statuses: tuple[Status, ...] = ("actual",)
    since: dt.date | None = None
    until: dt.date | None = None
    min_confidence: float = 0.0

    def __post_init__(self) -> None:
        wrong = [status for status in self.statuses if status not in STATUSES]
        if wrong or not self.statuses:
            raise UsageError(f"status {', '.join(wrong) or '(none)'}: valid are {', '.join(STATUSES)}")
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"{self.since} to {self.until}: the first day lies after the last; swap them")

    def within(self, since: dt.date | None, until: dt.date | None) -> Choice:
        """The same choice between other days."""
        return replace(self, since=since, until=until)


def deeds_sql(
    choice: Choice, *, ordered: bool = True, one: str | None = None, other: str | None = None
) -> tuple[str, list[Any]]:
    """A query, to be put before a SELECT over its table ``deeds``, and its parameters.

    ``deeds`` has a row a deed: ``actor``, ``recipient``, ``date``, ``event_type``, ``quad``, ``status``, ``counted``
    (whether ``choice`` names its status), ``score`` (mean of its reports), ``reports``, ``ids`` (of its events) and
    ``forward`` (actor to recipient; between equals it stands in both directions). Not ``ordered``: the lesser key
    is ``actor``, a deed between equals stands once, and ``forward`` tells who did it (null: both).
    With ``one`` (and ``other``) only the deeds of that party (with the other) are gathered.
    """
    parties = [key for key in (one, other) if key is not None]
    wanted = (
        "".join(f" AND list_contains(?, {side})" for side in ("a.party", "b.party"))
        if len(parties) == 2
        else ""
    )
    if len(parties) == 1:
        wanted = " AND (a.party = ? OR b.party = ?)"
    given: list[Any] = [parties, parties] if len(parties) == 2 else parties * 2
    ends = (
        "a.party AS actor, b.party AS recipient"
        if ordered
        else "least(a.party, b.party) AS actor, greatest(a.party, b.party) AS recipient"
    )
    forward = "true" if ordered else "a.party < b.party"
    once = "" if ordered else " AND a.party < b.party"
    query = f"""WITH chosen AS (
        SELECT n, id, date, event_type, quad, score, status, reciprocal, list_contains(?, status) AS counted
        FROM events
        WHERE date IS NOT NULL AND confidence >= ? AND date >= coalesce(?, date) AND date <= coalesce(?, date)
    ), told AS (
        SELECT event_n, count(*) AS reports FROM evidence GROUP BY event_n
    ), who AS (
        SELECT DISTINCT event_n, role, {party_sql()} AS party
        FROM event_actors WHERE role <> 'speaker' AND event_n IN (SELECT n FROM chosen)
    ), pairs AS (
        SELECT c.*, {ends}, {forward} AS forward
        FROM chosen c
        JOIN who a ON a.event_n = c.n AND a.role = 'actor'
        JOIN who b ON b.event_n = c.n AND b.role = 'recipient'
        WHERE NOT c.reciprocal AND a.party <> b.party{wanted}
        UNION ALL
        SELECT c.*, {ends}, {"true" if ordered else "NULL"} AS forward
        FROM chosen c
        JOIN who a ON a.event_n = c.n AND a.role = 'actor'
        JOIN who b ON b.event_n = c.n AND b.role = 'actor'
        WHERE c.reciprocal AND a.party <> b.party{once}{wanted}
    ), deeds AS (
        SELECT actor, recipient, date, event_type, quad, status, any_value(counted) AS counted, forward,
            avg(score) AS score, sum(coalesce(reports, 1))::BIGINT AS reports, list(DISTINCT id) AS ids
        FROM pairs LEFT JOIN told ON told.event_n = pairs.n
        GROUP BY actor, recipient, date, event_type, quad, status, forward
    ) """
    times = [choice.min_confidence, choice.since, choice.until]
    return query, [list(choice.statuses), *times, *given, *given]


def days_of(view: View) -> tuple[dt.date, dt.date] | None:
    """The first and the last day on which an event of the store happened; ``None`` where none has a date."""
    first, last = view.sql("SELECT min(date), max(date) FROM events WHERE status = 'actual'").fetchall()[0]
    return (first, last) if first is not None else None


def names(view: View) -> dict[str, str]:
    """The names that the store has for parties which are no states, by key."""
    query = f"""SELECT party, min(name) FROM (
            SELECT id, name, {party_sql()} AS party FROM event_actors WHERE name IS NOT NULL AND id IS NOT NULL)
        WHERE party = id GROUP BY party"""
    return dict(view.sql(query).fetchall())


def parties(view: View) -> list[str]:
    """The keys of every party in the store, the most active first."""
    query = f"""SELECT party FROM (SELECT event_n, {party_sql()} AS party FROM event_actors WHERE role <> 'speaker')
        WHERE party IS NOT NULL GROUP BY party ORDER BY count(DISTINCT event_n) DESC, party"""
    return [row[0] for row in view.sql(query).fetchall()]


def evidence(view: View, event_ids: list[str]) -> pd.DataFrame:
    """What the events rest on, one row a sentence: ``event_id``, ``date``, ``event_type``, ``status``, ``article_id``,
    ``sentence``, ``text``, ``url``; in the order of days and of coding."""
    query = """SELECT e.id AS event_id, e.date, e.event_type, e.status, e.article_id, v.sentence, v.text, e.source_url AS url
        FROM events e JOIN evidence v ON v.event_n = e.n
        WHERE list_contains(?, e.id) ORDER BY e.date, e.n, v.position"""
    return view.sql(query, [sorted(set(event_ids))]).df()
