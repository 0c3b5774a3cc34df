"""A parsed text as columns that can be changed in place: tags are Penn Treebank, labels spaCy's English (ClearNLP)."""

from __future__ import annotations

from collections.abc import Sequence

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})


class Tree:
    """The columns of one text, and below each token its children in order; hangs tokens anew."""

    def __init__(self, lower: Sequence[str], tag: list[str], dep: list[str], head: list[int]) -> None:
        self.lower, self.tag, self.dep, self.head = lower, tag, dep, head
        self.children: list[list[int]] = [[] for _ in lower]
        for i, h in enumerate(head):
            if h != i:
                self.children[h].append(i)

    def has(self, i: int, deps: frozenset[str]) -> bool:
        """Whether a child of token i has one of these labels."""
        return any(self.dep[c] in deps for c in self.children[i])

    def hang(self, i: int, under: int, dep: str) -> None:
        """Hang token i under another one; under itself it becomes a root. Under what hangs below it, it stays where it is."""
        if under != i and self.is_above(i, under):
            return
        if self.head[i] != i:
            self.children[self.head[i]].remove(i)
        self.head[i], self.dep[i] = under, dep
        if under != i:
            self.children[under].append(i)
            self.children[under].sort()

    def is_above(self, upper: int, i: int) -> bool:
        """Whether token i hangs below ``upper`` (or is it)."""
        while i != upper and self.head[i] != i:
            i = self.head[i]
        return i == upper

    def left_edge(self, i: int) -> int:
        """The first token of the subtree of token i."""
        return min([i, *(self.left_edge(c) for c in self.children[i])])

    def right_edge(self, i: int) -> int:
        """The last token of the subtree of token i."""
        return max([i, *(self.right_edge(c) for c in self.children[i])])

    def verb_above(self, i: int) -> int | None:
        """The nearest verb above token i."""
        while self.head[i] != i:
            i = self.head[i]
            if self.tag[i] in VERBS:
                return i
        return None

    def finite(self, v: int) -> int | None:
        """The token that makes a verb finite: its first auxiliary, else itself in the past or present."""
        for c in self.children[v]:
            if self.dep[c] in AUXILIARIES and self.tag[c] in FINITE:
                return c
        return v if self.tag[v] in ("VBD", "VBZ", "VBP") else None
