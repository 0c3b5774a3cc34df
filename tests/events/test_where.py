"""Where the deed of a verb happened, whether it is a coded event or not."""

from __future__ import annotations

import pytest

from khaldun.coder import Coder
from khaldun.events.where import head_of
from khaldun.text.parse import Parser


def where(coder: Coder, text: str, word: str) -> list[str]:
    start = text.index(word)
    return [place.text for place in coder.where(text, (start, start + len(word)))]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Troops shelled the town of Salqin in Idlib province.", "shelled", ["Salqin"]),
        ("Gunmen killed a judge near Basra, officials in Baghdad said.", "killed", ["Basra"]),
        ("Crowds marched in Athens and Patras on Sunday.", "marched", ["Athens", "Patras"]),
        ("A bomb went off in Mosul, killing twelve people.", "killing", ["Mosul"]),
        ("A mine exploded 40 miles south of Kirkuk near the village of Qashran.", "exploded", ["Qashran"]),
        ("In Iraq, two gunmen attacked a council building in Samarra.", "attacked", ["Samarra"]),
        ("The guards were shot in Egypt's northern town of Tanta.", "shot", ["Tanta"]),
        ("The choir sang in Vienna.", "sang", ["Vienna"]),
        ("Diplomats gathered in Vienna as Israel bombed Iran.", "gathered", ["Vienna"]),
        ("Diplomats gathered in Vienna as gunmen robbed a bank.", "robbed", []),
        ("Iraq's adviser met the minister.", "met", []),
        ("The choir sang.", "sang", []),
    ],
)
def test_where(coder: Coder, text: str, word: str, expected: list[str]) -> None:
    assert where(coder, text, word) == expected


def test_many_are_answered_as_one_by_one(coder: Coder) -> None:
    asked = [("Crowds marched in Athens.", (7, 14)), ("Rain fell.", (5, 9)), ("Shells hit Homs.", (7, 10))]
    assert coder.where_many(asked) == [coder.where(*one) for one in asked]


def test_an_offset_beyond_the_text_is_the_last_word(parser: Parser) -> None:
    parse = parser.parse("Crowds marched.")
    assert head_of(parse, 90, 95) == len(parse) - 1
