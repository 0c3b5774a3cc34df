"""Signs of past history: how an article tells a deed, as far as it says whether that is news or lies months or years back.

Each sign is a question and its answer: the tense of the deed's verb and of the verb over it, how its clause hangs, how long
before the article's day lie the times of the clause, of the sentence and of the sentences before, what the rules of
``history.py`` and ``narration.py`` say. ``bygone.py`` weighs them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from khaldun.events.syntax import Syntax
from khaldun.model import When

Sign = tuple[str, str]
"""A question and its answer: ("tense", "pluperfect")."""

_BINS = ((4, "days"), (10, "week"), (24, "weeks"), (50, "month"), (100, "months"), (200, "half year"), (400, "year"), (1500, "years"))  # fmt: skip
"""How many days back an age begins at most, and its name; what is older is "long"."""
_FAR = 4
"""So many sentences back a time may still stand over a deed."""
_VERBS = frozenset({"VERB", "AUX"})
_ADVERBS = frozenset(
    {
        "once", "ago", "earlier", "since", "already", "now", "still", "again", "then", "later", "first", "before", "previously",
        "recently", "long", "never", "ever", "originally", "formerly", "today", "yesterday", "eventually", "soon", "afterwards",
        "also", "just", "always", "often", "twice", "last", "finally", "this", "overnight", "meanwhile",
    }
)  # fmt: skip
_MARKS = frozenset({"after", "before", "since", "when", "while", "as", "until", "because", "although", "though", "if", "that", "who", "whom", "whose", "which", "where"})  # fmt: skip


def age_of(when: When, published: dt.date) -> str:
    """How long before the article's day an expression lies: the name of a bin, "ahead", or why there is none."""
    first, last = when.date, when.date_end or when.date
    if first is None or last is None:
        if when.value == "PRESENT_REF":
            return "now"
        return "span" if when.type == "DURATION" else "often" if when.type == "SET" else "open"
    if first > published:
        return "ahead"
    if last >= published and (published - first).days > 10:
        return f"this {when.precision}"
    counted = first if when.precision in ("month", "week") else last
    back = max((published - counted).days, 0)
    return next((name for days, name in _BINS if back <= days), "long")


class Past:
    """The signs of any predicate of one article; ``times`` are those of each sentence with their head tokens."""

    def __init__(
        self, syntax: Syntax, times: Mapping[int, Sequence[tuple[int, When]]], published: dt.date
    ) -> None:
        self._syntax = syntax
        self._parse = syntax.parse
        self._times = times
        self._published = published
        self._ages: dict[int, list[tuple[int, str]]] = {}
        self._roots: dict[int, str] = {}

    def signs(self, i: int, root: str, basis: str) -> list[Sign]:
        """The signs of the predicate at token i, of CAMEO root ``root``, which the rules date by ``basis``."""
        parse = self._parse
        is_verb = parse.pos[i] in _VERBS
        governor = i if is_verb else self._syntax.governing_verb(i)
        tense = self.tense(governor) if governor is not None else "none"
        kind = "verb" if is_verb else "noun"
        clause = self.clause(governor) if governor is not None else "none"
        n = parse.sentence_of[i]
        above = self._above(governor) if governor is not None else "none"
        own = self._own_age(i, governor)
        signs = [
            ("rules", basis),
            ("tense", f"{kind} {tense}"),
            ("clause", f"{kind} {clause}"),
            ("tense, clause", f"{tense} {clause}"),
            ("tense, tense over it", f"{tense} under {above}"),
            ("own time", own),
            ("own time, tense", f"{own} {tense}"),
            ("root", root),
            ("sentence", "first" if n == 0 else "second" if n == 1 else "early" if n < 5 else "late"),
            ("quoted", str(parse.quotation_of[i] >= 0)),
            ("main verb", self.root_tense(n)),
            ("main verb before", self.root_tense(n - 1) if n else "none"),
        ]
        if not is_verb:
            signs.append(("noun", self._noun(i)))
        signs += self._words(i, governor)
        here = [age for _, age in self.ages(n)]
        signs += [("time in the sentence", age) for age in dict.fromkeys(here)] or [
            ("time in the sentence", "none")
        ]
        signs.append(("time before", self._before(n)))
        signs.append(("time here, before", f"{self._kind(here)}; {self._before(n).partition(',')[0]}"))
        signs.append(("time before, tense", f"{self._before(n).partition(',')[0]}; {tense}"))
        return signs

    def tense(self, v: int) -> str:
        """The tense of the verb at token v; of one without, its form and the tense of the verb over it."""
        parse = self._parse
        for _ in range(4):
            aux = [c for c in parse.children[v] if parse.dep[c] in ("aux", "auxpass")]
            finite = [*aux, v]
            for t in finite:
                if parse.tag[t] == "MD":
                    return "modal"
                if parse.lemma[t] == "have" and t != v:
                    return {"VBD": "pluperfect", "VBP": "perfect", "VBZ": "perfect"}.get(parse.tag[t], "having")
            tags = {parse.tag[t] for t in finite}
            if "VBD" in tags:
                return "past"
            if tags & {"VBZ", "VBP"}:
                return "present"
            if parse.dep[v] == "conj" and parse.pos[parse.head[v]] in _VERBS:
                v = parse.head[v]
                continue
            break
        return {"VBG": "gerund", "VBN": "participle", "VB": "infinitive"}.get(parse.tag[v], "none")

    def clause(self, v: int) -> str:
        """How a verb's clause hangs: its relation, with the word that opens it."""
        parse = self._parse
        while parse.dep[v] == "conj" and parse.pos[parse.head[v]] in _VERBS:
            v = parse.head[v]
        dep = parse.dep[v]
        if dep in ("ROOT", "nsubj"):
            return dep
        mark = next((parse.lower[t] for t in range(parse.left_edge(v), v) if parse.lower[t] in _MARKS and parse.head[t] == v), "")  # fmt: skip
        if dep == "pcomp":
            mark = parse.lower[parse.head[v]]
        return f"{dep} {mark}".strip()

    def root_tense(self, n: int) -> str:
        """The tense of a sentence's main verb."""
        if n not in self._roots:
            parse = self._parse
            first, last = parse.sentences[n]
            root = next((i for i in range(first, last) if parse.dep[i] == "ROOT"), first)
            told = self.tense(root)
            speech = parse.lemma[root] in ("say", "tell", "add", "call", "warn", "deny", "claim")
            self._roots[n] = f"{told} saying" if speech else told
        return self._roots[n]

    def ages(self, n: int) -> list[tuple[int, str]]:
        """The times of a sentence with their head tokens, as ages."""
        if n not in self._ages:
            self._ages[n] = [(head, age_of(when, self._published)) for head, when in self._times.get(n, ())]
        return self._ages[n]

    def _own_age(self, i: int, governor: int | None) -> str:
        """The age of the time that hangs on the deed or on its verb, else of one on a verb above it."""
        parse = self._parse
        ages = self.ages(parse.sentence_of[i])
        if not ages:
            return "none"
        holders = {i: 0}
        at, steps = i, 0
        while parse.head[at] != at and steps < 12:
            at = parse.head[at]
            steps += parse.pos[at] in _VERBS
            holders.setdefault(at, steps)
        best, found = 99, "none"
        for head, age in ages:
            up, far = head, 0
            while up not in holders and parse.head[up] != up:
                up = parse.head[up]
                far += parse.pos[up] in _VERBS and up not in holders
            cost = holders.get(up, 9) + far * 2
            if cost < best and age not in ("span", "open"):
                best, found = cost, age
        if found == "none":
            return "none"
        return f"{found} {'own' if best <= 1 - (parse.pos[i] in _VERBS) else 'near' if best <= 2 else 'far'}"

    def _above(self, v: int) -> str:
        parse = self._parse
        while parse.dep[v] == "conj" and parse.pos[parse.head[v]] in _VERBS:
            v = parse.head[v]
        if parse.head[v] == v:
            return "nothing"
        over = self._syntax.governing_verb(v)
        return self.tense(over) if over is not None else "nothing"

    def _noun(self, i: int) -> str:
        parse = self._parse
        for c in parse.children[i]:
            if parse.dep[c] == "poss":
                return "owned"
            if parse.dep[c] == "det":
                return parse.lower[c]
        return "bare plural" if parse.tag[i] == "NNS" else "bare"

    def _words(self, i: int, governor: int | None) -> list[Sign]:
        parse = self._parse
        found = {}
        for t in {i, governor}:
            if t is None:
                continue
            for c in parse.children[t]:
                if parse.lower[c] in _ADVERBS:
                    found[parse.lower[c]] = "word"
        return [("word", w) for w in sorted(found)]

    def _kind(self, ages: Sequence[str]) -> str:
        if not ages:
            return "none"
        if any(a in ("half year", "year", "years", "long") for a in ages):
            return "old"
        if any(a in ("month", "months") for a in ages):
            return "month"
        return "new" if any(a in ("days", "week", "now", "weeks") for a in ages) else "other"

    def _before(self, n: int) -> str:
        """The age of the last dated sentence before, and how many sentences back."""
        for back in range(1, _FAR + 1):
            if n - back < 0:
                break
            dated = [age for _, age in self.ages(n - back) if age not in ("span", "open", "often")]
            if dated:
                return f"{dated[-1]}, {'one' if back == 1 else 'more'}"
        return "none"
