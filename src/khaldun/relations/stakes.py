"""Who has a stake in what a table talks about, and no seat at it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import networkx as nx

from khaldun.relations.parties import kind_of, name_of
from khaldun.relations.world import borders

StakeKind = Literal["subject", "border", "war", "client", "exposure"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a party has a stake: of what kind, about which party, in words, with the events that tell of it.

    A border and an exposure rest on geography and on located events; their ``event_ids`` may be empty.
    """

    kind: StakeKind
    about: str
    text: str
    event_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stake:
    """A party with a stake and no seat. ``absence`` says how it was absent ("not invited"), ``None`` where nobody told."""

    actor: str
    name: str
    reasons: tuple[Reason, ...]
    absence: str | None = None


def interested_absentees(
    attenders: Collection[str],
    absentees: Mapping[str, str],
    subjects: Collection[str],
    network: nx.Graph[Any],
    exposure: Mapping[tuple[str, str], float] | None = None,
    *,
    neighbours: Mapping[str, Collection[str]] | None = None,
    least_exposure: float = 0.1,
) -> list[Stake]:
    """The parties with a stake in a meeting's subjects and no seat at it, those with more reasons first.

    All parties are keys as ``parties.party`` gives them ("IRN", "group:islamic-state").

    attenders: who sat at the table; they are never in the answer.
    absentees: who was told to be absent, to how ("not invited", "excluded", "declined").
    subjects: the parties that the meeting was about.
    network: as ``network.build`` gives it; its edges hold ``fights``, ``helps`` and ``event_ids``.
    exposure: how much a state (second key) is exposed to an armed actor (first key), 0 to 1 where 1 is the most
        exposed, as ``exposure.relative`` gives it; ``least_exposure`` is the least that counts as a stake.
    neighbours: land neighbours by state; the world's by default.

    A stake is: being the subject; a land border with a subject; a war with one; helping one or being helped by it; an
    exposure to one. States, armed groups and peoples are asked; organisations are not.
    """
    beside = borders() if neighbours is None else neighbours
    seated = set(attenders)
    asked = {*network.nodes, *absentees, *subjects}
    asked |= {key for subject in subjects for key in beside.get(subject, ())}
    asked |= {state for (source, state) in exposure or {} if source in subjects}
    stakes = []
    for key in sorted(asked - seated):
        if kind_of(key) not in ("state", "group", "people"):
            continue
        reasons = tuple(_reasons(key, sorted(subjects), network, exposure or {}, beside, least_exposure))
        if reasons:
            name = network.nodes[key]["name"] if key in network else name_of(key)
            stakes.append(Stake(key, name, reasons, absentees.get(key)))
    return sorted(stakes, key=lambda stake: (stake.absence is None, -len(stake.reasons), stake.actor))


def _reasons(
    key: str,
    subjects: list[str],
    network: nx.Graph[Any],
    exposure: Mapping[tuple[str, str], float],
    beside: Mapping[str, Collection[str]],
    least: float,
) -> Iterator[Reason]:
    for subject in subjects:
        called = network.nodes[subject]["name"] if subject in network else name_of(subject)
        if key == subject:
            yield Reason("subject", subject, "the meeting is about it")
            continue
        if key in beside.get(subject, ()):
            yield Reason("border", subject, f"shares a land border with {called}")
        edge = network.edges[key, subject] if network.has_edge(key, subject) else {}
        if edge.get("fights"):
            yield Reason("war", subject, f"fights {called}", tuple(edge["event_ids"]))
        if edge.get("helps"):
            yield Reason("client", subject, f"helps {called}, or is helped by it", tuple(edge["event_ids"]))
        value = exposure.get((subject, key), 0.0)
        if value >= least:
            yield Reason("exposure", subject, f"exposed to {called} ({value:.2f} of the most exposed state)")
