"""Who sat with whom, who was absent, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from khaldun.model import Evidence, Meeting, MeetingParty, Place
from khaldun.store import View
from khaldun.web.frame import Frame, counted, put, say
from khaldun.web.markup import Html, el, join
from khaldun.web.state import Filters
from khaldun.wording import mention_label, place_label

_SHOWN = 200
_MANNERS = {
    "not_invited": "not invited",
    "excluded": "excluded",
    "declined": "declined",
    "absent": "absent",
    None: "absent",
}


async def render(frame: Frame) -> None:
    """Fill the page."""
    filters = frame.filters
    found = await frame.desk.ask(lambda view: list(islice(_fitting(view, filters), _SHOWN)))
    ignored = {
        "types": filters.types,
        "quad classes": filters.quads,
        "confidence": filters.confidence,
        "sources": filters.sources,
    }
    unheeded = [name for name, value in ignored.items() if value]
    if unheeded:
        say(f"Meetings have none of these, so they do not count here: {', '.join(unheeded)}.", "warning")
    if not found:
        say("No meeting fits these filters.")
        return
    put(el("p", counted(len(found), "meeting") + (", the first of more" if len(found) == _SHOWN else "")))
    put(el("div", join(_card(frame, meeting) for meeting in found), class_="cards"))


def _fitting(view: View, filters: Filters) -> Iterator[Meeting]:
    return (meeting for meeting in view.meetings() if fits(meeting, filters))


def fits(meeting: Meeting, filters: Filters) -> bool:
    """Whether a meeting has what the filters ask for: days, status, party, place, words in its sentences."""
    last = meeting.date_end or meeting.date
    if (filters.since or filters.until) and (meeting.date is None or last is None):
        return False
    if filters.since and last and last < filters.since:
        return False
    if filters.until and meeting.date and meeting.date > filters.until:
        return False
    if filters.statuses and meeting.status not in filters.statuses:
        return False
    known = {
        key for party in meeting.parties for key in (party.actor.code, party.actor.sector, party.actor.id)
    }
    if filters.actors and not known & set(filters.actors):
        return False
    if filters.at and (meeting.place is None or (meeting.place.lat, meeting.place.lon) != filters.at):
        return False
    if filters.box and not _within(meeting.place, filters.box):
        return False
    text = " ".join(seen.text for seen in _seen(meeting)).casefold()
    return all(word in text for word in filters.words.casefold().split())


def _within(place: Place | None, box: tuple[float, float, float, float]) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return box[0] <= place.lat <= box[2] and box[1] <= place.lon <= box[3]


def _seen(meeting: Meeting) -> Iterator[Evidence]:
    yield from meeting.evidence
    for party in meeting.parties:
        yield from party.evidence
    for agreed in meeting.agreed:
        yield agreed.evidence


def _card(frame: Frame, meeting: Meeting) -> Html:
    when = meeting.date.isoformat() if meeting.date else "no date"
    where = place_label(meeting.place) or f"place unknown ({meeting.place_reason})"
    lines = [
        el("h2", el("a", meeting.name.text, href=frame.link("/article", id=meeting.article_id))),
        el("p", f"{meeting.kind}, {meeting.status} · {when} · {where}", class_="soft"),
        _people("Hosted by", meeting.hosts),
        _people("There", meeting.attenders),
        _people("Absent", meeting.absentees, manners=True),
        _people("About", meeting.subjects),
    ]
    lines += [el("p", el("strong", "Agreed: "), agreed.text) for agreed in meeting.agreed]
    told = join(el("li", text) for text in dict.fromkeys(seen.text for seen in _seen(meeting)))
    lines.append(el("details", el("summary", "Sentences that tell of it"), el("ul", told, class_="plain")))
    return el("article", join(lines), class_="card")


def _people(title: str, parties: Iterable[MeetingParty], manners: bool = False) -> Html:
    said = [
        mention_label(party.actor) + (f", {_MANNERS.get(party.manner, str(party.manner))}" if manners else "")
        for party in parties
    ]
    return el("p", el("strong", f"{title}: "), "; ".join(dict.fromkeys(said))) if said else Html("")
