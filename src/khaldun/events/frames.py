"""Frames: which lexicon entry a predicate fits, and the deeds that it names with its complements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khaldun.events.aims import Aims
from khaldun.events.blows import Blows
from khaldun.events.complements import Complements
from khaldun.events.compose import Composer
from khaldun.events.deeds import Deed, Roles
from khaldun.events.fit import Fit
from khaldun.events.gatherings import Gatherings
from khaldun.events.purposes import Purposes
from khaldun.events.refine import Refiner
from khaldun.events.slots import Slots
from khaldun.events.standing import is_standing
from khaldun.events.status import StatusReader
from khaldun.events.sufferers import Sufferers
from khaldun.events.syntax import Syntax
from khaldun.events.ultimatums import Ultimatums
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.load import Entry, Lexicon
from khaldun.lexicon.tables import Refinement, Rule

# Where a deed's doer is told by a noun beside it: "were killed in an air strike by government forces".
_THROUGH = ("in", "by", "during", "with")

# Operators that code by themselves whatever it is that they promise or refuse.
_PROMISING = frozenset({"agree", "decide", "refuse", "threaten", "request"})

# Operators whose deed is a word about somebody else's.
_JUDGING = frozenset({"accuse", "praise", "investigate"})

# Deeds that fall on towns and bases as on people.
_ON_GROUND = ("1712", "18", "19", "20")

# Those whose coming and going is their state's deed.
_FORCES = frozenset({"MIL", "COP", "GOV"})

_HELPING = frozenset({"help", "assist"})

# With these it is a guess that somebody wants to do a thing.
_GUESSING = frozenset({"may", "might", "will", "wo", "could", "must"})

# Leaves of penalties between states: envoys recalled, ties, trade and aid cut.
_CUT_TIES = ("160", "161", "162", "163")

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
        self._sufferers = Sufferers(syntax)
        self._ultimatums = Ultimatums(syntax, roles)
        self._composer = Composer(self._slots, status, self._refiner, composition, self._ultimatums)
        self._purposes = Purposes(syntax, roles, status)
        self._words: dict[int, frozenset[str]] = {}
        self._found: dict[int, list[Entry]] = {}
        self._gatherings = Gatherings(syntax, roles)
        self._blows = Blows(syntax, roles)
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
        found = self._blows.join(self._purposes.fold(self._once(found)))
        return sorted(found, key=lambda d: d.trigger)

    def _once(self, deeds: list[Deed]) -> list[Deed]:
        """The deeds, once where a word beside a noun tells of the noun's own: "{repeated} raids", "raids {flown} in Sudan"."""
        parse, told = self._parse, {d.trigger: d for d in deeds}
        again: list[Deed] = []
        for deed in deeds:
            noun = told.get(parse.head[deed.trigger])
            if noun is not None and parse.dep[deed.trigger] in ("amod", "acl") and noun.trigger in deed.used:
                again.append(deed if self._parties(deed) <= self._parties(noun) else noun)
        return [d for d in deeds if d not in again]

    def _parties(self, deed: Deed) -> int:
        return sum(map(self._roles.is_known, (*deed.actors, *deed.recipients)))

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
        found = self._found.get(i)
        if found is None:
            found = self._found[i] = self._look_up(i)
        return found

    def _look_up(self, i: int) -> list[Entry]:
        """The entries of the word at token i that may fit its sentence."""
        kind = self._slots.kind(i)
        if kind is None:
            return []
        lemma = self._parse.lemma[i]
        if kind == "noun" and self._parse.pos[i] == "PROPN" and self._is_name(i):
            return []  # Congress is no meeting
        return self._lexicon.senses_among(kind, lemma if kind != "noun" else lemma.lower(), self._words_of(i))

    def _words_of(self, i: int) -> frozenset[str]:
        """Words and lemmas of the sentence of token i, in lower case."""
        n = self._parse.sentence_of[i]
        words = self._words.get(n)
        if words is None:
            tokens = range(*self._parse.sentences[n])
            words = self._words[n] = frozenset(
                word for t in tokens for word in (self._parse.lower[t], self._parse.lemma[t].lower())
            )
        return words

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
        party = self._ultimatums.party(deed.trigger, deed.actors)
        return replace(deed, recipients=tuple(party)) if party else deed

    def _interpret(self, i: int) -> list[Deed]:
        if self._complements.is_ability(i) or self._is_kind(i) or is_standing(self._syntax, i):
            below = {c for c in self._parse.children[i] if self._parse.dep[c] in ("xcomp", "ccomp")}
            self._taken_by.setdefault(i, set()).update(below)
            return []  # "the right to ban parties", "negotiating tactics", "his job is to brief them"
        return [self._ended(deed) for deed in self._read(i)]

    def _ended(self, deed: Deed) -> Deed:
        """What is no longer done is stopped: "will no longer supply arms"."""
        friendly = "04" <= deed.root <= "08"
        if deed.status != "negated" or not friendly or not self._status.is_ended(deed.trigger):
            return deed
        leaf = self._composer.rule("stop").leaf(deed.leaf)
        return deed if leaf is None else replace(deed, leaf=leaf, status="actual", stance="told")

    def _read(self, i: int) -> list[Deed]:
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
        if entry.kind == "noun" and entry.reciprocal and entry.cameo in ("041", "046"):
            actors = [*actors, *self._gatherings.at_talks(i, [*actors, *recipients])]
        if entry.kind == "noun" and entry.cameo is not None and entry.cameo >= "18":
            actors, recipients = self._with_victim(i, actors, recipients)
            if self._is_any(i, actors) or self._is_remark(i, [*actors, *recipients]):
                return None
        if entry.kind == "noun" and (entry.cameo or "") >= "16":
            recipients = self._slots.first_known([recipients, self._sufferers.of(i)], actors)
        if entry.operator == "investigate":
            recipients = self._without_harm(recipients)
        if entry.kind == "verb" and (entry.cameo or "") >= "18" and not entry.reciprocal:
            recipients = self._slots.first_known([recipients, self._struck_at(i)], actors)
        if entry.kind == "verb" and (entry.cameo or "").startswith(_CUT_TIES):
            recipients = self._slots.first_known([recipients, self._quarrelled_with(i, actors)], actors)
        if (
            entry.kind == "verb"
            and (entry.cameo or "").startswith(_ON_GROUND)
            and not recipients
            and any(map(self._roles.is_known, actors))
        ):
            recipients = self._grounds(entry, i)
        if not self._is_addressed(entry, i, actors, recipients):
            return None
        if entry.cameo == "030" and self._parse.lemma[i] == "agree" and self._complements.is_opinion(i):
            return None  # "agreed that he had lied": they think so
        if entry.kind == "verb" and not any(self._roles.is_known(t) for t in actors):
            own = self._own_troops(entry, i)
            actors = self._through_noun(i, recipients) or own or self._by_blow(i) or actors
            recipients = [t for t in recipients if t not in own]
        if "actor" in entry.needs and not any(self._roles.is_known(t) for t in actors):
            return None
        if not any(self._roles.is_known(t) for t in actors) and (
            (self._is_state(i) and not self._is_dated(entry, i)) or self._is_subjectless(entry, i)
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

    def _is_addressed(self, entry: Entry, i: int, actors: Sequence[int], recipients: Sequence[int]) -> bool:
        """Whether the recipient that an entry needs is known, or, where a speaker will do, one in politics speaks."""
        if any(self._roles.is_known(t) for t in recipients):
            return True
        if "speaker" in entry.needs:
            if self._status.of(i) == "negated" or (
                entry.operator == "refuse" and self._withholds(i, "unspoken")
            ):
                return False
            return any(self._roles.is_political(t) for t in actors)
        return "recipient" not in entry.needs

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
        if entry.word:  # "held them responsible for the raid": the raid is what they are held responsible for
            near = [c for t in (i, *self._syntax.object(i)) for c in self._parse.children[t]]
            found.update(c for c in near if self._parse.lower[c] in entry.word)
        if "obj.holder" in entry.recipient:
            found.update(c for t in self._syntax.object(i) for c in self._slots.clauses_of_holding(t))
        return {m for t in found for m in (t, self._syntax.content(t), *self._syntax.members(t))}

    def _from_complement(self, operator: str, i: int, actors: list[int]) -> list[int]:
        """The recipient of a promise or refusal whose deed the lexicon does not know, from the clause that tells it."""
        hollow = self._lexicon.classes.get("hollow", frozenset()) if operator != "request" else frozenset()
        for t in self._complements.of(i):
            if self._parse.pos[t] == "VERB" and self._parse.lemma[t] not in hollow:
                doers = [s for s in self._syntax.surface(t) if s not in actors]
                if operator == "request":
                    return doers if any(self._roles.is_known(s) for s in doers) else []
                if doers:
                    continue  # somebody else's deed, not the promised one
                slots = (
                    "iobj",
                    "obj",
                    "with",
                    "to",
                    "to.from",
                    "for",
                    "from",
                    "against",
                    "on",
                    "of",
                    "towards",
                    "toward",
                )
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
                    told = [a for deed in self.interpret(t) for a in _sides(deed)] + self._slots.wielders(t)
                    doers = [a for a in told if a not in recipients]
                    if any(self._roles.is_known(a) for a in doers):
                        self._taken_by.setdefault(i, set()).add(t)
                        return doers
        return []

    def _struck_at(self, i: int) -> list[int]:
        """The place where things of nobody told were struck: "bombed a wedding in {Mali}"."""
        struck = self._syntax.object(i)
        if not struck or any(self._parse.pos[t] != "NOUN" or self._roles.is_someone(t) for t in struck):
            return []
        below = [t for name in ("in", "near", "at") for t in self._syntax.prep(i, name) if t > i]
        return [t for t in below if any(m.code and m.sector is None for m in self._roles.mentions(t))]

    def _quarrelled_with(self, i: int, actors: Sequence[int]) -> list[int]:
        """The one other country that the sentence names before a penalty: "{Chad} shelled the hills and Sudan recalled its
        ambassador"; nobody where it names several, or none.
        """
        own = self._roles.countries(actors)
        if not own:
            return []
        others: dict[str, int] = {}
        for t in range(self._parse.sentences[self._parse.sentence_of[i]][0], i):
            if self._parse.pos[t] in ("PROPN", "NOUN", "PRON"):
                for code in self._roles.countries([t]) - own:
                    others.setdefault(code, t)
        return list(others.values()) if len(others) == 1 else []

    def _grounds(self, entry: Entry, i: int) -> list[int]:
        """A place without a name that is struck, held or sacked: "besieged {the city}"."""
        tokens = [
            t for path in entry.recipient if path not in ("subj", "poss") for t in self._slots.slot(path, i)
        ]
        return [t for t in dict.fromkeys(tokens) if not self._roles.is_someone(t) and self._roles.struck(t)]

    def _by_blow(self, i: int) -> list[int]:
        """Who struck the blow that harmed people, as the predicate above it tells: "{X} was behind the raid, which killed ten"."""
        blows = [t for t in self._syntax.subject(i) if self._parse.lemma[t] in listed("blows")]
        if self._parse.lemma[i] not in listed("harming") or not blows:
            return []
        for c in self._parse.children[blows[0]]:
            if self._parse.dep[c] == "acl":
                self.interpret(c)  # "the raid, blamed on Chad, killed ten"
        above = [
            d for deeds in self._memo.values() for d in deeds if blows[0] in d.used and "18" <= d.root <= "20"
        ]
        return next((list(d.actors) for d in above if any(map(self._roles.is_known, d.actors))), [])

    def _without_harm(self, tokens: list[int]) -> list[int]:
        """Those into whom an inquiry is; whose death or murder it looks into is not one of them."""
        parse, harm = self._parse, listed("harm looked into")
        over = {t: parse.head[parse.head[t]] if parse.lower[parse.head[t]] == "of" else t for t in tokens}
        return [t for t in tokens if harm.isdisjoint((parse.lemma[t], parse.lemma[over[t]]))]

    def _own_troops(self, entry: Entry, i: int) -> list[int]:
        """Troops that are sent, kept or withdrawn by nobody who is named: it is their state's deed, as of its missiles that
        are fired.
        """
        leaf = entry.cameo or ""
        if not leaf.startswith(("15", "0874", "19")) or not self._syntax.is_passive(i) or self._is_state(i):
            return []
        tokens = [m for t in self._syntax.object(i) for m in self._syntax.members(t)]
        if leaf.startswith("19"):
            shots = self._lexicon.classes.get("projectiles", frozenset())
            fired = [t for t in tokens if self._parse.lemma[t] in shots]
            return [
                t for t in fired if any(m.code and m.kind == "possession" for m in self._roles.mentions(t))
            ]
        return [t for t in tokens if any(m.code and m.sector in _FORCES for m in self._roles.mentions(t))]

    def _with_victim(self, i: int, actors: list[int], recipients: list[int]) -> tuple[list[int], list[int]]:
        """Who is named before an act of violence suffered it ("the Skripal poisoning"), unless another is told to have."""
        parse = self._parse
        if any(self._roles.is_known(t) for t in recipients):
            return actors, recipients
        named = [
            m
            for m in self._syntax.modifiers(i)
            if parse.dep[m] == "compound"
            and parse.tag[m] == "NNP"
            and any((p.id or "").startswith("person:") for p in self._roles.mentions(m))
        ]
        return ([t for t in actors if t not in named], named) if named else (actors, recipients)

    def _is_remark(self, i: int, parties: Sequence[int]) -> bool:
        """Whether violence is only an example of something: "crimes like murder"."""
        parse = self._parse
        example = parse.dep[i] == "pobj" and parse.lower[parse.head[i]] in ("like", "as")
        return example and not self._roles.countries(parties)

    def _is_any(self, i: int, actors: Sequence[int]) -> bool:
        """Whether violence that nobody does is any of its kind: "any attack on one is an attack on all"."""
        parse = self._parse
        some = any(parse.dep[c] == "det" and parse.lower[c] == "any" for c in parse.children[i])
        return some and not any(map(self._roles.is_known, actors))

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

    def _is_dated(self, entry: Entry, i: int) -> bool:
        """Whether a participle tells when people came to harm: "workers kidnapped {last week}", "a teacher held {in May}"."""
        parse = self._parse
        if (entry.cameo or "") < "17" or parse.dep[i] != "acl":
            return False
        for c in parse.children[i]:
            if parse.dep[c] in ("npadvmod", "advmod") and parse.lemma[c].lower() in listed("times told"):
                return True
            if parse.dep[c] == "prep" and parse.lower[c] in ("in", "on", "since"):
                below = [g for g in parse.children[c] if parse.dep[g] == "pobj"]
                if any(
                    parse.lemma[g].lower() in listed("times told") or _is_year(parse.lower[g]) for g in below
                ):
                    return True
        return False

    def _is_kind(self, i: int) -> bool:
        """A gerund that only tells what kind of thing a noun names: "negotiating tactics"."""
        return self._parse.tag[i] == "VBG" and self._parse.dep[i] in ("amod", "compound")

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
        if entry.operator == "refuse" and self._withholds(i, "silence"):
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
        if entry.operator in ("perform", "continue"):
            inner = [(t, deed) for t, deed in inner if not self._is_others(t, deed)]
        if self._parse.lemma[i] in _HELPING:
            inner = [(t, deed) for t, deed in inner if not self._is_blow_told(t, deed)]
        if entry.operator in ("deny", "stop") and self._is_purpose(i):
            self._taken_by.setdefault(i, set()).update(t for t, _ in inner)
            return []  # "met to avert a war", "blockaded the port to stop Iran arming the rebels"
        if not inner:
            return self._wanted(entry, i, complements) if entry.operator == "wish" else None
        if entry.operator == "wish" and self._is_guessed(i):
            self._taken_by.setdefault(i, set()).update(t for t, _ in inner)
            return []
        taken = {t for t, _ in inner} | {u for _, d in inner for u in d.used}
        own_actors = self._slots.fill_actor(entry.actor, i)
        through = {t for t, d in inner if t not in d.used and self._slots.kind(t) == "noun"}
        # "rejected a Chinese proposal to meet": whose proposal it is, that tells no deed itself.
        own_recipients = self._slots.fill(entry.recipient, i, not_in=[*own_actors, *(taken - through)])
        if entry.operator == "investigate":
            own_recipients = self._without_harm(own_recipients)
        composed: list[Deed] = []
        nobody = not any(self._roles.is_someone(t) for t in own_actors)
        if nobody and entry.operator in _JUDGING and self._syntax.is_passive(i):
            judged = self._syntax.surface(i)
            if all(t in judged for t, _ in inner):
                return None  # nobody is said to judge it ("the raid was condemned"): the deed itself is what is told
        if entry.operator == "allow" and nobody and entry.kind == "verb" and not self._syntax.is_passive(i):
            return None  # nobody allows it ("the storm allowed rebels to withdraw")
        if rule.own_deed and nobody and entry.kind != "noun" and not self._syntax.is_passive(i):
            return None  # nobody promises or threatens here ("the town is open to assault")
        if rule.own_deed:
            inner = [(t, d) for t, d in inner if self._composer.is_own(i, t, d, own_actors, own_recipients)]
            if not inner:
                return None
        for _, deed in inner:
            chosen = self._composer.rule_for(rule, i, deed, own_actors)
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
        if entry.operator == "deny" and entry.object and not composed:
            return None  # "dismissed Congo's allegations" is told by another entry
        return composed

    def _is_blow_told(self, t: int, deed: Deed) -> bool:
        """Violence or a retreat told by a noun, which who helps does not do: "helped them repel the attack"."""
        return self._slots.kind(t) == "noun" and (deed.root == "08" or deed.root >= "14")

    def _is_others(self, t: int, deed: Deed) -> bool:
        """Whether a deed that stands under a verb which names none is done by somebody there: "try to force {them} to leave"."""
        if self._is_told_apart(deed.trigger):
            return True
        direct = t == deed.trigger or t in deed.used
        return not direct and bool(deed.actors) and not set(deed.actors) & set(self._syntax.surface(t))

    def _is_told_apart(self, v: int) -> bool:
        """A clause with a subject and a tense of its own: "tried to stop talk {they would leave}"."""
        parse = self._parse
        own = parse.children[v]
        finite = parse.tag[v] in ("VBD", "VBZ", "VBP") or any(parse.tag[c] == "MD" for c in own)
        return parse.dep[v] == "ccomp" and finite and any(parse.dep[c] == "nsubj" for c in own)

    def _is_purpose(self, i: int) -> bool:
        """An infinitive that tells what another deed is done for."""
        return self._parse.dep[i] == "advcl" and self._complements.is_infinitive(i)

    def _is_guessed(self, i: int) -> bool:
        """ "may not want to", "will wish to": somebody guesses at what another wishes."""
        parse = self._parse
        modal = any(parse.lower[c] in _GUESSING for c in parse.children[i] if parse.dep[c] == "aux")
        return modal and parse.lemma[i] in ("want", "wish")

    def _withholds(self, i: int, word_class: str) -> bool:
        """Whether only words of a class are refused: "declined to comment on whether …" rejects nothing."""
        words = self._lexicon.classes.get(word_class, frozenset())
        parse = self._parse
        return any(parse.dep[c] == "xcomp" and parse.lemma[c] in words for c in parse.children[i])

    def _urged(self, entry: Entry, i: int, complements: Sequence[int]) -> list[Deed] | None:
        """What a speaker says that another must do; nothing else that is said is an event of the saying."""
        rule = self._composer.rule("request")
        speakers = self._slots.fill_actor(entry.actor, i)
        found: list[Deed] = []
        for t in complements:
            if self._slots.kind(t) != "verb" or self._status.stance(t) != "urged":
                continue
            inner = self.interpret(t)
            made = [self._composer.apply(rule, entry, i, self._unasked(deed), speakers, []) for deed in inner]
            if not inner:
                made = [self._asked(entry, i, t, speakers)]
            self._taken_by.setdefault(i, set()).update({t} if made else ())
            found.extend(deed for deed in made if deed is not None)
        return found or None

    def _unasked(self, deed: Deed) -> Deed:
        """A deed in the passive without whoever is done to: "prisoners should be treated well" asks nothing of them."""
        hostile = self._composer.rule("request").aims(deed.leaf)
        passive = self._slots.kind(deed.trigger) == "verb" and self._syntax.is_passive(deed.trigger)
        return replace(deed, recipients=()) if passive and not hostile and not deed.actors else deed

    def _asked(self, entry: Entry, i: int, t: int, speakers: Sequence[int]) -> Deed | None:
        """A request that somebody known should do what the lexicon does not know; ``None`` where nobody is.

        What should be done to somebody ("the killers must be found") is asked of nobody told.
        """
        told = [m for s in self._syntax.surface(t) for m in self._syntax.members(s)]
        named = [s for s in told if s not in speakers and s != t]
        if self._parse.lemma[t] in listed("states") or not any(self._roles.is_known(s) for s in named):
            return None
        doers = [
            m
            for s in self._syntax.subject(t)
            for m in self._syntax.members(s)
            if m not in speakers and m != t
        ]
        doers = list(dict.fromkeys(doers))
        if entry.operator == "wish" and not any(self._roles.is_known(s) for s in doers):
            return None  # "want their country united": a wish, asked of nobody
        used = frozenset({i, t})
        return Deed("100", tuple(speakers), tuple(doers), i, (entry.id,), self._status.of(i), used=used)

    def _wanted(self, entry: Entry, i: int, complements: Sequence[int]) -> list[Deed] | None:
        """What is wanted of somebody: "wants the bank to raise wages"."""
        if self._status.of(i) != "actual":
            return None  # "might want the bank to …"
        hollow = self._lexicon.classes.get("hollow", frozenset())
        speakers = self._slots.fill_actor(entry.actor, i)
        clauses = [
            t for t in complements if self._slots.kind(t) == "verb" and self._parse.lemma[t] not in hollow
        ]
        made = [deed for t in clauses if (deed := self._asked(entry, i, t, speakers)) is not None]
        self._taken_by.setdefault(i, set()).update(t for deed in made for t in deed.used)
        return made or None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word.startswith(("19", "20"))


def _sides(deed: Deed) -> tuple[int, ...]:
    """Who may have done what happened in a deed: in a clash either side."""
    return (*deed.actors, *deed.recipients) if deed.reciprocal else deed.actors
