"""Whose people are that nothing beside them tells: by the places next to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("At least 12 civilians were killed in Aleppo.", "civilians", "SYR"),
        ("A man was arrested in Paris.", "man", "FRA"),
        ("Shells fell on Aleppo. At least 12 civilians were killed.", "civilians", "SYR"),
        ("A bomb went off in the suburbs of Damascus. The residents fled.", "residents", "SYR"),
        ("Police fired in Leeds. Local officials fled, and locals wept.", "locals", "GBR"),
    ],
)
def test_people_are_of_the_place_next_to_them(read: Read, text: str, word: str, code: str) -> None:
    assert read(text).who(word)[0] == code


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Foreign students marched in Paris.", "students"),
        ("Sixty foreign fighters died in Aleppo.", "fighters"),
        ("A number of westerners died in Aleppo.", "westerners"),
        ("Kenyan troops are training local forces.", "forces"),
        ("Shells fell after talks in Geneva. The residents fled.", "residents"),
        ("Hostages were held in Aleppo.", "Hostages"),
        ("Jihadists fired in Aleppo.", "Jihadists"),
        ("A drone came down in Aleppo.", "drone"),
        ("Shells fell on Aleppo. A man wept.", "man"),
        ("Shells fell on Aleppo and on Mosul. The residents fled.", "residents"),
        ("A boy from Leeds was no citizen.", "citizen"),
    ],
)
def test_others_may_be_from_anywhere(read: Read, text: str, word: str) -> None:
    mention = read(text).at(word)
    assert mention is None or mention.code is None


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Turkish troops shelled Kurdish forces in Aleppo.", "forces", "SYR"),
        ("Shells fell on Mosul. The Kurds fled.", "Kurds", "IRQ"),
        ("A Kurdish-led force took Aleppo.", "force", "SYR"),
        ("Kurdish students marched in Leeds.", "students", None),
    ],
)
def test_a_people_of_several_countries(read: Read, text: str, word: str, code: str | None) -> None:
    assert read(text).who(word)[0] == code


def test_kin_are_of_the_country_of_whose_they_are(read: Read) -> None:
    reading = read("Ana Torrel wept. Her brother and Leo Orvando's family left.", "2007-01-01")
    assert reading.who("brother") == ("PRT", "CVL")
    assert reading.who("family") == ("CHL", "CVL")


def test_a_bare_noun_in_a_list_shares_the_nationality(read: Read) -> None:
    reading = read("Turkish tanks and helicopters attacked.")
    assert reading.who("helicopters") == ("TUR", "MIL")


def test_fighters_for_a_government_are_none(read: Read) -> None:
    assert read("Pro-government fighters shelled the town of Aleppo.").who("fighters") == ("SYR", "PRM")


def test_a_place_of_birth_and_journalists_of_a_country(read: Read) -> None:
    reading = read("A British-born teenager met two reporters. Ten journalists were killed in Manila.")
    assert reading.who("teenager") == ("GBR", "CVL")
    assert reading.who("reporters") == (None, "JRN")
    assert reading.who("journalists") == ("PHL", "JRN")


def test_a_class_at_the_very_end_of_a_text(read: Read) -> None:
    assert read("Nobody feared anti-Islamic State fighters").who("fighters")[0] is None


def test_arab_states_are_not_the_one_told_of(read: Read) -> None:
    reading = read("An Arab force shelled the town of Aleppo. Arab states said nothing.")
    assert reading.who("states")[0] is None
    assert reading.who("force") == ("SYR", "MIL")


def test_a_clause_with_where_tells_of_its_country(read: Read) -> None:
    text = "In states like Peru, where 38 journalists were shot, nobody was tried."
    assert read(text).who("journalists")[0] == "PER"


@pytest.mark.parametrize(
    ("text", "word", "home", "code"),
    [
        ("Gunmen freed two nuns.", "Gunmen", "GTM", "GTM"),
        ("The governor dismissed a clerk.", "governor", "IND", "IND"),
        ("City councilman Leo Marl left.", "Marl", "USA", "USA"),
        ("Syrian jets bombed a town and killed 20 civilians.", "civilians", "LBN", None),
        ("The police left. Envoys came from Italy. Officials met Italy's envoys.", "Officials", "PER", None),
        ("Foreign troops left.", "troops", "PER", None),
        ("Jihadists fled.", "Jihadists", "PER", None),
    ],
)
def test_the_dateline_tells_whose_the_rest_are_where_no_other_country_is_told_of(
    read: Read, text: str, word: str, home: str, code: str | None
) -> None:
    assert read(text, home=home).who(word)[0] == code
