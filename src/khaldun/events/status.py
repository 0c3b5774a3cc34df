"""Status: whether a deed is told as done, coming, possible, or not done at all.

Read off tense, mood, negation and conditionals. Past history is told by dates and is settled where the
event gets its date (``setting.py``).
"""

from __future__ import annotations

from importlib.resources import files

import msgspec

from khaldun.events.conditions import Conditions
from khaldun.events.deeds import Stance
from khaldun.events.doubts import Doubts, load_doubts
from khaldun.events.syntax import Syntax
from khaldun.model import Status
from khaldun.yaml_data import read_yaml


class Moods(msgspec.Struct, frozen=True):
    """Words that carry mood; see ``status.yaml``."""

    future_aux: frozenset[str]
    hypothetical_aux: frozenset[str]
    negative: frozenset[str]
    conditional: frozenset[str]
    reporting: frozenset[str]
    factive: frozenset[str]
    future_governor: frozenset[str]
    hypothetical_adjectives: frozenset[str]
    future_adjectives: frozenset[str]
    historical_adjectives: frozenset[str]
    negative_determiners: frozenset[str]
    occurrence: frozenset[str]
    refusing: frozenset[str]
    urging: frozenset[str]
    preventing: frozenset[str]
    bygone: frozenset[str]
    fearing: frozenset[str]
    reportive: frozenset[str]
    after: frozenset[str]
    purposing: frozenset[str]
    judging: frozenset[str]
    tasks: frozenset[str]
    only: frozenset[str]
    ranking: frozenset[str]
    polite: frozenset[str]
    alleged: frozenset[str]
    presupposing: frozenset[str]
    thwarting: frozenset[str]
    proposing: frozenset[str]
    mooting: frozenset[str]
    minded: frozenset[str]


def load_moods() -> Moods:
    """The words of ``status.yaml``."""
    return msgspec.convert(read_yaml(files("khaldun") / "events" / "status.yaml"), Moods)


_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd"})

# The weakest link decides: a negated deed in a conditional clause is negated.
_RANK: dict[Status, int] = {"actual": 0, "historical": 1, "future": 2, "hypothetical": 3, "negated": 4}


def weaker(a: Status, b: Status) -> Status:
    """The less actual of two statuses."""
    return a if _RANK[a] >= _RANK[b] else b


class StatusReader:
    """Status of any predicate of one article."""

    def __init__(self, syntax: Syntax, moods: Moods) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._moods = moods
        self._conditions = Conditions(syntax, moods.conditional)
        self._doubts = Doubts(syntax, load_doubts(), self.of)
        self._cache: dict[int, Status] = {}

    def of(self, i: int) -> Status:
        """Status of the predicate at token i: verb, event noun or adjective."""
        if i not in self._cache:
            self._cache[i] = "actual"  # ends a loop in a parse that holds one
            pos = self._parse.pos[i]
            self._cache[i] = self._of_verb(i) if pos in ("VERB", "AUX") else self._of_other(i)
        return self._cache[i]

    def stance(self, v: int) -> Stance:
        """Whether the verb at token v tells a deed, refuses it ("will not go"), ends it ("no longer goes"), awaits it ("when he goes") or urges it ("should go")."""
        parse, moods = self._parse, self._moods
        words = {parse.lower[c] for c in self._around(v) if parse.dep[c] == "aux"}
        if any(parse.lower[c] == "longer" and parse.lower[c - 1] == "no" for c in parse.children[v] if c):
            return "ended"
        if self._conditions.is_awaited(v):
            return "awaited"
        if any(parse.dep[c] == "neg" for c in self._around(v)):
            refusing = words & moods.refusing and (not words & {"would", "'d"} or self._backshifted(v))
            return "refused" if refusing else "told"
        return "urged" if words & moods.urging else "told"

    def may_be_past(self, i: int) -> bool:
        """Whether the deed at token i can be past history: no verb of the present or of the present perfect tells it."""
        parse = self._parse
        if parse.pos[i] not in ("VERB", "AUX"):
            return True
        finite = [i, *(c for c in parse.children[i] if parse.dep[c] in ("aux", "auxpass"))]
        return not any(parse.tag[t] in ("VBZ", "VBP") for t in finite)

    def is_supposed(self, noun: int) -> bool:
        """Whether an adjective of its own tells that the noun may never be: "a possible attack"."""
        parse, words = self._parse, self._moods.hypothetical_adjectives
        return any(parse.dep[c] == "amod" and parse.lower[c] in words for c in parse.children[noun])

    def is_vowed(self, v: int) -> bool:
        """Whether the verb at token v is told with "will" or "would", whatever it depends on."""
        parse = self._parse
        bound = {parse.lower[c] for c in self._around(v) if parse.dep[c] == "aux"}
        negated = any(parse.dep[c] == "neg" for c in self._around(v)) or self.is_ended(v)
        return not negated and bool(bound & {"will", "would", "'ll", "'d", "shall"})

    def is_ended(self, v: int) -> bool:
        """Whether the verb at token v is told with "no longer"."""
        parse = self._parse
        return any(
            parse.lower[c] == "longer" and c > 0 and parse.lower[c - 1] == "no" for c in self._around(v)
        )

    def denies(self, v: int) -> bool:
        """Whether the predicate at token v carries a negation of its own ("vowed never to attack")."""
        parse = self._parse
        return any(
            (
                parse.dep[c] == "neg"
                or (parse.dep[c] in ("advmod", "preconj") and parse.lower[c] in self._moods.negative)
            )
            and not self._is_not_only(c, v)
            for c in parse.children[v]
        )

    def _of_verb(self, v: int) -> Status:
        parse, moods = self._parse, self._moods
        conditional = self._conditions.is_conditional(v) or self._conditions.is_asked(v)
        own: Status | None = "hypothetical" if conditional else None
        negated: Status = "hypothetical" if conditional else "negated"  # "if they are not freed"
        has_aux = False
        for c in self._around(v):
            dep, word = parse.dep[c], parse.lower[c]
            if self._is_not_only(c, v) or self._is_contrast(c, v):
                continue
            no_longer = word == "longer" and c > 0 and parse.lower[c - 1] == "no"
            if dep == "neg" or no_longer or (dep in ("advmod", "preconj", "cc") and word in moods.negative):
                return negated
            if dep == "auxpass" and parse.tag[c] in ("VBZ", "VBP", "VBD"):
                has_aux = True
            if dep == "aux":
                has_aux = has_aux or parse.tag[c] in ("MD", "VBZ", "VBP", "VBD")
                if parse.lemma[c] in moods.future_aux or word in moods.future_aux:
                    own = own or "future"
                elif (
                    word in ("would", "'d") and parse.lemma[v] in moods.polite and self._is_of_first_person(v)
                ):
                    continue  # "we would ask you to leave"
                elif word in moods.hypothetical_aux:
                    own = "future" if word in ("would", "'d") and self._backshifted(v) else "hypothetical"
            if dep in ("nsubj", "nsubjpass") and self._is_negative(c):
                return negated
            if dep in ("nsubj", "agent") and own is None and self._is_bygone(c):
                own = "historical"
            if dep == "dobj" and (self._has_no(c) or word in ("nothing", "nobody", "none")):
                return negated
        above = self._from_above(v, has_aux)
        return weaker(own, above) if own is not None else above

    def _is_not_only(self, c: int, v: int) -> bool:
        """ "not only", "not just": no negation."""
        parse = self._parse
        if parse.lower[c] not in ("not", "n't"):
            return False
        near = (*parse.children[c], *parse.children[v])
        return any(parse.lower[t] in self._moods.only and c < t <= c + 2 for t in near)

    def _is_contrast(self, c: int, v: int) -> bool:
        """ "fights the army, not the rebels": the verb itself is not denied."""
        parse = self._parse
        return parse.dep[c] == "neg" and c > v + 1 and parse.lower[c] == "not" and parse.lower[c - 1] == ","

    def _is_of_first_person(self, v: int) -> bool:
        parse = self._parse
        return any(parse.dep[c] == "nsubj" and parse.lower[c] in ("i", "we") for c in parse.children[v])

    def _is_thing(self, noun: int | None) -> bool:
        """A way, an aim, a task: what an infinitive is said to be."""
        return noun is not None and self._parse.lemma[noun] in self._moods.tasks

    def _around(self, v: int) -> list[int]:
        """The dependents of a verb, with those that the parser hung on its auxiliary ("should" on "be" in "should be going")."""
        parse = self._parse
        own = parse.children[v]
        return [
            *own,
            *(
                g
                for c in own
                if parse.dep[c] in ("aux", "auxpass")
                for g in parse.children[c]
                if parse.dep[g] in ("aux", "neg")
            ),
        ]

    def _is_bygone(self, noun: int) -> bool:
        """A doer of another age: "Fascist Italy", "Ottoman troops"."""
        parse = self._parse
        return any(parse.lower[m] in self._moods.bygone for m in self._syntax.modifiers(noun))

    def _is_negative(self, noun: int) -> bool:
        parse = self._parse
        return parse.lower[noun] in ("none", "nobody", "neither", "nothing") or self._has_no(noun)

    def _has_no(self, noun: int) -> bool:
        parse, words = self._parse, self._moods.negative_determiners
        return any(
            parse.dep[c] in ("det", "preconj") and parse.lower[c] in words for c in parse.children[noun]
        )

    def _backshifted(self, v: int) -> bool:
        """ "said it would go": a future seen from the past."""
        parse = self._parse
        if any(parse.dep[c] == "advcl" and self._conditions.is_conditional(c) for c in parse.children[v]):
            return False
        if any(
            parse.dep[c] in ("parataxis", "ccomp", "advcl")
            and parse.lemma[c] in self._moods.reporting
            and parse.tag[c] == "VBD"
            for c in parse.children[v]
        ):
            return True  # "Iran, he said, would go on"
        while parse.dep[v] in ("conj", "xcomp"):
            v = parse.head[v]
        if parse.dep[v] in ("acl", "relcl") and self._has_that(v):
            governor = self._syntax.governing_verb(v)  # "told a conference that she would"
            return governor is not None and parse.lemma[governor] in self._moods.reporting
        head = parse.head[v]
        return parse.dep[v] == "ccomp" and parse.lemma[head] in self._moods.reporting

    def _from_above(self, v: int, has_aux: bool) -> Status:
        """What the governing clause lends a clause that has no tense of its own."""
        parse, moods = self._parse, self._moods
        dep, head = parse.dep[v], parse.head[v]
        if head == v:
            return "actual"
        doubted = self._doubts.of_clause(v)
        if doubted is not None:
            return doubted
        if dep == "pcomp" and parse.lemma[parse.head[head]] in moods.fearing:
            return "hypothetical"  # "on the brink of being overrun"
        if dep == "pcomp" and parse.lemma[parse.head[head]] == "aim" and parse.lower[head] == "at":
            return "hypothetical"  # "talks aimed at ending the war"
        if self._is_mooted(v):
            return "hypothetical"
        if self._conditions.is_awaited(v):
            return "future"
        if dep == "acl" and self._has_that(v) and self._is_of_none(head):
            return "hypothetical"  # "no evidence that they bombed it"
        infinitive = any(parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[v])
        finite = has_aux or parse.tag[v] in ("VBD", "VBZ", "VBP", "MD")
        if dep == "conj" and any(parse.lower[c] == "nor" and head < c < v for c in parse.children[head]):
            return "negated"
        if dep == "conj" and parse.pos[head] in ("VERB", "AUX") and not finite:
            return (
                self.of(head)
                if parse.tag[v] == parse.tag[head] or parse.tag[v] in ("VB", "VBG")
                else "actual"
            )
        if dep == "conj" and parse.pos[head] in ("VERB", "AUX"):
            return self._of_clause(head)
        if infinitive and any(parse.dep[c] == "aux" and parse.lower[c] == "have" for c in parse.children[v]):
            # "is said to have struck": it is told as done, whoever says so.
            return (
                self.of(head)
                if parse.pos[head] in ("VERB", "AUX") and parse.lemma[head] not in moods.future_governor
                else "actual"
            )
        if (
            parse.tag[v] == "VB"
            and not has_aux
            and not infinitive
            and dep in ("acl", "ccomp")
            and self._has_that(v)
        ):
            return "hypothetical"  # "the proposal that inspectors visit Douma"
        if infinitive and dep in ("csubj", "csubjpass"):
            return "future"  # "a summit to be held in Oslo was called off", as some parses have it
        if infinitive and dep == "xcomp" and any(parse.lower[c] == "yet" for c in parse.children[head]):
            return "negated"  # "is yet to reply"
        if dep == "relcl" and self._has_determiner(head, ("any",)):
            return "hypothetical"  # "any fighters who are deported"
        if dep == "acl" and parse.tag[v] in ("VBN", "VBG"):
            return "actual"  # "forces backing Assad", whatever they would do
        if infinitive and dep in ("xcomp", "acl", "relcl", "advcl", "ccomp", "pcomp"):
            if parse.lemma[head] == "able" and parse.tag[parse.head[head]] == "VBD":
                return self.of(parse.head[head])  # who was able to strike struck
            if (
                parse.dep[head] == "dobj"
                and parse.lemma[parse.head[head]] == "do"
                and parse.tag[head][:2] == "JJ"
            ):
                return self.of(parse.head[head])  # "did much to support them"
            if parse.dep[head] == "attr" and self._is_ranked(head):
                return self.of(parse.head[head])  # "became the first country to recognise it"
            if parse.pos[head] in ("VERB", "AUX"):
                base = self.of(head)
                if parse.lemma[head] == "be" and self._syntax.child(head, "acomp") is not None:
                    return weaker("hypothetical", base)  # "it is lawful to kill them"
                if parse.lemma[head] == "be" and self._is_thing(self._syntax.child(head, "nsubj")):
                    return weaker("hypothetical", base)  # "the only way is to kill them"
                if any(parse.dep[c] == "mark" and parse.lower[c] == "for" for c in parse.children[v]):
                    return "hypothetical"  # "calls for the president to leave"
                if parse.lemma[head] == "have" and self._is_duty_or_means(head):
                    return weaker("hypothetical", base)  # "they have to leave", "had the means to leave"
                if parse.lower[head] == "going":  # "is going to strike", unlike "went to strike"
                    return weaker("future", base)
                reported = parse.lemma[head] in moods.reportive and self._syntax.is_passive(head)
                if parse.lemma[head] in moods.factive or reported:
                    return base  # "is known to hold hostages" tells that it holds them
                return weaker(
                    "future" if parse.lemma[head] in moods.future_governor else "hypothetical", base
                )
            return "hypothetical"
        if (
            dep == "pcomp"
            and parse.lemma[parse.head[head]] in moods.preventing
            and parse.lower[head] in ("from", "against")
        ):
            return "hypothetical"
        if dep == "pcomp" and parse.lower[head] == "with" and self._has_subject(v):
            return "actual"  # "with rebels shelling the town, he may leave"
        if dep in ("xcomp", "pcomp", "advcl", "acl", "dep", "ccomp") and not finite:
            governor = head if parse.pos[head] in ("VERB", "AUX") else self._syntax.governing_verb(v)
            above: Status = self.of(governor) if governor is not None else "actual"
            return "actual" if above == "negated" and dep in ("advcl", "acl") else above
        return self._of_clause(v)

    def _is_duty_or_means(self, have: int) -> bool:
        """Whether "have" tells only what one must or can do, and not what one had to do."""
        parse = self._parse
        if self._syntax.child(have, "dobj") is not None:
            return True
        perfect = any(parse.dep[c] == "aux" and parse.lemma[c] == "have" for c in parse.children[have])
        return parse.tag[have] in ("VBP", "VBZ", "VB") and not perfect

    def _is_mooted(self, v: int) -> bool:
        """A gerund or that-clause that tells what somebody has in mind: "interested in leaving", "propose that he leave"."""
        parse, moods = self._parse, self._moods
        dep, head = parse.dep[v], parse.head[v]
        if (
            dep == "pcomp"
            and parse.tag[v] == "VBG"
            and parse.lower[head] in ("in", "on", "of", "to", "about")
        ):
            over = parse.head[head]
            beside = [c for c in parse.children[over] if parse.dep[c] in ("dobj", "acomp") and c < v]
            return any(parse.lemma[t].lower() in moods.minded for t in (over, *beside))
        if dep in ("xcomp", "ccomp", "dobj") and parse.tag[v] in ("VBG", "VBN") and not self._has_subject(v):
            return self._with_particle(head) in moods.mooting
        if dep == "ccomp" and parse.tag[v] in ("VB", "VBP") and self._has_that(v):
            plural = any(
                parse.dep[c] == "nsubj" and parse.tag[c] in ("NNS", "NNPS", "PRP") for c in parse.children[v]
            )
            modal = any(parse.dep[c] == "aux" for c in parse.children[v])
            return not modal and parse.lemma[head] in moods.proposing and (parse.tag[v] == "VB" or not plural)
        return False

    def _is_ranked(self, noun: int) -> bool:
        """ "the first country", "the only state"."""
        parse = self._parse
        return any(
            parse.dep[c] in ("amod", "advmod") and parse.lower[c] in self._moods.ranking
            for c in parse.children[noun]
        )

    def _is_of_none(self, noun: int) -> bool:
        """ "no evidence", "no evidence of proof"."""
        parse = self._parse
        while parse.dep[noun] == "pobj" and parse.lower[parse.head[noun]] == "of" and not self._has_no(noun):
            noun = parse.head[parse.head[noun]]
        return self._has_no(noun)

    def _has_subject(self, v: int) -> bool:
        return any(self._parse.dep[c] in ("nsubj", "nsubjpass") for c in self._parse.children[v])

    def _has_determiner(self, noun: int, words: tuple[str, ...]) -> bool:
        parse = self._parse
        return any(parse.dep[c] == "det" and parse.lower[c] in words for c in parse.children[noun])

    def _has_that(self, v: int) -> bool:
        parse = self._parse
        return any(parse.dep[c] == "mark" and parse.lower[c] == "that" for c in parse.children[v])

    def _of_clause(self, v: int) -> Status:
        """Conditional clauses above a finite verb."""
        parse = self._parse
        steps = 0
        while parse.head[v] != v and steps < 30:
            if parse.dep[v] == "advcl" and self._conditions.is_conditional(v):
                return "hypothetical"
            v = parse.head[v]
            steps += 1
        return "actual"

    def _of_other(self, i: int) -> Status:
        parse, moods = self._parse, self._moods
        for c in parse.children[i]:
            word = parse.lower[c]
            if parse.dep[c] == "det" and word in moods.negative_determiners:
                return "negated"
            if parse.dep[c] in ("amod", "compound", "advmod"):
                if word in moods.hypothetical_adjectives:
                    return "hypothetical"
                if word in moods.future_adjectives:
                    return "future"
                if word in moods.historical_adjectives:
                    return "historical"
                if word in moods.negative:
                    return "negated"
        doubted = self._doubts.of_noun(i)
        if doubted is not None:
            return doubted
        governor = self._syntax.governing_verb(i)
        if governor is not None and self._is_thwarted(i, governor):
            return "negated" if self.of(governor) == "actual" else "hypothetical"
        if self._is_presupposed(i):
            return "actual"
        if self._has_determiner(i, ("any",)):
            # "does not recall any attacks"; "any attack will be answered"
            return "negated" if governor is not None and self.of(governor) == "negated" else "hypothetical"
        if (
            parse.dep[i] == "nsubj"
            and governor is not None
            and not self._is_owned(i)
            and (self.of(governor) == "hypothetical" or self._is_foretold(governor))
        ):
            return "hypothetical"  # "an assault would lead to flight", "a withdrawal is likely to be slow"
        if parse.dep[i] == "nsubjpass" and governor is not None and parse.lemma[governor] in moods.judging:
            return "actual"  # "the threats should be seen as a bluff"
        if self._is_only_thought_of(i, governor):
            return "hypothetical"
        if parse.dep[i] == "nsubj" and governor is not None and parse.lemma[governor] == "be":
            told = self._syntax.child(governor, "attr")
            if told is not None and parse.lemma[told] in moods.fearing:
                return "hypothetical"  # "clashes are a possibility"
        if (
            parse.dep[i] == "nsubj"
            and governor is not None
            and parse.lemma[governor] == "risk"
            and parse.tag[governor] in ("VBZ", "VBP")
            and self.is_new(i)
        ):
            return "hypothetical"  # "a clash risks a wider war"
        occurs = (
            governor is not None and parse.lemma[governor] in moods.occurrence and parse.dep[i] in _ARGUMENTS
        )
        if parse.pos[i] == "ADJ" or occurs:
            return self.of(governor) if governor is not None else "actual"
        if governor is not None and self._of_clause(governor) == "hypothetical":
            return "hypothetical"
        prevented = governor is not None and not {
            parse.lemma[governor],
            self._with_particle(governor),
        }.isdisjoint(moods.preventing)
        # "An air strike saved the town from an attack": the first of them was made.
        beside = self._stands_before(i, governor) or self._is_told_of_time(i, governor)
        return "hypothetical" if prevented and not beside else "actual"

    def _is_thwarted(self, noun: int, verb: int) -> bool:
        """Whether a verb tells that what the noun names was kept from being: "vetoed an investigation"."""
        parse = self._parse
        while parse.dep[noun] == "conj":
            noun = parse.head[noun]
        passive = parse.dep[noun] == "nsubjpass"
        return (
            parse.head[noun] == verb
            and (passive or parse.dep[noun] == "dobj")
            and self._with_particle(verb) in self._moods.thwarting
        )

    def _is_presupposed(self, noun: int) -> bool:
        """Whether a noun hangs on one that takes it for real ("the account of a massacre"), or somebody alleges it."""
        parse, moods = self._parse, self._moods
        if any(parse.dep[c] == "amod" and parse.lower[c] in moods.alleged for c in parse.children[noun]):
            return True
        prep = parse.head[noun]
        return (
            parse.dep[noun] == "pobj"
            and parse.dep[prep] == "prep"
            and parse.lemma[parse.head[prep]].lower() in moods.presupposing
        )

    def _is_owned(self, noun: int) -> bool:
        """ "his threat", "these raids": known to have been made."""
        parse = self._parse
        return any(
            parse.dep[c] == "poss" or (parse.dep[c] == "det" and parse.lower[c] in ("this", "these", "those"))
            for c in parse.children[noun]
        )

    def _is_foretold(self, verb: int) -> bool:
        """ "is likely to be", "is bound to end"."""
        told = self._syntax.child(verb, "acomp")
        return (
            told is not None
            and self._parse.lemma[verb] == "be"
            and self._parse.lower[told] in self._moods.hypothetical_adjectives
            and any(self._parse.dep[c] == "xcomp" for c in self._parse.children[told])
        )

    def _is_told_of_time(self, noun: int, verb: int | None) -> bool:
        """Whether a noun tells when or amid what a verb holds: "avoided the war until the invasion"."""
        parse = self._parse
        while parse.head[noun] != noun and parse.head[noun] != verb:
            noun = parse.head[noun]
        return parse.dep[noun] == "prep" and parse.lower[noun] in self._moods.after

    def _stands_before(self, noun: int, verb: int | None) -> bool:
        """Whether a noun stands in the subject of a verb."""
        parse = self._parse
        while parse.head[noun] != noun and parse.head[noun] != verb:
            noun = parse.head[noun]
        return parse.dep[noun] == "nsubj"

    def _with_particle(self, v: int) -> str:
        """ "hold off"."""
        parse = self._parse
        return " ".join(
            [parse.lemma[v], *(parse.lower[c] for c in parse.children[v] if parse.dep[c] == "prt")]
        )

    def _is_only_thought_of(self, noun: int, governor: int | None) -> bool:
        """Whether the words between an event noun and its verb leave open that it happened.

        "the risk of war" does, and so does whatever is new in a clause that tells nothing done: "could answer with
        strikes", "will not watch an attack"; "will be tried for the attack" and "may leave after attacks" do not.
        """
        parse, moods = self._parse, self._moods
        new = self.is_new(noun)
        i = noun
        while parse.head[i] != i and i != governor:
            over = parse.head[i]
            if parse.dep[i] == "pobj":
                if parse.lower[over] in moods.after:
                    return False
                if parse.lower[over] == "without" and new:
                    return True
                if parse.lemma[parse.head[over]] in moods.fearing:
                    return True
                if parse.lemma[parse.head[over]] in moods.purposing and parse.lower[over] in (
                    "for",
                    "against",
                    "in",
                ):
                    return new
            i = over
        return new and governor is not None and self.of(governor) in ("hypothetical", "future", "negated")

    def is_new(self, noun: int) -> bool:
        """Whether a noun is told without "the", "this" or an owner: "an attack", "strikes"."""
        parse = self._parse
        return not any(
            parse.dep[c] == "poss" or (parse.dep[c] == "det" and parse.lower[c] not in ("a", "an", "another"))
            for c in parse.children[noun]
        )
