"""Stores on a PostgreSQL server: the same rows, resumed by the same marks, never half of one under the final name."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from khaldun.errors import StoreError, UsageError
from khaldun.model import Event, Meeting, Repeat, record
from khaldun.store import Address, Choice, Joined, Store, counted, earlier, local, location, unfinished
from khaldun.store.rows import GROWING
from making import RUN, bare, coding, events, full, meetings
from server import PASSWORD


@pytest.fixture
def address(server: str) -> Address:
    """A store's name that nothing has."""
    found = location(f"{server}?schema=t{uuid.uuid4().hex[:12]}")
    assert isinstance(found, Address)
    return found


@pytest.fixture
def direct(address: Address) -> Iterator[psycopg.Connection]:
    """A connection beside khaldun's own."""
    with psycopg.connect(address.url, autocommit=True) as connection:
        yield connection


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is marked is written at once."""
    monkeypatch.setattr("khaldun.store.writer._SECONDS", -1.0)


def fill(where: Path | Address, **changes: str) -> None:
    copy = Repeat("copy", "Title", None, "B", None, "one", 0.93, "near")
    with Store.resume(where, RUN) as writer:
        writer.add(coding(full("bb22"), bare("aa11")))
        writer.repeat(copy)
        writer.add(coding(bare("cc33", article_id="two", **changes), article_id="two"))
        writer.problem("broken.html", "it holds no text")
        writer.quarantine("rows.csv, row 3", coding(full()).article, "coding failed: ValueError")
        writer.mark(5, "digest")


def schemas(direct: psycopg.Connection, address: Address) -> set[str]:
    found = direct.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [address.name])
    return {name for (name,) in found.fetchall()}


def test_every_table_is_that_of_a_file(address: Address, tmp_path: Path) -> None:
    path = tmp_path / "run.duckdb"
    fill(path)
    fill(address)
    with Store(path) as file, Store(address) as server:
        for name in (*GROWING, "format", "flat_events"):
            mine, theirs = file.sql(f"SELECT * FROM {name}"), server.sql(f"SELECT * FROM {name}")
            assert (theirs.columns, theirs.types) == (mine.columns, mine.types)
            assert theirs.fetchall() == mine.fetchall()
        assert list(server.records()) == list(file.records())
        assert replace(server.run(), finished=None) == replace(file.run(), finished=None)
        copy = server.path
    assert not copy.exists()


def test_the_views_answer_on_the_server_too(
    address: Address, tmp_path: Path, direct: psycopg.Connection
) -> None:
    fill(address)
    with Store(address) as store:
        wanted = store.events().fetchall()
    assert direct.execute(f"SELECT * FROM {address.name}.flat_events").fetchall() == wanted


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(events, max_size=4), st.lists(meetings, max_size=2))
def test_anything_comes_back(address: Address, some: list[Event], met: list[Meeting]) -> None:
    with Store.resume(address, RUN, anew=True) as writer:
        writer.add(replace(coding(*some), meetings=tuple(met)))
        writer.mark(1, "")
    with Store(address) as store:
        assert list(store.records()) == [record(event) for event in some]
        assert list(store.meetings()) == met


def test_a_character_0_is_replaced(address: Address) -> None:
    fill(address, rule="a\0b")
    with Store(address) as store:
        assert [event.rule for event in store][2] == "a\ufffdb"


def take(address: Address, ids: list[str], marks: int, error: BaseException, anew: bool = False) -> None:
    """Take in an article for each id, of which the first ``marks`` are marked, and break off."""
    with Store.resume(address, RUN, anew) as writer:
        for n, name in enumerate(ids, start=1):
            writer.add(coding(bare(name), article_id=name))
            if n <= marks:
                writer.mark(n, f"digest of {n}")
        raise error


def test_what_was_marked_stays(address: Address, direct: psycopg.Connection, eager: None) -> None:
    with pytest.raises(KeyboardInterrupt):
        take(address, ["a", "b", "c"], 2, KeyboardInterrupt())
    assert schemas(direct, address) == {address.partial.name}
    assert unfinished(address)
    before = earlier(address, RUN)
    assert before is not None
    assert (before.inputs, before.digest, before.events, before.finished) == (2, "digest of 2", 2, None)
    with counted(address.partial) as counts:
        assert counts.size("events") == 2
        assert counts.counts("events", "event_type") == {"PROTEST": 2}
    with Store.resume(address, RUN) as writer:
        assert writer.written == 2
        writer.add(coding(bare("c"), article_id="c"))
        writer.mark(3, "digest of 3")
    assert schemas(direct, address) == {address.name}
    assert not unfinished(address)
    with Store(address) as store:
        assert [event.id for event in store] == ["a", "b", "c"]
        assert store.run().finished is not None
        assert store.sql("SELECT n FROM articles").fetchall() == [(0,), (1,), (2,)]


def test_a_lost_connection_keeps_what_was_marked(
    address: Address, direct: psycopg.Connection, eager: None
) -> None:
    def lose() -> None:
        with Store.resume(address, RUN) as writer:
            writer.add(coding(bare("a")))
            writer.mark(1, "x")
            direct.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            writer.add(coding(bare("b")))
            writer.mark(2, "y")

    with pytest.raises(StoreError, match="_partial keeps what is coded") as caught:
        lose()
    assert PASSWORD not in str(caught.value)
    before = earlier(address, RUN)
    assert before is not None
    assert before.inputs == 1


def test_nothing_is_left_of_a_run_that_marked_nothing(address: Address, direct: psycopg.Connection) -> None:
    with pytest.raises(RuntimeError):
        take(address, ["a"], 0, RuntimeError())
    assert schemas(direct, address) == set()


def test_an_old_store_stays_until_the_new_one_is_whole(address: Address, eager: None) -> None:
    fill(address)
    with pytest.raises(KeyboardInterrupt):
        take(address, ["new"], 1, KeyboardInterrupt(), anew=True)
    with Store(address) as store:
        assert len(store) == 3
    with Store.resume(address, RUN, anew=True) as writer:
        writer.mark(0, "")
    with Store(address) as store:
        assert len(store) == 0


def test_a_run_made_another_way(address: Address) -> None:
    fill(address)
    other = replace(RUN, lexicon="def")
    with pytest.raises(
        UsageError, match=r"holds a run made another way \(lexicon abc there, def now"
    ) as caught:
        earlier(address, other)
    assert PASSWORD not in str(caught.value)
    assert earlier(address, other, anew=True) is None


def test_names_of_unfinished_stores_are_not_written_to(address: Address) -> None:
    with pytest.raises(UsageError, match="those of unfinished stores"):
        earlier(address.partial, RUN)


def test_two_programs_do_not_write_to_one(address: Address) -> None:
    with Store.resume(address, RUN) as writer:
        writer.mark(0, "")
        with (
            pytest.raises(StoreError, match="another program is writing to it"),
            Store.resume(address, RUN),
        ):
            pass


def test_other_peoples_tables_stay(address: Address, direct: psycopg.Connection) -> None:
    direct.execute(f"CREATE SCHEMA {address.name}")
    with pytest.raises(StoreError, match="holds no khaldun store; it is not overwritten"):
        earlier(address, RUN, anew=True)
    direct.execute(f"DROP SCHEMA {address.name}")
    fill(address)
    direct.execute(f"CREATE TABLE {address.name}.notes (note TEXT)")
    with pytest.raises(StoreError, match="other objects depend on it"), Store.resume(address, RUN, True) as w:
        w.mark(1, "")
    with Store(address) as store:
        assert len(store) == 3


def test_joins(address: Address) -> None:
    fill(address)
    rows = [
        Joined(0, "bb22", 0, "bb22", None, None, None),
        Joined(1, "aa11", 1, "aa11", None, None, None),
        Joined(2, "cc33", 0, "bb22", "bb22", 0.97, "type leaf"),
    ]
    for some in (rows, rows[:2], rows):
        with Store.joining(address) as joining:
            assert len(joining.view) == 3
            joining.replace(some)
        with Store(address) as store:
            assert len(store.joined().fetchall()) == len(some)
    with Store(address) as store:
        assert [e.coverage.articles for e in store.chosen_joined(Choice())] == [3, 2]


def test_another_version(address: Address, direct: psycopg.Connection) -> None:
    fill(address)
    direct.execute(f"UPDATE {address.name}.format SET version = 99")
    with pytest.raises(StoreError, match=r"written by a newer khaldun \(store version 99"):
        Store(address)


def test_no_store_and_no_server(address: Address, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"), local(address):
        pass
    for url, said in (
        (address.url.replace(PASSWORD, "another-word"), "password authentication failed"),
        ("postgresql://me:another-word@127.0.0.1:1/news", "cannot be reached"),
        ("postgresql://me:another-word@127.0.0.1/news?nonsense=1", "cannot be reached"),
    ):
        with pytest.raises(StoreError, match=said) as caught:
            Store(url)
        assert "another-word" not in str(caught.value)


def test_without_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'khaldun\[postgres\]'"):
        Store("postgresql://h/d")
