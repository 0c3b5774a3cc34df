"""Which root violence gets: CAMEO keeps 19 for conventional military force and 18 for violence of everybody else.

The words are often the same ("attacked", "shot"), so who acts decides: armies, armed groups, governments and states
fight; police, gunmen, criminals, crowds and nobody known assault. Leaves that name a weapon of war keep their root.
"""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.lexicon.tables import Sides
from khaldun.model import Mention

ASSAULT = "180"
"""CAMEO: use unconventional violence, not specified below."""

_OF_FORCE = frozenset({"190", "193"})
_FIGHTERS = frozenset({"MIL", "REB", "PRM", "GOV", "PRE", "SPY"})


def rooted(leaf: str, actors: Sequence[Mention], recipients: Sequence[Mention]) -> str:
    """The leaf of a deed of one side against another: ``180`` for force (190, 193) that no fighting party uses.

    With nobody known to act it is force where it falls on an army, an armed group or a whole country.
    """
    if leaf not in _OF_FORCE:
        return leaf
    known = [m for m in actors if m.known]
    told = known or [m for m in recipients if m.known]
    return leaf if any(_fights(m) for m in told) else ASSAULT


def sided(leaf: str, actors: Sequence[Mention], recipients: Sequence[Mention], table: Sequence[Sides]) -> str:
    """The leaf that who stands on either side makes of ``leaf`` by the table of sides."""
    rows = [row for row in table if leaf in row.origin]
    if not rows:
        return leaf
    one, two = ([m for m in party if m.known] for party in (actors, recipients))
    return next((row.to for row in rows if one and two and _holds(row, one, two)), leaf)


def _holds(row: Sides, actors: Sequence[Mention], recipients: Sequence[Mention]) -> bool:
    ours, theirs = ({m.code for m in party if m.code} for party in (actors, recipients))
    if row.foreign and (not ours or not theirs or ours & theirs):
        return False
    sides = ((row.actor, actors), (row.recipient, recipients))
    return all(not wanted or all((m.sector or "-") in wanted for m in party) for wanted, party in sides)


def _fights(mention: Mention) -> bool:
    """Whether a party has an army or is one; a bare country has."""
    if mention.sector is None:
        return "/" not in (mention.id or "")
    return mention.sector in _FIGHTERS
