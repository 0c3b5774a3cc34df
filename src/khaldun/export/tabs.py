"""Files of rows: tab-separated without quoting, or comma-separated with it; both under fixed column names."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any

from khaldun.export.cells import safe, tab_cell
from khaldun.export.setting import Setting
from khaldun.model import Event

Row = dict[str, Any]
"""Values by column; a column that is left out is unknown."""
Rows = Callable[[Event, Setting], Iterator[Row] | str]
"""The rows of an event, or the reason why the format has none for it."""


class TableWriter:
    """Writes the rows that ``rows`` makes of each event, a line each, in UTF-8.

    ``form`` makes a line of the cells. Raises ``KeyError`` where a row has a column that the format has not.
    """

    def __init__(
        self,
        file: IO[bytes],
        setting: Setting,
        columns: Sequence[str],
        rows: Rows,
        form: Callable[[list[Any]], str],
        header: bool = True,
    ) -> None:
        self._file, self._setting = file, setting
        self._columns, self._rows, self._form = columns, rows, form
        self.left_out: Counter[str] = Counter()
        if header:
            self._line(list(columns))

    def write(self, events: Iterable[Event]) -> None:
        """Every row of every event, at once."""
        for event in events:
            rows = self._rows(event, self._setting)
            if isinstance(rows, str):
                self.left_out[rows] += 1
                continue
            for row in rows:
                if unknown := row.keys() - set(self._columns):
                    raise KeyError(f"no column {', '.join(sorted(unknown))}")
                self._line([row.get(name) for name in self._columns])

    def finish(self) -> None:
        """Nothing waits."""

    def _line(self, values: list[Any]) -> None:
        self._file.write(self._form(values).encode("utf-8", errors="replace") + b"\n")


def tabbed(unknown: str = "") -> Callable[[list[Any]], str]:
    """Cells with tabs between them; ``unknown`` stands for ``None``. Reads alike with and without quoting."""
    return lambda values: "\t".join(tab_cell(value, unknown) for value in values)


def quoted(values: list[Any]) -> str:
    """Cells with commas between them, quoted where they need it; texts safe to open in a spreadsheet."""
    line = io.StringIO()
    cells = [safe(value) if isinstance(value, str) else tab_cell(value) for value in values]
    # The writer quotes cells that hold its own line end, so that it quotes carriage returns as well as line feeds.
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue().removesuffix("\r\n")
