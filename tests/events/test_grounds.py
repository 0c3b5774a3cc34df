"""Whose a place is that is struck under no name of its own."""

from __future__ import annotations

import pytest

from khaldun.events.grounds import ground
from khaldun.events.syntax import Syntax
from khaldun.model import Mention
from khaldun.text.parse import Parser

CODES = {"Goma": "COD", "Juba": "SSD", "Moscow": "RUS"}


@pytest.mark.parametrize(
    ("text", "noun", "code"),
    [
        ("Shells fell on Goma and rebels besieged the city.", "city", "COD"),
        ("Shells fell on Goma. The rebels waited. They besieged the city.", "city", "COD"),
        ("Shells fell on Goma. The rebels waited. They blew up a bridge.", "bridge", None),
        ("Fighting in Goma and in Juba went on. They besieged the city.", "city", None),
        ("Moscow says that they besieged the city.", "city", None),
        ("Shells fell on Goma and rebels praised the idea.", "idea", None),
        ("Shells fell on Goma and rebels besieged the camp of the others.", "camp", None),
    ],
)
def test_country_of_the_ground(parser: Parser, text: str, noun: str, code: str | None) -> None:
    parse = parser.parse(text)
    places = {
        i: Mention(w, parse.start[i], parse.end[i], CODES[w], CODES[w], head=i)
        for i, w in enumerate(parse.words)
        if w in CODES
    }
    found = ground(Syntax(parse), places, parse.words.index(noun))
    assert (found.code if found is not None else None) == code
