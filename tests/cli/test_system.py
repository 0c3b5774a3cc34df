"""``khaldun system``: each subcommand in each form, its ways of naming parties, and its errors."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from khaldun.cli.system import SUBCOMMANDS
from khaldun.store import Store
from making import RUN, coding
from relations.conftest import IS, at, deed

Run = Callable[..., Result]
BAGHDAD = at(33.34, 44.40, "IRQ", "Baghdad")
ASKED = {
    "dyad": ["IRN", "USA"],
    "network": [],
    "balance": [],
    "exposure": ["--from", "ISIS"],
    "burden": ["--against", "Islamic State", "--raise", "USA=+1"],
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    events = [
        deed("a1", "IRN", "ASSAULT", IS, "2014-09-10"), deed("b1", "USA", "ASSAULT", IS, "2014-09-10", place=BAGHDAD),
        deed("c1", "IRN", "AID", "IRQ", "2014-09-10"), deed("d1", "USA", "AID", "IRQ", "2014-09-10"),
        deed("e1", "IRN", "REJECT", "USA", "2014-09-10"), deed("f1", IS, "ASSAULT", "IRQ", "2014-09-11", place=BAGHDAD),
        deed("g1", "IRN", "AID", "USA", "2014-09-12", status="negated"),
    ]  # fmt: skip
    with Store.create(path, RUN) as writer:
        writer.add(coding(*events))
    return path


def asked(run: Run, store: Path, name: str, *more: object) -> Result:
    return run("system", name, store, *ASKED[name], *more)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_prints_a_table_with_evidence(run: Run, store: Path, name: str) -> None:
    result = asked(run, store, name)
    assert result.exit_code == 0, result.output
    assert "Evidence (khaldun explain ID STORE says more):" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_gives_json_whose_ids_lead_to_sentences(run: Run, store: Path, name: str) -> None:
    result = asked(run, store, name, "--format", "json")
    body = json.loads(result.stdout)
    assert (body["what"], result.exit_code) == (name, 0)
    assert body["settings"]["statuses"] == ["actual"]
    assert body["evidence"]
    assert all(rows and rows[0]["text"] for rows in body["evidence"].values())
    assert asked(run, store, name, "--format", "json").stdout == result.stdout


@pytest.mark.parametrize("form", ["png", "svg"])
@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_draws(run: Run, store: Path, tmp_path: Path, name: str, form: str) -> None:
    out = tmp_path / f"picture.{form}"
    assert asked(run, store, name, "--format", form, "-o", out).exit_code == 0
    assert out.read_bytes()[:5] == {"png": b"\x89PNG\r", "svg": b"<?xml"}[form]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_the_network_goes_out_as_a_graph(run: Run, store: Path, form: str) -> None:
    assert f"<{form} " in asked(run, store, "network", "--format", form).stdout


def test_a_table_can_go_to_a_file(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "balance.txt"
    assert asked(run, store, "balance", "-o", out).stdout == ""
    assert (
        "Iran and the United States both fight Islamic-State and both aid Iraq, yet refuse to work together."
        in out.read_text()
    )


def test_the_burden_says_that_it_is_a_what_if_and_what_it_assumes(run: Run, store: Path) -> None:
    said = asked(run, store, "burden").stdout
    assert "This is a what-if" in said
    assert "Assumed: Each takes the others' efforts as given (Nash)." in " ".join(said.split())
    assert "SIPRI" in said
    body = json.loads(asked(run, store, "burden", "--format", "json").stdout)
    assert body["what_if"].startswith("This is a what-if")
    assert len(body["assumptions"]) == 5


def test_what_is_denied_stands_apart(run: Run, store: Path) -> None:
    rows = json.loads(asked(run, store, "dyad", "--format", "json").stdout)["dyads"]
    mine = next(row for row in rows if row["actor"] == "IRN")
    assert (mine["events"], mine["negated"], mine["event_ids"]) == (1, 1, ["e1"])
    both = json.loads(
        asked(run, store, "dyad", "--format", "json", "--status", "actual", "--status", "negated").stdout
    )
    assert next(row for row in both["dyads"] if row["actor"] == "IRN")["events"] == 2


@pytest.mark.parametrize("words", ["irn", "Iran", "IRN"])
def test_parties_are_found_by_code_and_name(run: Run, store: Path, words: str) -> None:
    said = json.loads(run("system", "dyad", store, words, "--format", "json").stdout)["dyads"]
    assert {row["actor"] for row in said if row["recipient"] == IS} == {"IRN"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["dyad", "Atlantis"], "Atlantis: no party is known by that name; the most active of this store are"),
        (["burden", "--against", "ISIS", "--raise", "USA"], "--raise USA: give a member and a raise"),
        (["burden", "--against", "ISIS", "--raise", "FRA=2x"], "FRA: not a member; the members are"),
        (["dyad", "--half-life", "0"], "half-life 0: give a number of days above 0"),
        (["network", "--as-of", "soon"], "'soon' is no day"),
        (["burden"], "missing option '--against'"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run: Run, store: Path, arguments: list[str], said: str) -> None:
    result = run("system", arguments[0], store, *arguments[1:])
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_store_that_is_missing_is_told(run: Run, tmp_path: Path) -> None:
    result = run("system", "network", tmp_path / "none.duckdb")
    assert (result.exit_code, "no such store" in result.stderr) == (1, True)


def test_an_empty_store_is_no_error(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    with Store.create(path, RUN):
        pass
    for name in ("dyad", "network", "balance", "exposure"):
        for form in ("table", "json", "svg"):
            result = run("system", name, path, "--format", form)
            assert result.exit_code == 0, (name, form, result.stderr)
