"""Make the pictures of docs/app.md: python docs/app/screenshots.py ADDRESS, the address being that of a running app.

The app is to be opened over the example dispatches: khaldun code examples/dispatches -o demo.duckdb; khaldun open demo.duckdb
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent
PICTURES: dict[str, tuple[str, str]] = {
    "overview": ("/", "light"),
    "map": ("/map", "light"),
    "timeline": ("/timeline", "light"),
    "network": ("/network", "light"),
    "meetings": ("/meetings", "light"),
    "events": ("/events?actor=IRN", "light"),
    "article": ("/events?actor=IRN&type=REJECT&sort=date&way=up", "light"),
    "what-if": ("/what-if", "light"),
    "review": ("/review?reviewer=Ada", "light"),
    "code": ("/code", "light"),
    "dark": ("/map?reach=group%3Aislamic-state", "dark"),
    "dark-network": ("/network", "dark"),
}
"""Name to address and colours."""
PHONE = {
    "phone": "/events?actor=IRN&type=REJECT",
    "phone-map": "/map",
    "phone-network": "/network",
    "phone-review": "/review?reviewer=Ada",
}
"""The same on a phone."""
_WIDE, _PHONE = {"width": 1200, "height": 800}, {"width": 390, "height": 780}


def take(browser: Browser, address: str, name: str, path: str, colours: str, size: dict[str, int]) -> None:
    """One picture, after the page has settled."""
    context = browser.new_context(viewport=size, color_scheme=colours)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address.rstrip("/") + path)
    page.wait_for_selector(".body[aria-busy=false]", timeout=60_000)
    if name == "article":
        page.locator(".events tbody a").first.click()
        page.wait_for_selector(".article mark")
    if name == "code":
        page.get_by_role("button", name="Code this text").click()
        page.wait_for_selector(".article mark", timeout=60_000)
    if name == "map":
        page.locator(".named a").first.click()
        page.wait_for_selector("#chosen tbody tr")
    page.mouse.move(0, 0)
    page.wait_for_timeout(1_500)
    file = FOLDER / f"{name}.png"
    page.screenshot(path=file)
    Image.open(file).convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE).save(file, optimize=True)
    context.close()


def main() -> int:
    """Take every picture."""
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    path = os.environ.get("KHALDUN_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, (where, colours) in PICTURES.items():
            take(browser, sys.argv[1], name, where, colours, _WIDE)
        for name, where in PHONE.items():
            take(browser, sys.argv[1], name, where, "light", _PHONE)
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
