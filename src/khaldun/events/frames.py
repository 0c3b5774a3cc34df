"""Frames: which lexicon entry a predicate fits, and the deeds that it names with its complements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khaldun.events.aims import Aims
from khaldun.events.complements import Complements
from khaldun.events.compose import Composer
from khaldun.events.conditions import Conditions
from khaldun.events.deeds import Deed, Roles
from khaldun.events.fit import Fit
from khaldun.events.refine import Refiner
from khaldun.events.slots import Slots
from khaldun.events.status import StatusReader
from khaldun.events.syntax import Syntax
from khaldun.lexicon.load import Entry, Lexicon
from khaldun.lexicon.tables import Refinement, Rule

# Where a deed's doer is told by a noun beside it: "were killed in an air strike by government forces".
_THROUGH = ("in", "by", "during", "with")

# Operators that code by themselves whatever it is that they promise or refuse.
_PROMISING = frozenset({"agree", "decide", "refuse", "threaten", "request"})

# Operators whose deed is a word about somebody else's.
_JUDGING = frozenset({"accuse", "praise", "investigate"})

# Modifiers of a noun are no predicates of their own: "peace talks venue", "protest leader".
_INNER_NOUN = frozenset({"compound", "nmod", "npadvmod"})


class FrameReader:
    """Reads the deeds of one parsed article."""

    def __init__(
        self,
        syntax: Syntax,
        roles: Roles,
        status: StatusReader,
        lexicon: Lexicon,
        composition: dict[str, Rule],
        refinements: Sequence[Refinement],
    ) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._roles = roles
        self._status = status
        self._lexicon = lexicon
        aims = Aims(
            syntax,
            lexicon.classes.get("pressing", frozenset()),
            lexicon.classes.get("demanding", frozenset()),
        )
        self._slots = Slots(syntax, roles, aims)
        self._complements = Complements(self._slots)
        self._fit = Fit(self._slots, self._complements)
        self._refiner = Refiner(self._slots, refinements)
        self._conditions = Conditions(syntax, roles)
        self._composer = Composer(self._slots, status, self._refiner, composition, self._conditions)
        self._memo: dict[int, list[Deed]] = {}
        self._taken_by: dict[int, set[int]] = {}

    # From sentence to deeds ---------------------------------------------------------------------------

    def sentence(self, n: int) -> list[Deed]:
        """The deeds of sentence n in text order; what an outer predicate takes in is not told again."""
        first, last = self._parse.sentences[n]
        predicates = [i for i in range(first, last) if self._senses(i)]
        used: set[int] = set()
        found: list[Deed] = []
        for i in sorted(predicates, key=self._depth):
            if i in used or (self._parse.dep[i] in _INNER_NOUN and self._slots.kind(i) != "verb"):
                continue
            for deed in self.interpret(i):
                if deed.trigger == i and self._stands_alone(deed):
                    found.append(deed)
            used |= self._all_taken(i)
        return sorted(found, key=lambda d: d.trigger)

    def _all_taken(self, i: int) -> set[int]:
        """What a predicate has taken in, and what those predicates have taken in themselves."""
        found: set[int] = set()
        open_ = [i]
        while open_:
            new = self._taken_by.get(open_.pop(), set()) - found
            found |= new
            open_.extend(new)
        return found

    def _stands_alone(self, deed: Deed) -> bool:
        entry = self._lexicon.by_id[deed.rules[0]]
        return entry.alone or len(deed.rules) > 1

    def _depth(self, i: int) -> int:
        depth = 0
        while self._parse.head[i] != i and depth < 60:
            i = self._parse.head[i]
            depth += 1
        return depth

    def _senses(self, i: int) -> list[Entry]:
        kind = self._slots.kind(i)
        if kind is None:
            return []
        lemma = self._parse.lemma[i]
        if kind == "noun" and self._parse.pos[i] == "PROPN" and self._is_name(i):
            return []  # Congress is no meeting
        return self._lexicon.senses(kind, lemma if kind != "noun" else lemma.lower())

    def _is_name(self, i: int) -> bool:
        return any(m.head == i and m.kind == "named" and m.known for m in self._roles.mentions(i))

    # One predicate ------------------------------------------------------------------------------------

    def interpret(self, i: int) -> list[Deed]:
        """The deeds that the predicate at token i names, with what it does to its complements."""
        if i not in self._memo:
            self._memo[i] = []  # ends a loop in a parse that holds one
            self._memo[i] = [self._conditioned(deed) for deed in self._interpret(i)]
        return self._memo[i]

    def _conditioned(self, deed: Deed) -> Deed:
        """A threat to nobody named is meant for whom its condition speaks of."""
        if deed.root != "13" or any(self._roles.is_known(t) for t in deed.recipients):
            return deed
        party = self._conditions.party(deed.trigger, deed.actors)
        return replace(deed, recipients=tuple(party)) if party else deed

    def _interpret(self, i: int) -> list[Deed]:
        bare: list[Deed] = []
        senses = self._senses(i)
        if len(senses) > 1 and self._complements.has_clause(i):
            # A clause in the complement says more than any word beside: "ordered troops to withdraw".
            senses = sorted(senses, key=lambda e: e.operator is None and e.word is None)
        for entry in senses:
            if not self._fit.fits(entry, i):
                continue
            if entry.operator is not None:
                composed = self._compose(entry, i)
                if composed is not None:
                    return composed
            if entry.cameo is not None and not bare and "complement" not in entry.needs:
                deed = self._plain(entry, i)
                if deed is not None:
                    bare = [deed]
                    if entry.operator is None:
                        return bare
        return bare

    def _plain(self, entry: Entry, i: int) -> Deed | None:
        actors = self._slots.fill_actor(entry.actor, i)
        recipients = [t for t in self._slots.fill(entry.recipient, i, not_in=actors) if t not in actors]
        if (
            entry.operator is not None
            and entry.operator in _PROMISING
            and not any(self._roles.is_known(t) for t in recipients)
        ):
            recipients = self._from_complement(entry.operator, i, actors) or recipients
        if "recipient" in entry.needs and not any(self._roles.is_known(t) for t in recipients):
            return None
        if entry.kind == "verb" and not any(self._roles.is_known(t) for t in actors):
            actors = self._through_noun(i, recipients) or actors
        if "actor" in entry.needs and not any(self._roles.is_known(t) for t in actors):
            return None
        if not any(self._roles.is_known(t) for t in actors) and (
            self._is_state(i) or self._is_subjectless(entry, i)
        ):
            return None
        self._taken_by.setdefault(i, set()).update(self._demanded(entry, i))
        status = self._status.of(i)
        if status == "negated" and (entry.negated or "").isdigit() and not self._is_state(i):
            return replace(
                self._made(entry, i, actors, recipients),
                leaf=entry.negated or entry.cameo or "",
                status="actual",
            )
        return self._made(entry, i, actors, recipients)

    def _made(self, entry: Entry, i: int, actors: list[int], recipients: list[int]) -> Deed:
        assert entry.cameo is not None
        return Deed(
            leaf=self._refiner.refine(entry.cameo, i),
            actors=tuple(actors),
            recipients=tuple(recipients),
            trigger=i,
            rules=(entry.id,),
            status=self._status.of(i),
            reciprocal=entry.reciprocal,
            modes=entry.modes,
            contexts=entry.contexts,
            used=frozenset({i}),
            spine=frozenset({i}),
            stance=self._status.stance(i) if entry.kind == "verb" else "told",
        )

    def _demanded(self, entry: Entry, i: int) -> set[int]:
        """Tokens that an entry is made of beside its own word: the talks of "held talks" are no event again."""
        found = set(self._syntax.object(i)) if entry.object else set()
        for name, words in entry.prep:
            if words:
                found.update(self._syntax.prep(i, name))
        return {m for t in found for m in (t, self._syntax.content(t), *self._syntax.members(t))}

    def _from_complement(self, operator: str, i: int, actors: list[int]) -> list[int]:
        """The recipient of a promise or refusal whose deed the lexicon does not know, from the clause that tells it."""
        hollow = self._lexicon.classes.get("hollow", frozenset())
        for t in self._complements.of(i):
            if self._parse.pos[t] == "VERB" and self._parse.lemma[t] not in hollow:
                doers = [s for s in self._syntax.surface(t) if s not in actors]
                if operator == "request":
                    return doers if any(self._roles.is_known(s) for s in doers) else []
                if doers:
                    continue  # somebody else's deed, not the promised one
                slots = ("iobj", "obj", "with", "to", "to.from", "for", "from", "against", "on", "of")
                found = self._slots.fill(slots, t, actors)
                if not any(
                    self._roles.is_known(f) for f in found
                ):  # "to intervene in Syria", not "to talk in Geneva"
                    inside = self._slots.fill(("in",), t, actors)
                    if any(m.known and m.kind == "named" for f in inside for m in self._roles.mentions(f)):
                        found = inside
                if not any(self._roles.is_known(f) for f in found):
                    below = [c for c in self._parse.children[t] if self._parse.dep[c] in ("xcomp", "ccomp")]
                    found = [s for c in below for s in self._syntax.surface(c) if s not in actors]
                if any(self._roles.is_known(f) for f in found):
                    return found
        return []

    def _through_noun(self, i: int, recipients: list[int]) -> list[int]:
        """The doer told by an event noun beside a verb that names none."""
        for name in _THROUGH:
            for t in (u for v in (i, *self._also(i)) for u in self._syntax.prep(v, name, deep=False)):
                if self._slots.kind(t) == "noun":
                    doers = [a for deed in self.interpret(t) for a in _sides(deed) if a not in recipients]
                    if any(self._roles.is_known(a) for a in doers):
                        self._taken_by.setdefault(i, set()).add(t)
                        return doers
        return []

    def _also(self, i: int) -> list[int]:
        """What else befell people by the same deed: "were killed and nine others wounded in clashes with …"."""
        parse = self._parse
        others = [c for c in parse.children[i] if parse.dep[c] == "conj" and parse.pos[c] in ("NOUN", "NUM")]
        return [
            g for c in others for g in parse.children[c] if parse.dep[g] == "acl" and parse.tag[g] == "VBN"
        ]

    def _is_state(self, i: int) -> bool:
        """A participle that only describes ("detained foreigners", "foreigners detained in camps").

        Where there were foreigners detained, or somebody saw them so, it tells of it.
        """
        parse = self._parse
        if parse.tag[i] != "VBN" or parse.dep[i] not in ("acl", "amod"):
            return False
        noun = parse.head[i]
        verb = parse.head[noun]
        exists = parse.dep[noun] == "attr" and any(parse.dep[c] == "expl" for c in parse.children[verb])
        seen = parse.dep[noun] == "dobj" and parse.lemma[verb] in ("leave", "see", "get")
        return parse.dep[i] == "amod" or not (exists or seen)

    def _is_subjectless(self, entry: Entry, i: int) -> bool:
        """A gerund or infinitive that nobody is said to do ("reducing the presence would …")."""
        return entry.kind == "verb" and not self._syntax.is_passive(i) and not self._slots.subjects(i)

    # An operator and its complements ------------------------------------------------------------------

    def _inner(self, t: int, depth: int = 0) -> list[Deed]:
        """The deeds of a complement; a verb or noun that says nothing itself is looked through."""
        found = self.interpret(t)
        if found or depth > 1:
            return found
        parse = self._parse
        below: list[Deed] = []
        for c in parse.children[t]:
            if parse.dep[c] in ("xcomp", "ccomp", "acomp") or (
                parse.dep[c] == "acl" and self._complements.is_infinitive(c)
            ):
                below.extend(self._inner(c, depth + 1))
        return below

    def _compose(self, entry: Entry, i: int) -> list[Deed] | None:
        """What an operator makes of its complements; ``None`` where it has none that names a deed."""
        assert entry.operator is not None
        rule = self._composer.rule(entry.operator)
        if entry.operator == "refuse" and self._is_silence(i):
            return []
        # "would not hesitate to strike" threatens.
        turned = entry.negated is not None and entry.negated.isalpha() and self._status.of(i) == "negated"
        if turned and entry.negated is not None:
            rule = self._composer.rule(entry.negated)
        complements = self._complements.of(i, entry)
        if entry.operator == "perform":
            complements = [t for t in self._complements.done(entry, i) if self._slots.kind(t) == "noun"]
        elif entry.operator == "say":
            return self._urged(entry, i, complements)
        inner = [(t, deed) for t in complements for deed in self._inner(t)]
        if not inner:
            return None
        taken = {t for t, _ in inner} | {u for _, d in inner for u in d.used}
        own_actors = self._slots.fill_actor(entry.actor, i)
        own_recipients = self._slots.fill(entry.recipient, i, not_in=[*own_actors, *taken])
        composed: list[Deed] = []
        nobody = not any(self._roles.is_someone(t) for t in own_actors)
        if nobody and entry.operator in _JUDGING and self._syntax.is_passive(i):
            judged = self._syntax.surface(i)
            if all(t in judged for t, _ in inner):
                return None  # nobody is said to judge it ("the raid was condemned"): the deed itself is what is told
        if rule.own_deed and nobody and entry.kind != "noun" and not self._syntax.is_passive(i):
            return None  # nobody promises or threatens here ("the town is open to assault")
        if rule.own_deed:
            inner = [(t, d) for t, d in inner if self._composer.is_own(t, d, own_actors, own_recipients)]
            if not inner:
                return None
        for _, deed in inner:
            chosen = self._composer.rule_for(rule, deed, own_actors)
            made = self._composer.apply(chosen, entry, i, deed, own_actors, own_recipients)
            if made is not None and turned:
                made = replace(made, status="actual", stance="told")
            elif made is not None and made.status == "negated" and (entry.negated or "").isdigit():
                made = replace(made, leaf=entry.negated or made.leaf, status="actual", reciprocal=False)
            if made is not None and made not in composed:
                composed.append(made)
        if entry.operator == "claim" and not composed:
            return None
        self._taken_by.setdefault(i, set()).update(taken)
        return composed

    def _is_silence(self, i: int) -> bool:
        """ "Declined to comment on whether …" rejects nothing."""
        silence = self._lexicon.classes.get("silence", frozenset())
        parse = self._parse
        return any(parse.dep[c] == "xcomp" and parse.lemma[c] in silence for c in parse.children[i])

    def _urged(self, entry: Entry, i: int, complements: Sequence[int]) -> list[Deed] | None:
        """What a speaker says that another must do; nothing else that is said is an event of the saying."""
        rule = self._composer.rule("request")
        speakers = self._slots.fill_actor(entry.actor, i)
        found: list[Deed] = []
        for t in complements:
            if self._slots.kind(t) != "verb" or self._status.stance(t) != "urged":
                continue
            asked = [s for s in self._syntax.surface(t) if s not in speakers]
            inner = self.interpret(t)
            made = [self._composer.apply(rule, entry, i, deed, speakers, []) for deed in inner]
            if not inner and any(self._roles.is_known(s) for s in asked):
                bare = Deed(
                    "100",
                    tuple(speakers),
                    tuple(asked),
                    i,
                    (entry.id,),
                    self._status.of(i),
                    used=frozenset({i, t}),
                )
                made = [bare]
            self._taken_by.setdefault(i, set()).update({t} if made else ())
            found.extend(deed for deed in made if deed is not None)
        return found or None


def _sides(deed: Deed) -> tuple[int, ...]:
    """Who may have done what happened in a deed: in a clash either side."""
    return (*deed.actors, *deed.recipients) if deed.reciprocal else deed.actors
