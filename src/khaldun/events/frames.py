"""Frames: which lexicon entry a predicate fits, who stands in its slots, and what it does to its complement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from khaldun.events.deeds import Deed, Roles
from khaldun.events.status import StatusReader
from khaldun.events.syntax import Syntax
from khaldun.lexicon.load import Entry, Kind, Lexicon
from khaldun.lexicon.tables import Refinement, Rule
from khaldun.model import Status

_KINDS: dict[str, Kind] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}

# Prepositions under which an operator's complement may stand.
_COMPLEMENT_PREPS = frozenset(
    {"of", "for", "from", "on", "against", "to", "with", "over", "about", "into", "as", "out", "off", "upon"}
)
# Sectors of actors that are neither state nor armed.
_CIVILIAN = frozenset(
    {"CVL", "OPP", "LAB", "EDU", "REL", "SOC", "REF", "AGR", "JRN", "MED", "PTY", "NGO", "ISM"}
)
# Where a deed's doer is told by a noun beside it: "were killed in an air strike by government forces".
_THROUGH = ("in", "by", "during", "with")

# Names of states and bodies that stand as adjectives: "US strikes", but "Paris attacks" are not by Paris.
_ABBREVIATED = frozenset({"us", "u.s.", "uk", "u.k.", "un", "u.n.", "eu", "e.u.", "uae", "usa"})

# Operators that code by themselves whatever it is that they promise or refuse.
_PROMISING = frozenset({"agree", "refuse", "threaten", "request"})

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
        self._composition = composition
        self._refinements = refinements
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
            if i in used or (self._parse.dep[i] in _INNER_NOUN and self._kind(i) != "verb"):
                continue
            for deed in self.interpret(i):
                if deed.trigger == i and self._stands_alone(deed):
                    found.append(deed)
            used |= self._taken_by.get(i, set())
        return sorted(found, key=lambda d: d.trigger)

    def _stands_alone(self, deed: Deed) -> bool:
        entry = self._lexicon.by_id[deed.rules[0]]
        return entry.alone or len(deed.rules) > 1

    def _depth(self, i: int) -> int:
        depth = 0
        while self._parse.head[i] != i and depth < 60:
            i = self._parse.head[i]
            depth += 1
        return depth

    def _kind(self, i: int) -> Kind | None:
        kind = _KINDS.get(self._parse.pos[i])
        if kind == "verb" and self._parse.pos[i] == "AUX" and self._parse.dep[i] in ("aux", "auxpass"):
            return None
        return kind

    def _senses(self, i: int) -> list[Entry]:
        kind = self._kind(i)
        if kind is None:
            return []
        lemma = self._parse.lemma[i]
        return self._lexicon.senses(kind, lemma if kind != "noun" else lemma.lower())

    # One predicate ------------------------------------------------------------------------------------

    def interpret(self, i: int) -> list[Deed]:
        """The deeds that the predicate at token i names, with what it does to its complements."""
        if i not in self._memo:
            self._memo[i] = []  # ends a loop in a parse that holds one
            self._memo[i] = self._interpret(i)
        return self._memo[i]

    def _interpret(self, i: int) -> list[Deed]:
        bare: list[Deed] = []
        senses = self._senses(i)
        if len(senses) > 1 and self._has_clause(i):
            # A clause in the complement says more than any word beside: "ordered troops to withdraw".
            senses = sorted(senses, key=lambda e: e.operator is None)
        for entry in senses:
            if not self._fits(entry, i):
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

    def _has_clause(self, i: int) -> bool:
        parse = self._parse
        return any(parse.dep[c] in ("xcomp", "ccomp") and parse.pos[c] == "VERB" for c in parse.children[i])

    def _plain(self, entry: Entry, i: int) -> Deed | None:
        actors = self._fill(entry.actor, i)
        recipients = [t for t in self._fill(entry.recipient, i, not_in=actors) if t not in actors]
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
        if status == "negated" and entry.negated is not None:
            return replace(self._made(entry, i, actors, recipients), leaf=entry.negated, status="actual")
        return self._made(entry, i, actors, recipients)

    def _from_complement(self, operator: str, i: int, actors: list[int]) -> list[int]:
        """The recipient of a promise or refusal whose deed the lexicon does not know, from the clause that tells it."""
        hollow = self._lexicon.classes.get("hollow", frozenset())
        for t in self.complements(i):
            if self._parse.pos[t] == "VERB" and self._parse.lemma[t] not in hollow:
                doers = [s for s in self._syntax.surface(t) if s not in actors]
                if operator == "request":
                    return doers if any(self._roles.is_known(s) for s in doers) else []
                if doers:
                    continue  # somebody else's deed, not the promised one
                slots = ("iobj", "obj", "with", "to", "to.from", "for", "from", "against", "on", "in", "of")
                found = self._fill(slots, t, actors)
                if not any(self._roles.is_known(f) for f in found):
                    below = [c for c in self._parse.children[t] if self._parse.dep[c] in ("xcomp", "ccomp")]
                    found = [s for c in below for s in self._syntax.surface(c) if s not in actors]
                if any(self._roles.is_known(f) for f in found):
                    return found
        return []

    def _through_noun(self, i: int, recipients: list[int]) -> list[int]:
        """The doer told by an event noun beside a verb that names none."""
        for name in _THROUGH:
            for t in self._syntax.prep(i, name, deep=False):
                if self._kind(t) == "noun":
                    doers = [a for deed in self.interpret(t) for a in deed.actors if a not in recipients]
                    if any(self._roles.is_known(a) for a in doers):
                        self._taken_by.setdefault(i, set()).add(t)
                        return doers
        return []

    def _is_state(self, i: int) -> bool:
        """A participle that only describes ("detained foreigners", "foreigners detained in camps")."""
        return self._parse.tag[i] == "VBN" and self._parse.dep[i] in ("acl", "amod")

    def _is_subjectless(self, entry: Entry, i: int) -> bool:
        """A gerund or infinitive that nobody is said to do ("reducing the presence would …")."""
        return entry.kind == "verb" and not self._syntax.is_passive(i) and not self._subjects(i)

    def _made(self, entry: Entry, i: int, actors: list[int], recipients: list[int]) -> Deed:
        assert entry.cameo is not None
        return Deed(
            leaf=self._refine(entry.cameo, i),
            actors=tuple(actors),
            recipients=tuple(recipients),
            trigger=i,
            rules=(entry.id,),
            status=self._status.of(i),
            reciprocal=entry.reciprocal,
            modes=entry.modes,
            contexts=entry.contexts,
            used=frozenset({i}),
            stance=self._status.stance(i) if entry.kind == "verb" else "told",
        )

    def _demanded(self, entry: Entry, i: int) -> set[int]:
        """Tokens that an entry is made of beside its own word: the talks of "held talks" are no event again."""
        found = set(self._syntax.object(i)) if entry.object else set()
        for name, words in entry.prep:
            if words:
                found.update(self._syntax.prep(i, name))
        return {m for t in found for m in (t, self._syntax.content(t), *self._syntax.members(t))}

    # Does an entry fit? -------------------------------------------------------------------------------

    def _fits(self, entry: Entry, i: int) -> bool:
        if entry.kind == "adj" and self._parse.dep[i] not in (
            "acomp",
            "ROOT",
            "conj",
            "oprd",
            "amod",
            "xcomp",
            "ccomp",
            "advcl",
        ):
            return False
        if entry.particle is not None and not self._has_particle(i, entry.particle):
            return False
        if (
            entry.clause
            and not self._has_clause(i)
            and not any(
                self._is_infinitive(c)
                for c in self._parse.children[i]
                if self._parse.dep[c] in ("advcl", "acl", "dep")
            )
        ):
            return False
        if entry.voice is not None and (entry.voice == "passive") != self._syntax.is_passive(i):
            return False
        if entry.compound is not None and not self._has_modifier(i, entry.compound):
            return False
        if entry.word is not None and not self._has_word(i, entry.word):
            return False
        if entry.not_word and self._has_word(i, entry.not_word):
            return False
        if (entry.object is not None or entry.not_object) and not self._object_fits(entry, i):
            return False
        if (entry.subject is not None or entry.not_subject) and not self._subject_fits(entry, i):
            return False
        return all(self._prep_fits(i, name, words) for name, words in entry.prep)

    def _has_particle(self, i: int, words: frozenset[str]) -> bool:
        parse = self._parse
        for c in parse.children[i]:
            if parse.lower[c] not in words:
                continue
            if parse.dep[c] in ("prt", "advmod", "dobj", "acomp", "oprd", "npadvmod"):
                return True
            # The parser takes many a particle for a preposition, but then it stands right behind its verb.
            if parse.dep[c] == "prep" and (c == i + 1 or not parse.children[c]):
                return True
        return False

    def _has_modifier(self, i: int, words: frozenset[str]) -> bool:
        parse = self._parse
        return any(
            parse.lower[m] in words or parse.lemma[m].lower() in words for m in self._syntax.modifiers(i)
        )

    def _has_word(self, i: int, words: frozenset[str]) -> bool:
        parse = self._parse
        near = list(parse.children[i])
        for t in self._syntax.object(i) if self._kind(i) == "verb" else []:
            near.extend(parse.children[t])
        for c in list(near):
            if parse.dep[c] in ("prep", "agent", "oprd", "xcomp"):
                near.extend(parse.children[c])
        return any(parse.lower[c] in words or parse.lemma[c].lower() in words for c in near)

    def _object_fits(self, entry: Entry, i: int) -> bool:
        return self._words_fit(self._syntax.object(i), entry.object, entry.not_object)

    def _subject_fits(self, entry: Entry, i: int) -> bool:
        return self._words_fit(self._subjects(i), entry.subject, entry.not_subject)

    def _words_fit(
        self, tokens: Sequence[int], wanted: frozenset[str] | None, barred: frozenset[str]
    ) -> bool:
        """Whether a slot holds what an entry wants there; "someone" is any actor, "any" (the empty set) anything."""
        if wanted is None and not barred:
            return True
        lemmas = self._head_lemmas(tokens)
        for name in ("someone", "civilians"):
            if (name in barred or (wanted and name in wanted)) and any(
                self._is_actor(t, name) for t in tokens
            ):
                lemmas.add(name)
        if wanted is not None and (not lemmas or (wanted and not lemmas & wanted)):
            return False
        return not (lemmas & barred)

    def _is_actor(self, token: int, name: str) -> bool:
        """Whether the phrase itself names an actor (not a thing that somebody owns); "civilians" by sector."""
        named = [m for m in self._roles.mentions(token) if m.kind != "possession"]
        return bool(named) if name == "someone" else any(m.sector in _CIVILIAN for m in named)

    def _head_lemmas(self, tokens: Iterable[int]) -> set[str]:
        parse, syntax = self._parse, self._syntax
        return {parse.lemma[m].lower() for t in tokens for m in (t, syntax.content(t), *syntax.members(t))}

    def _prep_fits(self, i: int, name: str, words: frozenset[str]) -> bool:
        found = self._syntax.prep(i, name)
        return bool(found) and self._words_fit(found, words, frozenset())

    # Slots --------------------------------------------------------------------------------------------

    def _subjects(self, i: int) -> list[int]:
        kind = self._kind(i)
        if kind == "verb":
            return self._syntax.subject(i)
        if kind == "adj":
            return [self._parse.head[i]] if self._parse.dep[i] == "amod" else self._syntax.surface(i)
        owner = self._syntax.owner_child(i)
        return [owner] if owner is not None else self._syntax.prep(i, "by", deep=False)

    def slot(self, path: str, i: int) -> list[int]:
        """Tokens that stand in a slot of predicate i, coordinated ones included; see ``docs/lexicon.md``."""
        step, _, rest = path.partition(".")
        found = self._step(step, i)
        for name in rest.split(".") if rest else ():
            found = [t for f in found for t in self._noun_step(name, f)]
        return [m for t in found for m in self._syntax.members(t)]

    def _step(self, step: str, i: int) -> list[int]:
        if step == "subj":
            return self._subjects(i)
        if self._kind(i) != "verb":
            found = self._noun_step(step, i)
            if found or step in ("poss", "adj"):
                return found
            # "the arrest of X by Y": the parser often hangs the last phrase on X.
            return self._syntax.prep(i, step)
        if step == "obj":
            return self._syntax.object(i)
        if step == "iobj":
            return self._syntax.indirect(i)
        return self._syntax.prep(i, step)

    def _noun_step(self, step: str, i: int) -> list[int]:
        if step == "poss":
            owner = self._syntax.owner_child(i)
            return [owner] if owner is not None else []
        if step == "adj":
            return [m for m in self._syntax.modifiers(i) if self._roles.is_known(m) and self._is_agentive(m)]
        return self._syntax.prep(i, step, deep=False)

    def _is_agentive(self, m: int) -> bool:
        """Whether a modifier tells whose deed it is ("French strikes") and not where it was done ("Paris attacks")."""
        parse = self._parse
        if parse.pos[m] == "ADJ" or parse.lower[m] in _ABBREVIATED:
            return True
        return all((mention.id or "").partition(":")[0] != "country" for mention in self._roles.mentions(m))

    def _fill(self, slots: Sequence[str], i: int, not_in: Sequence[int] = ()) -> list[int]:
        """The first slot with a known actor; else the first in which anybody stands."""
        someone: list[int] = []
        for path in slots:
            tokens = [t for t in self.slot(path, i) if t not in not_in and t != i]
            if any(self._roles.is_known(t) for t in tokens):
                return [t for t in tokens if self._roles.is_someone(t)]
            if not someone:
                someone = [t for t in tokens if self._roles.is_someone(t)]
        return someone

    # Refinement ---------------------------------------------------------------------------------------

    def _refine(self, leaf: str, i: int) -> str:
        lemmas: set[str] | None = None
        for refinement in self._refinements:
            if leaf not in refinement.origin:
                continue
            if lemmas is None:
                lemmas = self._nearby(i)
            if lemmas & refinement.words:
                leaf = refinement.to
        return leaf

    def _nearby(self, i: int) -> set[str]:
        """Lemmas of a predicate's arguments and modifiers: what it is done with."""
        parse, syntax = self._parse, self._syntax
        tokens = [i, *syntax.modifiers(i), *self._subjects(i)]
        if self._kind(i) == "verb":
            tokens.extend(syntax.object(i))
        for c in parse.children[i]:
            if parse.dep[c] in ("prep", "agent"):
                tokens.extend(syntax.prep_objects(c))
            elif parse.dep[c] in ("dobj", "advmod", "npadvmod"):
                tokens.append(c)
        found: set[str] = set()
        for t in tokens:
            for m in syntax.members(t):
                found.add(parse.lemma[m].lower())
                found.update(parse.lemma[x].lower() for x in syntax.modifiers(m))
                for c in parse.children[m]:
                    if parse.dep[c] == "prep" and parse.lower[c] == "of":
                        found.update(parse.lemma[o].lower() for o in syntax.prep_objects(c))
        return found

    # Composition --------------------------------------------------------------------------------------

    def _objects_done(self, entry: Entry, i: int) -> list[int]:
        """What a light verb does: its object, or what stands under a preposition that its entry names ("engage in")."""
        syntax = self._syntax
        found = list(syntax.object(i))
        for name in (*(name for name, _ in entry.prep), *(entry.particle or ())):
            found.extend(syntax.prep(i, name, deep=False))
        if entry.kind != "verb":
            return self.complements(i)
        return list(dict.fromkeys(syntax.content(m) for t in found for m in syntax.members(t)))

    def complements(self, i: int, entry: Entry | None = None) -> list[int]:
        """Tokens at which the complements of an operator stand.

        The object of an entry that asks or orders is the one who is asked ("told a conference"), no complement.
        """
        parse, syntax = self._parse, self._syntax
        found: list[int] = []
        names = (
            _COMPLEMENT_PREPS | {name for name, _ in entry.prep} if entry is not None else _COMPLEMENT_PREPS
        )
        hears = (
            entry is not None and entry.operator in ("request", "order") and entry.recipient[:1] == ("obj",)
        )
        for c in parse.children[i]:
            d = parse.dep[c]
            if d in ("xcomp", "ccomp", "acomp", "attr", "oprd") or (
                d in ("acl", "relcl", "advcl", "dep") and (self._is_infinitive(c) or self._is_content(c))
            ):
                found.append(c)
            elif d == "dobj":
                found.append(c)
                found.extend(self._gerunds(c))  # "suspects Rwanda of arming rebels"
                found.extend(
                    g
                    for g in parse.children[c]
                    if parse.dep[g] in ("acl", "relcl") and self._is_infinitive(g)
                )
            elif d in ("prep", "dative", "agent") and parse.lower[c] in names:
                found.extend(syntax.prep_objects(c))
            elif d in ("compound", "amod") and self._kind(i) == "noun" and parse.pos[c] in ("NOUN", "PROPN"):
                found.append(c)
        if self._kind(i) == "verb" and syntax.is_passive(i) and not self._has_clause(i):
            found.extend(t for t in syntax.surface(i) if parse.pos[t] == "NOUN")
        elif self._kind(i) == "verb" and not found:
            found.extend(t for t in syntax.object(i) if parse.pos[t] == "NOUN")
        widened: list[int] = []
        for t in found:
            if parse.pos[t] in ("VERB", "AUX", "ADJ"):
                widened.append(t)
                widened.extend(
                    c for c in parse.children[t] if parse.dep[c] == "conj" and parse.pos[c] == "VERB"
                )
            else:
                widened.extend(dict.fromkeys(syntax.content(m) for m in syntax.members(t)))
        return list(dict.fromkeys(t for t in widened if t != i))

    def _is_infinitive(self, v: int) -> bool:
        parse = self._parse
        return parse.pos[v] == "VERB" and any(
            parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[v]
        )

    def _is_content(self, v: int) -> bool:
        """A noun's content clause: "the demand that Israel withdraw"."""
        parse = self._parse
        return parse.dep[v] == "acl" and any(
            parse.dep[c] == "mark" and parse.lower[c] == "that" for c in parse.children[v]
        )

    def _gerunds(self, noun: int) -> list[int]:
        """ "of doing" that the parser hung on a verb's object."""
        parse = self._parse
        preps = [
            c
            for c in parse.children[noun]
            if parse.dep[c] == "prep" and parse.lower[c] in ("of", "for", "from")
        ]
        return [g for c in preps for g in parse.children[c] if parse.dep[g] == "pcomp"]

    def _inner(self, t: int, depth: int = 0) -> list[Deed]:
        """The deeds of a complement; a verb or noun that says nothing itself is looked through."""
        found = self.interpret(t)
        if found or depth > 1:
            return found
        parse = self._parse
        below: list[Deed] = []
        for c in parse.children[t]:
            if parse.dep[c] in ("xcomp", "ccomp", "acomp") or (
                parse.dep[c] == "acl" and self._is_infinitive(c)
            ):
                below.extend(self._inner(c, depth + 1))
        return below

    def _compose(self, entry: Entry, i: int) -> list[Deed] | None:
        """What an operator makes of its complements; ``None`` where it has none that names a deed."""
        assert entry.operator is not None
        rule = self._composition[entry.operator]
        complements = self.complements(i, entry)
        if entry.operator == "perform":
            complements = [t for t in self._objects_done(entry, i) if self._kind(t) == "noun"]
        elif entry.operator == "say":
            return self._urged(entry, i, complements)
        inner = [(t, deed) for t in complements for deed in self._inner(t)]
        if not inner:
            return None
        taken = {t for t, _ in inner} | {u for _, d in inner for u in d.used}
        own_actors = self._fill(entry.actor, i)
        own_recipients = self._fill(entry.recipient, i, not_in=[*own_actors, *taken])
        composed: list[Deed] = []
        if rule.own_deed:
            inner = [(t, d) for t, d in inner if self._is_own(t, d, own_actors, own_recipients)]
            if not inner:
                return None
        for _, deed in inner:
            chosen = self._rule_for(rule, deed, own_actors)
            made = self._apply(chosen, entry, i, deed, own_actors, own_recipients)
            if made is not None and made not in composed:
                composed.append(made)
        self._taken_by.setdefault(i, set()).update(taken)
        return composed

    def _is_own(self, t: int, inner: Deed, own_actors: Sequence[int], own_recipients: Sequence[int]) -> bool:
        """Whether a promised or threatened deed is the speaker's own (or warned against, the hearer's)."""
        if self._kind(t) == "noun":
            return True
        if not inner.actors:
            return not self._syntax.is_passive(inner.trigger)
        if set(inner.actors) & {*own_actors, *own_recipients}:
            return True
        return bool(
            self._roles.countries(inner.actors) & self._roles.countries([*own_actors, *own_recipients])
        )

    def _rule_for(self, rule: Rule, inner: Deed, own_actors: Sequence[int]) -> Rule:
        """The row that holds for this deed: it may lie ahead, or be somebody else's to do."""
        if rule.future is not None and inner.status in ("future", "hypothetical"):
            return self._composition[rule.future]
        if rule.others is not None and inner.actors and not set(inner.actors) & set(own_actors):
            return self._composition[rule.others]
        return rule

    def _urged(self, entry: Entry, i: int, complements: Sequence[int]) -> list[Deed] | None:
        """What a speaker says that another must do; nothing else that is said is an event of the saying."""
        rule = self._composition["request"]
        speakers = self._fill(entry.actor, i)
        found: list[Deed] = []
        for t in complements:
            if self._kind(t) != "verb" or self._status.stance(t) != "urged":
                continue
            asked = [s for s in self._syntax.surface(t) if s not in speakers]
            inner = self.interpret(t)
            made = [self._apply(rule, entry, i, deed, speakers, []) for deed in inner]
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

    def _apply(
        self, rule: Rule, entry: Entry, i: int, inner: Deed, own_actors: list[int], own_recipients: list[int]
    ) -> Deed | None:
        leaf = rule.leaf(inner.leaf)
        if leaf is None:
            return None
        actors, recipients = self._compose_roles(rule, inner, own_actors, own_recipients)
        if rule.is_deputed(inner.leaf):
            theirs = self._roles.countries(inner.actors)
            if theirs and not theirs & self._roles.countries(own_actors):
                leaf = "100"
        if rule.operator in ("accuse", "praise", "investigate"):
            leaf = self._judged(rule, entry, inner, leaf)
        status: Status = self._status.of(i)
        if rule.status != "outer" and leaf == inner.leaf:
            status = "negated" if rule.status == "negated" else "hypothetical"
        if inner.status == "negated" and rule.operator in ("perform", "continue"):
            status = "negated"
        if rule.operator in ("perform", "continue", "allow"):
            leaf = self._refine(self._refine(leaf, i), inner.trigger)
        keep = leaf == inner.leaf
        return Deed(
            leaf=leaf,
            actors=tuple(actors),
            recipients=tuple(recipients),
            trigger=i,
            rules=(entry.id, *inner.rules),
            status=status,
            reciprocal=inner.reciprocal and (keep or leaf in ("036", "046", "040")),
            modes=inner.modes if keep else entry.modes,
            contexts=tuple(dict.fromkeys((*inner.contexts, *entry.contexts))),
            used=inner.used | {i, inner.trigger},
            stance=self._status.stance(i) if entry.kind == "verb" else "told",
        )

    def _judged(self, rule: Rule, entry: Entry, inner: Deed, leaf: str) -> str:
        base = entry.cameo
        if rule.operator == "accuse":
            if base is not None and base.startswith("112"):
                return rule.allegation(inner.leaf)
            return base or "111"
        if rule.operator == "praise":
            return base or leaf
        return leaf

    def _compose_roles(
        self, rule: Rule, inner: Deed, own_actors: list[int], own_recipients: list[int]
    ) -> tuple[list[int], list[int]]:
        sources: dict[str, dict[str, Sequence[int]]] = {
            "actor": {"own": own_actors, "inner.actor": inner.actors, "inner.recipient": inner.recipients},
            "recipient": {
                "own": own_recipients,
                "inner.actor": inner.actors,
                "inner.recipient": inner.recipients,
            },
        }
        actors = self._first_known([sources["actor"][name] for name in rule.actor], ())
        order = rule.recipient
        if rule.aims(inner.leaf):
            order = ("inner.recipient", *order)
        recipients = self._first_known([sources["recipient"][name] for name in order], actors)
        if inner.reciprocal and rule.operator in ("perform", "continue", "agree", "stop", "refuse"):
            others = [t for t in inner.actors if t not in actors and t not in recipients]
            recipients = [*recipients, *others] if recipients != list(inner.actors) else recipients
        return actors, recipients

    def _first_known(self, choices: Sequence[Sequence[int]], but: Sequence[int]) -> list[int]:
        someone: list[int] = []
        for tokens in choices:
            left = [t for t in tokens if t not in but]
            if any(self._roles.is_known(t) for t in left):
                return left
            if left and not someone:
                someone = left
        return someone
