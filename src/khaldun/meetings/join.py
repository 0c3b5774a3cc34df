"""One meeting for all the sentences of an article that tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from khaldun.meetings.told import Days, Sighting
from khaldun.model import MeetingKind, Place, Status

# How far back, in sentences, a word may point to a meeting: a noun of its own, "the meeting", an act that names none.
_SAME_NOUN, _OTHER_NOUN, _UNNAMED = 60, 10, 4
_STATUSES: tuple[Status, ...] = ("actual", "historical", "future")
_SPECIAL: tuple[MeetingKind, ...] = ("conference", "summit", "talks", "meeting")


@dataclass(slots=True)
class Account:
    """All that an article tells of one meeting."""

    sightings: list[Sighting] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The sentence that told of it last."""
        return self.sightings[-1].sentence

    @property
    def kind(self) -> MeetingKind:
        """The most special kind that it is called by."""
        return min((s.kind for s in self.sightings), key=_SPECIAL.index)

    @property
    def place(self) -> Place | None:
        """The most exact place told."""
        told = [s.place for s in self.sightings if s.place is not None]
        return next((p for p in told if p.precision != "country"), told[0] if told else None)

    @property
    def days(self) -> Days | None:
        """The first date told in the text."""
        return next((d for s in self.sightings if (d := Days.of(s.date)) is not None), None)

    @property
    def present(self) -> set[str]:
        """Codes of those who were there."""
        return {code for s in self.sightings for code in s.present}

    @property
    def names(self) -> set[str]:
        """Names that it goes by, its place's among them."""
        own = {name for s in self.sightings for name in s.names}
        return own | ({self.place.text.lower()} if self.place is not None else set())

    @property
    def is_large(self) -> bool:
        """Whether it is more than one side calling on another: a conference, a group of states, three parties."""
        return self.kind != "meeting" or any(s.group for s in self.sightings) or len(self.present) > 2

    @property
    def status(self) -> Status | None:
        """The most actual status told; ``None`` where it is only wished for or denied."""
        told = [s.status for s in self.sightings if s.status is not None]
        if not told:
            return "actual"
        return next((status for status in _STATUSES if status in told), None)


def join(sightings: Sequence[Sighting]) -> list[Account]:
    """Accounts of the meetings told of, in the order in which they first come; what points to none is left out."""
    accounts: list[Account] = []
    for sighting in sightings:
        account = _told_before(sighting, accounts)
        if account is None and (sighting.named or not sighting.refers):
            account = Account()
            accounts.append(account)
        if account is not None:
            account.sightings.append(sighting)
    return _merged(accounts)


def _merged(accounts: Sequence[Account]) -> list[Account]:
    """One account for two that only later sentences show to be of one meeting: of one kind, in one town, on no two days."""
    kept: list[Account] = []
    for account in accounts:
        same = next((a for a in kept if _agree(a, account)), None)
        if same is None:
            kept.append(account)
        else:
            same.sightings = sorted(
                (*same.sightings, *account.sightings), key=lambda s: (s.sentence, s.token)
            )
    return kept


def _agree(one: Account, other: Account) -> bool:
    if one.kind != other.kind or one.kind == "meeting" or one.place is None or other.place is None:
        return False
    if one.place.name != other.place.name or one.place.precision == "country":
        return False
    together = bool(one.present & other.present) or not one.present or not other.present
    days, others = one.days, other.days
    return together and (days is None or others is None or days.meets(others, 2))


def _told_before(sighting: Sighting, accounts: Sequence[Account]) -> Account | None:
    near = [a for a in accounts if _may_be(sighting, a)]
    if not sighting.named and sighting.refers:
        return _presupposed(sighting, near)
    if sighting.refers:
        return max(near, key=lambda a: (_likeness(sighting, a), a.last), default=None)
    return next((a for a in reversed(near) if _is_same(sighting, a)), None)


def _presupposed(sighting: Sighting, near: Sequence[Account]) -> Account | None:
    """The meeting that an act means which names none: the last large one, or a small one of the sentence before."""
    large = [a for a in near if a.is_large and sighting.sentence - a.last <= _UNNAMED]
    small = [a for a in near if sighting.sentence - a.last <= 1]
    return max(large or small, key=lambda a: a.last, default=None)


def _likeness(sighting: Sighting, account: Account) -> int:
    if any(s.noun == sighting.noun for s in account.sightings):
        return 2
    beside = sighting.sentence - account.last <= 2
    return int(account.is_large or beside)


def _may_be(sighting: Sighting, account: Account) -> bool:
    """Whether nothing that is told speaks against its being the same meeting."""
    distance = sighting.sentence - account.last
    same_noun = bool(sighting.noun) and any(s.noun == sighting.noun for s in account.sightings)
    if distance > (_SAME_NOUN if same_noun else _OTHER_NOUN):
        return False
    if sighting.named and any(s.named and s.sentence == sighting.sentence for s in account.sightings):
        return False
    if sighting.names and account.names and not sighting.names & account.names:
        return False
    if sighting.own and account.present and not sighting.own & account.present:
        return False
    kinds = {sighting.kind, account.kind}
    if kinds == {"conference", "summit"} or (kinds == {"summit", "talks"} and not sighting.refers):
        return False
    here, there = sighting.place, account.place
    if here is not None and there is not None and not _near(here, there):
        return False
    days, others = Days.of(sighting.date), account.days
    return days is None or others is None or days.meets(others, 2)


def _near(one: Place, other: Place) -> bool:
    if one.name == other.name:
        return True
    return one.country == other.country and "country" in (one.precision, other.precision)


def _is_same(sighting: Sighting, account: Account) -> bool:
    """Whether a mention that does not point back is of that meeting all the same: its parties, or place and day, are."""
    mine, theirs = sighting.present, account.present
    if {sighting.status, account.status} == {"actual", "future"}:
        return False
    if not sighting.named and (account.is_large or not sighting.present):
        return False  # "X met Y" is a meeting of its own, on the sidelines or elsewhere
    if len(mine) > 1 and len(theirs) > 1 and (mine == theirs or len(mine & theirs) > 2):
        return True
    if not sighting.named:
        return False
    placed = sighting.place is not None and account.place is not None
    dated = Days.of(sighting.date) is not None and account.days is not None
    return (
        placed
        and (dated or sighting.kind == account.kind)
        and (account.is_large or not mine or bool(mine & theirs))
    )
