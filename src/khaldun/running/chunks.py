"""Chunks: the unit of work. The same articles always fall into the same chunks, and a chunk is parsed at once.

A parser may round differently in batches of other sizes, so that chunks, not workers, decide what is parsed together:
the bytes of a run then depend neither on the number of workers nor on where it was broken off.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeGuard

from khaldun.errors import InputError
from khaldun.model import Article, Coding
from khaldun.sources import Found, Meter

MOST_ARTICLES = 8
MOST_ITEMS = 256
MOST_CHARACTERS = 40_000
"""A chunk holds at most so many articles, articles and errors, or characters of text (but for one longer article).

A parser takes some 3.5 KB for each character that it holds at once; larger chunks take more memory and are no faster.
"""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What was read, in order: articles, and errors in the place of what could not be read.

    ``position`` is how many bytes of the inputs had been read when it was filled, for progress alone.
    """

    items: tuple[Found | InputError, ...]
    position: int = 0

    @property
    def articles(self) -> list[Article]:
        """The articles to code, in order: all but those that repeat another."""
        return [item.article for item in self.items if _is_coded(item)]


@dataclass(frozen=True, slots=True)
class Failed:
    """An article could not be coded; ``reason`` says why."""

    reason: str


Coded = Coding | Failed


class Coder(Protocol):
    """What codes articles, in order."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[Coding]:
        """One coding an article."""


def chunks(items: Iterable[Found | InputError], meter: Meter | None = None) -> Iterator[Chunk]:
    """Cut a stream of articles and errors into chunks."""
    waiting: list[Found | InputError] = []
    articles = characters = 0
    for item in items:
        more = len(item.article.text) if _is_coded(item) else 0
        full = articles >= MOST_ARTICLES or len(waiting) >= MOST_ITEMS
        if waiting and (full or (characters + more > MOST_CHARACTERS and articles)):
            yield Chunk(tuple(waiting), meter.done if meter else 0)
            waiting, articles, characters = [], 0, 0
        waiting.append(item)
        articles += _is_coded(item)
        characters += more
    if waiting:
        yield Chunk(tuple(waiting), meter.done if meter else 0)


def _is_coded(item: Found | InputError) -> TypeGuard[Found]:
    return isinstance(item, Found) and item.repeats is None


def code_chunk(coder: Coder, articles: Sequence[Article]) -> list[Coded]:
    """An outcome for each article; where one fails the chunk is coded article by article, so that the others come through."""
    try:
        return [_without_layers(coding) for coding in coder.pipe(articles)]
    except Exception:  # whichever article it was: each is tried by itself, and its own error is kept
        return [_code_one(coder, article) for article in articles]


def _code_one(coder: Coder, article: Article) -> Coded:
    try:
        return _without_layers(next(iter(coder.pipe([article]))))
    except Exception as error:
        return Failed(_reason(error))


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:300]
    last = traceback.extract_tb(error.__traceback__)[-1:]
    where = f" ({Path(last[0].filename).name}, line {last[0].lineno})" if last else ""
    return f"coding failed: {type(error).__name__}{': ' if said else ''}{said}{where}"


def _without_layers(coding: Coding) -> Coding:
    """The coding as far as stores and files of events keep it; the rest would only be carried between processes."""
    return replace(coding, actors=(), places=(), times=(), quotes=())
