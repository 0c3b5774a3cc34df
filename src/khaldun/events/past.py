"""Signs of past history: how an article tells a deed, as far as it says whether that is news or lies months or years back.

Each sign is a question and its answer: the tense of the deed's verb, how its clause hangs, how long before the article's day
lie the times of the clause, of the sentence and of the story so far, how much of the article is news, and what the rules
(``history.py``, ``narration.py``) say. ``bygone.py`` weighs them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cached_property

from khaldun.events.ages import Ages
from khaldun.events.confidence import Sign
from khaldun.events.syntax import Syntax
from khaldun.model import When

_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAYING = frozenset({"say", "tell", "add", "call", "warn", "deny", "claim"})
_OPENING = frozenset({"after", "before", "since", "when", "while", "as", "until", "because", "although", "though", "if", "that", "who", "whom", "whose", "which", "where"})  # fmt: skip
_FORMER = frozenset({"former", "late", "then", "ex", "first", "previous", "last", "predecessor"})
_TELLING = frozenset({
    "years", "decades", "generation", "months", "weeks", "hours", "minutes", "times", "twice", "repeatedly", "until", "since",
    "then", "later", "never", "already", "still", "now", "yesterday", "tonight", "least", "war", "history", "remember", "memory",
    "himself", "father", "grandfather", "childhood", "survivors", "who",
})  # fmt: skip
"""Words that a sentence of the past or of the day is told with oftener than others."""
_PERFECT = {"VBD": "pluperfect", "VBP": "perfect", "VBZ": "perfect"}
_FORMS = {"VBG": "gerund", "VBN": "participle", "VB": "infinitive"}


class Past:
    """The signs of any predicate of one article; ``times`` are those of each sentence with their head tokens."""

    def __init__(
        self, syntax: Syntax, times: Mapping[int, Sequence[tuple[int, When]]], published: dt.date
    ) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._ages = Ages(syntax.parse, times, published)
        self._main: dict[int, str] = {}

    def signs(self, i: int, root: str, rules: str) -> list[Sign]:
        """The signs of the predicate at token i, of CAMEO root ``root``; ``rules`` is what the rules say of it."""
        parse = self._parse
        n = parse.sentence_of[i]
        is_verb = parse.pos[i] in _VERBS
        verb = i if is_verb else self._syntax.governing_verb(i)
        tense, clause = (self._tense(verb), self._clause(verb)) if verb is not None else ("none", "none")
        own, before = self._ages.own(i), self._ages.before(n)
        words = _TELLING.intersection(parse.lower[slice(*parse.sentences[n])])
        return [
            ("rules", rules),
            ("root", root),
            ("tense", f"{'verb' if is_verb else 'noun'} {tense}"),
            ("tense, clause", f"{tense} {clause}"),
            ("own time", own),
            ("own time, tense", f"{own} {tense}"),
            ("own time, clause", f"{own} {clause}"),
            ("time before, tense", f"{before}, {tense}"),
            ("story", self._ages.story(n)),
            ("sentence", "first" if n == 0 else "second" if n == 1 else "early" if n < 5 else "late"),
            ("main verb", self._main_verb(n)),
            ("subject", self._subject(verb)),
            ("quoted", "yes" if parse.quotation_of[i] >= 0 else "no"),
            *self._of_article,
            *(("time in the sentence", age) for age in self._ages.within(n) or ["none"]),
            *(("word", word) for word in sorted(words)),
        ]

    @cached_property
    def _of_article(self) -> list[Sign]:
        """How many of a sentence's times are news, and how many old, in quarters and fifths."""
        new, old = self._ages.shares()
        return [
            ("news of the article", str(min(int(new * 4), 4))),
            ("history of the article", str(min(int(old * 5), 5))),
        ]

    def _tense(self, v: int) -> str:
        """The tense of the verb at token v, which one listed after another has of that; of a verb without, its form."""
        parse = self._parse
        while True:
            bound = [c for c in parse.children[v] if parse.dep[c] in ("aux", "auxpass")]
            for t in bound:
                if parse.tag[t] == "MD":
                    return "modal"
                if parse.lemma[t] == "have":
                    return _PERFECT.get(parse.tag[t], "having")
            tags = {parse.tag[t] for t in (*bound, v)}
            if "VBD" in tags:
                return "past"
            if tags & {"VBZ", "VBP"}:
                return "present"
            if not self._is_listed(v):
                return _FORMS.get(parse.tag[v], "none")
            v = parse.head[v]

    def _is_listed(self, v: int) -> bool:
        parse = self._parse
        return parse.dep[v] == "conj" and parse.pos[parse.head[v]] in _VERBS

    def _clause(self, v: int) -> str:
        """How a verb's clause hangs: its relation, with the word that opens it."""
        parse = self._parse
        while self._is_listed(v):
            v = parse.head[v]
        dep = parse.dep[v]
        if dep == "pcomp":
            return f"pcomp {parse.lower[parse.head[v]]}"
        opening = [c for c in parse.children[v] if c < v and parse.lower[c] in _OPENING]
        return f"{dep} {parse.lower[opening[0]]}" if opening and dep != "ROOT" else dep

    def _main_verb(self, n: int) -> str:
        """The tense of a sentence's main verb, and whether it says."""
        if n not in self._main:
            parse = self._parse
            first, last = parse.sentences[n]
            root = next((i for i in range(first, last) if parse.dep[i] == "ROOT"), first)
            self._main[n] = self._tense(root) + (" saying" if parse.lemma[root] in _SAYING else "")
        return self._main[n]

    def _subject(self, v: int | None) -> str:
        """Who is said to do it: who did so formerly, else the tag of the word (a pronoun, a name, a noun), or none."""
        parse = self._parse
        while v is not None:
            for c in parse.children[v]:
                if parse.dep[c] in _SUBJECTS:
                    words = parse.lower[parse.left_edge(c) : c + 1]
                    return parse.tag[c] if _FORMER.isdisjoint(words) else "former"
            v = parse.head[v] if self._is_listed(v) else None
        return "none"
