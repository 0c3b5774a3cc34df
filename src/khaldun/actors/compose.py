"""Putting an actor together: a class of actors, whose it is, and the titles around it.

The sector is decided by a table of rules, not by the order of words: a rebel army is REB, an army chief
MIL, a Hamas commander what Hamas is, a former minister ELI.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from khaldun.actors.entries import INTERNATIONAL, OUT_OF_OFFICE, Being, Entry, Kind
from khaldun.actors.words import words
from khaldun.model import Mention

OFFICIAL = frozenset(("GOV", "LEG", "MIL", "JUD", "COP", "SPY", "PTY"))
FORMER = words("former")
GROUPS = words("groups")
"""Heads that add nothing to a group's own name: the Islamic State group."""

_MEN = words("men")
_WOMEN = words("women")

_OVERRIDES = {
    ("MIL", "REB"): "REB",
    ("GOV", "REB"): "REB",
    ("PRM", "REB"): "REB",
    ("PTY", "OPP"): "OPP",
    ("SOC", "OPP"): "OPP",
    ("MIL", "PRM"): "PRM",
    ("MIL", "COP"): "COP",
    ("UNK", "LAB"): "LAB",
}
"""(sector of the head, sector of a modifier) to the sector of the phrase, where the head would not decide."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom words stand for, apart from the words."""

    id: str | None = None
    name: str | None = None
    code: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    reason: str | None = None
    kind: Kind = "agent"
    being: Being = "person"
    gender: str | None = None
    adjective: str | None = None
    relational: bool = False


@dataclass(frozen=True, slots=True)
class Referent:
    """A mention with what later words need to refer back to it."""

    mention: Mention
    identity: Identity
    token: int
    plural: bool = False
    lemma: str | None = None

    def within(self, mention: Mention) -> Referent:
        """The same actor under other words."""
        return replace(self, mention=mention, token=mention.head)


def of_entry(entry: Entry, code: str | None, sector: str | None) -> Identity:
    """The identity of a known entry with the code and sector it has on the day."""
    sectors = tuple(dict.fromkeys(s for s in (sector, *entry.sectors) if s))
    reason = None if code or sector else entry.reason or f"no code is known for {entry.name}"
    return Identity(
        entry.id,
        entry.name,
        code,
        sector,
        sectors,
        reason,
        entry.kind,
        entry.is_,
        entry.gender,
        entry.adjective,
    )


def compose(
    agent: Entry, words: str, base: Identity | None, around: Iterable[Entry], former: bool
) -> Identity:
    """The identity of a class of actors (``words``, as "foreign minister") belonging to ``base``.

    ``around`` are the classes named by its modifiers, left to right.
    """
    modifiers = [m for m in around if m.sector]
    sector = _sector(agent, base, modifiers)
    sectors = [
        sector,
        None if agent.weak else agent.sector,
        *agent.sectors,
        *(m.sector for m in modifiers if not m.weak),
    ]
    code = base.code if base is not None and base.code else agent.code
    if base is not None and base.kind in ("group", "organisation"):
        sectors.append(base.sector)
    if former and sector in OFFICIAL:
        sectors.insert(0, OUT_OF_OFFICE)
        sector = OUT_OF_OFFICE
    unique = tuple(dict.fromkeys(s for s in sectors if s))
    if base is not None and base.kind in ("group", "organisation") and words in GROUPS and agent.weak:
        return replace(base, sectors=unique or base.sectors)
    reason = None
    if code is None:
        reason = (
            agent.reason
            or (base.reason if base is not None else None)
            or f"no country is named for {words!r}"
        )
    return Identity(
        id=f"{base.id}/{_slug(words)}" if base is not None and base.id else agent.id,
        name=_name(agent, words, base),
        code=code,
        sector=None if agent.reason and code is None else sector,
        sectors=() if agent.reason and code is None else unique,
        reason=reason,
        kind="agent",
        being=agent.is_,
        gender=agent.gender or _gender(words),
    )


def _gender(words: str) -> str | None:
    head = words.rpartition(" ")[2]
    return "m" if head in _MEN else "f" if head in _WOMEN else None


def _sector(agent: Entry, base: Identity | None, modifiers: list[Entry]) -> str | None:
    strong = [m.sector for m in modifiers if not m.weak]
    organised = base is not None and base.kind not in (
        "country",
        "region",
        "people",
        "city",
        "agent",
        "vague",
    )
    if agent.weak:
        if organised and base is not None and (base.sector or base.code in INTERNATIONAL):
            if agent.sector == "COP" and base.code in INTERNATIONAL:
                return base.sector  # inspectors of the United Nations are no police
            # Assad's forces are an army, though he is none.
            return agent.sector if agent.sector and base.sector == "GOV" else base.sector
        if strong:
            return strong[-1]
        if base is not None and base.kind == "agent" and base.sector:
            return base.sector
        if base is not None and base.kind == "region" and base.sector:
            return base.sector
        return agent.national if agent.national and base is not None and base.code else agent.sector
    for sector in strong:
        if (agent.sector, sector) in _OVERRIDES and sector is not None:
            return _OVERRIDES[agent.sector or "", sector]
    if organised and base is not None:
        if agent.sector == "GOV" and base.code in INTERNATIONAL:
            return base.sector
        if (agent.sector, base.sector) in (("MIL", "REB"), ("MIL", "PRM")):
            return base.sector
    if base is not None and base.kind == "region" and base.sector and agent.sector == "GOV":
        return base.sector
    return agent.sector


def _name(agent: Entry, words: str, base: Identity | None) -> str:
    if base is None or not base.name:
        return words.removeprefix("led ")
    if agent.is_ == "body":
        return f"{words[:1].upper()}{words[1:]} of {base.name}"
    return f"{base.adjective or base.name} {words}"


def _slug(words: str) -> str:
    return re.sub(r"\W+", "-", words.lower()).strip("-")
