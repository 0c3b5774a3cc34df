"""Names found in text, on token borders."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khaldun.actors.gazetteer import Gazetteer
from khaldun.actors.load import load_knowledge
from khaldun.text.parse import Parser


@pytest.fixture(scope="module")
def find(parser: Parser) -> Callable[[str], list[tuple[str, bool]]]:
    gazetteer = Gazetteer(load_knowledge())

    def found(text: str) -> list[tuple[str, bool]]:
        parse = parser.parse(text)
        return [(parse.span_text(m.first, m.last), m.blocked) for m in gazetteer.find(parse)]

    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("South Korea met North Korea.", ["South Korea", "North Korea"]),
        ("He left the United Arab Emirates for Oman.", ["United Arab Emirates", "Oman"]),
        ("Iran’s envoy left Côte d’Ivoire.", ["Iran", "Côte d’Ivoire"]),
        ("Tell us about turkey and china plates.", []),
        ("Omanis and Nigeriens met in Niger.", ["Omanis", "Nigeriens", "Niger"]),
        ("They met President Michel Suleiman.", ["Michel Suleiman"]),
        ("Sao Tome and São Tomé are one.", ["Sao Tome", "São Tomé"]),
    ],
)
def test_longest_names_on_token_borders(
    find: Callable[[str], list[tuple[str, bool]]], text: str, names: list[str]
) -> None:
    assert [name for name, _ in find(text)] == names


@pytest.mark.parametrize(
    "text", ["US-led troops", "pro-Iranian bands", "anti-Russian talk", "a Turkish-backed group"]
)
def test_hyphen_blocks(find: Callable[[str], list[tuple[str, bool]]], text: str) -> None:
    assert [blocked for _, blocked in find(text)] == [True]


def test_hyphen_between_two_nations_does_not_block(find: Callable[[str], list[tuple[str, bool]]]) -> None:
    assert find("Israeli-Palestinian talks") == [("Israeli", False), ("Palestinian", False)]
