"""From a command's options to articles and a coder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from khaldun.errors import InputError
from khaldun.model import Article, Repeat

COLUMNS = ("id", "text", "date", "title", "url", "source")


def articles(
    inputs: Sequence[str], options: dict[str, Any], problems: Callable[[InputError], None]
) -> Iterator[Article]:
    """The articles of the inputs, read by the options of ``options.reading``; what is not read goes to ``problems``."""
    from khaldun import sources

    date: dt.date | None = options["date"]
    columns = sources.Columns(**{name: options[f"{name}_column"] for name in COLUMNS})
    return sources.read(inputs, date=date, columns=columns, as_is=options["as_is"], problems=problems)


class _Notes(Protocol):
    def repeat(self, repeat: Repeat) -> None:
        """Note an article that is not coded."""


def once(found: Iterable[Article], options: dict[str, Any], notes: Sequence[_Notes]) -> Iterator[Article]:
    """The articles without copies of earlier ones, which each of ``notes`` is told; all with ``--keep-duplicates``."""
    if options["keep_duplicates"]:
        return iter(found)
    from khaldun.sources.duplicates import without_repeats

    def tell(repeat: Repeat) -> None:
        for note in notes:
            note.repeat(repeat)

    return without_repeats(found, tell)


def pipeline(options: dict[str, Any]) -> str:
    """The name of the spaCy pipeline."""
    from khaldun.text.parse import DEFAULT_PIPELINE

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
