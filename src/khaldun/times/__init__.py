"""When: the time expressions of an article, resolved against its publication date.

Own rules rather than a general date parser: see ``docs/decisions/010-times.md``.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace

from khaldun.errors import KnowledgeError
from khaldun.model import When
from khaldun.text.parse import Parse
from khaldun.times import clock, dates, near
from khaldun.times.calendar import Reading
from khaldun.times.context import Context
from khaldun.times.expressions import Forms, Match, forms

__all__ = ["find_times"]

_READERS: dict[str, Callable[[Mapping[str, str], Context], Reading | None]] = {
    name: getattr(module, name)
    for module, names in (
        (
            dates,
            "numeric_day nine_eleven calendar_day part_of_date calendar_days numbered_day month year year_bounds short_decade",
        ),
        (dates, "century which_century season quarter half feast moving_feast end_of_unit which_unit"),
        (
            near,
            "near_day near_night weekday weekday_of_week weekend same_day beside apart ago from_now window duration",
        ),
        (clock, "clock part_of_day weekdays every repeated rate present future"),
    )
    for name in names.split()
}

_NAME_LIKE = frozenset(
    ("may", "march", "april", "june", "august", "friday", "jan", "mar", "mar.", "christmas", "easter")
)
"""Month and day names that people and things bear too: beside another name they are part of it."""

_ANCHOR_REACH = 2
"""A date is counted from one named at most so many sentences before."""


def find_times(parse: Parse, published: dt.date | None) -> list[When]:
    """All dates, times, durations and sets of an article, in text order.

    Relative ones ("yesterday", "on Friday") are resolved against ``published``; without it, or where nothing
    else anchors them, ``date`` stays null with a ``reason`` and ``value`` keeps what is known (XXXX-WXX-5).
    """
    known, found = forms(), list[When]()
    free_from, anchor, anchor_sentence = 0, None, -1
    for token in known.starts(parse):
        if parse.start[token] < free_from:
            continue
        sentence = parse.sentence_of[token]
        if sentence - anchor_sentence > _ANCHOR_REACH:
            anchor = None
        for match in (_within(m, parse) for m in known.at(parse.text, parse.start[token], token)):
            reading = _read(match, known, parse, published, anchor)
            if reading is None:
                continue
            found.append(_when(parse.text, match, reading))
            free_from = match.end
            if reading.date is not None and reading.type in ("DATE", "TIME"):
                anchor, anchor_sentence = reading, sentence
            break
    return found


def _read(
    match: Match, known: Forms, parse: Parse, published: dt.date | None, anchor: Reading | None
) -> Reading | None:
    last = bisect_right(parse.start, match.end - 1) - 1
    if _part_of_name(parse, match.token, last):
        return None
    reader = _READERS.get(match.rule.reads)
    if reader is None:
        raise KnowledgeError(
            f"times/rules.yaml: {match.rule.id}: reads {match.rule.reads!r}; known: {', '.join(sorted(_READERS))}"
        )
    return reader(match.groups, Context(known.vocabulary, parse, match.token, last, published, anchor))


def _within(match: Match, parse: Parse) -> Match:
    """The match without a full stop that is the sentence's own ("since April.") and no abbreviation's ("Sept.")."""
    last = bisect_right(parse.start, match.end - 1) - 1
    return replace(match, end=parse.start[last]) if parse.words[last] == "." else match


def _part_of_name(parse: Parse, first: int, last: int) -> bool:
    """Whether a lone month name is a person's or a thing's ("Theresa May", "May Day parade" is none)."""
    if first != last or parse.lower[first] not in _NAME_LIKE:
        return False
    if parse.tag[first] not in ("NNP", "NNPS", "NN", "CD"):
        return True
    before = parse.tag[first - 1] if first else ""
    after = parse.tag[first + 1] if first + 1 < len(parse) else ""
    together = parse.dep[first] == "compound" and after in ("NNP", "NNPS")
    return together or (
        before == "NNP" and parse.dep[first - 1] == "compound" and parse.head[first - 1] == first
    )


def _when(text: str, match: Match, reading: Reading) -> When:
    return When(
        text[match.start : match.end], match.start, match.end, reading.type, reading.value,
        reading.date, reading.date_end, reading.precision, reading.reason,
    )  # fmt: skip
