"""The codebooks of gold files, as tables from CAMEO leaves to their type names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml


@dataclass(frozen=True, slots=True)
class Convention:
    """One gold file's codebook: ``conventions.yaml`` says what each table means."""

    name: str
    types: dict[str, str]
    quads: dict[str, int]
    countries: dict[str, str]
    international: dict[str, str]

    def type_of(self, cameo: str | None) -> str | None:
        """The type of a CAMEO leaf by its longest listed prefix; ``None`` where no prefix fits."""
        if cameo is None:
            return None
        for size in range(len(cameo), 0, -1):
            label = self.types.get(cameo[:size])
            if label is not None:
                return label
        return None

    def country_of(self, code: str | None) -> str | None:
        """An actor code as the gold writes it, slips in the gold's own codes put right."""
        if code is None:
            return None
        code = self.countries.get(code, code)
        return self.international.get(code, code)

    @property
    def labels(self) -> tuple[str, ...]:
        """The type names, in the order of the table."""
        return tuple(dict.fromkeys(self.types.values()))


@cache
def convention(name: str) -> Convention:
    """Load one codebook of ``conventions.yaml``.

    Raises ``KnowledgeError`` where the file has no such key.
    """
    file = files("khaldun.evaluate").joinpath("conventions.yaml")
    tables: dict[str, dict[str, Any]] = read_yaml(file, "evaluate/conventions.yaml")
    if name not in tables:
        raise KnowledgeError(
            f"evaluate/conventions.yaml: no key {name!r}; it has {', '.join(tables)}; add it there"
        )
    table = tables[name]
    return Convention(
        name=name,
        types=dict(table["types"]),
        quads=dict(table.get("quads", {})),
        countries=dict(table.get("countries", {})),
        international=dict(table.get("international", {})),
    )
