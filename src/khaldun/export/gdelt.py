"""GDELT 2.0: the 61 columns of its event table, tab-separated, one row a dyad, no header line unless asked for.

Columns and values follow the GDELT Event Database Format Codebook V2.0; its codes stand in ``gdelt.yaml``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import IO, Any

from khaldun.export.cells import dyads, row_number
from khaldun.export.countries import country
from khaldun.export.setting import Setting
from khaldun.export.tabs import Row, TableWriter, tabbed
from khaldun.model import Event, Mention, Place
from khaldun.store.coverage import coverage_of
from khaldun.yaml_data import read_yaml

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{name}" for n in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{whose}Geo_{name}" for whose in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip

_TYPES = 3
"""Roles that an actor has room for."""


def writer(file: IO[bytes], setting: Setting) -> TableWriter:
    """A writer of GDELT's event files."""
    return TableWriter(file, setting, COLUMNS, rows, tabbed(), header=setting.header)


def rows(event: Event, setting: Setting) -> Iterator[Row]:
    """A row for each dyad of an event."""
    leaf, covered = setting.ontology.leaves.get(event.cameo), coverage_of(event)
    shared = {
        **_when(event.date),
        "IsRootEvent": int(event.sentence == 0),
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": _quad(event.cameo),
        "GoldsteinScale": leaf.score if leaf else None,
        "NumMentions": covered.mentions,
        "NumSources": covered.sources,
        "NumArticles": covered.articles,
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
        **_where(event.place),
        "DATEADDED": int(setting.coded.strftime("%Y%m%d%H%M%S")),
        "SOURCEURL": event.source.url,
    }
    for n, (actor, recipient) in enumerate(dyads(event)):
        yield {"GLOBALEVENTID": row_number(event, n), **shared, **_who(1, actor), **_who(2, recipient)}


@cache
def _tables() -> dict[str, dict[Any, Any]]:
    found: dict[str, dict[Any, Any]] = read_yaml(files("khaldun") / "export" / "gdelt.yaml")
    return found


def _quad(cameo: str) -> int | None:
    return next((quad for quad, roots in _tables()["quads"].items() if cameo[:2] in roots), None)


def _when(day: dt.date | None) -> Row:
    """``FractionDate`` is the year and (months gone by * 30 + day) / 365, with four digits."""
    if day is None:
        return {}
    fraction = ((day.month - 1) * 30 + day.day) / 365
    return {
        "SQLDATE": day.year * 10000 + day.month * 100 + day.day,
        "MonthYear": day.year * 100 + day.month,
        "Year": day.year,
        "FractionDate": round(day.year + fraction, 4),
    }


def _who(n: int, mention: Mention | None) -> Row:
    if mention is None:
        return {}
    tables = _tables()
    own = tables["codes"].get(mention.code)
    if own is None:
        code = tables["countries"].get(mention.code, mention.code)
        own = {"code": code or "", **({"country": code} if country(mention.code) else {})}
    roles = [tables["sectors"].get(sector) for sector in dict.fromkeys((mention.sector, *mention.sectors))]
    known = list(dict.fromkeys(role for role in (own.get("type"), *roles) if role is not None))
    # A known group's code holds its type already: "IGOUNO".
    code = own.get("code", "") + "".join(role for role in known[:_TYPES] if role != own.get("type"))
    row = {
        "Code": code or None,
        "Name": mention.name.upper() if mention.name is not None else None,
        "CountryCode": own.get("country"),
        "KnownGroupCode": own.get("group"),
        **{f"Type{i}Code": role for i, role in enumerate(known[:_TYPES], start=1)},
    }
    return {f"Actor{n}{name}": value for name, value in row.items()}


def _where(place: Place | None) -> Row:
    """Types: 1 a country, 2 a state of the USA, 3 a place there, 4 a place elsewhere, 5 a province elsewhere, 0 none."""
    found = country(place.country) if place is not None else None
    if place is None or found is None or place.precision in (None, "region"):
        return {"ActionGeo_Type": 0}
    american = place.country == "USA"
    kinds = {"country": 1, "province": 2 if american else 5}
    whole = [place.name] if place.precision == "country" else [place.name, found.name]
    return {
        "ActionGeo_Type": kinds.get(place.precision or "", 3 if american else 4),
        "ActionGeo_FullName": ", ".join(name for name in whole if name),
        "ActionGeo_CountryCode": found.fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }
