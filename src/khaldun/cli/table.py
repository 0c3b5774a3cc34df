"""Events as a table for people."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khaldun.cli.terminal import plain
from khaldun.model import Event
from khaldun.wording import days, place_label, speaker_label, who_to_whom

_SNIPPET = 120
_QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
_SHORT_ID = 8
_TABLE_WIDTH = 116
"""Characters below which the columns become too narrow to read."""


def event_listing(events: Iterable[Event], width: int) -> RenderableType:
    """The events for a terminal of so many characters: a table, or where that is too narrow a few lines an event."""
    return event_table(events) if width >= _TABLE_WIDTH else Group(*map(_stacked, events))


def _stacked(event: Event) -> RenderableType:
    key, day, status, kind, who, place, says, sentence = _cells(event)
    below: list[RenderableType] = [Padding(line, (0, 0, 0, 2)) for line in (who, sentence)]
    if says:
        below.insert(1, Padding(Text("says ") + says, (0, 0, 0, 2)))
    return Group(Text("  ").join(cell for cell in (key, day, status, kind, place) if cell), *below, Text())


def event_table(events: Iterable[Event]) -> Table:
    """One row an event."""
    table = Table(box=box.SIMPLE_HEAD, expand=True)
    for name in ("id", "date", "status"):
        table.add_column(name, no_wrap=True)
    table.add_column("type")
    table.add_column("who → whom", ratio=5)
    table.add_column("place", ratio=3, overflow="fold")
    table.add_column("who says", ratio=3, overflow="fold")
    table.add_column("sentence", ratio=7)
    for event in events:
        table.add_row(*_cells(event))
    return table


def _cells(event: Event) -> list[Text]:
    return [
        Text(plain(event.id[:_SHORT_ID]), "dim"),
        Text(days(event)),
        Text(event.status, "" if event.status == "actual" else "italic"),
        Text(" ".join([event.event_type, *event.modes]), _QUAD_STYLES.get(event.quad, "")),
        Text(plain(who_to_whom(event))),
        Text(plain(place_label(event.place))),
        Text(plain(speaker_label(event))),
        snippet(event),
    ]


def snippet(event: Event) -> Text:
    """The sentence, cut around its trigger where it is long, with the trigger underlined."""
    seen = event.evidence
    first, last = seen.trigger[0] - seen.start, seen.trigger[1] - seen.start
    cut = max(0, min(first - _SNIPPET // 3, len(seen.text) - _SNIPPET))
    cut = seen.text.find(" ", cut, max(cut, first)) + 1 or cut if cut else 0  # at a word, not within one
    stop = cut + _SNIPPET
    text = Text("…" if cut else "") + Text(plain(seen.text[cut:stop]))
    if stop < len(seen.text):
        text.append("…")
    shift = (1 if cut else 0) - cut
    if 0 <= first < last <= stop:
        text.stylize("underline", first + shift, last + shift)
    return text
