"""``khaldun code``: forms of output, problems, statuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from cli.conftest import Run
from khaldun.store import Store

TEXT = (
    "France refused to send troops to Mali. The minister told the press in Paris that the matter was closed."
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_standard_output_carries_only_records(run: Run, report: Path) -> None:
    result = run("code", report, "--date", "2014-09-16")
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [item["event_type"] for item in records] == ["REJECT"]
    assert records[0]["source"]["published"] == "2014-09-16"
    assert "1 article, 1 sentence, 1 event" in result.stderr
    assert "by type: REJECT 1" in result.stderr


def test_quiet(run: Run, report: Path) -> None:
    assert run("code", report, "--quiet").stderr == ""


def test_standard_input(run: Run) -> None:
    result = run("code", "-", "--format", "csv", input=TEXT)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows[0]["actor_codes"] == "FRA"


def test_table(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.cli.terminal._WIDE", 300)
    result = run("code", report, "--format", "table")
    assert result.exit_code == 0
    row = next(line for line in result.stdout.splitlines() if "REJECT" in line)
    assert [cell.strip() for cell in row.split("  ") if cell.strip()][1:7] == [
        "2014-09-15/16",
        "actual",
        "REJECT assist",
        "France (FRA GOV) → Mali (MLI), they (?)",
        "Paris, FRA",
        "an official (denial)",
    ]
    assert "France refused to send troops to Mali." in row


def test_text_is_no_markup(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(
        "France refused [bold]all[/bold] of it and [/red] said so to the press in the old harbour town.\x1b[31m"
    )
    result = run("code", path, "--format", "table")
    assert result.exit_code == 0
    assert "[bold]all[/bold]" in " ".join(result.stdout.split())
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "duckdb"])
def test_the_suffix_picks_the_form(run: Run, report: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    result = run("code", report, "-o", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    if form == "duckdb":
        with Store(out) as store:
            assert len(store) == 1
            assert store.run().options["inputs"] == [str(report)]
    elif form == "parquet":
        assert pq.read_table(out).num_rows == 1
    else:
        assert len(out.read_text(encoding="utf-8").splitlines()) == (2 if form == "csv" else 1)


def test_parquet_to_a_pipe(run: Run, report: Path) -> None:
    result = run("code", report, "--format", "parquet")
    assert pq.read_table(io.BytesIO(result.stdout_bytes)).num_rows == 1


def test_columns_of_a_table(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text(f'key,body,day\na1,"{TEXT}",2014-09-16\n')
    result = run("code", table, "--id-column", "key", "--text-column", "body", "--date-column", "day")
    item = json.loads(result.stdout)
    assert (item["article_id"], item["source"]["published"]) == ("a1", "2014-09-16")


def test_what_cannot_be_read_is_named_and_the_rest_coded(run: Run, report: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    foreign = tmp_path / "foreign.txt"
    foreign.write_text(
        "Der Minister lehnte es gestern in Berlin ab, weitere Truppen in das Land zu schicken, sagte er. " * 4
    )
    binary = tmp_path / "binary.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    missing = tmp_path / "missing.txt"
    result = run("code", empty, report, foreign, binary, missing, "-o", tmp_path / "out.duckdb")
    assert result.exit_code == 1
    lines = [line for line in result.stderr.splitlines() if line.startswith("khaldun: ")]
    assert len(lines) == 4
    for line, path in zip(lines, (empty, foreign, binary, missing), strict=True):
        assert path.name in line
    assert "not read: 4 inputs" in result.stderr
    with Store(tmp_path / "out.duckdb") as store:
        assert len(store) == 1
        assert [Path(row[0]).name for row in store.problems().fetchall()] == [
            "empty.txt", "foreign.txt", "binary.txt", "missing.txt",
        ]  # fmt: skip


def test_nothing_read_leaves_no_output(run: Run, tmp_path: Path) -> None:
    result = run("code", tmp_path / "missing.txt", "-o", tmp_path / "out.duckdb")
    assert result.exit_code == 1
    assert "nothing was coded" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["jsonl", "duckdb", "parquet", "csv"])
def test_an_interrupt_leaves_nothing(run: Run, report: Path, tmp_path: Path, form: str) -> None:
    stop = tmp_path / "stop.txt"
    stop.write_text("They interrupt the whole of the meeting in the town hall, said the mayor on Monday.")
    result = run("code", report, stop, "-o", tmp_path / f"out.{form}")
    assert result.exit_code == 130
    assert result.stderr.strip() == "khaldun: interrupted; nothing half-written was kept"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["report.txt", "stop.txt"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--date", "16.9.2014"], "'16.9.2014' is no day; give one as YYYY-MM-DD, like 2014-09-16"),
        (["--date", "2014-02-30"], "2014-02-30 is no day of the calendar"),
        (["--speed", "9"], "no such option"),
        (["--format", "xml"], "'xml' is not one of"),
        (["-o", "out.xml"], "-o out.xml: its ending names no format; end it in .duckdb, .jsonl, .csv, .parquet"),
        (["-o", "out.csv", "--format", "jsonl"], "--format jsonl: does not go with -o out.csv"),
        (["-o", "out.csv", "--format", "table"], "--format table: is for the terminal"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_status_2(run: Run, report: Path, args: list[str], said: str) -> None:
    result = run("code", report, *args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.startswith("khaldun: ")
    assert len(result.stderr.splitlines()) == 1
    assert result.stdout == ""


def test_no_input(run: Run) -> None:
    result = run("code")
    assert result.exit_code == 2
    assert (
        result.stderr == "khaldun: missing argument 'INPUT...'; 'khaldun code --help' shows what is valid\n"
    )


def test_the_input_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(json.dumps({"id": "1", "text": TEXT}) + "\n")
    result = run("code", table, "-o", table)
    assert result.exit_code == 2
    assert "is an input too; write to another file" in result.stderr


def test_a_store_of_another_version_is_kept(run: Run, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    run("code", report, "-o", out)
    with duckdb.connect(str(out)) as connection:
        connection.execute("UPDATE format SET version = 99")
    result = run("code", report, "-o", out)
    assert result.exit_code == 1
    assert "written by a newer khaldun (store version 99" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "duckdb"])
def test_equal_runs_give_equal_bytes(run: Run, report: Path, tmp_path: Path, form: str) -> None:
    outs = [tmp_path / f"{name}.{form}" for name in ("one", "two")]
    for out in outs:
        run("code", report, "-o", out)
    if form == "duckdb":
        with Store(outs[0]) as one, Store(outs[1]) as two:
            assert list(one.records()) == list(two.records())
    else:
        assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_copy_is_not_coded_but_kept_as_a_further_report(run: Run, tmp_path: Path) -> None:
    body = " ".join(
        f"The {word} minister told the press in Paris that the matter was closed." for word in "abcde"
    )
    for name, end in (("a", ""), ("b", " He left."), ("c", "")):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} {body}{end}", encoding="utf-8")
    out = tmp_path / "out.duckdb"
    result = run("code", *sorted(tmp_path.glob("*.txt")), "-o", out)
    assert result.exit_code == 0
    assert "1 article, 1 sentence, 1 event" in result.stderr
    assert (
        "2 articles not coded, each repeating one that was: 1 word for word, 1 lightly edited"
        in result.stderr
    )
    with Store(out) as store:
        rows = store.duplicates().fetchall()
    assert [(row[0], row[5], row[7]) for row in rows] == [
        ("b.txt", "a.txt", "near"),
        ("c.txt", "a.txt", "exact"),
    ]


def test_keep_duplicates(run: Run, report: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    assert len(run("code", report, copy, "-q").stdout.splitlines()) == 1
    assert len(run("code", report, copy, "-q", "--keep-duplicates").stdout.splitlines()) == 2
