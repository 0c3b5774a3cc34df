"""What a deed is done for is its aim, and no deed beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Lines = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Niger launched a ground offensive to oust Libyan forces from the oasis.",
            ["NER ASSAULT 190 actual LBY"],
        ),
        ("France will send jets to bomb Mali.", ["FRA ASSAULT 195 future MLI"]),
        ("Chad dispatched bombers to strike Sudan.", ["TCD ASSAULT 190 actual SDN"]),
    ],
)
def test_a_purpose_is_folded(lines: Lines, text: str, told: list[str]) -> None:
    assert lines(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jordan offered to send troops to help Niger.", "JOR AGREE 0332 actual NER"),
        ("Jordan sent medics to help Niger.", "JOR AID 073 actual NER"),
    ],
)
def test_what_is_sent_to_help_is_for_those_helped(lines: Lines, text: str, told: str) -> None:
    assert lines(text) == [told]


def test_who_sends_troops_fights(lines: Lines) -> None:
    assert "UGA ASSAULT 190 actual SOM" in lines("Uganda sent soldiers to attack Somalia.")


def test_a_demand_is_no_purpose(lines: Lines) -> None:
    assert not any("ASSAULT" in line for line in lines("Kenya asked Uganda to attack Somalia."))
