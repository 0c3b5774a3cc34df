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


@pytest.mark.parametrize(
    ("text", "word", "codes"),
    [
        (
            "Chile and Peru agreed a truce at a Red Cross meeting in Wales. Both sides broke it.",
            "sides",
            ["CHL", "PER"],
        ),
        ("Chile shelled Peru. The neighbours then talked.", "neighbours", ["CHL", "PER"]),
        ("Chile fired rockets at Peru. The warring parties met in Cairo.", "parties", ["CHL", "PER"]),
        ("The Peruvian army shelled Chile. The two countries talked.", "countries", ["PER", "CHL"]),
    ],
)
def test_two_sides_are_no_places(read: Read, text: str, word: str, codes: list[str]) -> None:
    assert read(text).also(word) == codes


def test_a_government_and_its_rebels_are_two_sides(read: Read) -> None:
    reading = read("Peru and the rebels signed a truce in Minsk. Both sides fired.")
    sides = reading.cast.also(reading.token("sides"))
    assert [(m.code, m.sector) for m in sides] == [("PER", None), ("PER", "REB")]


def test_where_delegates_meet_tells_nothing_of_them(read: Read) -> None:
    assert read("The Peruvian government met the opposition in Geneva.").who("opposition") == ("PER", "OPP")


def test_a_leader_of_the_opposition_blames_his_own_government(read: Read) -> None:
    text = "Russian jets flew. The Greek opposition leader Petros Lal accused the government of waiting."
    assert read(text).who("government") == ("GRC", "GOV")


def test_jihadists_are_rather_those_of_no_country(read: Read) -> None:
    text = "Red Dawn fled. The Hill Movement closed in on the jihadists."
    assert read(text, "2010-01-01").who("jihadists") == ("IMG", "REB")


def test_nobody_hits_back_at_their_own_troops(read: Read) -> None:
    mention = read("Turkish troops came. Turkey said it would hit back at the troops.").at("troops", -1)
    assert mention is None or mention.code != "TUR"


def test_a_movement_against_something_is_not_the_one_spoken_of(read: Read) -> None:
    mention = read("Red Dawn burned a bus. The anti-war movement was silent.").at("movement")
    assert mention is not None
    assert mention.code is None


def test_the_coalition_is_the_one_at_war_where_the_article_plays(read: Read) -> None:
    text = "Islamic State fled. Coalition jets bombed a bridge. The coalition said so."
    reading = read(text, "2017-01-01")
    assert reading.who("jets")[0] == reading.who("coalition")[0] == "IGO"


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Islamic State fled. The German coalition talks began.", "2017-01-01"),
        ("Voters left. The coalition said so.", "2017-01-01"),
        ("Islamic State fled. The coalition said so.", "2009-01-01"),
    ],
)
def test_other_coalitions_are_not_that_one(read: Read, text: str, published: str) -> None:
    mention = read(text, published).at("coalition")
    assert mention is None or mention.code != "IGO"


def test_the_organisation_is_the_one_whose_leaders_act(read: Read) -> None:
    reading = read("The Hill Movement fled. Red Dawn leaders hold men who were seized by the organisation.")
    assert reading.who("organisation") == ("IMG", "REB")


def test_a_group_in_a_country_may_be_that_named_before(read: Read) -> None:
    reading = read("Red Dawn burned a bus. Peru spoke with the group in Chile.")
    assert reading.who("group") == ("IMG", "REB")


def test_a_militia_with_its_name_is_the_one_so_called(read: Read) -> None:
    assert read("They fear the armed Shia militia Hezbollah.").at("Hezbollah") is not None
    assert read("They fear the armed Shia militia Hezbollah.").who("Hezbollah")[0] == "LBN"


def test_no_administration_becomes_a_regime(read: Read) -> None:
    reading = read("The Syrian regime fell. The American administration rejoiced. Nobody mourned the regime.")
    assert reading.who("regime", 1)[0] == "SYR"


def test_a_cabinet_is_that_of_the_politicians_told_of(read: Read) -> None:
    reading = read(
        "They fought in Aleppo, Homs, Idlib and Hama. The British government held a cabinet meeting."
    )
    assert reading.who("cabinet")[0] == "GBR"


def test_a_people_in_a_country_is_that_countrys(read: Read) -> None:
    assert read("The Albanian population of Montenegro voted.").who("population")[0] == "MNE"


def test_the_opposition_is_the_one_so_called_before(read: Read) -> None:
    text = "The Peruvian opposition met in Lima. The Chilean minister spoke. He said the opposition should yield."
    assert read(text).who("opposition", -1) == ("PER", "OPP")


def test_a_group_named_right_before_is_the_group_described(read: Read) -> None:
    text = "Turkey fears the wing of the Kurdistan Workers' Party (PKK), a terror group banned for years."
    assert read(text).who("group") == ("TUR", "REB")
