"""``khaldun code --engine ray`` on a Ray cluster of this machine alone: parts, gone on with; and what is refused before it starts."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from bucket_server import KEY, serving
from cli.conftest import Run
from cli.test_running import LINE

DRIVER = Path(__file__).parent / "ray_driver.py"


def write(folder: Path, name: str, count: int, **changes: str) -> None:
    folder.mkdir(exist_ok=True)
    rows = [
        {"id": f"{name}{n}", "text": changes.get(f"n{n}", LINE.format(n=f"{name}{n}"))} for n in range(count)
    ]
    (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")


def code(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command with a stub coder, in a process of its own, as Ray would not leave this one as it was."""
    command = [
        sys.executable,
        DRIVER,
        "code",
        *arguments,
        "--engine",
        "ray",
        "--keep-duplicates",
        "--workers",
        "2",
    ]
    environment = {**os.environ, "PYTHONPATH": f"{DRIVER.parents[1]}:{os.environ.get('PYTHONPATH', '')}"}
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, timeout=400, env=environment
    )


@pytest.mark.slow
def test_parts_are_made_once(tmp_path: Path) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    write(corpus, "a", 12)
    write(corpus, "b", 9, n4="die, the worker of it", n6="raise it")
    done = code(corpus, "-o", out)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "19 articles, 19 sentences, 19 events" in done.stderr
    assert "quarantined: 2 articles" in done.stderr
    first = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert len(first) == 4
    table = pl.read_parquet(out / "part-*.parquet")
    assert sorted(table["article_id"]) == sorted(
        [*(f"a{n}" for n in range(12)), *(f"b{n}" for n in (0, 1, 2, 3, 5, 7, 8))]
    )
    (problems,) = out.glob("part-b-*.problems.jsonl")
    kept = [json.loads(line) for line in problems.read_text().splitlines()]
    assert [(row["article_id"], row["kind"]) for row in kept] == [
        ("b4", "quarantined"),
        ("b6", "quarantined"),
    ]
    assert kept[1]["text"] == "raise it"

    write(corpus, "b", 3)
    write(corpus, "c", 5)
    done = code(corpus, "-o", out)
    assert done.returncode == 0, done.stderr
    assert "1 of 3 inputs are coded already" in done.stderr
    assert "8 articles, 8 sentences, 8 events" in done.stderr
    second = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert [name for name in second if second[name] == first.get(name)] == [
        name for name in second if name.startswith(("khaldun", "part-a-"))
    ]
    assert not problems.exists()
    assert len(pl.read_parquet(out / "part-*.parquet")) == 20


@pytest.mark.slow
def test_a_running_cluster_codes_files_of_a_bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    rows = "".join(json.dumps({"id": f"a{n}", "text": LINE.format(n=n)}) + "\n" for n in range(5)).encode()
    with serving({"news": {"2014/a.jsonl": rows, "2014/b.txt": b"France refused."}}) as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
        monkeypatch.setenv("PYTHONPATH", f"{DRIVER.parents[1]}:{os.environ.get('PYTHONPATH', '')}")
        monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        monkeypatch.setenv("RAY_AUTH_MODE", "token")
        monkeypatch.setenv("RAY_AUTH_TOKEN", "0123456789abcdef" * 4)
        # --block keeps the cluster below this process, so that it ends with it and no other cluster is touched.
        head = [str(Path(sys.executable).with_name("ray")), "start", "--head", "--block", f"--port={port}"]
        head += ["--num-cpus=2", "--include-dashboard=false"]
        with subprocess.Popen(head, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as cluster:
            try:
                await_port(port)
                done = code(
                    "s3://news/2014", "s3://none/x", "-o", tmp_path / "out", "--address", f"127.0.0.1:{port}"
                )
                assert cluster.poll() is None
            finally:
                cluster.terminate()
    assert done.returncode == 1, done.stderr
    assert "s3://none/x: there is no such bucket; check its name" in done.stderr
    assert "6 articles, 6 sentences, 6 events" in done.stderr
    ids = pl.read_parquet(tmp_path / "out" / "part-*.parquet")["article_id"]
    assert sorted(ids) == ["2014/b.txt", *(f"a{n}" for n in range(5))]


def await_port(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"nobody listens at {port}")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "ray"], "-o None: --engine ray writes a folder"),
        (["--engine", "ray", "-o", "out.parquet"], "writes a folder of Parquet parts"),
        (["--engine", "ray", "-o", "postgresql://h/d"], "writes a folder of Parquet parts"),
        (["--engine", "ray", "-o", "none/out"], "there is no folder none"),
        (["--engine", "ray", "-o", "out", "--format", "csv"], "--format csv: does not go with --engine ray"),
        (["--engine", "ray", "-o", "out", "--discards", "d"], "--discards d: does not go with --engine ray"),
        (["--engine", "ray", "-o", "."], "holds something else than a run"),
        (["--engine", "ray", "-o", "out", "--address", "127.0.0.1:1"], "give HOST:PORT of its head"),
        (["--engine", "ray", "-o", "out", "--address", "somewhere"], "give HOST:PORT of its head"),
        (["--address", "h:1"], "goes with --engine ray alone"),
    ],
)
def test_wrong_usage(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a", 1)
    result = run("code", "a.jsonl", *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(tmp_path.glob("**/*.parquet"))


def test_standard_input_is_no_file(run: Run, tmp_path: Path) -> None:
    result = run("code", "-", "--engine", "ray", "-o", tmp_path / "out", input="France refused.")
    assert result.exit_code == 2
    assert "hands out files" in result.stderr


def test_without_ray(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    write(tmp_path, "a", 1)
    result = run("code", tmp_path / "a.jsonl", "--engine", "ray", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "pip install 'khaldun[ray]'" in result.stderr
