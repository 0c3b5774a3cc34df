"""Measure places against toponym gold (LGL and GeoVirus): recall, precision, distance, country.

Usage: python benchmarks/places.py GOLD_FOLDER [--errors N]

GOLD_FOLDER holds ``places_lgl_dev.xml`` and ``places_geovirus_dev.xml``. A place counts when it overlaps a gold
toponym; of those with gold coordinates, the share within 161 km (100 miles) is told. Gold offsets of GeoVirus are
1-based.
"""

from __future__ import annotations

import argparse
import math
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from khaldun.model import Place
from khaldun.places import Gazetteer
from khaldun.text.parse import Parser

Gold = tuple[int, int, float | None, float | None, str | None]


def number(node: ET.Element, path: str) -> float | None:
    """A coordinate, if there is one."""
    text = node.findtext(path)
    return float(text) if text and text.strip() else None


def read(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Texts with their toponyms (start, end, latitude, longitude, country name)."""
    for article in ET.parse(path).getroot().iter("article"):
        text = article.findtext("text") or ""
        gold = list[Gold]()
        for node in article.iter("toponym"):
            start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
            gold.append(
                (
                    start,
                    end,
                    number(node, "gaztag/lat"),
                    number(node, "gaztag/lon"),
                    node.findtext("gaztag/country"),
                )
            )
        for node in article.iter("location"):
            start, end = int(node.findtext("start") or 0) - 1, int(node.findtext("end") or 0) - 1
            gold.append((start, end, number(node, "lat"), number(node, "lon"), None))
        yield text, gold


def kilometres(place: Place, lat: float, lon: float) -> float:
    """Great-circle distance."""
    if place.lat is None or place.lon is None:
        return math.inf
    a, b = math.radians(place.lat), math.radians(lat)
    h = (
        math.sin((a - b) / 2) ** 2
        + math.cos(a) * math.cos(b) * math.sin(math.radians(place.lon - lon) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(h))


def main() -> None:
    """Print the measures for both sets."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("gold", type=Path)
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    begin = time.perf_counter()
    parser, gazetteer = Parser(), Gazetteer.load()
    print(f"loaded in {time.perf_counter() - begin:.2f} s (with the parser)")
    for name in ("places_lgl_dev.xml", "places_geovirus_dev.xml"):
        counts, spent, errors = Counter[str](), 0.0, Counter[str]()
        for text, gold in read(chosen.gold / name):
            parse = parser.parse(text)
            begin = time.perf_counter()
            found = gazetteer.find(parse)
            spent += time.perf_counter() - begin
            counts.update(sentences=len(parse.sentences), found=len(found), gold=len(gold))
            used = set[int]()
            for place in found:
                n = next(
                    (
                        n
                        for n, g in enumerate(gold)
                        if n not in used and g[0] < place.end and place.start < g[1]
                    ),
                    None,
                )
                if n is None:
                    errors[
                        f"vain {place.text} ({place.name}, {place.country}) {text[max(0, place.start - 30) : place.end + 30]!r}"
                    ] += 1
                    continue
                used.add(n)
                counts["hit"] += 1
                _, _, lat, lon, country = gold[n]
                if lat is None or lon is None:
                    continue
                counts["placed"] += 1
                near = kilometres(place, lat, lon) <= 161
                counts["near"] += near
                if not near and place.precision != "country":
                    errors[
                        f"far {place.text} -> {place.name}, {place.country} {place.lat} {place.lon}; gold {country} {lat} {lon}"
                    ] += 1
            for n, g in enumerate(gold):
                if n not in used:
                    errors[f"missed {text[g[0] : g[1]]} {text[max(0, g[0] - 30) : g[1] + 30]!r}"] += 1
        p, r = counts["hit"] / counts["found"], counts["hit"] / counts["gold"]
        print(
            f"{name}: n={counts['gold']} precision={p:.3f} recall={r:.3f} F1={2 * p * r / (p + r):.3f} "
            f"within 161 km={counts['near'] / counts['placed']:.3f}; {1000 * spent / counts['sentences']:.3f} ms a sentence"
        )
        for line, n in errors.most_common(chosen.errors):
            print(n, line)


if __name__ == "__main__":
    main()
