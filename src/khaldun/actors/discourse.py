"""What an article has spoken of so far, in order, and which of it later words are likeliest to take up."""

from __future__ import annotations

from collections.abc import Callable, Set

from khaldun.actors.compose import Referent
from khaldun.actors.phrases import SUBJECTS, conjuncts
from khaldun.text.parse import Parse

_HANGING = frozenset({"xcomp", "pcomp", "prep", "conj", "advcl"})
"""How words hang on a verb whose subject does what they tell."""
_RELATIVES = frozenset({"WP", "WDT"})
_OF_CLAUSES = {"relcl": 0.6, "advcl": 1.4}
"""How a subject of a clause weighs that only says something of another; of all others 2."""

_OF_PLACES = 0.2
"""How much a place weighs where something happens."""
_ABOVE = 0.6
"""What a subject gains that stands next above a pronoun."""
_OF_ABOVE = 0.8
"""What the country weighs of which such a subject is."""


class Discourse:
    """The actors of an article up to the sentence being read."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self.said: list[Referent] = []
        self._weights: dict[int, float] = {}

    def add(self, referents: list[Referent]) -> None:
        """Take in the actors of a phrase; a pronoun that stands for nobody known names nobody."""
        self.said.extend(r for r in referents if r.mention.kind != "pronoun" or r.identity.name is not None)

    def weight(self, t: int) -> float:
        """How likely the actor at a token is to be taken up: subjects first, mere modifiers last."""
        weight = self._weights.get(t)
        if weight is None:
            weight = self._weights[t] = self._weigh(t)
        return weight

    def _weigh(self, t: int) -> float:
        parse = self._parse
        dep = parse.dep[t]
        if dep in SUBJECTS:
            if parse.tag[t] in _RELATIVES:
                return 1.6
            return _OF_CLAUSES.get(parse.dep[parse.head[t]], 2.0)
        if dep in ("attr", "appos") or (
            dep == "pobj" and parse.lower[parse.head[t]] in ("as", "like", "than")
        ):
            return -2.0
        if dep in ("amod", "compound", "nmod"):
            return -1.0
        if dep == "pobj" and parse.lower[parse.head[t]] in ("in", "at", "near", "from", "across"):
            return _OF_PLACES
        return 1.0 if dep in ("poss", "dobj", "conj", "agent", "pobj") else 0.8

    def nearest(
        self,
        t: int,
        fits: Callable[[Referent], bool],
        window: int,
        prefers: Callable[[Referent], float] = lambda _: 0.0,
        rivals: Callable[[int], float | None] | None = None,
        above: Callable[[frozenset[int]], frozenset[int]] | None = None,
    ) -> list[Referent]:
        """The likeliest earlier actor that ``fits``, at most ``window`` sentences back; none or one.

        ``prefers`` adds to an actor's score. ``rivals`` gives a thing at a token that the word may as well stand for
        its handicap (None where it may not); where a thing comes out first there is no actor. ``above`` gives the
        subjects next above the word, which are likelier than others; it is told whom the word cannot stand for.
        """
        parse = self._parse
        here = parse.sentence_of[t]
        barred = self.barred(t)
        over = above(barred) if above is not None else frozenset()
        best: Referent | None = None
        best_score = 0.0
        for r in reversed(self.said):
            if r.token >= t:
                continue
            back = here - parse.sentence_of[r.token]
            if back > window:
                break
            if not fits(r) or r.token in barred or (barred and self._same_as(barred, r)):
                continue
            score = self._score(t, r.token, back) + prefers(r) + self._lift(t, r, over)
            if best is None or score > best_score:
                best, best_score = r, score
        if best is None or self._is_far_place(t, best):
            return []
        if rivals is not None:
            first = parse.sentences[max(here - 1, 0)][0]
            for i in range(first, t):
                handicap = rivals(i)
                if handicap is not None and i not in barred:
                    score = self._score(t, i, here - parse.sentence_of[i]) - handicap
                    if score > best_score:
                        return []
        return [best]

    def _is_far_place(self, t: int, r: Referent) -> bool:
        """Whether an actor was but the place of another sentence's deed, of which nothing more need be told."""
        parse = self._parse
        if parse.lower[t] != "it" or parse.sentence_of[t] == parse.sentence_of[r.token]:
            return False
        return self.weight(r.token) <= _OF_PLACES

    def _lift(self, t: int, r: Referent, over: frozenset[int]) -> float:
        """What an actor gains as a subject above, or a country as the adjective of one: Turkish officials and its soldiers."""
        if r.token in over:
            return _ABOVE
        parse = self._parse
        adjective = (
            r.identity.kind == "country" and parse.tag[r.token] == "JJ" and parse.head[r.token] in over
        )
        return _OF_ABOVE - self.weight(r.token) if adjective and parse.tag[t] == "PRP$" else 0.0

    def _score(self, t: int, i: int, back: int) -> float:
        return self.weight(i) - 1.5 * back - 0.02 * (t - i if back == 0 else 0)

    def _same_as(self, barred: frozenset[int], r: Referent) -> bool:
        """Whether one of the barred words has been read as this actor already."""
        return r.identity.name is not None and any(
            s.token in barred and s.identity == r.identity and self._parse.tag[s.token] == "PRP"
            for s in self.said[-40:]
        )

    def barred(self, t: int) -> frozenset[int]:
        """Whom a word cannot stand for: an object not for the subject of its own verb, nor for whoever does what a verb
        without a subject tells ("the army tried to crush them"), nor the doer of an infinitive for the one who wants it
        ("they do not wish them to return").
        """
        parse = self._parse
        if parse.tag[t] == "PRP$" or parse.lower[t].endswith(("self", "selves")):
            return frozenset()
        verb = parse.head[t]
        verb = parse.head[verb] if parse.dep[t] == "pobj" else verb
        verb = parse.head[verb] if parse.dep[verb] in ("advmod", "prt") else verb  # "hit back at them"
        if parse.dep[verb] == "dobj" and parse.dep[t] == "pobj":
            verb = parse.head[verb]  # "imposed a boycott on it"
        if parse.dep[t] in SUBJECTS:
            if parse.dep[verb] not in ("ccomp", "xcomp") or parse.tag[verb] != "VB":
                return frozenset()
            if not any(parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[verb]):
                return frozenset()
            verb = parse.head[verb]
        return self._doers(verb)

    def acting_on(self, t: int, sectors: Set[str] | None = None) -> frozenset[str]:
        """Codes of those who do something to the actor at ``t``: Turkey hits back at others than Turkish troops.

        With ``sectors`` only of those in one of them.
        """
        barred = self.barred(t)
        acting = (r.identity for r in self.said if r.token in barred)
        return frozenset(i.code for i in acting if i.code and (sectors is None or i.sector in sectors))

    def _doers(self, verb: int) -> frozenset[int]:
        """Subjects of a verb; where it has none, of the verb that it hangs on, or the object that is made to do it."""
        parse = self._parse
        asked = False
        for _ in range(5):
            subjects = frozenset(
                m for c in parse.children[verb] if parse.dep[c] in SUBJECTS for m in conjuncts(parse, c)
            )
            if subjects:
                return subjects
            if asked and (made := frozenset(c for c in parse.children[verb] if parse.dep[c] == "dobj")):
                return made
            asked = parse.dep[verb] == "xcomp"
            if parse.dep[verb] not in _HANGING or parse.lemma[parse.head[verb]] == "be":
                return frozenset()
            verb = parse.head[verb]
        return frozenset()

    def with_conjuncts(self, referent: Referent) -> list[Referent]:
        """France and Germany, not Germany alone."""
        parse = self._parse
        head = referent.token
        while parse.dep[head] == "conj":
            head = parse.head[head]
        together: dict[str | None, Referent] = {}
        for r in self.said:
            if self._top(r.token) == head and r.mention.kind != "pronoun":
                together.setdefault(r.identity.id or r.mention.text, r)
        same = any(r.identity == referent.identity for r in together.values())
        return list(together.values()) if len(together) > 1 and same else [referent]

    def _top(self, t: int) -> int:
        parse = self._parse
        while parse.dep[t] == "conj" and parse.head[t] != t:
            t = parse.head[t]
        return t
