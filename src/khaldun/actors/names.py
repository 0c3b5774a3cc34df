"""Names to actors: known ones with the titles around them, unknown ones by title, apposition or earlier mention."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khaldun.actors.around import HONORIFICS, Around
from khaldun.actors.compose import FORMER, Identity, Referent, compose, of_entry
from khaldun.actors.entries import Being, Entry, Sense
from khaldun.actors.gazetteer import Match
from khaldun.actors.mentions import referent_of
from khaldun.actors.origins import Origins
from khaldun.actors.phrases import MODIFIERS, NOUNS, PROPER, Found, first_token, is_plural
from khaldun.actors.words import words

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_GIVEN = words("given titles")
_ROYAL = words("royal titles")
_NO_ACTORS = words("no actors")
_HELD = frozenset(("believe", "know", "say", "suspect", "think"))


class Names:
    """Reads the phrases whose head is a name."""

    def __init__(self, around: Around, resolver: Resolver) -> None:
        self._around = around
        self._parse = around.parse
        self._resolver = resolver
        self._origins = Origins(around)
        self._learned: dict[str, Referent] = {}
        self._given: dict[str, Referent | None] = {}

    def knows(self, t: int) -> bool:
        """Whether a capitalised word, tagged as a common noun, is a name met before in the article."""
        return self._parse.words[t] in self._learned

    def named(self, t: int, match: Match) -> list[Referent]:
        parse = self._parse
        if self._around.personal(match) or self._around.is_part(match):
            return self.proper(t, None)
        if self._around.modifies(match) and self._around.given_name(match):
            return []
        sense = self._around.senses.choose(parse, match, modifier=self._around.modifies(match))
        if sense is None:
            return self.proper(t, None) if parse.tag[t] in PROPER else []
        entry = sense.entry
        namesake = self._namesake(t, match, entry)
        if namesake is not None:
            return [self._again(namesake, t, first_token(parse, t))]
        if entry.kind == "city" or self._is_meeting(t, match, entry):
            return []
        if sense.use == "capital" and self._around.place(t):
            return []
        first = first_token(parse, t) if not self._around.modifies(match) else match.first
        first = min(first, match.first)
        short = self._short(t, match, sense, first)
        if short is not None:
            return [referent_of(parse, t, short, first, match.last, "named")]
        identity = self._around.identity(sense)
        if entry.kind == "person":
            identity = self._titled(identity, t, first, match.first)
        if sense.use == "demonym" or (sense.use == "adjective" and not self._around.modifies(match)):
            return self._people(t, match, sense, first)
        if entry.kind == "group" or entry.kind == "organisation":
            identity = self._located(identity, first, match.first)
        referent = referent_of(self._parse, t, identity, first, match.last, "named")
        if entry.kind == "person":
            self._learn(referent, match.first, match.last)
        return [referent]

    def _namesake(self, t: int, match: Match, entry: Entry) -> Referent | None:
        """Somebody else of the same surname whom the article has named in full: Nasr al-Hariri, and not Saad."""
        if entry.kind not in ("person", "region", "city") or match.first != match.last:
            return None
        earlier = self._learned.get(self._parse.words[t])
        if earlier is None or earlier.identity.id == entry.id:
            return None
        known = self._around.entry(earlier.identity.id)
        if known is not None and self._around.senses.serves(entry) and not self._around.senses.serves(known):
            return None  # both are named in full: Assad is the one who rules
        return earlier

    def _short(self, t: int, match: Match, sense: Sense, first: int) -> Identity | None:
        """The known body for which the name of its seat or its peoples stands in this article: Brussels, the Europeans."""
        if self._around.modifies(match) or (first < match.first and self._parse.lower[first] != "the"):
            return None
        if sense.use == "capital" or (sense.entry.kind in ("people", "vague") and sense.entry.code is None):
            return None if self._around.place(t) else self._around.short(match.text)
        return None

    def _is_meeting(self, t: int, match: Match, entry: Entry) -> bool:
        """Whether a parliament's name is a word here: a Syrian Congress is not that of the United States."""
        if entry.sector != "LEG" or match.first != match.last:
            return False
        told = self._around.scene.counts
        if 2 * told.get(entry.code or "", 0) < max(told.values(), default=0):
            return True  # the Congress of the country that the article tells of
        bases = self._around.bases(first_token(self._parse, t), match.first)
        return any(b.code not in (None, entry.code) for b in bases)

    def _titled(self, identity: Identity, t: int, first: int, last: int) -> Identity:
        """A person with a title that says more than the knowledge: former president Carter."""
        words = self._parse.lower[first:last]
        if any(w in FORMER for w in words) and identity.sector is not None and identity.sector != "ELI":
            return replace(identity, sector="ELI", sectors=("ELI", *identity.sectors))
        if identity.sector is None:
            # Before the first office that is known, the text may tell of another.
            titled = self._title(first, last) or self._apposed(t)
            if titled is not None:
                return replace(titled, id=identity.id, name=identity.name, code=identity.code or titled.code)
        return identity

    def _located(self, identity: Identity, first: int, last: int) -> Identity:
        """A group of no country of its own takes the nationality before it: the Lebanese Forces."""
        if identity.code is not None:
            return identity
        bases = self._around.bases(first, last)
        if not bases or bases[-1].code is None:
            return identity
        return replace(identity, code=bases[-1].code, reason=None)

    def _people(self, t: int, match: Match, sense: Sense, first: int) -> list[Referent]:
        """Iranians, the French, two Kurds; "Iraqi Kurds" are Iraq's."""
        parse = self._parse
        entry = sense.entry
        identity = of_entry(entry, *entry.on(self._around.published)[:2])
        bases = self._around.bases(first, match.first)
        if entry.kind == "people" and bases and bases[-1].code:
            identity = replace(identity, code=bases[-1].code, id=f"{bases[-1].id}/{entry.id}", reason=None)
        else:
            identity = self._around.settled(identity, t)
        definite = match.first > 0 and parse.lower[match.first - 1] == "the"
        sector = entry.sector or (None if definite or entry.kind == "people" else "CVL")
        if sector and parse.tag[t] in NOUNS:
            identity = replace(identity, sector=sector, sectors=(sector,), being="person")
        plural = is_plural(parse, t) or parse.tag[t] == "JJ" or match.text.endswith("s")
        identity = replace(identity, being="group" if plural else "person")
        return [replace(referent_of(self._parse, t, identity, first, match.last, "named"), plural=plural)]

    def proper(self, t: int, found: Found | None) -> list[Referent]:
        """A capitalised name that is not known: by its title, its apposition, or an earlier mention."""
        parse = self._parse
        if parse.lower[t] in _NO_ACTORS or not parse.words[t][:1].isalpha():
            return []
        modifies = parse.dep[t] in MODIFIERS and parse.dep[t] != "poss" and parse.tag[parse.head[t]] in NOUNS
        first = first_token(parse, parse.head[t] if modifies else t)
        first = min(first, t)
        run = self._run(t, first)
        if found is not None and self._is_class(t, found, first, run):
            return self._resolver.class_of(t, found)
        if (
            found is None
            and first == t
            and parse.tag[t] == "NNPS"
            and t == parse.sentences[parse.sentence_of[t]][0]
        ):
            # A common noun with the capital of its sentence: Lorries stood idle.
            return []
        surface = parse.span_text(run, t)
        short = self._around.short(surface) if run == t and parse.lower[first] == "the" else None
        if short is not None and not modifies and not self._around.place(t):
            return [referent_of(parse, t, short, first, t, "named")]
        familiar = self._given.get(surface)
        if modifies or self._around.place(t):
            familiar = None
        if familiar is not None and all(w in _ROYAL or w in HONORIFICS for w in self._titles(first, run)):
            return [self._again(familiar, t, first)]
        officer = self._officer(t, first, run) if run == t and first < run else None
        if officer is not None:
            return [self._learn(referent_of(self._parse, t, officer, first, t, "named"), run, t)]
        identity = self._title(first, run) or self._apposed(t)
        if identity is None:
            earlier = self._learned.get(surface) or self._learned.get(parse.words[t])
            if earlier is not None and run < t and self._is_another(earlier, surface):
                identity = Identity(name=surface, code=earlier.identity.code, kind="person", gender=None)
            elif earlier is not None:
                return [self._again(earlier, t, first)]
        if identity is None:
            bases = self._around.bases(first, run)
            coded = [b for b in bases if b.code]
            if coded and not self._around.place(t):
                identity = Identity(name=surface, code=coded[-1].code, kind="organisation", being="body")
        if identity is None or (identity.being == "person" and identity.sector in (None, "CVL")):
            # Somebody's fiancee, "a Peruvian national", is no citizen of his country.
            country = self._origins.of(parse.words[t])
            if country is not None:
                identity = replace(identity or Identity(kind="person"), code=country, reason=None)
        if identity is None:
            if modifies or self._around.place(t) or parse.dep[t] in ("npadvmod", "nummod"):
                return []
            being: Being = "body" if parse.words[t].isupper() or parse.lower[first] == "the" else "person"
            home = (
                self._around.home_of(surface, run, t) if being == "person" and parse.tag[t] == "NNP" else None
            )
            reason = f"the name {surface!r} is not known"
            identity = Identity(
                name=surface,
                code=home,
                sector=None if home is None else "CVL",
                sectors=() if home is None else ("CVL",),
                reason=reason if home is None else None,
                kind="person" if being == "person" else "organisation",
                being=being,
            )
            return [self._learn(referent_of(self._parse, t, identity, first, t, "unknown"), run, t)]
        if identity.code is None and identity.being == "person" and parse.tag[t] == "NNP":
            home = self._around.home_of(surface, run, t)
            identity = identity if home is None else replace(identity, code=home, reason=None)
        slug = surface.lower().replace(" ", "-")
        identity = replace(identity, id=f"name:{slug}", name=surface)
        return [self._learn(referent_of(self._parse, t, identity, first, t, "named"), run, t)]

    def _is_class(self, t: int, found: Found, first: int, run: int) -> bool:
        """Whether a capitalised head names a class (the Ministry, Police) and not somebody called King."""
        if found.entry.is_ in ("body", "group") or found.words > 1:
            return True
        return run == t and (
            first < t or self._parse.lower[t].endswith("s") or self._parse.lower[t] != "king"
        )

    def _run(self, t: int, first: int) -> int:
        """First token of the name that ends at ``t``: capitalised words that are no title and no known name."""
        parse = self._parse
        i = t
        while i > first:
            before = i - 1
            small = parse.lower[before] in (
                "de",
                "al",
                "el",
                "bin",
                "van",
                "von",
                "-",
                "da",
                "abu",
                "ibn",
                "ben",
            )
            if (parse.tag[before] not in PROPER and not small) or parse.lower[before] in _NO_ACTORS:
                break
            match = self._around.match_of.get(before)
            if match is not None and not self._around.given_name(match) and not self._is_middle(match, first):
                break
            titled = self._around.agents.at(parse, before) is not None
            if parse.lower[before] in HONORIFICS or (titled and parse.lower[before] not in _GIVEN):
                break
            i = before
        return i

    def _is_middle(self, match: Match, first: int) -> bool:
        """Whether a known name is the middle of a longer one: Juma Hamdi Hamdan."""
        parse, before = self._parse, match.first - 1
        return (
            match.first == match.last
            and all(s.entry.kind == "person" for s in match.senses)
            and parse.dep[match.first] == "compound"
            and before >= first
            and parse.tag[before] == "NNP"
            and before not in self._around.match_of
            and parse.lower[before] not in HONORIFICS
            and self._around.agents.at(parse, before) is None
        )

    def _title(self, first: int, last: int) -> Identity | None:
        """The identity that titles in tokens ``first`` to ``last`` (exclusive) give to a name after them."""
        found = self._around.classes(first, last)
        if not found:
            return None
        title = found[-1]
        base = self._base_before(first, last) or next(
            iter(
                self._around.homeland(last, title.entry, self._parse.lower[first : title.head])
                or self._around.likely_home(title.head, title.entry, first)
            ),
            None,
        )
        former = any(w in FORMER for w in self._parse.lower[first:last])
        identity = compose(
            title.entry, self._around.words(title), base, [f.entry for f in found[:-1]], former
        )
        return identity if identity.code or identity.sector else None

    def _officer(self, t: int, first: int, last: int) -> Identity | None:
        """A surname with the title of an office that one person of that name holds or held."""
        classes = self._around.classes(first, last)
        if not classes or classes[-1].last != last - 1:
            return None
        base = self._base_before(first, last)
        former = any(w in FORMER for w in self._parse.lower[first:last])
        title = self._around.words(classes[-1])
        entry = self._around.senses.titled(self._parse.words[t], base.code if base else None, title, former)
        return (
            None
            if entry is None
            else self._titled(of_entry(entry, *entry.on(self._around.published)[:2]), t, first, last)
        )

    def _apposed(self, t: int) -> Identity | None:
        """Mehmood, a Taliban commander; the commander, Mehmood."""
        parse = self._parse
        near = [c for c in parse.children[t] if parse.dep[c] == "appos" and c > t]
        top = t
        while parse.dep[top] == "conj" and parse.tag[parse.head[top]] in PROPER:
            top = parse.head[top]
        if parse.dep[top] == "appos":
            near.append(parse.head[top])
        verb = parse.head[top]
        if parse.dep[top] == "nsubj" and parse.lemma[verb] in ("be", "become") and top == t:
            near.extend(c for c in parse.children[verb] if parse.dep[c] == "attr" and not is_plural(parse, c))
        near.extend(self._believed(t))
        for other in near:
            if parse.tag[other] not in NOUNS:
                continue
            told = self._around.agents.at(parse, other)
            if told is not None and told.entry.relational and not told.entry.kin:
                continue  # an ally of Chad is not of Chad
            for referent in self._resolver.read(other):
                identity = referent.identity
                if identity.kind == "country" and identity.being == "person" and identity.sector:
                    # "Marlow became the second Briton to": of that country, and not it
                    return Identity(
                        code=identity.code, sector=identity.sector, sectors=identity.sectors, kind="person"
                    )
                if (identity.code or identity.sector) and identity.kind not in ("country", "city"):
                    return replace(identity, being="person" if identity.kind != "group" else identity.being)
        return None

    def _believed(self, t: int) -> list[int]:
        """What somebody is held to be: Mehmood, believed to be a Taliban commander."""
        parse = self._parse
        if parse.words[t + 1 : t + 2] != [","] or parse.lower[t + 3 : t + 5] != ["to", "be"]:
            return []
        if parse.lemma[t + 2] not in _HELD:
            return []  # wherever the parser hung "believed"
        return [o for o in parse.children[t + 4] if parse.dep[o] == "attr" and not is_plural(parse, o)]

    def _learn(self, referent: Referent, first: int, last: int) -> Referent:
        parse = self._parse
        self._learned[parse.span_text(first, last)] = referent
        # A surname alone stands for the person named in full before.
        if last > first:
            self._learned[parse.words[last]] = referent
            self._learn_given(referent)
        return referent

    def _is_another(self, earlier: Referent, surface: str) -> bool:
        """Whether a full name is that of another of the same surname: Ana Roth after Piet Roth."""
        known, name = (earlier.identity.name or "").split(), surface.split()
        return len(known) > 1 and known[-1] == name[-1] and name[0] not in known

    def _titles(self, first: int, last: int) -> list[str]:
        """Capitalised words and classes of people before a name."""
        parse = self._parse
        return [
            parse.lower[i]
            for i in range(first, last)
            if parse.tag[i] in PROPER or self._around.agents.at(parse, i) is not None
        ]

    def _learn_given(self, referent: Referent) -> None:
        """A first name alone stands for its person, where the article names no other of that name."""
        name = (referent.identity.name or "").split()
        if referent.identity.being == "person" and len(name) > 1:
            known = self._given.get(name[0], referent)
            same = known is not None and known.identity.name == referent.identity.name
            self._given[name[0]] = referent if same else None

    def _again(self, earlier: Referent, t: int, first: int) -> Referent:
        kind = earlier.mention.kind
        return replace(referent_of(self._parse, t, earlier.identity, first, t, kind), plural=earlier.plural)

    def _base_before(self, first: int, last: int) -> Identity | None:
        shared = self._around.shared(first, last)
        if shared:
            return shared[-1]
        parse = self._parse
        for i in range(first, last):
            if parse.tag[i] == "PRP$" or (parse.dep[i] == "poss" and parse.tag[i] in NOUNS):
                for referent in self._resolver.read(i):
                    if referent.identity.code or referent.identity.sector:
                        return referent.identity
        return None
