"""Gatherings: who took part in talks that a noun tells, where the clause around it names them.

"After a day of {talks} in Kingston, Haiti and Kenya agreed", "the commissioner, in Paris for {talks} with the minister".
"""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.events.deeds import Roles
from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed

_AT = frozenset({"after", "during", "in", "at", "following", "for", "of", "from", "through", "since"})
# So far from the talks up to whoever held them: "in Paris {for} a week {of} talks".
_STEPS = 4


class Gatherings:
    """The parties to talks in one article that the noun itself does not name, or not all of them."""

    def __init__(self, syntax: Syntax, roles: Roles) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._roles = roles

    def at_talks(self, noun: int, told: Sequence[int]) -> list[int]:
        """Whoever did something at, in or after the talks at ``noun``, unless two of those ``told`` are known already."""
        if len(self._roles.countries(told)) > 1:
            return []
        parse, t = self._parse, noun
        for _ in range(_STEPS):
            above = parse.head[t]
            if parse.dep[t] != "pobj" or parse.lower[above] not in _AT:
                return []
            t = parse.head[above]
            if parse.pos[t] == "VERB":
                return self._present(t, told)
            if (
                self._roles.is_political(t)
                and parse.pos[t] == "PROPN"
                and t < noun
                and parse.dep[t] != "pobj"
            ):
                return [t]
        return []

    def _present(self, verb: int, told: Sequence[int]) -> list[int]:
        tokens = list(self._syntax.surface(verb))
        if self._parse.lemma[verb] in listed("telling"):
            tokens += self._syntax.object(verb)
        found = [m for t in tokens for m in self._syntax.members(t) if m not in told]
        return [m for m in found if self._roles.is_political(m)]
