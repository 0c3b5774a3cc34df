"""``khaldun code --engine ray``: input files coded on a Ray cluster into a folder of parts."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import click

from khaldun import scale
from khaldun.cli.discards import confident
from khaldun.cli.identity import run_of
from khaldun.cli.reading import make_coder, of_file, once
from khaldun.cli.summary import Summary
from khaldun.cli.terminal import complain, plain
from khaldun.errors import InputError, UsageError
from khaldun.model import Coding
from khaldun.sources import Found, Source, is_address, walk
from khaldun.store import Location


def check(inputs: tuple[str, ...], out: Location | None, unfit: dict[str, Any]) -> Path:
    """The folder to write to. Raises ``UsageError`` where the command's options do not go with Ray."""
    for option, value in unfit.items():
        if value is not None:
            raise UsageError(f"{option} {value}: does not go with --engine ray; leave it out")
    if "-" in inputs:
        raise UsageError("INPUT -: --engine ray hands out files; give files or a folder")
    if not isinstance(out, Path) or out.suffix.lower() in (".duckdb", ".jsonl", ".csv", ".parquet"):
        raise UsageError(f"-o {out}: --engine ray writes a folder of Parquet parts; name a folder with -o")
    if not out.parent.is_dir():
        raise UsageError(f"-o {out}: there is no folder {out.parent}; make it first")
    return out.resolve()


def code(
    inputs: tuple[str, ...], out: Path, rest: dict[str, Any], how: dict[str, Any], anew: bool, quiet: bool
) -> Summary:
    """Code all inputs that have no part yet; ``how`` are ``address`` and ``workers``. The summary is of what was coded now."""
    scale.begin(out, scale.without_inputs(run_of(inputs, rest)), anew)
    summary, sources = Summary(), []
    for found in walk([name if is_address(name) else Path(name).resolve() for name in inputs]):
        if isinstance(found, InputError):
            complain(str(found))
            summary.problems += 1
        elif out not in (found.path or out).parents:
            sources.append(found)
    left = [source for source in sources if not scale.is_done(out, source)]
    done = len(sources) - len(left)
    if done and not quiet:
        complain(f"{done:,} of {len(sources):,} inputs are coded already")
    if not left:
        return summary
    work = scale.How(partial(make_coder, rest), partial(_read, rest), partial(_sure, rest["min_confidence"]))
    with redirect_stdout(sys.stderr):  # Ray tells of lost workers there, which is for records alone
        for part in scale.code(left, out, work, **how):
            done += 1
            summary.take(part)
            summary.problems += part.unread
            for problem in part.problems:
                complain(problem)
            if not quiet:
                said = f"{done:,} of {len(sources):,} inputs: {part.name}, {part.articles:,} articles, {part.events:,} events"
                click.echo(plain(said), err=True)
    return summary


def _read(rest: dict[str, Any], source: Source) -> Iterator[Found | InputError]:
    return once(of_file(source, rest), rest)


def _sure(min_confidence: float, coding: Coding) -> Coding:
    return confident(coding, min_confidence)
