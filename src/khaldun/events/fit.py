"""Does an entry fit? What it wants to see beside its own word, checked against the parse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khaldun.events.complements import Complements
from khaldun.events.slots import Slots
from khaldun.lexicon.grammar import listed
from khaldun.lexicon.load import STAND_INS, Entry

# Kinds of actors that an entry may ask for, by sector.
_KINDS = {
    "civilians": frozenset(
        {"CVL", "OPP", "LAB", "EDU", "REL", "SOC", "REF", "AGR", "JRN", "MED", "PTY", "NGO", "ISM"}
    ),
    "politicians": frozenset({"PTY", "OPP", "LEG", "ELI"}),
}
_CLASSES = STAND_INS
# Named actors that stand in a class of words ("fighters" by name: Hezbollah).
_NAMED = {
    "@troops": frozenset({"MIL"}),
    "@police": frozenset({"COP"}),
    "@fighters": frozenset({"REB", "UAF"}),
    "@officials": frozenset({"GOV", "LEG", "ELI", "JUD"}),
    "@civilians": _KINDS["civilians"],
}
# From here on CAMEO's leaves tell of force, short of those for fines and bans.
_FORCE = "173"
# Particles that make another verb of the one that they stand by.
_TURNING = frozenset({"out", "down", "off", "away", "up", "over", "back", "aside", "on", "ahead"})
_TURNING_ADVERBS = frozenset({"out", "down", "away", "aside", "ahead"})
# Places in a sentence where an adjective says something of somebody.
_PREDICATIVE = frozenset({"acomp", "ROOT", "conj", "oprd", "amod", "xcomp", "ccomp", "advcl"})


class Fit:
    """Checks entries against the predicates of one article."""

    def __init__(self, slots: Slots, complements: Complements) -> None:
        self._slots = slots
        self._complements = complements
        self._syntax = slots.syntax
        self._parse = slots.parse
        self._turning: dict[int, frozenset[str]] = {}
        # Many entries ask the same of one predicate, so what they look at is gathered once.
        self._figures: dict[int, bool] = {}
        self._near: dict[int, frozenset[str]] = {}
        self._lemmas: dict[tuple[int, ...], frozenset[str]] = {}
        self._preps: dict[tuple[int, str], list[int]] = {}

    def fits(self, entry: Entry, i: int) -> bool:
        """Whether everything that the entry demands stands beside the predicate at token i."""
        if entry.kind == "adj" and self._parse.dep[i] not in _PREDICATIVE:
            return False
        if entry.particle is not None and not self._has_particle(i, entry.particle):
            return False
        if entry.kind == "verb" and entry.particle is None and self._has_other_sense(entry, i):
            return False
        if entry.clause is not None and not self._has_clause(i, entry.clause):
            return False
        if entry.kind == "verb" and (entry.cameo or "") >= _FORCE and self._is_figure(i):
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
        if entry.operator == "threaten" and self._begins_clause(i):
            return False
        if entry.cameo == "041" and self._is_naming(i):
            return False
        return all(self._prep_fits(i, name, words) for name, words in entry.prep)

    def _has_other_sense(self, entry: Entry, i: int) -> bool:
        """Whether a particle makes another verb of it: "backed out", "turned down"."""
        turning = self._turning.get(i)
        if turning is None:
            turning = self._turning[i] = self._particles(i)
        demanded = {name for name, _ in entry.prep} | (entry.word or frozenset()) if turning else turning
        return not turning <= demanded

    def _particles(self, i: int) -> frozenset[str]:
        parse = self._parse
        return frozenset(
            parse.lower[c]
            for c in parse.children[i]
            if not self._counts(c)
            and (
                (parse.dep[c] == "prt" and parse.lower[c] in _TURNING)
                or (parse.dep[c] in ("prep", "advmod") and c == i + 1 and parse.lower[c] in _TURNING_ADVERBS)
            )
        )

    def _counts(self, c: int) -> bool:
        """Whether a particle belongs to a number: "seized up to twenty people"."""
        parse = self._parse
        return (
            parse.lower[c] == "up"
            and parse.lower[c + 1 : c + 2] == ["to"]
            and parse.tag[c + 2 : c + 3] == ["CD"]
        )

    def _has_clause(self, i: int, form: str) -> bool:
        parse = self._parse
        if form in ("that", "own"):
            return self._complements.has_told(i, own=form == "own")
        if form == "any" and self._complements.has_clause(i):
            return True
        return any(
            parse.dep[c] in ("xcomp", "ccomp", "advcl", "acl", "dep") and self._complements.is_infinitive(c)
            for c in parse.children[i]
        )

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
        near = self._near.get(i)
        if near is None:
            near = self._near[i] = self._words_near(i)
        return not near.isdisjoint(words)

    def _words_near(self, i: int) -> frozenset[str]:
        """Words and lemmas that depend on a predicate or its object."""
        parse = self._parse
        near = list(parse.children[i])
        for t in self._syntax.object(i) if self._slots.kind(i) == "verb" else []:
            near.extend(parse.children[t])
        for c in list(near):
            if parse.dep[c] in ("prt", "advmod"):  # "pull back from a role" hangs it on the particle
                near.extend(g for g in parse.children[c] if parse.dep[g] in ("prep", "advmod"))
        for c in list(near):
            if parse.dep[c] in ("prep", "agent", "oprd", "xcomp"):
                near.extend(parse.children[c])
        return frozenset(word for c in near for word in (parse.lower[c], parse.lemma[c].lower()))

    def _object_fits(self, entry: Entry, i: int) -> bool:
        return self._words_fit(self._syntax.object(i), entry.object, entry.not_object)

    def _is_figure(self, i: int) -> bool:
        """Whether force is only a figure of speech, since what it is done to is no thing: "destroyed any trust"."""
        figure = self._figures.get(i)
        if figure is None:
            struck = self._syntax.object(i)
            lemmas = {self._parse.lemma[m].lower() for t in struck for m in (t, *self._syntax.members(t))}
            figure = self._figures[i] = bool(lemmas) and lemmas <= listed("abstract")
        return figure

    def _is_naming(self, i: int) -> bool:
        """Whether it says what somebody is called, and no telephone rings: "called his rival {weak} on Monday"."""
        return any(self._parse.dep[c] == "oprd" for c in self._parse.children[i])

    def _begins_clause(self, i: int) -> bool:
        """Whether what the parser takes for an object is the subject of a clause: "warned {children} face hunger"."""
        parse = self._parse
        for t in self._syntax.object(i) if not self._syntax.is_passive(i) else ():
            after = parse.right_edge(t) + 1
            if t > i and after < len(parse.words) and parse.tag[after] in ("VBP", "VBZ", "MD"):
                return True
        return False

    def _subject_fits(self, entry: Entry, i: int) -> bool:
        return self._words_fit(self._slots.subjects(i), entry.subject, entry.not_subject)

    def _words_fit(
        self, tokens: Sequence[int], wanted: frozenset[str] | None, barred: frozenset[str]
    ) -> bool:
        """Whether a slot holds what an entry wants there; "someone" is any actor, "any" (the empty set) anything."""
        if wanted is None and not barred:
            return True
        if "anything" in barred and tokens:
            return False
        lemmas = self._head_lemmas(tokens)
        asked = _CLASSES & (wanted | barred if wanted else barred)
        if asked:
            told = {name for name in asked if any(self._is_actor(t, name) for t in tokens)}
            lemmas = lemmas | told
        if wanted is not None and (not lemmas or (wanted and not lemmas & wanted)):
            return any(name in wanted and self._is_named(tokens, name) for name in _NAMED)
        return not (lemmas & barred) and not any(
            name in barred and self._is_named(tokens, name) for name in _NAMED
        )

    def _is_named(self, tokens: Iterable[int], name: str) -> bool:
        """Whether somebody is named, or stands as a pronoun, who is of a class of people."""
        return any(
            m.sector in _NAMED[name]
            for t in tokens
            for m in self._slots.roles.mentions(t)
            if m.kind in ("named", "pronoun")
        )

    def _is_actor(self, token: int, name: str) -> bool:
        """Whether the phrase itself names an actor (not a thing that somebody owns), of that kind, or a place."""
        if name == "somewhere":  # a town or region by name, not what a country owns
            return self._parse.pos[token] == "PROPN" and any(
                (m.kind == "possession" and (m.id or "").startswith("country:"))
                or (m.sector is None and (m.id or "").startswith("region:"))
                for m in self._slots.roles.mentions(token)
            )
        named = [m for m in self._slots.roles.mentions(token) if m.kind != "possession"]
        return bool(named) if name == "someone" else any(m.sector in _KINDS[name] for m in named)

    def _head_lemmas(self, tokens: Sequence[int]) -> frozenset[str]:
        key = tuple(tokens)
        lemmas = self._lemmas.get(key)
        if lemmas is None:
            parse, syntax = self._parse, self._syntax
            lemmas = self._lemmas[key] = frozenset(
                parse.lemma[m].lower() for t in key for m in (t, syntax.content(t), *syntax.members(t))
            )
        return lemmas

    def _prep_fits(self, i: int, name: str, words: frozenset[str]) -> bool:
        found = self._preps.get((i, name))
        if found is None:
            found = self._preps[(i, name)] = self._syntax.prep(i, name)
        return bool(found) and self._words_fit(found, words, frozenset())
