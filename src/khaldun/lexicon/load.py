"""The lexicon's entries, loaded from YAML and checked for form. ``docs/lexicon.md`` describes every key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml

Operator = Literal[
    "perform", "agree", "intend", "refuse", "threaten", "request", "accuse", "praise", "deny", "continue", "stop",
    "allow", "order", "consider", "wish", "investigate", "vote", "announce", "say", "decide",
    "believe", "claim", "retract",
]  # fmt: skip
PEOPLE = frozenset({"@troops", "@police", "@fighters", "@officials", "@civilians"})
"""Word classes in which named actors stand as well, by their sector; the class's own name stays among the words."""
STAND_INS = frozenset({"someone", "somewhere", "civilians", "politicians"})
"""Words of an entry that stand for any actor, any place, or any actor of a kind."""
Kind = Literal["verb", "noun", "adj"]

_FOLDERS = ("verbs", "nouns", "phrases")
_DEFAULT_ACTOR: dict[Kind, tuple[str, ...]] = {
    "verb": ("subj",),
    "noun": ("poss", "by", "adj"),
    "adj": ("subj",),
}
_DEFAULT_RECIPIENT: dict[Kind, tuple[str, ...]] = {
    "verb": ("obj",),
    "noun": ("on", "against", "of", "with", "to"),
    "adj": (),
}


class _Raw(msgspec.Struct, forbid_unknown_fields=True):
    """An entry as it stands in YAML."""

    id: str
    examples: list[str]
    verb: str | list[str] | None = None
    noun: str | list[str] | None = None
    adj: str | list[str] | None = None
    cameo: str | None = None
    particle: str | list[str] | None = None
    object: str | list[str] | None = None
    not_object: str | list[str] | None = None
    subject: str | list[str] | None = None
    not_subject: str | list[str] | None = None
    prep: dict[str, str | list[str]] | None = None
    word: str | list[str] | None = None
    not_word: str | list[str] | None = None
    compound: str | list[str] | None = None
    clause: Literal["any", "to", "that", "own"] | None = None
    voice: Literal["active", "passive"] | None = None
    actor: list[str] | None = None
    recipient: list[str] | None = None
    reciprocal: bool = False
    operator: Operator | None = None
    needs: list[Literal["recipient", "speaker", "actor", "complement"]] | None = None
    alone: bool = True
    late: bool = False
    negated: str | None = None
    modes: list[str] = []
    contexts: list[str] = []


class Entry(msgspec.Struct, frozen=True):
    """One word sense and its frame; word lists are resolved to sets of lemmas, ``None`` = no demand.

    An empty set stands for "any word will do".
    """

    id: str
    kind: Kind
    lemmas: tuple[str, ...]
    cameo: str | None
    particle: frozenset[str] | None
    object: frozenset[str] | None
    not_object: frozenset[str]
    subject: frozenset[str] | None
    not_subject: frozenset[str]
    prep: tuple[tuple[str, frozenset[str]], ...]
    word: frozenset[str] | None
    not_word: frozenset[str]
    compound: frozenset[str] | None
    clause: str | None
    voice: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    operator: Operator | None
    needs: tuple[str, ...]
    alone: bool
    late: bool
    negated: str | None
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    examples: tuple[str, ...]
    file: str

    @property
    def demands(self) -> int:
        """How exact the entry is: the number of things it wants to see beside its own word."""
        wanted = (
            self.particle,
            self.object,
            self.subject,
            self.word,
            self.compound,
            *(words for _, words in self.prep),
        )
        sets = sum(2 if words else 1 for words in wanted if words is not None)  # "any" wants less than a word
        return sets + 2 * (self.voice is not None) + 2 * (self.clause is not None) + len(self.prep)

    @property
    def key(self) -> frozenset[str]:
        """Words one of which its sentence must hold for it to fit; empty where it may fit any sentence.

        Of all that it demands the shortest list of words serves, a lone preposition or particle only where there is no other.
        """
        lists = [self.object, self.subject, self.word, self.compound, *(words for _, words in self.prep)]
        exact = [words for words in lists if words and not any(w in STAND_INS or w[0] == "@" for w in words)]
        loose = [frozenset({name}) for name, _ in self.prep] + ([self.particle] if self.particle else [])
        return min(exact or loose, key=len, default=frozenset())


def _listed(value: str | list[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else value


class _Keyed:
    """The entries of one word, found by the words that they demand: "be" alone has hundreds."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries
        self._free: list[int] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(entries):
            key = entry.key
            for word in key:
                self._places[word].append(place)
            if not key:
                self._free.append(place)

    def among(self, words: Set[str]) -> list[Entry]:
        """The entries that a sentence of these words allows, in their order."""
        if not self._places:
            return self._entries
        held = self._places.keys() & words
        places = {place for word in held for place in self._places[word]}
        return [self._entries[place] for place in sorted({*self._free, *places})]


class Lexicon:
    """All entries, found by the lemma of their word."""

    def __init__(self, entries: list[Entry], classes: dict[str, frozenset[str]]) -> None:
        self.entries = entries
        self.classes = classes
        self._by_lemma: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in entries:
            for lemma in entry.lemmas:
                self._by_lemma[(entry.kind, lemma)].append(entry)
        for found in self._by_lemma.values():
            # The sort is stable: file order decides ties.
            found.sort(key=lambda e: (e.late, -e.demands, e.operator is None))
        self._keyed = {word: _Keyed(found) for word, found in self._by_lemma.items()}

    def senses(self, kind: Kind, lemma: str) -> list[Entry]:
        """The entries of a word, the most exact first."""
        return self._by_lemma.get((kind, lemma), [])

    def senses_among(self, kind: Kind, lemma: str, words: Set[str]) -> list[Entry]:
        """Those entries of a word that may fit a sentence of these words and lemmas (lower case), the most exact first."""
        keyed = self._keyed.get((kind, lemma))
        return keyed.among(words) if keyed is not None else []

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}


def _sources(root: Traversable) -> Iterator[tuple[str, Traversable]]:
    for folder in _FOLDERS:
        for source in sorted((root / folder).iterdir(), key=lambda t: t.name):
            if source.name.endswith(".yaml"):
                yield f"{folder}/{source.name}", source


def _resolve(
    words: str | list[str] | None, classes: dict[str, frozenset[str]], where: str
) -> frozenset[str] | None:
    if words is None:
        return None
    found: set[str] = set()
    for word in _listed(words):
        if word == "any":
            return frozenset()
        if word.startswith("@"):
            if word[1:] not in classes:
                raise KnowledgeError(
                    f"{where}: no word class {word}; classes.yaml has {', '.join(sorted(classes))}"
                )
            found |= classes[word[1:]]
            if word in PEOPLE:
                found.add(word)
        else:
            found.add(word)
    return frozenset(found)


def _entry(raw: _Raw, classes: dict[str, frozenset[str]], file: str) -> Entry:
    where = f"lexicon/{file}: {raw.id}"
    kinds: list[Kind] = [kind for kind in ("verb", "noun", "adj") if getattr(raw, kind) is not None]
    if len(kinds) != 1:
        raise KnowledgeError(
            f"{where}: wants exactly one of verb, noun, adj; has {', '.join(kinds) or 'none'}"
        )
    kind = kinds[0]
    if raw.cameo is None and raw.operator is None:
        raise KnowledgeError(f"{where}: codes nothing; give it a cameo leaf or an operator")
    if not raw.examples:
        raise KnowledgeError(f"{where}: has no example; write a sentence that it codes")

    def words(value: str | list[str] | None) -> frozenset[str] | None:
        return _resolve(value, classes, where)

    return Entry(
        id=raw.id,
        kind=kind,
        lemmas=tuple(_listed(getattr(raw, kind))),
        cameo=raw.cameo,
        particle=words(raw.particle),
        object=words(raw.object),
        not_object=words(raw.not_object) or frozenset(),
        subject=words(raw.subject),
        not_subject=words(raw.not_subject) or frozenset(),
        prep=tuple((name, words(value) or frozenset()) for name, value in (raw.prep or {}).items()),
        word=words(raw.word),
        not_word=words(raw.not_word) or frozenset(),
        compound=words(raw.compound),
        clause=raw.clause,
        voice=raw.voice,
        actor=tuple(raw.actor) if raw.actor is not None else _DEFAULT_ACTOR[kind],
        recipient=tuple(raw.recipient) if raw.recipient is not None else _DEFAULT_RECIPIENT[kind],
        reciprocal=raw.reciprocal,
        operator=raw.operator,
        needs=tuple(raw.needs or ()),
        alone=raw.alone,
        late=raw.late,
        negated=raw.negated,
        modes=tuple(raw.modes),
        contexts=tuple(raw.contexts),
        examples=tuple(raw.examples),
        file=file,
    )


def load(root: Traversable | None = None) -> Lexicon:
    """Load the lexicon that the package carries, or the one in the folder ``root``.

    Raises ``KnowledgeError`` naming file and entry where something is wrong in form, or an id stands twice.
    """
    root = root or files("khaldun") / "lexicon"
    classes = {
        name: frozenset(words)
        for name, words in (read_yaml(root / "classes.yaml", "lexicon/classes.yaml") or {}).items()
    }
    entries: list[Entry] = []
    seen: dict[str, str] = {}
    for file, source in _sources(root):
        for n, item in enumerate(read_yaml(source, f"lexicon/{file}") or []):
            name = item.get("id", f"entry {n + 1}") if isinstance(item, dict) else f"entry {n + 1}"
            try:
                raw = msgspec.convert(item, _Raw)
            except msgspec.ValidationError as error:
                raise KnowledgeError(
                    f"lexicon/{file}: {name}: {error}; see docs/lexicon.md for the keys"
                ) from None
            if raw.id in seen:
                raise KnowledgeError(
                    f"lexicon/{file}: id {raw.id} stands already in {seen[raw.id]}; rename one"
                )
            seen[raw.id] = file
            entries.append(_entry(raw, classes, file))
    return Lexicon(entries, classes)
