"""Gatherings: who took part in talks that a noun tells, by the clause around it."""

from __future__ import annotations

import pytest

from khaldun.coder import Coder


def _parties(coder: Coder, text: str) -> set[str | None]:
    events = [e for e in coder.code(text) if e.event_type == "CONSULT"]
    return {m.code for e in events for m in (*e.actors, *e.recipients)}


@pytest.mark.parametrize(
    "text",
    [
        "Haiti and Kenya parted after talks in Oslo.",
        "Haiti praised the weather after talks with Kenya.",
    ],
)
def test_whoever_does_something_after_talks_was_there(coder: Coder, text: str) -> None:
    assert _parties(coder, text) == {"HTI", "KEN"}


def test_two_who_are_told_leave_no_room_for_a_third(coder: Coder) -> None:
    assert _parties(coder, "Chile smiled after talks between Haiti and Kenya.") == {"HTI", "KEN"}


def test_nobody_is_taken_from_a_clause_that_is_not_of_the_talks(coder: Coder) -> None:
    assert _parties(coder, "Chile smiled because talks failed.") == set()
