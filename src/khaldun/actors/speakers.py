"""Who says the words inside quotation marks: the subject of the verb of saying that stands next to them."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

from khaldun.actors.phrases import SUBJECTS
from khaldun.text.parse import Parse


class Speakers:
    """The speakers of the quoted stretches of one article."""

    def __init__(self, parse: Parse, saying: Set[str]) -> None:
        """``saying`` are the lemmas of verbs of saying."""
        self._parse = parse
        self._saying = saying

    def of(self, t: int) -> int | None:
        """The token of whoever says the quoted words in which token ``t`` stands; ``None`` outside or unknown."""
        stretch = self._parse.quotation_of[t]
        return None if stretch < 0 else self._by_stretch[stretch]

    @cached_property
    def _by_stretch(self) -> list[int | None]:
        parse = self._parse
        ends: dict[int, tuple[int, int]] = {}
        for t, q in enumerate(parse.quotation_of):
            if q >= 0:
                ends[q] = (ends.get(q, (t, t))[0], t)
        found: list[int | None] = [None] * (max(ends, default=-1) + 1)
        before = -1
        for q, (first, last) in sorted(ends.items()):
            found[q] = self._beside(first, last)
            if found[q] is None and before >= 0:
                # "…," he said. "And …": the quoted words go on in the next sentence.
                here, there = parse.sentence_of[first], parse.sentence_of[ends[before][1]]
                found[q] = found[before] if here - there <= 1 else None
            if found[q] is None:
                found[q] = self._above(first)
            before = q
        return found

    def _beside(self, first: int, last: int) -> int | None:
        """The subject of a verb of saying after the words or before them, in the sentences they begin and end in."""
        parse = self._parse
        end = parse.sentences[parse.sentence_of[last]][1]
        start = parse.sentences[parse.sentence_of[first]][0]
        after = (s for t in range(last + 1, end) for s in self._subject(t))
        before = (s for t in range(first - 1, start - 1, -1) for s in self._subject(t))
        found = next(after, None)
        found = next(before, None) if found is None else found
        return self._below(end) if found is None else found

    def _below(self, first: int) -> int | None:
        """The speaker in a sentence of its own after the words: "Do not!" the minister said."""
        parse = self._parse
        if first >= len(parse) or parse.words[first - 1] not in ("”", '"', "''", "’"):
            return None
        a, b = parse.sentences[parse.sentence_of[first]]
        short = b - a <= 8 and parse.quotation_of[a] < 0
        return next((s for t in range(a, b) for s in self._subject(t)), None) if short else None

    def _above(self, first: int) -> int | None:
        """Who spoke last in the sentence before words that fill a sentence of their own."""
        parse = self._parse
        n = parse.sentence_of[first]
        if n == 0 or first != parse.sentences[n][0]:
            return None
        a, b = parse.sentences[n - 1]
        return next((s for t in range(b - 1, a - 1, -1) for s in self._subject(t)), None)

    def _subject(self, t: int) -> list[int]:
        parse = self._parse
        if parse.lemma[t] not in self._saying or parse.quotation_of[t] >= 0 or parse.pos[t] != "VERB":
            return []
        return [c for c in parse.children[t] if parse.dep[c] in SUBJECTS and parse.quotation_of[c] < 0]
