"""The command as a whole: help, versions, errors without tracebacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from khaldun.cli import COMMANDS
from khaldun.cli.terminal import plain


def test_help_names_every_command(run: Run) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        assert f"  {name} " in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: khaldun {name}" in result.stdout


def test_nothing_asked(run: Run) -> None:
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("Usage: khaldun")


def test_no_such_command(run: Run) -> None:
    result = run("codes")
    assert result.exit_code == 2
    assert result.stderr.startswith("khaldun: no such command 'codes'")
    assert result.stderr.rstrip().endswith("'khaldun --help' shows what is valid")


def test_version(run: Run) -> None:
    assert run("--version").stdout.startswith("khaldun, version ")


def test_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "khaldun", "ref", "1212"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.startswith("CAMEO 1212")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_on_a_full_disk() -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "khaldun", "ref"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )
    assert done.returncode == 1
    assert done.stderr == (
        "khaldun: standard output: no space left on the disk; free some, or write elsewhere with -o\n"
    )


def test_plain_text_cannot_steer_a_terminal() -> None:
    assert plain("a\x1b[31mb\nc\td\x07é") == "a\ufffd[31mb c d\ufffdé"
