from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.text.quotation import stretches


def inside(text: str) -> list[str]:
    return [text[s.start : s.end] for s in stretches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we will go” and left.", ["“we will go”"]),
        ('He said "we will go" and "they stay".', ['"we will go"', '"they stay"']),
        ("He said ``we will go'' and left.", ["``we will go''"]),
        ("''We will go,'' he said.", ["''We will go,''"]),
        ("He said ‘we will go’ and left.", ["‘we will go’"]),
        ("The rebels' leader and the town's mayor met.", []),
        ("It’s the mayor’s own plan.", []),
        ("“They told us ‘go away’ twice,” she said.", ["“They told us ‘go away’ twice,”"]),
        ("«We will go», he said.", ["«We will go»"]),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_open_stretch_ends_with_its_paragraph() -> None:
    text = "“We go.\n\n“We stay,” she said."
    found = stretches(text)
    assert [text[s.start : s.end] for s in found] == ["“We go.", "“We stay,”"]
    assert [s.closed for s in found] == [False, True]


def test_opening_mark_after_an_open_stretch_stays_inside() -> None:
    assert inside("“We go. “We stay there too,” she said.") == ["“We go. “We stay there too,”"]


def test_two_single_marks_close_a_double_one() -> None:
    assert [s.end for s in stretches("“They left,’’ he said. “We stayed.’’")] == [13, 36]


@given(st.text(alphabet="ab .,\n“”\"'‘’«»`", max_size=80))
def test_stretches_are_ordered_and_do_not_overlap(text: str) -> None:
    found = stretches(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
