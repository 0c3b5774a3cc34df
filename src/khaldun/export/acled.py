"""ACLED-like: the 31 columns of ACLED's export, comma-separated, for the events that its codebook has a row for.

What event becomes what type is the table ``acled.yaml``; ACLED's columns that a news report does not tell stay empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import IO, Any

from khaldun.export.cells import listed
from khaldun.export.countries import country
from khaldun.export.setting import Setting
from khaldun.export.tabs import Row, TableWriter, quoted
from khaldun.model import Event, Mention
from khaldun.yaml_data import read_yaml

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
NO_TYPE = "no event in ACLED's sense"


def writer(file: IO[bytes], setting: Setting) -> TableWriter:
    """A writer of ACLED-like files."""
    return TableWriter(file, setting, COLUMNS, rows, quoted)


def rows(event: Event, setting: Setting) -> Iterator[Row] | str:
    """The one row of an event, or the reason why it has none."""
    rule = _rule(event)
    if rule is None or rule.get("skip"):
        return NO_TYPE
    return iter([_row(event, rule, setting)])


@cache
def _tables() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(files("khaldun") / "export" / "acled.yaml")
    return found


def _sides(event: Event) -> tuple[Sequence[Mention], Sequence[Mention]]:
    """The two sides; of equals the first is one and the others are the other."""
    if event.reciprocal and not event.recipients:
        return event.actors[:1], event.actors[1:]
    return event.actors, event.recipients


def _rule(event: Event) -> dict[str, Any] | None:
    parties = _parties(event)
    for rule in _tables()["rules"]:
        if event.event_type not in rule["types"] or rule.get("parties", parties) != parties:
            continue
        if "modes" not in rule or set(rule["modes"]) & set(event.modes):
            found: dict[str, Any] = rule
            return found
    return None


def _parties(event: Event) -> str | None:
    """Whether both sides are armed, or the second is civilian; ``None`` where neither is told."""
    armed, inter = _tables()["armed"], _tables()["inter"]
    one, two = _sides(event)
    if one and two and all(m.sector in armed for m in (one[0], two[0])):
        return "armed"
    return "civilian" if two and inter.get(two[0].sector) == "Civilians" else None


def _row(event: Event, rule: dict[str, Any], setting: Setting) -> Row:
    one, two = _sides(event)
    kinds = [_inter(side, rule.get("type")) for side in (one, two)]
    hurt = event.event_type == "ASSAULT" and _parties(event) == "civilian"
    return {
        "event_id_cnty": event.id,
        "event_date": event.date,
        "year": event.date.year if event.date else None,
        "time_precision": _tables()["time_precision"].get(event.date_precision),
        "disorder_type": rule.get("disorder"),
        "event_type": rule.get("type"),
        "sub_event_type": rule.get("sub"),
        "actor1": _name(one),
        "assoc_actor_1": _others(one),
        "inter1": kinds[0],
        "actor2": _name(two),
        "assoc_actor_2": _others(two),
        "inter2": kinds[1],
        "interaction": f"{kinds[0]}-{kinds[1]}"
        if all(kinds)
        else None
        if two
        else kinds[0] and f"{kinds[0]} only",
        "civilian_targeting": "Civilian targeting" if hurt else None,
        **_where(event),
        "source": event.source.publication,
        "notes": event.evidence.text,
        "timestamp": int(setting.coded.replace(tzinfo=dt.UTC).timestamp()),
    }


def _name(side: Sequence[Mention]) -> str | None:
    return side[0].name if side else None


def _others(side: Sequence[Mention]) -> str | None:
    return listed((mention.name for mention in side[1:] if mention.name is not None), "; ")


def _inter(side: Sequence[Mention], kind: str | None) -> str | None:
    tables = _tables()
    found: str | None = tables["inter"].get(side[0].sector) if side else None
    return tables["crowd"].get(kind, found) if found == "Civilians" else found


def _where(event: Event) -> Row:
    place = event.place
    if place is None:
        return {}
    found = country(place.country)
    admin = {"province": "admin1", "district": "admin2"}.get(place.precision or "")
    return {
        "iso": found.number if found else None,
        "country": found.name if found else None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _tables()["geo_precision"].get(place.precision),
        **({admin: place.name} if admin else {}),
    }
