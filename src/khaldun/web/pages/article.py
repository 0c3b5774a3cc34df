"""One article: its text with the marked parts of an event, and why that event was coded so."""

from __future__ import annotations

from collections.abc import Sequence

from nicegui import ui

from khaldun.model import Article, Event
from khaldun.web.frame import Frame, counted, put, say
from khaldun.web.markup import Html, el, join, outward
from khaldun.web.pages.events import quad_tag
from khaldun.web.spans import legend, marked, marks_of
from khaldun.why import facts
from khaldun.wording import days, who_to_whom

SHOW_SENTENCE = """
const sentence = document.getElementById("sentence"), box = sentence?.closest(".text");
if (box && box.scrollHeight > box.clientHeight)
  box.scrollTop += sentence.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;"""
"""Brings the event's sentence into sight where a long text stands in a frame of its own."""


async def render(frame: Frame) -> None:
    """Fill the page."""
    article_id, wanted = frame.own.get("id"), frame.own.get("event")
    if not article_id:
        say("An event's date leads to its article; choose one among the events.")
        return
    article: Article = await frame.desk.ask(lambda view: view.article(article_id))
    events = await frame.desk.ask(lambda view: view.of_article(article_id))
    chosen = next((event for event in events if event.id == wanted), events[0] if events else None)
    put(_origin(article))
    with ui.element("div").classes("columns"):
        with ui.element("section").props('aria-label="Text"').classes("text"):
            put(shown(article.text, chosen))
        with ui.element("section").props('aria-label="Events"'):
            put(_listed(frame, events, chosen))
            if chosen is not None:
                put(because(frame, chosen))
    if wanted and frame.narrow:
        ui.run_javascript("document.getElementById('sentence')?.scrollIntoView({block: 'center'})")
    elif wanted:
        ui.run_javascript(SHOW_SENTENCE)


def _origin(article: Article) -> Html:
    day = article.published.isoformat() if article.published else None
    parts = [part for part in (article.publication, day, article.author, article.id) if part]
    lines = [
        el("h2", article.title) if article.title else Html(""),
        el("p", " · ".join(parts), class_="soft"),
    ]
    return join([*lines, el("p", outward(article.url)) if article.url else ""])


def shown(text: str, event: Event | None) -> Html:
    """A text with an event's parts marked and its sentence set off, below what the marks mean."""
    marks = marks_of(event) if event is not None else []
    if event is None:
        return el("div", text, class_="article")
    start, end = event.evidence.start, event.evidence.end
    sentence = el("span", marked(text[start:end], marks, start), class_="here", id="sentence")
    body = join([marked(text[:start], marks), sentence, marked(text[end:], marks, end)])
    return join([legend(mark.role for mark in marks), el("div", body, class_="article")])


def _listed(frame: Frame, events: Sequence[Event], chosen: Event | None) -> Html:
    if not events:
        return el("p", "No event was coded from this article.")
    items = (
        el(
            "li",
            el("a", f"{event.event_type} {who_to_whom(event)}", href=frame.link(event=event.id), data_go=True,
               aria_current="true" if event is chosen else None),
            " ", quad_tag(event.quad), el("span", f" {days(event)}, {event.status}", class_="soft"),
        )
        for event in events
    )  # fmt: skip
    return join(
        [el("h2", f"{counted(len(events), 'event')} in this article"), el("ul", join(items), class_="plain")]
    )


def because(frame: Frame, event: Event) -> Html:
    """Why this coding: everything that speaks for it."""
    rows = (
        join([el("dt", name), el("dd", outward(value) if name == "url" else value)])
        for name, value in facts(event, frame.desk.ontology, frame.desk.lexicon)
    )
    return join([el("h2", "Why this coding"), el("dl", join(rows), class_="facts")])
