"""``khaldun relate``: every line gets an answer, wrong lines are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from khaldun.cli import program
from khaldun.coder import Coder


@pytest.fixture(autouse=True)
def _one_coder(monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    monkeypatch.setattr("khaldun.cli.relate.make_coder", lambda rest: coder)


def _run(lines: list[str], tmp_path: Path) -> tuple[int, list[dict[str, object]], str]:
    file = tmp_path / "pairs.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = CliRunner().invoke(program, ["relate", str(file)])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


def _line(text: str, source: str, target: str, **more: object) -> str:
    spans = {
        name: [text.index(words), text.index(words) + len(words)]
        for name, words in (("source", source), ("target", target))
    }
    return json.dumps({"text": text, **spans, **more})


def test_the_deed_between_the_two_is_told_and_the_line_kept(tmp_path: Path) -> None:
    line = _line("Kenya expelled the Eritrean envoy.", "Kenya", "the Eritrean envoy", n=7)
    status, answers, _ = _run([line], tmp_path)
    assert status == 0
    assert answers[0]["n"] == 7
    assert (answers[0]["event_type"], answers[0]["cameo"]) == ("SANCTION", "166")


def test_roles_follow_the_given_spans(tmp_path: Path) -> None:
    text = "Mali accused Algeria of arming rebels."
    status, answers, _ = _run([_line(text, "Mali", "Algeria")], tmp_path)
    assert status == 0
    assert answers[0]["event_type"] == "ACCUSE"
    assert 0.5 < float(str(answers[0]["confidence"])) <= 1


def test_without_evidence_the_answer_says_so(tmp_path: Path) -> None:
    status, answers, _ = _run([_line("Chad lies north of Cameroon.", "Chad", "Cameroon")], tmp_path)
    assert status == 0
    assert answers[0]["rule"] == "model:reader"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"text": "Mali"}', "source"),
        ('{"text": "Mali", "source": [0, 4], "target": [2, 9]}', "does not lie in a text of 4 characters"),
        ("not json", "line 1"),
    ],
)
def test_a_wrong_line_is_named_and_the_others_answered(tmp_path: Path, line: str, said: str) -> None:
    good = _line("Mali accused Algeria of arming rebels.", "Mali", "Algeria")
    status, answers, errors = _run([line, good], tmp_path)
    assert status == 1
    assert len(answers) == 1
    assert said in errors
    assert "line 1" in errors


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(program, ["relate", str(tmp_path / "none.jsonl")])
    assert result.exit_code == 1
    assert "No such file" in result.stderr
