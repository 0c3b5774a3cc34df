"""What is known of actors, as read from YAML: entries, and the roles that persons and groups hold in time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "country", "seat", "region", "people", "vague", "city", "person", "group", "organisation", "agent"
]
Being = Literal["person", "group", "body", "machine", "country"]
Use = Literal["name", "adjective", "demonym", "capital", "ambiguous"]

INTERNATIONAL = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
"""Codes of actors that are no country's."""

OUT_OF_OFFICE = "ELI"


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is from ``start`` to ``end``: ISO dates of any precision, both ends included, empty where open."""

    start: str
    end: str
    code: str | None
    sector: str | None
    office: str | None = None
    otherwise: str | None = None
    """Sector of the actor outside this role, where it is not that of a former official."""

    def holds(self, day: str) -> bool:
        """Whether the role holds on an ISO day."""
        return self.start <= day and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor, or one class of actors; ``is_`` says what pronouns may stand for it."""

    id: str
    name: str
    kind: Kind
    code: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    reason: str | None = None
    is_: Being = "person"
    weak: bool = False
    abroad: bool = False
    relational: bool = False
    kin: bool = False
    """Of the country of whose they are: her brother, the senator's family."""
    people: bool = False
    owned: bool = False
    """Counts as an actor only with a known owner: Jordanian intelligence, the UN mission."""
    lands: tuple[str, ...] = ()
    """Codes of the countries in which a people of several lives; ``*`` for a faith that is at home in any."""
    national: str | None = None
    gender: str | None = None
    adjective: str | None = None

    @property
    def takes_no_country(self) -> bool:
        """Whether the place told of says nothing of whose a class is: it has a code, is sent abroad, is somebody's, or is a machine."""
        return bool(self.abroad or self.relational or self.code) or self.is_ == "machine"

    @property
    def is_substance(self) -> bool:
        """Whether a class only sounds like one of actors: a nerve agent."""
        return self.is_ == "machine" and self.reason is not None

    @property
    def is_plain_rebel(self) -> bool:
        """Whether a class is that of rebels at home; jihadists and extremists may come from anywhere."""
        return self.id.startswith("agent:rebel")

    def on(self, published: dt.date | None) -> tuple[str | None, str | None, str | None]:
        """Code, sector and office on a day; with no day, the latest role, of persons the latest in a state's government.

        After their last role persons keep the country that they last served and become former officials (ELI), groups keep what
        they are by themselves; before the first they have its country and the sector of ``otherwise``.
        """
        if not self.roles:
            return self.code, self.sector, None
        if published is None:
            national = [r for r in self.roles if (r.code or "") not in INTERNATIONAL and r.sector == "GOV"]
            last = national[-1] if national and self.kind == "person" else self.roles[-1]
            return last.code or self.code, last.sector or self.sector, last.office
        day = published.isoformat()
        for role in reversed(self.roles):
            if role.holds(day):
                return role.code or self.code, role.sector or self.sector, role.office
        if self.kind != "person":
            return self.code or self.roles[0].code, self.sector, None
        past = [role for role in self.roles if role.end and role.end < day]
        role = past[-1] if past else self.roles[0]
        coming = next((r for r in self.roles if r.start > day), None)
        if coming is not None and coming.otherwise:
            return coming.code or self.code, coming.otherwise, None
        home = next((r for r in reversed(past) if r.code and r.code not in INTERNATIONAL), role)
        return home.code or self.code, (role.otherwise or OUT_OF_OFFICE) if past else self.sector, None


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a name: which entry, and how the name stands for it."""

    entry: Entry
    use: Use
