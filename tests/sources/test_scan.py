"""Scanning: articles with names, errors in their place, and the bytes read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from khaldun.errors import InputError
from khaldun.sources import Found, Meter, scan, size

TEXT = "The police said that nobody had been arrested, and that the road was open again."


def test_errors_stand_in_their_place(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(
        "\n".join([json.dumps({"id": "a", "text": TEXT}), "{broken", json.dumps({"text": TEXT})])
    )
    first, second, third = scan(table)
    assert isinstance(first, Found)
    assert (first.name, first.article.id) == (f"{table}, line 1", "a")
    assert isinstance(second, InputError)
    assert second.name == f"{table}, line 2"
    assert isinstance(third, Found)


def test_bytes_are_counted_as_they_lie_on_the_disk(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"{TEXT} This is report {n}."} for n in range(3_000)]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "a.jsonl").write_text(lines)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "c.parquet")
    (tmp_path / "d.txt").write_bytes(b"\x00\x01" * 300)
    total = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert size([tmp_path]) == total
    meter, seen = Meter(), []
    found = scan(tmp_path, meter=meter)
    for _ in range(3_000):
        next(found)
        seen.append(meter.done)
    assert seen == sorted(seen)
    assert seen[0] < seen[1_500] < seen[-1] <= (tmp_path / "a.jsonl").stat().st_size
    assert sum(1 for _ in found) == 6_001
    assert meter.done == total


def test_nobody_knows_the_size_of_standard_input(tmp_path: Path) -> None:
    assert size([tmp_path, "-"]) is None
    assert size([tmp_path / "none.txt"]) == 0
