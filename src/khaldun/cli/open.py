"""``khaldun open``: the app over a store, in the browser."""

from __future__ import annotations

import datetime as dt
import signal
import tempfile
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khaldun.cli.options import StoreAt
from khaldun.errors import UsageError
from khaldun.store.address import Address, Location

if TYPE_CHECKING:
    from khaldun.coder import Coder
    from khaldun.model import Article, Coding


@click.command("open", short_help="Look at a store in the browser.")
@click.argument("store", type=StoreAt(), metavar="STORE")
@click.option("--port", type=click.IntRange(0, 65535), default=8377, show_default=True, metavar="N", help="Port to listen on; 0 takes a free one.")  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on. Any but this machine's own needs the token that is then printed.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Only print the address; open no browser.")
def open(store: Location, port: int, host: str, no_browser: bool) -> int:  # the command's name
    """Serve the app over STORE to this machine until it is interrupted: look, read, correct."""
    from khaldun.web.app import serve
    from khaldun.web.desk import Desk, Tools

    if isinstance(store, Address):
        click.echo(f"{store}: copying it here, as it is now", err=True)
        _end_in_order()
    desk = Desk(store, Tools(_code, _read))
    serve(
        desk,
        host,
        port,
        not no_browser,
        lambda address: click.echo(f"khaldun: {address} (Ctrl-C ends it)", err=True),
    )
    return 0


def _end_in_order() -> None:
    """Have a signal to end raise, so that the copy of a store on a server is not left behind."""

    def end(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)


_ONE_AT_A_TIME = threading.Lock()
"""Pages and REST routes code in threads of their own, and a parser serves one."""


@cache
def _coder() -> Coder:
    from khaldun.coder import Coder

    return Coder()


def _code(text: str, published: dt.date | None) -> Coding:
    from khaldun.model import Article

    basis = "option" if published else None
    article = Article(id="text", text=text, published=published, published_basis=basis)
    with _ONE_AT_A_TIME:
        return _coder().code_article(article)


def _read(name: str, data: bytes) -> Sequence[Article]:
    """The articles in an uploaded file; only the ending of its name is heeded, as that tells the form."""
    from khaldun.sources import read

    suffix = Path(name).suffix.lower()
    if suffix not in (".txt", ".html", ".htm"):
        raise UsageError(f"{name}: give a text or HTML file (.txt, .html)")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{suffix}"
        path.write_bytes(data)
        return list(read(path))
