"""Definite descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "head", "code", "sector"),
    [
        ("Red Dawn burned a bus. The group said nothing.", "group", "IMG", "REB"),
        ("Nepal closed the pass. The country gave no reason.", "country", "NPL", None),
        ("The Sudanese government fell. The government had ruled long.", "government", "SDN", "GOV"),
        ("Angolan rebels fled. The rebels left their guns.", "rebels", "AGO", "REB"),
        ("The Greek president spoke. The president was brief.", "president", "GRC", "GOV"),
    ],
)
def test_definite_description(read: Read, text: str, head: str, code: str, sector: str | None) -> None:
    assert read(text).who(head, -1) == (code, sector)


def test_both_countries_are_the_two_named(read: Read) -> None:
    reading = read("France and Germany signed. Both countries will pay. The two sides shook hands.")
    assert reading.also("countries") == ["FRA", "DEU"]
    assert reading.also("sides") == ["FRA", "DEU"]


def test_an_ally_is_somebody_else(read: Read) -> None:
    mention = read("Syria thanked its ally.").at("ally")
    assert mention is not None
    assert mention.code is None
    assert "relation" in (mention.reason or "")


def test_women_with_a_clause_of_their_own_are_not_those_before(read: Read) -> None:
    reading = read("Danish women sued. The women who left the camp were not asked.")
    assert reading.who("women", 1) == (None, "CVL")


def test_the_united_nations_are_no_group(read: Read) -> None:
    mention = read("The United Nations met in Peru. The group left early.").at("group")
    assert mention is None or mention.code != "UNO"


def test_rebels_are_the_countrys_where_things_happen(read: Read) -> None:
    assert read("In Peru, rebels fired on a bus.").who("rebels") == ("PER", "REB")


def test_jihadists_may_come_from_anywhere(read: Read) -> None:
    mention = read("In Peru, foreign jihadists fired on a bus.").at("jihadists")
    assert mention is None or mention.code is None


def test_our_government_is_not_the_one_told_of(read: Read) -> None:
    mention = read("Our government supports what was done in Peru.").at("government")
    assert mention is None or mention.code is None


def test_superlatives_say_something_of_their_subject(read: Read) -> None:
    mention = read("Turkey and Peru met. The army remains the strongest group in the area.").at("group")
    assert mention is None or mention.code is None


def test_rebels_are_those_of_the_country_told_of(read: Read) -> None:
    text = "Fighting went on in Khartoum and in Omdurman in Sudan. Hezbollah condemned it. Nobody helped the rebels."
    code, _ = read(text).who("rebels")
    assert code != "LBN"


def test_the_group_is_not_one_named_before_another_came_up(read: Read) -> None:
    text = "Red Dawn burned a bus. A group of mothers sued. The group wants the state to pay."
    mention = read(text).at("group", -1)
    assert mention is None or mention.code is None


def test_two_presidents_are_presidents(read: Read) -> None:
    text = "A Greek official spoke of the call. The Greek president rang the Turkish president. The two presidents agreed."
    assert read(text).also("presidents") == ["GRC", "TUR"]
