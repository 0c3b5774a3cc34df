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
    to a reciprocal event answers to both.
    """

    begin: dt.date | None = None
    end: dt.date | None = None
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    min_confidence: float = 0.0
    place_countries: tuple[str, ...] = ()

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
        for role, wanted in (("actor", self.actors), ("recipient", self.recipients)):
            if wanted:
                add(_PARTY.format(role=role), *([list(wanted)] * 3))
        return " AND ".join(parts) or "true", values


_PARTY = """EXISTS (
    SELECT 1 FROM event_actors AS party
    WHERE party.event_n = events.n
        AND (party.role = '{role}' OR (events.reciprocal AND party.role IN ('actor', 'recipient')))
        AND (list_contains(?, party.code) OR list_contains(?, party.sector) OR list_contains(?, party.id))
)"""
