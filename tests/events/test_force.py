"""CAMEO's root of violence, by who uses it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khaldun.events.force import rooted, sided
from khaldun.lexicon.tables import load_sides
from khaldun.model import Coding, Mention

Code = Callable[..., Coding]


def _party(code: str | None, sector: str | None, id: str) -> Mention:
    return Mention("words", 0, 5, code=code, sector=sector, sectors=(sector,) if sector else (), id=id)


ARMY = _party("NER", "MIL", "country:ner/army")
POLICE = _party("NER", "COP", "country:ner/police")
PEOPLE = _party("NER", "CVL", "country:ner/people")
COUNTRY = _party("NER", None, "country:ner")
OFFICE = _party("NER", None, "country:ner/office")
NOBODY = Mention("words", 0, 5)


@pytest.mark.parametrize(
    ("leaf", "actors", "recipients", "told"),
    [
        ("190", [ARMY], [PEOPLE], "190"),
        ("193", [COUNTRY], [PEOPLE], "193"),
        ("193", [POLICE], [ARMY], "180"),
        ("190", [POLICE, ARMY], [PEOPLE], "190"),
        ("190", [], [COUNTRY], "190"),
        ("190", [NOBODY], [ARMY], "190"),
        ("190", [], [PEOPLE], "180"),
        ("190", [], [OFFICE], "180"),
        ("195", [POLICE], [PEOPLE], "195"),
        ("173", [POLICE], [PEOPLE], "173"),
    ],
)
def test_who_acts_decides(leaf: str, actors: list[Mention], recipients: list[Mention], told: str) -> None:
    assert rooted(leaf, actors, recipients) == told


def test_modes_stay_those_of_the_words(code: Code) -> None:
    (event,) = code("Kenyan police shot a Somali shopkeeper.").events
    assert (event.event_type, event.cameo, event.modes) == ("ASSAULT", "180", ("firearms",))


def test_both_sides_of_a_fight_use_force(code: Code) -> None:
    (event,) = code("Kenyan police clashed with Somali gunmen.").events
    assert (event.reciprocal, event.cameo[:2]) == (True, "19")


GUNMEN = _party("NER", "UAF", "agent:gunmen")
NEIGHBOUR = _party("TCD", None, "country:tcd")


@pytest.mark.parametrize(
    ("leaf", "actors", "recipients", "told"),
    [
        ("172", [COUNTRY], [NEIGHBOUR], "163"),
        ("172", [COUNTRY], [PEOPLE], "172"),
        ("174", [COUNTRY], [NEIGHBOUR, NOBODY], "166"),
        ("174", [COUNTRY], [NOBODY], "174"),
        ("173", [GUNMEN], [PEOPLE], "181"),
        ("181", [POLICE], [COUNTRY], "173"),
        ("190", [ARMY], [NEIGHBOUR], "190"),
    ],
)
def test_who_stands_on_either_side_decides(
    leaf: str, actors: list[Mention], recipients: list[Mention], told: str
) -> None:
    assert sided(leaf, actors, recipients, load_sides()) == told
