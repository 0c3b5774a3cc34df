"""Which events of a store are wanted, as one value that becomes SQL."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from khaldun.model import Status


@dataclass(frozen=True, slots=True)
class Choice:
    """What wanted events have in common; an empty tuple or ``None`` asks for nothing.

    An event is in a window of time where any of its days is (``begin`` and ``end`` belong to it); one without a date is
    in none. ``actors`` and ``recipients`` hold codes ("IRN"), sectors ("REB") or ids ("person:john-kerry"); a party
    to a reciprocal event answers to both, and one of ``parties`` may have either role. The ``words`` have to stand
    together in a sentence that is evidence of the event, or in its article's title; case does not matter. ``at`` is the
    exact latitude and longitude of the place, ``box`` the south, west, north and east between which it is, in degrees.
    """

    begin: dt.date | None = None
    end: dt.date | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    min_confidence: float = 0.0
    place_countries: tuple[str, ...] = ()
    quads: tuple[int, ...] = ()
    parties: tuple[str, ...] = ()
    publications: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    words: str = ""
    at: tuple[float, float] | None = None
    box: tuple[float, float, float, float] | None = None

    def where(self, statuses: bool = True) -> tuple[str, list[Any]]:
        """A condition on the table ``events``, with its parameters; without ``statuses`` any status will do."""
        parts: list[str] = []
        values: list[Any] = []

        def add(condition: str, *parameters: Any) -> None:
            parts.append(condition)
            values.extend(parameters)

        if self.begin is not None:
            add("coalesce(date_end, date) >= ?", self.begin)
        if self.end is not None:
            add("date <= ?", self.end)
        if self.types:
            add("event_type IN (SELECT unnest(?))", list(self.types))
        if statuses and self.statuses:
            add("status IN (SELECT unnest(?))", list(self.statuses))
        if self.min_confidence > 0:
            add("confidence >= ?", self.min_confidence)
        if self.place_countries:
            add("place_country IN (SELECT unnest(?))", list(self.place_countries))
        for column, chosen in (
            ("quad", self.quads),
            ("source_publication", self.publications),
            ("id", self.ids),
        ):
            if chosen:
                add(f"{column} IN (SELECT unnest(?))", list(chosen))
        if self.at is not None:
            add("place_lat = ? AND place_lon = ?", *self.at)
        if self.box is not None:
            south, west, north, east = self.box
            add("place_lat BETWEEN ? AND ? AND place_lon BETWEEN ? AND ?", south, north, west, east)
        for roles, wanted in ((_ACTOR, self.actors), (_RECIPIENT, self.recipients), (_EITHER, self.parties)):
            if wanted:
                add(_PARTY.format(roles=roles), *([list(wanted)] * 3))
        if self.words.strip():
            condition, patterns = found(self.words)
            add(f"n IN ({condition})", *patterns)
        return " AND ".join(parts) or "true", values


_ACTOR = "(party.role = 'actor' OR (events.reciprocal AND party.role = 'recipient'))"
_RECIPIENT = "(party.role = 'recipient' OR (events.reciprocal AND party.role = 'actor'))"
_EITHER = "party.role IN ('actor', 'recipient')"
_PARTY = """EXISTS (
    SELECT 1 FROM event_actors AS party
    WHERE party.event_n = events.n AND {roles}
        AND (list_contains(?, party.code) OR list_contains(?, party.sector) OR list_contains(?, party.id))
)"""


def found(words: str) -> tuple[str, list[str]]:
    """A query for the numbers (``n``) of the events in whose evidence or title the words stand, with its parameters."""
    wanted = words.split()
    text, title = (
        " AND ".join(f"contains(lower({column}), lower(?))" for _ in wanted) for column in ("text", "title")
    )
    query = f"""SELECT event_n AS n FROM evidence WHERE {text}
        UNION ALL SELECT n FROM events WHERE article_n IN (SELECT n FROM articles WHERE {title})"""
    return query, wanted * 2
