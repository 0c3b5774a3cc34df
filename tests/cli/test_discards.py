"""What was set aside, beside the events: whole lines, whole files, and events of little confidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.cli.discards import confident, line
from khaldun.model import Mention, SetAside, WouldBe
from making import TEXT, coding, full

NOTHING = "Nothing of note took place in the quiet town during the whole of the long week, people there said."
REFUSED = "France refused to send troops to Mali, said the minister in Paris after a long night of talks."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text(NOTHING)
    (folder / "two.txt").write_text(REFUSED)
    return folder


def test_a_line_holds_all() -> None:
    france = Mention("France", 0, 6, "France", "FRA")
    would_be = WouldBe("ASSAULT", "190", "actual", (france,), (), False, (7, 14))
    aside = SetAside(0, "sport story", "attack.v", would_be, "sport", ("match", "3-1"))
    assert line(coding(full()), aside) == {
        "article_id": "one",
        "sentence": 0,
        "text": TEXT[:65],
        "start": 0,
        "end": 65,
        "reason": "sport story",
        "topic": "sport",
        "evidence": ["match", "3-1"],
        "rule": "attack.v",
        "event": {
            "event_type": "ASSAULT",
            "cameo": "190",
            "status": "actual",
            "actors": [
                {"text": "France", "start": 0, "end": 6, "name": "France", "code": "FRA", "sector": None, "sectors": [], "id": None, "reason": None}
            ],
            "recipients": [],
            "reciprocal": False,
            "trigger": [7, 14],
        },
    }  # fmt: skip


def test_the_file_holds_what_was_set_aside(run: Run, texts: Path, tmp_path: Path) -> None:
    result = run("code", texts, "--discards", tmp_path / "aside.jsonl")
    assert result.exit_code == 0
    lines = [json.loads(text) for text in (tmp_path / "aside.jsonl").read_text().splitlines()]
    assert [(item["article_id"], item["reason"], item["event"]) for item in lines] == [
        ("texts/one.txt", "no event", None)
    ]
    assert "set aside: no event 1" in result.stderr


def test_an_interrupt_leaves_no_file(run: Run, texts: Path, tmp_path: Path) -> None:
    (texts / "zzz.txt").write_text(NOTHING.replace("Nothing of note", "An interrupt"))
    assert run("code", texts, "--discards", tmp_path / "aside.jsonl").exit_code == 130
    assert [item.name for item in tmp_path.iterdir()] == ["texts"]


def test_discards_go_to_a_file_of_their_own(run: Run, texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("code", texts, "-o", out, "--discards", out)
    assert result.exit_code == 2
    assert "is the file of -o too; write to another file" in result.stderr
    result = run("code", texts / "one.txt", "--discards", texts / "one.txt")
    assert result.exit_code == 2
    assert "is an input too" in result.stderr


def test_a_folder_that_is_not_there(run: Run, texts: Path, tmp_path: Path) -> None:
    result = run("code", texts, "--discards", tmp_path / "none" / "aside.jsonl")
    assert result.exit_code == 1
    assert "write elsewhere with --discards" in result.stderr


def test_little_confidence_is_set_aside() -> None:
    sure, unsure = full("aa11", confidence=0.9), full("bb22", confidence=0.4)
    kept = confident(coding(sure, unsure), 0.5)
    assert kept.events == (sure,)
    last = kept.set_aside[-1]
    assert (last.reason, last.rule) == ("confidence below 0.5", unsure.rule)
    assert last.event is not None
    assert last.event.cameo == unsure.cameo
    assert confident(coding(sure, unsure), 0.4).events == (sure, unsure)


@pytest.mark.parametrize("command", ["code", "annotate"])
def test_min_confidence(run: Run, texts: Path, command: str) -> None:
    text = texts / "two.txt"
    assert '"REJECT"' in run(command, text, "--min-confidence", "0.83").stdout
    assert '"REJECT"' not in run(command, text, "--min-confidence", "0.84").stdout
    result = run(command, text, "--min-confidence", "2")
    assert result.exit_code == 2
    assert "0<=x<=1" in result.stderr
