"""The frame of every page: navigation, the shared filters, light and dark, and the part that changes with them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from nicegui import ui

from khaldun.errors import KhaldunError
from khaldun.web import bar
from khaldun.web.desk import Desk
from khaldun.web.markup import Html, el, join
from khaldun.web.state import NAMES, Filters, read

HEAD = """<link rel="stylesheet" href="/static/style.css"><link rel="icon" href="data:,">
<script src="/static/app.js" defer></script>"""
"""Stands in the page from the first, as a browser runs no script that is put in later."""


NARROW = 700
"""Pixels of a window's width from which on things stand side by side, as in the style sheet."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it is, what it is called, what fills it; ``listed`` ones stand in the navigation."""

    path: str
    title: str
    render: Callable[[Frame], Awaitable[None]]
    filtered: bool = True
    listed: bool = True


class Frame:
    """One open page. ``filters`` are shared by all pages, ``own`` are this page's parts of the address; on a ``narrow`` one charts are drawn upright."""

    def __init__(
        self,
        desk: Desk,
        page: Page,
        pages: Iterable[Page],
        items: Iterable[tuple[str, str]],
        dark: bool,
        narrow: bool = False,
    ) -> None:
        items = list(items)
        self.desk, self.page, self.dark, self.narrow = desk, page, dark, narrow
        self.filters: Filters = read(items, desk.ontology.types)
        self.own = {name: value for name, value in items if name not in (*NAMES, "token")}
        self._pages = [other for other in pages if other.listed]
        self._box: ui.expansion | None = None
        self._turn = 0
        self._lock = asyncio.Lock()

    def build(self) -> None:
        """Put the frame on the page."""
        ui.dark_mode(self.dark)
        ui.colors(primary="#1d5f8a" if not self.dark else "#8cc4ea")
        self._nav = ui.html(self._links(), sanitize=False, tag="header").classes("top")
        with ui.element("div").classes("main").props('id="content" tabindex="-1"'):
            ui.html(el("h1", self.page.title), sanitize=False)
            self._bar = ui.element("div")
            self._show_bar()
            self.body = ui.element("div").classes("body").props('aria-live="polite"')
        ui.on("go", lambda event: self._address(str(event.args)))

    async def show(self) -> None:
        """Fill the page's own part anew; an older filling that is still going on gives way."""
        self._turn += 1
        turn = self._turn
        async with self._lock:
            if turn != self._turn:
                return
            self.body.clear()
            self.body.props('aria-busy="true"')
            with self.body:
                for line in self.filters.wrong:
                    say(f"Not understood, so left out: {line}.", "warning")
                try:
                    await self.page.render(self)
                except KhaldunError as error:
                    say(str(error), "warning")
            self.body.props('aria-busy="false"')

    def _show_bar(self) -> None:
        """Put the filters there anew, open as they were."""
        if not self.page.filtered:
            return
        opened = self._box is not None and bool(self._box.value)
        self._bar.clear()
        with self._bar:
            self._box = bar.build(self)
            self._box.value = opened

    async def go(
        self,
        filters: Filters | None = None,
        by_bar: bool = False,
        refill: bool = True,
        **own: str | int | None,
    ) -> None:
        """Ask for something else: the address changes, and the page's own part with it. ``None`` takes a part away.

        ``by_bar``: the filters' own fields hold the change already, and whoever types in one stays in it. Without
        ``refill`` the page's own part stays as it is: its page sees to that.
        """
        changed = filters is not None and filters != self.filters
        self.filters = filters or self.filters
        if changed and not by_bar:
            self._show_bar()
        elif changed and self._box is not None:
            self._box.props["label"] = bar.told(self.filters)
        merged = {**self.own, **{name: None if v is None else str(v) for name, v in own.items()}}
        self.own = {name: value for name, value in merged.items() if value not in (None, "")}
        ui.navigate.history.replace(self.link())
        self._nav.set_content(self._links())
        if refill:
            await self.show()

    def link(self, path: str | None = None, filters: Filters | None = None, **own: str | int | None) -> str:
        """The address of a page with the shared filters; on this page its own parts stay unless they are given."""
        mine: dict[str, Any] = dict(self.own) if path is None else {}
        query = (filters or self.filters).query(**{**mine, **own})
        return f"{path or self.page.path}" + (f"?{query}" if query else "")

    def narrowed(self, /, **changes: Any) -> str:
        """The address of the events with some filters changed."""
        return self.link("/events", replace(self.filters, **changes))

    async def _address(self, address: str) -> None:
        """Follow a link to this very page without loading it anew."""
        from urllib.parse import parse_qsl, urlsplit

        items = parse_qsl(urlsplit(address).query)
        self.own = {name: value for name, value in items if name not in NAMES}
        await self.go(read(items, self.desk.ontology.types))

    def _links(self) -> Html:
        links = (
            el("a", page.title, href=self.link(page.path), aria_current="page" if page is self.page else None)
            for page in self._pages
        )
        skip = el("a", "To the content", href="#content", class_="skip")
        name = el("span", "khaldun", class_="name")
        store = el("span", self.desk.shown, class_="store")
        toggle = el("button", "Light" if self.dark else "Dark", type="button", class_="plain", data_theme="light" if self.dark else "dark",
                    aria_label=f"Show {'light' if self.dark else 'dark'} colours")  # fmt: skip
        return join(
            [skip, el("div", name, store, toggle, class_="brand"), el("nav", join(links), aria_label="Pages")]
        )


def put(content: Html, class_: str = "") -> ui.html:
    """Safe markup on the page."""
    return ui.html(content, sanitize=False).classes(class_)


def counted(number: int, name: str) -> str:
    """A number with its noun."""
    return f"{number:,} {name}" + ("" if number == 1 else "s")


def say(message: str, kind: str = "note") -> None:
    """A line for the reader."""
    put(el("p", message, class_=kind, role="status"))
