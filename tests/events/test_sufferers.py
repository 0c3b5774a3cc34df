"""Whom a blow falls on, as the verb above its noun tells."""

from __future__ import annotations

import pytest

from khaldun.events.sufferers import Sufferers
from khaldun.events.syntax import Syntax
from khaldun.text.parse import Parser


@pytest.mark.parametrize(
    ("text", "noun", "told"),
    [
        ("Somalia faces an attack by Ethiopia.", "attack", ["Somalia"]),
        ("Somalia faces the prospect of an attack by Ethiopia.", "attack", ["Somalia"]),
        ("Villagers fled a Chadian attack.", "attack", ["Villagers"]),
        ("Kenya protected Somalia from attacks by Ethiopia.", "attacks", ["Somalia"]),
        ("Faced with Turkish raids, the rebels left.", "raids", ["rebels"]),
        ("The strikes would target the barracks.", "strikes", ["barracks"]),
        ("Raids directed at the rebels went on.", "Raids", ["rebels"]),
        ("Most of the raids were aimed at the barracks.", "raids", ["barracks"]),
        ("France condemned the attack.", "attack", []),
        ("The attack failed.", "attack", []),
    ],
)
def test_who_suffers(parser: Parser, text: str, noun: str, told: list[str]) -> None:
    parse = parser.parse(text)
    found = Sufferers(Syntax(parse)).of(parse.words.index(noun))
    assert [parse.words[t] for t in found] == told
