"""Readings of times of day, of what repeats, and of now and the future."""

from __future__ import annotations

from collections.abc import Mapping

from khaldun.times import near
from khaldun.times.calendar import Reading, unknown
from khaldun.times.context import UNPUBLISHED, Context
from khaldun.times.near import duration_value

Groups = Mapping[str, str]

_WORDS = {"noon": (12, 0), "midday": (12, 0), "midnight": (0, 0)}
_LATER_HALF = {"afternoon", "evening", "night"}


def clock(groups: Groups, context: Context) -> Reading | None:
    """9 p.m. Monday, 14:05, noon: an hour of the day named with it, or of the publication day."""
    if "word" in groups and context.parse.lower[context.token - 1] == "high":
        return None
    if "word" in groups:
        hour, minute = _WORDS[groups["word"].lower()]
    else:
        written = groups.get("hour") or groups["hour2"]
        number = context.count(written)
        hour, minute = int(number or 0), int(groups.get("minute", "0"))
        afternoon = groups.get("half", "").lower() == "p" or groups.get("part", "").lower() in _LATER_HALF
        if afternoon and hour < 12:
            hour += 12
        elif groups.get("half", "").lower() == "a" and hour == 12:
            hour = 0
    if hour > 24 or minute > 59:
        return None
    time = f"T{hour:02d}:{minute:02d}"
    if "weekday" in groups:
        base = near.weekday(_without_part(groups), context)
    elif "near" in groups:
        base = near.near_day(_without_part(groups), context)
    elif context.published is not None:
        base = near.near_day({"near": "today"}, context)
    else:
        return unknown(f"XXXX-XX-XX{time}", UNPUBLISHED, "TIME")
    if base is None or base.date is None:
        value = base.value if base and base.value else "XXXX-XX-XX"
        return unknown(f"{value}{time}", UNPUBLISHED, "TIME")
    return Reading("TIME", f"{base.date.isoformat()}{time}", base.date, precision="day")


def _without_part(groups: Groups) -> Groups:
    return {k: v for k, v in groups.items() if k != "part"}


def part_of_day(groups: Groups, context: Context) -> Reading | None:
    """In the morning, at dawn: of the day last named, if one is."""
    part = context.words.parts[groups["part"].lower()]
    anchor = context.anchor
    if anchor is not None and anchor.date is not None and anchor.precision == "day":
        return Reading("TIME", f"{anchor.date.isoformat()}T{part}", anchor.date, precision="day")
    return unknown(f"T{part}", "no day is named with the time of day", "TIME")


def weekdays(groups: Groups, context: Context) -> Reading | None:
    """On Fridays."""
    return Reading("SET", f"XXXX-WXX-{context.words.weekdays[groups['weekday'].lower()]}")


def every(groups: Groups, context: Context) -> Reading | None:
    """Every Friday, every two weeks, each summer."""
    words = context.words
    if "weekday" in groups:
        return weekdays(groups, context)
    if "month" in groups:
        return Reading("SET", f"XXXX-{words.months[groups['month'].lower()]:02d}")
    if "season" in groups:
        return Reading("SET", f"XXXX-{words.seasons[groups['season'].lower()]}")
    letter, size = context.unit(groups)
    return Reading("SET", duration_value(context.count(groups.get("count", "one")), letter, size))


def repeated(groups: Groups, context: Context) -> Reading | None:
    """Daily, weekly, monthly; but not a daily, which is a newspaper."""
    if context.parse.tag[context.token] in ("NN", "NNP", "NNS"):
        return None
    return Reading("SET", context.words.repeated[groups["repeated"].lower()])


def rate(groups: Groups, context: Context) -> Reading | None:
    """900 barrels a day, twice a year: a unit after a or per, where a number or count word stands before."""
    letter, size = context.unit(groups)
    if letter == "Q" or groups["unit"].lower() == "second":
        return None
    first = context.parse.lower[context.token]
    if first in ("a", "an", "per", "each") and not _after_amount(context):
        return None
    return Reading("SET", duration_value(1, letter, size))


def _after_amount(context: Context) -> bool:
    parse, i = context.parse, context.token
    before = parse.tag[max(0, i - 4) : i]
    if not before or before[-1] not in ("NNS", "NN", "CD", "NNP"):
        return False
    if parse.lower[i] == "per":
        return True
    return (
        "CD" in before
        and parse.head[i] != i
        and parse.dep[context.last_token] in ("npadvmod", "pobj", "tmod")
    )


def present(groups: Groups, context: Context) -> Reading | None:
    """Now."""
    i, parse = context.last_token, context.parse
    if parse.lower[i] == "now" and i + 1 < len(parse) and parse.lower[i + 1] in ("that", "-"):
        return None
    return unknown("PRESENT_REF", "no certain day: now")


def future(groups: Groups, context: Context) -> Reading | None:
    """The future."""
    parse, i = context.parse, context.token
    if parse.dep[context.last_token] != "pobj" and parse.lower[i] != "the":
        return None
    return unknown("FUTURE_REF", "no certain day: the future")
