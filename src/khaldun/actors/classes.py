"""Classes of actors (soldiers, the foreign minister) to actors: whose they are, by the words around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from khaldun.actors.around import Around
from khaldun.actors.bare import Bare
from khaldun.actors.belonging import Belonging
from khaldun.actors.clauses import Clauses, named_right_before
from khaldun.actors.compose import FORMER, Identity, Referent, compose
from khaldun.actors.entries import INTERNATIONAL
from khaldun.actors.mentions import mention_of, referent_of
from khaldun.actors.phrases import NOUNS, PROPER, Found, first_token, objects
from khaldun.actors.words import words

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_OWNERS = words("owning prepositions")
_SENDERS = words("sending prepositions")
_WHERE = words("where")
_DEFINITE = words("definite")
_BARE = words("bare")
"""Definite without an article."""
_GROUP_WORDS = words("group words")
_OFFICES = frozenset(("president", "prime minister", "foreign minister", "defence minister", "king", "queen"))
_SETTLED = words("settled peoples")
_OF_OR_IN = frozenset(("in", "of"))
_FOR_OR_AGAINST = frozenset(("anti", "pro"))
_DELEGATES = frozenset(("GOV", "OPP", "REB", "PRM"))
"""Sectors whose actors meet others in places of talks."""
_TALKS = words("talking places")
_PLAIN = words("plain")
"""Adjectives that fit whoever was named before."""
_LEAVING = words("leaving")
"""Of whom troops are withdrawn from a place."""
_FOREIGN = words("foreign")
"""Words for those who are not of the country they are in."""
_OF_STATES = words("of bodies of states")
"""Members of a body of states, which are not the body."""
_ALSO_DEEDS = words("also deeds")
"""Classes that are no actors before "to": opposition to the plan."""
_NO_BASE: tuple[Identity | None, ...] = (None,)


class Classes:
    """Reads the phrases whose head is a class of actors."""

    def __init__(self, around: Around, resolver: Resolver, clauses: Clauses) -> None:
        self._around = around
        self._parse = around.parse
        self._resolver = resolver
        self._clauses = clauses
        self._belonging = Belonging(around, resolver, clauses)
        self._bare = Bare(around, resolver)

    def read(self, t: int, found: Found) -> list[Referent]:
        """The actors of the phrase headed by ``t``, of the class ``found``; one for each of several owners."""
        parse = self._parse
        modifies = parse.dep[t] in ("compound", "nmod", "amod") and parse.tag[parse.head[t]] in NOUNS
        first = min(first_token(parse, parse.head[t] if modifies else t), found.first)
        if modifies and parse.tag[first] in ("DT", "PRP$"):
            # The determiner is that of the thing: the [refugee] camps.
            first = min(first + 1, found.first)
        named = first
        if found.entry.relational and not found.entry.kin:
            # Peru's allies are not Peru's people.
            named = max((c + 1 for c in parse.children[t] if c < t and parse.dep[c] == "poss"), default=first)
        bases, last = (
            self._around.shared(named, found.first) or self._belonging.led(first, found.first),
            found.last,
        )
        if not bases:
            bases, first = self._beside(found, first)
        if found.entry.is_substance:
            return [
                referent_of(
                    parse,
                    t,
                    compose(found.entry, self._around.words(found), None, (), False),
                    first,
                    last,
                    "agent",
                )
            ]
        bases = self._home(t, found) or bases
        if bases and self._is_one_of(t, bases):
            reason = "one state of several, not told which"
            one = replace(compose(found.entry, self._around.words(found), None, (), False), reason=reason)
            return [referent_of(parse, t, one, first, last, "agent", self._around.words(found))]
        if not bases:
            bases, last = self._owners(t, found)
            if not bases and not (found.entry.relational or found.entry.abroad):
                bases = self._clauses.sided(t)
        placed = [] if bases else self._where(t, found)
        named_before = found.entry.weak and parse.lower[t] in _GROUP_WORDS  # the group in Syria
        if not named_before:
            bases = bases or placed
        if not any(b.code for b in bases):
            earlier = self._taken_up(t, found, first, bases)
            if earlier:
                return earlier
        bases = bases or placed
        bases = (
            [self._around.settled(b, t, found.entry) for b in bases]
            or self._belonging.kin(t, found)
            or self._belonging.together(t, found, first)
            or self._clauses.fought(t, found)
        )
        if not bases:
            bases = self._bare.first(t, found, first) or self._by_scene(t, found, first)
        short = self._belonging.short(t, found, first) if not bases else None
        if short is not None and short[0] == found.head:
            return [referent_of(parse, t, short[1], first, last, "description", self._around.words(found))]
        bases = [short[1]] if short is not None else bases
        bases = (
            bases
            or self._around.homeland(t, found.entry, parse.lower[first : found.head])
            or self._bare.last(t, found, first)
            or self._around.likely_home(found.head, found.entry, first)
        )
        if not bases and found.entry.owned:
            return []
        words = self._around.words(found)
        if words in _ALSO_DEEDS and any(parse.lower[c] == "to" for c in parse.children[t]):
            return []
        around = [f.entry for f in self._around.classes(first, found.first)]
        former = any(w in FORMER for w in parse.lower[first : found.first])
        made = [compose(found.entry, words, base, around, former) for base in (bases or _NO_BASE)]
        if found.entry.is_ == "person" and not former:
            made = [replace(m, gender=m.gender or self._gender(m.code, words)) for m in made]
        if not bases and found.entry.relational and made[0].code is None:
            made = [replace(made[0], reason=f"{words!r} tells a relation, not who it is")]
        return [referent_of(parse, t, identity, first, last, "agent", words) for identity in made]

    def _by_scene(self, t: int, found: Found, first: int) -> list[Identity]:
        """Whose a class is by what happens around it: the rules' answer, weighed with all else that the text tells of countries."""
        native = self._belonging.native(t, found, first)
        local = [] if native else self._belonging.local(t, found, first)
        if len(native) > 1 or len(local) > 1 or not (native or local):
            return native or local
        codes = [b[0].code if b else None for b in (native, local)]
        return self._around.likely_home(found.head, found.entry, first, *codes) or native or local

    def _is_one_of(self, t: int, bases: list[Identity]) -> bool:
        """Whether a phrase means one member of a body of states, and not the body: its Nato ally, an EU member."""
        parse = self._parse
        if parse.tag[t] not in ("NN", "NNP") or parse.lemma[t].lower() not in _OF_STATES:
            return False
        return all(b.kind == "organisation" and b.code in INTERNATIONAL for b in bases)

    def _gender(self, code: str | None, office: str) -> str | None:
        """That of whoever holds an office of a country: the American president."""
        holder = self._around.senses.holder(code, office) if office in _OFFICES else None
        return None if holder is None else holder.gender

    def _beside(self, found: Found, first: int) -> tuple[list[Identity], int]:
        """The acronym right before a class that the parser left out of its phrase: IS fighters."""
        match = self._around.match_of.get(found.first - 1)
        if first < found.first or match is None or match.blocked or not match.text.isupper():
            return [], first
        base = self._around.base(match)
        return ([base], match.first) if base is not None and base.code else ([], first)

    def _taken_up(self, t: int, found: Found, first: int, bases: list[Identity]) -> list[Referent]:
        """What the phrase stands for by earlier words, or by the person named after it."""
        parse, descriptions = self._parse, self._resolver.descriptions
        if found.entry.relational:
            person = self._apposed_person(t)  # "Assad's main backer, the Russian president, Vladimir Putin"
            if person is not None:
                return [referent_of(parse, t, person, first, found.last, "named")]
        group = self._apposed_group(t) if found.entry.is_ in ("group", "body") else None
        if group is not None:
            return [self._described(group, t, first, found)]
        if found.entry.is_ in ("group", "body") and parse.lower[first] in ("a", "an"):
            # "the PKK, a terror group that has fought …"
            named = named_right_before(self._around, self._resolver, first)
            if named is not None:
                return [self._described(named, t, first, found)]
        if bases:
            # The Arab forces need not be the last forces spoken of.
            return []
        if parse.dep[t] == "appos" and found.entry.is_ in ("group", "body"):
            for named in self._resolver.read(parse.head[t]):
                if named.mention.kind == "named" and named.identity.kind in ("group", "organisation"):
                    return [self._described(named, t, first, found)]
        just_named = self._just_named(first) if found.entry.is_ in ("group", "body") else None
        if just_named is not None:
            return [self._described(just_named, t, first, found)]
        person = self._apposed_person(t) if found.entry.is_ == "person" or found.entry.weak else None
        if person is not None:
            if person.sector is None and found.entry.sector is not None:
                person = replace(person, sector=found.entry.sector, sectors=(found.entry.sector,))
            return [referent_of(parse, t, person, first, found.last, "named")]
        former = any(w in FORMER for w in parse.lower[first : found.first])
        if descriptions is not None and not former and self._definite(t, found):
            earlier = descriptions.read(t, found)
            if earlier:
                return [self._described(r, t, first, found) for r in earlier]
        return []

    def _owners(self, t: int, found: Found) -> tuple[list[Identity], int]:
        """Whose the head is by a possessor, or by what follows it, and where the phrase then ends."""
        parse, entry = self._parse, found.entry
        if not entry.relational:
            owners = [identity for _, identity in self._known(self._clauses.possessors(t))]
            if owners:
                return owners, found.last
        sides = _SENDERS if entry.abroad else _OWNERS
        if entry.relational and not entry.kin:
            sides -= {"of", "for", "with"}  # an ally of Chad is not of Chad
        if self._leaves(t):
            sides -= {"from"}
        for heads in (objects(parse, t, sides), self._around.after(found.last, sides & {"of", "from"})):
            pairs = [] if entry.relational else self._known(heads)
            pairs = pairs or [(o, i) for o in heads for i in self._around.places_in(o)]
            if pairs:
                bodies = [
                    i for _, i in pairs if i.kind in ("group", "organisation")
                ]  # the envoy for Chad at Oxfam
                return bodies or [i for _, i in pairs], max(pairs[-1][0], found.last)
        return [], found.last

    def _leaves(self, t: int) -> bool:
        """Whether "from" tells where they leave and not whose they are: to withdraw troops from Chad."""
        parse, above = self._parse, self._parse.head[t]
        above = parse.head[above] if parse.dep[t] == "pobj" and parse.lower[above] == "of" else above
        return parse.lemma[above].lower() in _LEAVING

    def _where(self, t: int, found: Found) -> list[Identity]:
        """The country in which the head is told to be."""
        parse, entry = self._parse, found.entry
        if _FOREIGN & {*parse.lower[first_token(parse, t) : found.head], parse.lemma[t].lower()}:
            return []  # foreign fighters in a country are not its own
        together = parse.dep[t] == "conj" or any(parse.dep[c] == "conj" for c in parse.children[t])
        if entry.abroad or (together and entry.sector in ("GOV", "OPP")):
            return []  # "talks between the regime and the opposition in Vienna" are not of Austrians
        if entry.sector == "GOV" and any(parse.lower[c] == "outside" for c in parse.children[t]):
            return []  # "talks with the regime outside Geneva"
        heads = objects(parse, t, _WHERE) or self._around.after(found.last, _WHERE)
        if entry.sector in _DELEGATES:
            heads = [o for o in heads if parse.words[o] not in _TALKS]
        return [i for o in heads for i in self._around.places_in(o)]

    def _home(self, t: int, found: Found) -> list[Identity]:
        """The country of a people that another one bears the name of: the Albanian population of Montenegro."""
        if found.words > 1 or self._parse.lower[t] not in _SETTLED:
            return []
        return [i for o in objects(self._parse, t, _OF_OR_IN) for i in self._around.places_in(o)]

    def _known(self, heads: Iterable[int]) -> list[tuple[int, Identity]]:
        read = self._resolver.read
        return [(o, r.identity) for o in heads for r in read(o) if r.identity.code or r.identity.sector]

    def _restricts(self, clause: int) -> bool:
        """Whether a relative clause says which one is meant: it stands without a comma."""
        parse = self._parse
        return parse.dep[clause] == "relcl" and parse.words[parse.left_edge(clause) - 1] not in (
            ",",
            "–",
            "—",
        )

    def _definite(self, t: int, found: Found) -> bool:
        parse = self._parse
        if any(self._restricts(c) or (c > t and parse.lower[c] == "of") for c in parse.children[t]):
            # The women who left: the clause says which, so they need not have been named before.
            return False
        if any(parse.lower[i] in _FOR_OR_AGAINST for i in range(first_token(parse, t), found.first)):
            return False  # the anti-war movement is not the movement spoken of
        if parse.tag[t] in PROPER and found.first > 0 and parse.tag[found.first - 1] in PROPER:
            return False
        for child in parse.children[t]:
            if child >= t:
                break
            if child < found.first and self._tells_apart(child, found):
                return False
        for child in parse.children[t]:
            if child >= t:
                break
            if parse.dep[child] == "det" and parse.lower[child] in _DEFINITE:
                return True
        if found.words == 1 and parse.lower[t] in _BARE and not parse.children[t]:
            return True
        before = found.first - 1
        return parse.dep[t] == "compound" and before >= 0 and parse.lower[before] in _DEFINITE

    def _tells_apart(self, child: int, found: Found) -> bool:
        """Whether a word before the class makes it another one: the Zapatista army, the trade secretary."""
        parse = self._parse
        if parse.tag[child] in PROPER:
            return True
        strict = found.entry.is_ in ("person", "body") and parse.dep[child] in ("amod", "compound", "nmod")
        return strict and parse.lower[child] not in _PLAIN

    def _described(self, earlier: Referent, t: int, first: int, found: Found) -> Referent:
        mention = mention_of(self._parse, t, earlier.identity, first, found.last, "description")
        return Referent(mention, earlier.identity, t, earlier.plural, self._around.words(found))

    def _just_named(self, first: int) -> Referent | None:
        """The group whose name ends right before "a group", wherever the parser hung it: "…of the Red Front (RF), a group"."""
        parse, before = self._parse, first - 2
        if before < 0 or parse.lower[first] not in ("a", "an") or parse.words[first - 1] != ",":
            return None
        ends = [before]
        if parse.words[before] == ")":  # behind the acronym or the name before it
            ends = [before - 1, before - 3]
        match_of = self._around.match_of
        match = next((match_of[i] for i in ends if i in match_of), None)
        if match is None or match.blocked:
            return None
        for r in self._resolver.read(match.head):
            if r.identity.kind in ("group", "organisation") and r.identity.code is not None:
                return r
        return None

    def _apposed_group(self, t: int) -> Referent | None:
        """The group whose name follows its class: the Shia militia Hezbollah."""
        parse = self._parse
        for c in parse.children[t]:
            match = self._around.match_of.get(c)
            if match is None or parse.dep[c] != "appos" or match.first != t + 1:
                continue
            for r in self._resolver.read(match.head):
                if r.identity.kind in ("group", "organisation") and r.identity.code is not None:
                    return r
        return None

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
            if parse.dep[c] == "appos" and match is None and self._around.agents.at(parse, c) is not None:
                inner = self._apposed_person(c)
                if inner is not None:
                    return inner
        return None
