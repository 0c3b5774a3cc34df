"""The word lists of the actors' room."""

from __future__ import annotations

import pytest

from khaldun.actors import words as module
from khaldun.errors import KnowledgeError


def test_words_of_yaml_are_words_and_no_truth_values() -> None:
    assert "no" in module.words("strange")
    assert {"king", "uncle"} <= module.words("men")


def test_an_unknown_list_names_those_there_are() -> None:
    with pytest.raises(KnowledgeError, match=r"no list 'mne'; there are: .*\bmen\b"):
        module.words("mne")


@pytest.mark.parametrize(
    ("listed", "message"), [(["a", 2], "no list of words"), ("a", "no list of words"), (["a", "a"], "twice")]
)
def test_a_wrong_list_is_named(listed: object, message: str) -> None:
    with pytest.raises(KnowledgeError, match=message):
        module._checked("own", listed)


def test_given_names_have_one_gender() -> None:
    names = module.given_names()
    assert (names["Anna"], names["Dirk"]) == ("f", "m")
    assert set(names.values()) == {"f", "m"}
