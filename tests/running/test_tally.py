"""Tallies: counts that add up."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from khaldun.running.tally import Tally

COUNTS = st.integers(0, 10_000)
COUNTERS = st.dictionaries(st.sampled_from(["AID", "ASSAULT", "REJECT"]), st.integers(1, 99)).map(Counter)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS, COUNTS, COUNTERS, COUNTERS, COUNTERS, COUNTERS)


@given(TALLIES, TALLIES)
def test_what_is_taken_adds_up(one: Tally, other: Tally) -> None:
    whole = Tally()
    whole.take(one)
    whole.take(other)
    for name in ("articles", "sentences", "events", "quarantined"):
        assert getattr(whole, name) == getattr(one, name) + getattr(other, name)
    for name in ("types", "statuses", "aside", "repeats"):
        assert getattr(whole, name) == getattr(one, name) + getattr(other, name)
