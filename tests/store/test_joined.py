"""The tables of duplicates and of joined events."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from khaldun.errors import StoreError
from khaldun.model import Repeat
from khaldun.store import Joined, Store
from making import RUN, bare, coding, full

COPY = Repeat("copy", "Other title", "https://b.example", "B", dt.date(2014, 9, 17), "one", 0.93, "near")
ROWS = (
    Joined(0, "bb22", 0, "bb22", None, None, None),
    Joined(1, "aa11", 1, "aa11", None, None, None),
    Joined(2, "cc33", 0, "bb22", "bb22", 0.97, "type leaf, status same"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("bb22"), bare("aa11")))
        writer.repeat(COPY)
        writer.add(coding(full("cc33", article_id="two", date=dt.date(2014, 9, 10)), article_id="two"))
    return path


def test_duplicates_come_back(path: Path) -> None:
    with Store(path) as store:
        (row,) = store.duplicates().fetchall()
    assert row == ("copy", "Other title", "https://b.example", "B", dt.date(2014, 9, 17), "one", 0.93, "near")


def test_many_duplicates_do_not_wait_in_memory(tmp_path: Path) -> None:
    with Store.create(tmp_path / "run.duckdb", RUN) as writer:
        for _ in range(250):
            writer.repeat(COPY)
        assert len(writer._batch.rows["duplicates"]) < 200
    with Store(tmp_path / "run.duckdb") as store:
        assert len(store.duplicates().fetchall()) == 250


def test_by_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.store.view._CHUNK", 2)
    with Store(path) as store:
        assert [(n, event.id) for n, event in store.by_date()] == [(2, "cc33"), (0, "bb22"), (1, "aa11")]


def test_both_counts_are_given(path: Path) -> None:
    with Store(path) as store:
        before = list(store.records())
        assert store.joined().fetchall() == []
    with Store.joining(path) as joining:
        joining.replace(ROWS)
    with Store(path) as store:
        assert store.joined().fetchall()[2] == ("cc33", "bb22", "bb22", 0.97, "type leaf, status same")
        # Two coded reports; the article of one of them and of the other event has a copy.
        assert [row[:4] for row in store.joined_events().fetchall()] == [("bb22", 2, 3, 2), ("aa11", 1, 2, 1)]
        assert list(store.records()) == before


def test_joining_replaces_and_can_be_undone(path: Path) -> None:
    for rows in (ROWS, ROWS[:1], ()):
        with Store.joining(path) as joining:
            joining.replace(rows)
        with Store(path) as store:
            assert len(store.joined().fetchall()) == len(rows)


def failing() -> Iterator[Joined]:
    yield ROWS[0]
    raise KeyboardInterrupt


def test_an_interrupted_joining_leaves_what_was_there(path: Path) -> None:
    with Store.joining(path) as joining:
        joining.replace(ROWS)
    with pytest.raises(KeyboardInterrupt), Store.joining(path) as joining:
        joining.replace(failing())
    with Store(path) as store:
        assert len(store.joined().fetchall()) == 3


def test_a_row_that_does_not_fit_is_an_error(path: Path) -> None:
    with Store.joining(path) as joining, pytest.raises(StoreError, match="its joined events are as before"):
        joining.replace([Joined(0, "aa", 0, None, None, None, None)])  # type: ignore[arg-type]


def test_only_stores_are_joined(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"), Store.joining(tmp_path / "none.duckdb"):
        pass
