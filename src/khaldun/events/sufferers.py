"""Sufferers: whom a blow told by a noun falls on, where only the verb above it tells.

"{The Kurds} face an attack by Turkey", "{people} fled the bombardment", "shields {the town} from raids", "the strikes
would target {bases}", "raids aimed at {the port}".
"""

from __future__ import annotations

from khaldun.events.syntax import Syntax
from khaldun.lexicon.grammar import listed


class Sufferers:
    """Who suffers the blows of one article."""

    def __init__(self, syntax: Syntax) -> None:
        self._syntax = syntax
        self._parse = syntax.parse

    def of(self, noun: int) -> list[int]:
        """Tokens of those on whom the event noun at token ``noun`` falls; none where no verb above it tells."""
        parse, syntax = self._parse, self._syntax
        told = self._aimed(noun)
        if told:
            return told
        noun, above = self._whole(noun), ""
        verb = parse.head[noun]
        if parse.dep[noun] == "pobj":
            above, verb = parse.lower[verb], parse.head[verb]
        if parse.pos[verb] not in ("VERB", "ADJ"):
            return []
        lemma, passive = parse.lemma[verb], parse.pos[verb] == "VERB" and syntax.is_passive(verb)
        found: list[int] = []
        if (parse.dep[noun] in ("nsubj", "csubj") and lemma in listed("aimed blows")) or (
            above == "from" and lemma in listed("shielding")
        ):
            found = syntax.object(verb)
        elif lemma in listed("suffering") and (
            (parse.dep[noun] == "dobj" and not passive)
            or above in ("for", "from", "under")
            or (above == "with" and parse.tag[verb] == "VBN")
        ):
            found = syntax.surface(verb)
        return [m for t in found if t != noun for m in syntax.members(t)]

    def _aimed(self, noun: int) -> list[int]:
        """At whom a blow is said to be aimed: "raids directed at {the Kurds}", "the strike was aimed at {the base}"."""
        parse = self._parse
        over = parse.head[noun]
        if parse.dep[noun] == "pobj" and parse.lower[over] == "of" and parse.pos[parse.head[over]] == "ADJ":
            noun, over = parse.head[over], parse.head[parse.head[over]]  # "many of its raids were aimed at …"
        verbs = [c for c in parse.children[noun] if parse.dep[c] in ("acl", "relcl")]
        for v in [*verbs, *([over] if parse.dep[noun] == "nsubjpass" else [])]:
            if parse.lemma[v] in listed("aiming"):
                for name in ("at", "against", "towards", "toward"):
                    found = self._syntax.prep(v, name, deep=False)
                    if found:
                        return [m for t in found for m in self._syntax.members(t)]
        return []

    def _whole(self, noun: int) -> int:
        """What a blow is only told as a measure or chance of: "the prospect of an attack", "a wave of raids"."""
        parse = self._parse
        for _ in range(3):
            preposition = parse.head[noun]
            over = parse.head[preposition]
            if parse.dep[noun] == "conj" and parse.pos[preposition] == "NOUN":
                noun = preposition
            elif (
                parse.dep[noun] == "pobj"
                and parse.lower[preposition] == "of"
                and parse.lemma[over] in listed("chances") | listed("quantities")
            ):
                noun = over
            else:
                break
        return noun
