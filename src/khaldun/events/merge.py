"""One event for what an article tells more than once; the other tellings stay with it as further evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khaldun.model import Event, Mention

_Identity = tuple[str | None, str | None, str | None]


def merge(events: Sequence[Event]) -> list[Event]:
    """The events in text order, each once.

    Within a sentence a telling that names fewer of the same parties is the same deed again ("a strike by jets
    killed ten": one strike). Across sentences type, status, parties and told date must be the same.
    """
    return _across(_within(events))


def _within(events: Sequence[Event]) -> list[Event]:
    kept: list[Event] = []
    for event in events:
        place = next((n for n, other in enumerate(kept) if _covers(other, event)), None)
        if place is not None:
            kept[place] = _with_evidence(kept[place], event)
            continue
        inside = [other for other in kept if _covers(event, other)]
        for other in inside:
            kept.remove(other)
            event = _with_evidence(event, other)
        kept.append(event)
    return kept


def _covers(fuller: Event, event: Event) -> bool:
    """Whether ``fuller`` tells all that ``event`` tells, of the same sentence and kind."""
    if (fuller.sentence, fuller.event_type, fuller.status) != (
        event.sentence,
        event.event_type,
        event.status,
    ):
        return False
    one, two = _towns(event), _towns(fuller)
    if event.cameo != fuller.cameo and one and two and one.isdisjoint(two):
        return False  # "assaulted Idlib, and Homs was shelled"
    return _inside(event.actors, fuller.actors) and _inside(event.recipients, fuller.recipients)


def _towns(event: Event) -> set[str]:
    """Names of the towns and lands that suffer a deed as parts of their country."""
    lands = [m for m in event.recipients if m.kind == "possession" and m.sector is None]
    return {m.text for m in lands if m.text[:1].isupper()}


def _inside(few: Sequence[Mention], many: Sequence[Mention]) -> bool:
    return {m.identity for m in few} <= {m.identity for m in many}


def _across(events: Sequence[Event]) -> list[Event]:
    kept: dict[tuple[object, ...], Event] = {}
    for event in events:
        key = _key(event)
        undated = (*key[:-1], None)
        slot = key if key in kept else undated if undated in kept else None
        if slot is None and key == undated:
            # "… on Monday. … The raid …": what is told without a date is what was dated before.
            slot = next((other for other in kept if other[:-1] == key[:-1]), None)
        if slot is None:
            kept[key] = event
        else:
            kept[slot] = _with_evidence(_dated(kept[slot], event), event)
    return list(kept.values())


def _key(event: Event) -> tuple[object, ...]:
    told = event.date if event.date_basis.startswith("text") else None
    actors: frozenset[_Identity] = frozenset(m.identity for m in event.actors)
    recipients: frozenset[_Identity] = frozenset(m.identity for m in event.recipients)
    return (event.event_type, event.status, actors, recipients, told)


def _dated(event: Event, again: Event) -> Event:
    """The event with the date of a later telling, where only that tells one."""
    if event.date_basis.startswith("text") or not again.date_basis.startswith("text"):
        return event
    return replace(
        event,
        date=again.date,
        date_end=again.date_end,
        date_precision=again.date_precision,
        date_basis=again.date_basis,
    )


def _with_evidence(event: Event, again: Event) -> Event:
    return replace(event, further_evidence=(*event.further_evidence, again.evidence, *again.further_evidence))
