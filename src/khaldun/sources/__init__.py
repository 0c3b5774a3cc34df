"""Reading: files, folders, feeds, tables, web archives and standard input, to articles. See ``docs/sources.md``."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from khaldun.errors import InputError
from khaldun.model import Article, Repeat
from khaldun.sources.buckets import fetched, is_address
from khaldun.sources.formats import records
from khaldun.sources.inputs import Meter, Source, size, unreadable, walk
from khaldun.sources.pages import extract
from khaldun.sources.record import Columns, Options, Raw, finish

__all__ = [
    "Columns",
    "Found",
    "Meter",
    "Source",
    "extract",
    "is_address",
    "read",
    "scan",
    "scan_file",
    "size",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it stands, as messages name it ("rows.csv, row 3"); ``repeats`` tells which earlier one it
    repeats, where somebody has looked.
    """

    name: str
    article: Article
    repeats: Repeat | None = None


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
    for found in scan(inputs, date=date, columns=columns, as_is=as_is):
        if isinstance(found, Found):
            yield found.article
        elif problems is None:
            raise found
        else:
            problems(found)


def scan(
    inputs: str | Path | Sequence[str | Path],
    *,
    date: dt.date | None = None,
    columns: Columns | None = None,
    as_is: bool = False,
    meter: Meter | None = None,
) -> Iterator[Found | InputError]:
    """What ``read`` reads, in order: each article with its name, and in the place of each that cannot be read its error.

    ``meter`` counts the bytes of the files as they are read.
    """
    named = [inputs] if isinstance(inputs, str | Path) else inputs
    for source in walk(named):
        if isinstance(source, InputError):
            yield source
            continue
        before = meter.done if meter else 0
        yield from scan_file(replace(source, meter=meter), date=date, columns=columns, as_is=as_is)
        if meter:
            meter.finish(source, before)


def scan_file(
    source: Source, *, date: dt.date | None = None, columns: Columns | None = None, as_is: bool = False
) -> Iterator[Found | InputError]:
    """What ``scan`` gives of one of the files that ``walk`` finds: the same articles with the same ids."""
    options = Options(date, columns or Columns(), as_is)
    try:
        if source.address is not None:
            with fetched(source) as copy:
                yield from scan_file(copy, date=date, columns=columns, as_is=as_is)
            return
        for record in records(source, options):
            yield record if isinstance(record, InputError) else _finished(record, options)
    except InputError as error:
        yield error
    except (OSError, EOFError, zlib.error) as error:
        yield InputError(source.name, unreadable(error))


def _finished(record: Raw, options: Options) -> Found | InputError:
    try:
        return Found(record.name, finish(record, options))
    except InputError as error:
        return error
