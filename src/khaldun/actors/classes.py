"""Classes of actors (soldiers, the foreign minister) to actors: whose they are, by the words around them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khaldun.actors.around import Around
from khaldun.actors.compose import FORMER, Identity, Referent, compose
from khaldun.actors.mentions import MentionKind, mention_of, referent_of
from khaldun.actors.phrases import NOUNS, PROPER, Found, first_token, objects

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_OWNERS = frozenset(("of", "from", "for", "at", "with", "representing"))
_SENDERS = frozenset(("of", "from", "for"))
_WHERE = frozenset(("in", "at", "across", "inside", "near", "outside", "around", "throughout", "within"))
_DEFINITE = frozenset(("the", "that", "this", "these", "those", "both"))


class Classes:
    """Reads the phrases whose head is a class of actors."""

    def __init__(self, around: Around, resolver: Resolver) -> None:
        self._around = around
        self._parse = around.parse
        self._resolver = resolver

    def read(self, t: int, found: Found) -> list[Referent]:
        parse = self._parse
        modifies = parse.dep[t] in ("compound", "nmod", "amod") and parse.tag[parse.head[t]] in NOUNS
        first = min(first_token(parse, parse.head[t] if modifies else t), found.first)
        around = [f.entry for f in self._around.classes(first, found.first)]
        words = self._around.words(found)
        former = any(w in FORMER for w in parse.lower[first : found.first])
        bases = self._around.shared(first, found.first)
        last = found.last
        kind: MentionKind = "agent"
        if not bases:
            bases, last = self._owners(t, found)
        if (
            not any(b.code for b in bases)
            and self._resolver.references is not None
            and self._definite(t, found)
        ):
            earlier = self._resolver.references.description(t, found)
            if earlier:
                return [self._described(r, t, first, found) for r in earlier]
        if not bases:
            person = self._apposed_person(t)
            if person is not None:
                return [referent_of(self._parse, t, person, first, last, "named")]
        if not bases and found.entry.owned:
            return []
        if not bases:
            identity = compose(found.entry, words, None, around, former)
            if found.entry.relational and identity.code is None:
                identity = replace(identity, reason=f"{words!r} tells a relation, not who it is")
            return [referent_of(self._parse, t, identity, first, last, kind, words)]
        referents = []
        for base in bases:
            identity = compose(found.entry, words, base, around, former)
            referents.append(referent_of(self._parse, t, identity, first, last, kind, words))
        return referents

    def _owners(self, t: int, found: Found) -> tuple[list[Identity], int]:
        """Whose the head is by a possessor, or by what follows it, and where the phrase then ends."""
        parse, entry = self._parse, found.entry
        if not entry.relational:
            for child in parse.children[t]:
                if parse.dep[child] == "poss":
                    owners = [
                        r.identity for r in self._resolver.read(child) if r.identity.code or r.identity.sector
                    ]
                    if owners:
                        return owners, found.last
        sides = _SENDERS if entry.abroad else _OWNERS
        for heads in (objects(parse, t, sides), self._of_after(found, sides)):
            pairs = [
                (o, r.identity)
                for o in heads
                for r in self._resolver.read(o)
                if r.identity.code or r.identity.sector
            ]
            if pairs and not entry.relational:
                return [i for _, i in pairs], max(pairs[-1][0], found.last)
            named = [(o, i) for o in heads for i in self._around.places_in(o)]
            if named:
                return [i for _, i in named], max(named[-1][0], found.last)
        if not entry.abroad:
            heads = objects(parse, t, _WHERE) or self._around.after(found.last, _WHERE)
            for o in heads:
                places = self._around.places_in(o)
                if places:
                    return places[-1:], found.last
        return [], found.last

    def _of_after(self, found: Found, sides: frozenset[str]) -> list[int]:
        return self._around.after(found.last, sides & {"of", "from"})

    def _definite(self, t: int, found: Found) -> bool:
        parse = self._parse
        if parse.tag[t] in PROPER and found.first > 0 and parse.tag[found.first - 1] in PROPER:
            return False
        for child in parse.children[t]:
            if child >= t:
                break
            if parse.tag[child] in PROPER and child < found.first:
                # The Zapatista army: a name of its own, if not a known one.
                return False
        for child in parse.children[t]:
            if child >= t:
                break
            if parse.dep[child] == "det" and parse.lower[child] in _DEFINITE:
                return True
        before = found.first - 1
        return parse.dep[t] == "compound" and before >= 0 and parse.lower[before] in _DEFINITE

    def _described(self, earlier: Referent, t: int, first: int, found: Found) -> Referent:
        mention = mention_of(self._parse, t, earlier.identity, first, found.last, "description")
        return Referent(mention, earlier.identity, t, earlier.plural, found.entry.id, 1.0)

    def _apposed_person(self, t: int) -> Identity | None:
        parse = self._parse
        for c in parse.children[t]:
            match = self._around.match_of.get(c)
            if (
                parse.dep[c] == "appos"
                and match is not None
                and any(s.entry.kind == "person" for s in match.senses)
            ):
                for referent in self._resolver.read(match.head):
                    return referent.identity
        return None
