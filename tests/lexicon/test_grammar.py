"""The grammar's word lists: read from YAML, and asked for by name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import khaldun
from khaldun.errors import KnowledgeError
from khaldun.lexicon.grammar import _lists, listed


def test_a_list_holds_lemmas() -> None:
    assert "send" in listed("putting")
    assert all(word == word.lower() and word.strip() for name in _lists() for word in listed(name))


def test_an_unknown_list_names_those_that_are() -> None:
    with pytest.raises(KnowledgeError, match=r"no list .nothing..*putting"):
        listed("nothing")


def test_every_list_is_used_and_every_list_used_is_there() -> None:
    package = Path(khaldun.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in package.rglob("*.py"))
    assert set(re.findall(r'listed\("([^"]+)"\)', code)) == set(_lists())
