"""The tables beside the entries: composition (what one predicate does to another) and refinements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar, get_args

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.lexicon.load import Operator
from khaldun.yaml_data import read_yaml

T = TypeVar("T")
Role = Literal["own", "own.active", "inner.actor", "inner.recipient"]


class _RawRule(msgspec.Struct, forbid_unknown_fields=True):
    actor: list[Role]
    recipient: list[Role]
    status: Literal["outer", "negated", "hypothetical", "future"]
    leaves: dict[str, str | None]
    against: list[str] = []
    deputes: list[str] = []
    allegations: dict[str, str] = {}
    others: str | None = None
    future: str | None = None
    own_deed: bool = False
    ours: str | None = None
    thwarted: str | None = None
    carried: str | None = None
    extends: str | None = None


class Rule(msgspec.Struct, frozen=True):
    """One operator's row of the composition table."""

    operator: str
    actor: tuple[Role, ...]
    recipient: tuple[Role, ...]
    status: str
    leaves: dict[str, str | None]
    against: tuple[str, ...]
    deputes: tuple[str, ...]
    allegations: dict[str, str]
    others: str | None
    """The operator that holds instead where somebody else is to do the deed ("wants Syria to leave")."""
    future: str | None
    """The operator that holds instead where the deed lies ahead ("announced that it would leave")."""
    own_deed: bool
    """Whether only what the speaker will do counts: who warns that others will strike threatens nobody."""
    ours: str | None
    """The operator that holds instead where one's own people do the deed ("parliament let the army strike")."""
    thwarted: str | None = None
    """The operator that holds instead where police or a government do it to a protest ("police stopped the march")."""
    carried: str | None = None
    """The operator that holds instead where a noun tells it as known ("his decision to invade")."""

    def leaf(self, inner: str) -> str | None:
        """What becomes of the deed ``inner`` (a CAMEO leaf): a leaf, or ``None`` where nothing is coded."""
        found = _longest(self.leaves, inner)
        return inner if found == "=" else found

    def allegation(self, inner: str) -> str:
        """The kind of accusation that alleges the deed ``inner``."""
        return _longest(self.allegations, inner) or "112"

    def aims(self, inner: str) -> bool:
        """Whether the deed ``inner`` is meant against its recipient ("called for sanctions on Iran")."""
        return inner.startswith(self.against) if self.against else False

    def is_deputed(self, inner: str) -> bool:
        """Whether the deed ``inner``, ordered from one's own people, is the deed of the one who orders."""
        return inner.startswith(self.deputes) if self.deputes else False


def _longest(table: Mapping[str, T], leaf: str) -> T | None:
    for n in range(len(leaf), -1, -1):
        if leaf[:n] in table:
            return table[leaf[:n]]
    return None


class Refinement(msgspec.Struct, frozen=True):
    """Words beside a deed of leaf ``origin``, or among its doers, that make it a deed of leaf ``to``."""

    origin: frozenset[str]
    words: frozenset[str]
    to: str
    by: frozenset[str] = frozenset()


class Sides(msgspec.Struct, frozen=True, rename={"origin": "from"}, forbid_unknown_fields=True):
    """Who does a deed of a leaf ``origin`` to whom, where that makes it one of leaf ``to``; sectors are ``-`` for none."""

    origin: frozenset[str]
    to: str
    foreign: bool = False
    actor: frozenset[str] = frozenset()
    recipient: frozenset[str] = frozenset()


def _yaml(name: str, root: Traversable | None) -> Any:
    return read_yaml((root or files("khaldun") / "lexicon") / name, f"lexicon/{name}")


def load_composition(root: Traversable | None = None) -> dict[str, Rule]:
    """The composition table by operator. Raises ``KnowledgeError`` naming the row where its form is wrong."""
    try:
        raw = msgspec.convert(_yaml("composition.yaml", root), dict[str, _RawRule])
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"lexicon/composition.yaml: {error}") from None
    missing = sorted(set(get_args(Operator)) - set(raw))
    if missing:
        raise KnowledgeError(
            f"lexicon/composition.yaml: no row for {', '.join(missing)}; add one for each operator"
        )
    return {
        name: Rule(
            name,
            tuple(r.actor),
            tuple(r.recipient),
            r.status,
            _extended(name, r, raw),
            tuple(r.against),
            tuple(r.deputes),
            r.allegations,
            r.others,
            r.future,
            r.own_deed,
            r.ours,
            r.thwarted,
            r.carried,
        )
        for name, r in raw.items()
    }


def _extended(name: str, rule: _RawRule, rules: Mapping[str, _RawRule]) -> dict[str, str | None]:
    """A row's leaves laid over those of the row that it extends."""
    if rule.extends is None:
        return rule.leaves
    if rule.extends not in rules:
        raise KnowledgeError(
            f"lexicon/composition.yaml: {name}: extends {rule.extends!r}, which is no row; "
            f"give one of {', '.join(sorted(rules))}"
        )
    return {**_extended(rule.extends, rules[rule.extends], rules), **rule.leaves}


def load_refinements(classes: dict[str, frozenset[str]], root: Traversable | None = None) -> list[Refinement]:
    """The refinements, word classes resolved."""
    found = []
    for item in msgspec.convert(_yaml("refinements.yaml", root), list[dict[str, list[str] | str]]):
        words, by = (_classed(item.get(key, ()), classes) for key in ("words", "by"))
        found.append(Refinement(frozenset(item["from"]), words, str(item["to"]), by))
    return found


def load_sides(root: Traversable | None = None) -> list[Sides]:
    """The table of sides. Raises ``KnowledgeError`` where its form is wrong."""
    try:
        return msgspec.convert(_yaml("sides.yaml", root), list[Sides])
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"lexicon/sides.yaml: {error}") from None


def _classed(words: Iterable[str], classes: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(w for word in words for w in (classes[word[1:]] if word.startswith("@") else {word}))
