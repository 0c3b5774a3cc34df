"""Finding contexts by the words that stand for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from khaldun.ontology.model import Context


class Cues:
    """The cues of every context, found by their first lemma; a phrase must stand side by side."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        words: dict[str, list[int]] = defaultdict(list)
        phrases: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        self._names: list[str] = []
        for n, context in enumerate(contexts):
            self._names.append(context.id)
            for cue in context.cues:
                first, *rest = cue.replace("-", " - ").split()  # as the parser's tokens are cut
                if rest:
                    phrases[first].append((rest, n))
                else:
                    words[first].append(n)
        self._words = {word: tuple(found) for word, found in words.items()}
        self._phrases = dict(phrases)

    def find(self, lemmas: Iterable[str]) -> list[str]:
        """The contexts whose cues stand among these lemmas (compared in lower case), in their own order."""
        lower = [lemma.lower() for lemma in lemmas]
        found: set[int] = set()
        for i, lemma in enumerate(lower):
            found.update(self._words.get(lemma, ()))
            for rest, n in self._phrases.get(lemma, ()):
                if lower[i + 1 : i + 1 + len(rest)] == rest:
                    found.add(n)
        return [self._names[n] for n in sorted(found)]
