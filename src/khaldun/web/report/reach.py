"""Which days a chart shows: those of nearly all events, so that one war remembered does not squeeze the rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import accumulate

from khaldun.store import Choice, View
from khaldun.store.browse import STEPS, Span, Step

_MOST = 60
"""Bars of a chart at most."""
_TAIL = 0.025
"""Part of the events that may lie before the first day shown, and after the last."""
_LENGTH: dict[Step, float] = {"day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.2}


@dataclass(frozen=True, slots=True)
class Reach:
    """The first and the last day shown, how long a bar is, events by day, and how many lie outside."""

    first: dt.date
    last: dt.date
    step: Step
    spans: tuple[Span, ...]
    outside: int

    @property
    def days(self) -> int:
        """How many days are shown."""
        return (self.last - self.first).days + 1


def reach_of(view: View) -> Reach | None:
    """The days of the events that are told as having happened; ``None`` where none has a date."""
    spans = view.over_time(Choice(statuses=("actual",)), "day")
    if not spans:
        return None
    counted = list(accumulate(span.events for span in spans))
    tail = _TAIL * counted[-1]
    first = next(n for n, upto in enumerate(counted) if upto > tail)
    last = next(n for n, upto in enumerate(counted) if upto >= counted[-1] - tail)
    shown = spans[first : last + 1]
    days = (shown[-1].period - shown[0].period).days + 1
    step = next((step for step in STEPS if days / _LENGTH[step] <= _MOST), STEPS[-1])
    outside = counted[-1] - sum(span.events for span in shown)
    return Reach(shown[0].period, shown[-1].period, step, tuple(shown), outside)


def start(day: dt.date, step: Step) -> dt.date:
    """The first day of the period that a day lies in; a week begins on Monday."""
    if step == "day":
        return day
    if step == "week":
        return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if step == "month":
        return day.replace(day=1)
    if step == "quarter":
        return day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return day.replace(month=1, day=1)


def following(day: dt.date, step: Step) -> dt.date:
    """The first day of the next period."""
    return start(
        day + dt.timedelta(days={"day": 1, "week": 7, "month": 31, "quarter": 93, "year": 366}[step]), step
    )


def periods(reach: Reach) -> list[dt.date]:
    """The first days of all periods shown, those without events too."""
    found, day = [], start(reach.first, reach.step)
    while day <= reach.last:
        found.append(day)
        day = following(day, reach.step)
    return found
