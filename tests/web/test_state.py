"""Filters: what an address holds is what comes out of it, and what is wrong in one is told."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.web.state import STATUSES, Filters, number, one_of, read

TYPES = ("AID", "ASSAULT", "REJECT")
_words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)
_day = st.none() | st.dates()
filters = st.builds(
    Filters,
    since=_day,
    until=_day,
    types=st.lists(st.sampled_from(TYPES), unique=True).map(tuple),
    quads=st.lists(st.sampled_from([1, 2, 3, 4]), unique=True).map(tuple),
    actors=st.lists(_words, unique=True, max_size=3).map(tuple),
    statuses=st.lists(st.sampled_from(STATUSES), unique=True).map(tuple),
    sources=st.lists(_words, unique=True, max_size=3).map(tuple),
    confidence=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    words=_words.map(lambda text: " ".join(text.split())),
    at=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)),
    box=st.none() | st.tuples(st.floats(-90, 0), st.floats(-180, 0), st.floats(0, 90), st.floats(0, 180)),
)


@given(filters)
def test_filters_survive_the_address(asked: Filters) -> None:
    back = read(parse_qsl(asked.query(page=3)), TYPES)
    assert back == asked
    assert back.wrong == ()


@given(st.lists(st.tuples(st.sampled_from(["from", "to", "type", "quad", "status", "confidence", "at", "box", "actor", "text", "x"]), st.text(max_size=40))))  # fmt: skip
def test_any_address_is_read(items: list[tuple[str, str]]) -> None:
    found = read(items, TYPES)
    assert found.choice.where()
    assert 0 <= found.confidence <= 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("from", "2014-13-01", "no day"), ("type", "PEACE", "valid are AID, ASSAULT, REJECT"), ("quad", "7", "valid are"),
     ("status", "maybe", "valid are actual"), ("confidence", "2", "from 0 to 1"), ("at", "91,0", "latitude"),
     ("box", "3,1,2,4", "south"), ("box", "1,2,3", "south")],
)  # fmt: skip
def test_what_is_not_understood_is_told(name: str, value: str, said: str) -> None:
    found = read([(name, value)], TYPES)
    assert len(found.wrong) == 1
    assert said in found.wrong[0]
    assert value in found.wrong[0]
    assert found == Filters()


def test_deeds_count_what_happened_unless_others_are_asked_for() -> None:
    plain = Filters(types=("AID",), words="x")
    assert plain.deeds.statuses == ("actual",)
    assert plain.unheeded == ["types", "words"]
    swapped = Filters(since=dt.date(2014, 2, 1), until=dt.date(2014, 1, 1), statuses=("future",)).deeds
    assert (swapped.since, swapped.until) == (dt.date(2014, 1, 1), dt.date(2014, 2, 1))
    assert swapped.statuses == ("future",)


def test_numbers_and_words_of_a_page_are_kept_in_bounds() -> None:
    assert [number({"page": v}, "page", 1, 0, 9) for v in ("5", "99", "-3", "x")] == [5, 9, 0, 1]
    assert one_of({"way": "up"}, "way", ("up", "down"), "down") == "up"
    assert one_of({"way": "'; DROP"}, "way", ("up", "down"), "down") == "down"
