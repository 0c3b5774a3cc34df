"""Columns that several tables share: those of a mention, a place, a piece of evidence."""

from __future__ import annotations

from typing import Any

from khaldun.model import Evidence, Mention, Place


def place_row(place: Place) -> dict[str, Any]:
    """The columns of a place."""
    same = ("text", "start", "end", "name", "country", "lat", "lon", "geonames_id", "precision")
    row = {f"place_{name}": getattr(place, name) for name in same}
    return row | {"place_alternatives": list(place.alternatives), "place_unresolved": place.reason}


def place_of(row: dict[str, Any]) -> Place | None:
    """The place that a row with its columns was made from, ``None`` where it has none."""
    if row["place_start"] is None:
        return None
    return Place(
        row["place_text"], row["place_start"], row["place_end"], row["place_name"], row["place_country"],
        row["place_lat"], row["place_lon"], row["place_geonames_id"], row["place_precision"],
        tuple(row["place_alternatives"]), row["place_unresolved"],
    )  # fmt: skip


def mention_row(mention: Mention) -> dict[str, Any]:
    """The columns of a mention."""
    row = {name: getattr(mention, name) for name in ("text", "name", "code", "sector", "id", "reason")}
    return row | {"start_char": mention.start, "end_char": mention.end, "sectors": list(mention.sectors)}


def mention_of(row: dict[str, Any]) -> Mention:
    """The mention that a row of ``event_actors`` was made from."""
    return Mention(
        row["text"], row["start_char"], row["end_char"], row["name"], row["code"], row["sector"],
        tuple(row["sectors"]), row["id"], row["reason"],
    )  # fmt: skip


def evidence_row(seen: Evidence) -> dict[str, Any]:
    """The columns of a piece of evidence."""
    row = {"text": seen.text, "start_char": seen.start, "end_char": seen.end, "sentence": seen.sentence}
    return row | {"trigger_start": seen.trigger[0], "trigger_end": seen.trigger[1]}


def evidence_of(row: dict[str, Any]) -> Evidence:
    """The evidence that a row of ``evidence`` was made from."""
    trigger = (row["trigger_start"], row["trigger_end"])
    return Evidence(row["text"], row["start_char"], row["end_char"], trigger, row["sentence"])
