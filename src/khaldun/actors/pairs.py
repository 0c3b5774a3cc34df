"""Pairs: "both sides", "the two leaders", "the latter", by the two different actors last told of together."""

from __future__ import annotations

from khaldun.actors.compose import Referent
from khaldun.actors.discourse import Discourse
from khaldun.actors.words import words
from khaldun.text.parse import Parse

_COUNTRY_WORDS = words("country words")
_GROUP_SIDES = words("group sides")
_OFFICES = words("offices")
_PAIRING = words("pairing")
_RIVALS = words("rivals")
_SIDES = words("sides")
_WINDOW = 3
"""Sentences that a pair looks back."""
_PARTY = 0.8
"""The least weight of an actor that is a side; places and mere modifiers weigh less."""


class Pairs:
    """Reads the pairs of one article."""

    def __init__(self, parse: Parse, discourse: Discourse) -> None:
        self._parse = parse
        self._discourse = discourse

    def is_pair(self, t: int) -> bool:
        """Whether a noun speaks of two: both sides, the two leaders, the warring parties, the neighbours."""
        parse = self._parse
        head = parse.lemma[t].lower()
        before = [parse.lower[c] for c in parse.children[t] if c < t]
        if head in _SIDES and any(w in _PAIRING for w in before):
            return True
        return head in _RIVALS and parse.tag[t] == "NNS" and before == ["the"]

    def read(self, t: int) -> list[Referent]:
        """The two actors, in the order of the text; none where there are not two."""
        head = self._parse.lemma[t].lower()
        return self._last_two(t, head)

    def both(self, t: int, barred: frozenset[int]) -> list[Referent]:
        """The two whom "both" alone takes up, none of them at ``barred``."""
        return self._last_two(t, "side", barred)

    def one_of(self, t: int) -> list[Referent]:
        """The latter of the two last told of, or the former."""
        two = self._last_two(t, "side")
        return two[-1:] if self._parse.lower[t] == "latter" else two[:1]

    def _last_two(self, t: int, head: str, barred: frozenset[int] = frozenset()) -> list[Referent]:
        """Two of one sentence where there are two, those next to each other in a list first; else the last two of all."""
        parse = self._parse
        here = parse.sentence_of[t]
        later: list[Referent] = []
        for n in range(here, max(here - _WINDOW, 0) - 1, -1):
            found = [r for r in self._sides(n, t, head) if r.token not in barred]
            if len(found) >= 2:
                return self._chosen(found)
            later = [f for f in found if all(_differ(f, x, head) for x in later)] + later
            if len(later) >= 2:
                return later[:2]
        return []

    def _sides(self, sentence: int, t: int, head: str) -> list[Referent]:
        """The different sides that a sentence names before a token."""
        found: list[Referent] = []
        for r in self._discourse.said:
            if r.token >= t or self._parse.sentence_of[r.token] != sentence or r.identity.code is None:
                continue
            if not _sided(r, head) or not self._takes_part(r.token, head):
                continue
            if all(_differ(r, x, head) for x in found):
                found.append(r)
        return found

    def _takes_part(self, i: int, head: str) -> bool:
        """Whether an actor does something or has it done to it; of countries their adjectives do as well."""
        parse = self._parse
        if parse.dep[i] == "pobj" and parse.lower[parse.head[i]] in ("at", "on", "into"):
            return True
        if head in _COUNTRY_WORDS and parse.dep[i] in ("amod", "compound"):
            return True
        return self._discourse.weight(i) >= _PARTY

    def _chosen(self, found: list[Referent]) -> list[Referent]:
        if len(found) == 2:
            return found
        for left, right in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if self._parse.head[right.token] == left.token and self._parse.dep[right.token] == "conj":
                return [left, right]
        heaviest = sorted(found, key=lambda r: -self._discourse.weight(r.token))[:2]
        return sorted(heaviest, key=lambda r: r.token)


def _sided(r: Referent, head: str) -> bool:
    if head in _COUNTRY_WORDS or head in _RIVALS:
        return r.identity.kind == "country" and r.identity.being == "country"
    if head in _GROUP_SIDES:
        return r.identity.being != "person" or r.identity.sector is not None
    if r.identity.kind == "person":
        return True
    one = r.identity.being == "person" and not r.plural
    return one and (head not in _OFFICES or (r.lemma or "").split(" ")[-1] == head)


def _differ(a: Referent, b: Referent, head: str) -> bool:
    """Whether two are different sides: of other countries, or a government and its opponents."""
    if a.identity.code != b.identity.code:
        return True
    return (
        head in _GROUP_SIDES
        and {a.identity.sector, b.identity.sector} & _STATE != set()
        and bool({a.identity.sector, b.identity.sector} & _AGAINST)
    )


_STATE = frozenset(("GOV", "MIL", None))
_AGAINST = frozenset(("REB", "OPP", "PRE"))
