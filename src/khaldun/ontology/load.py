"""Reading the ontology's YAML files; every error names file and key."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec
import yaml

from khaldun.errors import KnowledgeError
from khaldun.ontology.model import Closest, Context, EventType, Leaf, Mode, Sector

T = TypeVar("T")

VERSIONS = ("plover-2024", "plover-2021")


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    """Base of the shapes that the files must have."""


class _Mode(_Strict):
    definition: str
    score: float | None = None


class _Type(_Strict):
    id: str
    name: str
    quad: int
    score: float
    recipient_needed: bool
    definition: str
    borderline: list[str]
    modes: dict[str, _Mode]


class _Context(_Strict):
    definition: str
    cues: list[str]


class _Sector(_Strict):
    name: str
    definition: str


class _Root(_Strict):
    label: str
    score: float


class _Codes(_Strict):
    roots: dict[str, _Root]
    leaves: dict[str, str]


class Mapped(_Strict):
    """A line of a mapping table."""

    type: str
    modes: list[str] = []
    contexts: list[str] = []


class Mapping(_Strict):
    """A mapping table: leaf to type, modes and contexts, and the roots below which nothing is an event."""

    dropped: list[str]
    leaves: dict[str, Mapped]


class _Line(_Strict):
    leaf: str
    contexts: dict[str, str] = {}


class _Back(_Strict):
    leaf: str
    contexts: dict[str, str] = {}
    modes: dict[str, _Line] = {}


class _UniqueKeys(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML takes the last of two equal keys without a word; knowledge files must not hold any."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise KnowledgeError(f"line {key.start_mark.line + 1}: key {key.value} stands twice; keep one")
        seen.add(key.value)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


_UniqueKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read(source: Traversable, shape: type[T]) -> T:
    """One file in its shape.

    Raises ``KnowledgeError``, naming file and key, where the file is no YAML, holds a key twice or has another shape.
    """
    where = f"ontology/{source.name}"
    try:
        value = yaml.load(source.read_text(encoding="utf-8"), Loader=_UniqueKeys)
        return msgspec.convert(value, shape)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{where}: not YAML ({str(error).splitlines()[0]}); mend the file") from None
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{where}: {error}; mend that key") from None
    except KnowledgeError as error:
        raise KnowledgeError(f"{where}: {error}") from None


def folder() -> Traversable:
    """Where the program's own ontology lies."""
    return files("khaldun.ontology")


def read_types(root: Traversable) -> dict[str, EventType]:
    """The event types, in the order of their quad class and score."""
    found: dict[str, EventType] = {}
    for source in sorted((root / "types").iterdir(), key=lambda item: item.name):
        if not source.name.endswith(".yaml"):
            continue
        raw = read(source, _Type)
        if raw.id in found:
            raise KnowledgeError(
                f"ontology/types/{source.name}: id {raw.id} is taken by another file; rename one"
            )
        found[raw.id] = _event_type(raw)
    return dict(sorted(found.items(), key=lambda item: (item[1].quad, -item[1].score, item[0])))


def _event_type(raw: _Type) -> EventType:
    modes = {name: Mode(name, raw.id, mode.definition, mode.score) for name, mode in raw.modes.items()}
    return EventType(
        raw.id,
        raw.name,
        raw.quad,
        raw.score,
        raw.recipient_needed,
        raw.definition,
        tuple(raw.borderline),
        modes,
    )


def read_contexts(root: Traversable) -> dict[str, Context]:
    """The contexts, in the file's order."""
    raw = read(root / "contexts.yaml", dict[str, _Context])
    return {name: Context(name, item.definition, tuple(item.cues)) for name, item in raw.items()}


def read_sectors(root: Traversable) -> dict[str, Sector]:
    """The sectors, the one of the highest priority first."""
    raw = read(root / "sectors.yaml", dict[str, _Sector])
    return {name: Sector(name, item.name, item.definition, n) for n, (name, item) in enumerate(raw.items())}


def read_leaves(root: Traversable) -> dict[str, Leaf]:
    """CAMEO's roots and codes, sorted as text, so that a parent stands before its children."""
    raw = read(root / "cameo.yaml", _Codes)
    found = {code: Leaf(code, item.label, None, item.score) for code, item in raw.roots.items()}
    for code, label in raw.leaves.items():
        parent = code[:-1]
        if parent not in found and parent not in raw.leaves:
            raise KnowledgeError(f"ontology/cameo.yaml: {code}: no parent {parent}; add it or mend the code")
        found[code] = Leaf(code, label, parent, raw.roots[code[:2]].score)
    return dict(sorted(found.items()))


def read_mapping(root: Traversable, version: str) -> Mapping:
    """The mapping table of one version."""
    return read(root / f"{version}.yaml", Mapping)


def read_back(root: Traversable) -> dict[str, tuple[Closest, dict[str, Closest]]]:
    """For each type the way back to CAMEO: the type's own, and one a mode."""
    raw = read(root / "plover_to_cameo.yaml", dict[str, _Back])
    return {
        name: (
            Closest(item.leaf, item.contexts),
            {mode: Closest(line.leaf, line.contexts) for mode, line in item.modes.items()},
        )
        for name, item in raw.items()
    }
