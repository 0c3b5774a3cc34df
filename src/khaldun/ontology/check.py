"""Checks that the files of the ontology agree with one another. ``python -m khaldun.ontology.check`` runs them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.resources.abc import Traversable

from khaldun.errors import KnowledgeError
from khaldun.ontology import load
from khaldun.ontology.model import QUADS, Closest, Context, EventType, Leaf


def check(root: Traversable | None = None) -> None:
    """Check the ontology in a folder (the program's own by default).

    Raises ``KnowledgeError`` with one line a problem, each naming file and key.
    """
    problems = list(find_problems(load.folder() if root is None else root))
    if problems:
        raise KnowledgeError("\n".join(problems))


def find_problems(root: Traversable) -> Iterator[str]:
    """Every disagreement between the files, as one line each."""
    types, contexts, leaves = load.read_types(root), load.read_contexts(root), load.read_leaves(root)
    load.read_sectors(root)
    yield from _check_types(types)
    yield from _check_contexts(contexts)
    yield from _check_leaves(leaves)
    for version in load.VERSIONS:
        yield from _check_mapping(
            f"ontology/{version}.yaml", load.read_mapping(root, version), types, contexts, leaves
        )
    yield from _check_back(load.read_back(root), types, contexts, leaves)


def _check_types(types: dict[str, EventType]) -> Iterator[str]:
    for kind in types.values():
        where = f"ontology/types/{kind.id.lower()}.yaml"
        if kind.quad not in QUADS:
            yield f"{where}: quad: {kind.quad} is none of 1 to 4"
        scores = [(f"modes.{mode.id}.score", mode.score) for mode in kind.modes.values()]
        for key, score in [("score", kind.score), *scores]:
            if score is not None and not -10 <= score <= 10:
                yield f"{where}: {key}: {score} is not between -10 and 10"
            elif score and kind.quad in (1, 2, 4) and (score > 0) != (kind.quad in (1, 2)):
                yield f"{where}: {key}: {score} has the wrong sign for quad class {kind.quad}"


def _check_contexts(contexts: dict[str, Context]) -> Iterator[str]:
    for context in contexts.values():
        seen: set[str] = set()
        for cue in context.cues:
            if cue in seen:
                yield f"ontology/contexts.yaml: {context.id}: cue {cue!r} stands twice; keep one"
            if cue != cue.lower().strip():
                yield f"ontology/contexts.yaml: {context.id}: cue {cue!r} must be in lower case without spaces around it"
            seen.add(cue)


def _check_leaves(leaves: dict[str, Leaf]) -> Iterator[str]:
    for leaf in leaves.values():
        if not leaf.id.isdigit() or not 2 <= len(leaf.id) <= 4:
            yield f"ontology/cameo.yaml: {leaf.id}: a code has two to four digits"
        if not -10 <= leaf.score <= 10:
            yield f"ontology/cameo.yaml: {leaf.id}: score {leaf.score} is not between -10 and 10"


def _check_mapping(
    where: str,
    mapping: load.Mapping,
    types: dict[str, EventType],
    contexts: dict[str, Context],
    leaves: dict[str, Leaf],
) -> Iterator[str]:
    for code in leaves:
        if code[:2] not in mapping.dropped and len(code) > 2 and code not in mapping.leaves:
            yield f"{where}: {code} is not mapped; give it a type"
    for code, line in mapping.leaves.items():
        if code not in leaves:
            yield f"{where}: {code} is no code of cameo.yaml; remove it"
        if line.type not in types:
            yield f"{where}: {code}: no type {line.type}; valid are {', '.join(types)}"
            continue
        for mode in line.modes:
            if mode not in types[line.type].modes:
                valid = ", ".join(types[line.type].modes) or "none"
                yield f"{where}: {code}: {line.type} has no mode {mode}; valid are {valid}"
        for context in line.contexts:
            if context not in contexts:
                yield f"{where}: {code}: no context {context}; contexts.yaml lists them"


def _check_back(
    back: dict[str, tuple[Closest, dict[str, Closest]]],
    types: dict[str, EventType],
    contexts: dict[str, Context],
    leaves: dict[str, Leaf],
) -> Iterator[str]:
    where = "ontology/plover_to_cameo.yaml"
    for name in types.keys() - back.keys():
        yield f"{where}: {name} is missing; give it a leaf"
    for name, (own, by_mode) in back.items():
        if name not in types:
            yield f"{where}: no type {name}; valid are {', '.join(types)}"
            continue
        for mode in by_mode.keys() - types[name].modes.keys():
            yield f"{where}: {name} has no mode {mode}; valid are {', '.join(types[name].modes) or 'none'}"
        for line in (own, *by_mode.values()):
            for leaf in {line.leaf, *line.contexts.values()} - leaves.keys():
                yield f"{where}: {name}: {leaf} is no code of cameo.yaml"
            for context in line.contexts.keys() - contexts.keys():
                yield f"{where}: {name}: no context {context}; contexts.yaml lists them"


def main() -> int:
    """Check and say so: exit status 0 where all is well, else 1."""
    try:
        check()
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    print("ontology: all files agree", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
