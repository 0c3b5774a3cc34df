"""Events as people see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from rich.console import Console

from khaldun.cli.summary import Summary
from khaldun.cli.table import event_listing, snippet
from khaldun.model import Attribution, Event, Evidence, Mention
from khaldun.wording import days, mention_label, place_label, speaker_label, who_to_whom
from making import bare, coding, events, full

DAY = dt.date(2014, 9, 15)


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({"date": None}, "unknown"),
        ({"date": DAY, "date_precision": "day"}, "2014-09-15"),
        ({"date": DAY, "date_end": DAY, "date_precision": "day"}, "2014-09-15"),
        ({"date": DAY, "date_end": dt.date(2014, 9, 21), "date_precision": "week"}, "2014-09-15/21"),
        ({"date": DAY, "date_end": dt.date(2014, 10, 1), "date_precision": "day"}, "2014-09-15/2014-10-01"),
        ({"date": DAY, "date_precision": "month"}, "2014-09"),
        ({"date": DAY, "date_precision": "year"}, "2014"),
    ],
)
def test_days(facts: dict[str, Any], shown: str) -> None:
    assert days(bare(**facts)) == shown


def test_who() -> None:
    assert who_to_whom(bare()) == "?"
    assert who_to_whom(full()) == "France (FRA GOV) → Mali (MLI), they (?)"
    assert (
        who_to_whom(full(actors=full().actors * 2, reciprocal=True)) == "France (FRA GOV) ↔ France (FRA GOV)"
    )
    assert mention_label(Mention("crowds", 0, 6, sector="CVL")) == "crowds (CVL)"


def test_where_and_who_says() -> None:
    assert place_label(full().place) == "Paris, FRA"
    assert place_label(None) == ""
    assert speaker_label(full()) == "an official (denial)"
    assert speaker_label(bare(attribution=Attribution(None, "state radio"))) == "state radio"
    assert speaker_label(bare(attribution=Attribution(None, None, "plan"))) == "(plan)"


def test_long_sentences_are_cut_at_words_around_the_trigger() -> None:
    text = "word " * 60 + "refused " + "more " * 60
    seen = snippet(bare(evidence=Evidence(text, 1000, 1000 + len(text), (1300, 1307))))
    assert seen.plain.startswith("…word ")
    assert seen.plain.endswith("…")
    assert [seen.plain[span.start : span.end] for span in seen.spans] == ["refused"]


@given(events)
def test_any_event_can_be_shown(event: Event) -> None:
    for width in (60, 140):
        console = Console(width=width, record=True, file=None, quiet=False, force_terminal=False)
        with console.capture() as shown:
            console.print(event_listing([event], width))
        assert event.status in shown.get()


def test_summary() -> None:
    summary = Summary(problems=1)
    summary.add(coding(full(), bare(), bare()))
    summary.add(coding(bare(status="future")))
    assert summary.lines() == [
        "2 articles, 4 sentences, 4 events",
        "by type: PROTEST 3, REJECT 1",
        "by status: actual 3, future 1",
        "set aside: sport 2",
        "not read: 1 input, each named above",
    ]
    assert Summary().lines() == ["0 articles, 0 sentences, 0 events"]
