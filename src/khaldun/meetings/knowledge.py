"""What the meeting stage reads by: nouns of gatherings, acts of parties, verbs of agreeing. ``docs/meetings.md`` describes the keys."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from importlib.resources import files
from typing import Any, Literal

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.model import MeetingKind
from khaldun.yaml_data import read_yaml

Outcome = Literal[
    "host", "chair", "attender", "holder", "met", "not_invited", "excluded", "declined", "absent", "subject"
]
"""``chair``, ``holder`` and ``met`` are attenders: who chairs it at home, or alone holds a conference, is its host too."""
Words = frozenset[str]


class Gathering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun of gatherings; ``with_`` are modifiers it wants, ``not_with`` those that make it something else."""

    id: str
    noun: str | list[str]
    kind: MeetingKind
    examples: list[str]
    plural: bool = False
    of: Words = frozenset()
    with_: Words = msgspec.field(default=frozenset(), name="with")
    not_with: Words = frozenset()


class Act(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody does about a meeting."""

    id: str
    examples: list[str]
    parties: list[str]
    hosts: list[str] = []
    verb: Words = frozenset()
    noun: Words = frozenset()
    adj: Words = frozenset()
    hyphen: Words = frozenset()
    around: Words = frozenset()
    gathering: bool = False
    delegates: bool = False
    particle: Words = frozenset()
    object: Words = frozenset()
    at: Words = frozenset()
    voice: Literal["active", "passive"] | None = None
    joint: bool = False
    meeting: list[str] = []
    bare: bool = False
    lone: bool = False
    empty: list[str] = []
    affirmed: Outcome | None = None
    negated: Outcome | None = None
    refused: Outcome | None = None


class _Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    gatherings: list[Gathering]
    delegates: Words
    lists: Words
    list_phrases: list[tuple[str, str]]
    turns: Words
    refusing: Words
    about: Words
    urging: Words
    asking: Words
    wishing: Words
    fighting: Words
    unsure: Words
    counting: Words
    any: Words
    comers: Words
    definite: Words
    state: Words
    political: Words


class Agreements(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verbs and nouns of what is agreed."""

    pledging: Words
    declaring: Words
    texts: Words
    yielding: Words
    outcomes: Words
    examples: list[dict[str, str | list[str]]]


class MeetingWords:
    """The knowledge of the stage, by word. Raises ``KnowledgeError`` where an id is given twice."""

    def __init__(self, nouns: _Nouns, acts: list[Act], agreements: Agreements) -> None:
        self.nouns = nouns
        self.acts = acts
        self.agreements = agreements
        ids = [g.id for g in nouns.gatherings] + [a.id for a in acts]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise KnowledgeError(f"meetings: id given twice: {', '.join(twice)}; give each entry its own")

    @cached_property
    def gathering(self) -> dict[str, list[Gathering]]:
        """Entries by noun."""
        table: dict[str, list[Gathering]] = defaultdict(list)
        for entry in self.nouns.gatherings:
            for noun in [entry.noun] if isinstance(entry.noun, str) else entry.noun:
                table[noun].append(entry)
        return dict(table)

    @cached_property
    def by_word(self) -> dict[tuple[str, str], list[Act]]:
        """Acts by kind of word ("verb", "noun", "adj", "hyphen", "around") and lemma."""
        table: dict[tuple[str, str], list[Act]] = defaultdict(list)
        for act in self.acts:
            for kind in ("verb", "noun", "adj", "hyphen", "around"):
                for word in sorted(getattr(act, kind)):
                    table[kind, word].append(act)
        return dict(table)

    @cached_property
    def of_gathering(self) -> list[Act]:
        """Acts read off the complements of the noun itself."""
        return [act for act in self.acts if act.gathering]

    @cached_property
    def meeting_verbs(self) -> Words:
        """Verbs that make a meeting by themselves."""
        return frozenset(v for act in self.acts if "self" in act.meeting for v in act.verb)

    @cached_property
    def seeds(self) -> Words:
        """Lemmas without one of which an article tells of no meeting."""
        return frozenset(self.gathering) | self.meeting_verbs

    @cached_property
    def _words_of_acts(self) -> Words:
        common = frozenset(
            {"be", "have", "say", "tell"}
        )  # beside a noun of a gathering, which is a trigger itself
        places = frozenset(word for act in self.acts for word in act.at)
        return frozenset(word for _, word in self.by_word) - common | places

    @cached_property
    def triggers(self) -> Words:
        """Lemmas that make a sentence worth reading once the article tells of a meeting."""
        agreeing = self.agreements.pledging | self.agreements.texts
        return self.seeds | agreeing | self._words_of_acts


def load_words() -> MeetingWords:
    """The program's own files. Raises ``KnowledgeError`` naming file and key where one is wrong."""
    return MeetingWords(
        _read("gatherings.yaml", _Nouns), _read("acts.yaml", list[Act]), _read("agreements.yaml", Agreements)
    )


def _read(name: str, kind: Any) -> Any:
    try:
        return msgspec.convert(read_yaml(files("khaldun") / "meetings" / name), kind)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"meetings/{name}: {error}; see docs/meetings.md for the keys") from None
