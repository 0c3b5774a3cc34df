"""Refinement: words beside a deed that make it a more exact one ("attacked with drones")."""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.events.slots import Slots
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.tables import Refinement

# What stands here is hit, not used: "strikes against chemical plants".
_TARGETS = frozenset({"on", "against", "at", "near"})
# What stands here is another deed: "strikes after a gas attack".
_APART = frozenset({"after", "before", "since", "until", "amid", "despite", "following", "over"})


class Refiner:
    """Applies the table of refinements to the predicates of one article."""

    def __init__(self, slots: Slots, refinements: Sequence[Refinement]) -> None:
        self._slots = slots
        self._syntax = slots.syntax
        self._parse = slots.parse
        self._refinements = refinements

    def refine(self, leaf: str, i: int) -> str:
        """The leaf that the words beside the predicate at token i make of ``leaf``."""
        lemmas: set[str] | None = None
        for refinement in self._refinements:
            if leaf not in refinement.origin:
                continue
            if refinement.by:
                if self._doers(i) & refinement.by:
                    leaf = refinement.to
                continue
            if lemmas is None:
                lemmas = self._nearby(i, leaf >= "18")
            if lemmas & refinement.words:
                leaf = refinement.to
        return leaf

    def _doers(self, i: int) -> set[str]:
        """Lemmas of those who are told to do it: subject, agent, or who stands in a possessive before a noun."""
        parse, syntax = self._parse, self._syntax
        if self._slots.kind(i) == "verb":
            passive = syntax.is_passive(i)
            tokens = syntax.prep(i, "by", deep=False) if passive else self._slots.subjects(i)
        else:
            tokens = [*self._slots.doers(i), *syntax.prep(i, "by", deep=False)]
        return {parse.lemma[m].lower() for t in tokens for m in (syntax.content(t), *syntax.members(t))}

    def _nearby(self, i: int, violent: bool) -> set[str]:
        """Lemmas of a predicate's arguments and modifiers: what it is done with, and by whom it is claimed or launched."""
        parse, syntax = self._parse, self._syntax
        tokens = [i, *syntax.modifiers(i), *self._slots.subjects(i), *self._slots.doers(i)]
        if self._slots.kind(i) == "verb":
            tokens.extend(syntax.object(i))
        elif violent:
            tokens.extend(self._killers(i))
        for c in parse.children[i]:
            if parse.dep[c] in ("prep", "agent"):
                if parse.lower[c] in _APART or (violent and parse.lower[c] in _TARGETS):
                    continue
                tokens.extend(syntax.prep_objects(c))
            elif parse.dep[c] in ("dobj", "advmod", "npadvmod"):
                tokens.append(c)
        found: set[str] = set()
        for t in tokens:
            for m in syntax.members(t):
                found.add(parse.lemma[m].lower())
                found.update(parse.lemma[x].lower() for x in syntax.modifiers(m))
                for c in parse.children[m]:
                    if parse.dep[c] == "prep" and parse.lower[c] == "of":
                        found.update(parse.lemma[o].lower() for o in syntax.prep_objects(c))
        return found

    def _killers(self, noun: int) -> list[int]:
        """What did harm in a blow: "{suicide bombers} killed ten people in an attack on the port"."""
        parse = self._parse
        preposition = parse.head[noun]
        verb = parse.head[preposition]
        if parse.dep[noun] != "pobj" or parse.lower[preposition] not in ("in", "during"):
            return []
        if parse.lemma[verb] not in listed("harming") or self._syntax.is_passive(verb):
            return []
        return self._syntax.subject(verb)
