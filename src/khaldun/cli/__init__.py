"""The command line: one file a command, found by the table below and loaded when it is called."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any, NoReturn

import click

from khaldun.cli.terminal import complain
from khaldun.errors import ActorFileError, KhaldunError, UsageError

__all__ = ["COMMANDS", "main", "program"]

COMMANDS = (
    "code", "annotate", "relate", "extract", "evaluate", "explain", "diff", "join", "ref", "export", "open", "report",
    "train", "system",
)  # fmt: skip
"""Each is a module of this package that holds a command of its own name."""

_WRONG_USAGE = 2
_FAILED = 1
_INTERRUPTED = 130


class Program(click.Group):
    """The group of all commands: loads them late, and turns every expected error into one line and a status."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"khaldun.cli.{cmd_name}"), cmd_name)
        return command

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> NoReturn:
        """Run a command and leave with its status: 0 done, 1 an input was not read, 2 wrong usage, 130 interrupted."""
        extra["standalone_mode"] = False
        try:
            status = super().main(args, *rest, **extra)
            sys.stdout.flush()
        except click.Abort as error:
            complain(str(error) or "interrupted; nothing half-written was kept")
            status = _INTERRUPTED
        except click.ClickException as error:
            status = _explain_usage(error)
        except KhaldunError as error:
            complain(str(error))
            status = _WRONG_USAGE if isinstance(error, UsageError | ActorFileError) else _FAILED
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            _give_up_output()
            complain("standard output: no space left on the disk; free some, or write elsewhere with -o")
            status = _FAILED
        sys.exit(status or 0)


def _give_up_output() -> None:
    """Let what waits for standard output go nowhere, as the interpreter would fail on it once more at its end."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _explain_usage(error: click.ClickException) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return error.exit_code
    path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "khaldun"
    said = error.format_message().rstrip(".")
    complain(f"{said[:1].lower()}{said[1:]}; '{path} --help' shows what is valid")
    return error.exit_code


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(version("khaldun"), prog_name="khaldun")
def program() -> None:
    """News text in; sourced, structured political events out: who did what to whom, when, where, according to whom."""


def main() -> NoReturn:
    """The entry point of the command ``khaldun``."""
    program.main(prog_name="khaldun")
