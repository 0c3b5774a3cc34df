"""``khaldun diff``: what changed between two runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click
import msgspec
from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khaldun.cli.options import StoreAt
from khaldun.cli.terminal import plain, tables
from khaldun.store import Difference, Location, Run, compare, local

_KINDS = ("same", "changed", "added", "removed")


@click.command(short_help="Say what changed between two runs.")
@click.argument("run1", type=StoreAt(), metavar="RUN1")
@click.argument("run2", type=StoreAt(), metavar="RUN2")
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", help="Form of the answer."
)
@click.option(
    "--examples",
    type=click.IntRange(0),
    default=3,
    show_default=True,
    metavar="N",
    help="Examples of each kind of change.",
)
def diff(run1: Location, run2: Location, form: str, examples: int) -> int:
    """Say what changed from the store RUN1 to the store RUN2: by what they were made, and which events differ.

    Status 0 whether or not anything did.
    """
    with local(run1) as one, local(run2) as two:
        found = compare(one, two, examples)
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode(record(found)), indent=2))
    else:
        tables().print(report(found, str(run1), str(run2)))
    return 0


def record(found: Difference) -> dict[str, Any]:
    """The difference as JSON holds it."""
    return {
        "runs": [asdict(run) for run in found.runs],
        "unlike": {name: list(values) for name, values in found.unlike.items()},
        "articles": found.articles,
        "events": found.events,
        "types": found.types,
        "fields": found.fields,
        "moves": [{"before": a, "after": b, "events": n} for a, b, n in found.moves],
        "examples": found.examples,
    }


def report(found: Difference, one: str, two: str) -> RenderableType:
    """The difference as text for people."""
    return Group(*_report(found, one, two))


def _report(found: Difference, one: str, two: str) -> Iterator[RenderableType]:
    for name, run in zip((one, two), found.runs, strict=True):
        yield Text(plain(f"{name}: {_in_short(run)}"))
    for name, (a, b) in found.unlike.items():
        yield Text(plain(f"{name}: {a or 'none'} → {b or 'none'}"))
    if not found.unlike:
        yield Text("made the same way: version, pipeline, ontology, lexicon and options are equal")
    for name, n in zip((one, two), found.articles.values(), strict=True):
        if n:
            yield Text(plain(f"articles only in {name}: {n:,}"))
    yield Text("\nevents: " + ", ".join(f"{found.events[kind]:,} {kind}" for kind in _KINDS))
    if found.types:
        yield _types(found)
    if found.fields:
        yield Text("changed in: " + ", ".join(f"{name} {n:,}" for name, n in found.fields.items()))
    if found.moves:
        yield Text("from type to type: " + ", ".join(f"{a} → {b} {n:,}" for a, b, n in found.moves))
    for kind, examples in found.examples.items():
        if examples:
            yield Text(f"\n{kind}, for example", "bold")
            for example in examples:
                yield from _example(example)


def _in_short(run: Run) -> str:
    parts = [f"{run.articles:,} articles", f"{run.events:,} events"]
    if run.unread:
        parts.append(f"{run.unread:,} inputs not read")
    if run.quarantined:
        parts.append(f"{run.quarantined:,} articles quarantined")
    parts.append(f"khaldun {run.version}, {run.started:%Y-%m-%d %H:%M} UTC")
    if run.finished is None:
        parts.append("unfinished")
    return ", ".join(parts)


def _types(found: Difference) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("type")
    for kind in _KINDS:
        table.add_column(kind, justify="right")
    for name, counts in found.types.items():
        table.add_row(name, *(f"{counts[kind]:,}" if counts[kind] else "" for kind in _KINDS))
    return table


def _example(example: dict[str, Any]) -> Iterator[RenderableType]:
    sentence = Text(plain(example["text"]))
    sentence.stylize("underline", *example["trigger"])
    yield Text(plain(f"{example['article_id']}, sentence {example['sentence']}: ")) + sentence
    changed = f" ({', '.join(example['fields'])})" if "fields" in example else ""
    for side, sign in (("before", "-"), ("after", "+")):
        if example[side] is not None:
            yield Padding(Text(plain(f"{sign} {_event(example[side])}{changed}")), (0, 0, 0, 2))


def _event(event: dict[str, Any]) -> str:
    who = _who(event["actors"], event["actor_codes"])
    whom = _who(event["recipients"], event["recipient_codes"])
    return (
        f"{event['event_type']} {event['cameo']} {event['status']}, {who or '?'}{f' → {whom}' if whom else ''}, "
        f"{event['date'] or 'no date'}, {event['rule']}, {event['confidence']:.2f}"
    )


def _who(texts: list[str], codes: list[str | None]) -> str:
    return ", ".join(f"{text} ({code or '?'})" for text, code in zip(texts, codes, strict=True))
