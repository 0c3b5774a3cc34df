"""What goes to the terminal: messages on standard error, tables on standard output. Text is data, never markup."""

from __future__ import annotations

import sys

import click
from rich.console import Console

_WIDE = 160
"""Characters of a table's width where standard output is no terminal."""


def plain(text: str) -> str:
    """The text on one line, without control characters (a terminal would obey them)."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def complain(message: str) -> None:
    """Say on standard error what is wrong, one line a problem."""
    for line in message.splitlines():
        click.echo(f"khaldun: {plain(line)}", err=True)


def tables() -> Console:
    """A console for tables on standard output."""
    wide = None if sys.stdout.isatty() else _WIDE
    return Console(file=sys.stdout, width=wide, highlight=False, markup=False, emoji=False)


def messages() -> Console:
    """A console for progress and summaries on standard error."""
    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)
