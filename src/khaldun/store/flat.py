"""One flat row an event: the columns of ``Store.events()``, of CSV and of Parquet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khaldun.model import Event, Mention

COLUMNS = (
    "id", "article_id", "sentence", "date", "date_end", "date_precision", "date_basis",
    "event_type", "modes", "contexts", "quad", "score", "cameo", "status",
    "actors", "actor_names", "actor_codes", "actor_sectors", "actor_ids",
    "recipients", "recipient_names", "recipient_codes", "recipient_sectors", "recipient_ids", "reciprocal",
    "place", "place_name", "place_country", "place_lat", "place_lon", "place_geonames_id", "place_precision",
    "place_reason", "speaker", "speaker_name", "speaker_code", "speaker_sector", "medium", "statement_kind",
    "text", "start", "end", "trigger_start", "trigger_end", "rule", "confidence",
    "url", "publication", "title", "published",
)  # fmt: skip
"""In order; ``docs/records.md`` describes each."""


def _who(prefix: str, plural: str, mentions: Sequence[Mention]) -> dict[str, Any]:
    return {
        plural: [mention.text for mention in mentions],
        f"{prefix}_names": [mention.name for mention in mentions],
        f"{prefix}_codes": [mention.code for mention in mentions],
        f"{prefix}_sectors": [mention.sector for mention in mentions],
        f"{prefix}_ids": [mention.id for mention in mentions],
    }


def _where(event: Event) -> dict[str, Any]:
    place = event.place
    if place is None:
        return {"place_reason": event.place_reason}
    return {
        "place": place.text,
        "place_name": place.name,
        "place_country": place.country,
        "place_lat": place.lat,
        "place_lon": place.lon,
        "place_geonames_id": place.geonames_id,
        "place_precision": place.precision,
        "place_reason": place.reason if event.place_reason is None else event.place_reason,
    }


def _says(event: Event) -> dict[str, Any]:
    said = event.attribution
    if said is None:
        return {}
    row: dict[str, Any] = {"medium": said.medium, "statement_kind": said.kind}
    if said.speaker is not None:
        row |= {
            "speaker": said.speaker.text,
            "speaker_name": said.speaker.name,
            "speaker_code": said.speaker.code,
            "speaker_sector": said.speaker.sector,
        }
    return row


def flat_row(event: Event) -> dict[str, Any]:
    """The event as one flat row: every column of ``COLUMNS``, in order; lists where an event can have several."""
    plain = (
        "id", "article_id", "sentence", "date", "date_end", "date_precision", "date_basis", "event_type", "quad",
        "score", "cameo", "status", "reciprocal", "rule", "confidence",
    )  # fmt: skip
    row: dict[str, Any] = {name: getattr(event, name) for name in plain}
    row |= {"modes": list(event.modes), "contexts": list(event.contexts)}
    row |= _who("actor", "actors", event.actors) | _who("recipient", "recipients", event.recipients)
    row |= _where(event) | _says(event)
    seen, source = event.evidence, event.source
    row |= {"text": seen.text, "start": seen.start, "end": seen.end}
    row |= {"trigger_start": seen.trigger[0], "trigger_end": seen.trigger[1]}
    row |= {
        "url": source.url,
        "publication": source.publication,
        "title": source.title,
        "published": source.published,
    }
    return {name: row.get(name) for name in COLUMNS}
