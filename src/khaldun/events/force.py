"""Which root violence gets: CAMEO keeps 19 for conventional military force and 18 for violence of everybody else.

The words are often the same ("attacked", "shot"), so who acts decides: armies, armed groups, governments and states
fight; police, gunmen, criminals, crowds and nobody known assault. Leaves that name a weapon of war keep their root.
"""

from __future__ import annotations

from collections.abc import Sequence

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


def _fights(mention: Mention) -> bool:
    """Whether a party has an army or is one; a bare country has."""
    if mention.sector is None:
        return "/" not in (mention.id or "")
    return mention.sector in _FIGHTERS
