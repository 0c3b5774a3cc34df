"""How events are worded for people, on the terminal and in the app. What is given is text, never markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from khaldun.model import Event, Mention, Place


def days(event: Event) -> str:
    """The event's date, as exact as it is known."""
    if event.date is None:
        return "unknown"
    if event.date_precision == "month":
        return event.date.isoformat()[:7]
    if event.date_precision in ("year", "decade"):
        return event.date.isoformat()[:4]
    return _span(event.date, event.date_end)


def _span(first: dt.date, last: dt.date | None) -> str:
    if last is None or last == first:
        return first.isoformat()
    end = last.isoformat()
    return f"{first.isoformat()}/{end[8:] if end[:7] == first.isoformat()[:7] else end}"


def mention_label(mention: Mention) -> str:
    """An actor as people read it: its name, then code and sector."""
    known = " ".join(item for item in (mention.code, mention.sector) if item)
    name = mention.name or mention.text
    return f"{name} ({known})" if known else f"{name} (?)"


def _labels(mentions: Sequence[Mention]) -> str:
    return ", ".join(map(mention_label, mentions)) or "?"


def who_to_whom(event: Event) -> str:
    """Actors and recipients; the parties of a deed between equals with ↔."""
    if event.reciprocal:
        return " ↔ ".join(map(mention_label, event.actors))
    return (
        f"{_labels(event.actors)} → {_labels(event.recipients)}"
        if event.recipients
        else _labels(event.actors)
    )


def place_label(place: Place | None) -> str:
    """A place with its country."""
    if place is None:
        return ""
    name = place.name or place.text
    return f"{name}, {place.country}" if place.country else name


def speaker_label(event: Event) -> str:
    """Who says that the event happened, and how, where it is no plain claim."""
    said = event.attribution
    if said is None:
        return ""
    who = (said.speaker.name or said.speaker.text) if said.speaker else said.medium or ""
    return who if said.kind == "claim" else f"{who} ({said.kind})".strip()
