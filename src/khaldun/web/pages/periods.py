"""Periods of time as charts show them: how long each is, what they are called, none left out between two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from khaldun.store.browse import Span, Step
from khaldun.web.frame import counted

_MOST = 8_000
"""Periods that a chart draws; where there would be more, empty ones stay out of the earliest part."""


def step_for(days: int) -> Step:
    """Periods that a chart of so many days can show."""
    return "day" if days <= 120 else "week" if days <= 730 else "month" if days <= 7_300 else "year"


def reach(months: Sequence[Span]) -> int:
    """Days from the first months to the last, the rarest early ones (a tenth of all events) left aside."""
    total, seen = sum(span.events for span in months), 0
    inner = []
    for span in months:
        seen += span.events
        if seen > total * 0.1:
            inner.append(span.period)
    return (inner[-1] - inner[0]).days + 31 if inner else 31


def labelled(span: Span, step: Step) -> str:
    """A period's name: its first day, month or year."""
    if step == "quarter":
        return f"{span.period.year} Q{(span.period.month + 2) // 3}"
    return span.period.isoformat()[: {"month": 7, "year": 4}.get(step, 10)]


def zoomed(spans: Sequence[Span]) -> float:
    """From where a chart is shown, in per cent: single early events are left of its window."""
    if len(spans) < 20:
        return 0.0
    total, seen = sum(span.events for span in spans), 0
    for index, span in enumerate(spans):
        seen += span.events
        if seen > total * 0.1:
            return 100 * index / len(spans)
    return 0.0


def main_part(spans: Sequence[Span]) -> Sequence[Span]:
    """The periods without the rare early ones (at most one event in forty) where those would take more than half of the axis."""
    total, seen = sum(span.events for span in spans), 0
    for index, span in enumerate(spans):
        seen += span.events
        if seen * 40 > total:
            early = (span.period - spans[0].period).days > (spans[-1].period - spans[0].period).days / 2
            return spans[index:] if early else spans
    return spans


def unshown(spans: Sequence[Span], shown: Sequence[Span], undated: int = 0) -> str:
    """What a chart of periods does not show at once, in words."""
    said = []
    early = sum(span.events for span in spans) - sum(span.events for span in shown)
    if early:
        said.append(f"{counted(early, 'event')} before {shown[0].period} {_are(early)} not in the chart; set To to an earlier day to see them.")  # fmt: skip
    if zoomed(shown):
        said.append("The chart begins where nine in ten events do; move the handles below it to see earlier ones.")  # fmt: skip
    if undated:
        said.append(f"{counted(undated, 'event')} without a date {_are(undated)} not in it.")
    return " ".join(said)


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def following(first: dt.date, step: Step) -> dt.date:
    """The first day of the next period."""
    if step in ("day", "week"):
        return first + dt.timedelta(days={"day": 1, "week": 7}[step])
    months = first.year * 12 + first.month - 1 + {"month": 1, "quarter": 3, "year": 12}[step]
    return dt.date(months // 12, months % 12 + 1, 1)


def last_day(first: dt.date, step: Step) -> dt.date:
    """The last day of the period that begins on ``first``."""
    return following(first, step) - dt.timedelta(days=1)


def filled(spans: Sequence[Span], step: Step, most: int = _MOST) -> list[Span]:
    """The same with the periods between them that have no event, so that lengths on an axis are lengths of time."""
    found: list[Span] = []
    room = most - len(spans)
    for later, span in zip([None, *reversed(spans[1:])], reversed(spans), strict=True):
        between = _between(span.period, later.period, step, room) if later else []
        room -= len(between)
        found += [Span(day, (0, 0, 0, 0), 0.0) for day in reversed(between)]
        found.append(span)
    found.reverse()
    return found


def _between(first: dt.date, end: dt.date, step: Step, room: int) -> list[dt.date]:
    """The periods between two; none where there is no room for all of them."""
    days: list[dt.date] = []
    day = following(first, step)
    while day < end:
        if len(days) >= room:
            return []
        days.append(day)
        day = following(day, step)
    return days
