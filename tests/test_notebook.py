"""The example notebook runs from its first cell to its last, and shows what it says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).parents[1] / "examples" / "system.ipynb"


def cells() -> list[str]:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in content["cells"] if cell["cell_type"] == "code"]


def test_every_cell_runs(
    example_store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import matplotlib

    monkeypatch.setenv("KHALDUN_STORE", str(example_store))
    matplotlib.use("agg")
    names: dict[str, Any] = {}
    for number, source in enumerate(cells()):
        exec(compile(source, f"cell {number}", "exec"), names)
    names["plt"].close("all")
    said = capsys.readouterr().out
    assert "yet refuse to work together." in said
    assert "This is a what-if" in said
    assert (names["shares"]["change"].drop(names["shares"].index[names["shares"]["raised"]]) <= 0).all()
    assert len(names["weeks"]) > 2


def test_it_is_kept_without_output() -> None:
    content = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert all(cell.get("outputs", []) == [] for cell in content["cells"])
