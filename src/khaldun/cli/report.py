"""``khaldun report``: a store as one HTML file, to mail or publish."""

from __future__ import annotations

from pathlib import Path

import click

from khaldun.cli.options import StoreAt
from khaldun.errors import UsageError
from khaldun.store import Location, Store, label_of


@click.command(short_help="Write a store's report as one HTML file.")
@click.argument("store", type=StoreAt(), metavar="STORE")
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="OUT.html", help="Write here; the file appears when all is done.")  # fmt: skip
@click.option("--title", metavar="TITLE", help="Title of the report; by default the store's name.")
def report(store: Location, out: Path, title: str | None) -> int:
    """Write STORE as one HTML file that needs nothing else: no script and no request, readable on paper and on a phone."""
    from khaldun.web.report import write_report

    if isinstance(store, Path) and out.resolve() == store.resolve():
        raise UsageError(f"-o {out}: is the store itself; write to another file")
    with Store(store) as opened:
        size = write_report(opened, out, title or f"Events of {label_of(store)}")
    click.echo(f"{out}: {size / 1024:,.0f} KiB", err=True)
    return 0
