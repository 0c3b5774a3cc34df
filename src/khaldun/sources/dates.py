"""Dates as tables, feeds and pages write them. What is ambiguous is no date: null with a reason, never a guess."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,].*)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[T ,].*)?")
_DAY_FIRST = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})(?:[T ,].*)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[T ,].*)?", re.IGNORECASE
)
_PARTIAL = re.compile(r"(?:[a-z]+\.?\s+)?(\d{4})(?:-\d{1,2})?", re.IGNORECASE)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)")
_STAMP = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|issued|date)(?: on| at)?:?\s*)?"
    r"(?P<date>(?:[a-z]{2,6}day,?\s+|[a-z]{3}\.?,\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+[a-z]{3,9}\.?,?|[a-z]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?)\s+(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d)(?:[T ,|·-]+(?:at )?\d{1,2}[:.]\d\d.{0,20})?",
    re.IGNORECASE,
)
_STAMP_LINES = 6
VALID = "valid: 2014-09-15, 15 September 2014 or an ISO time"


@dataclass(frozen=True, slots=True)
class Day:
    """A date read from a value, or the reason why it is none."""

    date: dt.date | None
    reason: str | None = None


def read_date(value: object) -> Day:
    """The day that a table's or feed's value names.

    ``None`` and blank text give neither date nor reason. A number is an epoch time in seconds (ten digits)
    or milliseconds (thirteen), or YYYYMMDD.
    """
    if isinstance(value, dt.datetime):
        return Day(value.date())
    if isinstance(value, dt.date):
        return Day(value)
    text = "" if value is None else str(value).strip()
    if not text or text.casefold() in ("nan", "nat", "none", "null", "n/a"):
        return Day(None)
    return _from_text(text)


def _from_text(text: str) -> Day:
    if match := _COMPACT.fullmatch(text) or _ISO.fullmatch(text):
        return _day(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _SLASHED.fullmatch(text):
        return _slashed(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(text):
        return _day(text, int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _day(text, int(match[3]), _month(match[1]), int(match[2]))
    if match := _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return Day(dt.datetime.fromtimestamp(seconds, dt.UTC).date())
    if _PARTIAL.fullmatch(text):
        return Day(None, f"{text!r} names no day; {VALID}")
    return _from_mail(text)


def _from_mail(text: str) -> Day:
    try:
        return Day(parsedate_to_datetime(text).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return Day(None, f"{text[:40]!r} is no date; {VALID}")


def _slashed(text: str, first: int, second: int, year: int) -> Day:
    if first > 12 or first == second:
        return _day(text, year, second, first)
    if second > 12:
        return _day(text, year, first, second)
    return Day(
        None,
        f"{text!r} may be day or month first; write {year}-{first:02}-{second:02} or {year}-{second:02}-{first:02}",
    )


def _month(name: str) -> int:
    """1 to 12, 0 for a word that is no month."""
    return _MONTHS.index(name[:3].lower()) + 1 if name[:3].lower() in _MONTHS else 0


def _day(text: str, year: int, month: int, day: int) -> Day:
    try:
        return Day(dt.date(year, month, day))
    except ValueError:
        return Day(None, f"{text[:40]!r} is no date; {VALID}")


def stamped(text: str) -> tuple[dt.date, str] | None:
    """The day in a line of its own near the top of a text ("Published: 15 September 2014"), and that line."""
    lines = [line.strip() for line in text[:2000].split("\n") if line.strip()][:_STAMP_LINES]
    for line in lines:
        written = _STAMP.fullmatch(line)
        day = read_date(written["date"]).date if written else None
        if day:
            return day, line
    return None


def date_in_url(url: str | None) -> dt.date | None:
    """The day that a news address holds (``/2014/09/15/``)."""
    match = _IN_URL.search(url or "")
    return _day("", int(match[1]), int(match[2]), int(match[3])).date if match else None
