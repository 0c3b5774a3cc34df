"""One coded event seen as a report, with what two reports are compared by worked out once."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khaldun.model import Event, Mention, Place
from khaldun.yaml_data import read_yaml

_TOKEN = re.compile(r"[a-z]+(?:-[a-z]+)?|\d[\d,]*(?:\.\d+)?")
_ENDING = re.compile(r"(?:ing|edly|ed|ies|es|s|ly|e|y)$")
_ASSUMED = "publication date"
_STEM = 4
"""Letters that a word keeps at least when its ending is cut."""


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists of ``words.yaml``."""

    stop: frozenset[str]
    months: frozenset[str]
    again: frozenset[str]
    numbers: dict[str, int]


@cache
def words() -> Words:
    """The lists by which an evidence sentence is read."""
    data = read_yaml(files("khaldun.joins").joinpath("words.yaml"), "joins/words.yaml")
    months = frozenset(data["months"])
    stop = frozenset(word for row in data["stop"] for word in row)
    return Words(stop | months, months, frozenset(data["again"]), data["numbers"])


@dataclass(frozen=True, slots=True)
class Report:
    """What is compared of one coded event; ``n`` numbers the events of a store in the order of coding.

    ``first`` and ``last`` bound its date, both ``None`` where it has none; ``assumed`` says that the date is only that of
    publication. ``content`` are stems of the evidence sentence without names, place, trigger and function words.
    """

    n: int
    id: str
    event_type: str
    cameo: str
    quad: int
    status: str
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    reciprocal: bool
    place: Place | None
    first: dt.date | None
    last: dt.date | None
    assumed: bool
    numbers: frozenset[float]
    content: frozenset[str]
    again: bool

    @property
    def parties(self) -> tuple[Mention, ...]:
        """Everybody who takes part."""
        return (*self.actors, *self.recipients)


def report_of(event: Event, n: int = 0) -> Report:
    """An event as a report."""
    seen = event.evidence
    start, end = event.evidence.trigger
    trigger = seen.text[max(0, start - seen.start) : max(0, end - seen.start)]
    named = [part for m in (*event.actors, *event.recipients) for part in (m.text, m.name)]
    named += [event.place.text, event.place.name] if event.place else []
    tokens = _TOKEN.findall(seen.text.casefold())
    return Report(
        n=n,
        id=event.id,
        event_type=event.event_type,
        cameo=event.cameo,
        quad=event.quad,
        status=event.status,
        actors=event.actors,
        recipients=event.recipients,
        reciprocal=event.reciprocal,
        place=event.place,
        first=event.date,
        last=max(event.date, event.date_end or event.date) if event.date else None,
        assumed=event.date_basis == _ASSUMED,
        numbers=frozenset(_numbers(tokens)),
        content=_content(tokens, [trigger, *filter(None, named)]),
        again=any(token in words().again for token in tokens),
    )


def _numbers(tokens: list[str]) -> Iterable[float]:
    """Quantities in a sentence, in figures or words; years and days of a month are none."""
    known = words()
    for n, token in enumerate(tokens):
        beside = {*tokens[max(0, n - 1) : n], *tokens[n + 1 : n + 2]}
        if beside & known.months:
            continue
        if token[0].isdigit():
            value = float(token.replace(",", ""))
            if not 1900 <= value <= 2100:
                yield value
        elif all(part in known.numbers for part in token.split("-")):
            yield float(sum(known.numbers[part] for part in token.split("-")))


def _content(tokens: list[str], left_out: Iterable[str]) -> frozenset[str]:
    out = {_stem(token) for text in left_out for token in _TOKEN.findall(text.casefold())}
    kept = (t for t in tokens if len(t) > 2 and not t[0].isdigit() and t not in words().stop)
    return frozenset(stem for t in kept if t not in words().numbers and (stem := _stem(t)) not in out)


def _stem(word: str) -> str:
    found = _ENDING.sub("", word)
    return found if len(found) >= _STEM else word
