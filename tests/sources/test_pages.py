"""Web pages."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.errors import InputError
from khaldun.sources import extract

from .conftest import BODY, PAGE


def test_the_name_is_the_id() -> None:
    assert extract(PAGE.encode(), "dam.html").id == "dam.html"


def test_the_sites_name_is_cut_off_the_title() -> None:
    page = PAGE.replace('<meta property="og:title" content="Ministers settle dam quarrel">', "").replace(
        "<h1>Ministers settle dam quarrel</h1>", ""
    )
    assert extract(page.encode(), "p").title == "Ministers settle dam quarrel"


def test_a_declared_encoding_is_used_where_the_page_is_not_utf8() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-2"').replace("Kasama", "Łódź").replace("©", "")
    assert "Łódź" in extract(page.encode("iso-8859-2"), "p").text


def test_table_rows_are_dropped_and_prose_in_tables_kept() -> None:
    table = "<table><tr><td>Maize</td><td>113.40</td></tr><tr><td>Cotton</td><td>88.10</td></tr></table>"
    text = extract(PAGE.replace("</article>", table + f"<p>{BODY[0]}</p></article>").encode(), "p").text
    assert "113.40" not in text
    rows = "".join(f"<tr><td>{p}</td></tr>" for p in BODY)
    laid_out = f"<html><head><title>Dam</title></head><body><table>{rows}</table></body></html>"
    assert all(p in extract(laid_out.encode(), "p").text for p in BODY)


def test_a_bare_fragment_is_a_page() -> None:
    assert extract(f"<p>{BODY[0]}</p>".encode(), "p").text == BODY[0]


def test_comments_are_left_out() -> None:
    comments = '<div id="comments" class="comments"><p class="comment">They should all resign at once, I say, all of them.</p></div>'
    assert "resign" not in extract(PAGE.replace("</article>", "</article>" + comments).encode(), "p").text


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"<html></html>", b"<" * 500, b"<div>" * 3000])
def test_pages_without_an_article_are_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^p: "):
        extract(data, "p")


@settings(deadline=None, max_examples=50)
@given(st.binary(max_size=300), st.integers(0, len(PAGE)))
def test_damaged_pages_never_raise_anything_else(junk: bytes, at: int) -> None:
    page = PAGE.encode()
    with suppress(InputError):
        assert extract(page[:at] + junk + page[at:], "p").text
