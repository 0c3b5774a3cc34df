"""The examples of docs/events.md code what stands beside them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from khaldun.coder import Coder
from khaldun.model import Article, Event, Mention

TEXT = (Path(__file__).parents[1] / "docs" / "events.md").read_text(encoding="utf-8")
ROWS = [
    tuple(cell.strip() for cell in line.strip("|\n").split("|"))
    for line in TEXT.splitlines()
    if line.startswith("| ")
]
CODED = [row for row in ROWS if re.search(r" [A-Z]{3,} \d{3,4} [a-z]+ ", row[-1])]
ASIDE = [(row[0].strip("`"), row[1]) for row in ROWS if row[0].startswith("`")]


def told(event: Event) -> str:
    def codes(mentions: tuple[Mention, ...]) -> str:
        return "+".join(m.code or "-" for m in mentions) or "-"

    to = "<>" if event.reciprocal else codes(event.recipients)
    return f"{codes(event.actors)} {event.event_type} {event.cameo} {event.status} {to}"


def test_there_are_examples() -> None:
    assert len(CODED) > 25
    assert len(ASIDE) > 5


@pytest.mark.parametrize(("text", "line"), CODED)
def test_an_example_codes_what_it_says(coder: Coder, text: str, line: str) -> None:
    assert [told(event) for event in coder.code(text, published="2014-09-16")] == [line]


@pytest.mark.parametrize(("reason", "text"), ASIDE)
def test_a_reason_is_given_as_it_says(coder: Coder, reason: str, text: str) -> None:
    coding = coder.code_article(Article("one", text))
    assert coding.events == ()
    assert reason in [aside.reason for aside in coding.set_aside]
