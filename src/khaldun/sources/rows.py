"""From a table's row, or a JSON object, to a record: the columns that are read and what may be wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from khaldun.errors import InputError
from khaldun.sources.dates import read_date
from khaldun.sources.markup import without_markup
from khaldun.sources.record import Columns, Options, Raw


def matched(names: Iterable[str], options: Options, name: str, sparse: bool = False) -> Columns:
    """The columns as they are spelled in this table: by name, else by name without regard to case.

    Raises ``InputError`` where there is no text column, or where one that was asked for by name is missing;
    ``sparse`` rows (JSON objects leave out what they lack) must only have the text.
    """
    there = [str(n) for n in names]
    folded = {n.strip().casefold(): n for n in reversed(there)}
    asked = {f.name: getattr(options.columns, f.name) for f in fields(Columns)}
    for role, column in asked.items():
        missing = column not in there and column.casefold() not in folded
        if missing and (role == "text" or (not sparse and column != getattr(Columns(), role))):
            listed = ", ".join(there[:40]) or "none"
            raise InputError(
                name, f"no column {column!r} for the {role}; columns: {listed}; name one with --{role}-column"
            )
    return Columns(**{r: c if c in there else folded.get(c.casefold(), c) for r, c in asked.items()})


def from_row(row: Mapping[str, Any], columns: Columns, options: Options, name: str, fallback: str) -> Raw:
    """The record of one row; ``fallback`` is its id where the row has none."""
    value = row.get(columns.text)
    if value is not None and not isinstance(value, str):
        raise InputError(
            name,
            f"the column {columns.text!r} holds {type(value).__name__}, not text; name one with --text-column",
        )
    return Raw(
        id=_string(row.get(columns.id)) or fallback,
        name=name,
        text=(value or "") if options.as_is else without_markup(value or ""),
        title=_string(row.get(columns.title)),
        day=read_date(row.get(columns.date)),
        basis=f"column {columns.date}",
        publication=_string(row.get(columns.source)),
        url=_string(row.get(columns.url)),
    )


def _string(value: object) -> str | None:
    """A cell as text; None for nothing, for blank text and for a number that is none."""
    if value is None or value != value:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None
