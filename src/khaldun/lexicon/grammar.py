"""Word lists that the grammar of a sentence turns on: ``grammar.yaml``, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml

_FILE = "lexicon/grammar.yaml"


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw = read_yaml(files("khaldun") / "lexicon" / "grammar.yaml", _FILE)
    for name, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise KnowledgeError(f"{_FILE}: {name}: not a list of words; give [word, word]")
    return {name: frozenset(words) for name, words in raw.items()}


def listed(name: str) -> frozenset[str]:
    """The words of a list, as lemmas; raises ``KnowledgeError`` where ``grammar.yaml`` has no list of that name."""
    lists = _lists()
    if name not in lists:
        raise KnowledgeError(f"{_FILE}: no list {name!r}; it has {', '.join(sorted(lists))}")
    return lists[name]
