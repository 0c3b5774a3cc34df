"""``khaldun export``: the events of a store in the formats that other people's tools read."""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast, get_args

import click

from khaldun.cli.options import Day, StoreAt, min_confidence
from khaldun.cli.terminal import plain
from khaldun.errors import UsageError
from khaldun.export.formats import WRITERS, Format, formats, is_joined, write
from khaldun.model import Status
from khaldun.ontology import load_ontology
from khaldun.store import Choice, Location, Store
from khaldun.store.atomic import replacing

_BY_SUFFIX = {f".{name}": name for name in ("jsonl", "csv", "parquet", "geojson", "graphml")}
_BYTES = ("parquet",)

_TYPE = click.Choice(sorted(load_ontology().types), case_sensitive=False)


class Code(click.ParamType[str]):
    """A code or id as the store has it: codes in capitals, ids ("person:john-kerry") as they are."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return value if ":" in value else value.upper()


def _notes(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None or ctx.resilient_parsing:
        return
    for line in notes(formats()[value]):
        click.echo(line)
    ctx.exit()


@click.command(short_help="Write a store's events in other formats.")
@click.argument("store", type=StoreAt(), metavar="STORE")
@click.option(
    "--format", "form", type=click.Choice(list(WRITERS), case_sensitive=False), help="What to write."
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help=f"Write here; {', '.join(_BY_SUFFIX)} picks the format.",
)
@click.option("--header", is_flag=True, help="Give GDELT's rows a header line, which its own files lack.")
@click.option(
    "--notes",
    type=click.Choice(list(WRITERS), case_sensitive=False),
    is_eager=True,
    expose_value=False,
    callback=_notes,
    help="Say what a format cannot carry, and write nothing.",
)
@click.option("--from", "begin", type=Day(), metavar="YYYY-MM-DD", help="Events of this day or later.")
@click.option("--to", "end", type=Day(), metavar="YYYY-MM-DD", help="Events of this day or earlier.")
@click.option("--type", "types", type=_TYPE, multiple=True, metavar="TYPE", help="Events of this type.")
@click.option(
    "--actor",
    "actors",
    type=Code(),
    multiple=True,
    metavar="CODE",
    help="Events with an actor of this code (IRN), sector (REB) or id.",
)
@click.option(
    "--recipient",
    "recipients",
    type=Code(),
    multiple=True,
    metavar="CODE",
    help="Events with a recipient of this code, sector or id.",
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice([*get_args(Status), "all"]),
    multiple=True,
    help="Events of this status. Default: actual; all in jsonl, csv and parquet.",
)
@click.option(
    "--events/--reports",
    "joined",
    default=None,
    help="One event for all its reports, or every report. Default, in a joined store: events, but reports in jsonl, csv and parquet.",
)
@min_confidence
@click.option(
    "--place-country",
    "place_countries",
    type=Code(),
    multiple=True,
    metavar="CODE",
    help="Events in this country.",
)
@click.option("-q", "--quiet", is_flag=True, help="No counts on standard error.")
def export(
    store: Location, form: str | None, out: Path | None, header: bool, statuses: tuple[str, ...],
    begin: dt.date | None, end: dt.date | None, types: tuple[str, ...], actors: tuple[str, ...],
    recipients: tuple[str, ...], joined: bool | None, min_confidence: float, place_countries: tuple[str, ...],
    quiet: bool,
) -> int:  # fmt: skip
    """Write the events in STORE as another tool reads them.

    Options that choose events may be given several times: an event then needs one of them. What a format cannot carry,
    --notes FORMAT tells; what was left out is counted on standard error.
    """
    chosen = _format(form, out)
    if header and chosen.name != "gdelt":
        raise UsageError(
            f"--header: {chosen.name} has its own form; only gdelt has a header line to be asked for"
        )
    if out is not None and isinstance(store, Path) and out.resolve() == store.resolve():
        raise UsageError(f"-o {out}: is the store itself; write to another file")
    choice = Choice(
        begin, end, types, actors, recipients, _statuses(statuses, chosen), min_confidence, place_countries
    )
    with Store(store) as opened:
        whole = is_joined(opened, chosen, joined)
        with _output(out) as file:
            left_out = write(opened, chosen.name, file, choice, header, whole)
        if not quiet:
            for line in _counts(opened, choice, left_out, whole):
                click.echo(plain(line), err=True)
    return 0


def notes(form: Format) -> Iterator[str]:
    """What is said of a format, as lines of text."""
    yield form.title
    yield f"events: {'of any status' if len(form.statuses) > 1 else f'{form.statuses[0]} only'}, unless --status says otherwise"
    yield from (f"- {note}" for note in form.notes)


def _format(form: str | None, out: Path | None) -> Format:
    """The format by --format, else by the ending of OUT. Raises ``UsageError`` where neither tells."""
    name = form or (_BY_SUFFIX.get(out.suffix.lower()) if out is not None else None)
    if name is None:
        raise UsageError(f"--format: is needed; valid are {', '.join(WRITERS)}")
    if name in _BYTES and out is None and sys.stdout.isatty():
        raise UsageError(f"--format {name}: writes bytes, which no terminal shows; give -o OUT.{name}")
    return formats()[name]


def _statuses(given: tuple[str, ...], form: Format) -> tuple[Status, ...]:
    if "all" in given:
        return ()
    return cast(tuple[Status, ...], given) or (form.statuses if len(form.statuses) == 1 else ())


@contextmanager
def _output(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that takes its name when the block ends well."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with replacing(out) as partial, partial.open("wb") as file:
            yield file


def _counts(store: Store, choice: Choice, left_out: Counter[str], joined: bool) -> Iterator[str]:
    """How many events were written, and how many were left out for which reason."""
    by_status = store.statuses(choice)
    others = {s: n for s, n in by_status.items() if choice.statuses and s not in choice.statuses}
    asked = sum(by_status.values()) - sum(others.values())
    if joined:
        events = store.size_joined(choice)
        yield f"{events - left_out.total()} events written, told by {asked} of {len(store)} reports"
    else:
        yield f"{asked - left_out.total()} of {len(store)} events written"
    if others:
        listed = ", ".join(f"{status} {n}" for status, n in others.items())
        yield f"left out by status: {listed} (--status all takes them in)"
    if left_out:
        yield "left out by the format: " + ", ".join(f"{why} {n}" for why, n in left_out.most_common())
    if unasked := len(store) - sum(by_status.values()):
        yield f"left out by the other options: {unasked}"
