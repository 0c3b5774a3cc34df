"""A running app over the example corpus, and a browser that can reach nothing else."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from khaldun.model import Article
from khaldun.sources import read
from khaldun.store import Store
from making import RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from khaldun.coder import Coder

ROOT = Path(__file__).parents[2]
EVIL = Article(
    id="evil",
    title="<img src=x onerror='window.hacked=1'>",
    url="javascript:window.hacked=1",
    publication="<b>Evil</b> https://outside.example/x.png",
    published=dt.date(2014, 9, 20),
    text="<script>window.hacked=1</script> France attacked Mali on Monday. <img src='https://outside.example/x.png'> France bombed Mali.",
)
"""An article that tries to bring markup, a script and an address."""

_WATCH = """
import os, socket
_connect = socket.socket.connect
def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(("127.", "::1", "localhost")):
        with open(os.environ["OUTSIDE_LOG"], "a") as file:
            file.write(f"{address}\\n")
        raise OSError("the network is closed in this test")
    return _connect(self, address)
socket.socket.connect = connect
"""


@dataclass
class App:
    """A running app: its address, its store, and where attempts to leave this machine are noted."""

    address: str
    store: Path
    outside: Path


def chromium() -> str | None:
    """Debian's Chromium, or the browser that the environment names."""
    return os.environ.get("KHALDUN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def app(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("app")
    store, outside = folder / "demo.duckdb", folder / "outside.log"
    with Store.create(store, RUN) as writer:
        for coding in coder.pipe([*read(ROOT / "examples" / "dispatches"), EVIL]):
            writer.add(coding)
        writer.problem("broken.warc", "not a web archive")
    (folder / "sitecustomize.py").write_text(_WATCH)
    environment = {
        **os.environ, "OUTSIDE_LOG": str(outside), "PYTHONPATH": os.pathsep.join([str(folder), *filter(None, sys.path)]),
    }  # fmt: skip
    environment.pop("PYTEST_CURRENT_TEST", None)
    command = [sys.executable, "-m", "khaldun", "open", str(store), "--no-browser", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://\S+?(?=/ )", process.stderr.readline())
        assert found, "khaldun open printed no address"
        yield App(found[0], store, outside)
        process.terminate()


@pytest.fixture(scope="module")  # its event loop would be in the way of other tests
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("KHALDUN_NEEDS_BROWSER"):
            pytest.fail("no Chromium; install it, or name it as KHALDUN_CHROMIUM")
        pytest.skip(
            "no Chromium here; install it, or name it as KHALDUN_CHROMIUM, to test the app in a browser"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield opened
        opened.close()


@dataclass
class Tab:
    """A page of the app in the browser, with what went wrong on it and every address it asked for elsewhere."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the app and wait until it is filled."""
        self.page.goto(self.address + path)
        return self.filled()

    def filled(self) -> Page:
        """Wait until the page is filled."""
        self.page.wait_for_selector(".body[aria-busy=false]", timeout=30_000)
        return self.page

    def noted(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.outside.append(url)


@pytest.fixture
def tab(app: App, browser: Browser) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    made = Tab(context.new_page(), app.address)
    context.on("request", lambda request: made.noted(request.url))
    made.page.on("websocket", lambda socket: made.noted(socket.url))
    made.page.on("pageerror", lambda error: made.errors.append(str(error)))
    made.page.on(
        "console", lambda message: made.errors.append(message.text) if message.type == "error" else None
    )
    yield made
    context.close()
    assert made.outside == []
    assert made.errors == []
    assert not app.outside.exists(), app.outside.read_text()
