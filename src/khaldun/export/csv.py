"""CSV: one flat row an event, UTF-8, with a header line; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from typing import IO, Any

from khaldun.export.cells import safe
from khaldun.model import Event
from khaldun.store.flat import COLUMNS, flat_row

SEPARATOR = "; "
"""Between the items of a list; an unknown item is left empty."""


def cell(value: Any) -> str:
    """The text of a cell: unknown is empty, truth is true or false, a list is joined.

    Text that a spreadsheet would run as a formula is given an apostrophe in front; numbers stay numbers.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = value if isinstance(value, str) else SEPARATOR.join(item or "" for item in value)
    return safe(text)


class CsvWriter:
    """Writes a header line and a row an event; lines end in a line feed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._row(list(COLUMNS))

    def write(self, events: Iterable[Event]) -> None:
        """One row an event, at once."""
        for event in events:
            self._row([cell(value) for value in flat_row(event).values()])

    def finish(self) -> None:
        """Nothing waits."""

    def _row(self, cells: list[str]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\r\n").writerow(
            cells
        )  # which makes it quote both of these within cells
        self._file.write(line.getvalue().removesuffix("\r\n").encode("utf-8", errors="replace") + b"\n")
