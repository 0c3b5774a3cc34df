"""``khaldun report``: one file, whole or not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.store import Store
from making import RUN, coding, full


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("a1"), full("a2", status="future")))
    return path


def test_the_report_is_written(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    result = run("report", store, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert "KiB" in result.stderr
    assert "<h1>Events of run</h1>" in out.read_text(encoding="utf-8")
    assert run("report", store, "-o", out, "--title", "Mali & <b>more</b>").exit_code == 0
    assert "<title>Mali &amp; &lt;b&gt;more&lt;/b&gt;</title>" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "out", "status", "said"),
    [
        ("run.duckdb", "run.duckdb", 2, "is the store itself"),
        ("no.duckdb", "report.html", 1, "no such store"),
        ("run.duckdb", "nowhere/report.html", 1, "there is no folder"),
    ],
)
def test_what_cannot_be(run: Run, store: Path, name: str, out: str, status: int, said: str) -> None:
    result = run("report", store.parent / name, "-o", store.parent / out)
    assert result.exit_code == status
    assert said in result.stderr
    assert [item.name for item in store.parent.iterdir()] == ["run.duckdb"]


def test_out_is_needed(run: Run, store: Path) -> None:
    assert run("report", store).exit_code == 2
