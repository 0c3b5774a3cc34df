"""Stores: what goes in comes out, and nothing half-written keeps its name."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from khaldun.errors import StoreError, UsageError
from khaldun.model import Event, Meeting, record
from khaldun.store import FORMAT, Store
from khaldun.store.atomic import replacing
from khaldun.store.flat import COLUMNS, flat_row
from making import RUN, bare, coding, events, full, meetings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("bb22"), bare("aa11")))
        writer.add(coding(bare("ab33"), article_id="two"))
        writer.problem("broken.html", "it holds no text")
    return path


def test_records_are_those_of_the_model(path: Path) -> None:
    with Store(path) as store:
        assert list(store.records()) == [record(full("bb22")), record(bare("aa11")), record(bare("ab33"))]
        assert len(store) == 3


# Each example writes a store, so a failure is not made smaller: that takes minutes.
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(events, max_size=5))
def test_any_events_come_back(some: list[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run.duckdb"
        with Store.create(path, RUN) as writer:
            writer.add(coding(*some))
        with Store(path) as store:
            assert list(store.records()) == [record(event) for event in some]
            relation = store.events()
            rows = [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]
            assert rows == [flat_row(event) for event in some]


def test_events_are_flat_rows(path: Path) -> None:
    with Store(path) as store:
        relation = store.events()
        assert tuple(relation.columns) == COLUMNS
        frame = relation.df()
        assert list(frame["id"]) == ["bb22", "aa11", "ab33"]
        assert list(frame["actor_codes"][0]) == ["FRA"]
        assert list(frame["recipient_codes"][0]) == ["MLI", None]
        assert relation.pl()["speaker_code"].to_list() == ["FRA", None, None]


def test_other_layers(path: Path) -> None:
    with Store(path) as store:
        found = store.run()
        assert replace(found, finished=None) == replace(RUN, articles=2, events=3, unread=1, inputs=3)
        assert found.finished is not None
        assert found.finished > found.started
        assert store.problems().fetchall() == [
            ("broken.html", "it holds no text", "unread", None, None, None)
        ]
        assert store.set_aside().fetchall()[0] == ("one", 1, "sport", "match.n")
        assert store.articles().columns[0] == "id"
        assert store.article("two").title == "Troops"
        assert store.sql("SELECT count(*) FROM sentences").fetchall() == [(4,)]
        with pytest.raises(UsageError, match="article 'three': not in this store"):
            store.article("three")


def test_event_by_beginning_of_id(path: Path) -> None:
    with Store(path) as store:
        assert store.event("bb22") == full("bb22")
        assert store.event("b").id == "bb22"
        with pytest.raises(UsageError, match="event 'a': 2 ids begin so: aa11, ab33; give more of one"):
            store.event("a")
        with pytest.raises(UsageError, match="event 'zz': no event has an id that begins so"):
            store.event("zz")


def test_equal_runs_have_equal_records(path: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    with Store.create(again, RUN) as writer:
        writer.add(coding(full("bb22"), bare("aa11")))
        writer.add(coding(bare("ab33"), article_id="two"))
    with Store(path) as one, Store(again) as two:
        assert one.events().fetchall() == two.events().fetchall()


def test_more_than_one_batch(tmp_path: Path) -> None:
    path = tmp_path / "many.duckdb"
    ids = [f"{n:05}" for n in range(450)]
    with Store.create(path, RUN) as writer:
        for event_id in ids:
            writer.add(coding(bare(event_id)))
    with Store(path) as store:
        assert [event.id for event in store] == ids


def fail_with(error: BaseException, path: Path) -> None:
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("cc")))
        writer.flush()
        raise error


def test_no_store_is_left_by_a_failure(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail_with(KeyboardInterrupt(), tmp_path / "run.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_old_store(path: Path) -> None:
    with pytest.raises(RuntimeError):
        fail_with(RuntimeError(), path)
    with Store(path) as store:
        assert len(store) == 3
    assert [item.name for item in path.parent.iterdir()] == ["run.duckdb"]


def test_a_store_is_replaced(path: Path) -> None:
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("cc")))
    with Store(path) as store:
        assert [event.id for event in store] == ["cc"]


def test_opening_what_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"none.duckdb: no such store; 'khaldun code INPUT -o none.duckdb' makes one"
    ):
        Store(tmp_path / "none.duckdb")
    text = tmp_path / "text.duckdb"
    text.write_text("this is a plain text file, and a long one at that. " * 500)
    with pytest.raises(StoreError, match=r"text.duckdb: not a khaldun store"):
        Store(text)
    other = tmp_path / "other.duckdb"
    duckdb.connect(str(other)).close()
    with pytest.raises(StoreError, match=r"other.duckdb: a DuckDB file but no khaldun store"):
        Store(other)
    with pytest.raises(StoreError, match="it is not overwritten"):
        Store.create(text, RUN)


@pytest.mark.parametrize(
    ("version", "said"), [(FORMAT - 1, "an older khaldun"), (FORMAT + 1, "a newer khaldun")]
)
def test_a_store_of_another_version(path: Path, version: int, said: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE format SET version = ?", [version])
    with pytest.raises(StoreError, match=said):
        Store(path)
    with pytest.raises(StoreError, match="it is not overwritten"):
        Store.create(path, RUN)


def test_a_missing_folder(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match=r"there is no folder .*make it first"),
        Store.create(tmp_path / "no" / "run.duckdb", RUN),
    ):
        pass


def test_a_folder_with_the_name(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder; give the name of a file"), Store.create(tmp_path, RUN):
        pass


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "no space left on the disk"), (errno.EACCES, r"cannot be written \(Permission")],
)
def test_errors_of_the_disk(tmp_path: Path, number: int, said: str) -> None:
    with pytest.raises(StoreError, match=said), replacing(tmp_path / "out"):
        raise OSError(number, os.strerror(number))


def test_duckdb_full_disk(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="no space left on the disk"),
        Store.create(tmp_path / "x.duckdb", RUN),
    ):
        raise duckdb.IOException("Could not write all bytes to file: No space left on device")


# As above, each example writes a store.
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(meetings, max_size=4))
def test_any_meetings_come_back(some: list[Meeting]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "run.duckdb"
        with Store.create(path, RUN) as writer:
            writer.add(replace(coding(), meetings=tuple(some[:1])))
            writer.add(replace(coding(article_id="two"), meetings=tuple(some[1:])))
        with Store(path) as store:
            assert list(store.meetings()) == some
