"""The app in a browser, over the example corpus: every page, and the round trip of a review."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from khaldun.evaluate.gold import read
from khaldun.evaluate.triples import RECORDS
from khaldun.store import Store
from web.conftest import App, Tab

pytestmark = pytest.mark.slow

PAGES = {
    "/": "What made no event", "/map": "Choose a cluster", "/timeline": "The same as a table", "/network": "Tense triads",
    "/meetings": "meetings", "/events": "Export these as", "/what-if": "Structural balance", "/review": "Give your name first",
    "/code": "Paste a text",
}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_filled_and_fits_a_phone(tab: Tab, path: str) -> None:
    page = tab.open(path)
    assert PAGES[path] in page.inner_text(".body")
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    assert page.locator("nav a[aria-current=page]").get_attribute("href") == path
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(150)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_filters_live_in_the_address_and_go_along(tab: Tab) -> None:
    page = tab.open("/events")
    before = int(page.inner_text(".tools strong"))
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Words in sentence or title").fill("kobani")
    page.wait_for_url("**/events?text=kobani")
    page.wait_for_function(
        f"(document.querySelector('.tools strong')?.innerText ?? '{before}') !== '{before}'"
    )
    shown = int(page.inner_text(".tools strong"))
    assert 0 < shown < before
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Overview").click()
    page.wait_for_url("**/?text=kobani")
    assert f"{shown} event" in tab.filled().inner_text(".body")
    assert "Not understood" in tab.open("/events?type=PEACE").inner_text(".body")


def test_the_table_sorts_and_exports_what_it_shows(tab: Tab) -> None:
    page = tab.open("/events?type=AID")
    page.get_by_role("link", name="confidence").click()
    page.wait_for_url("**sort=confidence**")
    page.wait_for_selector("th[aria-sort=descending]")
    values = [float(text) for text in page.locator(".events td:last-child").all_inner_texts()]
    assert values == sorted(values, reverse=True)
    told = page.request.get(f"{tab.address}/export/csv?type=AID")
    rows = list(csv.DictReader(io.StringIO(told.text())))
    assert len(rows) == len(values) == int(page.inner_text(".tools strong"))
    assert {row["event_type"] for row in rows} == {"AID"}
    assert "attachment" in told.headers["content-disposition"]
    assert page.request.get(f"{tab.address}/export/xls").status == 404
    assert page.request.get(f"{tab.address}/export/csv?type=PEACE").status == 400


def test_an_event_leads_to_its_sentence_and_its_reasons(tab: Tab) -> None:
    page = tab.open("/events?text=Khamenei")
    page.locator(".events tbody a").first.click()
    page.wait_for_url("**/article?**")
    tab.filled()
    assert page.locator(".article mark.role-trigger").count() >= 1
    assert page.locator(".article mark.role-actor").count() >= 1
    assert "Why this coding" in page.inner_text(".body")
    assert page.locator("dl.facts dt", has_text="rule").count() >= 1


def test_nothing_in_an_article_becomes_markup(tab: Tab) -> None:
    page = tab.open("/article?id=evil")
    assert "<script>window.hacked=1</script>" in page.inner_text(".article")
    assert "<img src=x" in page.inner_text("h2 >> nth=0")
    assert page.locator("a[href^=javascript]").count() == 0
    for path in ("/events?text=attacked", "/review?reviewer=Eve&text=attacked", "/timeline", "/"):
        tab.open(path)
        assert page.evaluate("window.hacked") is None


def test_what_could_not_be_read_is_told(tab: Tab) -> None:
    assert "broken.warc" in tab.open("/").inner_text(".body")


def test_a_tie_leads_to_its_sentences(tab: Tab) -> None:
    page = tab.open("/network")
    page.locator("ul.plain a").first.click()
    page.wait_for_url("**tie=**")
    page.wait_for_selector("#tie")
    assert page.get_by_role("region", name="Evidence").locator("tbody tr").count() >= 1


def test_a_text_is_coded(tab: Tab) -> None:
    page = tab.open("/code")
    page.get_by_role("button", name="Code this text").click()
    page.wait_for_selector("mark.role-trigger", timeout=60_000)
    assert "REJECT" in page.inner_text(".body")


def test_colours_change_and_the_keyboard_reaches_the_content(tab: Tab) -> None:
    page = tab.open("/events")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "To the content"
    page.get_by_role("button", name="Show dark colours").click()
    page.wait_for_selector(".body--dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 28)"


def press(tab: Tab, key: str, wanted: str) -> None:
    tab.page.keyboard.press(key)
    tab.page.wait_for_function("text => document.querySelector('.body').innerText.includes(text)", arg=wanted)


def test_a_review_is_kept_resumed_taken_back_and_exported(tab: Tab, app: App) -> None:
    page = tab.open("/review?type=AID")
    page.get_by_label("Reviewer").fill("Ada")
    page.get_by_role("button", name="Review under this name").click()
    page.wait_for_url("**reviewer=Ada**")
    with Store(app.store) as store:
        total = store.count(store_choice())
    page.wait_for_function(
        "text => document.querySelector('.body').innerText.includes(text)", arg=f"1 of {total}"
    )
    page.locator("h1").click()
    press(tab, "a", f"2 of {total}")
    press(tab, "r", f"3 of {total}")
    press(tab, "u", f"2 of {total}")
    press(tab, "r", f"3 of {total}")
    page.keyboard.press("c")
    page.get_by_label("Recipients (codes)").fill("TUR")
    page.get_by_role("button", name="Keep these changes").click()
    page.wait_for_function(
        "text => document.querySelector('.body').innerText.includes(text)", arg=f"4 of {total}"
    )
    assert f"4 of {total}" in tab.open("/review?type=AID&reviewer=Ada").inner_text(".body")  # resumed

    tab.open("/review?type=AID&reviewer=Ben").locator("h1").click()
    press(tab, "a", f"2 of {total}")
    press(tab, "a", f"3 of {total}")
    figures = tab.open("/review").inner_text(".body")
    assert "Ada 3" in figures
    assert "Krippendorff's alpha" in figures
    assert "50%" in page.get_by_role("region", name="Agreement").inner_text()

    log = app.store.with_suffix(".review.jsonl")
    verdicts = [json.loads(line)["verdict"] for line in log.read_text().splitlines()]
    assert verdicts == ["accept", "reject", "undo", "reject", "change", "accept", "accept"]
    gold = page.request.get(f"{tab.address}/review/event_records.jsonl").text()
    decisions = page.request.get(f"{tab.address}/review/decisions.jsonl").text().splitlines()
    assert [json.loads(line).get("recipients") for line in decisions].count(["TUR"]) == 1
    if gold:
        path = Path(app.store.parent / "gold.jsonl")
        path.write_text(gold)
        assert read(path, (RECORDS,)).records
    assert page.request.get(f"{tab.address}/review/labels.jsonl").status == 200


def store_choice():  # type: ignore[no-untyped-def]
    from khaldun.store import Choice

    return Choice(types=("AID",))
