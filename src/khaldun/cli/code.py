"""``khaldun code``: events from texts, into a table, a file or a store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from khaldun.cli import options
from khaldun.cli.discards import Discards, confident, open_discards
from khaldun.cli.feeding import Digest, add_all, skip
from khaldun.cli.identity import run_of
from khaldun.cli.progress import Ticker
from khaldun.cli.reading import make_coder, once, scanned
from khaldun.cli.sinks import STORE, Sink, Target, choose, open_sink
from khaldun.cli.summary import Summary
from khaldun.cli.terminal import complain, plain
from khaldun.errors import InputError, KhaldunError, UsageError
from khaldun.export import FORMATS
from khaldun.running import Done, Failed, chunks, plan
from khaldun.running import code as code_chunks
from khaldun.sources import Found, Meter, size
from khaldun.store import Location, Run, counted, earlier, partial_of, unfinished


@click.command(short_help="Code the events in texts.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--out",
    type=options.StoreAt(),
    metavar="OUT",
    help="Write here: .duckdb, .jsonl, .csv or .parquet picks the form; postgresql://… is a store on a server.",
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
@click.option(
    "--workers",
    type=click.IntRange(1),
    metavar="N",
    help="Code in N processes; by default one for each core, and for little input none.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Start anew where a store of another run, or an unfinished one, has the name OUT.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Where to code: on this machine, or on a Ray cluster, which makes OUT a folder of Parquet parts.",
)
@click.option(
    "--address", metavar="HOST:PORT", help="Head of the Ray cluster; without it one is started here."
)
@options.reading
@options.reader
@options.knowing
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def code(
    inputs: tuple[str, ...],
    out: Location | None,
    form: str | None,
    discards: Path | None,
    quiet: bool,
    workers: int | None,
    overwrite: bool,
    engine: str,
    address: str | None,
    **rest: Any,
) -> int:
    """Code the events in INPUT: a text or HTML file, a folder, a feed, a CSV, JSONL or Parquet table, a WARC, or -.

    Standard output carries only records. A run into a .duckdb store that was broken off goes on with the same command.
    Status 1: some inputs could not be read, or articles not coded; each is named, the rest is coded.
    """
    if engine == "ray":
        return _on_ray(
            inputs,
            out,
            {"--format": form, "--discards": discards},
            rest,
            {"address": address, "workers": workers},
            overwrite,
            quiet,
        )
    if address is not None:
        raise UsageError(f"--address {address}: goes with --engine ray alone; give that too")
    target = choose(out, form)
    _check_outputs(inputs, {"-o": out, "--discards": discards})
    run = run_of(inputs, rest)
    before = earlier(target.path, run, overwrite) if target.path and target.form == STORE else None
    if before is not None and discards is not None:
        raise UsageError(
            f"--discards {discards}: would lack what {target.path} has coded before; leave it out, or start anew with --overwrite"
        )
    summary = _so_far(target, before)
    if before is None or before.finished is None:
        with (
            _keeping(target),
            open_discards(discards) as aside,
            open_sink(target, run, anew=overwrite) as sink,
        ):
            _Coding(inputs, rest, (sink, aside, summary), quiet).code(before, workers)
            if not summary.articles and not summary.quarantined and summary.problems:
                raise _NothingReadError("nothing was coded, as no input could be read")
    elif not quiet:
        complain(_done_already(target, before))
    return _end(summary, quiet)


def _end(summary: Summary, quiet: bool) -> int:
    """Tell the summary. Returns the exit status."""
    if not quiet:
        for line in summary.lines():
            click.echo(plain(line), err=True)
    return 0 if summary.whole else 1


def _on_ray(
    inputs: tuple[str, ...], out: Location | None, unfit: dict[str, Any], rest: dict[str, Any], how: dict[str, Any],
    overwrite: bool, quiet: bool,
) -> int:  # fmt: skip
    from khaldun.cli import scaling

    folder = scaling.check(inputs, out, unfit)
    return _end(scaling.code(inputs, folder, rest, how, overwrite, quiet), quiet)


def _so_far(target: Target, before: Run | None) -> Summary:
    """What an earlier run of the same name has done."""
    if before is None or target.path is None:
        return Summary()
    with counted(target.path if before.finished else partial_of(target.path)) as counts:
        return Summary.of(counts, before)


def _done_already(target: Target, run: Run) -> str:
    return (
        f"{target.path}: this run was finished on {run.finished:%Y-%m-%d}, nothing to do; "
        "where the inputs have changed since, code them again with --overwrite"
    )


@contextmanager
def _keeping(target: Target) -> Iterator[None]:
    """On an interrupt say what a store keeps."""
    try:
        yield
    except KeyboardInterrupt:
        if target.path is None or target.form != STORE or not unfinished(target.path):
            raise
        kept = partial_of(target.path).name
        raise click.Abort(
            f"interrupted; {kept} keeps what is coded, and the same command (without --overwrite) goes on with it"
        ) from None


def _check_outputs(inputs: tuple[str, ...], outputs: dict[str, Location | None]) -> None:
    """Raise ``UsageError`` where a file would be written over another that this run reads or writes."""
    taken = {Path(name).resolve(): "is an input too" for name in inputs if name != "-"}
    for option, path in outputs.items():
        if not isinstance(path, Path):
            continue
        if path.resolve() in taken:
            raise UsageError(f"{option} {path}: {taken[path.resolve()]}; write to another file")
        taken[path.resolve()] = f"is the file of {option} too"


class _NothingReadError(KhaldunError):
    """No input held an article, so nothing is written."""


class _Coding:
    """One run: from the inputs to those who take in what is coded."""

    def __init__(
        self,
        inputs: tuple[str, ...],
        rest: dict[str, Any],
        takers: tuple[Sink, Discards, Summary],
        quiet: bool,
    ) -> None:
        self._inputs, self._rest, self._quiet = inputs, rest, quiet
        self._takers = takers
        self._sink, _, self._summary = takers

    def code(self, before: Run | None, workers: int | None) -> None:
        """Code everything that the earlier run has not."""
        meter = Meter()
        with Ticker(self._quiet, size(self._inputs) if Ticker.visible(self._quiet) else None) as ticker:
            items = once(scanned(self._inputs, self._rest, meter), self._rest)
            digest = skip(items, before, "INPUT", lambda error: complain(str(error)))
            if before is not None and not self._quiet:
                complain(f"going on with an unfinished run: {before.articles:,} articles are coded already")
            number, work = plan(
                chunks(items, meter), workers, live="-" in self._inputs, resumed=before is not None
            )
            ticker.begin(self._summary, meter.done)
            for done in code_chunks(work, partial(make_coder, self._rest), number):
                self._take(done, digest)
                ticker.tick(self._summary, done.chunk.position)

    def _take(self, done: Done, digest: Digest) -> None:
        outcomes = iter(done.outcomes)
        for item in done.chunk.items:
            if isinstance(item, InputError):
                self._unread(item)
                continue
            if item.repeats is not None:
                self._summary.repeat(item.repeats)
                self._sink.repeat(item.repeats)
                continue
            outcome = next(outcomes)
            if isinstance(outcome, Failed):
                self._quarantine(item, outcome)
                continue
            sure = confident(outcome, self._rest["min_confidence"])
            for taker in self._takers:
                taker.add(sure)
        add_all(digest, done.chunk)
        self._sink.mark(digest.inputs, digest.value)

    def _unread(self, error: InputError) -> None:
        complain(str(error))
        self._summary.problems += 1
        self._sink.problem(error.name, str(error).removeprefix(f"{error.name}: "))

    def _quarantine(self, item: Found, outcome: Failed) -> None:
        complain(f"{item.name}: {outcome.reason}; set aside in quarantine")
        self._summary.quarantined += 1
        self._sink.quarantine(item.name, item.article, outcome.reason)
