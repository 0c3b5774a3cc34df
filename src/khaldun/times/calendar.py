"""Stretches of the calendar and their TIMEX3 values: days, weeks, months, seasons, years, decades.

A ``Reading`` is what a time expression turned out to mean. ``date`` is its first day, ``date_end`` its last
where it spans several; a single day has no ``date_end``.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from khaldun.model import Precision

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Edge = Literal["early", "mid", "late"]

_DAY = dt.timedelta(days=1)
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of a time expression; ``reason`` says why a date is missing."""

    type: Kind
    value: str | None
    date: dt.date | None = None
    date_end: dt.date | None = None
    precision: Precision | None = None
    reason: str | None = None


def unknown(value: str | None, reason: str, kind: Kind = "DATE") -> Reading:
    """A reading with no date."""
    return Reading(kind, value, reason=reason)


def day(date: dt.date, part: str | None = None) -> Reading:
    """One day, or a part of it ("MO", "AF", "EV", "NI"), which makes it a TIME."""
    if part:
        return Reading("TIME", f"{date.isoformat()}T{part}", date, precision="day")
    return Reading("DATE", date.isoformat(), date, precision="day")


def week(date: dt.date) -> Reading:
    """The ISO week that holds ``date``."""
    year, number, _ = date.isocalendar()
    first = date - (date.isoweekday() - 1) * _DAY
    return Reading("DATE", f"{year}-W{number:02d}", first, first + 6 * _DAY, "week")


def weekend(date: dt.date) -> Reading:
    """Saturday and Sunday of the ISO week that holds ``date``."""
    whole = week(date)
    assert whole.date is not None
    return Reading("DATE", f"{whole.value}-WE", whole.date + 5 * _DAY, whole.date_end, "fuzzy")


def month(year: int, number: int) -> Reading:
    """A calendar month; ``number`` may run past 1 to 12 and then counts on from ``year``."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return Reading(
        "DATE", f"{year:04d}-{number:02d}", dt.date(year, number, 1), dt.date(year, number, last), "month"
    )


def quarter(year: int, number: int) -> Reading:
    """A quarter; ``number`` may run past 1 to 4."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return _months(f"{year:04d}-Q{number}", (year, 3 * number - 2), (year, 3 * number), "quarter")


def half(year: int, number: int) -> Reading:
    """The first or second half of a year."""
    return _months(f"{year:04d}-H{number}", (year, 6 * number - 5), (year, 6 * number), "fuzzy")


def season(year: int, letters: str) -> Reading:
    """A northern season; winter is that which begins in December of ``year``."""
    first, last = _SEASON_MONTHS[letters]
    return _months(f"{year:04d}-{letters}", (year, first), (year + (last < first), last), "fuzzy")


def year(number: int) -> Reading:
    """A calendar year."""
    return Reading("DATE", f"{number:04d}", dt.date(number, 1, 1), dt.date(number, 12, 31), "year")


def decade(first: int) -> Reading:
    """Ten years from ``first``."""
    return Reading("DATE", f"{first // 10:03d}X", dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade")


def century(first: int) -> Reading:
    """A hundred years from ``first`` (1800 is the 19th century)."""
    return Reading("DATE", f"{first // 100:02d}", dt.date(first, 1, 1), dt.date(first + 99, 12, 31), "fuzzy")


def _months(value: str, first: tuple[int, int], last: tuple[int, int], precision: Precision) -> Reading:
    return Reading("DATE", value, month(*first).date, month(*last).date_end, precision)


def narrowed(reading: Reading, edge: str | None) -> Reading:
    """The first, middle or last third of a stretch ("early 2014"); its TIMEX3 value stays that of the whole."""
    if edge is None or reading.date is None or reading.date_end is None:
        return reading
    third = ((reading.date_end - reading.date).days + 1) // 3
    first, last = {
        "early": (reading.date, reading.date + (third - 1) * _DAY),
        "mid": (reading.date + third * _DAY, reading.date_end - third * _DAY),
        "late": (reading.date_end - (third - 1) * _DAY, reading.date_end),
    }[edge]
    return Reading(reading.type, reading.value, first, last, "fuzzy")


def shifted(date: dt.date, letter: str, count: int) -> Reading:
    """The day, week, month, quarter or year ``count`` of them after ``date`` (before it when negative).

    Raises ``OverflowError`` or ``ValueError`` where the calendar does not reach that far.
    """
    if letter == "D":
        return day(date + count * _DAY)
    if letter == "W":
        return week(date + 7 * count * _DAY)
    if letter == "M":
        return month(date.year, date.month + count)
    if letter == "Q":
        return quarter(date.year, (date.month - 1) // 3 + 1 + count)
    return year(date.year + count)


def weekday(date: dt.date, number: int, direction: int, strict: bool = False) -> dt.date:
    """The nearest day with ISO weekday ``number`` up to ``date`` (direction -1) or from it (+1).

    With ``strict`` the day itself does not count.
    """
    gap = (date.isoweekday() - number) % 7 if direction < 0 else (number - date.isoweekday()) % 7
    if strict and gap == 0:
        gap = 7
    return date + (gap if direction > 0 else -gap) * _DAY


def nth_weekday(year: int, month_number: int, number: int, nth: int) -> dt.date:
    """The ``nth`` such weekday of a month (-1 its last)."""
    days = [w[number - 1] for w in calendar.monthcalendar(year, month_number) if w[number - 1]]
    return dt.date(year, month_number, days[nth - 1 if nth > 0 else nth])


def easter(year: int) -> dt.date:
    """Easter Sunday of the Western churches, by the anonymous Gregorian algorithm (Meeus, Jones, Butcher)."""
    golden = year % 19
    hundreds, rest = divmod(year, 100)
    leap, leap_rest = divmod(hundreds, 4)
    moon = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    week_shift = (32 + 2 * leap_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week_shift) // 451
    month_number, day_number = divmod(moon + week_shift - 7 * late + 114, 31)
    return dt.date(year, month_number, day_number + 1)
