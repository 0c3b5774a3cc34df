"""The lists of words by which actors are read, from ``words.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml

_FILE = "words.yaml"
_NAMES = "given_names.yaml"


def word_set(text: str) -> frozenset[str]:
    """The words of a text, split at white space."""
    return frozenset(text.split())


def words(name: str) -> frozenset[str]:
    """The list of that name. Raises ``KnowledgeError`` where the file has none, or where it is no list of words."""
    lists = _lists()
    if name not in lists:
        raise KnowledgeError(f"{_FILE}: no list {name!r}; there are: {', '.join(sorted(lists))}")
    return lists[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    content = read_yaml(files("khaldun.actors").joinpath(_FILE), _FILE)
    if not isinstance(content, dict):
        raise KnowledgeError(f"{_FILE}: is a {type(content).__name__}; it maps the names of lists to words")
    return {str(name): _checked(str(name), listed) for name, listed in content.items()}


@cache
def given_names() -> dict[str, str]:
    """Given names with the gender they mostly have: ``m`` or ``f``. Raises ``KnowledgeError`` where one has both."""
    content = read_yaml(files("khaldun.actors").joinpath(_NAMES), _NAMES)
    found: dict[str, str] = {}
    for gender in ("male", "female"):
        for name in (name for row in content.get(gender) or () for name in row):
            if name in found:
                raise KnowledgeError(
                    f"{_NAMES}: {gender}: {name!r} stands there twice; leave out names of both"
                )
            found[name] = gender[0]
    return found


def _checked(name: str, listed: object) -> frozenset[str]:
    if not isinstance(listed, list) or not all(isinstance(word, str) for word in listed):
        raise KnowledgeError(f"{_FILE}: {name}: {listed!r} is no list of words; put quotes around numbers")
    twice = sorted({word for word in listed if listed.count(word) > 1})
    if twice:
        raise KnowledgeError(f"{_FILE}: {name}: {twice[0]!r} stands there twice")
    return frozenset(listed)
