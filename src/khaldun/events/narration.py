"""Narration: a story told as past history goes on where its last dated sentence was.

"In 1956 rebels took the bridge. They {killed} a guard." A sentence without a time of its own, or with one that goes on from
another ("the following year"), is of the time of the one before it, as long as nothing between brings the news back: a time of
its own, a perfect, the word of a named speaker, a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from khaldun.events.history import History, words
from khaldun.model import When
from khaldun.text.parse import Parse

_LONGEST = 8
"""A story goes on for at most so many sentences without a time of its own."""
_NEAR = 2
"""So far back lies the time that "at the time" means."""
_DESCRIBING = frozenset({"relcl", "acl"})
_TELLING_WHEN = frozenset({"pobj", "npadvmod", "advmod", "attr"})
_SPANNING = frozenset({"since", "until", "by"})
"""Prepositions under which a time does not tell when: "since 2011"."""
_BACK_TO_NOW = frozenset(
    {
        "say",
        "tell",
        "add",
        "report",
        "announce",
        "ask",
        "reply",
        "claim",
        "deny",
        "accuse",
        "warn",
        "urge",
        "insist",
        "argue",
    }
)
_YEAR = re.compile(r"\b1\d{3}\b|\b20\d\d\b")


class Narration:
    """The stories of one article; ``times`` are those of each sentence with their head tokens."""

    def __init__(
        self, parse: Parse, times: Mapping[int, Sequence[tuple[int, When]]], history: History
    ) -> None:
        self._parse = parse
        self._times = times
        self._history = history

    def time_of(self, n: int) -> When | str | None:
        """The past time that sentence n goes on from: an expression, the words of an age, or ``None``."""
        if self._points_back(n):
            reach, going_on = _NEAR, True
        elif self._dated(n) or not self._is_told_in_past(n):
            return None
        else:
            reach, going_on = _LONGEST, False
        for earlier in range(n - 1, max(n - 1 - reach, -1), -1):
            if self._is_parted(earlier, n):
                return None
            found = self._time_told(earlier)
            if found is not None:
                return found
            if self._dated(earlier) or not (going_on or self._lets_go_on(earlier)):
                return None
        return None

    def _points_back(self, n: int) -> bool:
        """Whether a sentence says itself that it is of the time told before: "officials {at the time} denied it"."""
        first, last = self._parse.sentences[n]
        lower = self._parse.lower
        return any(
            lower[i] == "at" and lower[i + 1 : i + 3] == ["the", "time"] and lower[i + 3 : i + 4] != ["of"]
            for i in range(first, last)
        )

    def _time_told(self, n: int) -> When | str | None:
        """The past time of what sentence n tells at its end: of its main verb, or of "in 2011, {when} they beat him"."""
        for verb in reversed(self._tellers(n)):
            found = self._history.around(verb)
            if found is not None:
                return found if self._is_safe(found) else None
        for head, when in reversed(self._times.get(n, [])):
            if (self._is_told_more_of(head, n) or self._is_of_main_clause(head, n)) and self._is_safe(when):
                return when
        return None

    def _is_of_main_clause(self, head: int, n: int) -> bool:
        """Whether a time stands in what a sentence of the past tells: "they left after the fall of Homs {in 2012}"."""
        parse = self._parse
        if parse.dep[head] == "appos":
            head = parse.head[head]  # "on Saturday, 3 May 2014"
        if parse.dep[head] not in _TELLING_WHEN or not self._is_told_in_past(n):
            return False
        return not self._is_described(head)

    def _is_described(self, head: int) -> bool:
        """Whether a time stands in a clause that only describes somebody, under "since" or "until", or dates a noun ("the deal of 2015")."""
        parse = self._parse
        if parse.lower[parse.head[head]] == "of":
            return True
        while parse.head[head] != head:
            if parse.dep[head] in _DESCRIBING or parse.lower[head] in _SPANNING:
                return True
            head = parse.head[head]
        return False

    def _is_told_more_of(self, head: int, n: int) -> bool:
        """Whether "when" follows a date ("in 1993, {when} they met"), or the parser takes the date for the sentence."""
        lower = self._parse.lower
        if self._parse.dep[head] == "ROOT":
            return True
        if self._is_described(head) and not self._is_told_in_past(n):
            return False  # "Smith, who left in 2011, when they met, said …"
        after = [lower[t] for t in range(head + 1, min(head + 3, len(lower))) if lower[t] != ","]
        return after[:1] == ["when"]

    def _dated(self, n: int) -> bool:
        """Whether a sentence has a time of its own that starts from no other ("where he is {now}" is none of the story's)."""
        return any(
            not self._goes_on(when) and not self._is_aside(head, when)
            for head, when in self._times.get(n, [])
        )

    def _is_aside(self, head: int, when: When) -> bool:
        """Whether "now" stands in a clause that describes somebody or something."""
        parse = self._parse
        while when.value == "PRESENT_REF" and parse.head[head] != head:
            if parse.dep[head] in _DESCRIBING:
                return True
            head = parse.head[head]
        return False

    def _is_safe(self, found: When | str) -> bool:
        """Whether a time is surely past: "in December" may be part of the news."""
        if isinstance(found, str):
            return True
        text = found.text.lower()
        told = (
            _YEAR.search(text)
            or text.startswith("last ")
            or text.endswith((*words().bygone, "earlier", "later", "before"))
        )
        return bool(told or found.precision == "month") and self._history.is_past(found)

    def _goes_on(self, when: When) -> bool:
        """Whether an expression starts from another: "the following year", "for three months"."""
        told = set(when.text.lower().split())
        onward = bool(told & words().onward) or {"the", "next"} <= told
        return when.type == "DURATION" or (onward and "this" not in told and not _YEAR.search(when.text))

    def _is_parted(self, earlier: int, later: int) -> bool:
        """Whether a paragraph ends between two sentences."""
        parse = self._parse
        start, end = (parse.start[parse.sentences[n][0]] for n in (earlier, later))
        return "\n\n" in parse.text[start:end]

    def _tellers(self, n: int) -> list[int]:
        """The main verbs of a sentence and those of its clauses of "when" that tell more of a date."""
        parse = self._parse
        first, last = parse.sentences[n]
        return [
            i
            for i in range(first, last)
            if parse.pos[i] in ("VERB", "AUX")
            and (parse.dep[i] == "ROOT" or (parse.dep[i] == "relcl" and self._is_of_when(i)))
        ]

    def _is_of_when(self, verb: int) -> bool:
        return any(self._parse.lower[c] == "when" for c in self._parse.children[verb])

    def _lets_go_on(self, n: int) -> bool:
        """Whether a story may go on behind a sentence: one of the past, what would come of it, "she said", how things are.

        A perfect ("has taken") and a named speaker's word bring the news back.
        """
        parse = self._parse
        if self._is_told_in_past(n):
            return True
        for root in self._roots(n):
            finite = (root, *(c for c in parse.children[root] if parse.dep[c] in ("aux", "auxpass")))
            if parse.lemma[root] in _BACK_TO_NOW and not any(
                parse.dep[c] == "nsubj" and parse.tag[c] == "PRP" for c in parse.children[root]
            ):
                return False
            if any(parse.lemma[t] == "have" and parse.tag[t] in ("VBZ", "VBP") for t in finite):
                return False
        return True

    def _roots(self, n: int) -> list[int]:
        parse = self._parse
        return [
            i
            for i in range(*parse.sentences[n])
            if parse.dep[i] == "ROOT" and parse.pos[i] in ("VERB", "AUX")
        ]

    def _is_told_in_past(self, n: int) -> bool:
        """Whether a sentence's main verb stands in the past and tells something (a "said" brings the present back)."""
        parse = self._parse
        verbs = [
            t
            for r in self._roots(n)
            for t in (r, *(c for c in parse.children[r] if parse.dep[c] in ("aux", "auxpass")))
        ]
        return any(parse.tag[t] == "VBD" for t in verbs) and not any(
            parse.tag[t] in ("VBZ", "VBP", "MD") or parse.lemma[t] in _BACK_TO_NOW for t in verbs
        )
