"""ZIP and gzip: files in an archive are read like others; bombs, traversal and damage are named."""

from __future__ import annotations

import gzip
import io
import json
import stat
import sys
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.sources import archives, lines
from khaldun.sources.packed import SMALL

from .conftest import ATOM, PAGE, Reader
from .exports import NEXIS


def packed(path: Path, **files: bytes | str) -> Path:
    """An archive of these files; "_" in a name stands for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("_", "."), data)
    return path


def named(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "The envoy left.")
    return path


def test_files_of_every_form(tmp_path: Path, reading: Reader) -> None:
    path = packed(
        tmp_path / "all.zip",
        a_txt="The envoy left.",
        b_html=PAGE,
        c_xml=ATOM,
        d_jsonl=json.dumps({"id": "r1", "text": "He waved."}),
        e_csv="text,date\nShe stayed.,2014-09-15\n",
        f_txt_gz=gzip.compress(b"They met."),
        g_txt=NEXIS,
    )
    articles, problems = reading(path)
    assert problems == []
    assert [a.id for a in articles] == [
        "all.zip/a.txt", "all.zip/b.html", "all.zip/c.xml#tag:1", "r1", "all.zip/e.csv#1", "all.zip/f.txt.gz",
        "all.zip/g.txt#1", "all.zip/g.txt#2",
    ]  # fmt: skip


def test_an_archive_in_a_folder_and_without_its_ending(tmp_path: Path, reading: Reader) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    packed(folder / "a.zip", x_txt="The envoy left.")
    assert [a.id for a in reading(folder)[0]] == ["in/a.zip/x.txt"]
    assert [a.id for a in reading(packed(tmp_path / "archive", x_txt="He left."))[0]] == ["archive/x.txt"]


@pytest.mark.parametrize(
    "name", ["../a.txt", "/etc/a.txt", "x/../../a.txt", "C:/a.txt", "C:a.txt", "..\\a.txt"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, reading: Reader, name: str) -> None:
    articles, (problem,) = reading(named(tmp_path / "a.zip", name, "good.txt"))
    assert [a.id for a in articles] == ["a.zip/good.txt"]
    assert problem.endswith("its name leads out of the archive; pack it again with plain names")


def test_a_name_twice_gives_two_ids(tmp_path: Path, reading: Reader) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = named(tmp_path / "a.zip", "a.txt", "a.txt")
    assert [a.id for a in reading(path)[0]] == ["a.zip/a.txt", "a.zip/a.txt#2"]


def test_hidden_files_are_left_out_and_others_named(tmp_path: Path, reading: Reader) -> None:
    path = named(tmp_path / "a.zip", "__MACOSX/._a.txt", ".git/a.txt", "a.log", "in/b.zip", "good.txt")
    articles, problems = reading(path)
    assert [a.id for a in articles] == ["a.zip/good.txt"]
    assert problems[0].startswith(f"{path}, 'a.log': .log is no format that is read")
    assert problems[1:] == [f"{path}, 'in/b.zip': an archive in an archive; unpack it first"]


def test_a_link_is_refused(tmp_path: Path, reading: Reader) -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "a link, not a file" in reading(tmp_path / "a.zip")[1][0]


def test_an_encrypted_file_is_named(tmp_path: Path, reading: Reader) -> None:
    data = bytearray(named(tmp_path / "a.zip", "a.txt").read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert "encrypted; unpack it with its password first" in reading(tmp_path / "a.zip")[1][0]


def test_a_bomb_is_refused_unread(tmp_path: Path, reading: Reader) -> None:
    path = packed(tmp_path / "a.zip", bomb_txt=b"\0" * (SMALL + 1), good_txt="The envoy left.")
    articles, (problem,) = reading(path)
    assert [a.id for a in articles] == ["a.zip/good.txt"]
    assert "bytes that unpack to 8,388,609, as in an archive bomb; leave it out" in problem


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a.jsonl.gz", b'{"text": "'),
        ("a.txt.gz", b"The envoy left."),
        ("a.csv.gz", b"text,id\n"),
        ("a.warc.gz", b"WARC/1.0\r\nContent-Length: 25165824\r\n\r\n"),
    ],
)
def test_a_gzip_bomb_is_told_while_it_is_read(
    tmp_path: Path, reading: Reader, name: str, head: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(head + b"a" * (3 * SMALL), 9))
    articles, (problem,) = reading(path)
    assert articles == []
    assert problem.startswith(f"{path}: ")
    assert problem.endswith(" and more, as in an archive bomb; leave it out")


def test_files_that_overlap_are_a_bomb(
    tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "SMALL", 0)
    path = named(tmp_path / "a.zip", "a.txt")
    data = path.read_bytes()
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry, tail = data[at:end], bytearray(data[end:])
    count = 400
    tail[8:12] = count.to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * count).to_bytes(4, "little")
    big = bytearray(entry)
    big[20:24] = (10_000).to_bytes(4, "little")
    path.write_bytes(data[:at] + bytes(big) * count + bytes(tail))
    _, (problem,) = reading(path)
    assert (
        problem == f"{path}: its files overlap, as in an archive bomb; unpack it with care, or leave it out"
    )


def test_too_many_files(tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST", 2)
    _, (problem,) = reading(named(tmp_path / "a.zip", "a.txt", "b.txt", "c.txt"))
    assert problem.endswith("3 files in one archive; 2 are the most; split it")


def test_an_empty_archive_and_one_on_standard_input(
    tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no file in this archive" in reading(named(tmp_path / "a.zip"))[1][0]
    data = named(tmp_path / "b.zip", "a.txt").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert reading("-")[1] == [
        "standard input: a ZIP archive, which cannot be read from a stream; give the file"
    ]


def test_an_office_document_is_still_named_as_one(tmp_path: Path, reading: Reader) -> None:
    path = named(tmp_path / "a.docx", "[Content_Types].xml", "word/document.xml")
    assert "a ZIP archive or office document, not text" in reading(path)[1][0]


def test_an_endless_line_of_wide_characters(
    tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST", 1000)
    monkeypatch.setattr(lines, "MEGABYTE", 300)
    rows = [json.dumps({"text": text}) for text in ("The envoy left.", "on and on " * 900, "He waved.")]
    path = tmp_path / "a.jsonl"
    path.write_bytes("\n".join(rows).encode("utf-16"))
    articles, (problem,) = reading(path)
    assert [a.text for a in articles] == ["The envoy left.", "He waved."]
    assert problem == f"{path}, line 2: longer than 1000 bytes; split the record"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(st.data())
def test_damage_anywhere_is_named(tmp_path: Path, reading: Reader, data: st.DataObject) -> None:
    whole = packed(tmp_path / "a.zip", a_txt="The envoy left. " * 20, b_txt="He waved.").read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    cut = damaged[: data.draw(st.sampled_from([len(whole), at]))]
    path = tmp_path / "b.zip"
    path.write_bytes(cut)
    articles, problems = reading(path)
    assert articles or problems
    assert all(a.id.startswith("b.zip") for a in articles)
