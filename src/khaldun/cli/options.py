"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from khaldun.ontology.load import VERSIONS
from khaldun.store.address import Location, location

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType[dt.date]):
    """A day as YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                return dt.date.fromisoformat(value)
            said = f"{value!r} is no day"
        except ValueError:
            said = f"{value} is no day of the calendar"
        raise click.BadParameter(f"{said}; give one as YYYY-MM-DD, like 2014-09-16", ctx, param)


class StoreAt(click.ParamType[Location]):
    """The name of a store's file, or the address of one on a server."""

    name = "store"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Location:
        return location(value)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, listed by ``--help`` in this order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


reading = together(
    click.option("--date", type=Day(), metavar="YYYY-MM-DD", help="Date of publication, over any other."),
    click.option("--id-column", default="id", metavar="NAME", help="Column (or JSON key) of a table's ids."),
    click.option("--text-column", default="text", metavar="NAME", help="Column of the texts."),
    click.option("--date-column", default="date", metavar="NAME", help="Column of the dates of publication."),
    click.option("--title-column", default="title", metavar="NAME", help="Column of the titles."),
    click.option("--url-column", default="url", metavar="NAME", help="Column of the addresses."),
    click.option("--source-column", default="source", metavar="NAME", help="Column of the publications."),
    click.option(
        "--as-is", is_flag=True, help="Leave texts as they are, so that offsets count in the given text."
    ),
)

knowing = together(
    click.option("--pipeline", metavar="NAME", help="An installed English spaCy pipeline, instead of khaldun's own."),
    click.option("--actors", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                 help="Your own actors, laid over the built-in ones."),
    click.option("--ontology", type=click.Choice(VERSIONS), default=VERSIONS[0], show_default=True,
                 help="Table from CAMEO's leaves to PLOVER."),
)  # fmt: skip

reader = click.option("--no-reader", is_flag=True, help="Leave the learned reader out: the frames alone.")

model = click.option(
    "--model",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="An adapted model that khaldun train wrote: relations in its types.",
)

min_confidence = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out events of less confidence, from 0 to 1.",
)
