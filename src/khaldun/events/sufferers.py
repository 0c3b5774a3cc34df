"""Sufferers: whom a blow told by a noun falls on, where only the verb above it tells.

"{The Kurds} face an attack by Turkey", "{people} fled the bombardment", "shields {the town} from raids", "the strikes
would target {bases}".
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
