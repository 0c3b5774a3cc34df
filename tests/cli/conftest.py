"""A runner, and a coder that finds an event in every text with "refused" in it, so that commands are tested alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from khaldun.cli import program
from khaldun.model import Article, Coding, Evidence, Mention, Quote, SetAside, Source, Span, When
from making import full

Run = Callable[..., Result]


class StubCoder:
    """Codes "France refused …" without parsing."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Coding]:
        for article in articles:
            if "interrupt" in article.text:
                raise KeyboardInterrupt
            yield self._code(article)

    def _code(self, article: Article) -> Coding:
        text = article.text
        events = [
            full(
                f"{n:04x}{article.id}",
                article_id=article.id,
                actors=(Mention("France", 0, 6, "France", "FRA", "GOV", ("GOV",), "Q142"),),
                evidence=Evidence(text, 0, len(text), match.span()),
                source=Source(article.url, article.publication, article.title, article.published),
            )
            for n, match in enumerate(re.finditer("refused", text))
        ]
        mention = Mention("France", 0, 6, "France", "FRA", "GOV", ("GOV",), "Q142")
        quote = Quote(mention, Span("said", 7, 11), (Span("so", 12, 14),), True, "claim")
        when = When("yesterday", 3, 12, "DATE", "2014-09-15", None, None, "day")
        aside = () if events else (SetAside(0, "no event", None),)
        return Coding(
            article,
            ((0, len(text)),),
            (mention,),
            (full().place,),
            (when,),
            (quote,),
            tuple(events),
            aside,  # type: ignore[arg-type]
        )


def make_stub(options: Any) -> StubCoder:
    """In place of ``make_coder``; worker processes import it by this name."""
    return StubCoder()


@pytest.fixture
def run() -> Run:
    """Run the command line with these arguments."""

    def invoke(*args: object, **options: Any) -> Result:
        return CliRunner().invoke(program, [str(arg) for arg in args], prog_name="khaldun", **options)

    return invoke


@pytest.fixture(autouse=True)
def stub_coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command that codes does so with the stub."""
    for name in (
        "code",
        "annotate",
        "evaluate",
    ):
        monkeypatch.setattr(f"khaldun.cli.{name}.make_coder", make_stub)
