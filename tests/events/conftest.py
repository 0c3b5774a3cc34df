"""Coding a short text as an article that came out on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from khaldun.coder import Coder
from khaldun.model import Article, Coding, Event, Mention

Code = Callable[..., Coding]


def codes(mentions: tuple[Mention, ...]) -> str:
    """Countries joined by "+", "-" for nobody known."""
    return "+".join(m.code or "-" for m in mentions) or "-"


def line(event: Event) -> str:
    """An event in one line: actors, type, leaf, status, recipients ("<>" between equals)."""
    to = "<>" if event.reciprocal else codes(event.recipients)
    return f"{codes(event.actors)} {event.event_type} {event.cameo} {event.status} {to}"


@pytest.fixture(scope="session")
def code(coder: Coder) -> Code:
    def coded(text: str, published: str | None = None, **facts: str) -> Coding:
        day = dt.date.fromisoformat(published) if published else None
        return coder.code_article(Article(facts.pop("id", "one"), text, published=day, **facts))

    return coded


@pytest.fixture(scope="session")
def lines(code: Code) -> Callable[..., list[str]]:
    def told(text: str, published: str | None = None) -> list[str]:
        return [line(event) for event in code(text, published).events]

    return told
