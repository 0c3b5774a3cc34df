"""The country of somebody whom only his name tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

from khaldun.actors.entries import Entry, Role
from khaldun.actors.homes import Homes

Read = Callable[..., Reading]


def _known(name: str, code: str) -> Entry:
    return Entry(f"person:{name}", name, "person", roles=(Role("1990", "", code, "GOV"),))


@pytest.fixture(scope="module")
def homes() -> Homes:
    greek = [_known(f"{first} Papadopoulos", "GRC") for first in ("Petros", "Giorgos", "Dimitris") * 40]
    turkish = [_known(f"{first} Yildirim", "TUR") for first in ("Ahmet", "Mehmet", "Mustafa") * 40]
    return Homes((*greek, *turkish))


def test_of_two_countries_the_one_of_like_names_is_told(homes: Homes) -> None:
    told = {"GRC": 3, "TUR": 3}
    assert homes.likeliest("Giorgos Stavropoulos", told, None) == "GRC"
    assert homes.likeliest("Mehmet Yilmaz", told, None) == "TUR"


def test_how_often_a_country_is_named_counts(homes: Homes) -> None:
    assert homes.likeliest("Bo Quist", {"GRC": 9, "TUR": 1}, None) == "GRC"
    assert homes.likeliest("Bo Quist", {"GRC": 4, "TUR": 4}, None) is None


def test_one_mention_of_a_country_is_too_little(homes: Homes) -> None:
    assert homes.likeliest("Bo Quist", {"GRC": 1}, None) is None


def test_no_name_and_no_country_tell_nothing(homes: Homes) -> None:
    assert homes.likeliest("mr", {"GRC": 9}, None) is None
    assert homes.likeliest("Bo Quist", {}, None) is None
    assert homes.likeliest("Bo Quist", {"UNO": 9}, "UNO") is None


def test_the_north_is_that_of_the_country_told_of(read: Read) -> None:
    assert read("North Korea fired a missile. Seoul warned the North.").who("North", 1)[0] == "PRK"
    assert (
        read("Storms hit the North.").at("North") is None
        or read("Storms hit the North.").who("North")[0] is None
    )


def test_brussels_speaks_for_the_union_where_it_is_told_of(read: Read) -> None:
    assert read("The European Union met. Brussels rejected the plan.").who("Brussels")[0] == "EUR"
    assert read("Paris thanked Brussels.").who("Brussels")[0] == "BEL"
