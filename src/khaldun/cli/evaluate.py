"""``khaldun evaluate``: score against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khaldun.cli import options
from khaldun.cli.reading import make_coder
from khaldun.cli.terminal import tables


@click.command(short_help="Score the coder against gold.")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON instead of tables.")
@options.reader
@options.model
@options.knowing
def evaluate(gold: tuple[Path, ...], as_json: bool, **rest: Any) -> int:
    """Score the coder against GOLD files: n, precision, recall, F1 and a bootstrap interval."""
    from khaldun.evaluate import evaluate as score

    report = score(gold, make_coder(rest))
    if as_json:
        click.echo(report.to_json())
    else:
        tables().print(report)
    return 0
