"""Standing: duties and habits denied are no deeds."""

from __future__ import annotations

import pytest

from events.conftest import Code
from khaldun.events.opinion import RULE


def rules(code: Code, text: str) -> list[str]:
    """Lexicon entries that read the text; the learned reader may have its own mind."""
    return [event.rule for event in code(text).events if event.rule != RULE]


@pytest.mark.parametrize(
    "text",
    [
        "His job was to kill Syrian soldiers.",
        "The French army did not bomb Algeria very often.",
        "Rebels in Chad do not have the resources to detain Libyan officials.",
        "Kenya may not want to help Sudan.",
    ],
)
def test_what_is_so_all_the_time_is_no_event(code: Code, text: str) -> None:
    assert not rules(code, text)


@pytest.mark.parametrize(
    "text",
    [
        "He went there to kill Syrian soldiers.",
        "The rebels held land of Mali for ten days.",
        "The French army did not bomb Algeria.",
        "Kenya wants to help Sudan.",
    ],
)
def test_a_deed_stays_one(code: Code, text: str) -> None:
    assert rules(code, text)
