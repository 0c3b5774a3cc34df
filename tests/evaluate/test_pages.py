from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from khaldun.errors import UsageError
from khaldun.evaluate import FORMATS, evaluate
from khaldun.evaluate.gold import read
from khaldun.evaluate.pages import Extracted, overlap, score_extractor, slug
from khaldun.evaluate.protocols import silent

from .stubs import StubCoder

BODY = "The council met on the hill."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    truth = {
        "a": {"articleBody": BODY, "url": "https://news.example/2014/09/16/council-meets-on-hill"},
        "b": {"articleBody": BODY, "url": "https://news.example/b"},
    }
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth))
    (tmp_path / "html").mkdir()
    for name in truth:
        (tmp_path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(name.encode()))
    return tmp_path


def test_bags_of_words() -> None:
    # Found "the hill the hill hat": the twice, hill once of six words; five found.
    assert overlap(BODY, "the hill the hill hat") == pytest.approx((3 / 5, 3 / 6, 2 * 0.6 * 0.5 / 1.1))
    assert overlap(BODY, "") == (0.0, 0.0, 0.0)


def test_the_words_of_an_address() -> None:
    assert slug("https://news.example/politics/council-meets-on-hill-2014") == [
        "council",
        "meets",
        "on",
        "hill",
    ]
    assert slug("https://news.example/council-meets") == []


def test_bodies_titles_and_dates(folder: Path) -> None:
    def extract(page: bytes) -> Extracted:
        return Extracted(BODY, "Council meets", "2014-09-16") if page == b"a" else Extracted("", "", "")

    part = score_extractor(read(folder, FORMATS), extract, silent)
    assert [(s.measure, s.n, s.value, s.precision) for s in part.scores] == [
        ("body words, mean over pages", 2, 0.5, 0.5),
        ("words of the address in the title", 1, 0.5, None),
        ("date of the address", 1, 1.0, None),
    ]
    assert [(o.id, o.right, o.wrong, o.coded) for o in part.outcomes] == [
        ("a", True, 0.0, "6 words, F1 1.00"),
        ("b", False, 1.0, "0 words, F1 0.00"),
    ]


def test_the_programs_own_extraction(folder: Path) -> None:
    body = "<p>" + "The council met on the hill and spoke about the road for an hour. " * 4 + "</p>"
    page = f"<html><head><title>Council meets on hill</title></head><body><article>{body}</article></body></html>"
    (folder / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    part = evaluate([folder], StubCoder()).files[0]
    assert part.format == "pages"
    assert part.score("words of the address in the title").value == 1.0


def test_a_page_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "html" / "b.html.gz").unlink()
    with pytest.raises(
        UsageError, match=r"b\.html\.gz: cannot be read \(No such file .*; put each page into html/"
    ):
        evaluate([folder], StubCoder())
    (folder / "html" / "b.html.gz").write_bytes(b"plain")
    with pytest.raises(UsageError, match=r"cannot be read \(it is no gzip file\)"):
        evaluate([folder], StubCoder())
