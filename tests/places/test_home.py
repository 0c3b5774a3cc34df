"""What the outlet, the words and the other names of an article say of the places that share a name."""

from __future__ import annotations

import pytest

from khaldun.model import Article
from khaldun.places import Gazetteer, outlet_country
from khaldun.text.parse import Parser


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def countries(
    gazetteer: Gazetteer, parser: Parser, text: str, outlet: str | None = None
) -> dict[str, str | None]:
    return {p.text: p.country for p in gazetteer.find(parser.parse(text), outlet=outlet)}


LOCAL = "Sheriff's deputies in Lamar County stopped a car near Paris. The driver faces a felony charge."


def test_local_words_bring_a_name_home(gazetteer: Gazetteer, parser: Parser) -> None:
    assert countries(gazetteer, parser, LOCAL)["Paris"] == "USA"
    assert countries(gazetteer, parser, "Ministers met in Paris.")["Paris"] == "FRA"


def test_a_text_that_names_other_countries_is_no_local_news(gazetteer: Gazetteer, parser: Parser) -> None:
    abroad = LOCAL + " Envoys of Germany, Italy and Spain met in Paris."
    assert countries(gazetteer, parser, abroad)["Paris"] == "FRA"


def test_the_outlet_tells_its_country(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Shops in Lancaster gave away bells."
    assert countries(gazetteer, parser, text, "GBR")["Lancaster"] == "GBR"
    assert countries(gazetteer, parser, text, "USA")["Lancaster"] == "USA"


@pytest.mark.parametrize(
    ("url", "country"),
    [
        ("https://www.example.co.uk/news/1", "GBR"),
        ("http://example.ie/a", "IRL"),
        ("https://example.com/a", None),
        ("https://example.tv/a", None),
        ("http://[", None),
        ("no address", None),
        (None, None),
    ],
)
def test_outlet_country(url: str | None, country: str | None) -> None:
    assert outlet_country(Article(id="a", text="", url=url)) == country


def test_districts_and_provinces_are_told_from_towns(gazetteer: Gazetteer, parser: Parser) -> None:
    found = gazetteer.find(parser.parse("Gunmen fled from Laurel County to Kaduna State."))
    assert [(p.text, p.precision, p.country) for p in found] == [
        ("Laurel County", "district", "USA"),
        ("Kaduna State", "province", "NGA"),
    ]


def test_the_state_decides_between_counties_of_one_name(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Voters in Franklin County, Ohio, were early. In Ohio the turnout was high. Franklin County counted late."
    found = [p for p in gazetteer.find(parser.parse(text)) if p.text == "Franklin County"]
    assert {round(p.lat or 0) for p in found} == {40}


def test_a_surname_is_no_town(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Judge Ellen Norwalk sentenced the man. Norwalk spoke for an hour."
    assert countries(gazetteer, parser, text) == {}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("TRIPOLI, Lebanon", ("Tripoli", "LBN")),
        ("BAGHDAD", ("Baghdad", "IRQ")),
        ("UNITED NATIONS", None),
        ("", None),
    ],
)
def test_the_place_of_a_dateline(gazetteer: Gazetteer, name: str, expected: tuple[str, str] | None) -> None:
    place = gazetteer.named(name)
    assert (None if place is None else (place.name, place.country)) == expected
    assert place is None or (place.start, place.end) == (0, 0)
