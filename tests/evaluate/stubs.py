"""A coder whose answers are given by the test."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from khaldun.model import Article, Coding, Event, Evidence, Mention, Place, Quote, Source, When


def mention(text: str, part: str, code: str | None = None, sector: str | None = None) -> Mention:
    """The first place where ``part`` stands in ``text``, as a mention."""
    start = text.index(part)
    return Mention(part, start, start + len(part), code=code, sector=sector)


def event(
    text: str,
    event_type: str,
    cameo: str,
    actors: Sequence[Mention],
    recipients: Sequence[Mention] = (),
    **changes: Any,
) -> Event:
    """An event of ``text`` whose trigger is its first word, with defaults for all that scoring does not read."""
    base = Event(
        id=f"{event_type}-{cameo}", article_id="gold", sentence=0, date=None, date_end=None, date_precision=None,
        date_basis="unknown", event_type=event_type, modes=(), contexts=(), quad=1, score=0.0, cameo=cameo,
        status="actual", actors=tuple(actors), recipients=tuple(recipients), reciprocal=False, place=None,
        place_reason="not given", attribution=None, evidence=Evidence(text, 0, len(text), (0, text.index(" "))),
        further_evidence=(), rule="stub", confidence=0.5, source=Source(None, None, None, None),
    )  # fmt: skip
    return dataclasses.replace(base, **changes)


class StubCoder:
    """Answers each text with the events given for it, one sentence a text, and keeps the articles it saw."""

    def __init__(
        self,
        events: Mapping[str, Sequence[Event]] | None = None,
        *,
        actors: Mapping[str, Sequence[Mention]] | None = None,
    ) -> None:
        self.events, self.actors = dict(events or {}), dict(actors or {})
        self.seen: list[Article] = []

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Coding]:
        for article in articles:
            self.seen.append(article)
            found = tuple(self.events.get(article.text, ()))
            named = tuple(self.actors.get(article.text, ()))
            yield Coding(article, ((0, len(article.text)),), named, (), (), (), found)


class LayersCoder:
    """Answers every text with the layers given for it, and no events."""

    def __init__(
        self,
        *,
        places: Mapping[str, Sequence[Place]] | None = None,
        times: Mapping[str, Sequence[When]] | None = None,
        quotes: Mapping[str, Sequence[Quote]] | None = None,
    ) -> None:
        self.places, self.times, self.quotes = dict(places or {}), dict(times or {}), dict(quotes or {})
        self.seen: list[Article] = []

    def pipe(self, articles: Iterable[Article], /) -> Iterator[Coding]:
        for article in articles:
            self.seen.append(article)
            places, times, quotes = (
                tuple(layer.get(article.text, ())) for layer in (self.places, self.times, self.quotes)
            )
            yield Coding(article, ((0, len(article.text)),), (), places, times, quotes, ())  # type: ignore[arg-type]


@dataclasses.dataclass(frozen=True)
class StubRelation:
    event_type: str | None
    cameo: str | None
    quad: int | None
    confidence: float = 0.5
    rule: str = "stub"


class StubRelater(StubCoder):
    """Relates by a table from (source words, target words) to a CAMEO leaf, all with one confidence."""

    def __init__(self, leaves: Mapping[tuple[str, str], str | None], confidence: float = 0.5) -> None:
        super().__init__()
        self.leaves = leaves
        self.confidence = confidence

    def relate(self, text: str, source: tuple[int, int], target: tuple[int, int], /) -> StubRelation:
        leaf = self.leaves[text[slice(*source)], text[slice(*target)]]
        return StubRelation(None, leaf, None, self.confidence)


def write(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    """Write records as JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
