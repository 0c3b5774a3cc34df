"""Addresses as inputs, read from a server of buckets on loopback."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bucket_server import KEY, serving
from khaldun.errors import InputError
from khaldun.sources import Source, scan, size, walk
from khaldun.sources.buckets import _why, fetched, is_address

TEXT = "France refused to send troops to Mali."


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    row = json.dumps({"text": TEXT}).encode() + b"\n"
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"text": [TEXT, TEXT]}), sink)
    files = {
        "2014/a b.jsonl": row,
        "2014/deep/c.jsonl.gz": gzip.compress(row * 3, mtime=0),
        "2014/d.parquet": sink.getvalue().to_pybytes(),
        "2014/.hidden/e.jsonl": row,
    }
    with serving({"news": files}) as server:
        yield server


@pytest.fixture(autouse=True)
def _keys(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("AWS_ENDPOINT_URL", server),
        ("AWS_ACCESS_KEY_ID", KEY),
        ("AWS_SECRET_ACCESS_KEY", "b"),
    ):
        monkeypatch.setenv(name, value)


def names(*inputs: str) -> list[str]:
    return [str(found) if isinstance(found, InputError) else found.name for found in walk(inputs)]


def test_a_folder_is_read_as_one_on_the_disk_is() -> None:
    found = [item for item in scan("s3://news/2014") if not isinstance(item, InputError)]
    assert [item.article.id for item in found] == [
        "2014/a b.jsonl#1",
        "2014/d.parquet#1",
        "2014/d.parquet#2",
        *(f"2014/deep/c.jsonl.gz#{n}" for n in (1, 2, 3)),
    ]
    assert {item.article.text for item in found} == {TEXT}
    assert found[0].name == "s3://news/2014/a b.jsonl, line 1"


def test_one_file_and_patterns() -> None:
    assert names("s3://news/2014/d.parquet", "s3://news/2014/d.parquet") == ["s3://news/2014/d.parquet"]
    assert names("s3://news/2014/*.jsonl") == ["s3://news/2014/a b.jsonl"]
    assert names("s3://news/*/deep/*.gz") == ["s3://news/2014/deep/c.jsonl.gz"]
    assert size(["s3://news/2014/a b.jsonl"]) == len(json.dumps({"text": TEXT})) + 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("s3://none/x", "s3://none/x: there is no such bucket; check its name"),
        ("s3://news/none", "s3://news/none: no such file or folder in the bucket; check the path"),
        ("s3://news/2014/*.warc", "no file there; give the address of a file"),
        ("s3://*/x", "no such file or folder in the bucket"),
        ("s3://", "names no bucket; give s3://BUCKET/PATH"),
    ],
)
def test_what_is_not_there_is_said(address: str, said: str) -> None:
    (error,) = names(address)
    assert said in error


def test_nobody_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    (error,) = names("s3://news/2014")
    assert "its server cannot be reached; check the network" in error


@pytest.mark.parametrize("key", ["stranger", None])
def test_who_may_not_read_is_told_what_to_give(key: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if key is None:
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("HOME", "/nowhere")
    else:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    (error,) = names("s3://news/2014")
    assert "access is refused; give credentials that may read it (AWS_ACCESS_KEY_ID" in error


def test_another_error_is_told_as_it_is() -> None:
    assert _why(OSError("odd")) == "cannot be read (odd); check the address"


def test_a_file_that_goes_before_it_is_fetched() -> None:
    gone = Source(None, "x", "s3://news/x", address="s3://news/x", size=3)
    with pytest.raises(InputError, match="no such file or folder in the bucket"), fetched(gone):
        pass


def test_addresses_of_files_here_are_paths(tmp_path: Path) -> None:
    path = tmp_path / "a b.txt"
    path.write_text(TEXT)
    (found,) = walk([f"file://{tmp_path}/a%20b.txt"])
    assert isinstance(found, Source)
    assert found.path == path
    assert is_address("file:///x")
    assert not is_address("a/s3://x")
