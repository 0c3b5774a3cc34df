"""Between meetings and the rows of the store's tables; meetings are numbered within their article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from khaldun.model import Agreed, Evidence, Meeting, MeetingParty, PartyRole, Span
from khaldun.store.columns import evidence_of, evidence_row, mention_of, mention_row, place_of, place_row

TABLES = ("meetings", "meeting_parties", "meeting_agreed", "meeting_evidence")
"""Those that hold meetings, in the order in which they are written."""

_PLAIN = (
    "id",
    "article_id",
    "kind",
    "status",
    "date",
    "date_end",
    "date_precision",
    "date_basis",
    "place_reason",
)

Row = dict[str, Any]


def meeting_rows(article_n: int, number: int, meeting: Meeting) -> Iterator[tuple[str, Row]]:
    """Table and row for all that is known of a meeting, the ``number``-th of its article."""
    key = {"article_n": article_n, "meeting": number}
    row = {name: getattr(meeting, name) for name in _PLAIN}
    row |= {"name": meeting.name.text, "name_start": meeting.name.start, "name_end": meeting.name.end}
    if meeting.place is not None:
        row |= place_row(meeting.place)
    yield "meetings", key | row
    yield from _seen(key, "meeting", 0, meeting.evidence)
    for position, party in enumerate(meeting.parties):
        told = {"role": party.role, "manner": party.manner, "position": position, "rules": list(party.rules)}
        yield "meeting_parties", key | told | mention_row(party.actor)
        yield from _seen(key, party.role, position, party.evidence)
    for position, agreed in enumerate(meeting.agreed):
        span = {"text": agreed.text, "start_char": agreed.start, "end_char": agreed.end}
        yield "meeting_agreed", key | {"position": position, "events": list(agreed.events)} | span
        yield from _seen(key, "agreed", position, (agreed.evidence,))


def _seen(key: Row, role: str, position: int, evidence: Sequence[Evidence]) -> Iterator[tuple[str, Row]]:
    for part, seen in enumerate(evidence):
        yield (
            "meeting_evidence",
            key | {"role": role, "position": position, "part": part} | evidence_row(seen),
        )


def meeting_of(row: Row, parties: Sequence[Row], agreed: Sequence[Row], evidence: Sequence[Row]) -> Meeting:
    """The meeting that a row of ``meetings`` was made from, with its rows of the other tables in order."""

    def seen(role: str, position: int) -> tuple[Evidence, ...]:
        return tuple(evidence_of(e) for e in evidence if (e["role"], e["position"]) == (role, position))

    def of(role: PartyRole) -> tuple[MeetingParty, ...]:
        return tuple(
            MeetingParty(mention_of(p), role, p["manner"], seen(role, p["position"]), tuple(p["rules"]))
            for p in parties
            if p["role"] == role
        )

    return Meeting(
        **{name: row[name] for name in _PLAIN},
        name=Span(row["name"], row["name_start"], row["name_end"]),
        place=place_of(row),
        hosts=of("host"),
        attenders=of("attender"),
        absentees=of("absentee"),
        subjects=of("subject"),
        agreed=tuple(
            Agreed(
                a["text"],
                a["start_char"],
                a["end_char"],
                tuple(a["events"]),
                seen("agreed", a["position"])[0],
            )
            for a in agreed
        ),
        evidence=seen("meeting", 0),
    )
