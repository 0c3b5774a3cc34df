"""``khaldun evaluate``: hands gold and coder over, prints the report."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run, StubCoder
from khaldun.errors import UsageError


class StubReport:
    """A report of one line."""

    def to_json(self) -> str:
        return '{"files":[]}'

    def __rich__(self) -> str:
        return "Evaluation 0.5"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    seen: list[Path] = []

    def score(gold: tuple[Path, ...], coder: object) -> StubReport:
        assert isinstance(coder, StubCoder)
        if gold[0].name == "none.jsonl":
            raise UsageError("none.jsonl: no such gold file")
        seen.extend(gold)
        return StubReport()

    monkeypatch.setattr("khaldun.evaluate.evaluate", score)
    return seen


def test_table(run: Run, given: list[Path]) -> None:
    result = run("evaluate", "one.jsonl", "two.jsonl")
    assert (result.exit_code, result.stdout.strip()) == (0, "Evaluation 0.5")
    assert given == [Path("one.jsonl"), Path("two.jsonl")]


def test_json(run: Run, given: list[Path]) -> None:
    assert run("evaluate", "one.jsonl", "--json").stdout == '{"files":[]}\n'


def test_errors(run: Run, given: list[Path]) -> None:
    result = run("evaluate", "none.jsonl")
    assert (result.exit_code, result.stderr) == (2, "khaldun: none.jsonl: no such gold file\n")
    assert run("evaluate").exit_code == 2
