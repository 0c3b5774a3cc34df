"""Parts of a run on many machines, made without Ray; the run itself is in ``cli/test_scaling.py``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from khaldun.errors import InputError, StoreError, UsageError
from khaldun.model import Article, Repeat
from khaldun.running import Limits, Pool
from khaldun.scale import How, begin, code_part, is_done, part_of, without_inputs
from khaldun.sources import Found, Source
from khaldun.store.flat import COLUMNS
from making import RUN
from running.coders import fragile

COPY = Repeat("a9", None, None, None, None, "a0", 1.0, "exact")


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "some news.jsonl"
    path.write_text("rows")
    return Source(path, "some news.jsonl", str(path))


def read(source: Source) -> Iterator[Found | InputError]:
    yield Found("row 1", Article("a0", "France refused. And refused.", published=dt.date(2014, 9, 16)))
    yield InputError("row 2", "it holds no text")
    yield Found("row 3", Article("a9", "France refused."), COPY)
    yield Found("row 4", Article("a2", "raise"))
    yield Found("row 5", Article("a3", "France refused."))


def made(source: Source, out: Path, how: How) -> object:
    with Pool(fragile, 1, Limits()) as pool:
        return code_part(source, out, pool, how)


def test_a_part_and_what_lies_beside_it(source: Source, tmp_path: Path) -> None:
    out = tmp_path / "out"
    begin(out, RUN)
    assert not is_done(out, source)
    part = made(source, out, How(fragile, read, lambda coding: coding))
    assert (part.articles, part.events, part.unread, part.quarantined) == (2, 3, 1, 1)  # type: ignore[attr-defined]
    assert part.repeats == {"exact": 1}  # type: ignore[attr-defined]
    assert part.problems[0] == "row 2: it holds no text"  # type: ignore[attr-defined]
    path = part_of(out, source)
    assert path.name.startswith("part-some_news-")
    table = pq.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert table["article_id"].to_pylist() == ["a0", "a0", "a3"]
    beside = [json.loads(line) for line in path.with_suffix(".problems.jsonl").read_text().splitlines()]
    assert [(row["input"], row["kind"], row.get("text")) for row in beside] == [
        ("row 2", "unread", None),
        ("row 4", "quarantined", "raise"),
    ]
    assert json.loads(path.with_suffix(".duplicates.jsonl").read_text())["repeats"] == "a0"
    assert is_done(out, source)


def test_what_is_no_longer_done(source: Source, tmp_path: Path) -> None:
    made(source, tmp_path, How(fragile, read, lambda coding: coding))
    assert is_done(tmp_path, source)
    assert not is_done(tmp_path, replace(source, id="other"))
    assert source.path is not None
    source.path.write_text("other rows")
    assert not is_done(tmp_path, source)
    part_of(tmp_path, source).write_bytes(b"no parquet")
    assert not is_done(tmp_path, source)


def test_files_of_one_name_have_parts_of_their_own(source: Source, tmp_path: Path) -> None:
    other = replace(source, path=tmp_path / "below" / "some news.jsonl")
    assert part_of(tmp_path, source) != part_of(tmp_path, other)
    odd = replace(source, id="../../etc/passwd\n.x", path=Path("/x"))
    assert part_of(tmp_path, odd).parent == tmp_path


def test_a_failure_leaves_no_part(source: Source, tmp_path: Path) -> None:
    def broken(source: Source) -> Iterator[Found | InputError]:
        yield from read(source)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        made(source, tmp_path, How(fragile, broken, lambda coding: coding))
    assert [path.name for path in tmp_path.iterdir()] == ["some news.jsonl"]


def test_a_run_made_another_way(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = without_inputs(replace(RUN, options={"inputs": ["a"], "date": None}))
    begin(out, run)
    begin(out, run)
    (out / "part-a-1.parquet").write_text("")
    other = replace(run, lexicon="def")
    with pytest.raises(UsageError, match=r"holds a run made another way \(lexicon abc there, def now\)"):
        begin(out, other)
    begin(out, other, anew=True)
    assert [path.name for path in out.iterdir()] == ["khaldun.json"]
    assert "inputs" not in json.loads((out / "khaldun.json").read_text())["options"]


def test_other_peoples_folders_stay(tmp_path: Path) -> None:
    (tmp_path / "part-mine.parquet").write_text("mine")
    with pytest.raises(UsageError, match="holds something else than a run"):
        begin(tmp_path, RUN, anew=True)
    assert (tmp_path / "part-mine.parquet").read_text() == "mine"
    with pytest.raises(StoreError, match="cannot be written"):
        begin(tmp_path / "part-mine.parquet", RUN)
