"""Markup: what comes from articles stays text, whatever it holds."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.web.markup import Html, el, join, outward, table
from khaldun.web.spans import ROLES, Mark, marked

SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">'


@given(st.text(), st.text())
def test_what_is_no_markup_yet_is_escaped(child: str, value: str) -> None:
    made = el("p", child, title=value)
    assert unescape(made) == f'<p title="{value}">{child}</p>'
    assert re.findall(r"<[^>]*>", made)[-1] == "</p>"
    assert made.count("<") == 2


def test_attributes_are_named_as_in_html() -> None:
    made = el("a", "x", class_="b", aria_current="page", data_go=True, hidden=False, title=None)
    assert made == '<a class="b" aria-current="page" data-go>x</a>'
    assert el("br") == "<br>"


def test_a_table_escapes_its_cells_and_has_a_caption() -> None:
    made = table(("a", "b"), [[SCRIPT, 1], [el("b", "x"), None]], "Told")
    assert "<script" not in made
    assert "<img" not in made
    assert "<caption>Told</caption>" in made
    assert "<b>x</b>" in made
    assert made.count("<tr>") == 3


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "//a.example", "http://", "http://[", "https://a.example/\n"])  # fmt: skip
def test_addresses_of_other_kinds_are_only_text(address: str) -> None:
    assert "href" not in outward(address)


def test_a_web_address_is_a_link_that_tells_nothing() -> None:
    made = outward("https://a.example/x?a=1&b=2")
    assert 'href="https://a.example/x?a=1&amp;b=2"' in made
    assert 'rel="noopener noreferrer"' in made
    assert outward(None) == ""


def test_a_script_in_an_article_is_shown_as_text() -> None:
    made = marked(SCRIPT, [Mark(0, 8, "actor"), Mark(3, 20, "trigger")])
    assert "<script" not in made
    assert "<img" not in made
    assert made.count("<mark") == 3


marks = st.lists(
    st.builds(Mark, st.integers(0, 60), st.integers(0, 60), st.sampled_from([*ROLES, "other"])), max_size=6
)


@given(st.text(max_size=50), marks, st.integers(0, 10))
def test_every_character_comes_out_once(text: str, spans: list[Mark], first: int) -> None:
    made = marked(text, [m for m in spans if m.start < m.end], first)
    assert isinstance(made, Html)
    assert unescape(re.sub(r'</?mark(?: class="[\w-]+" title="[\w ]+")?>', "", made)) == text


def test_spans_that_overlap_name_both_roles() -> None:
    made = marked("abcdef", [Mark(10, 14, "actor"), Mark(12, 16, "place")], 10)
    assert made == (
        '<mark class="role-actor" title="actor">ab</mark><mark class="role-actor" title="actor and place">cd</mark>'
        '<mark class="role-place" title="place">ef</mark>'
    )


def test_join_keeps_markup_and_escapes_the_rest() -> None:
    assert join([el("b", "x"), "<", 3, None]) == "<b>x</b>&lt;3"
