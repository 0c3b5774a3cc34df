"""Whose a class of actors is that no owner beside it tells: kin, neighbours in a list, what they are led by, the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khaldun.actors.around import Around
from khaldun.actors.compose import Identity, of_entry
from khaldun.actors.entries import INTERNATIONAL, Entry
from khaldun.actors.phrases import Found, is_plural, objects
from khaldun.actors.words import words

if TYPE_CHECKING:
    from khaldun.actors.clauses import Clauses
    from khaldun.actors.resolve import Resolver

_DEFINITE = words("definite")
_INDEFINITE = words("indefinite")
_CROWDS = words("crowds")
_LED = words("led")
_LEADERS = frozenset(("people", "country", "group"))
_FORCES = words("forces")
_PLAIN_BEFORE = words("plain before shorts")
_HOME_BODIES = words("home bodies")
_FOREIGN = words("foreign")
_HARMING = words("harming")
_STRANGE = words("strange")
"""Words before a class that leave open whose it is."""
_AFAR = frozenset(("JRN", "BUS", "SOC", "LAB"))
"""Sectors whose bodies may well be of another country than the one told of."""
_LOCAL = frozenset(
    ("CVL", "JRN", "MED", "EDU", "LAB", "REL", "COP", "PRM", "OPP", "SOC", "AGR", "MIL", "CRM")
)
"""Sectors whose actors are of the country where things happen unless something else is said."""
_FIGHTING = frozenset(("MIL", "REB", "PRM"))
_NATIVE = frozenset(("GOV", "MIL", "COP", "REB", "PRM", "LEG", "JUD", "SPY", "OPP"))
"""Sectors whose actors are their country's unless something else is said."""


class Belonging:
    """Finds whose the classes of one article are."""

    def __init__(self, around: Around, resolver: Resolver, clauses: Clauses) -> None:
        self._around = around
        self._clauses = clauses
        self._parse = around.parse
        self._resolver = resolver

    def native(self, t: int, found: Found, first: int) -> list[Identity]:
        """Whose an army, a government or rebels are that nothing beside them tells: those of the country told of.

        Rebels are the country's where things happen; the others only where that country is also the most named one.
        """
        entry, parse = found.entry, self._parse
        if entry.takes_no_country or entry.sector not in _NATIVE:
            return []
        if entry.sector in ("GOV", "LEG", "OPP") and (entry.is_ == "person" or parse.tag[t] == "NNS"):
            return []  # an official may be anybody's
        if any(parse.lower[i] in _STRANGE or parse.tag[i] == "PRP$" for i in range(first, found.head)):
            return []
        if entry.sector == "REB" and not entry.is_plain_rebel:
            return []
        told = parse.lower[first : found.first]
        if entry.sector == "MIL" and (_INDEFINITE & {*told} or any("rebel" in w for w in told)):
            return []  # "a unified army", "that rebel army" are hardly the state's
        scene = self._around.scene
        if entry.sector == "REB" and parse.dep[t] == "conj":
            # "Peru and the rebels" are a state and its rebels
            states = [
                r.identity
                for r in self._resolver.read(parse.head[t])
                if r.identity.sector in (None, "GOV", "MIL")
            ]
            if len(states) == 1 and (state := self._around.country(states[0].code)) is not None:
                return [of_entry(state, state.code, None)]
        descriptions = self._resolver.descriptions
        if descriptions is not None and self._around.words(found) in _HOME_BODIES:
            home = self._around.country(descriptions.politicians(t))
            home = home or scene.here(t)
            return [] if home is None else [of_entry(home, home.code, None)]
        country = scene.fought(t) if entry.sector == "REB" else scene.subject
        if entry.sector in ("MIL", "COP") or parse.lemma[t].lower() == "authority":
            country = scene.here(t) or (None if "border" in self._around.words(found) else country)
        return [] if country is None else [of_entry(country, country.code, None)]

    def led(self, first: int, last: int) -> list[Identity]:
        """By whom a force is led or mostly made up: a Kurdish-led force, Vietnamese-led troops; where somebody was born."""
        parse = self._parse
        for i in range(first, last - 2):
            match = self._around.match_of.get(i)
            if match is None or not match.blocked or match.last + 2 >= last:
                continue
            word, base = parse.lower[match.last + 2], self._around.base(match)
            if base is not None and (word == "born" or (word in _LED and base.kind in _LEADERS)):
                return [base]
        return []

    def short(self, t: int, found: Found, first: int) -> tuple[int, Identity] | None:
        """A common noun of the phrase that stands for one known actor here: the coalition, coalition jets."""
        parse = self._parse
        modifies = parse.dep[t] == "compound" and parse.head[t] > t
        if modifies and parse.lemma[parse.head[t]].lower() not in _FORCES:
            return None  # coalition talks
        heads = (found.head,) if found.entry.is_ == "group" and found.words == 1 else ()
        for i in (*range(first, found.first), *heads):
            identity = self._around.short(parse.lower[i])
            if identity is not None and all(parse.lower[k] in _PLAIN_BEFORE for k in range(first, i)):
                return i, identity
        return None

    def kin(self, t: int, found: Found) -> list[Identity]:
        """Relatives are of the country of whose they are; several owners of several countries tell nothing."""
        parse = self._parse
        if not found.entry.kin:
            return []
        owners = self._clauses.possessors(t) or objects(parse, t, frozenset(("of",)))
        read = [r.identity for c in owners for r in self._resolver.read(c) if r.identity.being == "person"]
        codes = {identity.code for identity in read if len(identity.code or "") == 3} - INTERNATIONAL
        country = self._around.country(codes.pop()) if len(codes) == 1 else None
        return [] if country is None else [of_entry(country, country.code, None)]

    def together(self, t: int, found: Found, first: int) -> list[Identity]:
        """Whose the one before in a list is, for a bare noun of the same sector: Chilean tanks and helicopters."""
        parse, entry = self._parse, found.entry
        if (
            parse.dep[t] != "conj"
            or (first < t and first < found.first)
            or entry.sector not in ("MIL", "COP")
        ):
            return []
        if parse.tag[t] not in ("NNS", "NNPS"):
            return []
        before = self._resolver.read(parse.head[t])
        if not before or any(r.identity.sector != entry.sector or not r.plural for r in before):
            return []
        codes = {r.identity.code for r in before}
        country = self._around.country(codes.pop()) if len(codes) == 1 else None
        return [] if country is None else [of_entry(country, country.code, None)]

    def local(self, t: int, found: Found, first: int) -> list[Identity]:
        """Whose people are that nothing beside them tells: of the country in which the places next to them lie."""
        entry, parse = found.entry, self._parse
        if entry.takes_no_country or entry.owned:
            return []
        if entry.sector not in _LOCAL and not entry.is_plain_rebel:
            return []
        if parse.lemma[t].lower() in _FOREIGN:
            return []
        if parse.dep[t] in ("appos", "attr") or (entry.kin and self._clauses.possessors(t)):
            return []  # what somebody is says not where they are from
        if any(
            (parse.lower[i] in _STRANGE and parse.lower[i] != "local") or parse.tag[i] == "PRP$"
            for i in range(first, found.head)
        ):
            return []
        fighters = entry.sector in _FIGHTING and "local" in parse.lower[first : found.head]
        country = self._around.scene.here(t) if fighters else self._country_of(t, found)
        if country is not None and fighters and self._is_named_before(t, country.code):
            return []  # American troops and local forces elsewhere
        return [] if country is None else [of_entry(country, country.code, None)]

    def _is_named_before(self, t: int, code: str | None) -> bool:
        """Whether a country is named in the sentence ahead of a class, and not as a place."""
        parse = self._parse
        a, _ = parse.sentences[parse.sentence_of[t]]
        named = (self._around.match_of.get(i) for i in range(a, t))
        bases = (self._around.base(m) for m in named if m is not None and not self._around.place(m.head))
        return any(b is not None and b.code == code for b in bases)

    def _is_harmed(self, t: int) -> bool:
        """Whether a verb tells that people suffered what people suffer in a war."""
        parse = self._parse
        verb = parse.head[t]
        return (
            parse.dep[t] in ("nsubjpass", "dobj")
            and parse.lemma[verb] in _HARMING
            and parse.tag[verb] != "VB"
        )

    def _country_of(self, t: int, found: Found) -> Entry | None:
        """The country next to a class: the 12 civilians are those of the place told of last, a man may be anybody."""
        parse, scene = self._parse, self._around.scene
        if found.entry.sector in ("REB", "OPP", "PRM"):
            return scene.fought(t)
        if found.entry.is_ in ("body", "group") and found.entry.sector in _AFAR:
            return scene.here(t)  # the press need not be that of the place
        many = is_plural(parse, t) or parse.lemma[t].lower() in _CROWDS
        if not many and not any(parse.lower[c] in _DEFINITE for c in parse.children[t]):
            return scene.here(t)
        told = self._is_harmed(t) or any(
            parse.dep[c] in ("det", "nummod", "quantmod", "amod") for c in parse.children[t] if c < t
        )
        return scene.near(t) if told else scene.here(t) or scene.subject
