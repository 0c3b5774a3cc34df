"""Which party is meant by a key, a code or a name."""

from __future__ import annotations

from khaldun.relations.deeds import names, parties
from khaldun.relations.parties import name_of, rule
from khaldun.relations.world import states
from khaldun.store import View


def find(view: View, words: str) -> str | None:
    """The key of the party that these words name: a key of the store, a country's code or name, a name of the store.

    ``None`` where nobody is known by them.
    """
    inside = parties(view)
    if words in inside:
        return words
    if words.upper() in states() or words.upper() in rule().bodies:
        return words.upper()
    sought = words.casefold()
    known = names(view)
    for key in (*inside, *states()):
        if sought in (key.casefold(), name_of(key, known).casefold()):
            return key
    return None
