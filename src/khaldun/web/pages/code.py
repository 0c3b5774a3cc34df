"""A text of one's own, coded while one watches; nothing of it is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

from nicegui import ui

from khaldun.errors import KhaldunError, UsageError
from khaldun.model import Coding
from khaldun.web.frame import Frame, counted, put, say
from khaldun.web.markup import el
from khaldun.web.pages.article import because, shown
from khaldun.wording import days, who_to_whom

LONGEST = 100_000
"""Characters of a text."""
LARGEST = 1_000_000
"""Bytes of an uploaded file."""

_EXAMPLE = "Iran has rejected a request by the United States to cooperate against Islamic State, Supreme Leader Ayatollah Ali Khamenei said on Monday."


async def render(frame: Frame) -> None:
    """Fill the page."""
    put(
        el(
            "p",
            f"Paste a text (up to {LONGEST:,} characters) or give a text or HTML file (up to {LARGEST // 1_000_000} MB). It is coded on this machine and not kept.",
            class_="soft",
        )
    )
    words = (
        ui.textarea("Text", value=_EXAMPLE).props(f"outlined autogrow maxlength={LONGEST}").classes("full")
    )
    with ui.element("div").classes("tools"):
        day = ui.input("Date of publication", value="2014-09-16").props(
            "type=date dense outlined stack-label"
        )
        button = ui.button("Code this text").props("no-caps unelevated")
        upload = ui.upload(label="Drop a text or HTML file here, or choose one", max_file_size=LARGEST, max_files=1, auto_upload=True, on_upload=lambda e: received(e),
                  on_rejected=lambda: ui.notify(f"Not taken: one text or HTML file of at most {LARGEST:,} bytes")).props('accept=".txt,.html,.htm" flat bordered')  # fmt: skip
    out = ui.element("div").props('aria-live="polite"')

    async def work() -> None:
        out.clear()
        with out:
            text = (words.value or "").strip()[:LONGEST]
            if not text:
                say("There is no text yet.")
                return
            say("Coding; the first text takes some seconds, as the parser is loaded.")
        button.disable()
        try:
            published = dt.date.fromisoformat(day.value) if day.value else None
            coding = await frame.desk.work(lambda: frame.desk.tools.code(text, published))
        except (KhaldunError, ValueError) as error:
            out.clear()
            with out:
                say(str(error), "warning")
            return
        finally:
            button.enable()
        _answer(frame, out, coding, 0)

    async def received(event: Any) -> None:
        data = await event.file.read()
        upload.reset()  # or it would take no other
        try:
            if len(data) > LARGEST:
                raise UsageError(f"{event.file.name}: {len(data):,} bytes; give at most {LARGEST:,}")
            articles = await frame.desk.work(lambda: list(frame.desk.tools.read(event.file.name, data)))
        except KhaldunError as error:
            out.clear()
            with out:
                say(str(error), "warning")
            return
        if articles:
            text = articles[0].text
            words.set_value(text[:LONGEST])
            if len(text) > LONGEST:
                ui.notify(
                    f"{event.file.name}: the first {LONGEST:,} of {len(text):,} characters are coded; 'khaldun code' takes all"
                )
            day.set_value(articles[0].published.isoformat() if articles[0].published else "")
            await work()

    button.on_click(work)


def _answer(frame: Frame, out: ui.element, coding: Coding, chosen: int) -> None:
    """The events of a coding, one of them marked in the text."""
    out.clear()
    event = coding.events[chosen] if coding.events else None
    with out, ui.element("div").classes("columns"):
        with ui.element("section").props('aria-label="Text"'):
            put(shown(coding.article.text, event))
        with ui.element("section").props('aria-label="Events"'):
            put(el("h2", counted(len(coding.events), "event")))
            for n, other in enumerate(coding.events):
                said = f"{other.event_type} {who_to_whom(other)}, {days(other)}, {other.status}"
                ui.button(said, on_click=lambda n=n: _answer(frame, out, coding, n)).props(
                    f"flat no-caps align=left dense{' outline' if n == chosen else ''}"
                ).classes("choice")
            for aside in coding.set_aside[:20]:
                say(
                    f"A reading of sentence {aside.sentence}{f' ({aside.rule})' if aside.rule else ''} made no event: {aside.reason}."
                )
            if event is not None:
                put(because(frame, event))
