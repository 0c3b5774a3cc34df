"""``khaldun system meetings`` over the example corpus as a small store."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import khaldun
from khaldun.coder import Coder
from khaldun.store import Store
from making import RUN

Run = Callable[..., Result]
DISPATCHES = Path(__file__).parents[2] / "examples" / "dispatches"


@pytest.fixture(scope="module")
def store(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("meetings") / "run.duckdb"
    with Store.create(path, RUN) as writer:
        for coding in coder.pipe(khaldun.read(DISPATCHES)):
            writer.add(coding)
    return path


def test_the_paris_conference(run: Run, store: Path) -> None:
    body = json.loads(run("system", "meetings", store, "--format", "json", "--party", "IRN").stdout)
    paris = next(m for m in body["meetings"] if m["place"] == "Paris")
    assert (paris["kind"], paris["date"], paris["country"], paris["hosts"]) == (
        "conference",
        "2014-09-15",
        "FRA",
        ["FRA"],
    )
    assert len(paris["attenders"]) >= 8
    assert paris["absentees"] == {"IRN": "not_invited", "SYR": "not_invited"}
    assert len(paris["articles"]) == 3
    interested = {stake["actor"]: stake["absence"] for stake in body["stakes"] if stake["n"] == paris["n"]}
    assert {"IRN": "not invited", "SYR": "not invited"}.items() <= interested.items()


def test_every_part_leads_to_its_sentence(run: Run, store: Path) -> None:
    body = json.loads(run("system", "meetings", store, "--format", "json").stdout)
    with Store(store) as view:
        texts = dict(view.sql("SELECT id, text FROM articles").fetchall())
    seen = [(e, seat) for seat in body["parties"] for e in seat["evidence"]]
    assert len(seen) > 30
    for evidence, seat in seen:
        assert texts[evidence["article_id"]][evidence["start"] : evidence["end"]] == evidence["text"]
        assert seat["reports"] <= len(seat["evidence"])
    for meeting in body["meetings"]:
        for agreed in meeting["agreed"]:
            assert texts[agreed["article_id"]][agreed["start"] : agreed["end"]] == agreed["text"]
        assert set(meeting["event_ids"]) <= set(body["evidence"])


def test_the_table_names_who_says_so(run: Run, store: Path) -> None:
    result = run(
        "system", "meetings", store, "--kind", "conference", "--since", "2014-09-10", "--until", "2014-09-20"
    )
    assert result.exit_code == 0, result.output
    assert "Neither Iran nor Syria had been invited." in result.stdout
    assert "Cairo" not in result.stdout
    without = run("system", "meetings", store, "--no-stakes", "--evidence", "0").stdout
    assert "Interested" not in without
    assert "Who says so" not in without


def test_no_meeting_is_said_to_be_none(run: Run, store: Path) -> None:
    assert "No meeting" in run("system", "meetings", store, "--since", "2020-01-01").stdout


def test_a_picture(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "meetings.png"
    assert run("system", "meetings", store, "--format", "png", "-o", out).exit_code == 0
    assert out.read_bytes().startswith(b"\x89PNG")
