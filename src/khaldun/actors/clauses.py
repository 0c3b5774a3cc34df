"""Whose a class of actors is by the words that hang on it: a shared owner, who leads it, whom it is allied to or fights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khaldun.actors.around import Around
from khaldun.actors.compose import Identity, Referent, of_entry
from khaldun.actors.entries import INTERNATIONAL
from khaldun.actors.phrases import SUBJECTS, Found, objects
from khaldun.actors.words import words

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_SIDED = words("sided")
_TOPPLING = words("toppling")
_OPPOSING = words("opposing")
_AGAINST = frozenset(("against", "with"))
_OWN_LEFT = frozenset(("det", "poss", "nummod"))
"""What a noun of a list has that is told of by itself: his brother and a neighbour."""
_REBELS = frozenset(("REB", "PRM", "OPP"))
_CHAIN = frozenset(("xcomp", "advcl", "conj", "ccomp"))
_DEPTH = 3
"""Verbs that a deed may stand below the first: fighting, to try, to topple."""


def named_right_before(around: Around, resolver: Resolver, first: int) -> Referent | None:
    """The group whose name ends right before the comma ahead of a token, a bracket aside: the PLF (the Front), {a} party."""
    parse, t = around.parse, first - 1
    if t < 1 or parse.words[t] != ",":
        return None
    t -= 1
    while t > 0 and parse.words[t] in (")", "”", '"'):
        t -= 1
    match = around.match_of.get(t)
    if match is None or match.blocked:
        return None
    for r in resolver.read(match.head):
        if r.mention.kind == "named" and r.identity.kind in ("group", "organisation"):
            return r
    return None


class Clauses:
    """Reads whose the classes of one article are by the phrases and clauses after them."""

    def __init__(self, around: Around, resolver: Resolver) -> None:
        self._around = around
        self._parse = around.parse
        self._resolver = resolver

    def possessors(self, t: int) -> list[int]:
        """The heads of whose a noun is; in a list, of whose the first noun is: Assad's planes and helicopters."""
        parse = self._parse
        while True:
            found = [c for c in parse.children[t] if parse.dep[c] == "poss"]
            if found or parse.dep[t] != "conj":
                return found
            if any(c < t and parse.dep[c] in _OWN_LEFT for c in parse.children[t]):
                return []
            t = parse.head[t]

    def sided(self, t: int) -> list[Identity]:
        """The country of those by whom a group is led or whom it is allied to: forces loyal to Haftar."""
        parse = self._parse
        for c in parse.children[t]:
            if c < t or parse.dep[c] not in ("acl", "amod", "relcl"):
                continue
            by = parse.lower[c] == "led"
            if by or parse.lower[c] in _SIDED:
                sides = frozenset(("by",)) if by else frozenset(("to", "with"))
                codes = {r.identity.code for o in self._given(c, sides) for r in self._resolver.read(o)}
                return self._of(codes)
        return []

    def fought(self, t: int, found: Found) -> list[Identity]:
        """The country whose rulers rebels want to topple: rebels fighting to oust the president of Chad."""
        parse = self._parse
        if found.entry.sector not in _REBELS:
            return []
        verbs = [c for c in parse.children[t] if c > t and parse.dep[c] in ("acl", "relcl")]
        if parse.dep[t] in SUBJECTS:
            verbs.append(parse.head[t])
        for verb in verbs:
            fought = self._of(self._toppled(verb, t))
            if fought:
                return fought
        return []

    def _toppled(self, verb: int, t: int, depth: int = 0) -> set[str | None]:
        """Codes of the rulers whom those at ``t`` oppose by a verb or by those that hang on it."""
        parse = self._parse
        codes: set[str | None] = set()
        if parse.lemma[verb] in _TOPPLING | _OPPOSING:
            found = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and c > t]
            found += objects(parse, verb, _AGAINST)
            codes = {
                r.identity.code
                for o in found
                for r in self._resolver.read(o)
                if r.identity.sector == "GOV" and not r.identity.relational
            }
        if depth < _DEPTH:
            for c in parse.children[verb]:
                if parse.dep[c] in _CHAIN and not any(parse.dep[s] in SUBJECTS for s in parse.children[c]):
                    codes |= self._toppled(c, t, depth + 1)
        return codes

    def _given(self, head: int, prepositions: frozenset[str]) -> list[int]:
        """Objects of prepositions on a word, those of the doer of a passive included."""
        parse = self._parse
        return [
            o
            for c in parse.children[head]
            if parse.dep[c] in ("prep", "agent") and parse.lower[c] in prepositions
            for o in parse.children[c]
            if parse.dep[o] == "pobj"
        ]

    def _of(self, codes: set[str | None]) -> list[Identity]:
        """The one country of some codes, or a group of no country; none where there are several."""
        if len(codes) != 1:
            return []
        code = codes.pop()
        country = self._around.country(code)
        if country is not None and code not in INTERNATIONAL:
            return [of_entry(country, code, None)]
        return [Identity(code=code, kind="vague")] if code == "IMG" else []
