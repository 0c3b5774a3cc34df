"""``khaldun evaluate``: score against gold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from khaldun.cli import options
from khaldun.cli.reading import make_coder, pipeline
from khaldun.cli.terminal import messages, tables
from khaldun.errors import UsageError

if TYPE_CHECKING:
    from khaldun.evaluate import Progress, Run

_EXCLUDED = ("out", "against", "worst", "no_reader")
"""Options that say nothing beside ``--ablation``."""


@click.command(short_help="Score the coder against gold.")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead of tables.")
@click.option(
    "--worst",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Show N items of each file that are wrong with the highest confidence.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Keep this run in a file: figures, items, version, options.",
)
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.json",
    help="Compare with an earlier run on the same gold, kept with --out.",
)
@click.option(
    "--ablation", is_flag=True, help="Score relations by the frames alone, the reader alone, and both."
)
@options.reader
@options.model
@options.knowing
def evaluate(gold: tuple[Path, ...], as_json: bool, ablation: bool, **rest: Any) -> int:
    """Score the coder against GOLD files: n, precision, recall, F1 and a bootstrap interval."""  # fmt: skip
    if ablation:
        return _ablation(gold, as_json, rest)
    from khaldun.evaluate import check_against, compare, make_run, read_run
    from khaldun.evaluate import evaluate as score

    against: Path | None = rest["against"]
    earlier = read_run(against) if against else None
    if earlier and against:
        check_against(gold, earlier, against.name)
    with _keeping(rest["out"]) as keep:
        with _bars() as progress:
            report = score(gold, make_coder(rest), progress, rest["worst"])
        run = make_run(report, version("khaldun"), _remembered(rest))
        keep(run)
    found = compare(earlier, run, against.name) if earlier and against else None
    if as_json:
        from khaldun.evaluate.tables import indented

        click.echo(indented(report.record() | ({"against": found.record()} if found else {})))
    else:
        console = tables()
        console.print(report)
        if found:
            console.print(found)
    return 0


def _ablation(gold: tuple[Path, ...], as_json: bool, rest: dict[str, Any]) -> int:
    from khaldun.evaluate import ReaderAlone, ablate

    given = [f"--{name.replace('_', '-')}" for name in _EXCLUDED if rest[name]]
    if given:
        raise UsageError(
            f"--ablation: does not go with {given[0]}, as it makes three runs; leave one of the two out"
        )
    coders = {
        "frames": make_coder(rest | {"no_reader": True}),
        "reader": ReaderAlone(rest["ontology"]),
        "both": make_coder(rest),
    }
    with _bars() as progress:
        found = ablate(gold, coders, progress)
    if as_json:
        click.echo(found.to_json())
    else:
        tables().print(found)
    return 0


def _remembered(rest: dict[str, Any]) -> dict[str, str | bool | None]:
    """The options that change what is coded."""
    return {
        "pipeline": pipeline(rest),
        "actors": rest["actors"].name if rest["actors"] else None,
        "ontology": rest["ontology"],
        "reader": not rest["no_reader"],
    }


@contextmanager
def _bars() -> Iterator[Progress]:
    """A bar for each gold file on standard error, while it is scored and only on a terminal."""
    console = messages()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def progress(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(Path(name).name, total=total)
            bars.update(tasks[name], completed=done)

        yield progress


@contextmanager
def _keeping(path: Path | None) -> Iterator[Callable[[Run], None]]:
    """What takes the run to be kept, if there is a path; whether it can be written is found out before the scoring."""
    if path is None:
        yield lambda run: None
        return
    from khaldun.store.atomic import replacing

    with replacing(path) as partial:
        partial.touch()
        yield lambda run: _write(partial, run)


def _write(path: Path, run: Run) -> None:
    path.write_text(run.to_json() + "\n", encoding="utf-8")
