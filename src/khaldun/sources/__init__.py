"""Reading: files, folders, feeds, tables, web archives and standard input, to articles. See ``docs/sources.md``."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from khaldun.errors import InputError
from khaldun.model import Article
from khaldun.sources.formats import records
from khaldun.sources.inputs import Source, unreadable, walk
from khaldun.sources.pages import extract
from khaldun.sources.record import Columns, Options, Raw, finish

__all__ = ["Columns", "extract", "read"]


def read(
    inputs: str | Path | Sequence[str | Path],
    *,
    date: dt.date | None = None,
    columns: Columns | None = None,
    as_is: bool = False,
    problems: Callable[[InputError], None] | None = None,
) -> Iterator[Article]:
    """The articles in files, folders (searched downwards, in order of names) and ``"-"`` (standard input).

    ``date`` overrides every article's date; ``columns`` names a table's columns; ``as_is`` leaves texts
    untouched, so that offsets count in the given text. What cannot be read goes to ``problems`` and the rest is
    read on; without ``problems`` the first such ``InputError`` is raised. Same input, same ids.
    """
    options = Options(date, columns or Columns(), as_is)
    named = [inputs] if isinstance(inputs, str | Path) else inputs
    for source in walk(named):
        for found in [source] if isinstance(source, InputError) else _articles(source, options):
            if isinstance(found, Article):
                yield found
            elif problems is None:
                raise found
            else:
                problems(found)


def _articles(source: Source, options: Options) -> Iterator[Article | InputError]:
    try:
        for record in records(source, options):
            yield record if isinstance(record, InputError) else _finished(record, options)
    except InputError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        yield InputError(source.name, unreadable(error))


def _finished(record: Raw, options: Options) -> Article | InputError:
    try:
        return finish(record, options)
    except InputError as error:
        return error
