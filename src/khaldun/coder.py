"""The coder: every stage, in order, as one visible list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

from khaldun.model import Article, Coding, Event
from khaldun.text.parse import DEFAULT_PIPELINE, Parser


class Coder:
    """Loads parser, ontology, lexicon and actors once; then codes articles.

    ``actors`` names a user's own actor file, laid over the built-in one.
    """

    def __init__(self, pipeline: str = DEFAULT_PIPELINE, actors: str | Path | None = None) -> None:
        self._parser = Parser(pipeline)

    def code(self, text: str, published: str | dt.date | None = None) -> list[Event]:
        """Code one text; ``published`` is its date (ISO text or a date)."""
        day = dt.date.fromisoformat(published) if isinstance(published, str) else published
        article = Article(id="text", text=text, published=day, published_basis="option" if day else None)
        return list(self.code_article(article).events)

    def code_article(self, article: Article) -> Coding:
        """Code one article, keeping every layer."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Coding]:
        """Code articles in order, parsing in batches."""
        for article in articles:
            yield Coding(article, (), (), (), (), (), ())
