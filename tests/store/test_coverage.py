"""Events of a joined store, each with the coverage of all its reports."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from khaldun.model import Event, Repeat, Source
from khaldun.store import Choice, Joined, Store
from khaldun.store.coverage import Coverage, coverage_of
from making import RUN, bare, coding, full


def source(publication: str | None) -> Source:
    return Source(None, publication, None, None)


def report(event_id: str, article: str, publication: str | None, **changes: object) -> Event:
    return bare(event_id, article_id=article, source=source(publication), **changes)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Reports 0, 2, 3 of one event, of which 3 is the first by date; 1 of another. Article one has two copies."""
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(report("a0", "one", "A"), report("a1", "one", "A", place_reason="none")))
        writer.add(coding(report("a2", "two", "B", confidence=0.9), article_id="two"))
        writer.add(coding(report("a3", "three", None, status="alleged"), article_id="three"))
        for publication in ("B", "C"):
            writer.repeat(Repeat("copy", None, None, publication, None, "one", 1.0, "exact"))
    with Store.joining(path) as joining:
        joining.replace(
            [
                Joined(n, f"a{n}", 3 if n != 1 else 1, "a3" if n != 1 else "a1", None, None, None)
                for n in range(4)
            ]
        )
    return path


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), [("a1", Coverage(3, 3, 3)), ("a3", Coverage(5, 5, 4))]),
        (Choice(statuses=("actual",)), [("a0", Coverage(4, 4, 3)), ("a1", Coverage(3, 3, 3))]),
        (Choice(min_confidence=0.8), [("a2", Coverage(1, 1, 1))]),
        (Choice(begin=dt.date(2014, 1, 1)), []),
    ],
)
def test_events_are_told_by_the_chosen_reports(
    path: Path, monkeypatch: pytest.MonkeyPatch, choice: Choice, expected: list[tuple[str, Coverage]]
) -> None:
    monkeypatch.setattr("khaldun.store.view._CHUNK", 1)
    with Store(path) as store:
        assert [(event.id, event.coverage) for event in store.chosen_joined(choice)] == expected
        assert store.size_joined(choice) == len(expected)
        reports = {event.id: event for event in store}
        for event in store.chosen_joined(choice):
            assert coverage_of(event) == event.coverage
            assert (event.source, event.evidence) == (reports[event.id].source, reports[event.id].evidence)


def test_a_single_report_covers_itself() -> None:
    assert coverage_of(full()) == Coverage(1 + len(full().further_evidence), 1, 1)


def test_nothing_is_joined_before(tmp_path: Path) -> None:
    with Store.create(tmp_path / "run.duckdb", RUN) as writer:
        writer.add(coding(full()))
    with Store(tmp_path / "run.duckdb") as store:
        assert list(store.chosen_joined(Choice())) == []
