"""Ages: how far back a time lies from the day of the article."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.events.ages import age_of
from khaldun.model import When

DAY = dt.date(2014, 9, 16)


def when(first: dt.date | None, last: dt.date | None = None, **told: object) -> When:
    facts = {"text": "then", "type": "DATE", "value": None, "precision": "day", **told}
    return When(start=0, end=4, date=first, date_end=last, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("time", "age"),
    [
        (when(dt.date(2014, 9, 15)), "days"),
        (when(dt.date(2014, 9, 17)), "ahead"),
        (when(dt.date(2014, 6, 1), dt.date(2014, 6, 30), precision="month"), "half year"),
        (when(dt.date(2003, 1, 1), dt.date(2003, 12, 31), precision="year"), "long"),
        (when(dt.date(2014, 1, 1), dt.date(2014, 12, 31), precision="year"), "this year"),
        (when(None, value="PRESENT_REF"), "now"),
        (when(None, type="DURATION", text="three decades"), "span of years"),
        (when(None, type="DURATION", text="a while"), "span of time"),
        (when(None, type="SET"), "often"),
        (when(None), "open"),
    ],
)
def test_the_age_of_a_time(time: When, age: str) -> None:
    assert age_of(time, DAY) == age


@given(st.integers(0, 9000), st.integers(0, 9000))
def test_what_lies_further_back_is_never_younger(one: int, other: int) -> None:
    order = ["days", "week", "weeks", "month", "months", "half year", "year", "years", "long"]
    near, far = sorted((one, other))
    ages = [order.index(age_of(when(DAY - dt.timedelta(days=n)), DAY)) for n in (near, far)]
    assert ages == sorted(ages)
