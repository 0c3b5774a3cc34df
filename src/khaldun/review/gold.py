"""Gold from decisions: lines for ``khaldun evaluate`` (event records) and for ``khaldun train`` (labelled pairs).

What most reviewers of an event say holds; where as many say otherwise, the event is undecided. A sentence becomes gold for
``evaluate`` once every event that was coded from it is decided, as an undecided one would count as wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khaldun.model import Event, Mention
from khaldun.review.log import Decision

Decisions = Mapping[str, Mapping[str, Decision]]
"""Decisions that hold, by event id and reviewer."""

Truth = tuple[str, str, tuple[str | None, ...], tuple[str | None, ...]]
"""Type, status, codes of actors, codes of recipients."""


def truth_of(event: Event, decision: Decision) -> Truth | None:
    """The event as the reviewer has it; ``None`` where they reject it."""
    if decision.verdict == "reject":
        return None
    actors = decision.actors if decision.actors is not None else tuple(m.code for m in event.actors)
    recipients = (
        decision.recipients if decision.recipients is not None else tuple(m.code for m in event.recipients)
    )
    return decision.event_type or event.event_type, decision.status or event.status, actors, recipients


def decided(event: Event, given: Mapping[str, Decision]) -> tuple[bool, Truth | None]:
    """Whether reviewers have settled an event, and how it is then (``None``: it is none)."""
    counts = Counter(truth_of(event, decision) for decision in given.values())
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return False, None
    return True, ranked[0][0]


def labels(event: Event, given: Mapping[str, Decision]) -> dict[str, str]:
    """What each reviewer takes the event for: its type, or NONE; what agreement is reckoned on."""
    truths = {name: truth_of(event, decision) for name, decision in given.items()}
    return {name: "NONE" if truth is None else truth[0] for name, truth in truths.items()}


def event_records(events: Iterable[Event], decisions: Decisions) -> Iterator[dict[str, Any]]:
    """A line a sentence, for ``khaldun evaluate``; rejected events leave their sentence without them."""
    sentences: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        sentences[event.article_id, event.evidence.text].append(event)
    for number, ((article, text), members) in enumerate(sorted(sentences.items()), 1):
        settled = [(event, *decided(event, decisions.get(event.id, {}))) for event in members]
        if not all(done for _, done, _ in settled):
            continue
        published = members[0].source.published
        yield {
            "id": f"{article}#{members[0].sentence}" if article else str(number),
            "text": text,
            "date": published.isoformat() if published else None,
            "events": [_record(event, truth) for event, _, truth in settled if truth is not None],
        }


def _record(event: Event, truth: Truth) -> dict[str, Any]:
    kind, status, actors, recipients = truth
    return {
        "event_type": kind, "status": status, "reciprocal": event.reciprocal,
        "actors": [{"code": code} for code in actors], "recipients": [{"code": code} for code in recipients],
    }  # fmt: skip


def labelled_pairs(events: Iterable[Event], decisions: Decisions) -> Iterator[dict[str, Any]]:
    """A line an event that is settled and has an actor and a recipient in its sentence, for ``khaldun train``.

    Events whose actors were changed are left out, as the words of the right ones are not known.
    """
    for event in events:
        done, truth = decided(event, decisions.get(event.id, {}))
        if not done or truth is None or _moved(event, truth):
            continue
        pair = _pair(event)
        if pair is not None:
            yield {"text": event.evidence.text, "source": pair[0], "target": pair[1], "event_type": truth[0]}


def _moved(event: Event, truth: Truth) -> bool:
    return (truth[2], truth[3]) != (
        tuple(m.code for m in event.actors),
        tuple(m.code for m in event.recipients),
    )


def _pair(event: Event) -> tuple[list[int], list[int]] | None:
    sides = (event.actors[:1], event.actors[1:2] if event.reciprocal else event.recipients[:1])
    spans = [_within(event, mention) for side in sides for mention in side]
    if len(spans) != 2 or spans[0] is None or spans[1] is None or spans[0] == spans[1]:
        return None
    return spans[0], spans[1]


def _within(event: Event, mention: Mention) -> list[int] | None:
    """The mention's span in the sentence; ``None`` where it stands elsewhere."""
    seen = event.evidence
    if not seen.start <= mention.start < mention.end <= seen.end:
        return None
    return [mention.start - seen.start, mention.end - seen.start]
