"""The app put together: pages, downloads and REST routes over one store, served to this machine."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from contextlib import suppress
from importlib.resources import files
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from nicegui import ui

from khaldun.errors import UsageError
from khaldun.web import api, downloads
from khaldun.web.desk import Desk
from khaldun.web.frame import HEAD, NARROW, Frame, Page
from khaldun.web.guard import Guard, is_loopback
from khaldun.web.pages import (
    article,
    code,
    events,
    map,
    meetings,
    network,
    overview,
    review,
    timeline,
    whatif,
)

PAGES = (
    Page("/", "Overview", overview.render),
    Page("/map", "Map", map.render),
    Page("/timeline", "Timeline", timeline.render),
    Page("/network", "Network", network.render),
    Page("/meetings", "Meetings", meetings.render),
    Page("/events", "Events", events.render),
    Page("/article", "Article", article.render, filtered=False, listed=False),
    Page("/what-if", "What-if", whatif.render),
    Page("/review", "Review", review.render),
    Page("/code", "Code", code.render, filtered=False),
)  # fmt: skip
"""In the order of the navigation."""

_SEES = "return [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth]"


def make(desk: Desk) -> FastAPI:
    """The app over one store. NiceGUI keeps its pages for the whole process, so that a process has one app."""
    app = FastAPI(
        title="khaldun", description="Political events of one store.", docs_url=None, redoc_url=None
    )
    app.include_router(
        api.router(desk.path, lambda: lambda article: desk.tools.code(article.text, article.published))
    )
    app.include_router(downloads.router(desk))
    app.mount("/static", StaticFiles(directory=str(files("khaldun.web") / "static")), "static")
    for page in PAGES:
        _register(desk, page)
    ui.run_with(app, title="khaldun", tailwind=False, show_welcome_message=False, reconnect_timeout=10)
    return app


def _register(desk: Desk, page: Page) -> None:
    async def open_page(request: Request) -> None:
        ui.add_head_html(HEAD)
        await ui.context.client.connected(timeout=30)
        likes_dark, width = await ui.run_javascript(_SEES, timeout=10)
        theme = request.cookies.get("khaldun_theme")
        dark = theme == "dark" if theme in ("dark", "light") else bool(likes_dark)
        frame = Frame(desk, page, PAGES, request.query_params.multi_items(), dark, narrow=width < NARROW)
        frame.build()
        await frame.show()

    ui.page(page.path, title=f"{page.title} · {desk.shown}", language="en-US")(open_page)


def serve(desk: Desk, host: str, port: int, browse: bool, say: Any) -> None:
    """Serve the app until it is interrupted. ``say`` is told the address; elsewhere than on this machine it needs a token.

    Raises ``UsageError`` where the port is taken or the host is not of this machine.
    """
    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    listening = _listen(host, port)
    at = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{at}/" + (f"?token={token}" if token else "")
    config = uvicorn.Config(
        Guard(make(desk), token), log_level="warning", ws_max_size=8 << 20, server_header=False
    )
    say(address)
    if browse:
        threading.Timer(0.8, webbrowser.open, [address]).start()
    try:
        with suppress(KeyboardInterrupt):  # the way to end it, and no failure
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        desk.close()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)  # from now on requests wait, until pages are ready
    except OSError as error:
        listening.close()
        raise UsageError(
            f"{host}:{port}: cannot be listened on ({error.strerror}); choose another with --port"
        ) from None
    return listening
