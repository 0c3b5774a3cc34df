"""The main events, each with its sentence and source."""

from __future__ import annotations

from khaldun.model import Event
from khaldun.store import View
from khaldun.web.markup import Html, el, join
from khaldun.web.report.tables import grid, quoted, source_line
from khaldun.wording import days, place_label, speaker_label, who_to_whom

_MOST, _ASKED = 10, 300


def main(view: View) -> Html:
    """The sharpest conflict and the strongest cooperation, surest first, one of each deed."""
    note = el("p", "Events that are told as having happened, by their score and by how sure their coding is. An event that someone says has happened names who says so.", class_="soft")  # fmt: skip
    parts = [note]
    for heading, sign in (("Conflict", "<"), ("Cooperation", ">")):
        found = _strongest(view, sign)
        parts.append(el("h3", heading))
        heads = ["day", "who → whom", "type", "where", "sentence and source"]
        parts.append(
            grid(heads, map(_row, found), f"Main events: {heading.lower()}") if found else el("p", "None.")
        )
    return join(parts)


def _strongest(view: View, sign: str) -> list[Event]:
    query = f"""SELECT id FROM events WHERE status = 'actual' AND score {sign} 0
        ORDER BY abs(score) * confidence DESC, n LIMIT ?"""
    found: dict[tuple[object, ...], Event] = {}
    for (key,) in view.sql(query, [_ASKED]).fetchall():
        event = view.event(key)
        found.setdefault((event.date, event.event_type, who_to_whom(event)), event)
        if len(found) == _MOST:
            break
    return list(found.values())


def _row(event: Event) -> list[object]:
    said = speaker_label(event)
    kind = " ".join([event.event_type, *event.modes])
    source = source_line(event.source, event.article_id)
    told = quoted(event.evidence.text, source, f"; says {said}" if said else "", f"; event {event.id[:12]}")
    return [
        event.date or days(event),
        who_to_whom(event),
        f"{kind} ({event.score:+g}, confidence {event.confidence:.2f})",
        place_label(event.place) or None,
        told,
    ]
