"""Reading the package's YAML: fast where libyaml is there, and with ``on`` and ``no`` as the words they are."""

from __future__ import annotations

import re
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from khaldun.errors import KnowledgeError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.1 takes ``on``, ``off``, ``yes`` and ``no`` for truth values; here only true and false are."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(source: Traversable | Path, name: str | None = None) -> Any:
    """The content of a YAML file. Raises ``KnowledgeError`` naming the file where it is not YAML."""
    try:
        return yaml.load(source.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where is not None else ""
        raise KnowledgeError(
            f"{name or source.name}{line}: not YAML ({getattr(error, 'problem', error)}); mend the file"
        ) from None
