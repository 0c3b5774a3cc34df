"""What was set aside, as JSON lines beside a run's events; and events set aside for little confidence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any, Protocol

import msgspec

from khaldun.model import Coding, Event, SetAside, WouldBe, record
from khaldun.store.atomic import replacing


class Discards(Protocol):
    """Takes in coded articles, in order."""

    def add(self, coding: Coding) -> None:
        """Take in what one has set aside."""


class _Nowhere:
    def add(self, coding: Coding) -> None:
        """Nobody asked for it; the summary counts it all the same."""


class _Lines:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def add(self, coding: Coding) -> None:
        for aside in coding.set_aside:
            self._stream.write(msgspec.json.encode(line(coding, aside)) + b"\n")


@contextmanager
def open_discards(path: Path | None) -> Iterator[Discards]:
    """Where discards go; the file gets its name when the block ends well. ``None``: nowhere.

    Raises ``StoreError`` where the file cannot be written.
    """
    if path is None:
        yield _Nowhere()
        return
    with replacing(path, "--discards") as partial, partial.open("wb") as stream:
        yield _Lines(stream)


def line(coding: Coding, aside: SetAside) -> dict[str, Any]:
    """One thing set aside, as ``docs/records.md`` describes it."""
    start, end = coding.sentences[aside.sentence]
    return {
        "article_id": coding.article.id,
        "sentence": aside.sentence,
        "text": coding.article.text[start:end],
        "start": start,
        "end": end,
        "reason": aside.reason,
        "topic": aside.topic,
        "evidence": list(aside.evidence),
        "rule": aside.rule,
        "event": record(aside.event),
    }


def confident(coding: Coding, least: float) -> Coding:
    """The coding without the events of less confidence, each of them set aside with that reason."""
    unsure = [event for event in coding.events if event.confidence < least]
    if not unsure:
        return coding
    aside = tuple(SetAside(e.sentence, f"confidence below {least:g}", e.rule, _in_short(e)) for e in unsure)
    kept = tuple(event for event in coding.events if event.confidence >= least)
    left = {event.id for event in kept}
    meetings = tuple(
        replace(m, agreed=tuple(replace(a, events=tuple(e for e in a.events if e in left)) for a in m.agreed))
        for m in coding.meetings
    )
    return replace(coding, events=kept, set_aside=(*coding.set_aside, *aside), meetings=meetings)


def _in_short(event: Event) -> WouldBe:
    return WouldBe(
        event.event_type,
        event.cameo,
        event.status,
        event.actors,
        event.recipients,
        event.reciprocal,
        event.evidence.trigger,
    )
