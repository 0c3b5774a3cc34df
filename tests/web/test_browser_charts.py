"""The charts in a browser: a pointer on the map, the network and the timeline; the map by keyboard; files on the page Code."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from khaldun.store import Choice, Store
from web.conftest import App, Tab

pytestmark = pytest.mark.slow

_CHART = "const el = document.querySelector('.chart'), chart = getElement(Number(el.id.slice(1))).chart, box = el.getBoundingClientRect();"
_CLUSTER = (
    "() => {"
    + _CHART
    + """
    const found = chart.getOption().series.flatMap(s => s.data).sort((a, b) => b.value[2] - a.value[2])[0];
    const [x, y] = chart.convertToPixel({geoIndex: 0}, found.value.slice(0, 2));
    return [box.left + x, box.top + y, found.value[2]];
}"""
)
"""The middle of the largest cluster on the screen, and how many events it has."""
_TIE = (
    "() => {"
    + _CHART
    + """
    const data = chart.getModel().getSeriesByIndex(0).getData(), ties = chart.getOption().series[0].links
        .map(l => [l.source, l.target].map(id => data.indexOfName(chart.getOption().series[0].data.find(n => n.id === id).name)))
        .map(pair => pair.map(n => chart.convertToPixel({seriesIndex: 0}, data.getItemLayout(n))))
        .sort((p, q) => Math.hypot(q[0][0] - q[1][0], q[0][1] - q[1][1]) - Math.hypot(p[0][0] - p[1][0], p[0][1] - p[1][1]));
    return ties.slice(0, 8).flatMap(([a, b]) => [2 / 3, 1 / 2, 1 / 3].map(
        s => [box.left + a[0] * s + b[0] * (1 - s), box.top + a[1] * s + b[1] * (1 - s)]));
}"""
)
"""Points on the longest ties; others may lie over some of them."""
_BARS = "() => {" + _CHART + "return [box.left, box.top, box.width, box.height];}"


def asked(tab: Tab) -> dict[str, str]:
    """What stands in the address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(tab.page.url).query).items()}


def clusters(tab: Tab) -> int:
    """How many clusters the map says that it shows."""
    found = re.search(r"in (\d+) cluster", tab.page.inner_text(".named h2"))
    assert found
    return int(found[1])


def test_a_cluster_on_the_map_lists_its_events(tab: Tab, app: App) -> None:
    page = tab.open("/map")
    page.wait_for_timeout(300)
    x, y, events = page.evaluate(_CLUSTER)
    page.mouse.click(x, y)
    page.wait_for_selector("#chosen h2")
    assert page.inner_text("#chosen h2").startswith(f"{events} event")
    assert page.locator("#chosen tbody tr").count() == min(50, events)
    south, west, north, east = map(float, asked(tab)["box"].split(","))
    with Store(app.store) as store:
        assert store.count(Choice(box=(south, west, north, east))) == events
    page.get_by_role("link", name="All of them as a table").click()
    page.wait_for_url("**/events?box=**")
    assert page.inner_text(".tools strong") == str(events)
    page.get_by_text("Filters: places from").click()
    page.get_by_role("button", name="Any place").click()
    page.wait_for_url("**/events")


def test_the_map_is_moved_by_keys_and_its_clusters_part(tab: Tab) -> None:
    page = tab.open("/map?view=30,30,2")
    few = clusters(tab)
    page.locator(".mapped .chart").focus()
    for _ in range(3):
        before = page.url
        page.keyboard.press("+")
        page.wait_for_function("url => location.href !== url", arg=before)
    assert asked(tab)["view"] == "30,30,9.25"
    page.wait_for_function(f"!document.querySelector('.named h2').innerText.includes('in {few} cluster')")
    page.get_by_role("button", name="All events").click()
    page.wait_for_function("!location.search.includes('30%2C30')")
    many = clusters(tab)
    assert many > 1
    tab.open("/map?" + urlsplit(page.url).query)  # what is seen lives in the address
    assert clusters(tab) == many
    page.locator(".named a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#chosen tbody tr")
    page.get_by_role("button", name="Choose none").press("Enter")
    page.wait_for_function("!location.search.includes('box') && !location.search.includes('at=')")


def test_a_tie_of_the_network_shows_its_sentences(tab: Tab) -> None:
    page = tab.open("/network")
    page.wait_for_timeout(300)
    for point in page.evaluate(_TIE):
        page.mouse.click(*point)
        page.wait_for_timeout(300)
        if page.locator("#tie").is_visible():
            break
    page.wait_for_selector("#tie")
    one, other = asked(tab)["tie"].split("|")
    assert one != other
    assert page.get_by_role("region", name="Evidence").locator("tbody tr").count() >= 1
    page.get_by_role("region", name="Evidence").locator("tbody a").first.click()
    page.wait_for_selector(".article mark.role-trigger")


def test_days_are_chosen_on_the_timeline(tab: Tab, app: App) -> None:
    page = tab.open("/timeline")
    page.wait_for_timeout(300)
    left, top, width, height = page.evaluate(_BARS)
    page.mouse.move(left + width * 0.4, top + height * 0.3)
    page.mouse.down()
    page.mouse.move(left + width * 0.5, top + height * 0.3, steps=4)
    page.mouse.move(left + width * 0.8, top + height * 0.3, steps=4)
    page.mouse.up()
    page.wait_for_url("**/timeline?from=**")
    chosen = asked(tab)
    assert "2000-01-01" < chosen["from"] < chosen["to"] < "2020-01-01"
    with Store(app.store) as store:
        everything = len(store)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Events").click()
    page.wait_for_selector(".tools strong")
    assert int(page.inner_text(".tools strong")) < everything


PAGE = """<html><head><title>Talks</title><meta property="article:published_time" content="2014-09-16"></head><body><article>
<h1>Talks</h1><p>Iran has rejected a request by the United States to cooperate against Islamic State on Monday.</p>
<p>France sent food to Iraq, officials said. The convoy reached the city in the evening, and the men who had waited there thanked it.</p>
</article></body></html>"""


def drop(tab: Tab, name: str, text: str) -> None:
    """Drop a file on the page, as from the desktop."""
    data = tab.page.evaluate_handle(
        "([name, text]) => { const data = new DataTransfer(); data.items.add(new File([text], name, {type: 'text/plain'})); return data; }",
        [name, text],
    )
    tab.page.dispatch_event(".q-uploader", "dragover", {"dataTransfer": data})
    tab.page.dispatch_event(".q-uploader__dnd", "drop", {"dataTransfer": data})


def test_a_file_is_dropped_or_chosen_and_coded(tab: Tab, tmp_path: Path) -> None:
    page = tab.open("/code")
    drop(tab, "note.txt", "French troops attacked rebels in Mali on Monday.")
    page.wait_for_selector("mark.role-trigger", timeout=60_000)
    assert "ASSAULT" in page.inner_text(".body")
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    page.set_input_files("input[type=file]", file)
    page.wait_for_function("document.querySelector('.body').innerText.includes('REJECT')", timeout=60_000)
    assert page.get_by_label("Date of publication").input_value() == "2014-09-16"


@pytest.mark.parametrize(("name", "text"), [("large.txt", "x" * 1_000_001), ("store.duckdb", "x")])
def test_what_is_too_large_or_no_text_is_not_taken(tab: Tab, name: str, text: str) -> None:
    page = tab.open("/code")
    drop(tab, name, text)
    page.get_by_text("Not taken: one text or HTML file").first.wait_for()
    assert page.locator("mark").count() == 0
