"""Whose classes of actors are by what the text is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]

WAR = "Shells fell on Aleppo, on Homs and on Idlib. Nobody knew why. "
DAWN = "Red Dawn took Aleppo. Red Dawn burned Homs. Red Dawn fled. "


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        (WAR + "Envoys feared a regime assault.", "regime", "SYR"),
        (WAR + "No regime forces came.", "forces", "SYR"),
        (WAR + "Strikes hit government targets.", "government", "SYR"),
        (WAR + "The anti-regime fighters fled.", "fighters", None),
        ("Chad has deployed troops to fight there.", "troops", "TCD"),
        ("Chad sent 300 soldiers, and left.", "soldiers", "TCD"),
        ("Chad's foes saw troops.", "troops", None),
        ("Turkish-backed fighters took Aleppo.", "fighters", "SYR"),
        ("Turkish-backed fighters took Ankara.", "fighters", None),
        ("Peruvian officials and officers wept.", "officers", "PER"),
        ("Peruvian officials and nine officers wept.", "officers", None),
        (WAR + "Shops fed local soldiers.", "soldiers", "SYR"),
        ("Hillmen fled, with many members wounded.", "members", "AFG"),
        ("Ministers flew to Leeds. The foreign secretary met nobody.", "secretary", "GBR"),
        ("Ministers flew to Lima. The home guard saw a foreign secretary.", "secretary", None),
    ],
)
def test_the_text_tells_whose_they_are(read: Read, text: str, word: str, code: str | None) -> None:
    mention = read(text).at(word)
    assert mention is None or mention.code == code
    assert mention is not None or code is None


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        (DAWN + "Nine foreign fighters were tried.", "fighters", "IMG"),
        (DAWN + "Judges saw returning jihadists.", "jihadists", "IMG"),
        (DAWN + "A suicide bomber came.", "bomber", "IMG"),
        (DAWN + "Other jihadists stayed.", "jihadists", None),
        (DAWN + "Fighters stayed.", "Fighters", None),
        (DAWN + "It fell. Trees fell. Other jihadists came.", "jihadists", None),
        ("Red Dawn fled. Nine foreign fighters were tried.", "fighters", None),
    ],
)
def test_fighters_from_anywhere_are_a_groups_of_which_much_is_told(
    read: Read, text: str, word: str, code: str | None
) -> None:
    assert read(text).who(word)[0] == code


def test_a_group_stands_for_the_name_right_before_it(read: Read) -> None:
    text = "Peru calls them the Bolivian wing of the Hill Movement (HM), a terror group that fights on."
    assert read(text, "2010-01-01").who("group") == ("AFG", "REB")


def test_a_substance_is_nobodys_spy(read: Read) -> None:
    assert read("A nerve agent hurt a man in Leeds.").who("agent") == (None, None)
