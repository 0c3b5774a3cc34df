"""A joined meeting as plain facts: what ``khaldun system meetings`` and the REST routes give of it."""

from __future__ import annotations

from typing import Any

from khaldun.model import PartyRole, record
from khaldun.relations.deeds import Choice
from khaldun.relations.meetings import Joined, Seat

_WIDE = 90


def is_asked(joined: Joined, key: str | None, kinds: tuple[str, ...], days: Choice) -> bool:
    """Whether a meeting is of these kinds (all but plain meetings of two, where none is given), days and party."""
    wanted = (
        joined.kind in kinds
        if kinds
        else joined.kind != "meeting" or len(joined.keys("host", "attender")) > 2
    )
    date = joined.dated.date
    if days.since is not None and (date is None or date < days.since):
        return False
    if days.until is not None and (date is None or date > days.until):
        return False
    return wanted and (key is None or key in joined.keys("host", "attender", "absentee"))


def row(n: int, joined: Joined) -> dict[str, Any]:
    """A meeting as one row, numbered ``n``: keys of its parties, what was agreed, ids of its reports."""
    dated, placed = joined.dated, joined.placed
    place = placed.place if placed is not None else None
    absent = joined.seats("absentee")
    return {
        "n": n,
        "kind": joined.kind,
        "name": joined.records[0].name.text,
        "status": joined.status,
        "date": dated.date,
        "date_end": dated.date_end,
        "date_basis": dated.date_basis,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "hosts": [seat.key for seat in joined.seats("host")],
        "attenders": [seat.key for seat in joined.seats("attender")],
        "absentees": {seat.key: seat.manner for seat in absent},
        "absent": [f"{seat.key} ({said(seat)})" for seat in absent],
        "subjects": [seat.key for seat in joined.seats("subject")],
        "agreed": [record(one) | {"article_id": article} for article, one in joined.agreed],
        "agreed_words": "; ".join(_short(one.text) for _, one in joined.agreed),
        "reports": joined.reports,
        "articles": list(dict.fromkeys(m.article_id for m in joined.records)),
        "meeting_ids": [m.id for m in joined.records],
        "event_ids": [key for _, one in joined.agreed for key in one.events],
    }


def said(seat: Seat) -> str:
    """How an absentee came to be one, in words."""
    return (seat.manner or "absent").replace("_", " ")


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WIDE else plain[: _WIDE - 1] + "…"


ROLES: tuple[PartyRole, ...] = ("host", "absentee", "attender", "subject")


def seats(n: int, joined: Joined) -> list[dict[str, Any]]:
    """Every party of a meeting with all the sentences that tell its part."""
    return [
        {
            "n": n,
            "role": seat.role,
            "key": seat.key,
            "party": seat.name,
            "manner": seat.manner,
            "reports": seat.reports,
            "evidence": [
                record(seen) | {"article_id": article, "actor": record(one.actor), "rules": list(one.rules)}
                for article, one in seat.told
                for seen in one.evidence
            ],
        }
        for seat in joined.seats(*ROLES)
    ]
