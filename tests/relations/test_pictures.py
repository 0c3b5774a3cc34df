"""Pictures: the same bytes for the same drawing, words never read as formulas or markup."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from khaldun.relations.balance import balance
from khaldun.relations.burden import burden
from khaldun.relations.dyads import dyads
from khaldun.relations.exposure import exposure
from khaldun.relations.network import build
from khaldun.relations.pictures import (
    draw_blocs,
    draw_burden,
    draw_dyad,
    draw_exposure,
    draw_network,
    picture,
)

from .conftest import IS, Make, at, deed


@pytest.fixture
def drawings(made: Make) -> dict[str, Any]:
    events = [
        deed("a", IS, "ASSAULT", "IRQ+USA", "2014-09-01", place=at(33.3, 44.4, "IRQ")),
        deed("b", "USA", "AID", "IRQ", "2014-10-02"), deed("c", "IRQ", "REQUEST", "FRA", "2014-10-02"), deed("d", "USA", "REJECT", "IRQ", "2014-10-02"),
    ]  # fmt: skip
    store = made(*events)
    graph = build(store)
    graph.nodes["USA"]["name"] = "The $x^2$ <states> & co\x00"
    table = burden({"IRQ": 9, "USA": 600}, {"IRQ": 0.5, "USA": 0.01}, {"USA": "2x"})
    table["name"] = table["member"]
    return {
        "dyad": draw_dyad(dyads(store, "USA", "IRQ", fill=True)), "network": draw_network(graph), "blocs": draw_blocs(graph, balance(graph).frustration),
        "exposure": draw_exposure(exposure(store)), "burden": draw_burden(table), "empty": draw_network(build(made())),
    }  # fmt: skip


def test_pictures_are_whole_and_the_same_each_time(drawings: dict[str, Any]) -> None:
    for name, draw in drawings.items():
        png, svg = (
            picture(draw, f"{name} $1$ <b>", "png", (4, 3)),
            picture(draw, f"{name} $1$ <b>", "svg", (4, 3)),
        )
        assert png.startswith(b"\x89PNG")
        assert etree.fromstring(svg).tag.endswith("svg")
        assert svg == picture(draw, f"{name} $1$ <b>", "svg", (4, 3))
        assert png == picture(draw, f"{name} $1$ <b>", "png", (4, 3))
