"""Noun phrases to actors: a name, or a class of actors with the nationality and titles around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, Protocol

from khaldun.actors.words import words
from khaldun.actors.compose import FORMER, Identity, Referent, compose, of_entry
from khaldun.actors.entries import Being, Entry, Sense
from khaldun.actors.gazetteer import Match
from khaldun.actors.phrases import COUNTS, MODIFIERS, NOUNS, NUMBERS, PRONOUNS, PROPER, Agents, Found
from khaldun.actors.phrases import conjuncts, first_token, is_plural, objects
from khaldun.actors.senses import Senses
from khaldun.model import Mention
from khaldun.text.parse import Parse

_OWNERS = frozenset(("of", "from", "for", "at", "with", "representing"))
_SENDERS = frozenset(("of", "from", "for"))
_WHERE = frozenset(("in", "at", "across", "inside", "near", "outside", "around", "throughout", "within"))
_PLACES = words("in at near outside around inside across into through throughout toward towards over within between via onto")
_DEFINITE = frozenset(("the", "that", "this", "these", "those", "both"))
_NO_ACTORS = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september"
    " october november december jan feb mar apr aug sept sep oct nov dec islam christianity ramadan christmas easter"
    " english gmt mr mrs ms dr internet god eid hajj twitter-free covid-19 covid aids ebola hiv"
)
_TITLES = words("mr mrs ms dr mr. mrs. ms. dr. sir lord lady gen. gen lt col. col sgt. capt. maj. rep. sen. gov. hon")

_NO_TITLES = words("deputy justice head chief major representative public public local white black people power")
"""Words before a head that name nobody there: deputy director, justice minister."""

MentionKind = Literal["named", "agent", "pronoun", "description", "possession", "unknown"]


class References(Protocol):
    """Who earlier words stood for."""

    def pronoun(self, token: int) -> list[Referent]:
        """The antecedents of a pronoun."""

    def description(self, token: int, found: Found) -> list[Referent]:
        """The antecedents of a definite description without a nationality of its own."""


class Resolver:
    """Reads the noun phrases of one article; each head is read once."""

    def __init__(
        self,
        parse: Parse,
        matches: Sequence[Match],
        agents: Agents,
        senses: Senses,
        countries: dict[str, Entry],
        published: dt.date | None,
    ) -> None:
        self.parse = parse
        self.agents = agents
        self.references: References | None = None
        self._senses = senses
        self._countries = countries
        self._published = published
        self._match_of = {i: m for m in matches for i in range(m.first, m.last + 1)}
        self._read: dict[int, list[Referent]] = {}
        self._learned: dict[str, Referent] = {}

    def match_at(self, token: int) -> Match | None:
        """The known name that covers a token."""
        return self._match_of.get(token)

    def read(self, token: int) -> list[Referent]:
        """All the actors that the phrase headed by ``token`` stands for; empty where it is no actor."""
        known = self._read.get(token)
        if known is None:
            # Appositions look at each other: the one being read counts as unknown meanwhile.
            self._read[token] = []
            known = self._read[token] = self._phrase(token)
        return known

    def _phrase(self, t: int) -> list[Referent]:
        parse = self.parse
        match = self._match_of.get(t)
        tag = parse.tag[t]
        if match is not None:
            if match.head != t:
                return [] if match.blocked else self.read(match.head)
            return [] if match.blocked else self._named(t, match)
        if tag in PRONOUNS:
            return self.references.pronoun(t) if self.references is not None else []
        if parse.lemma[t].lower() in COUNTS or tag == "CD":
            inner = [r for o in objects(parse, t, frozenset(("of",))) for r in self.read(o)]
            if inner:
                return [self._widened(r, t) for r in inner]
            if parse.lemma[t] in NUMBERS and any(parse.lower[c] == "of" for c in parse.children[t]):
                return []
            if tag in ("DT", "CD") and self.references is not None and tag == "DT":
                return self.references.pronoun(t)
        found = self.agents.at(parse, t) or self._hyphenated(t)
        if tag in PROPER:
            return self._proper(t, found)
        if found is not None and (tag in NOUNS or self._nominal(t)):
            return self._class(t, found)
        return []

    def _hyphenated(self, t: int) -> Found | None:
        """vice-president, where the parser takes the first part for the head."""
        parse = self.parse
        if t + 2 >= len(parse) or parse.words[t + 1] != "-":
            return None
        found = self.agents.at(parse, t + 2)
        return found if found is not None and found.first <= t else None

    def _nominal(self, t: int) -> bool:
        """Whether an adjective stands as a noun: the wounded, the displaced."""
        parse = self.parse
        return (
            parse.tag[t] in ("JJ", "VBN", "VBD")
            and parse.dep[t] in ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
            and any(parse.lower[c] == "the" for c in parse.children[t] if c < t)
        )

    # Names

    def _named(self, t: int, match: Match) -> list[Referent]:
        parse = self.parse
        if self._personal(match):
            return self._proper(t, None)
        sense = self._senses.choose(parse, match, modifier=self._modifies(match))
        if sense is None:
            return self._proper(t, None) if parse.tag[t] in PROPER else []
        entry = sense.entry
        if entry.kind == "city":
            return []
        if sense.use == "capital" and self._place(t):
            return []
        first = first_token(parse, t) if not self._modifies(match) else match.first
        first = min(first, match.first)
        identity = self._identity(sense)
        if entry.kind == "person":
            identity = self._titled(identity, first, match.first)
        if sense.use == "demonym" or (sense.use == "adjective" and not self._modifies(match)):
            return self._people(t, match, sense, first)
        if entry.kind == "group" or entry.kind == "organisation":
            identity = self._located(identity, first, match.first)
        referent = self._referent(t, identity, first, match.last, "named")
        if entry.kind == "person":
            self._learn(referent, match.first, match.last)
        return [referent]

    def _identity(self, sense: Sense) -> Identity:
        entry = sense.entry
        code, sector, _ = entry.on(self._published)
        if entry.kind == "city":
            country = self._countries.get(code or "", entry)
            return of_entry(country, code, None)
        if sense.use == "capital":
            return Identity(
                f"{entry.id}/government", f"Government of {entry.name}", code, "GOV", ("GOV",), None, "seat", "body",
                adjective=entry.adjective,
            )  # fmt: skip
        return of_entry(entry, code, sector)

    def _titled(self, identity: Identity, first: int, last: int) -> Identity:
        """A person with a title that says more than the knowledge: former president Carter."""
        words = self.parse.lower[first:last]
        if any(w in FORMER for w in words) and identity.sector is not None and identity.sector != "ELI":
            return replace(identity, sector="ELI", sectors=("ELI", *identity.sectors))
        if identity.code is None and identity.sector is None:
            titled = self._title(first, last)
            if titled is not None:
                return replace(titled, id=identity.id, name=identity.name)
        return identity

    def _located(self, identity: Identity, first: int, last: int) -> Identity:
        """A group of no country of its own takes the nationality before it: the Lebanese Forces."""
        if identity.code is not None:
            return identity
        bases = self._bases(first, last)
        if not bases or bases[-1].code is None:
            return identity
        return replace(identity, code=bases[-1].code, reason=None)

    def _people(self, t: int, match: Match, sense: Sense, first: int) -> list[Referent]:
        """Iranians, the French, two Kurds; "Iraqi Kurds" are Iraq's."""
        parse = self.parse
        entry = sense.entry
        identity = of_entry(entry, *entry.on(self._published)[:2])
        bases = self._bases(first, match.first)
        if entry.kind == "people" and bases and bases[-1].code:
            identity = replace(identity, code=bases[-1].code, id=f"{bases[-1].id}/{entry.id}", reason=None)
        definite = match.first > 0 and parse.lower[match.first - 1] == "the"
        sector = entry.sector or (None if definite or entry.kind == "people" else "CVL")
        if sector and parse.tag[t] in NOUNS:
            identity = replace(identity, sector=sector, sectors=(sector,), being="person")
        plural = is_plural(parse, t) or parse.tag[t] == "JJ" or match.text.endswith("s")
        identity = replace(identity, being="group" if plural else "person")
        return [replace(self._referent(t, identity, first, match.last, "named"), plural=plural)]

    def _personal(self, match: Match) -> bool:
        """Whether a single-word name is part of somebody else's: Michael Jordan, Jeb Bush."""
        parse, i = self.parse, match.first
        if match.first != match.last or parse.tag[i] not in PROPER:
            return False
        if not any(s.entry.kind in ("person", "country", "city", "region") for s in match.senses):
            return False
        if parse.dep[i] == "appos":
            other = self.agents.at(parse, parse.head[i])
            if other is not None and other.entry.relational:
                return True
        before = i - 1
        if before < 0 or parse.tag[before] != "NNP" or parse.head[before] != parse.head[i] and parse.head[before] != i:
            return False
        if parse.dep[before] != "compound" or before in self._match_of or parse.lower[before] in _TITLES:
            return False
        if parse.lower[before] in FORMER or parse.words[before].isupper():
            return False
        return self.agents.at(parse, before) is None and not self._directional(before)

    def _directional(self, i: int) -> bool:
        return self.parse.lower[i] in ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "central")

    def _proper(self, t: int, found: Found | None) -> list[Referent]:
        """A capitalised name that is not known: by its title, its apposition, or an earlier mention."""
        parse = self.parse
        if parse.lower[t] in _NO_ACTORS or not parse.words[t][:1].isalpha():
            return []
        modifies = parse.dep[t] in MODIFIERS and parse.dep[t] != "poss" and parse.tag[parse.head[t]] in NOUNS
        first = first_token(parse, parse.head[t] if modifies else t)
        first = min(first, t)
        run = self._run(t, first)
        if found is not None and (found.entry.is_ in ("body", "group") or found.words > 1 or run == t):
            return self._class(t, found)
        surface = parse.span_text(run, t)
        officer = self._officer(t, first, run) if run == t and first < run else None
        if officer is not None:
            return [self._learn(self._referent(t, officer, first, t, "named"), run, t)]
        identity = self._title(first, run) or self._apposed(t)
        if identity is None:
            earlier = self._learned.get(surface) or self._learned.get(parse.words[t])
            if earlier is not None:
                return [self._again(earlier, t, first)]
            bases = self._bases(first, run)
            coded = [b for b in bases if b.code]
            if coded and not self._place(t):
                identity = Identity(name=surface, code=coded[-1].code, kind="organisation", being="body")
        if identity is None:
            if modifies or self._place(t) or parse.dep[t] in ("npadvmod", "nummod"):
                return []
            being: Being = "body" if parse.words[t].isupper() or parse.lower[first] == "the" else "person"
            reason = f"the name {surface!r} is not known"
            identity = Identity(name=surface, reason=reason, kind="person" if being == "person" else "organisation", being=being)
            return [self._learn(self._referent(t, identity, first, t, "unknown"), run, t)]
        slug = surface.lower().replace(" ", "-")
        identity = replace(identity, id=f"name:{slug}", name=surface)
        return [self._learn(self._referent(t, identity, first, t, "named"), run, t)]

    def _run(self, t: int, first: int) -> int:
        """First token of the name that ends at ``t``: capitalised words that are no title and no known name."""
        parse = self.parse
        i = t
        while i > first:
            before = i - 1
            small = parse.lower[before] in ("de", "al", "el", "bin", "van", "von", "-", "da", "abu", "ibn", "ben")
            if parse.tag[before] not in PROPER and not small:
                break
            match = self._match_of.get(before)
            if match is not None and not (match.first == match.last and parse.words[before] in self._senses.first_names):
                break
            if parse.lower[before] in _TITLES or self.agents.at(parse, before) is not None:
                break
            i = before
        return i

    def _title(self, first: int, last: int) -> Identity | None:
        """The identity that titles in tokens ``first`` to ``last`` (exclusive) give to a name after them."""
        found = self._classes(first, last)
        if not found:
            return None
        title = found[-1]
        base = self._base_before(first, last)
        former = any(w in FORMER for w in self.parse.lower[first:last])
        identity = compose(title.entry, self._words(title), base, [f.entry for f in found[:-1]], former)
        return identity if identity.code or identity.sector else None

    def _officer(self, t: int, first: int, last: int) -> Identity | None:
        """A surname with the title of an office that one person of that name holds or held."""
        classes = self._classes(first, last)
        if not classes or classes[-1].last != last - 1:
            return None
        base = self._base_before(first, last)
        former = any(w in FORMER for w in self.parse.lower[first:last])
        title = self._words(classes[-1])
        entry = self._senses.titled(self.parse.words[t], base.code if base else None, title, former)
        return None if entry is None else self._titled(of_entry(entry, *entry.on(self._published)[:2]), first, last)

    def _apposed(self, t: int) -> Identity | None:
        """Mehmood, a Taliban commander; the commander, Mehmood."""
        parse = self.parse
        near = [c for c in parse.children[t] if parse.dep[c] == "appos" and c > t]
        if parse.dep[t] == "appos":
            near.append(parse.head[t])
        for other in near:
            if parse.tag[other] not in NOUNS:
                continue
            for referent in self.read(other):
                identity = referent.identity
                if (identity.code or identity.sector) and identity.kind not in ("country", "city"):
                    return replace(identity, being="person" if identity.kind != "group" else identity.being)
        return None

    def _learn(self, referent: Referent, first: int, last: int) -> Referent:
        parse = self.parse
        self._learned[parse.span_text(first, last)] = referent
        # A surname alone stands for the person named in full before.
        if last > first:
            self._learned[parse.words[last]] = referent
        return referent

    def _again(self, earlier: Referent, t: int, first: int) -> Referent:
        kind = earlier.mention.kind
        return replace(self._referent(t, earlier.identity, first, t, kind), plural=earlier.plural)

    # Classes of actors

    def _class(self, t: int, found: Found) -> list[Referent]:
        parse = self.parse
        modifies = parse.dep[t] in ("compound", "nmod", "amod") and parse.tag[parse.head[t]] in NOUNS
        first = min(first_token(parse, parse.head[t] if modifies else t), found.first)
        around = [f.entry for f in self._classes(first, found.first)]
        words = self._words(found)
        former = any(w in FORMER for w in parse.lower[first : found.first])
        bases = self._shared(first, found.first)
        last = found.last
        kind: MentionKind = "agent"
        if not bases:
            bases, last = self._owners(t, found)
        if not any(b.code for b in bases) and self.references is not None and self._definite(t, found):
            earlier = self.references.description(t, found)
            if earlier:
                return [self._described(r, t, first, found) for r in earlier]
        if not bases:
            person = self._apposed_person(t)
            if person is not None:
                return [self._referent(t, person, first, last, "named")]
        if not bases and found.entry.owned:
            return []
        if not bases:
            identity = compose(found.entry, words, None, around, former)
            if found.entry.relational and identity.code is None:
                identity = replace(identity, reason=f"{words!r} tells a relation, not who it is")
            return [self._referent(t, identity, first, last, kind, words)]
        referents = []
        for base in bases:
            identity = compose(found.entry, words, base, around, former)
            referents.append(self._referent(t, identity, first, last, kind, words))
        return referents

    def _shared(self, first: int, last: int) -> list[Identity]:
        """Whose the head is by the words before it; several where they are coordinated: Iranian and Syrian."""
        matches = self._modifying(first, last)
        bases = [(m, b) for m in matches for b in (self._base(m),) if b is not None]
        if not bases:
            return []
        organised = [(m, b) for m, b in bases if b.kind in ("group", "organisation", "seat", "person")]
        coded = organised or [(m, b) for m, b in bases if b.code] or bases
        chosen = [coded[-1][1]]
        for (left, base), (right, _) in zip(reversed(coded[:-1]), reversed(coded[1:]), strict=True):
            between = self.parse.lower[left.last + 1 : right.first]
            if not between or any(w not in ("and", ",", "-", "or", "/", "&", "'s", "both") for w in between) or between == ["'s"]:
                break
            if base.code != chosen[0].code:
                chosen.insert(0, base)
        return chosen

    def _owners(self, t: int, found: Found) -> tuple[list[Identity], int]:
        """Whose the head is by a possessor, or by what follows it, and where the phrase then ends."""
        parse, entry = self.parse, found.entry
        if not entry.relational:
            for child in parse.children[t]:
                if parse.dep[child] == "poss":
                    owners = [r.identity for r in self.read(child) if r.identity.code or r.identity.sector]
                    if owners:
                        return owners, found.last
        sides = _SENDERS if entry.abroad else _OWNERS
        for heads in (objects(parse, t, sides), self._of_after(found, sides)):
            pairs = [(o, r.identity) for o in heads for r in self.read(o) if r.identity.code or r.identity.sector]
            if pairs and not entry.relational:
                return [i for _, i in pairs], max(pairs[-1][0], found.last)
            named = [(o, i) for o in heads for i in self._places_in(o)]
            if named:
                return [i for _, i in named], max(named[-1][0], found.last)
        if not entry.abroad:
            heads = objects(parse, t, _WHERE) or self._after(found.last, _WHERE)
            for o in heads:
                places = self._places_in(o)
                if places:
                    return places[-1:], found.last
        return [], found.last

    def _of_after(self, found: Found, sides: frozenset[str]) -> list[int]:
        return self._after(found.last, sides & {"of", "from"})

    def _after(self, last: int, prepositions: frozenset[str]) -> list[int]:
        """Objects of a preposition right after a phrase, wherever the parser hung it."""
        parse = self.parse
        if last + 1 >= len(parse) or parse.lower[last + 1] not in prepositions:
            return []
        return [o for c in parse.children[last + 1] if parse.dep[c] == "pobj" for o in conjuncts(parse, c)]

    def _places_in(self, t: int) -> list[Identity]:
        """Countries named in a phrase: northern Syria, the Syrian city of Homs."""
        parse = self.parse
        first = first_token(parse, t)
        ends = [t, *objects(parse, t, frozenset(("of", "in")))]
        last = min(max(ends) + 1, len(parse))
        found = []
        for m in self._modifying(first, last, heads=True):
            base = self._base(m)
            if base is not None and base.code and base.kind in ("country", "region", "city", "seat"):
                found.append(base)
        return found[:1]

    def _definite(self, t: int, found: Found) -> bool:
        parse = self.parse
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
        mention = self._mention(t, earlier.identity, first, found.last, "description")
        return Referent(mention, earlier.identity, t, earlier.plural, found.entry.id, 1.0)

    def _apposed_person(self, t: int) -> Identity | None:
        parse = self.parse
        for c in parse.children[t]:
            match = self._match_of.get(c)
            if parse.dep[c] == "appos" and match is not None and any(s.entry.kind == "person" for s in match.senses):
                for referent in self.read(match.head):
                    return referent.identity
        return None

    # What stands before a head

    def _modifying(self, first: int, last: int, heads: bool = False) -> list[Match]:
        found: list[Match] = []
        i = first
        while i < last:
            match = self._match_of.get(i)
            if match is None:
                i += 1
                continue
            if not match.blocked and match.first >= first and match.last < last and not self._given_name(match):
                found.append(match)
            i = match.last + 1
        return found

    def _given_name(self, match: Match) -> bool:
        """Jordan Henderson: a country's name as a person's first name."""
        parse, after = self.parse, match.last + 1
        return (
            match.first == match.last
            and match.text in self._senses.first_names
            and after < len(parse)
            and parse.tag[after] == "NNP"
            and after not in self._match_of
            and parse.tag[match.first] == "NNP"
            and self.agents.at(parse, after) is None
            and self.agents.at(parse, min(after + 1, len(parse) - 1)) is None
        )

    def _base(self, match: Match) -> Identity | None:
        sense = self._senses.choose(self.parse, match, modifier=True)
        if sense is not None and sense.use == "capital":
            return of_entry(sense.entry, *sense.entry.on(self._published)[:2])
        return None if sense is None else self._identity(sense)

    def _bases(self, first: int, last: int) -> list[Identity]:
        return [b for m in self._modifying(first, last) for b in (self._base(m),) if b is not None]

    def _base_before(self, first: int, last: int) -> Identity | None:
        shared = self._shared(first, last)
        if shared:
            return shared[-1]
        parse = self.parse
        for i in range(first, last):
            if parse.tag[i] == "PRP$" or (parse.dep[i] == "poss" and parse.tag[i] in NOUNS):
                for referent in self.read(i):
                    if referent.identity.code or referent.identity.sector:
                        return referent.identity
        return None

    def _classes(self, first: int, last: int) -> list[Found]:
        """Classes of actors named in tokens ``first`` to ``last`` (exclusive), left to right."""
        found: list[Found] = []
        i = last - 1
        while i >= first:
            if i not in self._match_of and self.parse.tag[i] in ("NN", "NNS", "NNP", "NNPS", "JJ"):
                agent = self.agents.at(self.parse, i, first)
                if agent is not None and agent.last < last and not self._no_title(agent):
                    found.append(agent)
                    i = agent.first
            i -= 1
        found.reverse()
        return found

    def _no_title(self, found: Found) -> bool:
        return found.words == 1 and self.parse.lower[found.head] in _NO_TITLES

    # Mentions

    def _words(self, found: Found) -> str:
        parse = self.parse
        before = " ".join(parse.lower[found.first : found.head])
        after = " ".join(parse.lower[found.head + 1 : found.last + 1])
        return " ".join(w for w in (before, parse.lemma[found.head].lower(), after) if w).replace(" - ", "-")

    def _modifies(self, match: Match) -> bool:
        parse, head = self.parse, match.head
        return parse.dep[head] in ("amod", "compound", "nmod") or (
            parse.dep[head] == "conj" and parse.tag[head] == "JJ" and parse.dep[parse.head[head]] in ("amod", "compound", "nmod")
        )

    def _place(self, t: int) -> bool:
        parse = self.parse
        return parse.dep[t] == "pobj" and parse.lower[parse.head[t]] in _PLACES

    def _widened(self, referent: Referent, t: int) -> Referent:
        first = first_token(self.parse, t)
        last = max(t, referent.token)
        mention = self._mention(t, referent.identity, first, last, referent.mention.kind)
        return replace(referent, mention=mention, token=t, plural=True)

    def _referent(
        self, t: int, identity: Identity, first: int, last: int, kind: MentionKind, lemma: str | None = None
    ) -> Referent:
        mention = self._mention(t, identity, first, last, kind)
        return Referent(mention, identity, t, is_plural(self.parse, t), lemma)

    def _mention(self, t: int, identity: Identity, first: int, last: int, kind: MentionKind) -> Mention:
        parse = self.parse
        first, last = min(first, t), max(last, t)
        return Mention(
            parse.span_text(first, last), parse.start[first], parse.end[last], identity.name, identity.code,
            identity.sector, identity.sectors, identity.id, None if identity.code else identity.reason, t, kind,
        )  # fmt: skip

