"""GeoJSON: a feature for each event with a point."""

from __future__ import annotations

import json

import pytest

from export.exporting import exported
from khaldun.export.geojson import NO_POINT
from khaldun.store.flat import COLUMNS
from making import bare, full


@pytest.mark.parametrize("count", [0, 1, 3])
def test_features(count: int) -> None:
    content, writer = exported("geojson", *[full(f"a{n}") for n in range(count)], bare())
    found = json.loads(content)
    assert found["type"] == "FeatureCollection"
    assert [feature["id"] for feature in found["features"]] == [f"a{n}" for n in range(count)]
    assert writer.left_out == {NO_POINT: 1}


def test_a_feature() -> None:
    (feature,) = json.loads(exported("geojson", full())[0])["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [2.35, 48.85]}
    assert tuple(feature["properties"]) == COLUMNS[1:]
    assert feature["properties"]["date"] == "2014-09-15"
    assert feature["properties"]["recipient_codes"] == ["MLI", None]
