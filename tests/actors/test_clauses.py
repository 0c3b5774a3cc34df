"""Whose a class of actors is by the words that hang on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.actors.conftest import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Kenya, whose army and militiamen fought there, withdrew.", "militiamen", "KEN"),
        ("They hit Chad's planes, tanks and helicopters.", "helicopters", "TCD"),
        ("Vietnamese-led forces retook a village in western Cambodia.", "forces", "VNM"),
        ("A coalition of states led by Kenya bombed the camp.", "coalition", "KEN"),
        ("They shelled fighters allied to the Hill Movement.", "fighters", "AFG"),
        ("Rebels trying to topple the Chadian government took a town.", "Rebels", "TCD"),
    ],
)
def test_the_words_around_a_class_tell_whose_it_is(read: Read, text: str, word: str, code: str) -> None:
    assert read(text).who(word)[0] == code


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They met Chad's minister and a colonel.", "colonel"),
        ("Rebels fled.", "Rebels"),
        ("A force led by women won.", "force"),
    ],
)
def test_others_are_anybodys(read: Read, text: str, word: str) -> None:
    mention = read(text).at(word)
    assert mention is not None
    assert mention.code is None
