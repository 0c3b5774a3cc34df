"""What cannot be read: each input named, with the reason and the next step, and the others read on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.errors import InputError
from khaldun.sources import Columns, extract, lines, pages, read

from .conftest import Reader

FRENCH = (
    "Le gouvernement a annoncé mardi que les pourparlers avec les syndicats des mineurs reprendraient la semaine prochaine dans "
    "la capitale. Les ouvriers, qui réclament une hausse des salaires, occupent toujours les trois puits du nord du pays."
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b" \n", "the file is empty; give a file with text"),
        ("a.txt", b"%PDF-1.4 \x00", "a PDF document, not text; convert it to text first (pdftotext)"),
        ("a.bin", b"ab\x00\x01\x02 and so on " * 9, "binary data (27 control bytes in the first 144), not text; give text, HTML or a table"),
        ("a.txt", FRENCH.encode(), "the text is not English (it reads as 'fr'); give English text or a translation"),
        ("a.html", b"<html><body><img src=x></body></html>", "no article body found in the HTML; save the page of one article, or give its text"),
        ("a.txt", b"\xe2\x80\x8b \xe2\x80\x8b", "no text in it; give a text with at least one sentence"),
        ("a.json", b"[]", "JSON list without records; give one object or a list of objects"),
        ("a.csv", b"id,body\n1,The envoy left.\n", "no column 'text' for the text; columns: id, body; name one with --text-column"),
        ("a.xml", b"<catalogue><item>x</item></catalogue>", "not an RSS or Atom feed; give a feed, an HTML page or text"),
        ("a.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>", "the feed holds no entry; fetch it again when it does"),
        ("a.jsonl.gz", b"\x1f\x8b\x08\x00broken", None),
        ("a.parquet", b"PAR1 broken", None),
        ("a.json", b'{"text": ', None),
    ],
)  # fmt: skip
def test_reasons(tmp_path: Path, reading: Reader, name: str, data: bytes, message: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (tmp_path / "good.md").write_text("The envoy left.")
    articles, (problem,) = reading(path, tmp_path / "good.md")
    assert [a.id for a in articles] == ["good.md"]
    assert problem.startswith(f"{path}: ")
    assert "\n" not in problem
    assert message is None or problem == f"{path}: {message}"


def test_missing_files_and_empty_folders(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "empty").mkdir()
    _, problems = reading(tmp_path / "none.txt", tmp_path / "empty")
    assert problems == [
        f"{tmp_path}/none.txt: no such file or folder; check the path",
        f"{tmp_path}/empty: no file in this folder; give one that holds articles (hidden files are not read)",
    ]


def test_no_permission(tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The envoy left.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reading(path)[1] == [
        f"{path}: no permission to read it; change its mode, or run as a user who may"
    ]


def test_other_files_in_a_folder_are_named(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "x.log").write_text("started")
    _, (problem,) = reading(tmp_path)
    assert problem.startswith(
        f"{tmp_path}/x.log: .log is no format that is read; valid: .txt .text .md .html"
    )


def test_broken_lines_are_named_and_the_others_read(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "The envoy left."}\n{oops\n[1]\n{"body": "x"}\n{"text": 5}\n{"text": ""}\n\n{"text": "He \\ud800 waved.", "n": NaN}\n'
    )
    articles, problems = reading(path)
    assert [(a.id, a.text) for a in articles] == [
        ("a.jsonl#1", "The envoy left."),
        ("a.jsonl#8", "He \ufffd waved."),
    ]
    assert [p.removeprefix(f"{path}, ").split(";")[0] for p in problems[1:]] == [
        "line 3: a JSON list, not an object",
        "line 4: no column 'text' for the text",
        "line 5: the column 'text' holds int, not text",
        "line 6: no text in it",
    ]
    assert problems[0].startswith(f"{path}, line 2: malformed JSON (")


def test_a_line_that_is_too_large_is_passed_over(
    tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LONGEST", 100)
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "long " * 99}) + '\n{"text": "The envoy left."}\n')
    articles, (problem,) = reading(path)
    assert [a.id for a in articles] == ["a.jsonl#2"]
    assert problem == f"{path}, line 1: longer than 100 bytes; split the record"


def test_a_page_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="more than 20 MB in one document; split it"):
        extract(gzip.compress(b"<p>x</p>" * (pages.LARGEST // 8 + 1)), "big.html.gz")


def test_a_text_longer_than_a_parser_takes_is_not_read(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The envoy left. " * 70_000)
    _, problems = reading(path)
    assert problems == [
        f"{path}: a text of 1,120,000 characters; 1,000,000 are the most that one article may have; split it"
    ]


def test_a_text_in_an_encoding_that_is_not_told(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "a.jsonl"
    damaged = b"The envoy \x81\x8d\x8f left " * 20
    whole = "The envoy left. \u00e9".encode() + b"\x81"
    path.write_bytes(b'{"text": "' + damaged + b'"}\n{"text": "' + whole + b'"}\n')
    articles, (problem,) = reading(path)
    assert [a.id for a in articles] == ["a.jsonl#2"]
    assert "characters could not be decoded; save it as UTF-8" in problem


def test_a_mapped_column_must_be_there(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text\n1,The envoy left.\n")
    _, (problem,) = reading(path, columns=Columns(date="day"))
    assert problem == f"{path}: no column 'day' for the date; columns: id, text; name one with --date-column"


def test_a_bad_date_leaves_the_article_without_one(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "a.csv"
    path.write_text("text,date\nThe envoy left.,some day\nHe waved.,03/04/2014\n")
    articles, problems = reading(path)
    assert not problems
    assert [a.published for a in articles] == [None, None]
    assert [a.published_basis for a in articles] == [
        "column date: 'some day' is no date; valid: 2014-09-15, 15 September 2014 or an ISO time",
        "column date: '03/04/2014' may be day or month first; write 2014-03-04 or 2014-04-03",
    ]


def test_without_a_handler_the_first_problem_is_raised(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder") as caught:
        list(read([tmp_path / "none.txt"]))
    assert caught.value.name == str(tmp_path / "none.txt")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    data=st.binary(max_size=400),
    suffix=st.sampled_from(
        [".txt", ".html", ".xml", ".json", ".jsonl", ".csv", ".tsv", ".parquet", ".warc", ".gz", ""]
    ),
)
def test_any_bytes_give_articles_or_problems(
    tmp_path: Path, reading: Reader, data: bytes, suffix: str
) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    articles, problems = reading(path)
    assert articles or problems or b"," in data or suffix in (".jsonl", ".csv", ".tsv", ".warc")
    for article in articles:
        article.text.encode("utf-8")
