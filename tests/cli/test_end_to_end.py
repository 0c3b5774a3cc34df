"""From a text to a store, its records and an explanation, with the coder itself."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from khaldun.cli.reading import make_coder
from khaldun.coder import Coder
from khaldun.model import Article, record
from khaldun.store import Store

TEXT = (
    "TEHRAN, Sept 16 - Iran refused to hold talks with Iraq on Monday, a spokesman for the foreign ministry said.\n\n"
    "Protesters marched through Baghdad on Tuesday."
)


@pytest.fixture
def report(tmp_path: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("code", "annotate"):
        monkeypatch.setattr(f"khaldun.cli.{name}.make_coder", lambda options: coder)
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_text_to_store_to_explanation(run: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.duckdb"
    stored = run("code", report, "--date", "2014-09-16", "-o", out)
    assert stored.exit_code == 0, stored.stderr
    piped = run("code", report, "--date", "2014-09-16")
    records = [json.loads(line) for line in piped.stdout.splitlines()]
    assert ("REJECT", "IRN", "IRQ") in [
        (item["event_type"], item["actors"][0]["code"], item["recipients"][0]["code"])
        for item in records
        if item["recipients"]
    ]
    assert "PROTEST" in [item["event_type"] for item in records]
    with Store(out) as store:
        assert list(store.records()) == records
    for item in records:
        said = run("explain", item["id"], out)
        assert said.exit_code == 0
        assert item["rule"].split(" > ")[0] in said.stdout
        assert "lexicon/" in said.stdout


@pytest.mark.slow
def test_two_workers_give_the_same_bytes(
    run: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Path(__file__).parents[2] / "examples" / "dispatches"
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    assert run("code", corpus, report, "-o", here).exit_code == 0
    monkeypatch.setattr("khaldun.cli.code.make_coder", make_coder)
    assert run("code", corpus, report, "-o", there, "--workers", "2").exit_code == 0
    assert here.read_bytes().count(b"\n") > 100
    assert here.read_bytes() == there.read_bytes()


def test_annotated_offsets_fit_the_text(run: Run, report: Path, coder: Coder) -> None:
    layers = json.loads(run("annotate", report, "--date", "2014-09-16").stdout)
    text = layers["text"]
    assert layers["sentences"]
    for mention in [*layers["actors"], *layers["places"], *layers["times"]]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for event in layers["events"]:
        seen = event["evidence"]
        assert text[seen["start"] : seen["end"]] == seen["text"]
    assert layers["events"] == [record(e) for e in coder.code_article(_article(layers)).events]


def _article(layers: dict[str, Any]) -> Article:
    facts = layers["article"]
    day = dt.date.fromisoformat(facts["published"])
    return Article(**{**facts, "text": layers["text"], "published": day, "dateline": "TEHRAN"})
