"""``khaldun code`` into a store: broken off, killed and gone on with, refused, finished; workers; quarantine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.store import Store, partial_of
from running.coders import fragile

TESTS = Path(__file__).parents[1]
LINE = "France refused for the {n}th time to send its troops to Mali, an official in Paris said on Monday."
ARTICLES = 40


def corpus(path: Path, **changes: str) -> Path:
    """A table of articles; ``changes`` gives some another text, by their number ("n7")."""
    lines = [{"id": f"a{n}", "text": changes.get(f"n{n}", LINE.format(n=n))} for n in range(ARTICLES)]
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return path


def records(path: Path) -> list[dict[str, object]]:
    with Store(path) as store:
        return list(store.records())


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is marked is written at once."""
    monkeypatch.setattr("khaldun.store.writer._SECONDS", 0.0)


@pytest.fixture
def broken_off(run: Run, tmp_path: Path, eager: None) -> tuple[Path, Path]:
    """A corpus, and the store of a run over it that was interrupted at article 20."""
    table = corpus(tmp_path / "rows.jsonl", n20=f"They interrupt it. {LINE}")
    out = tmp_path / "run.duckdb"
    result = run("code", table, "-o", out)
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == (
        "khaldun: interrupted; run.duckdb.partial keeps what is coded, "
        "and the same command (without --overwrite) goes on with it"
    )
    return table, out


def test_a_run_that_was_broken_off_goes_on(run: Run, broken_off: tuple[Path, Path], tmp_path: Path) -> None:
    table, out = broken_off
    assert not out.exists()
    with Store(partial_of(out)) as store:
        assert (store.run().articles, store.run().inputs, store.run().finished) == (16, 16, None)
        assert len(store) == 16
    corpus(table)
    result = run("code", table, "-o", out)
    assert result.exit_code == 0, result.stderr
    assert "going on with an unfinished run: 16 articles are coded already" in result.stderr
    assert "40 articles, 40 sentences, 40 events" in result.stderr
    assert "by type: REJECT 40" in result.stderr
    assert not partial_of(out).exists()
    whole = tmp_path / "whole.duckdb"
    run("code", table, "-o", whole)
    assert records(out) == records(whole)
    assert [event["article_id"] for event in records(out)] == [f"a{n}" for n in range(ARTICLES)]


def test_a_finished_run_is_left_alone(run: Run, tmp_path: Path) -> None:
    table, out = corpus(tmp_path / "rows.jsonl"), tmp_path / "run.duckdb"
    assert run("code", table, "-o", out).exit_code == 0
    before = out.read_bytes()
    result = run("code", table, "-o", out)
    assert result.exit_code == 0
    assert "run.duckdb: this run was finished on" in result.stderr
    assert "40 articles, 40 sentences, 40 events" in result.stderr
    assert out.read_bytes() == before
    corpus(table, n3="France refused once more, and refused again, a spokesman in Paris said on Tuesday.")
    assert run("code", table, "-o", out, "--overwrite").exit_code == 0
    assert len(records(out)) == ARTICLES + 1


@pytest.mark.parametrize("unfinished", [True, False])
def test_a_run_made_another_way_is_refused(
    run: Run, broken_off: tuple[Path, Path], tmp_path: Path, unfinished: bool
) -> None:
    table, out = broken_off
    if not unfinished:
        corpus(table)
        assert run("code", table, "-o", out).exit_code == 0
    held = partial_of(out) if unfinished else out
    before = held.read_bytes()
    result = run("code", table, "-o", out, "--date", "2014-09-16")
    assert result.exit_code == 2
    assert result.stderr == (
        f"khaldun: {held}: holds a run made another way (date none there, 2014-09-16 now); "
        "write to another name with -o, or replace it with --overwrite\n"
    )
    assert held.read_bytes() == before
    corpus(table)
    assert run("code", table, "-o", out, "--date", "2014-09-16", "--overwrite").exit_code == 0
    assert {event["source"]["published"] for event in records(out)} == {"2014-09-16"}  # type: ignore[index]
    assert sorted(item.name for item in tmp_path.iterdir()) == ["rows.jsonl", "run.duckdb"]


def test_another_lexicon_is_refused(
    run: Run, broken_off: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    table, out = broken_off
    monkeypatch.setattr("khaldun.cli.identity._digest", lambda root: "another")
    result = run("code", table, "-o", out)
    assert result.exit_code == 2
    assert "(lexicon " in result.stderr
    assert " there, another now)" in result.stderr


def test_inputs_that_changed_are_refused(run: Run, broken_off: tuple[Path, Path]) -> None:
    table, out = broken_off
    corpus(
        table, n3="France agreed to send its troops to Mali after all, an official in Paris said on Monday."
    )
    result = run("code", table, "-o", out)
    assert result.exit_code == 2
    assert "the first 16 inputs are no longer what they were when this run was broken off" in result.stderr
    assert partial_of(out).exists()
    assert run("code", table, "-o", out, "--overwrite").exit_code == 0
    assert len(records(out)) == ARTICLES - 1


def test_discards_are_whole_or_refused(run: Run, broken_off: tuple[Path, Path], tmp_path: Path) -> None:
    table, out = broken_off
    corpus(table)
    result = run("code", table, "-o", out, "--discards", tmp_path / "aside.jsonl")
    assert result.exit_code == 2
    assert "would lack what" in result.stderr


def test_quarantine(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.cli.code.make_coder", fragile)
    poison = f"They raise a question. {LINE.format(n=7)}"
    table, out = corpus(tmp_path / "rows.jsonl", n7=poison, n30=""), tmp_path / "run.duckdb"
    for _ in range(2):  # a finished run has the same status as it had
        result = run("code", table, "-o", out)
        assert result.exit_code == 1
        assert "quarantined: 1 article that could not be coded" in result.stderr
        assert "not read: 1 input" in result.stderr
    with Store(out) as store:
        found = store.problems().df().to_dict("records")
        run_of = store.run()
        assert len(store) == ARTICLES - 2
    assert (run_of.articles, run_of.quarantined, run_of.unread, run_of.inputs) == (38, 1, 1, 40)
    assert [item["kind"] for item in found] == ["quarantined", "unread"]
    assert found[0]["input"] == f"{table}, line 8"
    assert found[0]["article_id"] == "a7"
    assert found[0]["text"] == poison
    assert found[0]["reason"].startswith("coding failed: ValueError: cannot read")


def test_an_article_that_ends_its_process_is_quarantined(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khaldun.cli.code.make_coder", fragile)
    table = corpus(tmp_path / "rows.jsonl", n7=f"Hundreds die. {LINE.format(n=7)}")
    out = tmp_path / "run.jsonl"
    result = run("code", table, "-o", out, "--workers", "2")
    assert result.exit_code == 1
    assert f"{table}, line 8: coding failed: its process was ended by SIGKILL" in result.stderr
    assert len(out.read_text().splitlines()) == ARTICLES - 1
    alone = tmp_path / "alone.jsonl"
    corpus(table, n7="The weather in Paris was fine on Monday, an official of the city said in the morning.")
    run("code", table, "-o", alone)
    assert out.read_bytes() == alone.read_bytes()


DRIVER = """
import sys
import khaldun.cli.code as code
import khaldun.store.writer as writer
from khaldun.cli import program
from running.coders import fragile

if __name__ == "__main__":
    code.make_coder = fragile
    writer._SECONDS = 0.0
    program.main(sys.argv[1:], prog_name="khaldun")
"""


@pytest.mark.slow
def test_killed_at_several_moments(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "log"
    table = corpus(
        tmp_path / "rows.jsonl",
        **{f"n{n}": f"They dawdle {log} on. {LINE.format(n=n)}" for n in range(ARTICLES)},
    )
    driver, out = tmp_path / "driver.py", tmp_path / "run.duckdb"
    driver.write_text(DRIVER)
    command = [sys.executable, str(driver), "code", str(table), "-o", str(out)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), *filter(None, sys.path)])}
    safe = []
    # First in one process, then in two workers; the last start has one worker, as the run was broken off before.
    for coded, options in ((12, []), (17, ["--workers", "2"])):
        process = subprocess.Popen([*command, *options], env=environment, stderr=subprocess.PIPE)
        until(process, log, coded)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert not out.exists()
        with Store(partial_of(out)) as store:
            safe.append(store.run().articles)
            assert len(store) == store.size("articles") == safe[-1]
    assert safe == sorted(safe)
    assert 0 < safe[-1] < ARTICLES
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    whole = tmp_path / "whole.duckdb"
    run("code", table, "-o", whole)
    assert records(out) == records(whole)


def until(process: subprocess.Popen[bytes], log: Path, coded: int) -> None:
    """Wait until the coders have begun so many articles since the last start."""
    log.unlink(missing_ok=True)
    limit = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < limit:
        if log.exists() and log.read_text().count("\n") >= coded:
            return
        time.sleep(0.01)
    raise AssertionError(f"no {coded} articles were coded")
