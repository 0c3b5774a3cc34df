"""Datelines: shapes that are one and shapes that only look like one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.text.dateline import at, find

REFERENCE = dt.date(2014, 9, 20)
DAY = dt.date(2014, 9, 15)


@pytest.mark.parametrize(
    ("head", "place", "date", "outlet"),
    [
        ("PARIS, Sept 15 (Outlet) - ", "PARIS", DAY, "Outlet"),
        ("BAGHDAD — ", "BAGHDAD", None, None),
        ("WASHINGTON (AP) - ", "WASHINGTON", None, "AP"),
        ("Geneva, 24 September 2014 – ", "Geneva", dt.date(2014, 9, 24), None),
        ("Lusaka, 1978: ", "Lusaka", None, None),
        ("LONDON, England (CNN) -- ", "LONDON, England", None, "CNN"),
        ("MOSCOW, September 15. /TASS/. ", "MOSCOW", DAY, "TASS"),
        ("MOSCOW. Sept 15 (Interfax) - ", "MOSCOW", DAY, "Interfax"),
        ("(New York) – ", "New York", None, None),
        ("(Beirut, September 15, 2014) – ", "Beirut", DAY, None),
        ("(Reuters) - ", None, None, "Reuters"),
        ("Sept 15 (Reuters) - ", None, DAY, "Reuters"),
        ("Baghdad (AFP) - ", "Baghdad", None, "AFP"),
        ("PORT-AU-PRINCE, Haiti, Sept. 15 -- ", "PORT-AU-PRINCE, Haiti", DAY, None),
        ("ST. PETERSBURG, Fla. (AP) — ", "ST. PETERSBURG, Fla.", None, "AP"),
        ("WASHINGTON, D.C. — ", "WASHINGTON, D.C.", None, None),
        ("TOKYO, Sept. 15, Kyodo - ", "TOKYO", DAY, "Kyodo"),
        ("GENEVA/NEW YORK, 15 September 2014 – ", "GENEVA/NEW YORK", DAY, None),
        ("ISLAMABAD: ", "ISLAMABAD", None, None),
        ("KHAN YOUNIS, Palestinian Territories: ", "KHAN YOUNIS, Palestinian Territories", None, None),
        ("Pune, India - ", "Pune, India", None, None),
        ("RIO DE JANEIRO (Reuters) - ", "RIO DE JANEIRO", None, "Reuters"),
        ("BOGOTÁ, Colombia — ", "BOGOTÁ, Colombia", None, None),
        ("CAIRO, Monday, Sept 15 — ", "CAIRO", DAY, None),
        ("MANILA (Tuesday) - ", "MANILA", None, None),
        ("BEIJING, Sept. 31 (Xinhua) -- ", "BEIJING", None, "Xinhua"),
    ],
)
def test_datelines(head: str, place: str | None, date: dt.date | None, outlet: str | None) -> None:
    found = find(head + "The envoy left.", REFERENCE)
    assert found is not None
    assert (found.place, found.date, found.outlet, found.end) == (place, date, outlet, len(head))


@pytest.mark.parametrize(
    "text",
    [
        "NATO — The alliance met.",
        "UPDATE: The envoy left.",
        "MINISTER: ARMY WILL STAY IN THE HILLS",
        "Miller (Labour) - The bill is dead.",
        "In 1978: The strike began.",
        "By March 2014 – The army had left.",
        "Monday, 15 September – The army had left.",
        "The U.S. — Big and rich.",
        "Miller: We are leaving.",
        "PARIS — and with it the country — slept.",
        "The envoy left Paris on Sept 15 (a Monday) - his last day.",
        "",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert find(text, REFERENCE) is None


def test_a_missing_year_is_the_one_that_brings_the_day_nearest() -> None:
    head = "ACCRA, Dec 30 (AFP) - The envoy left."
    found = [find(head, reference) for reference in (dt.date(2015, 1, 2), dt.date(2015, 12, 31), None)]
    assert [f and f.date for f in found] == [dt.date(2014, 12, 30), dt.date(2015, 12, 30), None]


def test_the_29th_of_february_needs_a_leap_year() -> None:
    found = find("ACCRA, Feb 29 (AFP) - The envoy left.", dt.date(2015, 3, 1))
    assert found
    assert found.date == dt.date(2016, 2, 29)


def test_year_alone_gives_no_day() -> None:
    found = find("Lusaka, 1978: The miners went home.")
    assert found
    assert (found.year, found.date) == (1978, None)


def test_headline_and_byline_may_stand_above() -> None:
    text = "Envoy leaves capital\n\nBy A. Writer\n\nACCRA (AFP) — The envoy left."
    found = find(text)
    assert found
    assert text[found.start :].startswith("ACCRA")
    assert text[found.end :] == "The envoy left."


def test_behind_a_sentence_only_a_dateline_with_day_or_outlet_counts() -> None:
    assert find("The envoy left.\n\nACCRA — The mayor stayed.") is None
    assert find("The envoy left.\n\nACCRA (AFP) — The mayor stayed.") is not None


@given(st.text(max_size=200), st.none() | st.dates())
def test_never_raises_and_offsets_lie_in_order(text: str, reference: dt.date | None) -> None:
    found = at(text, 0, reference)
    if found:
        assert 0 <= found.start < found.end < len(text)
        assert text[found.start :].startswith(found.text)


@pytest.mark.parametrize(("text", "place"), [("Lucknow: Police came.", "Lucknow"), ("Evans: We came.", None)])
def test_a_large_town_of_south_asia_may_stand_before_a_colon(text: str, place: str | None) -> None:
    found = find(text, REFERENCE)
    assert (found.place if found else None) == place
