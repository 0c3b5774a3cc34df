"""Reporting words from ``reporting.yaml``, loaded once: cue verbs and nouns, and what is an outlet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from khaldun.errors import KnowledgeError
from khaldun.model import StatementKind
from khaldun.text.parse import Parse
from khaldun.yaml_data import read_yaml

_FORMS = ("clause", "object", "infinitive", "order")
_KINDS = ("claim", "denial", "threat", "plan", "demand")


@dataclass(frozen=True, slots=True)
class Reporting:
    """Cue words.

    ``verbs[form][lemma]`` is the kind of statement a verb makes in a form ("clause", "object", "infinitive",
    "order"); ``prepositions[lemma][preposition]`` likewise; ``nouns[lemma]`` for nouns.
    """

    verbs: Mapping[str, Mapping[str, StatementKind]]
    cautious: frozenset[str]
    prepositions: Mapping[str, Mapping[str, StatementKind]]
    nouns: Mapping[str, StatementKind]
    phrases: frozenset[tuple[str, ...]]
    hearsay: frozenset[str]
    media_nouns: frozenset[str]
    media_modifiers: Mapping[str, frozenset[str]]
    outlets: frozenset[str]
    lemmas: frozenset[str]
    """Every verb lemma that can be a cue."""

    def is_outlet(self, parse: Parse, head: int, first: int, last: int) -> bool:
        """Whether the noun phrase from token ``first`` to ``last`` with this head names a news outlet."""
        name = parse.span_text(first, last)
        short = name[4:] if name[:4] in ("The ", "the ") else name
        if name in self.outlets or short in self.outlets:
            return True
        noun = parse.lemma[head].lower()
        if noun not in self.media_nouns:
            return parse.words[head] in self.outlets and parse.pos[head] == "PROPN" and first >= head - 1
        needed = self.media_modifiers.get(noun)
        return needed is None or any(w in needed for w in parse.lower[first:head])


@cache
def reporting() -> Reporting:
    """Load the reporting words (once).

    Raises ``KnowledgeError`` where a kind or form is unknown.
    """
    raw = read_yaml(resources.files(__package__) / "reporting.yaml")
    verbs: dict[str, dict[str, StatementKind]] = {form: {} for form in _FORMS}
    for group in raw["verbs"]:
        _check("kind", group["kind"], _KINDS)
        for form in group["takes"]:
            _check("takes", form, _FORMS)
            # The first group that lists a verb in a form decides its kind.
            for word in group["words"]:
                verbs[form].setdefault(word, group["kind"])
    nouns = {noun: kind for kind, words in raw["nouns"].items() for noun in words}
    return Reporting(
        verbs=verbs,
        cautious=frozenset(raw["cautious"]),
        prepositions=raw["prepositions"],
        nouns=nouns,
        phrases=frozenset(tuple(p.split()) for p in raw["phrases"]),
        hearsay=frozenset(raw["hearsay"]),
        media_nouns=frozenset(raw["media_nouns"]),
        media_modifiers={noun: frozenset(words) for noun, words in raw["media_modifiers"].items()},
        outlets=frozenset(raw["outlets"]),
        lemmas=frozenset(raw["prepositions"]).union(*verbs.values()),
    )


def _check(key: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise KnowledgeError(
            f"text/reporting.yaml: {key}: {value!r} is unknown; use one of {', '.join(known)}"
        )
