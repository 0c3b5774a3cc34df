"""Every event that is asked for, a page at a time: sorted, counted, and exported as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from nicegui import ui

from khaldun.export.formats import formats
from khaldun.model import Event
from khaldun.ontology import QUADS
from khaldun.store.browse import Order
from khaldun.web.frame import Frame, put, say
from khaldun.web.markup import Html, el, join, table
from khaldun.web.spans import marked, marks_of
from khaldun.web.state import number, one_of
from khaldun.wording import days, place_label, speaker_label, who_to_whom

LENGTH = 50
"""Rows of a page."""

_COLUMNS: tuple[tuple[str, Order | None], ...] = (
    ("date", "date"), ("type", "event_type"), ("quad class", "quad"), ("who → whom", None), ("sentence", None), ("place", "place"),
    ("status", "status"), ("source", "publication"), ("confidence", "confidence"),
)  # fmt: skip
_DESCENDING_FIRST = ("date", "confidence")


async def render(frame: Frame) -> None:
    """Fill the page."""
    choice = frame.filters.choice
    total = await frame.desk.ask(lambda view: view.count(choice))
    last = max(0, (total - 1) // LENGTH)
    at = number(frame.own, "page", 0, 0, last)
    order = cast(Order, one_of(frame.own, "sort", [key for _, key in _COLUMNS if key], "date"))
    descending = (
        one_of(frame.own, "way", ("up", "down"), "down" if order in _DESCENDING_FIRST else "up") == "down"
    )
    events = await frame.desk.ask(lambda view: view.page(choice, order, descending, at * LENGTH, LENGTH))
    with ui.element("div").classes("tools"):
        put(el("p", el("strong", f"{total:,}"), f" of {frame.desk.sizes['events']:,} events"))
        _exports(frame)
    if not events:
        say("No event fits these filters. Take one away, or choose other words.")
        return
    put(listing(frame, events, order, descending))
    put(_pager(frame, at, last))


def listing(frame: Frame, events: Sequence[Event], order: str = "", descending: bool = False) -> Html:
    """Events as a table; its heads sort it where ``order`` is given."""
    heads = [
        _head(frame, title, key, order, descending) if order else el("th", title, scope="col")
        for title, key in _COLUMNS
    ]
    return table(heads, (_row(frame, event) for event in events), "Events", "events")


def _head(frame: Frame, title: str, key: Order | None, order: str, descending: bool) -> Html:
    if key is None:
        return el("th", title, scope="col")
    here = key == order
    down = not descending if here else key in _DESCENDING_FIRST
    arrow = (" ↓" if descending else " ↑") if here else ""
    href = frame.link(sort=key, way="down" if down else "up", page=None)
    sort = ("descending" if descending else "ascending") if here else None
    return el("th", el("a", title + arrow, href=href, data_go=True), scope="col", aria_sort=sort)


def _row(frame: Frame, event: Event) -> list[Html | str]:
    seen = event.evidence
    sentence = marked(seen.text, [mark for mark in marks_of(event) if mark.role == "trigger"], seen.start)
    says = speaker_label(event)
    return [
        el("a", days(event), href=article_link(frame, event)),
        " ".join([event.event_type, *event.modes]),
        quad_tag(event.quad),
        who_to_whom(event),
        join([sentence, el("span", f" Says {says}.", class_="soft") if says else ""]),
        place_label(event.place),
        event.status,
        event.source.publication or "",
        f"{event.confidence:.2f}",
    ]


def article_link(frame: Frame, event: Event) -> str:
    """The address of the event's article with the event chosen."""
    return frame.link("/article", id=event.article_id, event=event.id)


def quad_tag(quad: int) -> Html:
    """A quad class in words and in its colour."""
    return el("span", QUADS[quad], class_=f"tag q{quad}")


def _exports(frame: Frame) -> None:
    links = [
        el("option", f"{form.title}", value=f"/export/{name}?{frame.filters.query()}")
        for name, form in formats().items()
    ]
    pick = el("select", join(links), id="export", class_="plain")
    button = el("button", "Export", type="button", class_="plain", data_export="export")
    put(join([el("label", "Export these as ", for_="export"), pick, " ", button]))


def _pager(frame: Frame, at: int, last: int) -> Html:
    if not last:
        return Html("")
    parts: list[Html] = []
    for title, target, there in (("First", 0, at > 0), ("Previous", at - 1, at > 0)):
        parts += [el("a", title, href=frame.link(page=target or None), data_go=True)] if there else []
    parts.append(el("span", f"Page {at + 1:,} of {last + 1:,}"))
    for title, target in (("Next", at + 1), ("Last", last)):
        parts += [el("a", title, href=frame.link(page=target), data_go=True)] if at < last else []
    return el("nav", join(parts), class_="pager", aria_label="Pages of events")
