"""Files of events: what they hold, and that they are whole or not there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import StoreError
from khaldun.export import FORMATS, export
from khaldun.export.cells import FORMULA
from khaldun.export.csv import cell
from khaldun.export.parquet import SCHEMA
from khaldun.model import record
from khaldun.store.flat import COLUMNS, flat_row
from making import bare, events, full


def written(form: str, *some: object) -> bytes:
    file = io.BytesIO()
    writer = FORMATS[form](file)
    writer.write(some)  # type: ignore[arg-type]
    writer.finish()
    return file.getvalue()


def test_jsonl_holds_the_records() -> None:
    lines = written("jsonl", full(), bare()).decode().splitlines()
    assert [json.loads(line) for line in lines] == [record(full()), record(bare())]
    assert list(json.loads(lines[0]))[:3] == ["id", "article_id", "sentence"]


def test_csv_has_a_header_and_a_row_an_event() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", full(), bare()).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["recipients"] == "Mali; they"
    assert rows[0]["recipient_codes"] == "MLI; "
    assert rows[0]["date"] == "2014-09-15"
    assert rows[0]["score"] == "-1.5"
    assert rows[0]["reciprocal"] == "false"
    assert rows[0]["publication"] == "'=Example"
    assert rows[1]["place"] == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-1.5, "-1.5"), (3, "3"), (True, "true"), (None, ""), ("=SUM(A1)", "'=SUM(A1)"), ("+1", "'+1"), ("-1", "'-1"),
        ("@x", "'@x"), ("\tx", "'\tx"), ("\nx", "'\nx"), ("＝x", "'＝x"), ("a=b", "a=b"), (["=a", None], "'=a; "), ([], ""),
    ],
)  # fmt: skip
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.text())
def test_no_text_cell_is_a_formula(text: str) -> None:
    assert not cell(text).startswith(FORMULA)
    assert cell(text).endswith(text)


def test_parquet_has_typed_columns() -> None:
    table = pq.read_table(io.BytesIO(written("parquet", full(), bare())))
    assert table.schema.equals(SCHEMA)
    assert table.to_pylist() == [flat_row(full()), flat_row(bare())]
    assert pq.read_table(io.BytesIO(written("parquet"))).num_rows == 0


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_equal_events_give_equal_bytes(form: str) -> None:
    assert written(form, full(), bare()) == written(form, full(), bare())


@given(events)
def test_any_event_can_be_written(event: object) -> None:
    assert json.loads(written("jsonl", event)) == record(event)
    assert len(list(csv.reader(io.StringIO(written("csv", event).decode(), newline="")))) == 2
    assert pq.read_table(io.BytesIO(written("parquet", event))).to_pylist() == [flat_row(event)]  # type: ignore[arg-type]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_files_are_whole_or_not_there(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"events.{form}"

    def write(error: BaseException | None) -> None:
        with export(path, form) as writer:
            writer.write([full()])
            if error:
                raise error

    with pytest.raises(KeyboardInterrupt):
        write(KeyboardInterrupt())
    assert list(tmp_path.iterdir()) == []
    write(None)
    assert path.read_bytes() == written(form, full())
    assert [item.name for item in tmp_path.iterdir()] == [path.name]
    with pytest.raises(StoreError, match="no space left on the disk"):
        write(OSError(28, "No space left on device"))
    assert path.read_bytes() == written(form, full())
