"""Noun phrases as the parser gives them: where they begin and end, and which class of actors they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from khaldun.actors.entries import Entry
from khaldun.actors.words import words
from khaldun.text.parse import Parse

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PROPER = frozenset(("NNP", "NNPS"))
PLURAL = frozenset(("NNS", "NNPS"))
PRONOUNS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT"))
MODIFIERS = frozenset(("compound", "amod", "nmod", "poss", "nummod", "quantmod", "npadvmod"))
PREMODIFIERS = MODIFIERS | {"det", "predet", "advmod", "neg", "nounmod"}
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
COUNTS = words("counts")
"""Heads that stand for what follows "of" where that is an actor: dozens of soldiers, a group of rebels."""

NUMBERS = words("numbers")

_WORD = re.compile(r"'s\b|'(?!\w)|[\w.]+(?:'(?!s\b)\w+)*|-")
_JOINTS = frozenset(("of", "in", "for"))


@dataclass(frozen=True, slots=True)
class Found:
    """A class of actors named by tokens ``first`` to ``last``, with its head at ``head``."""

    entry: Entry
    first: int
    head: int
    last: int
    words: int


class Agents:
    """Lemmas of classes of actors, looked up from their head noun."""

    def __init__(self, lemmas: dict[str, Entry]) -> None:
        self._by_head: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Entry]]] = {}
        for lemma, entry in lemmas.items():
            words = tuple(_WORD.findall(lemma))
            at = next(
                (i for i, w in enumerate(words) if w in _JOINTS and i and words[i - 1] != "-"), len(words)
            )
            if words:
                self._by_head.setdefault(words[at - 1], []).append((words[: at - 1], words[at:], entry))
        for patterns in self._by_head.values():
            patterns.sort(key=lambda p: len(p[0]) + len(p[1]), reverse=True)

    def at(self, parse: Parse, i: int, floor: int = 0) -> Found | None:
        """The longest lemma whose head noun is token ``i``, not reaching left of token ``floor``."""
        lower, lemma = parse.lower, parse.lemma
        patterns = self._by_head.get(lemma[i]) or self._by_head.get(lower[i])
        if patterns is None and parse.tag[i] in PROPER:
            patterns = self._by_head.get(lower[i].rstrip("s"))
        for before, after, entry in patterns or ():
            first, last = i - len(before), i + len(after)
            if first < floor or last >= len(lower):
                continue
            if all(lower[first + k] == w for k, w in enumerate(before)) and all(
                w in (lower[i + 1 + k], lemma[i + 1 + k]) for k, w in enumerate(after)
            ):
                return Found(entry, first, i, last, len(before) + len(after) + 1)
        return None


def first_token(parse: Parse, head: int) -> int:
    """First token of a noun phrase: its head with determiner, modifiers and possessor."""
    first = head
    for child in parse.children[head]:
        if child >= head:
            break
        if parse.dep[child] in PREMODIFIERS:
            edge = parse.left_edge(child)
            first = min(first, edge)
    return first


def conjuncts(parse: Parse, head: int) -> list[int]:
    """A head with all that is coordinated to it, in order."""
    heads = [head]
    for i in heads:
        heads.extend(c for c in parse.children[i] if parse.dep[c] == "conj" and c > i)
    return heads


def objects(parse: Parse, head: int, prepositions: frozenset[str]) -> list[int]:
    """Heads of the objects of some prepositions after a noun, coordinated ones included."""
    found: list[int] = []
    for child in parse.children[head]:
        if child > head and parse.dep[child] == "prep" and parse.lower[child] in prepositions:
            for inner in parse.children[child]:
                if parse.dep[inner] == "pobj":
                    found.extend(conjuncts(parse, inner))
    return found


def is_plural(parse: Parse, head: int) -> bool:
    """Whether a phrase speaks of several."""
    return parse.tag[head] in PLURAL or any(parse.dep[c] == "conj" for c in parse.children[head])
