"""Pronouns: the earlier words of the article that they stand for.

One antecedent is chosen by agreement (person, group, body, country; one or several), then by nearness,
subjecthood and how the earlier words name it. What finds none keeps its words, without a code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from khaldun.actors.agreement import as_many, as_named, gender_of_name, is_same, is_several, is_thing
from khaldun.actors.binding import Binding
from khaldun.actors.compose import Identity, Referent
from khaldun.actors.discourse import Discourse
from khaldun.actors.mentions import mention_of
from khaldun.actors.pairs import Pairs
from khaldun.actors.phrases import COUNTS, PROPER, SUBJECTS, conjuncts, objects
from khaldun.actors.speakers import Speakers
from khaldun.actors.words import given_names, words
from khaldun.model import Mention
from khaldun.text.parse import Parse

if TYPE_CHECKING:
    from khaldun.actors.resolve import Resolver

_MALE = words("male")
_FEMALE = words("female")
_THING = words("thing")
_SEVERAL = words("several")
_FIRST = words("first person")
_RELATIVE = words("relative")
_SAYING = words("saying")
_KIN = words("kin")
_WHO = words("who")
_EMPTY = words("empty")
_PARTS = words("parts of groups")
_RIVAL_ROLES = SUBJECTS | {"dobj", "attr"}
"""Where a thing stands that a later pronoun may take up."""
_OF_STATES = frozenset(("GOV", "MIL", "COP", "LEG"))
_CIVIL = frozenset(("BUS", "CVL", "EDU", "JRN", "LAB", "MED", "REF"))
"""Sectors of those who have no army and no police."""
_CLOSE_KIN = words("close kin")
_SUFFERED = words("suffered")
_JUDGING = frozenset(("COP", "JUD"))
"""Sectors of those who arrest and try others."""
_WINDOW = 3
"""Sentences that a pronoun looks back."""


class Pronouns:
    """Reads the pronouns of one article."""

    def __init__(self, parse: Parse, discourse: Discourse, resolver: Resolver) -> None:
        self._parse = parse
        self._discourse = discourse
        self._resolver = resolver
        self._pairs = Pairs(parse, discourse)
        self._speakers = Speakers(parse, _SAYING)
        self._binding = Binding(parse)

    def read(self, t: int) -> list[Referent]:
        """The actors a pronoun stands for; one without code and with a reason where there is no antecedent."""
        word = self._parse.lower[t]
        if self._parse.dep[t] in ("preconj", "predet", "det", "mark") or self._of_things(t):
            return []
        if word in _FIRST:
            return self._under(t, self._speaker(t), "whose words these are is not known")
        if word in _RELATIVE:
            return self._under(t, self._relative(t), None)
        if word in _MALE or word in _FEMALE:
            return self._under(t, self._somebody(t, word), f"nobody before {word!r} fits it")
        if word in _THING:
            if self._is_empty(t):
                return []
            fits = self._unnamed(t, self._able(t, self._spoken_of(t, is_thing)))
            found = self._bound(t, fits) or self._discourse.nearest(
                t, fits, _WINDOW, rivals=self._rivals(t, "NN"), above=self._above(t)
            )
            return self._under(t, found, None)
        if word in _SEVERAL:
            return self._under(t, self._several(t), f"nobody before {word!r} fits it")
        return []

    def _under(self, t: int, found: list[Referent], reason: str | None) -> list[Referent]:
        parse = self._parse
        if not found:
            if reason is None:
                return []
            unresolved = Mention(
                parse.words[t], parse.start[t], parse.end[t], reason=reason, head=t, kind="pronoun"
            )
            return [Referent(unresolved, Identity(reason=reason), t)]
        return [r.within(mention_of(parse, t, r.identity, t, t, "pronoun")) for r in found]

    def _somebody(self, t: int, word: str) -> list[Referent]:
        """Persons first; a single unknown name, which may be a place or a firm, only after them."""
        fits = self._spoken_of(t, self._person(word))
        ahead = self._ahead(t) or self._asked(t, fits) or self._bound(t, fits) or self._quoted_as(t)
        if ahead and fits(ahead[0]):
            return ahead
        sure = self._discourse.nearest(
            t,
            lambda r: fits(r) and (r.mention.kind != "unknown" or self._is_human(r)),
            _WINDOW,
            prefers=as_named,
            above=self._above(t),
        )
        return sure or self._discourse.nearest(t, fits, _WINDOW)

    def _is_human(self, r: Referent) -> bool:
        """Whether an unknown name is somebody's: it has two parts, or the article says of it what it says of people."""
        name = r.identity.name or r.mention.text
        return " " in name or name in given_names() or self._parse.words[r.token] in self._human

    @cached_property
    def _human(self) -> frozenset[str]:
        """Names that say something, own kin, bear an age, or are told of with "who"."""
        parse = self._parse
        found = set()
        for t in range(len(parse)):
            if parse.tag[t] != "NNP":
                continue
            head = parse.head[t]
            if (
                (parse.dep[t] in SUBJECTS and parse.lemma[head] in _SAYING)
                or (parse.dep[t] == "poss" and parse.lemma[head] in _KIN)
                or any(parse.dep[c] == "appos" and parse.tag[c] == "CD" for c in parse.children[t])
                or any(
                    parse.dep[c] == "relcl" and any(w in _WHO for w in parse.lower[t + 1 : c])
                    for c in parse.children[t]
                )
            ):
                found.add(parse.words[t])
        return frozenset(found)

    def _ahead(self, t: int) -> list[Referent]:
        """The subject that a pronoun in a clause or phrase before it looks forward to: "In his speech, Putin said"."""
        parse = self._parse
        node = t
        while parse.dep[node] not in ("advcl", "prep") or parse.dep[parse.head[node]] not in (
            "ROOT",
            "ccomp",
        ):
            if parse.head[node] == node:
                return []
            node = parse.head[node]
        main = parse.head[node]
        if parse.left_edge(main) < parse.left_edge(node) and parse.dep[main] == "ROOT":
            return []
        for c in parse.children[main]:
            if parse.dep[c] in SUBJECTS and c > t and parse.tag[c] in ("NNP", "NN"):
                return [r for r in self._resolver.read(c) if r.identity.name is not None]
        return []

    def _rivals(self, t: int, tag: str) -> Callable[[int], float | None] | None:
        """Things that "it" (tag NN) or "they" (NNS) may stand for; none where the pronoun says something."""
        parse = self._parse
        if parse.dep[t] in SUBJECTS and parse.lemma[parse.head[t]] in _SAYING:
            return None

        roles = _RIVAL_ROLES | {"pobj"} if tag == "NNS" else _RIVAL_ROLES

        def handicap(i: int) -> float | None:
            if parse.tag[i] != tag or parse.dep[i] not in roles or self._resolver.match_at(i) is not None:
                return None
            if self._resolver.read(i):
                return None
            if parse.tag[t] == "PRP$" and any(
                parse.dep[c] == "poss" and self._resolver.read(c) for c in parse.children[i]
            ):
                return None  # what the press of a group has is the group's too
            return 1.0 if parse.dep[i] == "pobj" else 0.6

        return handicap

    def _person(self, word: str) -> Callable[[Referent], bool]:
        gender = "f" if word in _FEMALE else "m"

        def fits(r: Referent) -> bool:
            named = r.identity.kind == "person" or r.identity.being == "person"
            return (
                named
                and not self._is_many(r)
                and (r.identity.gender or gender_of_name(r) or gender) == gender
            )

        return fits

    def _is_many(self, r: Referent) -> bool:
        """Whether an actor is several people; somebody in a list is one: Hadi and his government."""
        parse = self._parse
        one = parse.tag[r.token] in ("NNP", "NN") and r.identity.being == "person"
        return r.plural and not (one and parse.lemma[r.token].lower() not in COUNTS)

    def _is_empty(self, t: int) -> bool:
        parse, verb = self._parse, self._parse.head[t]
        if parse.dep[t] == "expl" or parse.lemma[verb] in _EMPTY:
            return True
        if parse.dep[t] not in SUBJECTS:
            return False
        deps = {parse.dep[c] for c in parse.children[verb] if c > t}
        if parse.lemma[verb] == "be" and "attr" in deps:
            return True
        clause = deps & {"ccomp", "xcomp", "csubj", "advcl"}
        return (
            parse.lemma[verb] in ("be", "become", "remain", "take", "make")
            and "acomp" in deps
            and bool(clause)
        )

    def counted(self, t: int) -> list[Referent]:
        """Whom "the pair", "the two" take up; none where nobody fits."""
        return [replace(r, plural=True) for r in self._under(t, self._several(t), None)]

    def one_of_two(self, t: int) -> list[Referent]:
        """Whom "the latter" or "the former" takes up."""
        return self._under(t, self._pairs.one_of(t), None)

    def _several(self, t: int) -> list[Referent]:
        if self._is_both(t):
            two = self._pairs.both(t, self._discourse.barred(t))
            if len(two) == 2:
                return two
        joined = self._all_of(t, self._are_several)
        return joined if any(r.identity.code for r in joined) else self._all_of(t, is_several)

    def _is_both(self, t: int) -> bool:
        """Whether "both" alone takes up the two just told of: joined forces with both."""
        parse = self._parse
        alone = parse.lower[t] == "both" and not parse.children[t]
        return alone and parse.dep[t] == "pobj" and parse.lower[parse.head[t]] == "with"

    def _all_of(self, t: int, several: Callable[[Referent], bool]) -> list[Referent]:
        """The likeliest of those who can be "they", with all in one list with them."""
        fits = self._unnamed(t, self._not_by(t, self._spoken_of(t, several)))
        here = self._parse.sentence_of[t]
        found = self._bound(t, fits) or self._discourse.nearest(
            t,
            fits,
            _WINDOW,
            prefers=lambda r: as_many(r, self._parse.sentence_of[r.token] == here),
            rivals=self._rivals(t, "NNS"),
            above=self._above(t),
        )
        return self._discourse.with_conjuncts(found[0]) if found else []

    def _are_several(self, r: Referent) -> bool:
        """Whether an actor can be "they": several, a body, or the first of some in a list."""
        parse = self._parse
        return is_several(r) or any(
            parse.dep[c] == "conj" and parse.pos[c] in ("NOUN", "PROPN") for c in parse.children[r.token]
        )

    def _relative(self, t: int) -> list[Referent]:
        parse = self._parse
        node = parse.head[t]
        for _ in range(5):
            if parse.dep[node] == "relcl":
                return self._resolver.read(self._antecedent(t, node))
            if parse.head[node] == node:
                break
            node = parse.head[node]
        return []

    def _antecedent(self, t: int, clause: int) -> int:
        """The noun of a relative clause; of several coordinated ones the nearest, where one is told of."""
        parse = self._parse
        noun = parse.head[clause]
        verbs = [clause, *(c for c in parse.children[clause] if parse.dep[c] in ("aux", "auxpass"))]
        if parse.dep[noun] == "appos" and parse.tag[parse.head[noun]] in PROPER:
            return parse.head[noun]  # Shamima Begum, a teenager who
        if parse.lemma[noun].lower() in _PARTS:
            named = self._resolver.named_before(parse.left_edge(clause))
            if named is not None:
                return named  # the Syrian wing of the party, which
        if any(parse.tag[v] == "VBZ" for v in verbs):
            return ([m for m in conjuncts(parse, noun) if m < t] or [noun])[-1]
        return noun

    def _speaker(self, t: int) -> list[Referent]:
        """Who says the words that a first person stands in: the subject of the verb of saying above it."""
        parse = self._parse
        node = t
        while parse.head[node] != node:
            node = parse.head[node]
            if parse.lemma[node] in _SAYING:
                for child in parse.children[node]:
                    if parse.dep[child] in SUBJECTS and parse.lower[child] not in _FIRST and child != t:
                        return [r for r in self._resolver.read(child) if r.identity.code or r.identity.sector]
        speaker = self._speakers.of(t)
        if speaker is None:
            return []
        return [r for r in self._resolver.read(speaker) if r.identity.code or r.identity.sector]

    def _spoken_of(self, t: int, fits: Callable[[Referent], bool]) -> Callable[[Referent], bool]:
        """The same test, but in quoted words nobody who speaks them: speakers call themselves I and we."""
        speaker = self._speakers.of(t)
        if speaker is None or speaker == t:
            return fits
        selves = {r.identity for r in self._resolver.read(speaker) if r.identity.name is not None}
        return lambda r: r.token != speaker and r.identity not in selves and fits(r)

    def _bound(self, t: int, fits: Callable[[Referent], bool]) -> list[Referent]:
        """Whom the structure of the sentence gives: the first of the pronoun's list, whom its clause is put to, the owner of
        the phrase or doing that a possessive stands in (Russia, of "Russia's use of its veto").
        """
        binding = self._binding
        readers = (binding.first_in_list, binding.addressed, binding.doing, binding.owner, binding.provoking)
        for c in (c for reader in readers for c in reader(t)):
            if found := [r for r in self._resolver.read(c) if fits(r)]:
                return found
        return []

    def _above(self, t: int) -> Callable[[frozenset[int]], frozenset[int]]:
        return lambda barred: self._binding.subjects(t, barred)

    def _unnamed(self, t: int, fits: Callable[[Referent], bool]) -> Callable[[Referent], bool]:
        """The same test, but of nobody whom the pronoun's own words name: it fears a war with Ankara."""
        names = [c for c in self._binding.named_below(t) if self._resolver.match_at(c) is not None]
        others = [r.identity for c in names for r in self._resolver.read(c)]
        return fits if not others else lambda r: fits(r) and not any(is_same(r.identity, o) for o in others)

    def _asked(self, t: int, fits: Callable[[Referent], bool]) -> list[Referent]:
        """Who is asked or made to do what a possessive belongs to: Merkel urged Putin to withdraw his troops."""
        parse = self._parse
        if parse.tag[t] != "PRP$":
            return []
        node = t
        while parse.pos[node] != "VERB" and parse.head[node] != node:
            node = parse.head[node]
        asking = parse.head[node]
        if parse.dep[node] != "xcomp" or any(parse.dep[c] in SUBJECTS for c in parse.children[node]):
            return []
        asked = [c for c in parse.children[asking] if parse.dep[c] == "dobj"]
        asked += objects(parse, asking, frozenset(("on", "to")))
        found = [r for c in asked if c < node for r in self._resolver.read(c) if fits(r)]
        return found[:1]

    def _able(self, t: int, fits: Callable[[Referent], bool]) -> Callable[[Referent], bool]:
        """The same test, but of whose an army or a government is none who has no such: not the press."""
        owned = self._resolver.sector_of(self._parse.head[t]) if self._parse.tag[t] == "PRP$" else None
        if owned not in _OF_STATES:
            return fits
        return lambda r: r.identity.sector not in _CIVIL and fits(r)

    def _not_by(self, t: int, fits: Callable[[Referent], bool]) -> Callable[[Referent], bool]:
        """The same test, but of whose arrest or trial it is nobody who makes it, and no body or firm; nor have these a son."""
        parse = self._parse
        owned = parse.lemma[parse.head[t]].lower() if parse.tag[t] == "PRP$" else ""
        if owned in _CLOSE_KIN:
            return lambda r: r.identity.being not in ("body", "country") and fits(r)
        if owned not in _SUFFERED:
            return fits
        return lambda r: (
            (r.plural or r.identity.being == "person") and r.identity.sector not in _JUDGING and fits(r)
        )

    def _quoted_as(self, t: int) -> list[Referent]:
        """Whom a text quotes as saying that he did something."""
        parse = self._parse
        clause = parse.head[t]
        said = parse.head[clause]
        if parse.dep[t] not in SUBJECTS or parse.dep[clause] != "ccomp" or parse.dep[said] != "pcomp":
            return []
        quoting = parse.head[parse.head[said]]
        return [r for c in parse.children[quoting] if parse.dep[c] == "dobj" for r in self._resolver.read(c)]

    def _of_things(self, t: int) -> bool:
        """Whether "both" counts what is named after it and is no actor: both of these wrongs."""
        parse = self._parse
        if parse.lower[t] != "both":
            return False
        inner = objects(parse, t, frozenset(("of",)))
        return bool(inner) and not any(self._resolver.read(o) for o in inner)
