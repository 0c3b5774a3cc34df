"""The example corpus is readable, dated and of the size that its README says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from khaldun.coder import Coder
from khaldun.model import Article
from khaldun.sources import read

DISPATCHES = Path(__file__).parents[1] / "examples" / "dispatches"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {article.id.removeprefix("dispatches/"): article for article in read(DISPATCHES)}


def test_every_report_is_dated_named_and_short(articles: dict[str, Article]) -> None:
    assert len(articles) == 27
    for article in articles.values():
        assert article.published is not None
        assert dt.date(2014, 9, 1) <= article.published <= dt.date(2014, 10, 31)
        assert article.publication in {
            "Harbour Wire",
            "Levant Courier",
            "Meridian Post",
            "Northgate Gazette",
            "Strait Observer",
        }
        assert article.dateline
        assert 120 <= len(article.text.split()) <= 300


def test_file_names_begin_with_the_day_of_the_report(articles: dict[str, Article]) -> None:
    named = {name: article for name, article in articles.items() if name.endswith((".txt", ".html"))}
    assert len(named) == 16
    assert all(name.startswith(str(article.published)) for name, article in named.items())


def test_the_saved_page_gives_its_article_alone(articles: dict[str, Article]) -> None:
    text = articles["2014-09-15-tehran-refusal.html"].text
    assert text.startswith("Iran has rejected a request")
    assert text.endswith("in New York on Thursday.")
    for chrome in ("cookies", "Related", "smugglers", "grandfather", "newsletter"):
        assert chrome not in text


def test_broken_lines_are_joined(articles: dict[str, Article]) -> None:
    text = articles["2014-09-21-sanaa.txt"].text
    assert all(part.endswith(".") for part in text.split("\n\n"))
    assert "\n" not in text.replace("\n\n", "")


@pytest.mark.parametrize("name", ["2014-09-12-marne-anniversary.txt", "2014-09-28-gleneagles-ryder-cup.txt"])
def test_history_and_sport_yield_no_events_of_the_day(
    articles: dict[str, Article], coder: Coder, name: str
) -> None:
    assert [e.evidence.text for e in coder.code_article(articles[name]).events if e.status == "actual"] == []
