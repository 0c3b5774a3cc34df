"""``khaldun evaluate``: hands gold and coder over, prints the report, keeps the run and compares it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run, StubCoder
from khaldun.cli import reading
from khaldun.model import Relation


class StubRelater(StubCoder):
    """Answers every pair with aid, or with a refusal where it does without the reader."""

    def __init__(self, leaf: str) -> None:
        self.leaf = leaf

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int], /) -> Relation:
        return Relation("AID", self.leaf, 2, (), "actual", 0.8, "stub")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "nonevents.jsonl"
    rows = ({"text": text, "category": "sport"} for text in ("France refused to play.", "France played."))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def relations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def make_coder(options: dict[str, Any]) -> StubRelater:
        return StubRelater("120" if options["no_reader"] else "070")

    monkeypatch.setattr("khaldun.cli.evaluate.make_coder", make_coder)
    path = tmp_path / "relation_aw.jsonl"
    row = {"text": "Chad fed Mali.", "marked": "<s>Chad</s> fed <t>Mali</t>.", "conflict": 0}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_table(run: Run, gold: Path) -> None:
    result = run("evaluate", gold)
    assert result.exit_code == 0
    assert result.stdout.startswith("Evaluation")
    assert "50.000" in result.stdout
    assert "France" not in result.stdout


def test_json(run: Run, gold: Path) -> None:
    (part,) = json.loads(run("evaluate", gold, "--json").stdout)["files"]
    assert part["scores"][0] == {
        "measure": "events a 100 sentences, sport", "n": 2, "value": 50.0, "low": 0.0, "high": 100.0,
        "precision": None, "recall": None, "f1": None,
    }  # fmt: skip
    assert (part["worst"], "outcomes" in part, "measures" in part) == ([], False, False)


def test_worst_shows_items_with_their_text(run: Run, gold: Path) -> None:
    shown = run("evaluate", gold, "--worst", "3").stdout
    assert "wrong with the highest confidence" in shown
    assert "France [refused] to play." in shown
    (part,) = json.loads(run("evaluate", gold, "--worst", "3", "--json").stdout)["files"]
    assert [(item["id"], item["gold"], item["coded"]) for item in part["worst"]] == [("1", "sport", "REJECT")]
    assert run("evaluate", gold, "--worst", "-1").exit_code == 2


def test_a_run_is_kept_and_compared(run: Run, gold: Path, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    assert run("evaluate", gold, "--out", kept).exit_code == 0
    saved = json.loads(kept.read_text())
    assert (saved["form"], saved["options"]["reader"]) == ("khaldun-evaluation-1", True)
    assert [item["right"] for item in saved["files"][0]["outcomes"]] == [False, True]
    result = run("evaluate", gold, "--against", kept)
    assert result.exit_code == 0
    assert "nonevents.jsonl: 0 mended, 0 broken, 0 wrong otherwise than before" in result.stdout
    against = json.loads(run("evaluate", gold, "--against", kept, "--json").stdout)["against"]
    assert against["files"][0]["differences"][0]["difference"] == 0.0


def test_another_gold_than_that_of_the_run_is_refused(run: Run, gold: Path, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    run("evaluate", gold, "--out", kept)
    gold.write_text(json.dumps({"text": "interrupt", "category": "sport"}) + "\n")
    result = run("evaluate", gold, "--against", kept)
    assert result.exit_code == 2
    assert (
        "nonevents.jsonl: not the file that run.json was made on, as its content has changed" in result.stderr
    )


def test_a_run_can_replace_the_one_it_is_compared_with(run: Run, gold: Path, tmp_path: Path) -> None:
    kept = tmp_path / "run.json"
    run("evaluate", gold, "--out", kept)
    before = kept.read_bytes()
    assert run("evaluate", gold, "--out", kept, "--against", kept).exit_code == 0
    assert kept.read_bytes() == before


def test_nothing_half_written_is_kept(run: Run, gold: Path, tmp_path: Path) -> None:
    gold.write_text(json.dumps({"text": "interrupt", "category": "sport"}) + "\n")
    kept = tmp_path / "run.json"
    assert run("evaluate", gold, "--out", kept).exit_code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["nonevents.jsonl"]


def test_a_run_that_cannot_be_kept_is_said_before_scoring(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", tmp_path / "gone.jsonl", "--out", tmp_path / "none" / "run.json")
    assert result.exit_code == 1
    assert "there is no folder" in result.stderr


def test_ablation(run: Run, relations: Path) -> None:
    result = run("evaluate", relations, "--ablation")
    assert result.exit_code == 0
    assert "both − frames" in result.stdout
    record = json.loads(run("evaluate", relations, "--ablation", "--json").stdout)
    values = {name: part["files"][0]["scores"][1]["value"] for name, part in record["ablation"].items()}
    assert (values["frames"], values["both"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--out", "run.json"], "--out"),
        (["--against", "run.json"], "--against"),
        (["--worst", "3"], "--worst"),
        (["--no-reader"], "--no-reader"),
    ],
)
def test_ablation_stands_alone(run: Run, relations: Path, given: list[str], said: str) -> None:
    result = run("evaluate", relations, "--ablation", *given)
    assert result.exit_code == 2
    assert result.stderr == (
        f"khaldun: --ablation: does not go with {said}, as it makes three runs; leave one of the two out\n"
    )


def test_errors(run: Run, gold: Path, tmp_path: Path) -> None:
    result = run("evaluate", tmp_path / "none.jsonl")
    assert result.exit_code == 2
    assert "none.jsonl: cannot be read (No such file or directory)" in result.stderr
    result = run("evaluate", gold, "--against", gold)
    assert result.exit_code == 2
    assert "nonevents.jsonl: no run of khaldun evaluate" in result.stderr
    assert run("evaluate").exit_code == 2


def test_the_pipeline_of_a_run_has_a_name() -> None:
    assert reading.pipeline({"pipeline": None})
