"""What a writer is told besides the events, and what all writers of ``khaldun export`` do."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from khaldun.model import Event
from khaldun.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Setting:
    """How the events were made: khaldun's ``version``, when they were ``coded`` (UTC), in which ``ontology``.

    ``header`` asks for a header line where the format's own files have none.
    """

    ontology: Ontology
    version: str
    coded: dt.datetime
    header: bool = False


class EventWriter(Protocol):
    """Writes events to an open binary file, in the order in which they come."""

    def write(self, events: Iterable[Event]) -> None:
        """Write some events."""

    def finish(self) -> None:
        """Write what still waits; the file itself is closed by whoever opened it."""


class Exporter(EventWriter, Protocol):
    """A writer that counts the events that its format cannot hold, by the reason."""

    @property
    def left_out(self) -> Counter[str]:
        """Reasons, and how many events each left out."""
