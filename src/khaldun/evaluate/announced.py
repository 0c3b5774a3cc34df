"""Announced deeds as the deeds themselves, for codebooks that know no tense.

The coder gives "Kenya will supply arms to Uganda" as AGREE (CAMEO 0332), as PLOVER has it; PETRARCH-2 matches the verb
and gives 072. Its rule tells the deed, so that its leaf is not lost.
"""

from __future__ import annotations

from functools import cache

from khaldun.lexicon.load import load
from khaldun.model import Event

_PROMISES = frozenset({"03", "13"})
# Operators whose deed is somebody's own and settled; who only seeks, offers or threatens it has a leaf of CAMEO's.
_SETTLED = frozenset({"agree", "decide", "intend"})


def deed_of(event: Event) -> str:
    """The CAMEO leaf of the deed that an event announces; the event's own where it announces none."""
    rules = event.rule.split(" > ")
    known = _leaves()
    if event.cameo[:2] not in _PROMISES or any(rule not in known for rule in rules):
        return event.cameo
    operators = [known[rule][0] for rule in rules]
    leaf = known[rules[-1]][1]
    if leaf is None or leaf[:2] in _PROMISES or operators[-1] is not None:
        return event.cameo
    settled = len(rules) == 1 or operators[0] in _SETTLED
    return leaf if settled else event.cameo


@cache
def _leaves() -> dict[str, tuple[str | None, str | None]]:
    """Operator and leaf of each lexicon entry by its id."""
    return {id: (entry.operator, entry.cameo) for id, entry in load().by_id.items()}
