"""Correcting: a queue for the keyboard, several reviewers, how far they agree, and gold made of what they say."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from nicegui import ui

from khaldun.errors import UsageError
from khaldun.model import Event
from khaldun.review import Decision, Verdict
from khaldun.store import Choice, View
from khaldun.web.desk import Desk
from khaldun.web.frame import Frame, put, say
from khaldun.web.markup import Html, el, join
from khaldun.web.pages.article import SHOW_SENTENCE, because, shown
from khaldun.web.pages.events import article_link, quad_tag
from khaldun.web.pages.figures import figures
from khaldun.web.spans import marked, marks_of
from khaldun.web.state import STATUSES
from khaldun.wording import days, place_label, who_to_whom

_BATCH = 200
_NOTED_MS = 1_500
"""How long a note on what was done stands over the next event."""
_KEYS = (("a", "accept"), ("r", "reject"), ("c", "change"), ("j", "next"), ("k", "back"), ("u", "undo"))


async def render(frame: Frame) -> None:
    """Fill the page."""
    reviewer = " ".join(frame.own.get("reviewer", "").split())[:60]
    _name(frame, reviewer)
    if not reviewer:
        say(
            "Give your name first: decisions are kept under it, so that several people can review the same events."
        )
        await figures(frame)
        return
    queue = Queue(frame, reviewer)
    await queue.begin()
    await figures(frame)


def _name(frame: Frame, reviewer: str) -> None:
    with ui.element("div").classes("tools"):
        field = ui.input("Reviewer", value=reviewer).props("dense outlined maxlength=60")

        async def take() -> None:
            await frame.go(reviewer=" ".join((field.value or "").split()), at_event=None)

        field.on("keydown.enter", take)
        ui.button("Review under this name", on_click=take).props("no-caps outline")


class Queue:
    """One reviewer's way through the events that the filters ask for, the least sure first; it begins where they stopped."""

    def __init__(self, frame: Frame, reviewer: str) -> None:
        self.frame, self.reviewer = frame, reviewer
        self.desk: Desk = frame.desk
        self.choice: Choice = frame.filters.choice
        self.at = 0
        self.total = 0
        self.event: Event | None = None
        self._lock = asyncio.Lock()

    async def begin(self) -> None:
        """Find the first event without a decision, and show it."""
        self.total = await self.desk.ask(lambda view: view.count(self.choice))
        self.at = await self.desk.ask(first_open, self.choice, self.desk, self.reviewer)
        self.told = put(Html(""))
        self.place = ui.element("div").props('aria-live="polite"')
        ui.keyboard(on_key=self._key, ignore=["input", "select", "button", "textarea"])
        await self.show()

    async def show(self) -> None:
        """Show the event that is due."""
        found = (
            await self.desk.ask(lambda view: view.page(self.choice, "confidence", False, self.at, 1))
            if self.at < self.total
            else []
        )
        self.event = found[0] if found else None
        self.place.clear()
        with self.place:
            if self.event is None:
                say(
                    "All events that fit are reviewed by you. Change the filters for others, or go back with k."
                )
                _button("Back (k)", self.doing(lambda: self.move(-1)))
            else:
                await self._shown(self.event)
        self.told.set_content(
            el("p", f"{min(self.at + 1, self.total):,} of {self.total:,}, the least sure first. ", _keys())
        )

    async def _shown(self, event: Event) -> None:
        article = await self.desk.ask(lambda view: view.article(event.article_id))
        held = self.desk.log.of([event])[event.id].get(self.reviewer)
        with ui.element("div").classes("columns"):
            with ui.element("section").props('aria-label="Event"'):
                put(_head(self.frame, event, held))
                with ui.element("div").classes("tools"):
                    _button("Accept (a)", self.doing(lambda: self.decide("accept")), "unelevated")
                    _button("Reject (r)", self.doing(lambda: self.decide("reject")))
                    _button("Change (c)", self.doing(self.change))
                    _button("Undo (u)", self.doing(self.undo), "flat")
                    _button("Back (k)", self.doing(lambda: self.move(-1)), "flat")
                    _button("Next (j)", self.doing(lambda: self.move(1)), "flat")
                self.form = ui.element("div")
                put(because(self.frame, event))
            with ui.element("section").props('aria-label="Text"').classes("text"):
                put(shown(article.text, event))
        ui.run_javascript(SHOW_SENTENCE)

    async def _key(self, event: Any) -> None:
        if (
            not event.action.keydown
            or event.action.repeat
            or event.modifiers.ctrl
            or event.modifiers.meta
            or event.modifiers.alt
        ):
            return
        keys: dict[str, Callable[[], Awaitable[None]]] = {"a": lambda: self.decide("accept"), "r": lambda: self.decide("reject"), "c": self.change, "u": self.undo,
                "j": lambda: self.move(1), "k": lambda: self.move(-1)}  # fmt: skip
        if str(event.key).lower() in keys:
            await self.doing(keys[str(event.key).lower()])()

    def doing(self, action: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        """The action, one at a time: a key that comes while the next event is fetched is not meant for it, and does nothing."""

        async def done() -> None:
            if self._lock.locked():
                return
            async with self._lock:
                await action()

        return done

    async def move(self, by: int) -> None:
        """Go on or back without a decision."""
        self.at = min(max(0, self.at + by), self.total)
        await self.show()

    async def decide(self, verdict: Verdict, **changes: Any) -> None:
        """Write the decision down and go on."""
        if self.event is None:
            return
        self.desk.log.decide(self.event, self.reviewer, verdict, **changes)
        ui.notify(f"{verdict}: {self.event.event_type} {who_to_whom(self.event)}", timeout=_NOTED_MS)
        await self.move(1)

    async def undo(self) -> None:
        """Take the reviewer's last decision back, and go to its event."""
        last = self.desk.log.last(self.reviewer)
        if last is None:
            ui.notify("There is no decision of yours to take back.")
            return
        try:
            event = await self.desk.ask(lambda view: view.event(last.event))
        except UsageError:
            ui.notify("Its event is not in this store.")
            return
        self.desk.log.decide(event, self.reviewer, "undo")
        ui.notify(f"Taken back: {last.verdict} of {event.event_type} {who_to_whom(event)}", timeout=_NOTED_MS)
        self.at = await self.desk.ask(position, self.choice, event, self.at)
        await self.show()

    async def change(self) -> None:
        """Offer the fields that can be changed."""
        event = self.event
        if event is None:
            return
        self.form.clear()
        with self.form, ui.element("div").classes("fields card"):
            kind = ui.select(
                sorted(self.desk.ontology.types), value=event.event_type, label="Event type"
            ).props("dense outlined autofocus")
            status = ui.select(list(STATUSES), value=event.status, label="Status").props("dense outlined")
            actors = ui.input("Actors (codes)", value=", ".join(m.code or "-" for m in event.actors)).props(
                "dense outlined maxlength=200"
            )
            recipients = ui.input(
                "Recipients (codes)", value=", ".join(m.code or "-" for m in event.recipients)
            ).props("dense outlined maxlength=200")
            place = ui.input("Place", value=place_label(event.place)).props("dense outlined maxlength=200")
            note = ui.input("Note").props("dense outlined maxlength=500")

            async def keep() -> None:
                given = {
                    "event_type": kind.value, "status": status.value, "actors": codes(actors.value), "recipients": codes(recipients.value),
                    "place": (place.value or "").strip(),
                }  # fmt: skip
                before = {
                    "event_type": event.event_type, "status": event.status, "actors": tuple(m.code for m in event.actors),
                    "recipients": tuple(m.code for m in event.recipients), "place": place_label(event.place),
                }  # fmt: skip
                changed = {name: value for name, value in given.items() if value != before[name]}
                if not changed:
                    ui.notify("Nothing was changed; accept it instead.")
                    return
                await self.decide("change", **changed, note=(note.value or "").strip() or None)

            _button("Keep these changes", self.doing(keep), "unelevated")


def _button(label: str, action: Any, look: str = "outline") -> None:
    ui.button(label, on_click=action).props(f"no-caps {look}")


def codes(words: str | None) -> tuple[str | None, ...]:
    """Codes as they are typed, with commas between; "-" is an actor without a code."""
    parts = [part.strip().upper() for part in (words or "").split(",")]
    return tuple(None if part == "-" else part[:10] for part in parts if part)


def first_open(view: View, choice: Choice, desk: Desk, reviewer: str) -> int:
    """The place in the queue of the first event that the reviewer has not decided on; its length where they have on all."""
    start = 0
    while events := view.page(choice, "confidence", False, start, _BATCH):
        held = desk.log.of(events)
        for offset, event in enumerate(events):
            if reviewer not in held[event.id]:
                return start + offset
        start += len(events)
    return start


def position(view: View, choice: Choice, event: Event, otherwise: int) -> int:
    """An event's place in the queue; ``otherwise`` where the filters leave it out."""
    surer = replace(choice, min_confidence=max(choice.min_confidence, event.confidence))
    start = view.count(choice) - view.count(surer)
    while events := view.page(choice, "confidence", False, start, _BATCH):
        for offset, other in enumerate(events):
            if other.id == event.id:
                return start + offset
        if events[-1].confidence > event.confidence:
            break
        start += len(events)
    return otherwise


def _keys() -> Html:
    return join(el("span", el("kbd", key), f" {said}  ") for key, said in _KEYS)


def _head(frame: Frame, event: Event, held: Decision | None) -> Html:
    lines = [
        el("h2", f"{' '.join([event.event_type, *event.modes])}: {who_to_whom(event)}"),
        el("p", quad_tag(event.quad), f" {event.status} · {days(event)} · {place_label(event.place) or 'no place'} · confidence {event.confidence:.2f} · ",
           el("a", "its article", href=article_link(frame, event))),
        el("blockquote", marked(event.evidence.text, marks_of(event), event.evidence.start)),
    ]  # fmt: skip
    if held is not None:
        lines.append(el("p", f"You said: {held.verdict}, {held.at:%Y-%m-%d %H:%M} UTC.", class_="warning"))
    return join(lines)
