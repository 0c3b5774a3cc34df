"""Aims: at whom a deed is meant that a clause of purpose or circumstance tells of.

"Blocked a road to press {the government}", "massed tanks facing {Latvia}", "marched, demanding that {the president}
resign". Only clauses of certain verbs are read; the lexicon's classes ``pressing`` and ``demanding`` list them.
"""

from __future__ import annotations

from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed

_CLAUSES = frozenset({"advcl", "xcomp", "acl", "prep", "pcomp"})


class Aims:
    """The aims of every predicate of one article."""

    def __init__(self, syntax: Syntax, pressing: frozenset[str], demanding: frozenset[str]) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._pressing = pressing
        self._demanding = demanding

    def of(self, i: int) -> list[int]:
        """Tokens at which the deed of predicate i is aimed, in text order of their clauses."""
        parse = self._parse
        over = [i, *self._syntax.object(i)] if parse.pos[i] in ("VERB", "AUX") else [i]
        clauses = [c for o in over for c in parse.children[o] if self._is_aim(c)]
        return list(dict.fromkeys(t for c in sorted(clauses) for t in self._told(c)))

    def _is_aim(self, c: int) -> bool:
        parse = self._parse
        if parse.dep[c] not in _CLAUSES or parse.pos[c] not in ("VERB", "ADP"):
            return False
        infinitive = any(parse.dep[a] == "aux" and parse.lower[a] == "to" for a in parse.children[c])
        return (infinitive or parse.tag[c] == "VBG") and parse.lemma[c] in self._pressing | self._demanding

    def _told(self, c: int) -> list[int]:
        parse, syntax = self._parse, self._syntax
        clauses = [g for g in parse.children[c] if parse.dep[g] in ("ccomp", "xcomp")]
        bare = [g for g in parse.children[c] if parse.dep[g] in ("dobj", "pobj")]
        found = [m for g in bare for m in syntax.members(g)]
        if parse.lemma[c] in self._demanding:
            found = [m for m in found if parse.lemma[m] in listed("own to give up")]
            found += [
                t
                for g in bare
                for t in syntax.prep(g, "of", deep=False)
                if parse.lemma[g] in listed("own to give up")
            ]
            found += syntax.prep(c, "from")
        found += [s for g in clauses for s in syntax.surface(g) if s > c]
        return [
            *found,
            *syntax.prep(c, "against"),
            *(syntax.prep(c, "on") if parse.lemma[c] == "call" else ()),
        ]
