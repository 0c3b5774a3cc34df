"""What one sentence tells about a meeting, before the sentences of an article are joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from khaldun.events.setting import EventDate
from khaldun.meetings.knowledge import Outcome
from khaldun.model import Manner, MeetingKind, Mention, Place, Status

ABSENCES: tuple[Manner, ...] = ("not_invited", "excluded", "declined", "absent")
"""The manners of absence, the one that tells most first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One party's part as one word tells it; ``trigger`` is that word's token."""

    actor: Mention
    outcome: Outcome
    trigger: int
    rule: str

    @property
    def is_there(self) -> bool:
        """Whether the party was at the meeting, or gave it."""
        return self.outcome not in ABSENCES and self.outcome != "subject"


@dataclass(slots=True)
class Sighting:
    """One mention of a meeting in one sentence.

    ``token`` is its noun, or the verb that makes or presupposes it. ``refers`` where it points back ("the talks", or an
    act that names no meeting); ``named`` where a noun names it. ``status`` is ``None`` where the sentence does not say.
    """

    sentence: int
    token: int
    kind: MeetingKind
    noun: str
    refers: bool
    named: bool
    status: Status | None
    date: EventDate | None = None
    place: Place | None = None
    group: bool = False
    names: frozenset[str] = frozenset()
    """Names before its noun, in lower case: "the Geneva talks", "Brexit negotiations"."""
    parts: list[Part] = field(default_factory=list)

    @property
    def present(self) -> set[str]:
        """Codes of those who were there."""
        return {p.actor.code for p in self.parts if p.is_there and p.actor.code is not None}

    @property
    def own(self) -> set[str]:
        """Codes of those named by its own complements: "his talks with May"."""
        beside = ("between.m", "owner.m", "of-delegates.m", "joint-noun.m")
        return {p.actor.code for p in self.parts if p.rule in beside and p.actor.code is not None}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, for comparing dates told."""

    first: dt.date
    last: dt.date

    @classmethod
    def of(cls, date: EventDate | None) -> Days | None:
        """The days of a date told in the text, or ``None``."""
        if date is None or date.date is None or not date.basis.startswith("text"):
            return None
        return cls(date.date, date.date_end or date.date)

    def meets(self, other: Days, slack: int) -> bool:
        """Whether the two stretches lie within ``slack`` days of each other."""
        gap = dt.timedelta(days=slack)
        return self.first <= other.last + gap and other.first <= self.last + gap
