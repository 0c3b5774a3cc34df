"""Web archives."""

from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

from .conftest import BODY, PAGE, Reader


def _record(kind: str, body: bytes, url: str = "https://upland.example/dam") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def _answer(body: bytes, *fields: str, kind: str = "text/html", status: int = 200) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status} OK", f"Content-Type: {kind}", *fields, "", ""]).encode() + body


def test_pages_are_read_and_other_records_passed_over(tmp_path: Path, reading: Reader) -> None:
    page = PAGE.encode()
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(page), page)
    records = [
        _record("warcinfo", b"software: x\r\n"),
        _record("request", b"GET / HTTP/1.1\r\n\r\n"),
        _record("response", _answer(page), "https://upland.example/1"),
        _record("response", _answer(b"\x89PNG", kind="image/png")),
        _record("response", _answer(b"gone", status=404)),
        _record(
            "response", _answer(gzip.compress(page), "Content-Encoding: gzip"), "https://upland.example/2"
        ),
        _record("response", _answer(chunked, "Transfer-Encoding: chunked"), "https://upland.example/3"),
        _record("response", _answer(b"<html><body><img src=x></body></html>"), "https://upland.example/4"),
    ]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    articles, (problem,) = reading(tmp_path / "a.warc.gz")
    assert [a.id for a in articles] == [f"a.warc.gz#https://upland.example/{n}" for n in (1, 2, 3)]
    assert {a.text for a in articles} == {"\n\n".join(BODY)}
    assert {a.published for a in articles} == {dt.date(2014, 9, 16)}
    assert problem.startswith(f"{tmp_path}/a.warc.gz, record 8: no article body found")


def test_a_damaged_archive_is_named(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.warc").write_bytes(_record("response", _answer(PAGE.encode())) + b"rubbish\r\n")
    articles, (problem,) = reading(tmp_path / "a.warc")
    assert len(articles) == 1
    assert (
        problem
        == f"{tmp_path}/a.warc, record 2: no WARC record begins here; the archive is damaged, fetch it again"
    )
