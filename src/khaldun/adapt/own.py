"""Reading an ontology of the user's own from one YAML file: types, definitions, examples."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from khaldun.adapt.labels import Labelled, marked
from khaldun.adapt.tables import prefixed
from khaldun.adapt.types import OwnType, Types
from khaldun.errors import KnowledgeError, UsageError
from khaldun.ontology import Ontology
from khaldun.yaml_data import read_yaml


class _Type(msgspec.Struct, forbid_unknown_fields=True):
    """What may stand under a type."""

    definition: str
    examples: list[str] = []
    quad: int | None = None
    cameo: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What the file must hold."""

    types: dict[str, _Type]
    name: str = ""


@dataclass(frozen=True, slots=True)
class OwnOntology:
    """The user's types and the examples given with them."""

    name: str
    types: Types
    examples: tuple[Labelled, ...]


def read_own(path: Path, ontology: Ontology) -> OwnOntology:
    """Read an ontology file (``docs/adapting.md`` shows one).

    Raises ``UsageError``, naming file and type, where something is wrong.
    """
    try:
        content = msgspec.convert(read_yaml(path, str(path)), _File)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); give a YAML file of types") from None
    except KnowledgeError as error:
        raise UsageError(str(error)) from None
    except (msgspec.ValidationError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{path}: {error}; a file holds types: NAME: {{definition: …, examples: [<s>…</s> … <t>…</t>], quad, cameo}}"
        ) from None
    if len(content.types) < 2:
        raise UsageError(f"{path}: {len(content.types)} types; give two or more")
    examples = []
    for name, kind in content.types.items():
        if kind.quad not in (None, 1, 2, 3, 4):
            raise UsageError(f"{path}: type {name}: quad {kind.quad}; valid are 1 to 4, or leave it out")
        for example in kind.examples:
            try:
                examples.append(marked(example, name))
            except ValueError as error:
                raise UsageError(f"{path}: type {name}: {error}") from None
    kinds = [
        (OwnType(name, " ".join(kind.definition.split()), kind.quad), kind.cameo)
        for name, kind in content.types.items()
    ]
    return OwnOntology(content.name, prefixed(kinds, ontology, str(path)), tuple(examples))
