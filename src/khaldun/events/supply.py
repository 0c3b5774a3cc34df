"""Parties that the frames leave open, as the learned reader sees them: who killed, where the sentence says it far from its verb.

An event of the frames that names nobody who did it, or nobody it was done to, is shown to the reader with every other actor of its
sentence in the open place. Where the reader is certain that there is a deed between the two, and of the same type, that actor takes
the place, and ``model:party`` stands last in the event's rule. How certain it must be was settled on newspaper text that was read
by eye (``docs/reader.md``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from khaldun.events.opinion import Opinion, Question
from khaldun.model import Event, Mention
from khaldun.text.parse import Parse

RULE = "model:party"
LEAST = 0.9
"""Below this probability, of a deed times that of the event's type, nobody takes an open place."""
MOST = 8
"""A sentence that names more actors than this is a list, and is not asked about."""

Side = Literal["actor", "recipient"]


@dataclass(frozen=True, slots=True)
class Opening:
    """An actor that may take an open place of an event: the number of the event, which place, and whom to ask about."""

    event: int
    side: Side
    candidate: Mention
    question: Question


def openings(parse: Parse, events: Sequence[Event], mentions: Sequence[Mention]) -> list[Opening]:
    """Every actor of an event's sentence in a place of it that is open, in text order."""
    found: list[Opening] = []
    for n, event in enumerate(events):
        start, end = parse.sentence_span(event.sentence)
        inside = [m for m in mentions if start <= m.start and m.end <= end and m.code is not None]
        if len(inside) > MOST:
            continue
        side = _open_side(event)
        if side is None:
            continue
        for candidate in inside:
            if _is_one_of(candidate, event):
                continue
            for party in event.actors or event.recipients:
                if not (start <= party.start and party.end <= end):
                    continue
                pair = (candidate, party) if side == "actor" else (party, candidate)
                question = (
                    parse.text[start:end],
                    (pair[0].start - start, pair[0].end - start),
                    (pair[1].start - start, pair[1].end - start),
                )
                found.append(Opening(n, side, candidate, question))
    return found


def supplied(
    events: Sequence[Event], asked: Sequence[Opening], answers: Sequence[Opinion | None]
) -> list[Event]:
    """The events, with the likeliest actor in each open place that the reader is certain of."""
    best: dict[int, tuple[float, Opening]] = {}
    for opening, opinion in zip(asked, answers, strict=True):
        if opinion is None:
            continue
        certainty = opinion.event * opinion.types.get(events[opening.event].event_type, 0.0)
        if certainty >= LEAST and certainty > best.get(opening.event, (0.0,))[0]:
            best[opening.event] = (certainty, opening)
    return [_with_party(event, best[n][1]) if n in best else event for n, event in enumerate(events)]


def _with_party(event: Event, opening: Opening) -> Event:
    rule = f"{event.rule} > {RULE}"
    if opening.side == "actor":
        return replace(event, actors=(opening.candidate,), rule=rule)
    return replace(event, recipients=(opening.candidate,), rule=rule)


def _open_side(event: Event) -> Side | None:
    """Which place of an event is open; a deed among equals has one place only."""
    if event.reciprocal or event.event_type == "CONSULT":
        return None
    if event.recipients and not event.actors:
        return "actor"
    if event.actors and not event.recipients:
        return "recipient"
    return None


def _is_one_of(candidate: Mention, event: Event) -> bool:
    """Whether an actor is a party already, by its code or its words, or whoever tells of the event."""
    for m in (*event.actors, *event.recipients):
        if m.code == candidate.code or (candidate.start < m.end and m.start < candidate.end):
            return True
    speaker = event.attribution.speaker if event.attribution is not None else None
    return speaker is not None and speaker.identity == candidate.identity
