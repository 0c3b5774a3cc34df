"""Exports of news databases: several articles in one file, each with what its heading tells."""

from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.sources import databases
from khaldun.sources.databases import read_export, sniff_export
from khaldun.sources.record import Raw

from .conftest import BODY, Reader
from .exports import ACADEMIC, FACTIVA, NEXIS, TAGGED

DAM = "The water ministers of the two upland provinces met on Tuesday and settled their quarrel"


@pytest.mark.parametrize(("text", "stem"), [(NEXIS, "nexis"), (ACADEMIC, "academic"), (FACTIVA, "factiva")])
def test_every_article_of_an_export(tmp_path: Path, reading: Reader, text: str, stem: str) -> None:
    path = tmp_path / f"{stem}.txt"
    path.write_text(text, encoding="utf-8")
    (dam, envoy), problems = reading(path)
    assert problems == []
    assert (dam.title, dam.publication) == ("Ministers settle dam quarrel", "The Upland Post")
    assert (envoy.title, envoy.publication, envoy.text) == (
        "Envoy leaves",
        "Lowland Herald",
        "The envoy left for the coast.",
    )
    assert [a.published for a in (dam, envoy)] == [dt.date(2014, 9, 16), dt.date(2014, 9, 15)]
    assert dam.published_basis == "metadata"
    assert dam.text.startswith(DAM)
    assert dam.text.split("\n\n")[1].startswith("Farmers who had blocked the road went home")
    assert dam.text.count("\n\n") == 1
    assert dam.dateline == "KASAMA"
    assert dam.author is not None
    assert dam.author.casefold() == "by ana ruiz"


def test_ids(tmp_path: Path, reading: Reader) -> None:
    for name, text in (("n.txt", NEXIS), ("f.txt", FACTIVA)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    articles, _ = reading(tmp_path)
    assert [a.id.partition("/")[2] for a in articles] == [
        "f.txt#UPLP000020140916ea9g0001v", "f.txt#LOWH000020140915ea9f0002x", "n.txt#1", "n.txt#2",
    ]  # fmt: skip


def test_field_codes(tmp_path: Path, reading: Reader) -> None:
    (tmp_path / "a.txt").write_text(TAGGED, encoding="utf-8")
    (article,), _ = reading(tmp_path / "a.txt")
    assert article.text == f"{DAM}.\n\nFarmers who had blocked the road went home."
    assert (article.id, article.publication) == ("a.txt#UPLP000020140916ea9g0001v", "The Upland Post")


def test_an_address_is_kept_and_a_cover_page_is_passed_over(tmp_path: Path, reading: Reader) -> None:
    cover = (
        "User Name: A. Reader\nJob Number: 12345\nDocuments (1)\nClient/Matter: -None-\n\nEnd of Document\n\n"
    )
    (tmp_path / "a.txt").write_text(cover + NEXIS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ACADEMIC, encoding="utf-8")
    assert [a.title for a in reading(tmp_path / "a.txt")[0]] == [
        "Ministers settle dam quarrel",
        "Envoy leaves",
    ]
    assert reading(tmp_path / "b.txt")[0][0].url == "https://upland.example/dam"


def test_standard_input(reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FACTIVA.encode())))
    assert [a.id for a in reading("-")[0]] == [
        "stdin#UPLP000020140916ea9g0001v",
        "stdin#LOWH000020140915ea9f0002x",
    ]


def test_what_is_no_export_stays_a_text() -> None:
    assert sniff_export("\n\n".join(BODY)) is None
    assert sniff_export("He gave a speech of\n512 words\nthat nobody heard.") is None
    assert sniff_export("Length: 3 words\nand no more") is None


def test_an_article_without_its_heading_is_named(tmp_path: Path, reading: Reader) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NEXIS + "Some note that was typed here.\n\nEnd of Document\n", encoding="utf-8")
    articles, (problem,) = reading(path)
    assert len(articles) == 2
    assert problem.startswith(f"{path}, article 3: no line 'Length: … words' in it")
    other = tmp_path / "b.txt"
    other.write_text(FACTIVA.replace("80 words", "eighty"), encoding="utf-8")
    assert "article 2: no line '… words' in it, so no Factiva article" in reading(other)[1][0]


def test_an_endless_article_is_cut_with_its_reason(
    tmp_path: Path, reading: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases, "LONGEST_TEXT", 1000)
    path = tmp_path / "a.txt"
    path.write_text(NEXIS.replace("Body\n", "Body\n" + "on and on\n" * 900, 1), encoding="utf-8")
    articles, (problem,) = reading(path)
    assert [a.title for a in articles] == ["Envoy leaves"]
    assert problem == f"{path}, article 1: longer than 2,000 characters and cut there; split the export"


class Endless(io.RawIOBase):
    """The same export, over and over, without holding it."""

    def __init__(self, piece: bytes, times: int) -> None:
        self._piece, self._left, self.most = piece * 50, times, 0
        self._buffer = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._buffer and self._left:
            self._left -= 1
            self._buffer = self._piece
        data = self._buffer[: len(buffer)]
        self._buffer = self._buffer[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def test_a_large_export_is_streamed() -> None:
    stream = io.BufferedReader(Endless(NEXIS.encode(), 4))
    found = read_export(stream, "a", "a", "nexis")
    assert isinstance(next(found), Raw)
    assert stream.raw._left == 3  # type: ignore[attr-defined]
    assert sum(1 for _ in found) == 4 * 50 * 2 - 1


LINES = [*NEXIS.splitlines(), *ACADEMIC.splitlines(), *FACTIVA.splitlines(), *TAGGED.splitlines()]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(LINES), max_size=40), st.sampled_from(["nexis", "factiva"]))
def test_lines_in_any_order_give_articles_or_named_errors(some: list[str], form: databases.Export) -> None:
    data = "\n".join(some).encode()
    found = list(read_export(io.BytesIO(data), "a.txt", "a.txt", form))
    assert all(isinstance(item, Raw) or str(item).startswith("a.txt, article ") for item in found)
    assert len({item.id for item in found if isinstance(item, Raw)}) <= len(found)
    bodies = "".join(item.text for item in found if isinstance(item, Raw))
    assert "End of Document" not in bodies


@pytest.mark.parametrize("form", ["nexis", "factiva"])
def test_the_mark_of_an_end_is_in_no_article(form: databases.Export) -> None:
    whole = (FACTIVA if form == "factiva" else NEXIS).splitlines()
    for n in range(len(whole) + 1):
        data = "\n".join([*whole[:n], "End of Document", *whole[n:]]).encode()
        found = read_export(io.BytesIO(data), "a.txt", "a.txt", form)
        assert all("End of Document" not in item.text for item in found if isinstance(item, Raw))
