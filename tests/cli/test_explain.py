"""``khaldun explain``: everything that speaks for a coding, and the errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.lexicon.load import Entry, Lexicon
from khaldun.store import Store
from making import RUN, bare, coding, full


def entry(name: str, cameo: str | None, operator: str | None) -> Entry:
    facts: dict[str, object] = dict.fromkeys(Entry.__struct_fields__, ())
    facts |= {
        "id": name,
        "kind": "verb",
        "lemmas": (name.split(".")[0],),
        "cameo": cameo,
        "operator": operator,
    }
    return Entry(**{**facts, "file": "verbs/test.yaml"})


@pytest.fixture(autouse=True)
def lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [entry("refuse.v", "120", "refuse"), entry("send.v", "072", None)]
    monkeypatch.setattr("khaldun.lexicon.load.load", lambda: Lexicon(entries, {}))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full("bb22"), bare("aa11"), bare("ab33")))
    return path


def words(text: str) -> str:
    return " ".join(text.split())


def test_says_all_that_is_known(run: Run, store: Path) -> None:
    result = run("explain", "bb", store)
    assert result.exit_code == 0
    said = words(result.stdout)
    for part in (
        "France refused to send troops to Mali, an official in Paris said.",
        "REJECT assist, actual, confidence 0.83",
        "refuse.v: verb refuse; CAMEO 120, operator refuse; lexicon/verbs/test.yaml",
        "send.v: verb send; CAMEO 072; lexicon/verbs/test.yaml",
        "CAMEO 1212, refuse military cooperation",
        "plover-2024: 1212 is REJECT; quad class 3 (verbal conflict), score -1.5",
        "military, diplomatic",
        "“France”, characters 0 to 6: France (FRA GOV); id Q142",
        "nobody to point to",
        "2014-09-15/16 (text: yesterday)",
        "48.8500, 2.3500; precision city; GeoNames 2988507",
        "medium state radio; as a denial",
        "https://example.org/1",
        "also in sentence 1: Again.",
    ):
        assert part in said


def test_says_what_is_unknown_and_prints_text_as_it_is(run: Run, store: Path) -> None:
    said = words(run("explain", "aa11", store).stdout)
    assert "[bold]brackets[/bold]" in said
    assert "unknown (none named)" in said
    assert "the article itself" in said
    assert "rule rally.v" in said  # no entry of this lexicon has the id


@pytest.mark.parametrize(
    ("event_id", "said"),
    [
        ("a", "event 'a': 2 ids begin so: aa11, ab33; give more of one"),
        ("ff", "event 'ff': no event has an id that begins so"),
    ],
)
def test_ids_that_do_not_serve(run: Run, store: Path, event_id: str, said: str) -> None:
    result = run("explain", event_id, store)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_no_store(run: Run, tmp_path: Path) -> None:
    result = run("explain", "aa", tmp_path / "none.duckdb")
    assert result.exit_code == 1
    assert "none.duckdb: no such store" in result.stderr
