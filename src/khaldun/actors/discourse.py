"""What an article has spoken of so far, in order, and which of it later words are likeliest to take up."""

from __future__ import annotations

from collections.abc import Callable

from khaldun.actors.compose import Referent
from khaldun.actors.phrases import SUBJECTS
from khaldun.text.parse import Parse


class Discourse:
    """The actors of an article up to the sentence being read."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self.said: list[Referent] = []
        self._weights: dict[int, float] = {}

    def add(self, referents: list[Referent]) -> None:
        """Take in the actors of a phrase."""
        self.said.extend(referents)

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
            return 2.0
        if dep in ("attr", "appos") or (
            dep == "pobj" and parse.lower[parse.head[t]] in ("as", "like", "than")
        ):
            return -2.0
        if dep in ("amod", "compound", "nmod"):
            return -1.0
        if dep == "pobj" and parse.lower[parse.head[t]] in ("in", "at", "near", "from", "across"):
            return 0.2
        return 1.0 if dep in ("poss", "dobj", "conj", "agent", "pobj") else 0.8

    def nearest(self, t: int, fits: Callable[[Referent], bool], window: int) -> list[Referent]:
        """The likeliest earlier actor that ``fits``, at most ``window`` sentences back; none or one."""
        parse = self._parse
        here = parse.sentence_of[t]
        best: Referent | None = None
        best_score = 0.0
        for r in reversed(self.said):
            if r.token >= t:
                continue
            back = here - parse.sentence_of[r.token]
            if back > window:
                break
            if not fits(r) or self._bound(t, r):
                continue
            score = self.weight(r.token) - 1.5 * back - 0.02 * (t - r.token if back == 0 else 0)
            if best is None or score > best_score:
                best, best_score = r, score
        return [best] if best is not None else []

    def _bound(self, t: int, r: Referent) -> bool:
        """An object cannot stand for the subject of its own verb."""
        parse = self._parse
        if parse.tag[t] == "PRP$" or parse.dep[t] in SUBJECTS:
            return False
        verb = parse.head[t]
        verb = parse.head[verb] if parse.dep[t] == "pobj" else verb
        return parse.dep[r.token] in SUBJECTS and parse.head[r.token] == verb

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
