"""Readings of dates: calendar days, months, years, weekdays, and units counted from publication.

Each function takes a match's named pieces and the context, and returns a reading, or ``None`` where the words
are no time expression after all (the next shorter rule is then tried).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from khaldun.times import calendar
from khaldun.times.calendar import Reading, unknown
from khaldun.times.context import UNANCHORED, UNPUBLISHED, Context, year_of

Groups = Mapping[str, str]

_BACK = {"last", "past", "this past", "the past", "the last", "previous", "the previous", "preceding"}
_AHEAD = {"next", "coming", "this coming", "the coming", "the next", "following", "the following"}
_SAME = {"that", "that same", "the same"}
_EDGES = {
    "earlier": "early",
    "later": "late",
    "start": "early",
    "beginning": "early",
    "middle": "mid",
    "end": "late",
}


def which(groups: Groups) -> int | None:
    """-1 for last, 0 for this, +1 for next; ``None`` where no such word stands."""
    word = " ".join(groups.get("which", "").lower().split())
    if not word:
        return None
    return -1 if word in _BACK else 1 if word in _AHEAD else 0


def edge(groups: Groups) -> str | None:
    """early, mid or late, from any of the words for them."""
    word = (groups.get("edge") or groups.get("side") or groups.get("piece") or "").lower()
    return _EDGES.get(word, word) or None


def _one_day(year: int, month: int, number: int) -> Reading | None:
    try:
        return calendar.day(dt.date(year, month, number))
    except ValueError:
        return None


def numeric_day(groups: Groups, context: Context) -> Reading | None:
    """2014-09-15, and 9/15/2014 in the American order unless the first number cannot be a month."""
    month, number = int(groups["month_number"]), int(groups["day"])
    if month > 12 and "/" in context.parse.words[context.token]:
        month, number = number, month
    return _one_day(year_of(groups["year"]), month, number)


def nine_eleven(groups: Groups, context: Context) -> Reading | None:
    """The attacks of 2001, named by their day."""
    return calendar.day(dt.date(2001, 9, 11))


def _day_number(written: str) -> int:
    return int("".join(c for c in written if c.isdigit()))


def calendar_day(groups: Groups, context: Context) -> Reading | None:
    """A day of a month, with its year or with the year that tense and publication suggest."""
    month, number = context.words.months[groups["month"].lower()], _day_number(groups["day"])
    if "year" in groups:
        return _one_day(int(groups["year"]), month, number)
    if context.published is None:
        return unknown(f"XXXX-{month:02d}-{number:02d}", UNPUBLISHED)
    around = [_one_day(context.published.year + n, month, number) for n in (-1, 0, 1)]
    return _nearest([r for r in around if r], context)


_FRESH = 14
"""Days: a date so close by is meant, even against the tense, when the other choice is most of a year away."""
_STALE = 300


def _nearest(readings: list[Reading], context: Context) -> Reading | None:
    """The last reading that began by publication, or the first that ends from then on when the verb looks ahead."""
    today = context.published
    assert today is not None
    # A day or two ahead of a dateline is likelier than a year back: papers print tomorrow's date.
    past = [r for r in readings if r.date and r.date <= today + dt.timedelta(days=2)]
    ahead = [r for r in readings if r.date and (r.date_end or r.date) >= today]
    if not past or not ahead:
        return past[-1] if past else ahead[0] if ahead else None
    behind, before = _gap(today, past[-1]), _gap(today, ahead[0])
    if context.direction > 0:
        return past[-1] if behind <= _FRESH and before >= _STALE else ahead[0]
    return ahead[0] if before <= _FRESH and behind >= _STALE else past[-1]


def _gap(today: dt.date, reading: Reading) -> int:
    """Days between publication and the nearer end of a stretch."""
    first, last = reading.date or today, reading.date_end or reading.date or today
    return max(0, (first - today).days, (today - last).days)


def part_of_date(groups: Groups, context: Context) -> Reading | None:
    """The night of June 3."""
    found = calendar_day(groups, context)
    part = context.words.parts[groups["part"].lower()]
    if found is None or found.date is None:
        return found and replace(found, type="TIME", value=f"{found.value}T{part}")
    return calendar.day(found.date, part)


def calendar_days(groups: Groups, context: Context) -> Reading | None:
    """July 14-16: first and last day."""
    first = calendar_day(groups, context)
    last = calendar_day({**groups, "day": groups["day_end"]}, context)
    if first is None or last is None or _day_number(groups["day_end"]) <= _day_number(groups["day"]):
        return None
    if first.date is None or last.date is None:
        return replace(first, value=f"{first.value}/{last.value}")
    return Reading("DATE", f"{first.value}/{last.value}", first.date, last.date, "day")


def numbered_day(groups: Groups, context: Context) -> Reading | None:
    """The 14th (of this month): only figures, as "the first" is seldom a day."""
    if not groups["nth"][0].isdigit() or ("which" not in groups and not _is_day_object(context)):
        return None
    if context.published is None:
        return unknown(None, UNPUBLISHED)
    month = calendar.shifted(context.published, "M", which(groups) or 0).date
    assert month is not None
    return _one_day(month.year, month.month, _day_number(groups["nth"]))


def _is_day_object(context: Context) -> bool:
    """Whether the words end a phrase after "on", so that no noun follows ("on the 14th", not "the 14th floor")."""
    parse, i = context.parse, context.token
    return i > 0 and parse.lower[i - 1] == "on" and parse.dep[context.last_token] == "pobj"


def month(groups: Groups, context: Context) -> Reading | None:
    """A month with its year, with last/this/next, or the nearest one the tense allows."""
    number = context.words.months[groups["month"].lower()]
    part = edge(groups)
    if len(groups) == 1 and groups["month"] in ("May", "March") and not _month_word(context):
        return None
    if "year" in groups:
        return calendar.narrowed(calendar.month(int(groups["year"]), number), part)
    today = context.published
    if today is None:
        return unknown(f"XXXX-{number:02d}", UNPUBLISHED)
    if "which_year" in groups:
        which_year = today.year + {"last": -1, "this": 0, "next": 1}[groups["which_year"].lower()]
        return calendar.narrowed(calendar.month(which_year, number), part)
    turn = which(groups)
    if turn == -1:
        year = today.year - (number >= today.month)
    elif turn == 1:
        year = today.year + (number <= today.month)
    elif turn == 0:
        year = today.year
    else:
        near = _nearest([calendar.month(today.year + n, number) for n in (-1, 0, 1)], context)
        return near and calendar.narrowed(near, part)
    return calendar.narrowed(calendar.month(year, number), part)


def _month_word(context: Context) -> bool:
    """Whether May or March stands where a month can, and is no march and no minister."""
    i = context.token
    return (
        i > 0
        and context.parse.lower[i - 1] in context.words.before_month
        and context.parse.lower[i + 1 : i + 2] != ["for"]
    )


def year(groups: Groups, context: Context) -> Reading | None:
    """A year, or a decade written as years ("the 1990s"), whole or its early, middle or late part."""
    if "decade" in groups:
        return calendar.narrowed(calendar.decade(int(groups["decade"]) * 10), edge(groups))
    if not _reads_as_year(context):
        return None
    return calendar.narrowed(calendar.year(int(groups["year"])), edge(groups))


_COUNTED = frozenset(["NNS", "NNPS"])


def _reads_as_year(context: Context) -> bool:
    """Whether four figures are a year and not a count ("2000 troops") or a price."""
    parse, i = context.parse, context.last_token
    before = parse.lower[i - 1] if i else ""
    if before in ("$", "£", "€", "#", "no.", "us$", "some", "about", "nearly", "almost", "over", "than"):
        return False
    after = parse.tag[i + 1] if i + 1 < len(parse) else ""
    if parse.words[context.token] != parse.words[i]:
        return True
    if (
        after in _COUNTED
        and parse.dep[i] == "nummod"
        and (int(parse.words[i][:4]) % 100 == 0 or before not in context.words.before_year)
    ):
        return False
    if i + 1 < len(parse) and parse.lower[i + 1] in (
        "%",
        "percent",
        "km",
        "miles",
        "people",
        "million",
        "dollars",
        "euros",
    ):
        return False
    return before in context.words.before_year or parse.dep[i] in (
        "pobj",
        "npadvmod",
        "nummod",
        "tmod",
        "appos",
        "nsubj",
        "conj",
    )


def year_bounds(groups: Groups, context: Context) -> Reading | None:
    """2011-13 or 2011-2013."""
    first, end = int(groups["year"]), groups["year_end"]
    last = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if not first < last <= first + 150:
        return None
    return Reading("DATE", f"{first}/{last}", dt.date(first, 1, 1), dt.date(last, 12, 31), "fuzzy")


def short_decade(groups: Groups, context: Context) -> Reading | None:
    """The eighties, the '80s: of the last century from the twenties on, unless the text is older."""
    tens = groups.get("tens") or groups.get("tens_bare")
    first = 1900 + (int(tens) * 10 if tens else context.words.decades[groups["decade_word"].lower()])
    return calendar.narrowed(calendar.decade(first), edge(groups))


def century(groups: Groups, context: Context) -> Reading | None:
    """The 19th century."""
    written = groups["nth"].lower()
    number = _day_number(written) if written[0].isdigit() else context.words.ordinals[written]
    return calendar.narrowed(calendar.century((number - 1) * 100), edge(groups)) if 1 < number < 23 else None


def which_century(groups: Groups, context: Context) -> Reading | None:
    """This or the last century."""
    if context.published is None:
        return unknown(None, UNPUBLISHED)
    return calendar.century((context.published.year // 100 + (which(groups) or 0)) * 100)


def season(groups: Groups, context: Context) -> Reading | None:
    """A season of a year, or the last, this, next or nearest one."""
    letters = context.words.seasons[groups["season"].lower()]
    if "year" in groups:
        return calendar.narrowed(calendar.season(int(groups["year"]), letters), edge(groups))
    today = context.published
    if today is None:
        return unknown(f"XXXX-{letters}", UNPUBLISHED)
    around = [calendar.season(today.year + n, letters) for n in (-2, -1, 0, 1)]
    turn = which(groups)
    if turn == -1:
        found: Reading | None = [r for r in around if r.date_end and r.date_end < today][-1]
    elif turn == 1:
        found = next(r for r in around if r.date and r.date > today)
    elif turn == 0:
        found = around[2]
    else:
        found = _nearest(around, context)
    return found and calendar.narrowed(found, edge(groups))


def quarter(groups: Groups, context: Context) -> Reading | None:
    """A quarter of a year."""
    written = groups.get("quarter") or groups["nth"].lower()
    number = _day_number(written) if written[0].isdigit() else context.words.ordinals[written]
    if not 1 <= number <= 4:
        return None
    if "year" in groups:
        return calendar.quarter(int(groups["year"]), number)
    if context.published is None:
        return unknown(f"XXXX-Q{number}", UNPUBLISHED)
    turn = which(groups)
    if turn is not None:
        return calendar.quarter(context.published.year + turn, number)
    return _nearest([calendar.quarter(context.published.year + n, number) for n in (-1, 0, 1)], context)


def half(groups: Groups, context: Context) -> Reading | None:
    """The first or second half of a year."""
    number = 1 if groups["half"].lower() == "first" else 2
    if "year" in groups:
        return calendar.half(int(groups["year"]), number)
    if context.published is None:
        return unknown(f"XXXX-H{number}", UNPUBLISHED)
    return calendar.half(context.published.year + (which(groups) or 0), number)


def feast(groups: Groups, context: Context) -> Reading | None:
    """A feast with a fixed or computable day."""
    rule = context.words.feasts[groups["feast"].lower().replace("’", "'")]
    if "year" in groups:
        return calendar.day(_feast_day(rule, int(groups["year"])))
    today = context.published
    if today is None:
        return unknown(None, UNPUBLISHED)
    around = [calendar.day(_feast_day(rule, today.year + n)) for n in (-1, 0, 1)]
    if which(groups) == -1:
        return [r for r in around if r.date and r.date < today][-1]
    return _nearest(around, context)


def _feast_day(rule: str, year_number: int) -> dt.date:
    if rule.startswith("easter"):
        return calendar.easter(year_number) + dt.timedelta(days=int(rule.split()[1]))
    if " " in rule:
        weekday, nth, month_number = (int(n) for n in rule.split())
        return calendar.nth_weekday(year_number, month_number, weekday, nth)
    month_number, number = (int(n) for n in rule.split("-"))
    return dt.date(year_number, month_number, number)


def moving_feast(groups: Groups, context: Context) -> Reading | None:
    """A feast of a lunar calendar."""
    return unknown(None, "a feast of a lunar calendar: its day cannot be worked out from the name")


def end_of_unit(groups: Groups, context: Context) -> Reading | None:
    """The end of the year: of the current one."""
    today = context.published
    letter, size = ("Y", 1) if "year_end" in groups else context.unit(groups)
    if today is None:
        return unknown(None, UNPUBLISHED)
    whole = calendar.decade(today.year // 10 * 10) if size == 10 else calendar.shifted(today, letter, 0)
    return calendar.narrowed(whole, edge(groups) or "late")


def which_unit(groups: Groups, context: Context) -> Reading | None:
    """Last week, earlier this year, that month."""
    letter, size = context.unit(groups)
    if letter.startswith("T") or groups["unit"].lower().endswith("s"):
        return None
    word = " ".join(groups["which"].lower().split())
    same = word in _SAME
    today = context.anchor.date if same and context.anchor else None if same else context.published
    if today is None:
        return unknown(None, UNANCHORED if same else UNPUBLISHED)
    turn = which(groups) or 0
    if size == 10:
        whole = calendar.decade((today.year // 10 + turn) * 10)
    elif size == 100:
        return None
    else:
        whole = calendar.shifted(today, letter, turn * size)
    return _cut(whole, groups, today) if turn == 0 and not same else calendar.narrowed(whole, edge(groups))


def _cut(whole: Reading, groups: Groups, today: dt.date) -> Reading:
    """Earlier this year ends today, later this year begins today."""
    side = groups.get("side", "").lower()
    if side == "earlier" and whole.date_end:
        return replace(whole, date_end=min(whole.date_end, today))
    if side == "later" and whole.date_end:
        return replace(whole, date=today)
    return calendar.narrowed(whole, edge(groups))
