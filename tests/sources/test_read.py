"""Every format to articles: texts, ids, dates and their order."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from khaldun.sources import Columns, read

from .conftest import ATOM, BODY, PAGE, RSS, Reader

DAY = dt.date(2014, 9, 15)
ROWS = [
    {
        "id": "r1",
        "text": "Miners in Lusaka struck.",
        "date": "2014-09-15",
        "title": "Strike",
        "url": "https://a.example/1",
        "source": "Post",
    },
    {"text": "The army shelled the hills."},
]


def test_a_text_file_gives_its_headline_dateline_and_body(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.txt").write_text(
        "Envoy leaves\n\nACCRA, Sept 15, 2014 (AFP) — The envoy left for the coast.\n"
    )
    (article,), problems = reading(tmp_path / "a.txt")
    assert not problems
    assert (article.id, article.text, article.title) == (
        "a.txt",
        "The envoy left for the coast.",
        "Envoy leaves",
    )
    assert (article.dateline, article.publication, article.published) == ("ACCRA", "AFP", DAY)
    assert article.published_basis == "dateline: ACCRA, Sept 15, 2014 (AFP)"


def test_a_date_given_overrides_all_others(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROWS[0]))
    (article,), _ = reading(tmp_path / "a.jsonl", date=dt.date(2001, 2, 3))
    assert (article.published, article.published_basis) == (dt.date(2001, 2, 3), "option --date")


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The envoy left for the coast.", "no date in text, page or options"),
        (
            "ACCRA, Sept 15 (AFP) — The envoy left.",
            "the dateline 'ACCRA, Sept 15 (AFP)' names no year; give --date or a date column",
        ),
        (
            "Lusaka, 1978: The miners went home.",
            "the dateline 'Lusaka, 1978' names no day; give --date or a date column",
        ),
    ],
)
def test_without_a_date_the_reason_is_given(tmp_path: Path, reading: Reader, text: str, basis: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    (article,), _ = reading(tmp_path / "a.txt")
    assert (article.published, article.published_basis) == (None, basis)


def test_a_day_on_a_line_of_its_own_dates_a_text(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.txt").write_text(
        "Envoy leaves\n\nBy Ana Ruiz\n15 September 2014\n\nThe envoy left for the coast."
    )
    (article,), _ = reading(tmp_path / "a.txt")
    assert (article.title, article.text) == ("Envoy leaves", "The envoy left for the coast.")
    assert (article.published, article.published_basis) == (DAY, "text: 15 September 2014")


def test_a_page_gives_body_title_date_author_site_and_address(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "p.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (article,), problems = reading(tmp_path / "p.html.gz")
    assert not problems
    assert article.text == "\n\n".join(BODY)
    assert (article.title, article.published, article.published_basis) == (
        "Ministers settle dam quarrel", dt.date(2014, 9, 16), "metadata",
    )  # fmt: skip
    assert (article.publication, article.author, article.url) == (
        "The Upland Post",
        "Ana Ruiz",
        "https://upland.example/2014/09/16/dam",
    )


def test_rss_gives_one_article_an_entry(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "feed.xml").write_text(RSS)
    (first, second), problems = reading(tmp_path / "feed.xml")
    assert not problems
    assert (first.id, first.text) == ("feed.xml#item-1", "Farmers unblocked the road.\n\nPolice watched.")
    assert (first.title, first.published, first.publication) == (
        "Dam & road",
        dt.date(2014, 9, 16),
        "The Upland Post",
    )
    assert (second.id, second.url, second.published) == ("feed.xml#item-2", None, None)


def test_atom_prefers_content_to_summary(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "feed.atom").write_text(ATOM)
    (article,), _ = reading(tmp_path / "feed.atom")
    assert (article.id, article.text, article.published) == (
        "feed.atom#tag:1",
        "The road is open.",
        dt.date(2014, 9, 17),
    )


def _table(path: Path) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("\n".join(map(json.dumps, ROWS)))
    elif path.suffix == ".json":
        path.write_text(json.dumps(ROWS, indent=1))
    elif path.suffix == ".parquet":
        pq.write_table(pa.Table.from_pylist(ROWS), path)
    else:
        mark = "\t" if path.suffix == ".tsv" else ";"
        names = list(ROWS[0])
        path.write_text(
            "\n".join(
                mark.join([*names] if row is None else [row.get(n, "") for n in names])
                for row in (None, *ROWS)
            )
        )
    return path


@pytest.mark.parametrize("suffix", [".jsonl", ".json", ".csv", ".tsv", ".parquet"])
def test_tables_give_one_article_a_row(tmp_path: Path, reading: Reader, suffix: str) -> None:
    (first, second), problems = reading(_table(tmp_path / f"rows{suffix}"))
    assert not problems
    assert (first.id, first.text, first.title, first.url) == (
        "r1",
        ROWS[0]["text"],
        "Strike",
        "https://a.example/1",
    )
    assert (first.published, first.published_basis, first.publication) == (DAY, "column date", "Post")
    assert (second.id, second.text, second.published) == (f"rows{suffix}#2", ROWS[1]["text"], None)


def test_a_quoted_cell_may_hold_line_breaks_and_delimiters(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.csv").write_text('id,text\n1,"The envoy, tired,\nleft. He said ""no""."\n')
    (article,), _ = reading(tmp_path / "a.csv")
    assert article.text == 'The envoy, tired, left. He said "no".'


def test_parquet_dates_and_numbers_are_read(tmp_path: Path, reading: Reader) -> None:
    rows = [{"id": 7, "text": "The envoy left.", "date": dt.datetime(2014, 9, 15, 23, 0)}]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    (article,), _ = reading(tmp_path / "a.parquet")
    assert (article.id, article.published) == ("7", DAY)


def test_columns_are_mapped_and_found_without_regard_to_case(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.csv").write_text("Nr,Body,DATE\n5,The envoy left.,15 September 2014\n")
    (article,), _ = reading(tmp_path / "a.csv", columns=Columns(id="nr", text="Body"))
    assert (article.id, article.text, article.published) == ("5", "The envoy left.", DAY)


def test_tags_in_a_text_column_become_paragraphs(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": "<p>The envoy left.</p><script>x()</script><p>He <b>waved</b>.</p>"})
    )
    (article,), _ = reading(tmp_path / "a.jsonl")
    assert article.text == "The envoy left.\n\nHe waved."


def test_as_is_leaves_every_character(tmp_path: Path, reading: Reader) -> None:
    text = " ACCRA, Sept 15, 2014 (AFP) —  The “envoy”\nleft.  <b>Share this</b>\n"
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text}))
    (article,), _ = reading(tmp_path / "a.jsonl", as_is=True)
    assert (article.text, article.dateline, article.published) == (text, "ACCRA", DAY)


def test_a_folder_is_read_downwards_in_order_of_names_without_hidden_files(
    tmp_path: Path, reading: Reader
) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.md", ".hidden.txt", ".git/x.txt", "c.text"):
        (tmp_path / "dispatches" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "dispatches" / name).write_text("The envoy left.")
    articles, problems = reading(tmp_path / "dispatches")
    assert not problems
    assert [a.id for a in articles] == [
        "dispatches/a/b.md",
        "dispatches/a/z.txt",
        "dispatches/b.txt",
        "dispatches/c.text",
    ]
    assert reading(tmp_path / "dispatches")[0] == articles


def test_ids_of_inputs_that_share_a_name_differ(tmp_path: Path, reading: Reader) -> None:
    paths = [tmp_path / folder / "x.txt" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text("The envoy left.")
    articles, _ = reading(*paths, paths[0])
    assert [a.id for a in articles] == ["x.txt", paths[1].as_posix()]


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        ('{"id": 1, "text": "The envoy left."}\n{"text": "He waved."}\n', ["1", "stdin#2"]),
        ('{\n "text": "The envoy left."\n}', ["stdin"]),
        ('[{"text": "The envoy left."}]', ["stdin#1"]),
        (PAGE, ["stdin"]),
        (RSS, ["stdin#item-1", "stdin#item-2"]),
        ("id,text\n4,The envoy left.\n", ["4"]),
        ("The envoy left.", ["stdin"]),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, reading: Reader, data: str, ids: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    articles, problems = reading("-")
    assert not problems
    assert [a.id for a in articles] == ids


def test_a_single_path_need_not_be_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The envoy left.")
    assert [a.id for a in read(str(tmp_path / "a.txt"))] == ["a.txt"]


def test_content_corrects_a_misleading_extension(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "lines.json").write_text('{"text": "The envoy left."}\n{"text": "He waved."}')
    (tmp_path / "noname").write_text("The envoy left.")
    articles, problems = reading(tmp_path)
    assert not problems
    assert [a.id.partition("/")[2] or a.id for a in articles] == [
        "lines.json#1",
        "lines.json#2",
        "noname",
        "page.txt",
    ]
    assert articles[-1].title == "Ministers settle dam quarrel"


def test_rows_are_streamed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "The envoy left."}\n' * 3 + "broken")
    stream = read([tmp_path / "a.jsonl"])
    assert next(stream).id == "a.jsonl#1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("suffix", [".txt", ".jsonl", ".csv"])
def test_encodings(tmp_path: Path, reading: Reader, encoding: str, suffix: str) -> None:
    sentence = "The envoy dined in a café in Orléans."
    content = {
        ".txt": sentence,
        ".jsonl": json.dumps({"text": sentence}, ensure_ascii=False),
        ".csv": f"id,text\n1,{sentence}\n",
    }
    (tmp_path / f"a{suffix}").write_bytes(content[suffix].encode(encoding))
    (article,), problems = reading(tmp_path / f"a{suffix}")
    assert not problems
    assert article.text == sentence
