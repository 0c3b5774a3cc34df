from __future__ import annotations

import json
from pathlib import Path

import pytest

from khaldun.errors import UsageError
from khaldun.evaluate import evaluate, make_run, read_run

from .stubs import StubRelater, write

ROWS = [
    {"text": "Chad sued Niger.", "marked": "<s>Chad</s> sued <t>Niger</t>.", "root": "ACCUSE", "quad": 3},
    {"text": "Peru fed Chile.", "marked": "<s>Peru</s> fed <t>Chile</t>.", "root": "AID", "quad": 2},
]
LEAVES = {("Chad", "Niger"): "115", ("Peru", "Chile"): "120"}


def test_a_run_comes_back_as_it_was_and_holds_no_texts(tmp_path: Path) -> None:
    gold = write(tmp_path / "relation_plv.jsonl", ROWS)
    report = evaluate([gold], StubRelater(LEAVES))
    run = make_run(report, "0.1.0", {"reader": True, "actors": None})
    (tmp_path / "run.json").write_text(run.to_json(), encoding="utf-8")
    assert read_run(tmp_path / "run.json") == run
    assert "Chad" not in run.to_json()
    assert (run.version, run.options, run.files[0].name) == (
        "0.1.0",
        {"reader": True, "actors": None},
        "relation_plv.jsonl",
    )
    assert [(o.gold, o.coded) for o in run.files[0].outcomes] == [("ACCUSE", "ACCUSE"), ("AID", "REJECT")]
    assert run.files[0].scores == report.files[0].scores


def test_the_same_gold_and_coder_give_the_same_bytes(tmp_path: Path) -> None:
    gold = write(tmp_path / "relation_plv.jsonl", ROWS)
    one, two = (make_run(evaluate([gold], StubRelater(LEAVES)), "1", {}).to_json() for _ in range(2))
    assert one == two


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    with pytest.raises(UsageError, match=r"run\.json: cannot be read \(No such file"):
        read_run(path)
    path.write_text('{"files": []}')
    with pytest.raises(
        UsageError, match=r"run\.json: no run of khaldun evaluate \(.*`form`.*\); write one with"
    ):
        read_run(path)
    path.write_text(json.dumps({"form": "other-9", "parts": []}))
    with pytest.raises(
        UsageError, match="a run of form 'other-9', and this version reads 'khaldun-evaluation-1'"
    ):
        read_run(path)
