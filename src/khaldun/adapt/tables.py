"""Finding the table that says which CAMEO leaves mean the user's types."""

from __future__ import annotations

from collections.abc import Sequence

from khaldun.adapt.types import OwnType, Types
from khaldun.errors import UsageError
from khaldun.evaluate.conventions import convention
from khaldun.ontology import Ontology


def known(names: Sequence[str], ontology: Ontology) -> Types:
    """Types that are only names: khaldun's own event types, those of the relation gold (with YIELD), or unknown ones."""
    events = [leaf for leaf in ontology.leaves if ontology.is_event(leaf)]
    book = convention("plv")
    tables: tuple[tuple[str, dict[str, str | None]], ...] = (
        (ontology.version, {leaf: ontology.coding(leaf).event_type for leaf in events}),
        ("cameo roots (relation gold)", {leaf: book.type_of(leaf) for leaf in events}),
    )
    for table, of in tables:
        if set(names) <= set(of.values()):
            meant = {leaf: name for leaf, name in of.items() if name in names and name is not None}
            by_name = {name: min(leaf for leaf in meant if meant[leaf] == name) for name in names}
            types = tuple(OwnType(name, quad=ontology.coding(by_name[name]).quad) for name in names)
            return Types(types, meant, table)
    return Types(tuple(OwnType(name) for name in names), {}, "none")


def prefixed(types: Sequence[tuple[OwnType, Sequence[str]]], ontology: Ontology, where: str) -> Types:
    """Types with the CAMEO codes that mean them; of several codes that fit a leaf the longest decides.

    Raises ``UsageError`` for a code that CAMEO does not have, or that stands under two types.
    """
    owner: dict[str, str] = {}
    for kind, codes in types:
        for code in codes:
            if code not in ontology.leaves:
                raise UsageError(
                    f"{where}: type {kind.name}: cameo {code!r} is no CAMEO code; 'khaldun ref' lists them"
                )
            if owner.get(code, kind.name) != kind.name:
                raise UsageError(
                    f"{where}: cameo {code!r} stands under {owner[code]} and {kind.name}; keep one, or give a longer code"
                )
            owner[code] = kind.name
    leaves = {}
    for leaf in ontology.leaves:
        fitting = [leaf[:size] for size in range(len(leaf), 1, -1) if leaf[:size] in owner]
        if fitting and ontology.is_event(leaf):
            leaves[leaf] = owner[fitting[0]]
    table = "your cameo codes" if leaves else "none"
    return Types(tuple(kind for kind, _ in types), leaves, table)
