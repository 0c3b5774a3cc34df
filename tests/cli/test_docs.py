"""The documentation names every command, option, field and column."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import get_args

import click
import pytest

from khaldun.cli import COMMANDS, program
from khaldun.cli.annotate import layers
from khaldun.cli.system import SUBCOMMANDS
from khaldun.meetings.knowledge import Act, Outcome
from khaldun.model import (
    Agreed,
    Attribution,
    Event,
    Evidence,
    Manner,
    Meeting,
    MeetingParty,
    Mention,
    Place,
    Source,
)
from khaldun.store.flat import COLUMNS
from making import coding, full

DOCS = Path(__file__).parents[2] / "docs"


def section(name: str) -> str:
    """The part of docs/commands.md on one command."""
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    found = re.search(rf"^## khaldun {name}\n(.*?)(?=^## |\Z)", text, re.S | re.M)
    assert found, f"docs/commands.md has no section on {name}"
    return found[1]


def parameters(name: str) -> list[click.Parameter]:
    """All of a command's, with those of its subcommands."""
    found = command(name)
    if isinstance(found, click.Group):
        context = click.Context(found)
        below = [found.get_command(context, sub) for sub in found.list_commands(context)]
        return [*found.params, *(parameter for sub in below if sub for parameter in sub.params)]
    return found.params


def command(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    text = section(name)
    for parameter in parameters(name):
        for option in (
            (*parameter.opts, *parameter.secondary_opts) if isinstance(parameter, click.Option) else []
        ):
            assert f"`{option}`" in text, f"docs/commands.md: {name} {option}"


def test_no_command_is_documented_that_is_not_there() -> None:
    text = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## khaldun (\w+)", text, re.M) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_documented_that_is_not_there(name: str) -> None:
    known = {
        option for parameter in parameters(name) for option in (*parameter.opts, *parameter.secondary_opts)
    }
    listed = [line.split("|")[1] for line in section(name).splitlines() if line.startswith("| `-")]
    assert {option for cell in listed for option in re.findall(r"`(-[\w-]+)", cell)} <= known


@pytest.mark.parametrize("kind", [Event, Mention, Place, Attribution, Evidence, Source])
def test_every_field_of_a_record_is_documented(kind: type) -> None:
    text = (DOCS / "records.md").read_text(encoding="utf-8")
    for field in dataclasses.fields(kind):
        if field.compare:
            assert f"`{field.name}`" in text, f"docs/records.md: {kind.__name__}.{field.name}"


def test_every_column_and_layer_is_documented() -> None:
    text = (DOCS / "records.md").read_text(encoding="utf-8")
    for name in (*COLUMNS, *layers(coding(full()))):
        assert f"`{name}`" in text, f"docs/records.md: {name}"


@pytest.mark.parametrize("kind", [Meeting, MeetingParty, Agreed])
def test_every_field_of_a_meeting_is_documented(kind: type) -> None:
    text = (DOCS / "meetings.md").read_text(encoding="utf-8")
    for field in dataclasses.fields(kind):
        assert f"`{field.name}`" in text, f"docs/meetings.md: {kind.__name__}.{field.name}"


def test_every_key_of_an_act_is_documented() -> None:
    text = (DOCS / "meetings.md").read_text(encoding="utf-8")
    for name in (*Act.__struct_fields__, *get_args(Outcome), *get_args(Manner)):
        assert f"`{name}`" in text, f"docs/meetings.md: {name}"


def test_every_subcommand_of_the_system_is_documented() -> None:
    for name in SUBCOMMANDS:
        assert f"| `{name} STORE" in section("system"), f"docs/commands.md: system {name}"
        text = (DOCS / "system.md").read_text(encoding="utf-8")
        assert f"`khaldun system {name} STORE" in text, f"docs/system.md: {name}"
