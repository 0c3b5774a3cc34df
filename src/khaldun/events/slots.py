"""Slots: which tokens stand where an entry looks for its actor and its recipient."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khaldun.events.aims import Aims
from khaldun.events.deeds import Roles
from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.load import Kind

_KINDS: dict[str, Kind] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}

# Names of states and bodies that stand as adjectives: "US strikes", but "Paris attacks" are not by Paris.
_ABBREVIATED = frozenset({"us", "u.s.", "uk", "u.k.", "un", "u.n.", "eu", "e.u.", "uae", "usa"})

# What such a phrase right behind a noun tells is whom the noun is aimed at.
_AIMING = frozenset({"on", "against", "with"})


class Slots:
    """The slots of every predicate of one article; ``docs/lexicon.md`` names them."""

    def __init__(self, syntax: Syntax, roles: Roles, aims: Aims) -> None:
        self.syntax = syntax
        self._aims = aims
        self.parse = syntax.parse
        self.roles = roles

    def kind(self, i: int) -> Kind | None:
        """Whether token i is a verb, a noun or an adjective as the lexicon has them."""
        kind = _KINDS.get(self.parse.pos[i])
        if kind == "verb" and self.parse.pos[i] == "AUX" and self.parse.dep[i] in ("aux", "auxpass"):
            return None
        return kind

    def subjects(self, i: int) -> list[int]:
        """Who does it: subject of a verb, bearer of an adjective, owner of a noun."""
        kind = self.kind(i)
        if kind == "verb":
            return self.syntax.subject(i)
        if kind == "adj":
            return [self.parse.head[i]] if self.parse.dep[i] == "amod" else self.syntax.surface(i)
        owner = self.syntax.owner_child(i)
        return [owner] if owner is not None else self.syntax.prep(i, "by", deep=False)

    def slot(self, path: str, i: int, deep: bool = True) -> list[int]:
        """Tokens that stand in a slot of predicate i, coordinated ones included; see ``docs/lexicon.md``.

        ``deep`` also looks at what the parser has hung below the phrases of a noun.
        """
        step, _, rest = path.partition(".")
        found = self._step(step, i, deep)
        if path == "on":  # "on behalf of X" does nothing to X
            found = [t for t in found if self.parse.lemma[t] not in listed("in prepositions")]
        for name in rest.split(".") if rest else ():
            found = [t for f in found for t in self._noun_step(name, f)]
        return [u for t in found for m in self.syntax.members(t) for u in self._by_name(m)]

    def _by_name(self, token: int) -> list[int]:
        """Those of a group who are named, where it has no country itself: "several states, including {Chad} and {Mali}"."""
        if self.roles.countries([token]):
            return [token]
        named = [t for t in self.syntax.included(token) if self.roles.countries([t])]
        people = any(m.known and m.sector != "GOV" for m in self.roles.mentions(token))
        return [*([token] if people or not named else []), *named]

    def _step(self, step: str, i: int, deep: bool) -> list[int]:
        if step == "subj":
            return self.subjects(i)
        if step == "aim":
            return self._aims.of(i)
        if self.kind(i) != "verb":
            found = self._noun_step(step, i)
            if found or step in ("poss", "adj") or not deep:
                return found
            # "the arrest of X by Y": the parser often hangs the last phrase on X, or on what stands above the noun.
            return self.syntax.prep(i, step) or (self.syntax.right_behind(i, step) if step in _AIMING else [])
        if step == "obj":
            return self.syntax.object(i)
        if step == "iobj":
            return self.syntax.indirect(i)
        return self.syntax.prep(i, step)

    def _noun_step(self, step: str, i: int) -> list[int]:
        if step == "poss":
            owner = self.syntax.owner_child(i)
            return [owner] if owner is not None else []
        if step == "author":
            return self.syntax.author(i)
        if step == "holder":
            return self._by(i, listed("holding"))
        if step == "adj":
            return self._leaders(i) or [
                m
                for m in self.syntax.modifiers(i)
                if self.roles.is_known(m) and self._is_agentive(m) and self.parse.dep[m] != "npadvmod"
            ]
        found = self.syntax.prep(i, step, deep=False)
        return found or (self.doers(i) if step == "by" else [])

    def _leaders(self, i: int) -> list[int]:
        """ "{Saudi}-led strikes"."""
        parse = self.parse
        if parse.lemma[i] in listed("led for others"):
            return []
        led = [c for c in parse.children[i] if parse.lower[c] == "led" and parse.lower[c - 1] == "-"]
        return [
            g
            for c in led
            for g in parse.children[c]
            if parse.dep[g] in ("npadvmod", "compound", "nmod") and g < c and self.roles.is_known(g)
        ]

    def doers(self, i: int) -> list[int]:
        """ "An attack claimed by {Hamas}", "the raids carried out by {French jets}"."""
        parse = self.parse
        done = [c for c in parse.children[i] if parse.dep[c] == "acl" and parse.lemma[c] in listed("doing")]
        return [t for c in done for t in self.syntax.prep(c, "by")]

    def wielders(self, i: int) -> list[int]:
        """By whom a weapon or a blow is said to be laid, fired or carried out: "a bomb planted by {rebels}"."""
        return self._by(i, listed("using arms"))

    def clauses_of_holding(self, i: int) -> list[int]:
        """Participles that tell who holds the ground at token i: "a village {held} by rebels"."""
        return self._clauses(i, listed("holding"))

    def _by(self, i: int, verbs: frozenset[str]) -> list[int]:
        return [t for c in self._clauses(i, verbs) for t in self.syntax.subject(c)]

    def _clauses(self, i: int, verbs: frozenset[str]) -> list[int]:
        """Passive participles of one of these verbs that describe the noun at token i."""
        parse = self.parse
        below = [c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in verbs]
        return [c for c in below if self.syntax.is_passive(c)]

    def _is_agentive(self, m: int) -> bool:
        """Whether a modifier tells whose deed it is ("French strikes") and not where it was done ("Paris attacks")."""
        parse = self.parse
        if parse.pos[m] == "ADJ" or parse.lower[m] in _ABBREVIATED:
            return True
        for mention in self.roles.mentions(m):
            if mention.kind in ("agent", "description"):
                # "government strikes", but "artillery shelling" tells with what.
                return parse.lemma[m].lower() not in listed("arms")
            if parse.pos[m] == "PROPN" and (
                mention.kind == "possession" or (mention.id or "").startswith("name:")
            ):
                return False  # "Salisbury attacks", "the Manchester Arena bombing"
            place = (mention.id or "").startswith("country:")
            if place and ("/" in (mention.id or "") or mention.text.lower() == (mention.name or "").lower()):
                return False  # "Paris attacks", "Syria strikes"; but "Sudanese shelling" is by Sudan
        return True

    def fill(self, slots: Sequence[str], i: int, not_in: Sequence[int] = ()) -> list[int]:
        """The first slot with a known actor; else the first in which anybody stands."""
        return self._fill(slots, i, not_in, self.roles.is_known)

    def fill_actor(self, slots: Sequence[str], i: int) -> list[int]:
        """``fill`` for whoever does it: somebody unknown in its own place yields to nobody elsewhere, and a thing acts for
        its owner only where the owner stands right at it ("French jets", not "guarantors of the Syrian process").
        """
        for path in slots:
            tokens = [t for t in self.slot(path, i) if t != i]
            if path not in ("subj", "poss"):
                if any(map(self._acts, tokens)):
                    break
            elif any(self.roles.is_someone(t) for t in tokens):
                return (
                    [t for t in tokens if self.roles.is_someone(t)]
                    if any(map(self._acts, tokens))
                    else [t for t in tokens if not self.roles.is_known(t)]
                )
        return self._fill(slots, i, (), self._acts, listed("doers"))

    def _acts(self, token: int) -> bool:
        return any(
            m.known and (m.kind != "possession" or self._is_at(m.head, token))
            for m in self.roles.mentions(token)
        )

    def _is_at(self, owner: int, token: int) -> bool:
        """Whether an owner is a modifier, possessor or complement of the thing itself, not of something further down."""
        parse = self.parse
        if owner == token or owner < 0:
            return True
        if parse.dep[owner] == "pobj" and parse.head[parse.head[owner]] == token:
            beside = parse.lower[parse.head[owner]]
            return beside in ("by", "from") or (beside == "of" and parse.lemma[token] not in listed("blows"))
        while (
            parse.dep[owner] in ("amod", "compound", "nmod", "poss", "npadvmod", "conj", "punct")
            and parse.head[owner] != owner
        ):
            owner = parse.head[owner]
            if owner == token:
                return True
        return False

    def _fill(
        self,
        slots: Sequence[str],
        i: int,
        not_in: Sequence[int],
        fits: Callable[[int], bool],
        below: frozenset[str] | None = None,
    ) -> list[int]:
        """``below``: the only slots in which what stands further down may do it ("the arrest of X {by police}")."""
        someone: list[int] = []
        # "French support for a raid by rebels" is French: what stands at a noun itself comes before what may be another's.
        for deep in (True,) if self.kind(i) == "verb" else (False, True):
            for path in slots:
                further = deep and (below is None or self.kind(i) == "verb" or path in below)
                tokens = [t for t in self.slot(path, i, further) if t not in not_in and t != i]
                if any(fits(t) for t in tokens):
                    return [t for t in tokens if self.roles.is_someone(t)]
                if not someone:
                    someone = [t for t in tokens if self.roles.is_someone(t)]
        return someone

    def first_known(self, choices: Sequence[Sequence[int]], but: Sequence[int]) -> list[int]:
        """The first choice in which a known actor stands; else the first in which anything does."""
        someone: list[int] = []
        for tokens in choices:
            left = [t for t in tokens if t not in but]
            if any(self.roles.is_known(t) for t in left):
                return left
            if left and not someone:
                someone = left
        return someone
