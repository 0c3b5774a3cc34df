"""From a command's options to articles and a coder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from khaldun.errors import InputError
from khaldun.model import Article
from khaldun.text import DEFAULT_PIPELINE

if TYPE_CHECKING:
    from khaldun.sources import Found, Meter, Source

COLUMNS = ("id", "text", "date", "title", "url", "source")


def articles(
    inputs: Sequence[str], options: dict[str, Any], problems: Callable[[InputError], None]
) -> Iterator[Article]:
    """The articles of the inputs, read by the options of ``options.reading``; what is not read goes to ``problems``."""
    from khaldun import sources

    return sources.read(inputs, **_how(options), problems=problems)


def scanned(
    inputs: Sequence[str], options: dict[str, Any], meter: Meter | None = None
) -> Iterator[Found | InputError]:
    """The same as one stream: articles with their names, and errors in the place of what is not read."""
    from khaldun import sources

    return sources.scan(inputs, **_how(options), meter=meter)


def of_file(source: Source, options: dict[str, Any]) -> Iterator[Found | InputError]:
    """What that stream holds of one file."""
    from khaldun import sources

    return sources.scan_file(source, **_how(options))


def _how(options: dict[str, Any]) -> dict[str, Any]:
    from khaldun import sources

    date: dt.date | None = options["date"]
    columns = sources.Columns(**{name: options[f"{name}_column"] for name in COLUMNS})
    return {"date": date, "columns": columns, "as_is": options["as_is"]}


def once(items: Iterable[Found | InputError], options: dict[str, Any]) -> Iterator[Found | InputError]:
    """The same stream, in which copies of earlier articles say so; with ``--keep-duplicates`` as it is."""
    if options["keep_duplicates"]:
        return iter(items)
    from khaldun.sources.duplicates import marked

    return marked(items)


def pipeline(options: dict[str, Any]) -> str:
    """The name of the spaCy pipeline."""
    return str(options["pipeline"] or DEFAULT_PIPELINE)


def make_coder(options: dict[str, Any]) -> Any:
    """A coder by the options of ``options.knowing``; loading takes a second or two."""
    from khaldun.coder import Coder

    return Coder(
        pipeline=pipeline(options),
        actors=options["actors"],
        ontology=options["ontology"],
        reader=not options.get("no_reader", False),
        adapted=options.get("model"),
    )
