"""Where the gathering and the parties of an act stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from khaldun.events.deeds import CastLike, Roles
from khaldun.events.syntax import Syntax
from khaldun.meetings.knowledge import Gathering, MeetingWords
from khaldun.model import Mention

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BESIDE = frozenset({"amod", "compound", "nmod", "npadvmod", "poss", "advmod", "nummod", "punct"})
_ECHOES = frozenset({"so", "neither", "nor", "as"})


class Namer(CastLike, Protocol):
    """The actors of one parsed article, those inside hyphenated words too."""

    def inside(self, token: int) -> Mention | None:
        """The actor that the first part of a hyphenated word names."""


class Grammar:
    """The sentences of one article as the acts of ``acts.yaml`` ask them; tokens are indices of the parse."""

    def __init__(self, syntax: Syntax, cast: Namer, words: MeetingWords) -> None:
        self.syntax = syntax
        self.parse = syntax.parse
        self.roles = Roles(cast, None, syntax)
        self._cast = cast
        self._words = words

    # Gatherings ---------------------------------------------------------------------------------------

    def gathering(self, i: int) -> Gathering | None:
        """The entry that token i fits as a noun of a gathering, or ``None``."""
        parse = self.parse
        if parse.pos[i] not in ("NOUN", "PROPN") or parse.dep[i] in ("compound", "nmod", "amod"):
            return None
        entries = self._words.gathering.get(parse.lemma[i].lower(), ())
        if not entries or any(self._is_none_in_particular(c) for c in parse.children[i]):
            return None
        before = self._beside(i)
        return next((entry for entry in entries if self._fits(entry, i, before)), None)

    def _is_none_in_particular(self, c: int) -> bool:
        """Whether a dependent makes the gathering one that need not be: "any talks", "a possible meeting"."""
        dep, word, nouns = self.parse.dep[c], self.parse.lower[c], self._words.nouns
        return (dep == "det" and word in nouns.any) or (dep == "amod" and word in nouns.unsure)

    def _fits(self, entry: Gathering, i: int, before: frozenset[str]) -> bool:
        parse = self.parse
        if entry.plural and parse.tag[i] not in ("NNS", "NNPS"):
            return False
        if entry.of and not any(parse.lemma[t].lower() in entry.of for t in self.syntax.prep(i, "of", False)):
            return False
        return (not entry.with_ or bool(before & entry.with_)) and not before & entry.not_with

    def _beside(self, i: int) -> frozenset[str]:
        parse = self.parse
        near = [c for c in parse.children[i] if c < i and parse.dep[c] in _BESIDE]
        deeper = [g for c in near for g in parse.children[c] if parse.dep[g] in _BESIDE]
        return frozenset(parse.lower[t] for t in (*near, *deeper))

    def gatherings_in(self, tokens: Iterable[int]) -> list[int]:
        """Those of the tokens that are gatherings, past nouns that only measure."""
        found = []
        for t in tokens:
            for m in (t, self.syntax.content(t), *self.syntax.members(t)):
                if m not in found and self.gathering(m) is not None:
                    found.append(m)
                    break
        return found

    def first(self, i: int) -> int:
        """The first token of the noun phrase up to its head: article and modifiers."""
        parse = self.parse
        left = i
        for c in parse.children[i]:
            if c < i and parse.dep[c] in (*_BESIDE, "det", "predet"):
                left = min(left, parse.left_edge(c))
        return left

    def is_definite(self, i: int) -> bool:
        """Whether the noun at token i refers to what was told before: "the conference", "their talks"."""
        parse = self.parse
        if any(
            parse.dep[c] == "amod" and parse.lower[c] in self._words.nouns.counting for c in parse.children[i]
        ):
            return False
        return any(
            parse.dep[c] == "poss" or (parse.dep[c] == "det" and parse.lower[c] in self._words.nouns.definite)
            for c in parse.children[i]
        )

    def names(self, i: int) -> frozenset[str]:
        """Names right before the noun at token i, in lower case."""
        parse = self.parse
        return frozenset(
            parse.lower[c]
            for c in parse.children[i]
            if c < i and parse.dep[c] == "compound" and parse.tag[c] == "NNP"
        )

    # Slots --------------------------------------------------------------------------------------------

    def slot(self, path: str, i: int) -> list[int]:
        """Tokens in a slot of token i: ``subj``, ``obj``, ``poss``, ``adj``, ``appos``, ``inside``, a preposition,
        or ``object.PREPOSITION`` (on the object).
        """
        step, _, rest = path.partition(".")
        if rest:
            found = self.syntax.child(i, "dobj", "nsubjpass")
            return [] if found is None else self.syntax.prep(found, rest, deep=False)
        parse, syntax = self.parse, self.syntax
        verbal = parse.pos[i] in _VERBAL
        if step == "subj":
            return self._subjects(i) if verbal else self._bearers(i)
        if step == "obj":
            return self._objects(i)
        if step in ("poss", "adj", "appos"):
            return self._around_noun(step, i)
        if step == "inside":
            return syntax.prep_objects(i)
        return syntax.prep(i, step, deep=verbal)

    def _around_noun(self, step: str, i: int) -> list[int]:
        parse = self.parse
        if step == "poss":
            owner = self.syntax.owner_child(i)
            return [] if owner is None else [owner]
        if step == "appos":
            return [c for c in parse.children[i] if parse.dep[c] == "appos"]
        return [
            m
            for m in self.syntax.modifiers(i)
            if self.roles.is_known(m) and (parse.pos[m] == "ADJ" or parse.words[m].isupper())
        ]

    def _bearers(self, i: int) -> list[int]:
        parse = self.parse
        if parse.dep[i] == "amod":
            return [parse.head[i]]
        verb = parse.head[i]
        return self.syntax.subject(verb) if parse.pos[verb] in _VERBAL else []

    def _subjects(self, v: int) -> list[int]:
        return [*self.syntax.subject(v), *self._echoed(v)]

    def _objects(self, v: int) -> list[int]:
        found = self.syntax.object(v)
        return [*found, *self._echoed(v)] if self.syntax.is_passive(v) else found

    def _echoed(self, v: int) -> list[int]:
        """Whom an echo of the verb adds: "was kept out, as was Chad", "and so did Peru"."""
        parse = self.parse
        found: list[int] = []
        for c in parse.children[v]:
            if (
                c > v
                and parse.dep[c] in ("conj", "advcl", "ccomp")
                and parse.lemma[c] in ("do", "be", "have")
            ):
                marks = {parse.lower[g] for g in parse.children[c] if g < c}
                subject = self.syntax.child(c, "nsubj", "nsubjpass", "attr")
                if marks & _ECHOES and subject is not None:
                    found.append(subject)
        return found

    def has_particle(self, v: int, particles: frozenset[str]) -> bool:
        """Whether verb v has one of these particles or adverbs right with it."""
        parse = self.parse
        return any(
            parse.lower[c] in particles and parse.dep[c] in ("prt", "advmod", "prep")
            for c in parse.children[v]
        )

    def object_lemmas(self, v: int) -> frozenset[str]:
        """Lemmas of the direct object, or of the subject of a passive."""
        parse = self.parse
        return frozenset(
            parse.lemma[m].lower() for c in self.syntax.object(v) for m in (c, self.syntax.content(c))
        )

    # Parties ------------------------------------------------------------------------------------------

    def parties(self, tokens: Sequence[int]) -> list[Mention]:
        """The political actors that stand at these tokens, coordinated ones included."""
        found: list[Mention] = []
        for t in tokens:
            for m in self.syntax.members(t):
                for mention in self.roles.mentions(m):
                    if self.is_party(mention) and mention not in found:
                        found.append(mention)
        return found

    def before_hyphen(self, i: int) -> list[Mention]:
        """Who stands before the hyphen of the word that ends at token i: "UN-sponsored", "US-Russian-brokered"."""
        if i < 2 or self.parse.words[i - 1] != "-":
            return []
        found = self._cast.inside(i - 2)
        return [found] if found is not None and self.is_party(found) else []

    def is_party(self, mention: Mention) -> bool:
        """Whether an actor can sit at a table of states: a state, a body, an armed or political group."""
        if mention.code is None or mention.kind == "possession":
            return False
        if mention.head >= 0 and self.parse.lemma[mention.head].lower() in self._words.nouns.fighting:
            return False
        sectors = self._words.nouns.state | self._words.nouns.political
        # A country's negotiator or host is no office of the list, yet comes for it.
        comes = (mention.id or "").rpartition("/")[2] in self._words.nouns.comers
        return mention.sector is None or mention.sector in sectors or comes

    def are_delegates(self, tokens: Sequence[int]) -> bool:
        """Whether people who come for states stand here, named or not: "diplomats from thirty countries"."""
        parse = self.parse
        return any(
            parse.lemma[m].lower() in self._words.nouns.delegates
            and (parse.tag[m] in ("NNS", "NNPS") or self.syntax.child(m, "nummod") is not None)
            for t in tokens
            for m in self.syntax.members(self.syntax.content(t))
        )
