"""Tables: JSON lines, JSON, CSV, TSV and Parquet. All but one JSON document are streamed."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

import msgspec

from khaldun.errors import InputError
from khaldun.sources.encoding import MEGABYTE, bounded, decode, unzip
from khaldun.sources.lines import LONGEST, lines
from khaldun.sources.record import Columns, Options, Raw
from khaldun.sources.rows import from_row, matched

Records = Iterator[Raw | InputError]
"""What a streaming reader gives: records, and an error in the place of each that cannot be read."""

LARGEST_JSON = 200 * MEGABYTE
"""Bytes of one JSON document, which has to be held whole."""
_BATCH = 256
"""Rows of a Parquet file held at once."""


def read_json_lines(stream: IO[bytes], id: str, name: str, options: Options) -> Records:
    """One JSON object a line; a line that is none is given as an error, the others are read."""
    for number, line in enumerate(lines(stream, name), start=1):
        if isinstance(line, InputError):
            yield line
        elif line.strip():
            yield _json_line(line, f"{id}#{number}", f"{name}, line {number}", options)


def _json_line(line: str, fallback: str, name: str, options: Options) -> Raw | InputError:
    try:
        return _object(_decoded(line), fallback, name, options)
    except (ValueError, RecursionError) as error:
        return InputError(name, f"malformed JSON ({error}); each line must be one object with a text")
    except InputError as error:
        return error


def read_json(data: bytes, id: str, name: str, options: Options) -> Records:
    """One JSON object, or a list of objects."""
    text = decode(bounded(unzip(data, name, LARGEST_JSON), name, LARGEST_JSON))
    try:
        value = _decoded(text)
    except (ValueError, RecursionError) as error:
        raise InputError(
            name, f"malformed JSON ({error}); give one object, a list of objects, or JSON lines"
        ) from error
    if isinstance(value, dict):
        yield _object(value, id, name, options)
        return
    if not isinstance(value, list) or not value:
        raise InputError(
            name, f"JSON {type(value).__name__} without records; give one object or a list of objects"
        )
    for number, item in enumerate(value, start=1):
        try:
            yield _object(item, f"{id}#{number}", f"{name}, item {number}", options)
        except InputError as error:
            yield error


def _decoded(text: str) -> Any:
    """A JSON value; the slower decoder reads what the fast one refuses: NaN and half surrogate pairs."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError):
        return json.loads(text)


def _object(value: Any, fallback: str, name: str, options: Options) -> Raw:
    if not isinstance(value, dict):
        raise InputError(name, f"a JSON {type(value).__name__}, not an object; give objects with a text")
    return from_row(value, matched(value, options, name, sparse=True), options, name, fallback)


def read_csv(stream: IO[bytes], id: str, name: str, options: Options, tabs: bool = False) -> Records:
    """A CSV or TSV table with a header line; the delimiter of a CSV is the commonest of , ; tab | in the header."""
    csv.field_size_limit(LONGEST)
    rows = _text_lines(stream, name)
    header = next(rows, "")
    delimiter = "\t" if tabs else max(",;\t|", key=header.count)
    reader = csv.reader(chain([header], rows), delimiter=delimiter)
    try:
        names = next(reader, [])
    except csv.Error as error:
        raise InputError(
            name, f"malformed header line ({error}); give one line of column names, ended by a line feed"
        ) from None
    columns = matched(names, options, name)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(
                f"{name}, row {number}",
                f"malformed row ({error}); quote its text and double the quotes in it",
            )
            continue
        if cells:
            yield _row(
                dict(zip(names, cells, strict=False)),
                columns,
                options,
                f"{name}, row {number}",
                f"{id}#{number}",
            )


def _text_lines(stream: IO[bytes], name: str) -> Iterator[str]:
    for line in lines(stream, name):
        if isinstance(line, InputError):
            raise line
        yield line


def _row(
    row: dict[str, Any], columns: Columns, options: Options, name: str, fallback: str
) -> Raw | InputError:
    try:
        return from_row(row, columns, options, name, fallback)
    except InputError as error:
        return error


def read_parquet(path: Path, id: str, name: str, options: Options) -> Records:
    """A Parquet file, in batches of rows; only the columns that are read are loaded."""
    # Imported here, since loading Arrow takes longer than reading the other formats does.
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as table:
            columns = matched(table.schema_arrow.names, options, name)
            wanted = {columns.id, columns.text, columns.date, columns.title, columns.url, columns.source}
            used = [n for n in table.schema_arrow.names if n in wanted]
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=used):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(row, columns, options, f"{name}, row {number}", f"{id}#{number}")
    except (pa.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise InputError(
            name, f"not a readable Parquet file ({reason}); write it again, or give CSV or JSON lines"
        ) from error
