"""Pictures of the report as SVG: events over time, and by type."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Mapping

from khaldun.ontology import QUADS, EventType, load_ontology
from khaldun.store import Choice, View
from khaldun.web.markup import Html, el, join
from khaldun.web.report.reach import Reach, periods, start
from khaldun.web.report.tables import grid

ACTUAL = Choice(statuses=("actual",))
"""What charts count: events that are told as having happened."""
_WIDE, _HIGH = 960, 300
_LEFT, _TOP, _BELOW = 44, 12, 34
_KINDS = {1: "good words", 2: "good deeds", 3: "bad words", 4: "bad deeds"}
"""Cooperation stands above the line, conflict below it; words are pale, deeds full: colour is not needed."""


def over_time(view: View, reach: Reach | None) -> Html:
    """Events by quad class, period by period, as bars and as a table."""
    if reach is None:
        return el("p", "No event that happened has a date.")
    counts: dict[dt.date, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for span in reach.spans:
        row = counts[start(span.period, reach.step)]
        for n, events in enumerate(span.quads):
            row[n] += events
    shown = [(day, counts.get(day, [0, 0, 0, 0])) for day in periods(reach)]
    total = sum(span.events for span in reach.spans)
    label = f"Events by {reach.step} from {reach.first} to {reach.last}: {total} in all; the table below has every figure."
    left_out = f" {reach.outside} events lie before or after these days." if reach.outside else ""
    said = f"Events that are told as having happened, by {reach.step}. Above the line cooperation, below it conflict; words pale, deeds full.{left_out}"
    numbers = grid(
        [reach.step.title(), *(f"{QUADS[quad]}" for quad in _KINDS), "all"],
        ([day.isoformat(), *row, sum(row)] for day, row in shown if sum(row)),
        f"Events by {reach.step} and quad class",
    )
    figure = el("figure", _bars(shown, label), el("figcaption", said))
    return join([figure, el("details", el("summary", "The figures as a table"), numbers)])


def _bars(shown: list[tuple[dt.date, list[int]]], label: str) -> Html:
    up = max((row[0] + row[1] for _, row in shown), default=0)
    down = max((row[2] + row[3] for _, row in shown), default=0)
    step = _tick(max(up, down))
    up, down = (math.ceil(max(n, 1) / step) * step for n in (up, down))
    scale = (_HIGH - _TOP - _BELOW) / (up + down)
    zero = _TOP + up * scale
    wide = (_WIDE - _LEFT) / max(1, len(shown))
    parts: list[Html] = []
    for n in range(-down, up + 1, step):
        y = zero - n * scale
        parts.append(el("path", d=f"M{_LEFT} {y:.1f}H{_WIDE}", class_="axis" if n == 0 else "grid"))
        parts.append(el("text", abs(n), x=_LEFT - 6, y=f"{y + 4:.1f}", text_anchor="end"))
    every = max(1, math.ceil(len(shown) / 9))
    for place, (day, row) in enumerate(shown):
        x = _LEFT + place * wide
        above = below = zero
        for quad, kind in _KINDS.items():
            high = row[quad - 1] * scale
            if not high:
                continue
            y = above - high if quad < 3 else below
            above, below = (above - high, below) if quad < 3 else (above, below + high)
            told = el("title", f"{day}: {row[quad - 1]} {QUADS[quad]}")
            parts.append(
                el(
                    "rect",
                    told,
                    x=f"{x + wide * 0.1:.1f}",
                    y=f"{y:.1f}",
                    width=f"{wide * 0.8:.1f}",
                    height=f"{high:.1f}",
                    class_=kind,
                )
            )
        if place % every == 0:
            parts.append(el("text", day.isoformat(), x=f"{x + wide * 0.1:.1f}", y=_HIGH - 10))
    return svg(_WIDE, _HIGH, label, parts)


def _tick(most: int) -> int:
    """A round step that divides an axis into some four parts."""
    rough = max(1.0, most / 4)
    size = 10 ** math.floor(math.log10(rough))
    return int(next(size * part for part in (1, 2, 5, 10) if size * part >= rough))


def svg(wide: float, high: float, label: str, parts: list[Html]) -> Html:
    """A picture that scales with the page, with its words for those who cannot see it."""
    return el("svg", *parts, viewBox=f"0 0 {wide:g} {high:g}", role="img", aria_label=label)


def by_type(view: View) -> Html:
    """Event types with their counts as bars in a table, cooperation first."""
    types = load_ontology(view.run().ontology).types
    counted = view.tally(ACTUAL, "event_type", 100)
    most = max((n for _, n in counted), default=1)
    rows = [
        [_named(kind, types), _bar(n / most, types[kind].quad if kind in types else 1), n]
        for kind, n in counted
    ]
    said = el(
        "p",
        "Events that are told as having happened. The sign tells cooperation (+) from conflict (−).",
        class_="soft",
    )
    return join([said, grid(["type", "share of the largest", "events"], rows, "Events by type")])


def _named(kind: str, types: Mapping[str, EventType]) -> Html:
    known = types.get(kind)
    sign = "" if known is None else "+ " if known.quad < 3 else "− "
    return join([sign, el("strong", kind), f" {known.name}" if known and known.name.upper() != kind else ""])


def _bar(share: float, quad: int) -> Html:
    return el(
        "span",
        class_=f"bar {'good' if quad < 3 else 'bad'}",
        style=f"--part:{share:.3f}",
        aria_hidden="true",
    )
