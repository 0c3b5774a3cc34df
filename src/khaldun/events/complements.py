"""Complements: where the deed stands that an operator speaks of."""

from __future__ import annotations

from khaldun.events.slots import Slots
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.load import Entry

# Prepositions under which an operator's complement may stand.
_COMPLEMENT_PREPS = frozenset(
    {"of", "for", "from", "on", "against", "to", "with", "over", "about", "into", "as", "out", "off", "upon"}
)
# What these speak of may be told before them: "troops will leave, the minister {announced}".
_TELLING = frozenset({"announce", "say", "accuse", "claim", "believe", "deny", "agree", "intend", "threaten"})


class Complements:
    """The complements of every operator of one article."""

    def __init__(self, slots: Slots) -> None:
        self._slots = slots
        self._syntax = slots.syntax
        self._parse = slots.parse

    def of(self, i: int, entry: Entry | None = None) -> list[int]:
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
        ruled = entry is not None and entry.particle is not None  # "ruled out sending troops"
        for c in parse.children[i]:
            d = parse.dep[c]
            if d in ("advcl", "prep") and self._opens(c, i):
                continue
            if d in ("xcomp", "ccomp", "acomp", "attr", "oprd") or (
                d in ("acl", "relcl", "advcl", "dep")
                and not (d == "advcl" and c < i)  # "to avert a war, he told them …"
                and (self.is_infinitive(c) or self._is_content(c) or (ruled and parse.tag[c] == "VBG"))
            ):
                found.append(c)
            elif d == "dobj":
                if not hears:
                    found.append(c)
                found.extend(self._gerunds(c))  # "suspects Rwanda of arming rebels"
                denied = entry is not None and entry.operator == "deny"  # "dismissed claims that …"
                found.extend(
                    g
                    for g in parse.children[c]
                    if parse.dep[g] in ("acl", "relcl")
                    and (self.is_infinitive(g) or (denied and self._is_content(g)))
                )
            elif d in ("prep", "dative", "agent"):
                told = syntax.prep_objects(c)
                if parse.lower[c] in names:
                    found.extend(told)
                # "warned in a statement that he would leave"
                found.extend(g for o in told for g in parse.children[o] if self._is_content(g))
            elif (
                d in ("compound", "amod")
                and self._slots.kind(i) == "noun"
                and parse.pos[c] in ("NOUN", "PROPN")
            ):
                found.append(c)
        if self._slots.kind(i) == "verb" and syntax.is_passive(i) and not self.has_clause(i):
            found.extend(t for t in syntax.surface(i) if parse.pos[t] == "NOUN")
        elif self._slots.kind(i) == "verb" and not found:
            found.extend(t for t in syntax.object(i) if parse.pos[t] == "NOUN")
        widened: list[int] = []
        for t in found:
            if parse.pos[t] in ("VERB", "AUX", "ADJ"):
                widened.append(t)
                widened.extend(
                    c
                    for c in parse.children[t]
                    if parse.dep[c] == "conj" and parse.pos[c] == "VERB" and not self._is_apart(t, c)
                )
            else:
                widened.extend(dict.fromkeys(syntax.content(m) for m in syntax.members(t)))
        return list(dict.fromkeys(t for t in widened if t != i and not self._is_past(i, t, entry)))

    def _is_past(self, i: int, t: int, entry: Entry | None) -> bool:
        """Whether what the parser takes for a complement is a clause of its own, behind a semicolon or told before.

        "Kenya shut the border; the envoy {wants} …": only what is said or announced may stand before its verb.
        """
        parse = self._parse
        first, last = min(i, t), max(i, t)
        if ";" in parse.words[first:last]:
            return True
        if t > i or parse.pos[t] not in ("VERB", "AUX") or entry is None or entry.kind != "verb":
            return False
        if parse.dep[t] != "ccomp" or parse.head[t] != i or entry.operator in _TELLING:
            return False
        return self._syntax.child(t, "nsubj") is not None or self._syntax.child(t, "nsubjpass") is not None

    def _is_apart(self, t: int, c: int) -> bool:
        """Whether a past form that the parser coordinates with a bare one tells of itself: "said he would go and {ordered} …"."""
        parse = self._parse
        bound = any(parse.dep[a] == "aux" for a in parse.children[c])
        return parse.tag[t] == "VB" and parse.tag[c] == "VBD" and not bound

    def done(self, entry: Entry, i: int) -> list[int]:
        """What a light verb does: its object, or what stands under a preposition that its entry names ("engage in")."""
        syntax = self._syntax
        found = list(syntax.object(i))
        for name in (*(name for name, _ in entry.prep), *(entry.particle or ())):
            found.extend(syntax.prep(i, name, deep=False))
        if entry.kind != "verb":
            return self.of(i, entry)
        return list(dict.fromkeys(syntax.content(m) for t in found for m in syntax.members(t)))

    def _opens(self, c: int, i: int) -> bool:
        """Whether a clause of purpose or a phrase stands before the predicate's subject: "To avert a clash, Norway told …"."""
        parse = self._parse
        return any(c < s < i and parse.dep[s] in ("nsubj", "nsubjpass") for s in parse.children[i])

    def has_clause(self, i: int) -> bool:
        """Whether an infinitive or a that-clause completes the predicate."""
        parse = self._parse
        return any(parse.dep[c] in ("xcomp", "ccomp") and parse.pos[c] == "VERB" for c in parse.children[i])

    def has_told(self, i: int, own: bool = False) -> bool:
        """Whether a clause with "that" completes the predicate; ``own``: it tells what its subject itself would do."""
        parse = self._parse
        for c in parse.children[i]:
            if parse.dep[c] != "ccomp" or parse.lower[parse.left_edge(c)] != "that":
                continue
            if not own:
                return True
            will = any(
                parse.lemma[a] in ("will", "would") for a in parse.children[c] if parse.dep[a] == "aux"
            )
            if will and not self._syntax.is_passive(c) and self._is_same(i, c):
                return True
        return False

    def _is_same(self, i: int, c: int) -> bool:
        """Whether a clause has the subject of the predicate above it: "warned that {it} would answer"."""
        roles, syntax = self._slots.roles, self._syntax
        ours, theirs = roles.countries(syntax.subject(i)), roles.countries(syntax.subject(c))
        return bool(ours & theirs)

    def is_ability(self, v: int) -> bool:
        """Whether verb v only tells what somebody is able or free to do ("the right to ban parties")."""
        parse = self._parse
        while parse.dep[v] == "conj" and parse.pos[parse.head[v]] == "VERB":
            v = parse.head[v]
        if parse.dep[v] in ("xcomp", "advcl") and parse.lemma[parse.head[v]] in ("have", "lack", "need"):
            verb = parse.head[v]
            held = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and c < v]
            held = [m for c in held for m in self._syntax.members(c)]
            if parse.dep[verb] == "relcl":  # "the levers that it has to press them"
                held.append(parse.head[verb])
            return self.is_infinitive(v) and any(parse.lemma[c] in listed("ability") for c in held)
        noun = parse.head[v]
        if parse.dep[v] not in ("acl", "relcl"):
            return False
        if not any(parse.lemma[m] in listed("ability") for m in self._syntax.members(noun)):
            return False
        opened = parse.lemma[noun] == "way" and self._syntax.child(v, "nsubj") is not None
        if opened:
            return False  # "paved the way for rebels to storm it"
        return self.is_infinitive(v) and parse.lemma[parse.head[noun]] not in listed("exerting")

    def is_opinion(self, v: int) -> bool:
        """Whether verb v has only a clause that tells how things are: "agreed that talks were needed", "agreed he had lied"."""
        parse = self._parse
        for c in parse.children[v]:
            if parse.dep[c] == "ccomp":
                own = parse.children[c]
                tags = {parse.tag[c], *(parse.tag[a] for a in own if parse.dep[a] in ("aux", "auxpass"))}
                return "MD" not in tags and not tags.isdisjoint(("VBD", "VBZ", "VBP"))
        return False

    def is_infinitive(self, v: int) -> bool:
        """Whether verb v stands with "to"."""
        parse = self._parse
        return parse.pos[v] == "VERB" and any(
            parse.dep[c] == "aux" and parse.lower[c] == "to" for c in parse.children[v]
        )

    def _is_content(self, v: int) -> bool:
        """A noun's content clause: "the demand that Israel withdraw"."""
        parse = self._parse
        if parse.lemma[v] in listed("judging proposals") and not any(
            parse.dep[c] == "dobj" for c in parse.children[v]
        ):
            return False  # "a proposal that Iran rejected": a relative clause
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
