"""Which earlier actors pronouns can stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

from khaldun.actors.agreement import is_same
from khaldun.actors.compose import Identity

Read = Callable[..., Reading]

_CHAD = Identity(name="Chad", code="TCD", kind="country", being="country")
_SEAT = Identity(name="Government of Chad", code="TCD", sector="GOV", kind="seat", being="body")
_ARMY = Identity(name="Army of Chad", code="TCD", sector="MIL", being="body")


@pytest.mark.parametrize(
    ("one", "other", "same"), [(_CHAD, _SEAT, True), (_ARMY, _SEAT, False), (_ARMY, _ARMY, True)]
)
def test_a_capital_stands_for_its_country(one: Identity, other: Identity, same: bool) -> None:
    assert is_same(one, other) is same


def test_they_in_one_list_may_be_persons(read: Read) -> None:
    assert read("The Peruvian president and the Chilean minister met. They dined.").also("They") == [
        "PER",
        "CHL",
    ]


def test_fighters_named_in_the_sentence_are_they(read: Read) -> None:
    text = "Turkish officials met. France praised the Syrian Democratic Forces and gave them guns."
    assert read(text).who("them") == ("SYR", "REB")
