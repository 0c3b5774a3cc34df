"""Ages: how long before the article's day the times lie that an article tells a deed by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from khaldun.model import When
from khaldun.text.parse import Parse

_BINS = (
    (4, "days"), (10, "week"), (24, "weeks"), (50, "month"), (100, "months"), (200, "half year"), (400, "year"),
    (1500, "years"),
)  # fmt: skip
"""How many days back an age begins at most, and its name; what is older is "long"."""
_UNITS = (
    ("year", "years"), ("decade", "years"), ("centur", "years"), ("generation", "years"), ("month", "months"),
    ("week", "weeks"), ("day", "days"), ("night", "days"), ("hour", "hours"), ("minute", "hours"),
)  # fmt: skip
_NEW = frozenset({"days", "week", "now", "ahead"})
_OLD = frozenset({"year", "years", "long"})
_NO_AGE = frozenset({"open", "often"})
_VERBS = frozenset({"VERB", "AUX"})
_TELLING = frozenset({"ROOT", "ccomp", "conj"})
_BEFORE = 4
"""So many sentences back a time may still stand over a deed."""
_STORY = 6
"""So many sentences back a story may have got its time."""


def age_of(when: When, published: dt.date) -> str:
    """The age of a time: a bin of ``_BINS``, "ahead", "this month" of the article's own, "now", or a span, an open one, one that recurs."""
    first, last = when.date, when.date_end or when.date
    if first is None or last is None:
        return _without_day(when)
    if first > published:
        return "ahead"
    if last >= published and (published - first).days > 10:
        return f"this {when.precision}"
    counted = first if when.precision in ("month", "week") else last
    back = max((published - counted).days, 0)
    return next((name for days, name in _BINS if back <= days), "long")


def _without_day(when: When) -> str:
    if when.value == "PRESENT_REF":
        return "now"
    if when.type == "DURATION":
        told = when.text.lower()
        return f"span of {next((name for unit, name in _UNITS if unit in told), 'time')}"
    return "often" if when.type == "SET" else "open"


def _tells(age: str) -> bool:
    return age not in _NO_AGE and not age.startswith("span")


class Ages:
    """The ages of one article; ``times`` are those of each sentence with their head tokens."""

    def __init__(
        self, parse: Parse, times: Mapping[int, Sequence[tuple[int, When]]], published: dt.date
    ) -> None:
        self._parse = parse
        self._of = {n: [(head, age_of(w, published)) for head, w in found] for n, found in times.items()}
        self._stories: dict[int, str | None] = {}

    def within(self, n: int) -> list[str]:
        """The ages of a sentence, each once."""
        return list(dict.fromkeys(age for _, age in self._of.get(n, ())))

    def shares(self) -> tuple[float, float]:
        """How many times of these days, and how many a year old or more, the article has for each of its sentences."""
        ages = [age for found in self._of.values() for _, age in found]
        n = max(len(self._parse.sentences), 1)
        return sum(a in _NEW for a in ages) / n, sum(a in _OLD for a in ages) / n

    def before(self, n: int) -> str:
        """The age of the last time told in the sentences before, or "none"."""
        for earlier in range(n - 1, max(n - 1 - _BEFORE, -1), -1):
            told = [age for _, age in self._of.get(earlier, ()) if _tells(age)]
            if told:
                return told[-1]
        return "none"

    def story(self, n: int) -> str:
        """The age that the main clause of this sentence has, or of the nearest before with one, and how far back."""
        for back in range(min(n, _STORY) + 1):
            age = self._of_main_clause(n - back)
            if age is not None:
                return f"{age}, {back if back < 3 else 'more'}"
        return "none"

    def _of_main_clause(self, n: int) -> str | None:
        if n not in self._stories:
            told = (age for head, age in self._of.get(n, ()) if _tells(age) and self._is_of_main_clause(head))
            self._stories[n] = next(told, None)
        return self._stories[n]

    def _is_of_main_clause(self, head: int) -> bool:
        parse = self._parse
        while parse.head[head] != head:
            head = parse.head[head]
            if parse.pos[head] in _VERBS:
                break
        return parse.dep[head] in _TELLING

    def own(self, i: int) -> str:
        """The age that hangs nearest to the deed at token i, counted in verbs: "days own", "long near", "none"."""
        parse = self._parse
        times = [(head, age) for head, age in self._of.get(parse.sentence_of[i], ()) if _tells(age)]
        if not times:
            return "none"
        above, at = {i: 0}, i
        while parse.head[at] != at:
            steps = above[at]
            at = parse.head[at]
            above[at] = steps + (parse.pos[at] in _VERBS)
        cost, age = min((self._cost(head, above), k, age) for k, (head, age) in enumerate(times))[::2]
        reach = 0 if parse.pos[i] in _VERBS else 1
        return f"{age} {'own' if cost <= reach else 'near' if cost <= 2 else 'far'}"

    def _cost(self, head: int, above: Mapping[int, int]) -> int:
        """Verbs between a time and the deed; those below the clause that both hang in count twice."""
        parse = self._parse
        below = 0
        while head not in above:
            if parse.head[head] == head:
                return 9 + 2 * below
            head = parse.head[head]
            below += parse.pos[head] in _VERBS and head not in above
        return above[head] + 2 * below
