"""FollowTheMoney: events, actors, articles and links between actors as entities, one JSON object a line.

Schemata and properties are those of the followthemoney model, version 4 (https://followthemoney.tech); values are lists of text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

import msgspec

from khaldun.export.cells import dyads
from khaldun.export.countries import country
from khaldun.export.setting import Setting
from khaldun.model import Event, Mention

Entity = dict[str, Any]

_STATE = ("GOV", "MIL", "COP", "JUD", "LEG", "SPY")
_DATES = {"day": 10, "month": 7, "year": 4}
"""Characters of an ISO date that stand for a day, month or year as a whole."""


class FollowTheMoneyWriter:
    """Writes each entity once, before the first that names it; what it holds grows with the actors and articles."""

    def __init__(self, file: IO[bytes], setting: Setting) -> None:
        self._file = file
        self._encoder = msgspec.json.Encoder()
        self._written: set[bytes] = set()
        self.left_out: Counter[str] = Counter()

    def write(self, events: Iterable[Event]) -> None:
        """The entities of each event, at once."""
        for event in events:
            for entity in entities(event):
                self._once(entity)

    def finish(self) -> None:
        """Nothing waits."""

    def _once(self, entity: Entity) -> None:
        key = hashlib.sha256(entity["id"].encode()).digest()[:12]
        if key not in self._written:
            self._written.add(key)
            self._file.write(self._encoder.encode(entity) + b"\n")


def entities(event: Event) -> Iterator[Entity]:
    """Article, actors, event, and a link for each dyad, in the order in which one names the other."""
    yield _article(event)
    for mention in (*event.actors, *event.recipients):
        if mention.name:
            yield _actor(mention)
    yield _event(event)
    for n, (actor, recipient) in enumerate(dyads(event)):
        if actor and recipient and actor.name and recipient.name:
            yield _link(event, n, actor, recipient)


def _entity(id: str, schema: str, properties: Mapping[str, Iterable[str | None]]) -> Entity:
    """An entity without what is unknown or told twice."""
    known = {name: list(dict.fromkeys(filter(None, values))) for name, values in properties.items()}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in known.items() if values},
    }


def _id(kind: str, *parts: str | None) -> str:
    text = "\x1f".join(part or "" for part in parts).encode(errors="replace")
    return f"khaldun-{kind}-{hashlib.sha256(text).hexdigest()[:20]}"


def _article_id(event: Event) -> str:
    return _id("article", event.article_id)


def _actor_id(mention: Mention) -> str:
    return _id("actor", mention.id, mention.code, mention.sector, None if mention.id else mention.name)


def _article(event: Event) -> Entity:
    source = event.source
    return _entity(
        _article_id(event),
        "Article",
        {
            "title": [source.title],
            "publisher": [source.publication],
            "sourceUrl": [source.url],
            "publishedAt": [source.published.isoformat() if source.published else None],
        },
    )


def _actor(mention: Mention) -> Entity:
    properties = {
        "name": [mention.name],
        "country": [_country(mention.code)],
        "classification": mention.sectors,
    }
    return _entity(_actor_id(mention), schema_of(mention), properties)


def schema_of(mention: Mention) -> str:
    """The schema of an actor, by what kind of id it has; LegalEntity where it may be a person or a body."""
    kind, _, rest = (mention.id or "").partition(":")
    whole = "/" not in rest
    if kind == "person" and whole:
        return "Person"
    if kind in ("organisation", "group") and whole:
        return "Organization"
    if kind == "country" and (whole or (rest.endswith("/government") and mention.sector in _STATE)):
        return "PublicBody"
    return "LegalEntity"


def _event(event: Event) -> Entity:
    place, source = event.place, event.source
    parties = [_actor_id(m) for m in (*event.actors, *event.recipients) if m.name]
    return _entity(
        _id("event", event.id),
        "Event",
        {
            "name": [_title(event)],
            **_when(event),
            "summary": [event.evidence.text, *(seen.text for seen in event.further_evidence)],
            "location": [place.name if place else None],
            "country": [_country(place.country) if place else None],
            "involved": parties,
            "keywords": [event.event_type, *event.modes, *event.contexts, event.status],
            "recordId": [event.id],
            "sourceUrl": [source.url],
            "publisher": [source.publication],
            "proof": [_article_id(event)],
        },
    )


def _link(event: Event, n: int, actor: Mention, recipient: Mention) -> Entity:
    return _entity(
        _id("link", event.id, str(n)),
        "UnknownLink",
        {
            "subject": [_actor_id(actor)],
            "object": [_actor_id(recipient)],
            "role": [" ".join([event.event_type, *event.modes])],
            **_when(event),
            "recordId": [event.id],
            "summary": [event.evidence.text],
            "proof": [_article_id(event)],
        },
    )


def _title(event: Event) -> str:
    """What happened in a few words of code: "REJECT assist: France; Mali"."""
    sides = (", ".join(m.name for m in side if m.name) for side in (event.actors, event.recipients))
    return f"{' '.join([event.event_type, *event.modes])}: {'; '.join(filter(None, sides))}".removesuffix(
        ": "
    )


def _when(event: Event) -> dict[str, Iterable[str | None]]:
    """A day, month or year as such; any other stretch of time by its first and last day."""
    if event.date is None:
        return {}
    first, last = event.date.isoformat(), (event.date_end or event.date).isoformat()
    size = _DATES.get(event.date_precision or "")
    if size is not None and first[:size] == last[:size]:
        return {"date": [first[:size]]}
    return {"startDate": [first], "endDate": [last if event.date_end else None]}


def _country(code: str | None) -> str | None:
    found = country(code)
    return found.iso2.lower() if found else None
