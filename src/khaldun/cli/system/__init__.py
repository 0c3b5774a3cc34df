"""``khaldun system``: the system behind the events, one file a subcommand, found by the table below when it is called."""

from __future__ import annotations

from importlib import import_module

import click

SUBCOMMANDS = ("dyad", "network", "balance", "exposure", "burden")
"""Each is a module of this package that holds a command of its own name."""


class System(click.Group):
    """The group of the subcommands, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = getattr(import_module(f"khaldun.cli.system.{cmd_name}"), cmd_name)
        return command


@click.group(cls=System, short_help="Rebuild the system behind the events of a store.")
def system() -> None:
    """Rebuild the system of states and groups behind the events of a store, and question it."""
