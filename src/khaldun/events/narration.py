"""Narration: a story told as past history goes on where its last dated sentence was.

"In 1956 rebels took the bridge. They {killed} a guard." A sentence without a time of its own, or with one that goes on from
another ("the following year"), is of the time of the one before it, as long as all between are told in the past.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from khaldun.events.history import History, words
from khaldun.model import When
from khaldun.text.parse import Parse

_LONGEST = 4
"""A story goes on for at most so many sentences without a time of its own."""
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
        if any(not self._goes_on(when) for _, when in self._times.get(n, [])) or not self._is_told_in_past(n):
            return None
        for earlier in range(n - 1, max(n - 1 - _LONGEST, -1), -1):
            if self._is_parted(earlier, n):
                return None
            found = self._time_told(earlier)
            if found is not None:
                return found
            if self._dated(earlier) or not self._is_told_in_past(earlier):
                return None
        return None

    def _time_told(self, n: int) -> When | str | None:
        """The past time of what sentence n tells at its end: of its main verb, or of "in 2011, {when} they beat him"."""
        for verb in reversed(self._tellers(n)):
            found = self._history.around(verb)
            if found is not None:
                return found if self._is_safe(found) else None
        for head, when in reversed(self._times.get(n, [])):
            if self._is_told_more_of(head) and self._is_safe(when):
                return when
        return None

    def _is_told_more_of(self, head: int) -> bool:
        """Whether "when" follows a date ("in 1993, {when} they met"), or the parser takes the date for the sentence."""
        lower = self._parse.lower
        if self._parse.dep[head] == "ROOT":
            return True
        after = [lower[t] for t in range(head + 1, min(head + 3, len(lower))) if lower[t] != ","]
        return after[:1] == ["when"]

    def _dated(self, n: int) -> list[When]:
        """Dates of a sentence that start from no other."""
        return [w for _, w in self._times.get(n, []) if w.type == "DATE" and not self._goes_on(w)]

    def _is_safe(self, found: When | str) -> bool:
        """Whether a time is surely past: "in December" may be part of the news."""
        if isinstance(found, str):
            return True
        text = found.text.lower()
        told = _YEAR.search(text) or text.startswith("last ") or text.endswith(words().bygone)
        return bool(told) and self._history.is_past(found)

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

    def _is_told_in_past(self, n: int) -> bool:
        """Whether a sentence's main verb stands in the past and tells something (a "said" brings the present back)."""
        parse = self._parse
        first, last = parse.sentences[n]
        roots = [i for i in range(first, last) if parse.dep[i] == "ROOT" and parse.pos[i] in ("VERB", "AUX")]
        verbs = [
            t
            for r in roots
            for t in (r, *(c for c in parse.children[r] if parse.dep[c] in ("aux", "auxpass")))
        ]
        return any(parse.tag[t] == "VBD" for t in verbs) and not any(
            parse.tag[t] in ("VBZ", "VBP", "MD") or parse.lemma[t] in _BACK_TO_NOW for t in verbs
        )
