"""Noun phrases to actors: which reader a head goes to, once for each head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khaldun.actors.around import Around
from khaldun.actors.classes import Classes
from khaldun.actors.clauses import Clauses
from khaldun.actors.compose import Referent
from khaldun.actors.ethnic import is_ethnic, settled
from khaldun.actors.gazetteer import Match
from khaldun.actors.mentions import mention_of, referent_of
from khaldun.actors.names import Names
from khaldun.actors.phrases import (
    COUNTS,
    MODIFIERS,
    NOUNS,
    NUMBERS,
    PRONOUNS,
    PROPER,
    Found,
    first_token,
    objects,
)
from khaldun.actors.words import words

if TYPE_CHECKING:
    from khaldun.actors.descriptions import Descriptions
    from khaldun.actors.pronouns import Pronouns

_ONE_OF_TWO = words("one of two")
_PAIRS = words("pairs")


class Resolver:
    """Reads the noun phrases of one article; each head is read once."""

    def __init__(self, around: Around) -> None:
        self.pronouns: Pronouns | None = None
        self.descriptions: Descriptions | None = None
        self._around = around
        self._parse = around.parse
        self._names = Names(around, self)
        self._clauses = Clauses(around, self)
        self._classes = Classes(around, self, self._clauses)
        self._read: dict[int, list[Referent]] = {}

    def match_at(self, token: int) -> Match | None:
        """The known name that covers a token."""
        return self._around.match_of.get(token)

    def read(self, token: int) -> list[Referent]:
        """All the actors that the phrase headed by ``token`` stands for; empty where it is no actor."""
        known = self._read.get(token)
        if known is None:
            # Appositions look at each other: the one being read counts as unknown meanwhile.
            self._read[token] = []
            known = self._read[token] = self._phrase(token)
        return known

    def place(self, token: int) -> Referent | None:
        """The country of a city, which owns what happens to it: Kirkuk was shelled."""
        match = self._around.match_of.get(token)
        if (
            match is None
            or match.blocked
            or not any(s.entry.kind == "city" or s.use == "capital" for s in match.senses)
        ):
            return None
        base = self._around.base(match)
        if base is None or base.code is None:
            return None
        return referent_of(self._parse, match.head, base, match.first, match.last, "possession")

    def _country(self, token: int) -> str | None:
        """The country that a place's name means."""
        found = self.place(token) or next(iter(self.read(token)), None)
        return None if found is None else found.identity.code

    def inside(self, token: int) -> Referent | None:
        """The actor named in a hyphenated word, which is no actor of its sentence: UN-sponsored, Saudi-led."""
        match = self._around.match_of.get(token)
        base = self._around.base(match) if match is not None and match.blocked else None
        if match is None or base is None or base.code is None:
            return None
        return referent_of(self._parse, match.head, base, match.first, match.last, "named")

    def class_of(self, token: int, found: Found) -> list[Referent]:
        """The actors of a phrase whose head is a class of actors."""
        return self._classes.read(token, found)

    def sector_of(self, token: int) -> str | None:
        """The sector of the class that a noun names, whosever it is: an army's, a government's."""
        found = self._around.agents.at(self._parse, token)
        return None if found is None else found.entry.sector

    def _phrase(self, t: int) -> list[Referent]:
        parse = self._parse
        match = self._around.match_of.get(t)
        tag = parse.tag[t]
        if self._around.qualifies(match.last if match is not None else t):
            return []
        if match is not None:
            if match.head != t:
                return [] if match.blocked else self.read(match.head)
            named = [] if match.blocked else self._names.named(t, match)
            return settled(parse, t, named, self._country) if is_ethnic(parse, match.first) else named
        if parse.lower[t] in _ONE_OF_TWO and self.pronouns is not None and self._alone(t):
            return self.pronouns.one_of_two(t)
        if tag in PRONOUNS:
            return self.pronouns.read(t) if self.pronouns is not None else []
        if parse.lemma[t].lower() in COUNTS or tag == "CD":
            inner = [r for o in objects(parse, t, frozenset(("of",))) for r in self.read(o)]
            if inner:
                return [self._widened(r, t) for r in self._led(inner, t)]
            if parse.lemma[t].lower() in _PAIRS and self.pronouns is not None and self._bare(t):
                return self.pronouns.counted(t)
            if parse.lemma[t] in NUMBERS and (
                tag != "NNS" or any(parse.lower[c] == "of" for c in parse.children[t])
            ):
                return []
            if tag in ("DT", "CD") and self.pronouns is not None and tag == "DT":
                return self.pronouns.read(t)
        found = self._around.agents.at(parse, t)
        if found is None and t + 2 < len(parse.words) and parse.words[t + 1] == "-":
            found = self._hyphenated(t)
        if tag in PROPER:
            return self._names.proper(t, found)
        if found is None and tag in NOUNS and self._names.knows(t):
            return self._names.proper(t, None)
        if found is not None and (tag in NOUNS or self._nominal(t)) and not self._is_part(found):
            return self._classes.read(t, found)
        return []

    def _led(self, group: list[Referent], t: int) -> list[Referent]:
        """What is counted, as of the country that leads it where it tells none: a coalition of states led by Kenya."""
        leads = [] if any(r.identity.code for r in group) else self._clauses.sided(t)
        code = next((lead.code for lead in leads), None)
        return [
            replace(r, identity=replace(r.identity, code=code, reason=None)) if code else r for r in group
        ]

    def _alone(self, t: int) -> bool:
        """Whether "the latter" stands for somebody by itself."""
        parse = self._parse
        return t > 0 and parse.lower[t - 1] == "the" and parse.dep[t] not in MODIFIERS

    def _bare(self, t: int) -> bool:
        """Whether a count stands alone after "the": the two, the pair."""
        parse = self._parse
        return [parse.lower[c] for c in parse.children[t] if c < t] == ["the"] and not any(
            parse.dep[c] in ("prep", "relcl") for c in parse.children[t]
        )

    def _is_part(self, found: Found) -> bool:
        """Whether a class is but the first part of an adjective: the tourist-dependent island."""
        parse, after = self._parse, found.last + 2
        return (
            after < len(parse)
            and parse.words[after - 1] == "-"
            and parse.tag[after] == "JJ"
            and parse.dep[found.head] in MODIFIERS
        )

    def _hyphenated(self, t: int) -> Found | None:
        """vice-president, where the parser takes the first part for the head."""
        parse = self._parse
        found = self._around.agents.at(parse, t + 2)
        return found if found is not None and found.first <= t else None

    def _nominal(self, t: int) -> bool:
        """Whether an adjective stands as a noun: the wounded, the displaced."""
        parse = self._parse
        return (
            parse.tag[t] in ("JJ", "VBN", "VBD")
            and parse.dep[t] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
            and any(parse.lower[c] == "the" for c in parse.children[t] if c < t)
        )

    def _widened(self, referent: Referent, t: int) -> Referent:
        first = first_token(self._parse, t)
        last = max(t, referent.token)
        wider = mention_of(self._parse, t, referent.identity, first, last, referent.mention.kind)
        return replace(referent, mention=wider, token=t, plural=True)
