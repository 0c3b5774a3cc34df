"""The commands with a store on a PostgreSQL server: every one that takes a store, and no password anywhere."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from cli.conftest import Run
from cli.test_running import ARTICLES, LINE, corpus
from khaldun.store import Store, location, unfinished
from server import PASSWORD


@pytest.fixture
def address(server: str) -> str:
    return f"{server}?schema=c{uuid.uuid4().hex[:12]}"


@pytest.fixture
def coded(run: Run, address: str, tmp_path: Path) -> str:
    """The address of a store with a small corpus, in which every article repeats the event of the first."""
    table = corpus(tmp_path / "rows.jsonl")
    result = run("code", table, "-o", address)
    assert result.exit_code == 0, result.stderr
    assert PASSWORD not in result.output
    return address


def test_code_and_again(run: Run, coded: str, tmp_path: Path) -> None:
    assert run("code", tmp_path / "rows.jsonl", "-o", tmp_path / "run.duckdb", "-q").exit_code == 0
    with Store(coded) as server, Store(tmp_path / "run.duckdb") as file:
        assert list(server.records()) == list(file.records())
        assert PASSWORD not in str(server.run())
    result = run("code", tmp_path / "rows.jsonl", "-o", coded)
    assert result.exit_code == 0
    assert f"{location(coded)}: this run was finished on" in result.stderr
    assert f"40 articles, 40 sentences, {ARTICLES} events" in result.stderr
    assert PASSWORD not in result.output
    result = run("code", tmp_path / "rows.jsonl", "-o", coded, "--date", "2014-09-16")
    assert result.exit_code == 2
    assert "holds a run made another way" in result.stderr
    assert PASSWORD not in result.output
    result = run("diff", tmp_path / "run.duckdb", coded, "--format", "json")
    assert json.loads(result.stdout)["events"]["same"] == ARTICLES


def test_commands_that_read(run: Run, coded: str) -> None:
    lines = run("export", coded, "--format", "jsonl").stdout.splitlines()
    assert len(lines) == ARTICLES
    event = json.loads(lines[0])
    result = run("explain", event["id"], coded)
    assert result.exit_code == 0, result.stderr
    assert "refused" in result.stdout
    result = run("join", coded, "--json")
    assert json.loads(result.stdout)["coded_reports"] == ARTICLES
    assert json.loads(run("join", coded, "--show", event["id"], "--json").stdout)["reports"]
    result = run("export", coded, "--format", "gdelt")
    assert "told by" in result.stderr
    result = run("system", "network", coded, "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert PASSWORD not in result.output


def test_a_report_names_the_database_alone(run: Run, coded: str, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    result = run("report", coded, "-o", out)
    assert result.exit_code == 0, result.stderr
    text = out.read_text(encoding="utf-8")
    assert f"<h1>Events of {location(coded).label}</h1>" in text  # type: ignore[union-attr]
    assert "127.0.0.1" not in text
    assert PASSWORD not in text + result.output
    assert run("report", coded + "x", "-o", out).exit_code == 1


def test_the_app_over_a_server_reads_keeps_reviews_here_and_leaves_no_copy(
    coded: str, tmp_path: Path
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    environment = {**os.environ, "TMPDIR": str(copies), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "khaldun", "open", coded, "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment, cwd=tmp_path) as app:
        try:
            assert app.stderr is not None
            said = app.stderr.readline() + app.stderr.readline()
            found = re.search(r"(http://\S+?)/ ", said)
            assert found, said
            with urlopen(f"{found[1]}/api/events?limit=3") as answer:
                assert json.load(answer)["total"] == ARTICLES
            with urlopen(f"{found[1]}/export/jsonl") as answer:
                assert len(answer.read().splitlines()) == ARTICLES
                assert location(coded).label in answer.headers["content-disposition"]  # type: ignore[union-attr]
            assert list(copies.glob("khaldun-*/copy.duckdb"))
            app.send_signal(signal.SIGTERM)
            app.wait(30)
            said += app.stderr.read()
        finally:
            app.kill()
    assert PASSWORD not in said
    assert "Traceback" not in said
    assert not list(copies.glob("khaldun-*"))


def test_a_format_does_not_go_with_an_address(run: Run, server: str, tmp_path: Path) -> None:
    result = run("code", corpus(tmp_path / "rows.jsonl"), "-o", server, "--format", "csv")
    assert result.exit_code == 2
    assert "--format csv: does not go with -o postgresql://" in result.stderr
    assert PASSWORD not in result.output


def test_killed_and_gone_on_with(run: Run, address: str, tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    lines = [{"id": f"a{n}", "text": LINE.format(n=n)} for n in range(600)]
    table.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "khaldun", "code", str(table), "-o", address, "-q", "--keep-duplicates"]
    started = subprocess.Popen([*command, "--workers", "1"], env=os.environ)
    try:
        place = location(address)
        with psycopg.connect(place.url, autocommit=True) as direct:  # type: ignore[union-attr]
            deadline = time.monotonic() + 90
            while time.monotonic() < deadline:
                there = direct.execute("SELECT to_regclass(%s)", [f"{place.partial.name}.run"]).fetchone()
                if there != (None,) and direct.execute(
                    f"SELECT inputs FROM {place.partial.name}.run"
                ).fetchone() > (0,):
                    break
                time.sleep(0.05)
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait()
    assert unfinished(place)
    result = run("code", table, "-o", address, "--keep-duplicates")
    assert result.exit_code == 0, result.stderr
    assert "going on with an unfinished run" in result.stderr
    with Store(address) as store:
        assert [event.article_id for event in store] == [f"a{n}" for n in range(600)]
