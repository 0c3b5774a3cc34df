"""Towns that only the gazetteer of places knows."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.actors.towns import towns
from khaldun.text.parse import Parser

TOWNS = {"Swindon": "GBR", "Lugo Nuevo": "ESP", "Harbin,Iowa": "USA"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police in Swindon wept.", [("Swindon", "GBR")]),
        ("A baker from Swindon was hurt.", [("Swindon", "GBR")]),
        ("They left the city of Lugo Nuevo.", [("Lugo Nuevo", "ESP")]),
        ("A baker from Harbin, Iowa, was hurt.", [("Harbin", "USA")]),
        ("Swindon wept.", []),
        ("They sang of Swindon.", []),
        ("A baker from Harbin was hurt.", []),
    ],
)
def test_a_name_after_a_preposition_of_place(parser: Parser, text: str, found: list[tuple[str, str]]) -> None:
    made = towns(parser.parse(text), {}, TOWNS.get)
    assert [(m.text, m.senses[0].entry.code) for m in made] == found


def test_a_known_name_is_no_town(parser: Parser) -> None:
    parse = parser.parse("Police in Swindon wept.")
    known = {m.head: m for m in towns(parse, {}, TOWNS.get)}
    assert towns(parse, known, TOWNS.get) == []


@given(
    st.lists(
        st.sampled_from(["in", "from", "of", "Swindon", "Iowa", ",", "city", "the", "wept", "."]), max_size=12
    )
)
def test_towns_stand_in_text_order_and_apart(parser: Parser, words: list[str]) -> None:
    found = towns(parser.parse(" ".join(words)), {}, TOWNS.get)
    assert all(m.first <= m.head <= m.last for m in found)
    assert all(a.last < b.first for a, b in itertools.pairwise(found))
