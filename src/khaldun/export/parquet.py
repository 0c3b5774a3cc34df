"""Parquet: one flat row an event, with typed columns and true lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from khaldun.model import Event
from khaldun.store.flat import COLUMNS, flat_row

_GROUP = 5_000
_LISTS = {
    "modes", "contexts",
    "actors", "actor_names", "actor_codes", "actor_sectors", "actor_ids",
    "recipients", "recipient_names", "recipient_codes", "recipient_sectors", "recipient_ids",
}  # fmt: skip
_TYPES: dict[str, Any] = {
    "sentence": pa.int32(), "date": pa.date32(), "date_end": pa.date32(), "quad": pa.int8(), "score": pa.float64(),
    "reciprocal": pa.bool_(), "place_lat": pa.float64(), "place_lon": pa.float64(), "place_geonames_id": pa.int64(),
    "start": pa.int32(), "end": pa.int32(), "trigger_start": pa.int32(), "trigger_end": pa.int32(),
    "confidence": pa.float64(), "published": pa.date32(),
}  # fmt: skip

SCHEMA = pa.schema(
    [(name, pa.list_(pa.string()) if name in _LISTS else _TYPES.get(name, pa.string())) for name in COLUMNS]
)


class ParquetWriter:
    """Writes row groups of a few thousand events; ``metadata`` is kept with the schema."""

    def __init__(self, file: IO[bytes], metadata: dict[bytes, bytes] | None = None) -> None:
        self._writer = pq.ParquetWriter(file, SCHEMA.with_metadata(metadata or {}))
        self._waiting: list[dict[str, Any]] = []

    def write(self, events: Iterable[Event]) -> None:
        """Take events in; full groups are written."""
        for event in events:
            self._waiting.append(flat_row(event))
            if len(self._waiting) >= _GROUP:
                self._flush()

    def finish(self) -> None:
        """Write the last group and the file's footer."""
        try:
            if self._waiting:
                self._flush()
            self._writer.close()
        finally:
            self._writer.is_open = False  # else a failed writer tries to close again when it is collected

    def _flush(self) -> None:
        self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=SCHEMA))
        self._waiting.clear()
