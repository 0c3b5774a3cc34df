"""Every package needed at run time is listed with its licence, and the licence is the one its metadata names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")

# How packages write the licences that docs/licences.md names by their SPDX names.
SPELLINGS = {
    "MIT": r"\bMIT\b",
    "Apache-2.0": r"Apache",
    "BSD-2-Clause": r"BSD-2-Clause",
    "BSD-3-Clause": r"BSD-3-Clause|BSD License",
    "LGPL-3.0": r"LGPL|GNU Lesser",
    "PSF-2.0": r"Python Software Foundation",
}


def needed() -> list[str]:
    """Names of the run-time dependencies in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.match(r"[\w.-]+", line)[0] for line in project["dependencies"]]  # type: ignore[index]


def optional() -> list[str]:
    """Names of the packages that its extras ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [re.match(r"[\w.-]+", line)[0] for lines in extras for line in lines]  # type: ignore[index]


def listed(section: str = "Packages") -> dict[str, str]:
    """Licences by package, from the table of a section."""
    table = TEXT.split(f"## {section}\n")[1].split("## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if "|" in line
    ]
    return {name: licence for name, _, licence in rows[2:]}


def told(name: str) -> str:
    """What a package's own metadata says of its licence."""
    facts = distribution(name).metadata
    classified = [line for line in facts.get_all("Classifier") or [] if line.startswith("License")]
    return "\n".join(filter(None, [facts.get("License-Expression"), facts.get("License"), *classified]))


def closure(names: list[str]) -> Iterator[str]:
    """These packages and all that they need here, by the metadata of what is installed."""
    seen: set[str] = set()
    while names:
        name = names.pop().lower().replace("_", "-")
        if name in seen:
            continue
        seen.add(name)
        try:
            requires = distribution(name).requires or []
        except PackageNotFoundError:  # for another system or version of Python
            continue
        yield name
        names = [*names, *(re.match(r"[\w.-]+", line)[0] for line in requires if "extra ==" not in line)]  # type: ignore[index]


def test_every_dependency_is_listed_and_no_other() -> None:
    assert sorted(listed()) == sorted(needed())
    assert sorted(listed("Optional packages")) == sorted(optional())


@pytest.mark.parametrize("name", [*needed(), *optional()])
def test_the_licence_is_the_one_that_the_package_names(name: str) -> None:
    licence = re.split("[,;]", ({**listed(), **listed("Optional packages")})[name])[0]
    assert re.search(SPELLINGS[licence], told(name)), f"{name}: {told(name)}"


def test_nothing_asks_for_its_own_licence() -> None:
    for name in closure(needed()):
        words = told(name)
        choice = re.search(r"\bOR\b|Mozilla|\bMIT\b|Apache|BSD", words)
        assert choice or not re.search(r"\bA?GPL|GNU (Affero )?General", words), f"{name}: {words}"


@pytest.mark.parametrize(
    "source",
    ["GeoNames", "CC BY 4.0", "OntoNotes", "WordNet", "Factbook", "UCDP", "Goldstein", "Natural Earth"],
)
def test_sources_of_data_are_named(source: str) -> None:
    assert source in TEXT
