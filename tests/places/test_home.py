"""What the outlet, the words and the other names of an article say of the places that share a name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khaldun.model import Article
from khaldun.places import Gazetteer, Outlet, outlet_of
from khaldun.places.home import local_signs, signs
from khaldun.places.sources import countries_by_letters
from khaldun.text.parse import Parser


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def countries(
    gazetteer: Gazetteer, parser: Parser, text: str, outlet: str | None = None, peoples: Sequence[str] = ()
) -> dict[str, str | None]:
    found = gazetteer.find(parser.parse(text), outlet=Outlet(outlet), peoples=peoples)
    return {p.text: p.country for p in found}


LOCAL = "Sheriff's deputies in Lamar County stopped a car near Paris. The driver faces a felony charge."


def test_local_words_bring_a_name_home(gazetteer: Gazetteer, parser: Parser) -> None:
    assert countries(gazetteer, parser, LOCAL)["Paris"] == "USA"
    assert countries(gazetteer, parser, "Ministers met in Paris.")["Paris"] == "FRA"


def test_a_text_that_names_other_countries_is_no_local_news(gazetteer: Gazetteer, parser: Parser) -> None:
    local = "Sheriff's deputies stopped a car in downtown Paris. The driver faces a felony charge."
    assert countries(gazetteer, parser, local)["Paris"] == "USA"
    abroad = f"{local} Envoys of Germany, Italy and Spain met there."
    assert countries(gazetteer, parser, abroad)["Paris"] == "FRA"


def test_the_outlet_tells_its_country(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Shops in Lancaster gave away bells."
    assert countries(gazetteer, parser, text, "GBR")["Lancaster"] == "GBR"
    assert countries(gazetteer, parser, text, "USA")["Lancaster"] == "USA"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.example.co.uk/news/1", Outlet("GBR")),
        ("https://www.example.co.uk/news/local/1", Outlet("GBR")),
        ("http://example.ie/a", Outlet("IRL")),
        ("https://example.com/a", Outlet()),
        ("https://example.com/news/local/a", Outlet(None, local=True)),
        ("https://example.com/localities/a", Outlet()),
        ("https://example.tv/a", Outlet()),
        ("http://[", Outlet()),
        ("no address", Outlet()),
        (None, Outlet()),
    ],
)
def test_what_the_address_of_an_article_tells(url: str | None, expected: Outlet) -> None:
    assert outlet_of(Article(id="a", text="", url=url)) == expected


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


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The seventh grade pupils and R-Elm Grove went along.", "USA"),
        ("The tickets cost £5, said the borough council.", "GBR"),
        ("He lives in M5V 2T6 and works for the RCMP.", "CAN"),
        ("It cost three crore, said the panchayat.", "IND"),
    ],
)
def test_words_and_shapes_tell_whose_local_news_it_is(parser: Parser, text: str, country: str) -> None:
    weights = local_signs(parser.parse(text))
    assert max(weights, key=lambda c: weights[c]) == country
    assert weights[country] >= 2


def test_each_sign_is_one_that_can_be_found() -> None:
    known = signs()
    codes = set(countries_by_letters().values())
    for word, weights in known.words.items():
        assert word == word.lower()
        assert 1 <= len(word.split(" ")) <= 3
        assert "-" not in word
        assert set(weights) <= codes
        assert all(0 < weight <= 2 for weight in weights.values())
    assert set(known.shapes) <= codes


DEPUTIES = "Sheriff's deputies made a traffic stop. A county grand jury indicted the driver."


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (f"{DEPUTIES} He lives on Oak Street in Lebanon.", "Lebanon", "USA"),
        (f"{DEPUTIES} Jo Fry, 60, Jordan, was not hurt.", "Jordan", "USA"),
        (f"{DEPUTIES} He was born in Italy.", "Italy", "ITA"),
        (f"{DEPUTIES} He had flown to Moscow.", "Moscow", "RUS"),
        (f"{DEPUTIES} It happened in downtown Moscow.", "Moscow", "USA"),
        ("Ministers met in Lebanon.", "Lebanon", "LBN"),
    ],
)
def test_a_town_at_home_called_as_a_country_is(
    gazetteer: Gazetteer, parser: Parser, text: str, name: str, country: str
) -> None:
    assert countries(gazetteer, parser, text)[name] == country


def test_a_country_whose_people_are_spoken_of_is_no_town_at_home(
    gazetteer: Gazetteer, parser: Parser
) -> None:
    text = f"{DEPUTIES} He has Lebanese parents and was born in Lebanon."
    assert countries(gazetteer, parser, text, peoples=["LBN"])["Lebanon"] == "LBN"


def test_an_outlet_of_one_country_is_no_home_to_another(gazetteer: Gazetteer, parser: Parser) -> None:
    assert countries(gazetteer, parser, f"{DEPUTIES} He lives in Lebanon.")["Lebanon"] == "USA"
    assert countries(gazetteer, parser, f"{DEPUTIES} He lives in Lebanon.", "GBR")["Lebanon"] == "LBN"


def test_the_noun_at_the_end_of_a_list_is_of_all(gazetteer: Gazetteer, parser: Parser) -> None:
    found = gazetteer.find(parser.parse("Shops opened in Geauga and Medina counties."))
    assert {(p.text, p.precision, p.country) for p in found} == {
        ("Geauga", "district", "USA"),
        ("Medina", "district", "USA"),
    }


def test_names_of_one_list_are_of_one_kind(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Cases were found in Oklahoma, Georgia and Wisconsin."
    assert countries(gazetteer, parser, text) == dict.fromkeys(("Oklahoma", "Georgia", "Wisconsin"), "USA")


def test_places_that_lie_together_speak_for_each_other(gazetteer: Gazetteer, parser: Parser) -> None:
    text = f"{DEPUTIES} The chase began in Zionsville and ended near Lebanon."
    lebanon = next(p for p in gazetteer.find(parser.parse(text)) if p.text == "Lebanon")
    assert (round(lebanon.lat or 0), round(lebanon.lon or 0)) == (40, -86)


def test_an_article_before_a_longer_name_is_left_out(gazetteer: Gazetteer, parser: Parser) -> None:
    assert countries(gazetteer, parser, "The Guernsey County fair was held in Ohio.") == {
        "Guernsey County": "USA",
        "Ohio": "USA",
    }


@pytest.mark.parametrize(
    ("dateline", "country"),
    [
        ("NOWSHERA", "PAK"),
        ("TOWER, Minn.", "USA"),
        ("ISLAMABAD", "PAK"),
        ("ATLANTA, Georgia", "USA"),
        ("GAZA CITY, Palestinian Territories", "PSE"),
        ("HAMILTON", None),
        ("XYZZYX", None),
    ],
)
def test_the_country_of_a_dateline(gazetteer: Gazetteer, dateline: str, country: str | None) -> None:
    assert gazetteer.home(dateline) == country


def test_a_town_by_its_name_alone(gazetteer: Gazetteer) -> None:
    assert gazetteer.town("Accrington") == "GBR"
    assert gazetteer.town("Accrington, Lancashire") == "GBR"
    assert gazetteer.town("Springfield-under-Nowhere") is None
    assert gazetteer.town("Tinyville") is None
