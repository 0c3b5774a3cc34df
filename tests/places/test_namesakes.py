"""Towns and states called as a country or capital is, and the actors named by them."""

from __future__ import annotations

import pytest

from khaldun import Coder
from khaldun.places import Gazetteer
from khaldun.text.parse import Parser


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Athens Police Department officers arrested a man in Henderson County, Texas.", "Athens", "USA"),
        ("Police in Moscow, Idaho, arrested a student. Moscow police have a suspect.", "Moscow", "USA"),
        ("Paris police arrested three men.", "Paris", None),
        ("Moscow criticized Kyiv.", "Moscow", None),
        ("Lebanon's army shelled Tripoli.", "Lebanon", None),
    ],
)
def test_names_that_mean_no_country(
    gazetteer: Gazetteer, parser: Parser, text: str, name: str, country: str | None
) -> None:
    parse = parser.parse(text)
    found = gazetteer.survey(parse).namesakes
    at = [i for i, word in enumerate(parse.words) if word == name]
    assert {found.get((i, i)) for i in at} == {country}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Athens Police Department officers arrested a man in Henderson County, Texas.", "USA"),
        ("Lebanon police arrested Jo Smith of Boone County, Indiana.", "USA"),
        ("Paris police arrested three men.", "FRA"),
        ("Lebanon police arrested three men.", "LBN"),
    ],
)
def test_an_actor_named_by_a_town_is_of_the_towns_country(coder: Coder, text: str, code: str) -> None:
    (event,) = coder.code(text)
    assert [actor.code for actor in event.actors] == [code]
