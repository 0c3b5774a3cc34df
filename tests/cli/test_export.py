"""``khaldun export``: choosing events, counting what is left out, files that are whole or not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from export.exporting import CROWD, IRAN
from khaldun.export.formats import WRITERS, formats
from khaldun.export.jsonl import JsonlWriter
from khaldun.store import Joined, Store
from making import RUN, bare, coding, full


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(
            coding(
                full("a1"),
                full("a2", status="future"),
                bare("a3", actors=(CROWD,)),
                full("a4", actors=(IRAN,)),
            )
        )
    return path


def ids(text: str) -> list[str]:
    return [json.loads(line)["id"] for line in text.splitlines()]


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_is_written(run: Run, store: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / f"out{formats()[name].suffix}"
    result = run("export", store, "--format", name, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert out.stat().st_size > 0
    assert sorted(item.name for item in tmp_path.iterdir()) == sorted([out.name, store.name])
    assert run("export", store, "--format", name.upper()).stdout_bytes == out.read_bytes()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["a1", "a2", "a3", "a4"]),
        (["--status", "future"], ["a2"]),
        (["--status", "future", "--status", "actual"], ["a1", "a2", "a3", "a4"]),
        (["--type", "protest"], ["a3"]),
        (["--actor", "irn"], ["a4"]),
        (["--actor", "CVL", "--actor", "IRN"], ["a3", "a4"]),
        (["--actor", "agent:civilian"], ["a3"]),
        (["--recipient", "MLI", "--actor", "FRA"], ["a1", "a2"]),
        (["--min-confidence", "0.8"], ["a1", "a2", "a4"]),
        (["--place-country", "FRA"], ["a1", "a2", "a4"]),
        (["--from", "2014-09-16"], ["a1", "a2", "a4"]),
        (["--from", "2014-09-17"], []),
        (["--to", "2014-09-14"], []),
    ],
)
def test_choices(run: Run, store: Path, options: list[str], expected: list[str]) -> None:
    assert ids(run("export", store, "--format", "jsonl", *options).stdout) == expected


def test_formats_of_facts_take_actual_events_and_say_so(run: Run, store: Path) -> None:
    result = run("export", store, "--format", "plover")
    assert ids(result.stdout) == ["a1", "a3", "a4"]
    assert (
        result.stderr == "3 of 4 events written\nleft out by status: future 1 (--status all takes them in)\n"
    )
    assert len(ids(run("export", store, "--format", "plover", "--status", "all").stdout)) == 4


def test_what_is_left_out_is_counted(run: Run, store: Path) -> None:
    result = run("export", store, "--format", "geojson", "--min-confidence", "0.1", "--to", "2013-01-01")
    assert result.stderr == "0 of 4 events written\nleft out by the other options: 4\n"
    result = run("export", store, "--format", "geojson")
    assert result.stderr.splitlines()[0] == "2 of 4 events written"
    assert result.stderr.splitlines()[2] == "left out by the format: no point on the map 1"
    assert run("export", store, "--format", "geojson", "-q").stderr == ""


def test_header(run: Run, store: Path) -> None:
    assert not run("export", store, "--format", "gdelt").stdout.startswith("GLOBALEVENTID")
    assert run("export", store, "--format", "gdelt", "--header").stdout.startswith("GLOBALEVENTID\tSQLDATE\t")
    result = run("export", store, "--format", "icews", "--header")
    assert result.exit_code == 2
    assert "only gdelt has a header line to be asked for" in result.stderr


def test_the_ending_picks_the_format(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    assert run("export", store, "-o", out).exit_code == 0
    assert json.loads(out.read_bytes())["type"] == "FeatureCollection"


@pytest.mark.parametrize("name", WRITERS)
def test_notes(run: Run, name: str) -> None:
    result = run("export", "--notes", name)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == formats()[name].title
    assert lines[2:] == [f"- {note}" for note in formats()[name].notes]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "--format: is needed; valid are jsonl, csv, parquet, polecat"),
        (["-o", "out.xyz"], "--format: is needed"),
        (["--format", "stata"], "'stata' is not one of"),
        (["--format", "csv", "--type", "WAR"], "'WAR' is not one of"),
        (["--format", "csv", "--from", "2014"], "give one as YYYY-MM-DD"),
        (["--format", "csv", "--status", "real"], "'real' is not one of"),
        (["--format", "csv", "-o", "run.duckdb"], "is the store itself"),
    ],
)
def test_wrong_usage(
    run: Run, store: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(store.parent)
    result = run("export", store, *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_no_store(run: Run, tmp_path: Path) -> None:
    result = run("export", tmp_path / "no.duckdb", "--format", "csv")
    assert result.exit_code == 1
    assert "no such store" in result.stderr


def test_a_failure_leaves_what_was_there(
    run: Run, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")

    def fail(self: object, events: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(JsonlWriter, "write", fail)
    result = run("export", store, "-o", out)
    assert result.exit_code == 1
    assert "no space left on the disk" in result.stderr
    assert out.read_text() == "before"
    assert sorted(item.name for item in tmp_path.iterdir()) == [out.name, store.name]


@pytest.fixture
def joined(store: Path) -> Path:
    """The first and the last report are of one event."""
    with Store.joining(store) as joining:
        joining.replace(
            Joined(n, f"a{n + 1}", first, f"a{first + 1}", None, None, None)
            for n, first in enumerate([0, 1, 2, 0])
        )
    return store


def rows(text: str, column: str) -> list[str]:
    lines = [line.split("\t") for line in text.splitlines()]
    return [line[lines[0].index(column)] for line in lines[1:]]


def test_a_joined_store_gives_events(run: Run, joined: Path) -> None:
    result = run("export", joined, "--format", "polecat")
    assert rows(result.stdout, "Event ID") == ["a1", "a3"]
    assert result.stderr.splitlines()[0] == "2 events written, told by 3 of 4 reports"
    result = run("export", joined, "--format", "polecat", "--reports")
    assert rows(result.stdout, "Event ID") == ["a1", "a3", "a4"]
    assert result.stderr.splitlines()[0] == "3 of 4 events written"
    result = run("export", joined, "--format", "gdelt", "--header")
    assert set(zip(rows(result.stdout, "EventCode"), rows(result.stdout, "NumMentions"), strict=True)) == {
        (full().cameo, str(2 * (1 + len(full().further_evidence)))),
        ("140", "1"),
    }
    assert set(rows(result.stdout, "NumSources")) == {"1"}


def test_records_are_reports_unless_events_are_asked_for(run: Run, joined: Path) -> None:
    result = run("export", joined, "--format", "jsonl")
    assert ids(result.stdout) == ["a1", "a2", "a3", "a4"]
    assert "coverage" not in result.stdout
    result = run("export", joined, "--format", "jsonl", "--events")
    assert ids(result.stdout) == ["a1", "a2", "a3"]
    assert json.loads(result.stdout.splitlines()[0])["coverage"]["articles"] == 1


def test_events_of_a_store_that_is_not_joined(run: Run, store: Path) -> None:
    result = run("export", store, "--format", "polecat", "--events")
    assert result.exit_code == 2
    assert "run 'khaldun join STORE' first" in result.stderr
