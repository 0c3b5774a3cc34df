"""GeoJSON (RFC 7946): a feature for each event that has a point; its properties are the flat columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import IO, Any

import msgspec

from khaldun.export.setting import Setting
from khaldun.model import Event, record
from khaldun.store.flat import flat_row

NO_POINT = "no point on the map"


class GeoJsonWriter:
    """Writes one FeatureCollection, a line a feature, as the events come."""

    def __init__(self, file: IO[bytes], setting: Setting) -> None:
        self._file = file
        self._encoder = msgspec.json.Encoder()
        self._between = b"\n"
        self.left_out: Counter[str] = Counter()
        file.write(b'{"type":"FeatureCollection","features":[')

    def write(self, events: Iterable[Event]) -> None:
        """A feature an event, at once."""
        for event in events:
            made = feature(event)
            if made is None:
                self.left_out[NO_POINT] += 1
                continue
            self._file.write(self._between + self._encoder.encode(made))
            self._between = b",\n"

    def finish(self) -> None:
        """Close the collection."""
        self._file.write(b"\n]}\n")


def feature(event: Event) -> dict[str, Any] | None:
    """The event as a feature (longitude first), ``None`` where it has no point."""
    place = event.place
    if place is None or place.lat is None or place.lon is None:
        return None
    properties = {name: record(value) for name, value in flat_row(event).items() if name != "id"}
    point = {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": event.id, "geometry": point, "properties": properties}
