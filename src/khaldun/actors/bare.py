"""Classes of actors that no word beside them tells the country of, by what the text is about: the regime, troops that
somebody sends, foreign fighters where one group of jihadists is told of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from khaldun.actors.around import Around
from khaldun.actors.compose import Identity, of_entry
from khaldun.actors.entries import INTERNATIONAL, Entry
from khaldun.actors.phrases import PROPER, SUBJECTS, Found
from khaldun.actors.words import words

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_RULE = frozenset(("regime", "government"))
_UNNAMED = words("unnamed")
"""Determiners of somebody not told of before."""
_SENDING = words("sending")
_AT_WAR = words("at war")
_GLOBAL = words("global fighters")
_GLOBAL_ALSO = words("global near a group")
_TELLING = words("global fighters before")
"""Before "fighter": one of jihadists from anywhere."""
_APART = words("apart")
"""Before fighters: others than those told of."""
_MEMBERS = words("bare members")
_BRITISH = words("british offices")
_BESIDE = frozenset(("MIL", "COP", "LEG", "OPP", "BUS", "EDU", "JRN", "SPY", "JUD"))
"""Sectors of persons who are told of beside others of their country: Chilean officials and officers."""
_CLIMBED = frozenset(("xcomp", "advcl", "conj", "pcomp"))
_FIGHTERS = frozenset(
    ("agent:militant", "agent:islamist", "agent:fighter", "agent:terrorist", "agent:militant-group")
)
_OFTEN = 3
"""Times that a text names a group of jihadists of no country before others may be taken for its people."""


class Bare:
    """Finds whose the classes of one article are by what the text tells of."""

    def __init__(self, around: Around, resolver: Resolver) -> None:
        self._around = around
        self._parse = around.parse
        self._resolver = resolver

    def first(self, t: int, found: Found, first: int) -> list[Identity]:
        """Whose a class is that the text tells more surely than the place does."""
        if found.entry.relational:
            return []
        country = self._ruling(t, found, first) or self._sent(t, found) or self._backed(t, found, first)
        return [] if country is None else [of_entry(country, country.code, None)]

    def _group(self, t: int, found: Found) -> list[Identity]:
        """The one group that a sentence has named before its bare members."""
        parse = self._parse
        if self._around.words(found) not in _MEMBERS or found.entry.code:
            return []
        start = parse.sentences[parse.sentence_of[t]][0]
        matches = {
            id(m): m for i in range(start, found.first) if (m := self._around.match_of.get(i)) is not None
        }
        named = {
            b.id: b for m in matches.values() if not m.blocked and (b := self._around.base(m)) is not None
        }
        groups = [b for b in named.values() if b.kind == "group" and b.code]
        return groups if len(groups) == 1 else []

    def last(self, t: int, found: Found, first: int) -> list[Identity]:
        """Whose a class is that nothing else told."""
        groups = self._group(t, found)
        if groups:
            return groups
        if self._is_global(t, found, first):
            return [Identity(code="IMG", kind="vague")]
        country = self._beside(t, found, first) or self._local(t, found, first) or self._british(found)
        return [] if country is None else [of_entry(country, country.code, None)]

    def _ruling(self, t: int, found: Found, first: int) -> Entry | None:
        """The country of a regime, or of a government at war, that the text speaks of as the one known: regime forces."""
        parse = self._parse
        rule = next((i for i in range(first, found.last + 1) if parse.lower[i] in _RULE), None)
        if (
            rule is None
            or (rule > 0 and parse.words[rule - 1] == "-")
            or parse.words[rule + 1 : rule + 2] == ["-"]
        ):
            return None
        if any(parse.lower[c] in _UNNAMED or parse.tag[c] == "PRP$" for c in parse.children[t]):
            return None
        scene = self._around.scene
        if parse.lower[rule] == "regime":
            return scene.whole or scene.fought(t)
        forces = parse.lemma[t].lower() in _AT_WAR
        attacked = parse.dep[t] == "compound" and parse.lemma[parse.head[t]].lower() in _AT_WAR
        return scene.here(t) or scene.fought(t) if forces or attacked else None

    def _sent(self, t: int, found: Found) -> Entry | None:
        """The country that sends soldiers or machines of war: Chad has deployed troops."""
        parse = self._parse
        if found.entry.sector != "MIL" or any(parse.tag[c] == "PRP$" for c in parse.children[t]):
            return None
        verb = parse.head[t]
        if parse.dep[t] in SUBJECTS and parse.dep[verb] == "ccomp":
            verb = parse.head[verb]
        elif parse.dep[t] != "dobj":
            return None
        if parse.lemma[verb] not in _SENDING:
            return None
        while not (doers := [c for c in parse.children[verb] if parse.dep[c] in SUBJECTS and c < t]):
            if parse.dep[verb] not in _CLIMBED:
                return None
            verb = parse.head[verb]
        codes = {r.identity.code for d in doers for r in self._resolver.read(d)}
        return self._country(codes)

    def _backed(self, t: int, found: Found, first: int) -> Entry | None:
        """The country in which others than its state are backed by another: Chad-backed fighters in Mali."""
        parse = self._parse
        if found.entry.sector not in ("REB", "PRM") or "backed" not in parse.lower[first : found.head]:
            return None
        country = self._around.scene.fought(t)
        backers = {
            base.code
            for i in range(first, found.head)
            if (match := self._around.match_of.get(i)) is not None and match.blocked
            if (base := self._around.base(match)) is not None
        }
        return None if country is None or country.code in backers else country

    def _is_global(self, t: int, found: Found, first: int) -> bool:
        """Whether fighters are those of a group of no country of which the text tells much: the returning jihadists."""
        parse = self._parse
        if found.entry.id not in _FIGHTERS or len(self._groups) < _OFTEN:
            return False
        if parse.words[found.last + 1 : found.last + 2] == ["-"]:
            return False  # a jihadist-linked charity
        told = frozenset(parse.lower[first : found.head])
        if told & _APART:
            return False
        name = self._around.words(found)
        last = name.rpartition(" ")[2]
        if last in _GLOBAL or (last == "fighter" and (told & _TELLING or name.startswith("foreign "))):
            return True
        here = parse.sentence_of[t]
        return (name in _GLOBAL_ALSO or last in _GLOBAL_ALSO) and any(
            0 <= here - parse.sentence_of[g] <= 1 for g in self._groups
        )

    @cached_property
    def _groups(self) -> list[int]:
        """Tokens at which the text names groups of jihadists of no country."""
        around = self._around
        found = []
        for m in {id(m): m for m in around.match_of.values()}.values():
            groups = [s.entry for s in m.senses if s.entry.kind == "group"]
            if groups and all(g.on(around.published)[:2] == ("IMG", "REB") for g in groups):
                found.append(m.head)
        return found

    def _beside(self, t: int, found: Found, first: int) -> Entry | None:
        """The country of the persons before bare others in a list: Chilean officials and officers."""
        parse = self._parse
        if (
            first != t
            or parse.dep[t] != "conj"
            or found.entry.is_ != "person"
            or found.entry.takes_no_country
        ):
            return None
        if found.entry.sector not in _BESIDE or parse.tag[t] != "NNS" or parse.tag[parse.head[t]] != "NNS":
            return None
        before = self._resolver.read(parse.head[t])
        if any(r.identity.being != "person" or r.identity.sector in (None, "CVL") for r in before):
            return None
        return self._country({r.identity.code for r in before})

    def _local(self, t: int, found: Found, first: int) -> Entry | None:
        """The country of the places told of, for those who are called local."""
        parse = self._parse
        told = parse.lower[first : found.last + 1]
        if found.entry.takes_no_country or "local" not in told or "any" in told:
            return None
        return self._around.scene.near(t)

    def _british(self, found: Found) -> Entry | None:
        """The United Kingdom, for its offices in a text that names it."""
        parse, after = self._parse, found.last + 1
        if parse.words[after : after + 1] == [","]:
            after += 1
        if parse.tag[after : after + 1] and parse.tag[after] in PROPER:
            return None  # "the foreign secretary, Delia Albert"
        if self._around.words(found) not in _BRITISH or not self._around.scene.names("GBR"):
            return None
        return self._around.country("GBR")

    def _country(self, codes: set[str | None]) -> Entry | None:
        code = codes.pop() if len(codes) == 1 else None
        return None if code in INTERNATIONAL else self._around.country(code)
