"""Ultimatums: what a clause of "if" or "unless" says of whom a threat is meant for."""

from __future__ import annotations

from khaldun.events.deeds import Roles
from khaldun.events.syntax import Syntax

_MARKS = frozenset({"if", "unless", "until"})
_CARRYING = frozenset({"xcomp", "ccomp", "advcl"})
"""Clauses below a predicate in which its condition may stand: "threatened to leave if …"."""


class Ultimatums:
    """The conditional clauses of one article."""

    def __init__(self, syntax: Syntax, roles: Roles) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._roles = roles

    def party(self, i: int, actors: tuple[int, ...]) -> list[int]:
        """Known ones other than the actors whose doing or not doing is the condition of the predicate at token i.

        "Threatened to leave the talks if the rebels attack": the rebels.
        """
        own = {m.id for t in actors for m in self._roles.mentions(t)}
        for clause in self._clauses(i, 0):
            for t in self._syntax.subject(clause):
                theirs = [m for m in self._roles.mentions(t) if m.known and m.kind != "possession"]
                if theirs and t not in actors and not own & {m.id for m in theirs}:
                    return [t]
        return []

    def is_one(self, i: int) -> bool:
        """Whether the deed at token i is to come "unless" somebody does something."""
        return any(self._mark(c) == "unless" for c in self._parse.children[i])

    def _clauses(self, i: int, depth: int) -> list[int]:
        parse = self._parse
        found = [c for c in parse.children[i] if self._mark(c) in _MARKS]
        if not found and depth < 2:
            below = [c for c in parse.children[i] if parse.dep[c] in _CARRYING and parse.pos[c] == "VERB"]
            found = [t for c in below for t in self._clauses(c, depth + 1)]
        return found

    def _mark(self, clause: int) -> str | None:
        parse = self._parse
        if parse.dep[clause] not in ("advcl", "ccomp") or parse.pos[clause] not in ("VERB", "AUX"):
            return None
        marks = (parse.lower[c] for c in parse.children[clause] if parse.dep[c] in ("mark", "advmod"))
        return next((word for word in marks if word in _MARKS), None)
