"""Noun phrases to actors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "head", "code", "sector"),
    [
        ("The Syrian deputy foreign minister flew to Geneva.", "minister", "SYR", "GOV"),
        ("Iran's Revolutionary Guards held a drill.", "Guards", "IRN", "MIL"),
        ("Kurdish peshmerga fighters took the ridge.", "fighters", "IRQ", "MIL"),
        ("Iraqi Kurds voted for the first time.", "Kurds", "IRQ", None),
        ("The government in Kabul rejected the plan.", "government", "AFG", "GOV"),
        ("Rebels in Syria shelled the airport.", "Rebels", "SYR", "REB"),
        ("Libyan officials closed the port.", "officials", "LBY", "GOV"),
        ("A spokesman for the Kremlin declined to comment.", "spokesman", "RUS", "GOV"),
        ("Police in Cairo arrested a student.", "Police", "EGY", "COP"),
        ("Aleppo residents queued for bread.", "residents", "SYR", "CVL"),
        ("The US ambassador left the hall.", "ambassador", "USA", "GOV"),
        ("The Lebanese army chief resigned.", "chief", "LBN", "MIL"),
        ("A Colombian rebel commander was seized.", "commander", "COL", "REB"),
        ("Peru's opposition leader went abroad.", "leader", "PER", "OPP"),
        ("Washington warned its rivals.", "Washington", "USA", "GOV"),
        ("Scotland asked for a vote.", "Scotland", "GBR", None),
        ("Transnistria asked for help.", "Transnistria", "MDA", "PRE"),
        ("Iranians took to the streets.", "Iranians", "IRN", "CVL"),
        ("Former Kenyan ministers were charged.", "ministers", "KEN", "ELI"),
        ("Dozens of French soldiers landed.", "Dozens", "FRA", "MIL"),
        ("Hill Movement fighters burned the bridge.", "fighters", "AFG", "REB"),
        ("The Red Dawn group claimed the bombing.", "group", "IMG", "REB"),
        ("World Forum inspectors arrived in Lima.", "inspectors", "UNO", None),
        ("Israeli warplanes struck the depot.", "warplanes", "ISR", "MIL"),
        ("Côte d'Ivoire recalled its envoy.", "d'Ivoire", "CIV", None),
    ],
)
def test_head_takes_the_nationality_around_it(
    read: Read, text: str, head: str, code: str | None, sector: str | None
) -> None:
    reading = read(text)
    assert reading.who(head)[0] == code
    if head != "inspectors":
        assert reading.who(head)[1] == sector


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("US-backed rebels crossed the river.", "rebels"),
        ("A pro-Iranian militia fired first.", "militia"),
        ("The ambassador to Syria was recalled.", "ambassador"),
        ("Anti-Russian protesters gathered at dawn.", "protesters"),
    ],
)
def test_a_country_that_is_only_for_or_against_gives_no_code(read: Read, text: str, head: str) -> None:
    mention = read(text).at(head)
    assert mention is not None
    assert mention.code is None
    assert mention.sector is not None
    assert mention.reason


def test_coalition_led_by_a_country_is_not_that_country(read: Read) -> None:
    assert read("The US-led coalition bombed the refinery.").who("coalition") == ("IGO", "MIL")


def test_us_and_us_are_told_apart(read: Read) -> None:
    reading = read("They told us that the US would pay.")
    assert reading.who("US") == ("USA", None)
    assert reading.at("us") is None or reading.at("us").code is None  # type: ignore[union-attr]


def test_coordinated_nationalities_are_several_actors(read: Read) -> None:
    reading = read("Iranian and Syrian officials met the foreign ministers of France and Germany.")
    assert reading.also("officials") == ["IRN", "SYR"]
    assert reading.also("ministers") == ["FRA", "DEU"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [("US and EU officials met.", ["USA", "EUR"]), ("Russian and UN officials met.", ["RUS", "UNO"])],
)
def test_a_body_does_not_speak_for_the_country_beside_it(read: Read, text: str, codes: list[str]) -> None:
    assert read(text).also(text.split()[-2]) == codes


def test_ministers_from_a_list_of_countries(read: Read) -> None:
    assert read("Ministers from Argentina, Brazil and Paraguay signed.").also("Ministers") == [
        "ARG",
        "BRA",
        "PRY",
    ]


def test_usual_phrase_is_one_actor(read: Read) -> None:
    assert read("Polish miners walked out.").also("miners") == ["POL"]


def test_what_is_no_actor_is_none_and_has_an_owner(read: Read) -> None:
    reading = read("Iran's nuclear programme worries the Gulf.")
    assert reading.at("programme") is None
    assert reading.owner("programme") == ("Iran", "IRN")


@pytest.mark.parametrize(
    ("text", "head", "owner", "code"),
    [
        ("Shells fell on Kirkuk.", "Kirkuk", "Kirkuk", "IRQ"),
        ("They seized the Syrian airport.", "airport", "Syrian", "SYR"),
        ("Jets bombed positions of Red Dawn.", "positions", "Red Dawn", "IMG"),
        ("Jets bombed Red Dawn positions.", "positions", "Red Dawn", "IMG"),
        ("She criticised a U.S. Supreme Court decision.", "decision", "U.S. Supreme Court", "USA"),
    ],
)
def test_owner_of_a_thing(read: Read, text: str, head: str, owner: str, code: str) -> None:
    found = read(text).cast.owner(read(text).token(head))
    assert found is not None
    assert found.text.removeprefix("a ") == owner
    assert (found.code, found.kind) == (code, "possession")


def test_mention_offsets_give_back_its_words(read: Read) -> None:
    text = "On Monday the Norwegian prime minister met Dutch farmers in Oslo."
    for mention in read(text).cast.mentions():
        assert text[mention.start : mention.end] == mention.text


def test_group_changes_its_sector_with_time(read: Read) -> None:
    text = "The Hill Movement banned music."
    assert read(text, "2019-05-01").who("Movement") == ("AFG", "REB")
    assert read(text, "2022-05-01").who("Movement") == ("AFG", "GOV")


def test_vague_wholes_have_a_reason_and_no_code(read: Read) -> None:
    mention = read("Latin America objected to the tariff.").at("America")
    assert mention is not None
    assert mention.code is None
    assert "vague" in (mention.reason or "")


def test_weekdays_and_months_are_no_actors(read: Read) -> None:
    reading = read("On Monday in March nothing happened.")
    assert reading.at("Monday") is None
    assert reading.at("March") is None


def test_capital_as_a_place_is_no_actor(read: Read) -> None:
    assert read("The talks were held in Tehran.").at("Tehran") is None
    assert read("Tehran rejected the offer.").who("Tehran") == ("IRN", "GOV")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Greece fell out with its Nato ally.", "ally"),
        ("An ally of Chad spoke.", "ally"),
    ],
)
def test_whose_they_are_is_not_told(read: Read, text: str, word: str) -> None:
    mention = read(text).at(word)
    assert mention is not None
    assert mention.code is None
    assert mention.reason
