"""Where persons are from whom only the article names."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Paul Adeyemi, 31, from Leeds, was hurt.", "GBR"),
        ("Paul Adeyemi, originally from Chile, was hurt.", "CHL"),
        ("Paul Adeyemi, 31, formerly of Leeds, was hurt.", "GBR"),
        ("Paul Adeyemi, who comes from Chile, was hurt.", "CHL"),
        ("Paul Adeyemi, a father-of-four from Aleppo, was hurt.", "SYR"),
        ("Paul Adeyemi, 31, a Bulgarian national, was hurt.", "BGR"),
        ("Paul Adeyemi, who has Canadian citizenship, was hurt.", "CAN"),
        ("Trees fell. Paul Adeyemi, who fled the city of Aleppo, was hurt.", "SYR"),
        ("Paul Adeyemi, who met a man from Chile, was hurt.", None),
        ("Paul Adeyemi, of the club, was hurt.", None),
    ],
)
def test_words_after_a_name_tell_its_country(read: Read, text: str, code: str | None) -> None:
    assert read(text).who("Adeyemi")[0] == code


def test_an_origin_told_later_holds_from_the_first(read: Read) -> None:
    reading = read("Paul Adeyemi was hurt. Adeyemi, 31, from Leeds, wept.")
    assert reading.who("Adeyemi")[0] == "GBR"
    assert reading.who("Adeyemi", 1)[0] == "GBR"


def test_two_of_one_surname_from_two_countries_tell_nothing(read: Read) -> None:
    reading = read("Paul Adeyemi, 31, from Leeds, wept. Ruth Adeyemi, 30, from Chile, left.")
    assert reading.who("Adeyemi")[0] is None


def test_what_somebody_is_held_to_be(read: Read) -> None:
    assert read("Police saw Mehdin Orlak, believed to be a Hill Movement commander.").who("Orlak")[0] == "AFG"
