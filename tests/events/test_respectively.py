"""Pairs that "respectively" tells of."""

from __future__ import annotations

from collections.abc import Callable

from khaldun.events.deeds import Deed
from khaldun.events.respectively import paired
from khaldun.text.parse import Parser

Lines = Callable[..., list[str]]


def _deed(parser: Parser, text: str, actors: list[str], recipients: list[str]) -> list[Deed]:
    parse = parser.parse(text)
    at = parse.words.index
    deed = Deed("190", tuple(map(at, actors)), tuple(map(at, recipients)), at("bombed"), ("x",), "actual")
    return paired(parse, deed)


def test_pairs(parser: Parser) -> None:
    text = "Spain and Italy bombed Libya and Tunisia respectively."
    found = _deed(parser, text, ["Spain", "Italy"], ["Libya", "Tunisia"])
    assert [(d.actors, d.recipients) for d in found] == [((0,), (4,)), ((2,), (6,))]


def test_without_the_word_all_did_it_to_all(parser: Parser) -> None:
    found = _deed(
        parser, "Spain and Italy bombed Libya and Tunisia.", ["Spain", "Italy"], ["Libya", "Tunisia"]
    )
    assert len(found) == 1


def test_unequal_numbers_are_left(parser: Parser) -> None:
    text = "Spain and Italy bombed Libya respectively."
    assert len(_deed(parser, text, ["Spain", "Italy"], ["Libya"])) == 1
