"""PLOVER JSON: one object a line, with the fields of the PLOVER manual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import IO, Any

import msgspec

from khaldun.export.setting import Setting
from khaldun.model import Event, Mention, Place, record


class PloverWriter:
    """Writes UTF-8, a line an event; a field that is not known is null."""

    def __init__(self, file: IO[bytes], setting: Setting) -> None:
        self._file, self._setting = file, setting
        self._encoder = msgspec.json.Encoder()
        self.left_out: Counter[str] = Counter()

    def write(self, events: Iterable[Event]) -> None:
        """One line an event, at once."""
        for event in events:
            self._file.write(self._encoder.encode(plover(event, self._setting)) + b"\n")

    def finish(self) -> None:
        """Nothing waits."""


def plover(event: Event, setting: Setting) -> dict[str, Any]:
    """The event as PLOVER's object; ``coded_date`` is the day of the run."""
    seen, source = event.evidence, event.source
    return {
        "id": event.id,
        "date": record(event.date),
        "actor": [_who(mention) for mention in event.actors],
        "event": [event.event_type],
        "recipient": [_who(mention) for mention in event.recipients],
        "mode": list(event.modes),
        "context": list(event.contexts),
        "event_loc": _where(event.place),
        "text_info": {
            "text": seen.text,
            "sentence": seen.sentence,
            "start": seen.start,
            "end": seen.end,
            "trigger": list(seen.trigger),
        },
        "cite_info": {
            "publication": source.publication,
            "url": source.url,
            "title": source.title,
            "date": record(source.published),
        },
        "quad_code": event.quad,
        "event_scale": event.score,
        "coder": f"khaldun {setting.version}",
        "coded_date": setting.coded.date().isoformat(),
    }


def _who(mention: Mention) -> dict[str, Any]:
    return {
        "actorText": mention.text,
        "name": mention.name,
        "code": mention.code,
        "sector": mention.sector,
        "sectors": list(mention.sectors),
    }


def _where(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    names = ("text", "name", "country", "lat", "lon", "geonames_id", "precision")
    return {name: getattr(place, name) for name in names}
