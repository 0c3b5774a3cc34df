"""Readings of days near publication or near a date named before: yesterday, on Friday, two days later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from khaldun.times import calendar
from khaldun.times.calendar import Reading, unknown
from khaldun.times.context import UNANCHORED, UNPUBLISHED, Context
from khaldun.times.dates import which

Groups = Mapping[str, str]

_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}
_FARTHEST = dt.date(1000, 1, 1)


def _part(groups: Groups, context: Context) -> str | None:
    word = groups.get("part")
    return context.words.parts[word.lower()] if word else None


def near_day(groups: Groups, context: Context) -> Reading | None:
    """Yesterday, today, tomorrow, and the days beyond."""
    if context.published is None:
        return unknown(None, UNPUBLISHED)
    if context.parse.tag[context.last_token] == "NNP" and groups["near"].istitle():
        return None
    days = _NEAR[" ".join(groups["near"].lower().split())]
    return calendar.day(context.published + dt.timedelta(days=days), _part(groups, context))


def near_night(groups: Groups, context: Context) -> Reading | None:
    """Last night is yesterday's; overnight runs from yesterday into today."""
    today = context.published
    word = groups["near"].lower().split()
    if today is None:
        return unknown(None, UNPUBLISHED, "TIME")
    yesterday = today - dt.timedelta(days=1)
    if word[0] == "last":
        return calendar.day(yesterday, "NI")
    if word[0] == "overnight":
        return Reading("TIME", f"{yesterday.isoformat()}TNI", yesterday, today, "fuzzy")
    return calendar.day(today, "NI" if word[0] == "tonight" else context.words.parts[word[-1]])


def weekday(groups: Groups, context: Context) -> Reading | None:
    """The Friday that tense or last/next points to; with no publication date XXXX-WXX-5."""
    number = context.words.weekdays[groups["weekday"].lower()]
    part = _part(groups, context)
    word = groups.get("which", "").lower()
    beside = word.startswith("the ")
    start = context.anchor.date if beside and context.anchor else None if beside else context.published
    if start is None:
        value = f"XXXX-WXX-{number}" + (f"T{part}" if part else "")
        return unknown(value, UNANCHORED if beside else UNPUBLISHED, "TIME" if part else "DATE")
    turn = which(groups)
    if word == "this past":
        turn = -1
    way = turn if turn else context.direction
    return calendar.day(calendar.weekday(start, number, way, strict=bool(turn)), part)


def weekday_of_week(groups: Groups, context: Context) -> Reading | None:
    """Monday of last week."""
    number = context.words.weekdays[groups["weekday"].lower()]
    if context.published is None:
        return unknown(f"XXXX-WXX-{number}", UNPUBLISHED)
    monday = calendar.shifted(context.published, "W", which(groups) or 0).date
    assert monday is not None
    return calendar.day(monday + dt.timedelta(days=number - 1))


def weekend(groups: Groups, context: Context) -> Reading | None:
    """The weekend last begun, or the coming one."""
    today = context.published
    if today is None:
        return unknown("XXXX-WXX-WE", UNPUBLISHED)
    turn = which(groups)
    way = turn if turn else context.direction
    saturday = calendar.weekday(today, 6, way, strict=turn == -1 and today.isoweekday() >= 6)
    return calendar.weekend(saturday)


def same_day(groups: Groups, context: Context) -> Reading | None:
    """That day, the same evening: the day last named."""
    anchor = context.anchor
    if anchor is None or anchor.date is None or anchor.precision != "day":
        return unknown(None, UNANCHORED)
    return calendar.day(anchor.date, _part(groups, context))


def beside(groups: Groups, context: Context) -> Reading | None:
    """The next day, the following morning, a week earlier: counted from the date last named."""
    if groups.get("unit", "").lower().endswith("s"):
        return None
    if "part" not in groups:
        return _apart(1, groups, context)
    found = _apart(1, {**groups, "unit": "day"}, context)
    return found and (calendar.day(found.date, _part(groups, context)) if found.date else found)


def apart(groups: Groups, context: Context) -> Reading | None:
    """Three years later: counted from the date last named."""
    if "units" in groups:
        return _apart(None, groups, context)
    return _apart(context.count(groups["count"]), groups, context)


def _apart(count: float | None, groups: Groups, context: Context) -> Reading | None:
    letter, size = context.unit(groups)
    back = groups["side"].lower() in ("before", "earlier", "previous", "previously", "beforehand")
    if letter == "Q" or (groups["side"].lower() in ("before", "after") and _has_object(context)):
        return None
    anchor = context.anchor
    if count is None:
        return unknown(duration_value(None, letter, size), "the number is left open", "DURATION")
    if anchor is None or anchor.date is None or letter.startswith("T"):
        reason = UNANCHORED if not letter.startswith("T") else "hours are not counted from a date"
        return unknown(duration_value(count, letter, size), reason, "DURATION")
    # A date cannot be known more closely than the one it is counted from.
    coarse = {"month": "M", "year": "Y", "decade": "Y", "week": "W"}.get(anchor.precision or "", letter)
    if "DWMQY".index(coarse) > "DWMQY".index(letter):
        return unknown(
            duration_value(count, letter, size), "the date it counts from is less exact", "DURATION"
        )
    return _shifted(anchor.date, letter, (-1 if back else 1) * count * size)


def _has_object(context: Context) -> bool:
    """Whether what is counted from follows ("two days before the vote")."""
    parse, after = context.parse, context.last_token + 1
    return after < len(parse) and parse.tag[after][:2] in (
        "DT",
        "NN",
        "PR",
        "JJ",
        "VB",
        "CD",
        "EX",
        "``",
        "TO",
        "IN",
    )


def _shifted(start: dt.date, letter: str, count: float) -> Reading | None:
    if count % 1:
        letter, count = {"Y": ("M", count * 12), "W": ("D", count * 7), "M": ("D", count * 30)}.get(
            letter, (letter, count)
        )
    try:
        found = calendar.shifted(start, letter, round(count))
    except (OverflowError, ValueError):
        return None
    return found if found.date and found.date >= _FARTHEST else None


def ago(groups: Groups, context: Context) -> Reading | None:
    """Three days ago; weeks ago stays open."""
    if "units" in groups or context.count(groups["count"]) is None:
        return unknown("PAST_REF", "the number is left open")
    return _from_today(-1, groups, context)


def from_now(groups: Groups, context: Context) -> Reading | None:
    """Two weeks from now, in two days' time."""
    if context.count(groups["count"]) is None:
        return unknown("FUTURE_REF", "the number is left open")
    return _from_today(1, groups, context)


def _from_today(way: int, groups: Groups, context: Context) -> Reading | None:
    count = context.count(groups["count"])
    letter, size = context.unit(groups)
    if context.published is None or count is None:
        return unknown(None, UNPUBLISHED)
    if letter.startswith("T"):
        return calendar.day(context.published)
    if letter == "Q":
        return None
    return _shifted(context.published, letter, way * count * size)


def window(groups: Groups, context: Context) -> Reading | None:
    """The past three weeks, recent days: a duration, with the stretch up to or from publication where it is known."""
    letter, size = context.unit(groups)
    count = context.count(groups["count"]) if "count" in groups else None
    value = duration_value(count, letter, size)
    word = groups["which"].lower()
    if word in ("first", "previous", "preceding", "following", "latest") or letter.startswith("T"):
        return Reading("DURATION", value)
    if count is None or context.published is None:
        reason = "the number is left open" if count is None else UNPUBLISHED
        return unknown(value, reason, "DURATION")
    today = context.published
    other = _days_off(today, letter, (1 if word in ("next", "coming") else -1) * count * size)
    if other is None:
        return Reading("DURATION", value)
    return Reading("DURATION", value, min(today, other), max(today, other), "fuzzy")


def _days_off(today: dt.date, letter: str, count: float) -> dt.date | None:
    days = {"D": 1.0, "W": 7.0, "M": 30.44, "Q": 91.3, "Y": 365.25}[letter]
    try:
        return today + dt.timedelta(days=round(days * count))
    except OverflowError:
        return None


def duration(groups: Groups, context: Context) -> Reading | None:
    """Three days, a five-hour (battle), years."""
    word = (groups.get("unit") or groups.get("units") or "").lower()
    letter, size = context.unit(groups)
    if letter == "Q" or word == "second" or _is_title(context):
        return None
    if "units" in groups:
        return Reading("DURATION", duration_value(None, letter, size))
    if "fraction" in groups:
        return Reading("DURATION", duration_value(0.5, letter, size))
    if "whole" in groups:
        whole = context.count(groups["whole"])
        return Reading("DURATION", duration_value(None if whole is None else whole + 0.5, letter, size))
    return Reading("DURATION", duration_value(context.count(groups.get("count", "one")), letter, size))


def _is_title(context: Context) -> bool:
    """Whether the unit is written as a name ("60 Minutes")."""
    return (
        context.last_token > context.token
        and context.parse.words[context.last_token].istitle()
        and context.parse.words[context.token][0].isdigit()
    )


def duration_value(count: float | None, letter: str, size: int) -> str:
    """TIMEX3 form of so many units: P3D, PT16H, P40Y, PXW where the number is open."""
    number = "X" if count is None else f"{count * size:g}"
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"
