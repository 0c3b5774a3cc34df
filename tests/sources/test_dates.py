"""Dates of tables and feeds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.sources.dates import date_in_url, read_date, stamped

DAY = dt.date(2014, 9, 15)


@pytest.mark.parametrize(
    "value",
    [
        DAY, dt.datetime(2014, 9, 15, 12), "2014-09-15", "2014-09-15T08:30:00Z", "2014-09-15 08:30", "2014/9/15", "20140915",
        20140915, "15/09/2014", "09/15/2014", "15.09.2014", "September 15, 2014", "Sept. 15, 2014", "15 September 2014",
        "15-Sep-2014", "Monday, 15 September 2014", "Mon, 15 Sep 2014 10:00:00 GMT", 1410775200, "1410775200000",
    ],
)  # fmt: skip
def test_dates(value: object) -> None:
    assert read_date(value).date == DAY


@pytest.mark.parametrize("value", [None, "", "  ", float("nan"), "NaT", "null"])
def test_nothing_is_neither_date_nor_fault(value: object) -> None:
    assert (read_date(value).date, read_date(value).reason) == (None, None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2014-02-30", "is no date"), ("2014", "names no day"), ("2014-09", "names no day"), ("last week", "is no date"),
        ("03/04/2014", "may be day or month first"), ("12 Foo 2014", "is no date"), (True, "is no date"),
    ],
)  # fmt: skip
def test_reasons(value: object, reason: str) -> None:
    day = read_date(value)
    assert day.date is None
    assert reason in (day.reason or "")


def test_a_slashed_date_is_plain_where_both_readings_agree() -> None:
    assert read_date("04/04/2014").date == dt.date(2014, 4, 4)


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/2014/09/15/talks", DAY),
        ("https://a.example/2014-09-15/", DAY),
        ("https://a.example/2014/99/15/", None),
        (None, None),
    ],
)
def test_dates_in_addresses(url: str | None, date: dt.date | None) -> None:
    assert date_in_url(url) == date


@pytest.mark.parametrize(
    "line",
    [
        "15 September 2014",
        "Published: Monday, September 15, 2014",
        "Last updated on 2014-09-15 10:30 GMT",
        "Posted on Sept. 15, 2014 | 10:30",
    ],
)
def test_a_day_on_a_line_of_its_own(line: str) -> None:
    assert stamped(f"Envoy leaves\n\nBy A. Writer\n{line}\n\nThe envoy left.") == (DAY, line)


@pytest.mark.parametrize(
    "line", ["On 15 September 2014 he left.", "15 September", "31 September 2014", "The envoy left."]
)
def test_other_lines_are_no_day(line: str) -> None:
    assert stamped(f"{line}\nThe envoy left.") is None


@given(st.text(max_size=40) | st.integers() | st.floats())
def test_any_value_gives_a_date_a_reason_or_nothing(value: object) -> None:
    day = read_date(value)
    assert day.date is None or day.reason is None


@given(st.dates(dt.date(1000, 1, 1)))
def test_iso_dates_come_back(date: dt.date) -> None:
    assert read_date(date.isoformat()).date == date
