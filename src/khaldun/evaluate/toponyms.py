"""XML of articles with toponyms and their coordinates, as LGL and GeoVirus write it, to records."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from khaldun.errors import UsageError


def read_toponyms(name: str, data: bytes) -> Iterator[dict[str, Any]]:
    """Articles as {id, url, text, toponyms: [{start, end, lat, lon, country}]}; what is not given is ``None``.

    ``toponym`` elements (LGL) count characters from 0, ``location`` elements (GeoVirus) from 1; ``end`` is exclusive
    in both once that is put right. Raises ``UsageError`` where it is no XML or an offset or coordinate no number.
    """
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise UsageError(
            f"{name}: not XML ({error}); give articles with toponyms, or JSON lines as .jsonl"
        ) from error
    for number, article in enumerate(root.iter("article"), start=1):
        try:
            toponyms = [
                *(_toponym(node, 0, "gaztag/") for node in article.iter("toponym")),
                *(_toponym(node, 1, "") for node in article.iter("location")),
            ]
        except ValueError as error:
            raise UsageError(
                f"{name}, article {number}: {error}; each toponym needs whole numbers as start and end, and "
                "coordinates in degrees if any"
            ) from error
        yield {
            "id": article.get("docid") or article.findtext("source") or str(number),
            "url": article.findtext("url") or article.findtext("source"),
            "text": article.findtext("text") or "",
            "toponyms": toponyms,
        }


def _toponym(node: ET.Element, first: int, tag: str) -> dict[str, Any]:
    return {
        "start": int(node.findtext("start") or "") - first,
        "end": int(node.findtext("end") or "") - first,
        "lat": _degrees(node, f"{tag}lat"),
        "lon": _degrees(node, f"{tag}lon"),
        "country": node.findtext(f"{tag}country"),
    }


def _degrees(node: ET.Element, path: str) -> float | None:
    text = (node.findtext(path) or "").strip()
    return float(text) if text else None
