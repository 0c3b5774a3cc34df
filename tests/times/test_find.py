from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.model import When
from khaldun.text.parse import Parser
from khaldun.times import calendar, find_times

TUESDAY = dt.date(2014, 9, 16)


def times(parser: Parser, text: str, published: dt.date | None = TUESDAY) -> list[When]:
    return find_times(parser.parse(text), published)


def values(parser: Parser, text: str, published: dt.date | None = TUESDAY) -> list[tuple[str, str | None]]:
    return [(w.text, w.value) for w in times(parser, text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two sides met on Friday.", "2014-09-12"),
        ("The two sides will meet on Friday.", "2014-09-19"),
        ("The two sides plan to meet on Friday.", "2014-09-19"),
        ("The envoy left on Tuesday.", "2014-09-16"),
        ("Troops entered the town ahead of Sunday's election.", "2014-09-21"),
        ("The army condemned Sunday's attack.", "2014-09-14"),
        ("The two sides met last Friday.", "2014-09-12"),
        ("The two sides will meet next Friday.", "2014-09-19"),
    ],
)
def test_weekdays_follow_the_tense(parser: Parser, text: str, value: str) -> None:
    assert values(parser, text)[0][1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The war began in October.", "2013-10"),
        ("The war will end in October.", "2014-10"),
        ("The war began in July.", "2014-07"),
        ("The war began last October.", "2013-10"),
    ],
)
def test_months_follow_the_tense(parser: Parser, text: str, value: str) -> None:
    assert values(parser, text)[0][1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They left in mid-2012.", ("mid-2012", "2012")),
        ("They fought in the mid-1990s.", ("the mid-1990s", "199X")),
    ],
)
def test_a_year_is_found_in_one_word_with_its_part(parser: Parser, text: str, value: tuple[str, str]) -> None:
    assert values(parser, text) == [value]


def test_without_publication_date_nothing_is_guessed(parser: Parser) -> None:
    for when in times(parser, "They met yesterday, on Friday, last week and on July 14.", None):
        assert when.date is None
        assert when.reason
    assert ("Friday", "XXXX-WXX-5") in values(parser, "They met on Friday.", None)
    assert ("July 14", "XXXX-07-14") in values(parser, "They met on July 14.", None)


def test_dates_counted_from_one_named_before(parser: Parser) -> None:
    found = values(parser, "The truce of June 3, 2012 failed. Two days later shells fell.")
    assert found == [("June 3, 2012", "2012-06-03"), ("Two days later", "2012-06-05")]


def test_days_before_an_event_are_a_duration(parser: Parser) -> None:
    assert values(parser, "She fled two days before the vote.") == [("two days", "P2D")]


def test_a_stretch_has_first_and_last_day(parser: Parser) -> None:
    week = times(parser, "They met last week.")[0]
    assert (week.date, week.date_end, week.precision) == (dt.date(2014, 9, 8), dt.date(2014, 9, 14), "week")
    early = times(parser, "They met in early 2013.")[0]
    assert (early.value, early.date, early.precision) == ("2013", dt.date(2013, 1, 1), "fuzzy")


@pytest.mark.parametrize(
    "text",
    [
        "Theresa May met the king.",
        "They may march to the palace.",
        "About 2000 troops arrived.",
        "It cost $1999 then.",
        "A 43-year-old man fled.",
    ],
)
def test_what_is_no_time(parser: Parser, text: str) -> None:
    assert values(parser, text) == []


def test_times_are_in_text_order_and_match_the_text(parser: Parser) -> None:
    text = "On Monday, 5 May 2014, at 9 a.m., after three days of talks, they signed; every Friday they pray."
    found = times(parser, text)
    assert [w.start for w in found] == sorted(w.start for w in found)
    assert all(text[w.start : w.end] == w.text for w in found)
    assert {w.type for w in found} == {"DATE", "TIME", "DURATION", "SET"}


def test_impossible_days_are_left_alone(parser: Parser) -> None:
    assert all(w.value != "2014-02-31" for w in times(parser, "They met on 31 February 2014."))


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    st.integers(1, 7),
    st.sampled_from([-1, 1]),
    st.booleans(),
)
def test_nearest_weekday(date: dt.date, number: int, way: int, strict: bool) -> None:
    found = calendar.weekday(date, number, way, strict)
    assert found.isoweekday() == number
    assert 0 <= (found - date).days * way <= 7
    assert not (strict and found == date)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from("DWMQY"), st.integers(-30, 30))
def test_shifted_stretches_hold_their_days(date: dt.date, letter: str, count: int) -> None:
    there = calendar.shifted(date, letter, count)
    assert there.date is not None
    back = calendar.shifted(there.date, letter, -count)
    assert back.date is not None
    assert back.date <= date <= (back.date_end or back.date)


@pytest.mark.parametrize(
    ("year", "day"), [(1998, "04-12"), (2014, "04-20"), (2024, "03-31"), (2038, "04-25")]
)
def test_easter(year: int, day: str) -> None:
    assert calendar.easter(year).isoformat() == f"{year}-{day}"
