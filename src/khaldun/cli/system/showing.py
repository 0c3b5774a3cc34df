"""How the answers of ``khaldun system`` go out: as tables, JSON or a picture."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import click
import msgspec
import pandas as pd
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from khaldun.cli.options import F, together
from khaldun.cli.terminal import plain, tables
from khaldun.errors import UsageError
from khaldun.relations.deeds import evidence
from khaldun.relations.pictures import Draw, picture
from khaldun.relations.values import simple
from khaldun.store import View
from khaldun.store.atomic import replacing

FORMS = ("table", "json", "png", "svg")
_SHORT_ID = 8
_WIDE = 160
NARROW = ("period", "date", "dyad")
"""Columns that are never broken into lines."""


def showing(*more: str) -> Callable[[F], F]:
    """The options of output; ``more`` are a subcommand's own forms."""
    return together(
        click.option("--format", "form", type=click.Choice((*FORMS, *more)), default="table", show_default=True,
                     help="Form of the output."),
        click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                     help="Write to this file; it appears when all is done."),
        click.option("--evidence", "sentences", type=click.IntRange(0), default=1, show_default=True, metavar="N",
                     help="Sentences shown under each figure of a table; JSON holds them all."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A table of an answer. ``columns`` maps the columns shown to their headings; ``event_ids`` names the rows' evidence."""

    title: str
    rows: pd.DataFrame
    columns: Mapping[str, str]
    top: int | None = None
    evidence: str | None = "event_ids"
    optional: tuple[str, ...] = ()
    """Columns left out of the table where they are empty or zero all the way down."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a subcommand found: what was asked (``settings``), lines for people, parts, and how to draw it.

    ``facts`` go into the JSON only, beside the parts; ``texts`` gives the forms that are text (graphml …).
    """

    what: str
    title: str
    settings: Mapping[str, Any]
    lines: list[str]
    parts: Mapping[str, Part]
    draw: Draw
    facts: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    size: tuple[float, float] = (10, 6)


def show(view: View, answer: Answer, form: str, out: Path | None, sentences: int) -> None:
    """Write the answer in a form, to a file or to standard output."""
    if form in ("png", "svg"):
        _put(picture(answer.draw, answer.title, form, answer.size), out, form)  # type: ignore[arg-type]
    elif form == "json":
        _put(_json(view, answer), out, form)
    elif form in answer.texts:
        _put(answer.texts[form]().encode(), out, form)
    elif out is None:
        _print(tables(), view, answer, sentences)
    else:
        with replacing(out) as partial, partial.open("w", encoding="utf-8") as stream:
            _print(_console(stream), view, answer, sentences)


def _console(stream: IO[str]) -> Console:
    return Console(file=stream, width=_WIDE, highlight=False, markup=False, emoji=False)


def _put(content: bytes, out: Path | None, form: str) -> None:
    if out is not None:
        with replacing(out) as partial:
            partial.write_bytes(content)
        return
    if form == "png" and sys.stdout.isatty():
        raise UsageError("png: a picture is not for the terminal; give a file with -o, or send it on with |")
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _json(view: View, answer: Answer) -> bytes:
    """The answer with every event id that it names led back to its sentences."""
    body = {
        "what": answer.what,
        "title": answer.title,
        "settings": simple(answer.settings),
        "notes": answer.lines,
        **{name: simple(part.rows.to_dict("records")) for name, part in answer.parts.items()},
        **{name: simple(value) for name, value in answer.facts.items()},
    }
    ids = sorted(set(_ids(body)))
    told: dict[str, list[Any]] = {key: [] for key in ids}
    for row in evidence(view, ids).to_dict("records"):
        told[row.pop("event_id")].append(simple(row))
    return msgspec.json.format(msgspec.json.encode({**body, "evidence": told}), indent=2) + b"\n"


def _ids(value: Any) -> Iterable[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "event_ids":
                yield from _flat(inner)
            else:
                yield from _ids(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _ids(inner)


def _flat(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _flat(inner)


def _print(console: Console, view: View, answer: Answer, sentences: int) -> None:
    console.print(Text(plain(answer.title), "bold"))
    console.print(Text(plain(_told(answer.settings)), "dim"))
    for line in answer.lines:
        console.print(Text(plain(line)))
    for part in answer.parts.values():
        shown = part.rows if part.top is None else part.rows.head(part.top)
        console.print()
        console.print(_table(part, shown))
        if len(shown) < len(part.rows):
            console.print(
                Text(f"{len(part.rows) - len(shown)} more rows; --top shows more, --format json all", "dim")
            )
        if sentences and part.evidence:
            ids = [_first(ids, sentences) for ids in shown[part.evidence]]
            console.print(_below(view, ids))


def _told(settings: Mapping[str, Any]) -> str:
    shown = {name: simple(value) for name, value in settings.items() if value not in (None, (), [])}
    return ", ".join(
        f"{name.replace('_', ' ')} {', '.join(map(str, v)) if isinstance(v, list) else v}"
        for name, v in shown.items()
    )


def _table(part: Part, rows: pd.DataFrame) -> RenderableType:
    """A table of the columns that say anything; what is empty or zero all the way down is left out."""
    table = Table(box=box.SIMPLE_HEAD, title=plain(part.title), title_justify="left")
    said = {
        name: heading
        for name, heading in part.columns.items()
        if name not in part.optional or rows[name].fillna(0).astype(bool).any()
    }
    for name, heading in said.items():
        right = pd.api.types.is_numeric_dtype(part.rows[name]) and not pd.api.types.is_bool_dtype(
            part.rows[name]
        )
        table.add_column(
            heading, justify="right" if right else "left", overflow="fold", no_wrap=name in NARROW
        )
    for row in rows.to_dict("records"):
        table.add_row(*(Text(_cell(row[name])) for name in said))
    return table


def _cell(value: Any) -> str:
    value = simple(value)
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"
    return plain(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _first(ids: Any, many: int) -> list[str]:
    """The first ids of a row, or of each tie of one that has several."""
    groups = ids.values() if isinstance(ids, Mapping) else [ids]
    return [key for group in groups for key in list(group)[:many]]


def _below(view: View, ids: list[list[str]]) -> Text:
    """The first sentence of each event, in this order, each once."""
    wanted = {key: place for place, key in enumerate(dict.fromkeys(key for row in ids for key in row))}
    found = evidence(view, list(wanted)).drop_duplicates("event_id")
    text = Text("Evidence (khaldun explain ID STORE says more):" if len(found) else "", "dim")
    for row in sorted(found.itertuples(), key=lambda row: wanted[row.event_id]):
        text.append(f"\n  {row.event_id[:_SHORT_ID]}  {simple(row.date)}  {plain(row.text)}", "default")
    return text
