"""What the structure of a sentence says of its pronouns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Peru met the Chilean president and his foreign minister.", "his", "CHL"),
        ("Kenya fears the Somali rebels and the states that arm them.", "them", "SOM"),
        ("Kenya praised Ghana's right to protect its citizens.", "its", "GHA"),
        ("Kenya asked Ghana whether it could send troops.", "it", "GHA"),
        ("Peru warned Bolivia that it risked a war.", "it", "BOL"),
        ("Peru fears that Bolivia will lose, as it has no army.", "it", "BOL"),
        ("Peru fell out with Bolivia. It broke off ties with Peru.", "It", "BOL"),
        ("The EU imposed sanctions on Belarus after it forced down a plane.", "it", "BLR"),
        ("Peru will keep its blockade of Bolivia unless it yields.", "it", "BOL"),
        ("Peru will bomb Bolivia if it is attacked.", "it", "PER"),
        ("Kenyan officials said two of its soldiers had died.", "its", "KEN"),
    ],
)
def test_structure_decides(read: Read, text: str, word: str, code: str) -> None:
    mention = read(text).at(word)
    assert mention is not None
    assert mention.code == code


@pytest.mark.parametrize(
    ("text", "word", "codes"),
    [
        (
            "The Peruvian president moved closer to Chile and Bolivia and joined forces with both.",
            "both",
            ["CHL", "BOL"],
        ),
        ("The Peruvian president and the Chilean minister said they would meet.", "they", ["PER", "CHL"]),
    ],
)
def test_two_taken_up(read: Read, text: str, word: str, codes: list[str]) -> None:
    assert read(text).also(word) == codes


def test_which_after_a_wing_is_the_group_named_last(read: Read) -> None:
    text = "Turkey calls it the Syrian branch of the Kurdistan Workers' Party (PKK), which has fought for decades."
    assert read(text).who("which") == ("TUR", "REB")


def test_a_place_of_another_sentence_is_hardly_it(read: Read) -> None:
    mention = read("Kenya will pull troops out of camps in Chad. A senator called it a blunder.").at("it")
    assert mention is None or mention.code != "TCD"


def test_only_people_have_sons(read: Read) -> None:
    text = "Chilean parents said the ministry and the court refused to get their son released."
    assert read(text).also("their") == ["CHL"]
