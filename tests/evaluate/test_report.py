from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from khaldun.evaluate import evaluate

from .stubs import StubCoder, event, mention, write

GAME = "Chile beat Peru in the cup final."
ROWS = [
    {"text": GAME, "category": "sport"},
    {"text": "Rain is likely.", "category": "sport"},
    {"text": "A film.", "category": "film"},
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write(tmp_path / "nonevents_mine.jsonl", ROWS)


def _coder() -> StubCoder:
    return StubCoder(
        {
            GAME: [
                event(GAME, "ASSAULT", "190", [mention(GAME, "Chile", "CHL")], [mention(GAME, "Peru", "PER")])
            ]
        }
    )


def test_events_for_each_hundred_sentences_by_category(path: Path) -> None:
    part = evaluate([path], _coder()).files[0]
    assert [(s.measure, s.n, s.value) for s in part.scores] == [
        ("events a 100 sentences, film", 1, 0.0),
        ("events a 100 sentences, sport", 2, 50.0),
    ]
    assert [(c.gold, c.predicted, c.count) for c in part.confusions] == [("sport", "ASSAULT", 1)]
    with pytest.raises(KeyError, match="crime"):
        part.score("crime")


def test_json_holds_every_score_and_is_the_same_each_time(path: Path) -> None:
    report = evaluate([path], _coder())
    assert evaluate([path], _coder()).to_json() == report.to_json()
    record = json.loads(report.to_json())
    assert record == json.loads(json.dumps(report.record()))
    assert record["files"][0]["format"] == "nonevents"
    assert record["files"][0]["scores"][1]["value"] == 50.0


def test_table_shows_figures_interval_and_notes(path: Path) -> None:
    out = io.StringIO()
    Console(file=out, width=140).print(evaluate([path], _coder()))
    shown = out.getvalue()
    assert "nonevents_mine.jsonl" in shown
    assert "50.000" in shown
    assert "0.000 to 100.000" in shown
    assert "events of every status but negated" in shown
