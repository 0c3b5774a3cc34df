"""``khaldun diff``: what changed between two runs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.model import Event, Evidence
from khaldun.store import Store, compare
from making import RUN, bare, coding, full

ELSEWHERE = Evidence("Crowds [bold]marched[/bold] in Bamako.", 70, 108, (83, 90), 1)


def stored(path: Path, *events: Event, **changes: object) -> Path:
    with Store.create(path, replace(RUN, **changes)) as writer:  # type: ignore[arg-type]
        writer.add(coding(*events))
    return path


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The first event stays, the second changes type and status, the third goes, a fourth comes."""
    before = bare("aa", sentence=1, evidence=ELSEWHERE, event_type="PROTEST")
    after = replace(before, id="ab", event_type="ASSAULT", status="historical", cameo="180")
    gone = bare("cc", evidence=Evidence("It rained.", 0, 10, (3, 9)))
    come = bare("dd", evidence=Evidence("It rained.", 0, 10, (0, 2)), event_type="AID")
    one = stored(tmp_path / "one.duckdb", full(), before, gone)
    return one, stored(
        tmp_path / "two.duckdb", full(), after, come, lexicon="def", options={"date": "2014-09-16"}
    )


def test_events_are_paired(two: tuple[Path, Path]) -> None:
    found = compare(*two)
    assert found.events == {"same": 1, "changed": 1, "added": 1, "removed": 1}
    assert found.types["PROTEST"] == {"same": 0, "changed": 1, "added": 0, "removed": 1}
    assert found.types["AID"]["added"] == 1
    assert found.fields == {"event_type": 1, "cameo": 1, "status": 1}
    assert found.moves == [("PROTEST", "ASSAULT", 1)]
    assert found.unlike == {"lexicon": ("abc", "def"), "date": (None, "2014-09-16")}
    assert found.articles == {"only_first": 0, "only_second": 0}
    changed = found.examples["changed"][0]
    assert (changed["before"]["event_type"], changed["after"]["event_type"]) == ("PROTEST", "ASSAULT")
    assert changed["text"][slice(*changed["trigger"])] == "marched"
    assert [item["before"]["id"] for item in found.examples["removed"]] == ["cc"]
    assert [item["after"]["id"] for item in found.examples["added"]] == ["dd"]


def test_a_store_differs_not_from_itself(two: tuple[Path, Path]) -> None:
    for path in two:
        found = compare(path, path)
        assert found.events == {"same": 3, "changed": 0, "added": 0, "removed": 0}
        assert (found.unlike, found.fields, found.moves) == ({}, {}, [])


def test_the_same_article_twice_is_paired_copy_by_copy(tmp_path: Path) -> None:
    one = stored(tmp_path / "one.duckdb", full(), full(), bare())
    two = stored(tmp_path / "two.duckdb", full(), bare())
    assert compare(one, two).events == {"same": 2, "changed": 0, "added": 0, "removed": 1}


def test_a_confidence_alone_is_a_change(tmp_path: Path) -> None:
    one = stored(tmp_path / "one.duckdb", full())
    two = stored(tmp_path / "it's two.duckdb", full(confidence=0.5))
    found = compare(one, two)
    assert (found.events["changed"], found.fields) == (1, {"confidence": 1})


def test_table(run: Run, two: tuple[Path, Path]) -> None:
    result = run("diff", *two)
    assert result.exit_code == 0
    said = " ".join(result.stdout.split())
    assert "lexicon: abc → def" in said
    assert "date: none → 2014-09-16" in said
    assert "events: 1 same, 1 changed, 1 added, 1 removed" in said
    assert "from type to type: PROTEST → ASSAULT 1" in said
    assert "Crowds [bold]marched[/bold] in Bamako." in said
    assert "- PROTEST 140 actual, ?, no date" in said
    assert "+ ASSAULT 180 historical" in said


def test_json(run: Run, two: tuple[Path, Path]) -> None:
    told = json.loads(run("diff", *two, "--format", "json", "--examples", "1").stdout)
    assert told["events"] == {"same": 1, "changed": 1, "added": 1, "removed": 1}
    assert told["moves"] == [{"before": "PROTEST", "after": "ASSAULT", "events": 1}]
    assert told["runs"][0]["lexicon"] == "abc"
    assert len(told["examples"]["changed"]) == 1


def test_what_is_no_store(run: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    result = run("diff", two[0], tmp_path / "none.duckdb")
    assert result.exit_code == 1
    assert result.stderr.startswith("khaldun: ")
    assert "no such store" in result.stderr
