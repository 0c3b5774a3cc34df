"""Stores that are gone on with: what is marked stays, what is not does not, and nothing else is lost."""

from __future__ import annotations

import errno
import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from khaldun.errors import StoreError, UsageError
from khaldun.store import Store, Writer, earlier, partial_of
from making import RUN, bare, coding, full


@pytest.fixture(autouse=True)
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is marked is written at once."""
    monkeypatch.setattr("khaldun.store.writer._SECONDS", -1.0)


def write(
    path: Path, ids: list[str], marks: int, error: BaseException | None = None, anew: bool = False
) -> None:
    """Take in an article with an event for each id; after so many of them no more marks are set."""
    with Store.resume(path, RUN, anew) as writer:
        begun = writer.run.inputs
        for n, name in enumerate(ids, start=1):
            writer.add(coding(bare(name), article_id=name))
            if n <= marks:
                writer.mark(begun + n, f"digest of {begun + n}")
        if error:
            raise error


def ids(path: Path) -> list[str]:
    with Store(path) as store:
        return [event.id for event in store]


def test_what_was_marked_stays(tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    with pytest.raises(KeyboardInterrupt):
        write(path, ["a", "b", "c"], 2, KeyboardInterrupt())
    assert [item.name for item in tmp_path.iterdir()] == ["run.duckdb.partial"]
    assert ids(partial_of(path)) == ["a", "b"]
    before = earlier(path, RUN)
    assert before is not None
    assert (before.inputs, before.digest, before.articles, before.events) == (2, "digest of 2", 2, 2)
    write(path, ["c", "d"], 2)
    assert [item.name for item in tmp_path.iterdir()] == ["run.duckdb"]
    assert ids(path) == ["a", "b", "c", "d"]
    with Store(path) as store:
        assert store.sql("SELECT n FROM articles").fetchall() == [(0,), (1,), (2,), (3,)]
        assert store.run().finished is not None


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(st.integers(0, 6), max_size=3))
def test_breaks_leave_no_trace_in_the_events(
    tmp_path_factory: pytest.TempPathFactory, breaks: list[int]
) -> None:
    path = tmp_path_factory.mktemp("run") / "run.duckdb"
    wanted = [f"{n:02}" for n in range(12)]
    for length in breaks:
        before = earlier(path, RUN)
        done = before.inputs if before else 0
        with pytest.raises(RuntimeError):
            write(path, wanted[done : done + length], length - 1, RuntimeError())
    before = earlier(path, RUN)
    write(path, wanted[before.inputs if before else 0 :], 12)
    assert ids(path) == wanted


def test_nothing_is_left_of_a_run_that_marked_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        write(tmp_path / "run.duckdb", ["a"], 0, RuntimeError())
    assert list(tmp_path.iterdir()) == []


def test_problems_are_kept_and_counted(tmp_path: Path) -> None:
    path, article = tmp_path / "run.duckdb", coding(full()).article
    with Store.resume(path, RUN) as writer:
        writer.problem("broken.html", "it holds no text")
        writer.quarantine("rows.csv, row 3", article, "coding failed: ValueError")
        writer.mark(2, "x")
    with Store(path) as store:
        run = store.run()
        assert (run.articles, run.unread, run.quarantined, run.inputs) == (0, 1, 1, 2)
        assert store.problems().fetchall() == [
            ("broken.html", "it holds no text", "unread", None, None, None),
            (
                "rows.csv, row 3",
                "coding failed: ValueError",
                "quarantined",
                article.id,
                article.published,
                article.text,
            ),
        ]


def test_a_run_made_another_way(tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    write(path, ["a"], 1)
    other = replace(RUN, lexicon="def", options={"date": "2014-09-16"})
    with pytest.raises(
        UsageError, match=r"run.duckdb: holds a run made another way \(lexicon abc there, def now; date"
    ):
        earlier(path, other)
    assert earlier(path, other, anew=True) is None
    assert earlier(path, replace(RUN, started=RUN.started.replace(year=2025))) is not None
    assert earlier(tmp_path / "new.duckdb", RUN) is None


def test_starting_anew_leaves_the_old_store_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    write(path, ["a"], 1)
    with pytest.raises(RuntimeError):
        write(path, ["b"], 1, RuntimeError(), anew=True)
    assert (ids(path), ids(partial_of(path))) == (["a"], ["b"])
    write(path, ["c"], 1, anew=True)
    assert ids(path) == ["c"]


def test_killed_before_it_was_renamed(tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    write(path, ["a"], 1)
    path.rename(partial_of(path))
    before = earlier(path, RUN)
    assert before is not None
    assert before.finished is None
    write(path, [], 0)
    assert ids(path) == ["a"]


@pytest.mark.parametrize("kind", [OSError, duckdb.IOException])
def test_a_full_disk_says_what_is_kept(tmp_path: Path, kind: type[Exception]) -> None:
    path, said = tmp_path / "run.duckdb", os.strerror(errno.ENOSPC)
    error = OSError(errno.ENOSPC, said) if kind is OSError else kind(f"Could not write: {said}")
    with pytest.raises(
        StoreError,
        match=r"no space left on the disk.*run.duckdb.partial keeps what is coded, and the same command",
    ):
        write(path, ["a"], 1, error)
    assert ids(partial_of(path)) == ["a"]


def test_what_is_no_store_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    path.write_text("this is a plain text file, and a long one at that. " * 500)
    with pytest.raises(StoreError, match="not a khaldun store"):
        earlier(path, RUN)
    with pytest.raises(StoreError, match=r"not a khaldun store.*it is not overwritten"):
        earlier(path, RUN, anew=True)
    with pytest.raises(StoreError, match="there is no folder"):
        earlier(tmp_path / "no" / "run.duckdb", RUN)


def test_a_store_of_an_older_version_is_replaced_on_demand_alone(tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    write(path, ["a"], 1)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE format SET version = 1")
    with pytest.raises(StoreError, match=r"an older khaldun.*not overwritten without --overwrite"):
        earlier(path, RUN)
    assert earlier(path, RUN, anew=True) is None


def test_a_writer_knows_what_is_safe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.store.writer._SECONDS", 3600.0)
    with Store.resume(tmp_path / "run.duckdb", RUN) as writer:
        assert isinstance(writer, Writer)
        for n in range(1, 250):
            writer.add(coding(bare(f"{n}")))
            writer.mark(n, "x")
            assert writer.written == (200 if n >= 200 else 0)
