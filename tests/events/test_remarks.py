"""Remarks: of a kind of people at any time, no deed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from events.conftest import Code


@pytest.mark.parametrize(
    "text",
    [
        "Most journalists are killed by gangsters.",
        "Attacks on journalists are attacks on freedom.",
        "The number of workers that are killed by bandits is huge.",
    ],
)
def test_a_remark_on_a_kind_of_people_is_no_event(code: Code, text: str) -> None:
    coded = code(text)
    assert not coded.events
    assert "a general remark" in {aside.reason for aside in coded.set_aside}


@pytest.mark.parametrize(
    "text",
    [
        "Ten journalists were killed by gangsters.",
        "Gangsters have killed journalists.",
        "Gangsters kill ten journalists.",
        "Most Syrian journalists are killed by gangsters.",
    ],
)
def test_somebody_in_particular_is_told_of(lines: Callable[..., list[str]], text: str) -> None:
    assert any("ASSAULT" in line for line in lines(text))
