"""Meetings of a store, joined across articles: who was there, who was not and how, and who had a stake and no seat.

Two records are of one meeting where their kinds, places and days allow it and they share a place or two parties; what
each article tells is kept, so that every count leads back to its sentences.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from khaldun.model import Agreed, Manner, Meeting, MeetingKind, MeetingParty, PartyRole, Status
from khaldun.relations.parties import name_of, party
from khaldun.relations.stakes import Stake, interested_absentees
from khaldun.store import View

STATUSES: tuple[Status, ...] = ("actual", "historical", "future")
"""What a record's status can be, the most actual first."""
KINDS: tuple[MeetingKind, ...] = ("conference", "summit", "talks", "meeting")
"""The most special first."""
MANNERS: tuple[Manner, ...] = ("not_invited", "excluded", "declined", "absent")
"""The one that tells most first."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One party's part in a joined meeting: its key, role and manner, and every record of it with its article's id."""

    key: str
    name: str
    role: PartyRole
    manner: Manner | None
    told: tuple[tuple[str, MeetingParty], ...]

    @property
    def reports(self) -> int:
        """How many sentences tell it."""
        return len({(article, seen.start) for article, one in self.told for seen in one.evidence})


@dataclass(slots=True)
class Joined:
    """One meeting, of one record or more."""

    records: list[Meeting] = field(default_factory=list)

    @property
    def kind(self) -> MeetingKind:
        """The most special kind told."""
        return min((m.kind for m in self.records), key=KINDS.index)

    @property
    def status(self) -> Status:
        """The most actual status told."""
        return min((m.status for m in self.records), key=STATUSES.index)

    @property
    def placed(self) -> Meeting | None:
        """The first record with a place, a town rather than a country."""
        found = [m for m in self.records if m.place is not None]
        return min(found, key=lambda m: m.place is not None and m.place.precision == "country", default=None)

    @property
    def dated(self) -> Meeting:
        """The record whose date is best founded: told in the text, exact, early."""
        return min(
            self.records,
            key=lambda m: (
                m.date is None,
                not m.date_basis.startswith("text"),
                m.date_precision != "day",
                m.date or dt.date.min,
            ),
        )

    @property
    def agreed(self) -> list[tuple[str, Agreed]]:
        """What was agreed, with the id of the article that says so."""
        return [(m.article_id, one) for m in self.records for one in m.agreed]

    @property
    def reports(self) -> int:
        """How many sentences tell of it."""
        return len({(m.article_id, seen.start) for m in self.records for seen in m.evidence})

    def seats(self, *roles: PartyRole) -> list[Seat]:
        """The parties in these roles, by role and key: those whom most sentences tell of first."""
        found: dict[tuple[PartyRole, str], list[tuple[str, MeetingParty]]] = defaultdict(list)
        for record in self.records:
            for one in record.parties:
                key = key_of(one)
                if one.role in roles and key is not None:
                    found[one.role, key].append((record.article_id, one))
        seats = [
            Seat(key, _name(key, told), role, _manner(told), tuple(told))
            for (role, key), told in found.items()
        ]
        return sorted(seats, key=lambda seat: (roles.index(seat.role), -seat.reports, seat.key))

    def keys(self, *roles: PartyRole) -> set[str]:
        """The keys of the parties in these roles."""
        return {key for m in self.records for p in m.parties if p.role in roles and (key := key_of(p))}


def key_of(one: MeetingParty) -> str | None:
    """The key of a party of a meeting, as ``parties.party`` gives it."""
    return party(one.actor.code, one.actor.sector, one.actor.id)


def _name(key: str, told: Iterable[tuple[str, MeetingParty]]) -> str:
    """What the party is called: a group or body as the texts' actors are named, a state by its name."""
    called = next((one.actor.name for _, one in told if one.actor.id == key and one.actor.name), None)
    return name_of(key, {key: called} if called else None)


def _manner(told: Iterable[tuple[str, MeetingParty]]) -> Manner | None:
    manners = [one.manner for _, one in told if one.manner is not None]
    return min(manners, key=MANNERS.index) if manners else None


def meetings(view: View, window: int = 2) -> list[Joined]:
    """The meetings of a store, the earliest first, those without a date last; ``window`` as for ``join``."""
    return join(view.meetings(), window)


def join(records: Iterable[Meeting], window: int = 2) -> list[Joined]:
    """One for the records of each meeting; records whose days lie more than ``window`` days apart are never joined."""
    found: list[Joined] = []
    near: dict[int, list[Joined]] = defaultdict(list)
    for record in records:
        days = _days(record)
        joined = next((j for j in _around(near, days, window) if _is_one(j, record, window)), None)
        if joined is None:
            joined = Joined()
            found.append(joined)
        joined.records.append(record)
        for day in days:
            if joined not in near[day]:
                near[day].append(joined)
    return sorted(found, key=lambda j: (j.dated.date is None, j.dated.date or dt.date.min))


_LONGEST = 31
"""Days: a vaguer date ("this year") is no sign that two meetings are one."""


def _days(record: Meeting) -> range:
    if record.date is None:
        return range(0)
    first, last = record.date.toordinal(), (record.date_end or record.date).toordinal()
    return range(first, last + 1) if last - first < _LONGEST else range(0)


def _around(near: Mapping[int, Sequence[Joined]], days: range, window: int) -> Iterable[Joined]:
    seen: set[int] = set()
    for day in range(days.start - window, days.stop + window) if days else ():
        for joined in near.get(day, ()):
            if id(joined) not in seen:
                seen.add(id(joined))
                yield joined


def _is_one(joined: Joined, record: Meeting, window: int) -> bool:
    """Whether a record may be of a meeting: near every other record of it, and sharing a place or two parties with one."""
    return all(_may_be_one(one, record, window) for one in joined.records) and any(
        _shares(one, record) for one in joined.records
    )


def _may_be_one(one: Meeting, other: Meeting, window: int) -> bool:
    if {one.kind, other.kind} == {"conference", "summit"}:
        return False
    a, b = _days(one), _days(other)
    if a and b and (a.start - window >= b.stop or b.start - window >= a.stop):
        return False
    return _shared_place(one, other) is not False


def _shared_place(one: Meeting, other: Meeting) -> bool | None:
    """Whether both were in one town (``None``: one of them names no town, and nothing speaks against it)."""
    if one.place is None or other.place is None:
        return None
    if one.place.name == other.place.name:
        return True if one.place.precision != "country" else None
    vague = "country" in (one.place.precision, other.place.precision)
    return None if vague and one.place.country == other.place.country else False


def _shares(one: Meeting, other: Meeting) -> bool:
    mine, theirs = _there(one), _there(other)
    common = len(mine & theirs)
    if "meeting" in (one.kind, other.kind) and min(len(mine), len(theirs)) == 2:
        return mine == theirs  # two who met are no part of the conference next door
    if _shared_place(one, other):
        return common > 0 or not mine or not theirs
    return common >= 2


def _there(record: Meeting) -> set[str]:
    return {key for p in (*record.hosts, *record.attenders) if (key := key_of(p)) is not None}


def stakes(
    joined: Joined,
    network: nx.Graph[Any],
    exposure: Mapping[tuple[str, str], float] | None = None,
    least_exposure: float = 0.3,
) -> list[Stake]:
    """Who has a stake in what a meeting was about and no seat at it; see ``stakes.interested_absentees``."""
    absent = {
        seat.key: (seat.manner or "absent").replace("_", " ")
        for seat in joined.seats("absentee")
        if seat.key not in joined.keys("host", "attender")
    }
    return interested_absentees(
        joined.keys("host", "attender"),
        absent,
        joined.keys("subject"),
        network,
        exposure,
        least_exposure=least_exposure,
    )
