"""``khaldun extract``: the article in a web page."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from khaldun.errors import InputError
from khaldun.model import Article, record


@click.command(short_help="Print the article in a web page.")
@click.argument("page", metavar="PAGE.html")
def extract(page: str) -> int:
    """Print the article in a page (or in - standard input) as JSON: title, text, date, author, site."""
    from khaldun import sources

    article = sources.extract(_bytes(page), page)
    stream = sys.stdout.buffer
    stream.write(msgspec.json.encode(shown(article)) + b"\n")
    stream.flush()
    return 0


def shown(article: Article) -> dict[str, str | None]:
    """What is printed of an article; ``date`` is ISO text, unknown is null."""
    return {
        "title": article.title,
        "text": article.text,
        "date": record(article.published),
        "author": article.author,
        "site": article.publication,
    }


def _bytes(page: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if page == "-" else Path(page).read_bytes()
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise InputError(page, f"cannot be read ({said}); give the name of a saved web page, or -") from None
