"""What stands around the head of a noun phrase: known names, classes of actors, and whose they make it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from khaldun.actors.compose import FORMER, Identity, of_entry
from khaldun.actors.entries import INTERNATIONAL, Entry, Sense
from khaldun.actors.gazetteer import Match
from khaldun.actors.homes import Homes
from khaldun.actors.load import Knowledge
from khaldun.actors.phrases import MODIFIERS, PROPER, SUBJECTS, Agents, Found, conjuncts, first_token, objects
from khaldun.actors.scene import Scene
from khaldun.actors.senses import Senses
from khaldun.actors.whose import Asked, Named, Whose, kind_of
from khaldun.actors.words import words
from khaldun.text.parse import Parse

_PLACES = words("locating prepositions")
HONORIFICS = words("honorifics")
_PREFIXES = words("prefixes")
_BETWEEN = frozenset({"and", ",", "-", "or", "/", "&", "'s", "both"})
_SHORT = 4
"""A text of no more sentences than this is no article, and says little of whose its people are."""
_STATES = 6
"""Countries: a people of more has states of its own."""
_NO_WHERE = words("no where")
_LOCATING = words("locating participles")
_LANDS = frozenset(("country", "region", "city", "seat"))
_STRANGE = words("strange")
_FOREIGN = words("foreign")
_UNNAMED = words("unnamed")
"""Determiners of somebody not told of before."""
_NO_TITLES = words("no titles")
"""Words before a head that name nobody there: deputy director, justice minister."""


class Around:
    """The known names and classes of actors in one article, looked up by token ranges."""

    def __init__(
        self,
        parse: Parse,
        matches: Sequence[Match],
        agents: Agents,
        senses: Senses,
        knowledge: Knowledge,
        published: dt.date | None,
        home: str | None = None,
        homes: Homes | None = None,
    ) -> None:
        """``home`` is the country (alpha-3) of the article's dateline; ``homes`` knows how names sound in each country."""
        self._home = home
        self._homes = homes
        self.parse = parse
        self.agents = agents
        self.senses = senses
        self.match_of = {i: m for m in matches for i in range(m.first, m.last + 1)}
        self.published = published
        self._countries = knowledge.countries
        self._knowledge = knowledge
        self._matches = matches

    def entry(self, identity: str | None) -> Entry | None:
        """The known entry of an id."""
        return self._knowledge.entries.get(identity or "")

    def home_of(self, name: str, first: int, t: int) -> str | None:
        """The country (alpha-3) of somebody of whom the article tells but the name, in tokens ``first`` to ``t``.

        None where none is likely, and for those whose name is that of a place: Michael Jordan.
        """
        inner = [m for i in range(first, t + 1) for m in (self.match_of.get(i),) if m is not None]
        if self._homes is None or any(s.entry.kind in _LANDS for m in inner for s in m.senses):
            return None
        near = self.scene.near(t)
        return self._homes.likeliest(name, self.scene.counts, near.code if near is not None else None)

    def country(self, code: str | None) -> Entry | None:
        """The country of a code."""
        return self._countries.get(code or "")

    def short(self, word: str) -> Identity | None:
        """The actor that a common noun stands for in this article: the coalition, where Islamic State is fought."""
        day = self.published.isoformat() if self.published is not None else None
        best: tuple[int, Entry] | None = None
        for entry in self._knowledge.shorts.get(word, ()):
            told = sum(self.parse.text.count(w) for w in self._knowledge.support.get(entry.id, ()))
            holds = day is None or not entry.roles or any(role.holds(day) for role in entry.roles)
            if told and holds and (best is None or told > best[0]):
                best = told, entry
        return None if best is None else of_entry(best[1], *best[1].on(self.published)[:2])

    def settled(self, identity: Identity, t: int, of: Entry | None = None) -> Identity:
        """A people of several countries as that of the one told of, where it lives there: Kurdish forces in Syria.

        ``of`` is the class it is said of: Arab states, leaders and officials are those of several countries.
        """
        entry = self.entry(identity.id) if identity.kind == "people" and identity.code is None else None
        if entry is None or not entry.lands:
            return identity
        if of is not None and of.sector in (None, "GOV") and len(entry.lands) > _STATES:
            return identity
        if "*" in entry.lands:
            definite = t > 0 and self.parse.lower[t - 1] == "the"
            country = self.scene.here(t) or (self.scene.whole if definite else None)
        else:
            country = self.scene.near(t, entry.lands)
        return identity if country is None else replace(identity, code=country.code, reason=None)

    def modifying(self, first: int, last: int, heads: bool = False) -> list[Match]:
        found: list[Match] = []
        i = first
        while i < last:
            match = self.match_of.get(i)
            if match is None:
                i += 1
                continue
            if (
                not match.blocked
                and not self.qualifies(match.last)
                and match.first >= first
                and match.last < last
                and not self.given_name(match)
            ):
                found.append(match)
            i = match.last + 1
        return found

    def qualifies(self, last: int) -> bool:
        """Whether the name or class that ends at a token only qualifies what follows its hyphen: Jordan-based, rebel-held."""
        words, after = self.parse.lower, last + 1
        return after + 1 < len(words) and words[after] == "-" and words[after + 1] in _LOCATING

    def personal(self, match: Match) -> bool:
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
        if (
            before < 0
            or parse.tag[before] != "NNP"
            or (parse.head[before] != parse.head[i] and parse.head[before] != i)
        ):
            return False
        if parse.dep[before] != "compound" or self._named_before(before) or parse.lower[before] in HONORIFICS:
            return False
        if parse.lower[before] in FORMER or parse.words[before].isupper():
            return False
        if any(parse.words[before] in s.entry.name.split() for s in match.senses):
            return False  # "Recep Erdogan" is Recep Tayyip Erdogan
        return self.agents.at(parse, before) is None and not self._directional(before)

    def is_part(self, match: Match) -> bool:
        """Whether the name of a body of states is the end of a longer one: the Kurdistan Region Security Council."""
        parse, before = self.parse, match.first - 1
        return (
            before >= 0
            and all(s.entry.kind == "organisation" and s.entry.code in INTERNATIONAL for s in match.senses)
            and parse.tag[before] == "NNP"
            and parse.dep[before] in ("compound", "nmod")
            and match.first <= parse.head[before] <= match.last
            and parse.lower[before] not in HONORIFICS
            and self._may_lead(before)
        )

    def _may_lead(self, i: int) -> bool:
        """Whether a capitalised word before a name may be the first of a longer one: no title, no organisation's name."""
        match = self.match_of.get(i)
        if match is not None:
            return all(s.entry.kind in ("country", "region", "city") for s in match.senses)
        return self.agents.at(self.parse, i) is None

    def _named_before(self, i: int) -> bool:
        """Whether a known name ends at a token, other than one that may be a first name."""
        match = self.match_of.get(i)
        return match is not None and not (
            match.first == match.last and all(s.entry.kind == "person" for s in match.senses)
        )

    def _directional(self, i: int) -> bool:
        return self.parse.lower[i] in (
            "north",
            "south",
            "east",
            "west",
            "northern",
            "southern",
            "eastern",
            "western",
            "central",
        )

    def given_name(self, match: Match) -> bool:
        """Jordan Henderson: a country's name as a person's first name."""
        parse, after = self.parse, match.last + 1
        return (
            match.first == match.last
            and (
                match.text in self.senses.first_names
                or all(s.entry.kind == "person" for s in match.senses)
                or (all(s.entry.kind == "city" for s in match.senses) and self._speaks(after))
            )
            and after < len(parse)
            and parse.tag[after] == "NNP"
            and (after not in self.match_of or self._is_given(after))
            and parse.tag[match.first] == "NNP"
            and self.agents.at(parse, after) is None
            and self.agents.at(parse, min(after + 1, len(parse) - 1)) is None
        )

    def _is_given(self, t: int) -> bool:
        """Whether a known surname stands before another: Shafiq Ahmad Tanoli."""
        parse, match = self.parse, self.match_of[t]
        return (
            match.first == match.last
            and all(s.entry.kind == "person" for s in match.senses)
            and parse.dep[t] == "compound"
            and parse.head[t] == t + 1
            and parse.tag[t + 1] == "NNP"
            and t + 1 not in self.match_of
        )

    def _speaks(self, t: int) -> bool:
        """Whether the name that ends at a token is that of somebody who says something, or is told to be somebody."""
        parse = self.parse
        if t >= len(parse):
            return False
        if parse.dep[t] in SUBJECTS and parse.lemma[parse.head[t]] in ("say", "tell", "write", "add"):
            return True
        told = (self.agents.at(parse, c) for c in parse.children[t] if parse.dep[c] == "appos")
        return any(found is not None and found.entry.is_ == "person" for found in told)

    def base(self, match: Match) -> Identity | None:
        sense = self.senses.choose(self.parse, match, modifier=True)
        if sense is not None and sense.use == "capital":
            return of_entry(sense.entry, *sense.entry.on(self.published)[:2])
        return None if sense is None else self.identity(sense)

    def bases(self, first: int, last: int) -> list[Identity]:
        return [b for m in self.modifying(first, last) for b in (self.base(m),) if b is not None]

    def shared(self, first: int, last: int) -> list[Identity]:
        """Whose the head is by the words before it; several where they are coordinated: Iranian and Syrian."""
        matches = self.modifying(first, last)
        bases = [(m, b) for m in matches for b in (self.base(m),) if b is not None]
        if not bases:
            return []
        organised = [(m, b) for m, b in bases if b.kind in ("group", "organisation", "seat", "person")]
        coded = organised or [(m, b) for m, b in bases if b.code] or bases
        at = bases.index(coded[-1])
        chosen = [coded[-1][1]]
        # "US and {EU} officials", "{Hezbollah} and Iranian fighters": a body does not speak for the country beside it.
        for side, step in ((bases[at::-1], 0), (bases[at:], len(bases))):
            for (one, _), (other, base) in pairwise(side):
                left, right = (other, one) if step == 0 else (one, other)
                if not self._coordinated(left, right):
                    break
                if base.code is not None and base.code != chosen[0].code:
                    chosen.insert(step, base)
        return chosen

    def _coordinated(self, left: Match, right: Match) -> bool:
        """Whether only words and marks of coordination stand between two names."""
        between = self.parse.lower[left.last + 1 : right.first]
        return bool(between) and between != ["'s"] and all(w in _BETWEEN for w in between)

    def classes(self, first: int, last: int) -> list[Found]:
        """Classes of actors named in tokens ``first`` to ``last`` (exclusive), left to right."""
        found: list[Found] = []
        i = last - 1
        while i >= first:
            if i >= 2 and self.parse.words[i - 1] == "-" and self.parse.lower[i - 2] in _PREFIXES:
                i -= 2  # pro-government fighters are no government
                continue
            if i not in self.match_of and self.parse.tag[i] in ("NN", "NNS", "NNP", "NNPS", "JJ"):
                agent = self.agents.at(self.parse, i, first)
                if agent is not None and agent.last < last and not self.no_title(agent):
                    found.append(agent)
                    i = agent.first
            i -= 1
        found.reverse()
        return found

    def no_title(self, found: Found) -> bool:
        parse, i = self.parse, found.head
        if found.words > 1 or parse.lower[i] not in _NO_TITLES:
            return False
        # General Orlov and Justice Reyes, but not the Justice Minister.
        titled = parse.tag[i] == "NNP" and i + 1 < len(parse) and parse.tag[i + 1] == "NNP"
        return not (titled and parse.lower[i] in ("general", "justice", "major", "chief"))

    def words(self, found: Found) -> str:
        parse = self.parse
        before = " ".join(parse.lower[found.first : found.head])
        after = " ".join(parse.lower[found.head + 1 : found.last + 1])
        return " ".join(w for w in (before, parse.lemma[found.head].lower(), after) if w).replace(" - ", "-")

    def modifies(self, match: Match) -> bool:
        parse, head = self.parse, match.head
        return parse.dep[head] in ("amod", "compound", "nmod") or (
            parse.dep[head] == "conj"
            and parse.tag[head] == "JJ"
            and parse.dep[parse.head[head]] in ("amod", "compound", "nmod")
        )

    def place(self, t: int) -> bool:
        parse = self.parse
        while parse.dep[t] == "conj":
            t = parse.head[t]
        return parse.dep[t] == "pobj" and parse.lower[parse.head[t]] in _PLACES

    def identity(self, sense: Sense) -> Identity:
        entry = sense.entry
        code, sector, _ = entry.on(self.published)
        if entry.kind == "city":
            country = self._countries.get(code or "", entry)
            return of_entry(country, code, None)
        if sense.use == "capital":
            return Identity(
                f"{entry.id}/government", f"Government of {entry.name}", code, "GOV", ("GOV",), None, "seat", "body",
                adjective=entry.adjective,
            )  # fmt: skip
        return of_entry(entry, code, sector)

    @cached_property
    def scene(self) -> Scene:
        """Where what the text tells of happens."""
        found = [(m, self.base(m)) for m in self._matches if not m.blocked]
        lands = [(m, base) for m, base in found if base is not None and base.code and base.kind in _LANDS]
        return Scene(self.parse, lands, self.place, self._countries, self._home)

    def homeland(self, t: int, entry: Entry, told: Iterable[str]) -> list[Identity]:
        """The country of the dateline, for a class of actors at ``t`` that nothing else tells the country of.

        ``told`` are the words before the class, which may leave open whose it is ("foreign troops"). Machines, those
        who are sent abroad, and fighters other than plain rebels and gunmen may be from elsewhere.
        """
        if entry.takes_no_country or entry.owned:
            return []
        if entry.sector == "REB" and not entry.is_plain_rebel:
            return []
        if any(w in _STRANGE and w != "local" for w in told):
            return []
        country = self.scene.home(t)
        return [] if country is None else [of_entry(country, country.code, None)]

    @cached_property
    def whose(self) -> Whose:
        """Whose people are whom nothing beside them gives a country."""
        lands = {id(m) for m, _ in self.scene.lands}
        named = [
            Named(
                m.head,
                self.parse.sentence_of[m.head],
                base.code,
                id(m) in lands,
                id(m) in lands and self.scene.is_place(m, base),
                self.parse.dep[m.head] in SUBJECTS,
                None if id(m) in lands else kind_of(base.sector) if base.sector else "people",
            )
            for m in self._matches
            if not m.blocked and (base := self.base(m)) is not None and base.code in self._countries
        ]
        whole = self.scene.whole
        return Whose(named, self._home, whole.code if whole is not None else None)

    def likely_home(
        self, t: int, entry: Entry, first: int, native: str | None = None, local: str | None = None
    ) -> list[Identity]:
        """The likeliest country of a class of actors whose phrase begins at ``first``.

        ``native`` and ``local`` are the codes that the rules of ``belonging`` give a class.
        """
        if len(self.parse.sentences) <= _SHORT:
            return []
        if entry.takes_no_country or entry.owned or entry.relational or entry.is_substance or entry.reason:
            return []
        told = self.parse.lower[first:t]
        if any(w in _STRANGE and w != "local" for w in told) or self.parse.lemma[t].lower() in _FOREIGN:
            return []
        indefinite = any(w in _UNNAMED for w in told)
        asked = Asked(
            t,
            self.parse.sentence_of[t],
            kind_of(entry.sector),
            indefinite,
            self.parse.tag[t] in ("NNS", "NNPS"),
            native,
            local,
            *self._across(t),
        )
        country = self._countries.get(self.whose.country(asked) or "")
        return [] if country is None else [of_entry(country, country.code, None)]

    def _across(self, t: int) -> tuple[frozenset[int], frozenset[int]]:
        """Subjects of the verbs that a token hangs below as no subject of theirs, and objects of the verb that it is the subject of."""
        parse = self.parse
        doers: set[int] = set()
        targets: set[int] = set()
        below, above = t, parse.head[t]
        if parse.dep[t] in SUBJECTS:
            for c in parse.children[above]:
                if parse.dep[c] == "dobj":
                    targets.update({c, *(x for x in parse.children[c] if parse.dep[x] in MODIFIERS)})
                elif parse.dep[c] == "prep":
                    targets.update(o for o in parse.children[c] if parse.dep[o] == "pobj")
        while above != below:
            if parse.dep[below] not in SUBJECTS:
                doers.update(c for c in parse.children[above] if parse.dep[c] in SUBJECTS and c != below)
            below, above = above, parse.head[above]
        return frozenset(doers), frozenset(targets)

    def places_in(self, t: int) -> list[Identity]:
        """Countries named in a phrase: northern Syria, the Syrian city of Homs."""
        parse = self.parse
        if parse.lemma[t].lower() in _NO_WHERE:
            return []  # "near the Syrian border" is on either side, in Syrian custody may be anybody
        first = first_token(parse, t)
        ends = [t, *objects(parse, t, frozenset(("of", "in")))]
        last = min(max(ends) + 1, len(parse))
        found = []
        for m in self.modifying(first, last, heads=True):
            base = self.base(m)
            if base is not None and base.code and base.kind in ("country", "region", "city", "seat"):
                found.append(base)
        return found[:1]

    def after(self, last: int, prepositions: frozenset[str]) -> list[int]:
        """Objects of a preposition right after a phrase, wherever the parser hung it."""
        parse = self.parse
        if last + 1 >= len(parse) or parse.lower[last + 1] not in prepositions:
            return []
        return [o for c in parse.children[last + 1] if parse.dep[c] == "pobj" for o in conjuncts(parse, c)]
