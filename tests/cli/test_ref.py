"""``khaldun ref``: every part of the ontology can be looked up."""

from __future__ import annotations

import pytest

from cli.conftest import Run
from khaldun.ontology import load_ontology

ONTOLOGY = load_ontology()


def test_overview_names_everything(run: Run) -> None:
    result = run("ref")
    assert result.exit_code == 0
    roots = [leaf.id for leaf in ONTOLOGY.leaves.values() if leaf.parent is None]
    for name in [*ONTOLOGY.types, *ONTOLOGY.contexts, *ONTOLOGY.sectors, *roots]:
        assert f" {name} " in result.stdout


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "REJECT",
            ["quad class 3 (verbal conflict), score -2", "assist -1.5", "1212 refuse military cooperation"],
        ),
        ("reject", ["REJECT: quad class 3"]),
        ("assist", ["REQUEST: quad class 3", "REJECT: quad class 3"]),
        (
            "1212",
            ["1212 refuse military cooperation < 121 refuse material cooperation < 12 reject", "score -1.5"],
        ),
        ("12", ["CAMEO 12: reject; Goldstein score -4", "129 veto"]),
        ("012", ["no event in plover-2024: statements and appeals are left out"]),
        ("military", ["Armed forces, war, arms and defence.", "cues: soldier"]),
        ("mil", ["MIL: military, priority"]),
    ],
)
def test_pages(run: Run, name: str, parts: list[str]) -> None:
    result = run("ref", name)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    for part in parts:
        assert part in said


def test_another_version(run: Run) -> None:
    assert "plover-2021: COERCE" in run("ref", "163", "--ontology", "plover-2021").stdout


def test_no_such_thing(run: Run) -> None:
    result = run("ref", "FIGHT")
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "khaldun: FIGHT: no event type, mode, CAMEO code, context or sector has that name"
    )
