"""JSON lines: one event record a line, as ``docs/records.md`` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

import msgspec

from khaldun.model import Event, record


class JsonlWriter:
    """Writes UTF-8, keys in the order of the model, no spaces: equal events give equal bytes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._encoder = msgspec.json.Encoder()

    def write(self, events: Iterable[Event]) -> None:
        """One line an event, at once."""
        for event in events:
            self._file.write(self._encoder.encode(record(event)) + b"\n")

    def finish(self) -> None:
        """Nothing waits."""
