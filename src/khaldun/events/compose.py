"""Composition: what one predicate does to another, by the table of operators."""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.events.deeds import Deed
from khaldun.events.refine import Refiner
from khaldun.events.slots import Slots
from khaldun.events.status import StatusReader, weaker
from khaldun.events.ultimatums import Ultimatums
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.load import Entry
from khaldun.lexicon.tables import Rule
from khaldun.model import Status

# Operators that tell what somebody will do.
_PROMISES = frozenset({"agree", "intend", "decide"})
# Who tries to be given something has not got it yet, but asks for it.
_TRYING = frozenset({"try", "attempt", "effort", "seek", "struggle"})
_WITHDRAWAL = "0874"


class Composer:
    """Applies the composition table to the deeds of one article."""

    def __init__(
        self,
        slots: Slots,
        status: StatusReader,
        refiner: Refiner,
        table: dict[str, Rule],
        ultimatums: Ultimatums,
    ) -> None:
        self._slots = slots
        self._roles = slots.roles
        self._syntax = slots.syntax
        self._status = status
        self._refiner = refiner
        self._table = table
        self._ultimatums = ultimatums

    def rule(self, operator: str) -> Rule:
        """The row of an operator."""
        return self._table[operator]

    def is_own(
        self, i: int, t: int, inner: Deed, own_actors: Sequence[int], own_recipients: Sequence[int]
    ) -> bool:
        """Whether a promised or threatened deed is the speaker's own (or warned against, the hearer's)."""
        if self._slots.kind(t) == "noun" and self._slots.parse.lemma[i] in listed("warning of"):
            # "a warning of attacks by rebels" threatens nobody
            theirs = self._roles.countries(inner.actors)
            ours = self._roles.countries([*own_actors, *own_recipients])
            return inner.root != "13" and (not theirs or bool(theirs & ours))
        if self._slots.kind(t) == "noun" or not (own_actors or own_recipients):
            return True
        if not inner.actors:
            return not self._syntax.is_passive(inner.trigger)
        if set(inner.actors) & {*own_actors, *own_recipients}:
            return True
        return bool(
            self._roles.countries(inner.actors) & self._roles.countries([*own_actors, *own_recipients])
        )

    def rule_for(self, rule: Rule, i: int, inner: Deed, own_actors: Sequence[int]) -> Rule:
        """The row that holds for this deed under the operator at token i: it may lie ahead, or be somebody else's to do."""
        harmful = inner.root >= "17" and inner.status != "negated"
        if rule.carried is not None and harmful and self._is_carried_out(i):
            return self._table[rule.carried]
        if rule.future is not None and inner.status in ("future", "hypothetical"):
            rule = self._table[rule.future]
            return self._table["threaten"] if self._is_ultimatum(rule, inner) else rule
        if self._is_ultimatum(rule, inner):
            return self._table["threaten"]
        if self._is_yet_to_come(rule, i, inner):
            return self._table["agree"]
        if self._is_asked_for(rule, i, inner, own_actors):
            return self._table["request"]
        hostile = inner.root >= "14" and inner.root != "15"
        if (
            rule.ours is not None
            and not hostile
            and self._roles.countries(inner.actors) & self._roles.countries(own_actors)
        ):
            return self._table[rule.ours]
        if rule.thwarted is not None and inner.root == "14" and self._is_police(own_actors):
            return self._table[rule.thwarted]
        if rule.operator == "stop" and rule.others is not None:
            return self._table[rule.others] if self._is_others(inner, own_actors) else rule
        if rule.others is not None and inner.actors and not set(inner.actors) & set(own_actors):
            return self._table[rule.others]
        return rule

    def _is_yet_to_come(self, rule: Rule, i: int, inner: Deed) -> bool:
        """Whether a withdrawal is only announced or ordered by a noun: "announced a withdrawal", "his order to withdraw"."""
        if inner.leaf != _WITHDRAWAL or inner.status in ("negated", "historical"):
            return False
        told_by = {"announce": inner.trigger, "order": i}.get(rule.operator)
        return told_by is not None and self._slots.kind(told_by) == "noun"

    def _is_asked_for(self, rule: Rule, i: int, inner: Deed, own_actors: Sequence[int]) -> bool:
        """ "Tried to get a pledge from {Rwanda}": what others are to give to those who try."""
        given = set(inner.recipients) & set(own_actors) and not set(inner.actors) & set(own_actors)
        return (
            rule.operator == "continue"
            and bool(given and inner.actors)
            and "03" <= inner.root <= "08"
            and self._slots.parse.lemma[i] in _TRYING
            and not self._syntax.is_passive(inner.trigger)
        )

    def _is_carried_out(self, i: int) -> bool:
        """Whether a noun tells a decision as known, and the verb above it as past or the decision as somebody's."""
        if self._slots.kind(i) != "noun" or self._status.is_new(i):
            return False
        verb = self._syntax.governing_verb(i)
        if verb is None or self._status.of(verb) not in ("actual", "historical"):
            return False
        return self._syntax.owner_child(i) is not None or self._slots.parse.tag[verb] in ("VBD", "VBN")

    def _is_police(self, tokens: Sequence[int]) -> bool:
        """Whether those who stand here keep order: what they end is no protest of their own."""
        return any(m.sector in ("COP", "MIL", "GOV", "JUD") for t in tokens for m in self._roles.mentions(t))

    def _is_ultimatum(self, rule: Rule, inner: Deed) -> bool:
        """Whether a promised withdrawal is a threat: "will pull out its troops unless the rebels disarm"."""
        pulls_out = inner.leaf.startswith("087") and inner.status != "negated"
        return rule.operator in _PROMISES and pulls_out and self._ultimatums.is_one(inner.trigger)

    def apply(
        self, rule: Rule, entry: Entry, i: int, inner: Deed, own_actors: list[int], own_recipients: list[int]
    ) -> Deed | None:
        """The deed that an operator at token i makes of an inner one; ``None`` where that is nothing."""
        mooted = inner.status == "hypothetical" and len(inner.rules) > 1
        if rule.operator in _PROMISES and mooted and inner.root >= "14":
            rule = self._table["consider"]  # "is ready to discuss sanctions" threatens nobody yet
        leaf = self._leaf(rule, inner, own_actors)
        if leaf is None or self._is_undecided(rule, i, inner):
            return None
        actors, recipients = self._compose_roles(rule, inner, own_actors, own_recipients)
        if rule.is_deputed(inner.leaf):
            theirs = self._roles.countries(inner.actors)
            if theirs and not theirs & self._roles.countries(own_actors):
                leaf = "100"
            else:
                own = own_recipients if self._slots.kind(inner.trigger) == "noun" else []
                recipients = self._slots.first_known([inner.recipients, own], actors)
        if rule.operator == "claim" and not self._is_alleged(inner, own_actors):
            return None
        if rule.operator in ("accuse", "claim", "praise", "investigate"):
            leaf = self._judged(rule, entry, inner, leaf)
        status: Status = self._status.of(i)
        if rule.status != "outer" and leaf == inner.leaf:
            status = weaker(status, rule.status)  # type: ignore[arg-type]
        if leaf == inner.leaf and self._status.is_supposed(inner.trigger):
            status = weaker(status, inner.status)  # "prepared for a possible attack"
        if inner.status == "negated" and rule.operator in ("perform", "continue", "announce"):
            status = "negated"
        elif rule.operator in ("perform", "continue") and len(inner.rules) > 1:
            status = weaker(status, inner.status)  # "made plans to attack"
        if rule.operator in ("perform", "continue", "allow"):
            leaf = self._refiner.refine(self._refiner.refine(leaf, i), inner.trigger)
        keep = leaf == inner.leaf
        return Deed(
            leaf=leaf,
            actors=tuple(actors),
            recipients=tuple(recipients),
            trigger=i,
            rules=(entry.id, *inner.rules),
            status=status,
            reciprocal=inner.reciprocal
            and (keep or leaf in ("036", "046", "040", "127") or (leaf[:2] == "03" and not recipients)),
            modes=inner.modes if keep else entry.modes,
            contexts=tuple(dict.fromkeys((*inner.contexts, *entry.contexts))),
            used=inner.used | {i, inner.trigger},
            spine=inner.spine | {i} if keep else frozenset({i}),
            stance=self._status.stance(i) if entry.kind == "verb" else "told",
        )

    def _leaf(self, rule: Rule, inner: Deed, own_actors: Sequence[int]) -> str | None:
        """The leaf of the whole; what one promises not to do, or asks others not to do, is turned round."""
        if inner.status == "negated" and self._status.denies(inner.trigger):
            hostile = inner.root >= "14" and inner.root != "15"
            if rule.operator in _PROMISES:
                return "0356" if hostile else self._table["refuse"].leaf(inner.leaf)
            if rule.operator == "threaten" and hostile and set(inner.actors) & set(own_actors):
                return "0356"
            if rule.operator == "request" and hostile:
                return "1056"
        return rule.leaf(inner.leaf)

    def _is_undecided(self, rule: Rule, i: int, inner: Deed) -> bool:
        """ "Have made no decision to attack": nobody promises or threatens anything, nor refuses it."""
        decided = self._slots.parse.lemma[inner.trigger] in ("decision", "choice") and len(inner.rules) > 1
        return decided and rule.operator == "perform" and self._status.of(i) == "negated"

    def _judged(self, rule: Rule, entry: Entry, inner: Deed, leaf: str) -> str:
        base = entry.cameo
        if rule.operator == "claim":
            return rule.allegation(inner.leaf)
        if rule.operator == "accuse":
            if base is not None and base.startswith("112"):
                return rule.allegation(inner.leaf)
            return base or "111"
        if rule.operator == "praise":
            return base or leaf
        return leaf

    def _is_alleged(self, inner: Deed, own_actors: Sequence[int]) -> bool:
        """Whether a state or group claims that somebody known other than itself has done the deed."""
        theirs = self._roles.countries(inner.actors)
        ours = self._roles.countries(own_actors)
        return inner.status in ("actual", "historical") and bool(theirs and ours) and not theirs & ours

    def _is_others(self, inner: Deed, own_actors: Sequence[int]) -> bool:
        """Whether a refused deed is that of somebody known other than those who refuse it."""
        if inner.reciprocal or not own_actors or set(inner.actors) & set(own_actors):
            return False
        own = {m.id for t in own_actors for m in self._roles.mentions(t)}
        theirs = {
            m.id for t in inner.actors for m in self._roles.mentions(t) if m.known and m.kind != "possession"
        }
        return bool(theirs) and theirs.isdisjoint(own)

    def _are_own_troops(self, inner: Deed, own_actors: Sequence[int]) -> bool:
        """Whether a deed told by a noun is done by troops or officials of no country, and who announces it has one."""
        if self._slots.kind(inner.trigger) != "noun" or not self._roles.countries(own_actors):
            return False
        theirs = [m for t in inner.actors for m in self._roles.mentions(t)]
        return bool(theirs) and all(m.code is None and m.sector in ("MIL", "GOV") for m in theirs)

    def _met(self, tokens: list[int]) -> list[int]:
        """With whom, but not where: "staged a conference in {Brussels}" is not with Brussels."""
        parse = self._syntax.parse
        where = bool(tokens) and parse.dep[tokens[0]] == "pobj"
        return [] if where and parse.lower[parse.head[tokens[0]]] in ("in", "at", "on", "into") else tokens

    def _compose_roles(
        self, rule: Rule, inner: Deed, own_actors: list[int], own_recipients: list[int]
    ) -> tuple[list[int], list[int]]:
        doerless = not inner.actors and self._syntax.is_passive(inner.trigger)
        sources: dict[str, dict[str, Sequence[int]]] = {
            "actor": {
                "own": own_actors,
                "own.active": [] if doerless else own_actors,
                "inner.actor": inner.actors,
                "inner.recipient": inner.recipients,
            },
            "recipient": {
                "own": own_recipients,
                "own.active": own_recipients,
                "inner.actor": inner.actors,
                "inner.recipient": inner.recipients,
            },
        }
        choices = [sources["actor"][name] for name in rule.actor]
        if rule.operator == "perform" and any(self._roles.is_someone(t) for t in own_actors):
            choices = [own_actors]  # whoever launches a strike, nobody else does it
        if rule.operator == "continue" and inner.actors and set(own_actors) & set(inner.recipients):
            return list(inner.actors), list(inner.recipients)  # "they continued to be shelled by rebels"
        if rule.operator == "announce" and self._are_own_troops(inner, own_actors):
            choices = [own_actors]  # "Paris announced a troop withdrawal"
        wished = rule.operator == "wish" and inner.root >= "17" and self._slots.kind(inner.trigger) == "noun"
        if wished and not inner.actors:
            choices = []  # who wants an attack does not attack
        if inner.reciprocal and inner.root == "04" and rule.operator == "perform":
            own_recipients = sources["recipient"]["own"] = self._met(own_recipients)
        actors = self._slots.first_known(choices, ())
        order = rule.recipient
        if rule.operator in _PROMISES and own_recipients and set(own_recipients) <= set(inner.actors):
            order = ("own", *order)  # "invited {Erdogan} to visit Moscow"
        if rule.operator == "refuse" and self._is_others(inner, own_actors):
            order = ("inner.actor", *order)  # "Britain opposed Trump's decision to leave Syria"
        if rule.operator == "request" and own_recipients and set(own_recipients) <= set(inner.recipients):
            order = ("inner.actor", *order)  # "demanded the withdrawal of Serbian troops from Croatia"
        elif rule.operator in ("request", "order") and own_recipients:
            # whoever is asked, known or not, and nobody whom the deed is done to
            order = ("own", "inner.actor")
        if rule.aims(inner.leaf) and rule.leaf(inner.leaf) == "113" and inner.status != "negated":
            order = ("inner.recipient", *order)
        recipients = self._slots.first_known([sources["recipient"][name] for name in order], actors)
        if inner.reciprocal and rule.operator in ("perform", "continue", "agree", "decide", "stop", "refuse"):
            others = [t for t in inner.actors if t not in actors and t not in recipients]
            recipients = [*recipients, *others] if recipients != list(inner.actors) else recipients
        return actors, recipients
