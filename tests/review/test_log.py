"""The log of decisions: only added to, kept through coding anew, readable where a line is torn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khaldun.errors import StoreError
from khaldun.review import Log
from khaldun.store import location
from making import bare, full

EVENT, OTHER = full("bb22"), bare("aa11")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log.beside(tmp_path / "run.duckdb")


def test_it_lies_beside_the_store(log: Log) -> None:
    assert log.path.name == "run.review.jsonl"
    assert not log.path.exists()
    server = location("postgresql://me@db.example/news?schema=iran")
    assert Log.beside(server).path == Path("news.iran.review.jsonl")


def test_the_last_decision_of_each_reviewer_holds(log: Log) -> None:
    log.decide(EVENT, "Ada", "reject")
    log.decide(EVENT, "Ada", "change", event_type="AID", actors=("FRA", None))
    log.decide(EVENT, "Ben", "accept")
    held = Log(log.path).of([EVENT, OTHER])
    assert {name: d.verdict for name, d in held["bb22"].items()} == {"Ada": "change", "Ben": "accept"}
    assert held["aa11"] == {}


def test_undo_brings_the_one_before_back_and_removes_no_line(log: Log) -> None:
    log.decide(EVENT, "Ada", "accept")
    log.decide(EVENT, "Ada", "reject")
    log.decide(EVENT, "Ada", "undo")
    assert log.of([EVENT])["bb22"]["Ada"].verdict == "accept"
    log.decide(EVENT, "Ada", "undo")
    log.decide(EVENT, "Ada", "undo")  # there is nothing left to take back
    assert Log(log.path).of([EVENT])["bb22"] == {}
    assert len(log.path.read_text().splitlines()) == 5


def test_decisions_survive_a_change_of_id(log: Log) -> None:
    log.decide(EVENT, "Ada", "accept")
    again = replace(EVENT, id="cc33")
    assert log.of([again])["cc33"]["Ada"].verdict == "accept"
    twin = replace(EVENT, id="dd44")
    assert log.of([again, twin]) == {"cc33": {}, "dd44": {}}  # which of the two is meant cannot be told
    assert log.of([EVENT, again])["cc33"] == {}


def test_a_torn_line_costs_itself_alone(log: Log) -> None:
    log.decide(EVENT, "Ada", "accept")
    with log.path.open("ab") as file:
        file.write(b'{"reviewer": "Ben", "verd')
    opened = Log(log.path)
    assert opened.torn == [2]
    opened.decide(OTHER, "Ben", "reject")
    last = Log(log.path)
    assert last.torn == [2]
    assert last.of([EVENT, OTHER])["aa11"]["Ben"].verdict == "reject"
    assert len(last) == 2


def test_the_newest_that_holds_is_what_undo_takes(log: Log) -> None:
    assert log.last("Ada") is None
    log.decide(EVENT, "Ada", "accept")
    log.decide(OTHER, "Ada", "reject")
    log.decide(EVENT, "Ben", "reject")
    newest = log.last("Ada")
    assert newest is not None
    assert newest.event == "aa11"
    log.decide(OTHER, "Ada", "undo")
    before = log.last("Ada")
    assert before is not None
    assert before.event == "bb22"


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be"):
        Log(tmp_path / "no" / "run.review.jsonl").decide(EVENT, "Ada", "accept")
