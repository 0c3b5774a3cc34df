"""``khaldun open``: what it refuses, and that it ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from cli.conftest import Run
from khaldun.cli.open import _read
from khaldun.errors import UsageError
from khaldun.store import Store
from making import RUN, coding, full


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(full()))
    return path


def test_a_store_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    result = run("open", tmp_path / "none.duckdb")
    assert result.exit_code == 1
    assert "no such store" in result.stderr


def test_a_port_that_is_taken_is_told(run: Run, store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("open", store, "--no-browser", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "choose another with --port" in result.stderr


def test_only_texts_and_pages_are_taken(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"give a text or HTML file"):
        _read("../../x.duckdb", b"x")
    assert [article.text for article in _read("../../note.txt", b"France fed Mali.")] == ["France fed Mali."]


@pytest.mark.slow
def test_elsewhere_a_token_is_needed_and_an_interrupt_ends_it(store: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "khaldun",
        "open",
        str(store),
        "--no-browser",
        "--port",
        "0",
        "--host",
        "0.0.0.0",
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            found = re.search(r"http://0\.0\.0\.0:(\d+)/\?token=(\S+)", process.stderr.readline())
            assert found
            address = f"http://127.0.0.1:{found[1]}/static/app.js"
            with pytest.raises(HTTPError) as refused:
                urlopen(address)
            assert refused.value.code == 403
            refused.value.close()
            with urlopen(Request(address, headers={"Authorization": f"Bearer {found[2]}"})) as answer:
                assert answer.status == 200
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
            assert "Traceback" not in process.stderr.read()
        finally:
            process.kill()
