"""``khaldun join``: counts, lists, reasons, undoing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.store import Store
from making import RUN, bare, coding, full


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("bb22"), bare("aa11")))
        writer.add(coding(full("bc33", article_id="two", further_evidence=()), article_id="two"))
    return path


def test_counts_and_events_of_several_reports(run: Run, store: Path) -> None:
    result = run("join", store, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert {k: found[k] for k in ("reports", "coded_reports", "events", "events_of_several_reports")} == {
        "reports": 3,
        "coded_reports": 3,
        "events": 2,
        "events_of_several_reports": 1,
    }
    (largest,) = found["largest"]
    assert (largest["id"], largest["reports"], largest["articles"], largest["first_date"]) == (
        "bb22",
        2,
        2,
        "2014-09-15",
    )
    assert largest["actors"] == ["France"]


def test_table(run: Run, store: Path) -> None:
    result = run("join", store)
    assert result.exit_code == 0
    assert "3 reports (3 coded, the others copies of their articles) of 2 events" in result.stdout
    assert "bb22" in result.stdout
    assert "bb22" not in run("join", store, "--list", "0").stdout


def test_show_gives_every_report_with_its_reasons(run: Run, store: Path) -> None:
    run("join", store)
    result = run("join", store, "--show", "bc", "--json")
    reports = json.loads(result.stdout)["reports"]
    assert [(r["id"], r["article_id"], r["with_id"]) for r in reports] == [
        ("bb22", "one", None),
        ("bc33", "two", "bb22"),
    ]
    assert reports[1]["score"] > 0.5
    assert "type leaf, status same, actors same" in reports[1]["reasons"]
    assert "type leaf, status same" in " ".join(run("join", store, "--show", "bb22").stdout.split())


def test_show_before_joining(run: Run, store: Path) -> None:
    result = run("join", store, "--show", "bb22")
    assert result.exit_code == 2
    assert f"nothing is joined in {store}; run 'khaldun join {store}' first" in result.stderr


def test_undo(run: Run, store: Path) -> None:
    run("join", store)
    assert json.loads(run("join", store, "--undo", "--json").stdout)["events"] == 0
    with Store(store) as view:
        assert view.joined().fetchall() == []
        assert len(view) == 3


def test_wrong_usage(run: Run, store: Path, tmp_path: Path) -> None:
    result = run("join", store, "--undo", "--show", "bb22")
    assert result.exit_code == 2
    assert "--show: does not go with --undo; leave out one of them" in result.stderr
    missing = run("join", tmp_path / "none.duckdb")
    assert missing.exit_code == 1
    assert "no such store" in missing.stderr
