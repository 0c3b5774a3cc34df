"""``khaldun code``: events from texts, into a table, a file or a store."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from khaldun.cli import options
from khaldun.cli.discards import Discards, confident, open_discards
from khaldun.cli.reading import articles, make_coder, once, pipeline
from khaldun.cli.sinks import Sink, choose, open_sink
from khaldun.cli.summary import Summary
from khaldun.cli.terminal import complain, messages, plain
from khaldun.errors import InputError, KhaldunError, UsageError
from khaldun.export import FORMATS
from khaldun.store import Run, run_now

_PATIENCE = 2.0
"""Seconds before progress is shown."""


@click.command(short_help="Code the events in texts.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Write here; .duckdb, .jsonl, .csv or .parquet picks the form.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", *FORMATS]),
    help="Form of standard output: a table on a terminal, else jsonl.",
)
@click.option(
    "--discards",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what was set aside here, as JSON lines with the reasons.",
)
@click.option(
    "--keep-duplicates", is_flag=True, help="Code every article, also copies of one that was coded already."
)
@options.min_confidence
@options.reading
@options.knowing
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def code(
    inputs: tuple[str, ...],
    out: Path | None,
    form: str | None,
    discards: Path | None,
    quiet: bool,
    **rest: Any,
) -> int:
    """Code the events in INPUT: a text or HTML file, a folder, a feed, a CSV, JSONL or Parquet table, a WARC, or -.

    Standard output carries only records. Status 1: some inputs could not be read; each is named, the rest is coded.
    """
    target = choose(out, form)
    _check_outputs(inputs, {"-o": out, "--discards": discards})
    summary = Summary()
    with open_discards(discards) as aside, open_sink(target, _run(inputs, rest)) as sink:
        _code_all(inputs, rest, (sink, aside, summary), quiet)
        if not summary.articles and summary.problems:
            raise _NothingReadError("nothing was coded, as no input could be read")
    if not quiet:
        for line in summary.lines():
            click.echo(plain(line), err=True)
    return 1 if summary.problems else 0


def _check_outputs(inputs: tuple[str, ...], outputs: dict[str, Path | None]) -> None:
    """Raise ``UsageError`` where a file would be written over another that this run reads or writes."""
    taken = {Path(name).resolve(): "is an input too" for name in inputs if name != "-"}
    for option, path in outputs.items():
        if path is None:
            continue
        if path.resolve() in taken:
            raise UsageError(f"{option} {path}: {taken[path.resolve()]}; write to another file")
        taken[path.resolve()] = f"is the file of {option} too"


class _NothingReadError(KhaldunError):
    """No input held an article, so nothing is written."""


def _code_all(
    inputs: tuple[str, ...], rest: dict[str, Any], takers: tuple[Sink, Discards, Summary], quiet: bool
) -> None:
    sink, _, summary = takers

    def problem(error: InputError) -> None:
        complain(str(error))
        summary.problems += 1
        sink.problem(error.name, str(error).removeprefix(f"{error.name}: "))

    coder = make_coder(rest)
    with _Ticker(quiet) as ticker:
        for coding in coder.pipe(once(articles(inputs, rest, problem), rest, (sink, summary))):
            sure = confident(coding, rest["min_confidence"])
            for taker in takers:
                taker.add(sure)
            ticker.tick(summary)


class _Ticker:
    """Progress on standard error, shown on a terminal once a run takes longer than people like to wait."""

    def __init__(self, quiet: bool) -> None:
        console = messages()
        self._progress = Progress(
            SpinnerColumn(), TextColumn("{task.completed:,} articles, {task.fields[events]:,} events"),
            TimeElapsedColumn(), console=console, transient=True, disable=quiet or not console.is_terminal,
        )  # fmt: skip
        self._task = self._progress.add_task("coding", total=None, events=0)
        self._begun = time.monotonic()
        self._shown = False

    def __enter__(self) -> _Ticker:
        return self

    def __exit__(self, *error: object) -> None:
        if self._shown:
            self._progress.stop()

    def tick(self, summary: Summary) -> None:
        """One more article is coded."""
        if not self._shown and time.monotonic() - self._begun > _PATIENCE:
            self._progress.start()
            self._shown = True
        if self._shown:
            self._progress.update(self._task, completed=summary.articles, events=summary.events)


def _run(inputs: tuple[str, ...], rest: dict[str, Any]) -> Run:
    given = {name: None if value is None else str(value) for name, value in sorted(rest.items())}
    return run_now(
        version=version("khaldun"),
        pipeline=pipeline(rest),
        ontology=rest["ontology"],
        lexicon=_digest(files("khaldun.lexicon")),
        options={"inputs": list(inputs), **given},
    )


def _digest(root: Traversable) -> str:
    """A hash of the lexicon's files: equal hashes, equal rules."""
    found = hashlib.sha256()
    for name, source in sorted(_yaml(root, "")):
        found.update(name.encode() + b"\0" + source.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _yaml(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _yaml(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".yaml"):
            yield prefix + item.name, item
