"""The report: whole, alone, safe, and readable by all, over the example dispatches and over an article that means harm."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.model import Evidence, Mention, Source
from khaldun.store import Choice, Store
from khaldun.store.browse import STEPS, Spot, Step
from khaldun.web.report import report, write_report
from khaldun.web.report.labels import Labels
from khaldun.web.report.places import window_of
from khaldun.web.report.reach import following, periods, reach_of, start
from khaldun.web.report.tables import grid
from making import RUN, bare, coding, full

from .test_style import contrast

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"
VOID = {"meta", "br", "hr", "img", "input", "link"}
SECTIONS = (
    "holds",
    "time",
    "types",
    "map",
    "network",
    "dyads",
    "tense",
    "meetings",
    "events",
    "sources",
    "made",
)


class Seen(HTMLParser):
    """What stands in a page: elements with their attributes, headings, text; every element is closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page(example_store: Path) -> str:
    with Store(example_store) as store:
        return report(store, "Autumn 2014")


@pytest.fixture(scope="module")
def seen(page: str) -> Seen:
    return Seen(page)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of an article that brings markup wherever an article can bring anything."""
    path = tmp_path / "evil.duckdb"
    evil = Mention(EVIL, 0, 6, EVIL, "FRA", "GOV", ("GOV",), f"group:{EVIL}")
    event = full(
        "e1", article_id=EVIL, actors=(evil,), event_type="ASSAULT", modes=(EVIL,), quad=4, score=-9.0,
        evidence=Evidence(EVIL, 0, len(EVIL), (0, 3)), source=Source("javascript:alert(3)", EVIL, EVIL, dt.date(2014, 9, 16)),
    )  # fmt: skip
    with Store.create(path, RUN) as writer:
        writer.add(coding(event, article_id=EVIL, text=EVIL))
        writer.problem(EVIL, EVIL)
    with Store(path) as opened:
        yield opened


def test_it_has_every_section_with_something_in_it(seen: Seen, example_store: Path) -> None:
    with Store(example_store) as held:
        events = held.run().events
    assert [section["id"] for section in seen.all("section")] == list(SECTIONS)
    text = " ".join(" ".join(seen.text).split())
    for words in (
        f"{events} events", "27", "no known actor", "ASSAULT", "Mosul, IRQ", "Islamic State", "Iran ↔ United States",
        "Iran and the United States both fight Islamic State and both aid Iraq, yet refuse to work together.",
        "Iran (not invited)", "spurned an American invitation", "Harbour Wire", "plover-2024", "option date",
    ):  # fmt: skip
        assert words in text, words


def test_it_needs_nothing_else(page: str, seen: Seen) -> None:
    assert not {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"} & {
        name for name, _ in seen.elements
    }
    assert "url(" not in page
    assert "@import" not in page
    for name, attributes in seen.elements:
        assert not any(
            key.startswith("on") or key in ("src", "srcset", "xlink:href") for key in attributes
        ), name
    assert all(link["href"] and link["href"].startswith(("#", "http")) for link in seen.all("a"))
    policy = next(meta["content"] for meta in seen.all("meta") if meta.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_it_is_small(page: str) -> None:
    assert len(page.encode()) < 2_000_000


def test_it_can_be_read_by_all(page: str, seen: Seen) -> None:
    assert seen.all("html") == [{"lang": "en"}]
    assert len(seen.all("h1")) == 1
    levels = [int(name[1]) for name, _ in seen.elements if re.fullmatch(r"h[1-6]", name)]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert all(svg["role"] == "img" and svg["aria-label"] for svg in seen.all("svg"))
    assert len(seen.all("svg")) >= 3
    assert len(seen.all("table")) == len(seen.all("caption")) == len(seen.all("thead"))
    assert all(head["scope"] == "col" for head in seen.all("th"))
    ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {link["href"] for link in seen.all("a")} >= {f"#{key}" for key in SECTIONS}
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


@pytest.mark.parametrize("place", [0, 1])
def test_colours_can_be_read_in_light_and_dark(place: int) -> None:
    css = (files("khaldun.web") / "static" / "report.css").read_text(encoding="utf-8")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css.split(":root {")[1 + place].split("}")[0]))
    for ground in ("ground", "raised"):
        for text in ("ink", "soft", "link"):
            assert contrast(found[text], found[ground]) >= 4.5, (text, ground)
        for mark in ("good", "bad", "mixed"):
            assert contrast(found[mark], found[ground]) >= 3, (mark, ground)


def test_no_text_is_markup(store: Store) -> None:
    page = report(store, EVIL)
    found = Seen(page)
    assert not {"script", "img"} & {name for name, _ in found.elements}
    assert "".join(found.text).count("<script>") > 8
    assert not any((link["href"] or "").startswith("javascript") for link in found.all("a"))
    assert all(not key.startswith("on") for _, attributes in found.elements for key in attributes)


def test_an_empty_store_has_a_report(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    with Store.create(path, RUN):
        pass
    with Store(path) as opened:
        found = Seen(report(opened, "Nothing"))
    assert [section["id"] for section in found.all("section")] == list(SECTIONS)


def test_events_without_day_place_or_party_have_a_report(tmp_path: Path) -> None:
    path = tmp_path / "bare.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(
            coding(
                bare("a"), bare("b", event_type="UNHEARD-OF", date=dt.date(2014, 9, 1), date_precision="day")
            )
        )
    with Store(path) as opened:
        text = "".join(Seen(report(opened, "Bare")).text)
    assert "None of 2 events has a place on the map." in text
    assert "UNHEARD-OF" in text


def test_the_same_store_gives_the_same_bytes_and_a_failure_leaves_what_was_there(
    example_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.html"
    with Store(example_store) as opened:
        assert write_report(opened, out) == out.stat().st_size
        first = out.read_bytes()
        write_report(opened, out)
        assert out.read_bytes() == first
        monkeypatch.setattr("khaldun.web.report.report", lambda view, title: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            write_report(opened, out)
    assert out.read_bytes() == first
    assert [item.name for item in tmp_path.iterdir()] == ["report.html"]


def test_days_shown_leave_out_the_few_far_away(example_store: Path) -> None:
    with Store(example_store) as opened:
        reach = reach_of(opened)
        assert reach is not None
        assert (reach.first.year, reach.last.year) == (2014, 2014)
        counted = sum(span.events for span in reach.spans) + reach.outside
        dated = [event for event in opened.chosen(Choice(statuses=("actual",))) if event.date]
        assert counted == len(dated)
    starts = periods(reach)
    assert starts == sorted(set(starts))
    assert {start(span.period, reach.step) for span in reach.spans} <= set(starts)


@given(st.dates(dt.date(1, 1, 8), dt.date(9000, 1, 1)), st.sampled_from(STEPS))
def test_periods_follow_without_gap(day: dt.date, step: Step) -> None:
    first = start(day, step)
    after = following(first, step)
    assert first <= day < after
    assert start(after - dt.timedelta(days=1), step) == first


@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 50)), min_size=1, max_size=20)
)
def test_the_whole_map_holds_every_place(spots: list[tuple[float, float, int]]) -> None:
    made = [Spot(lat, lon, None, None, (n, 0, 0, 0), 1.0) for lat, lon, n in spots]
    window = window_of(made, 0.0)
    assert all(window.holds(max(-85.0, min(85.0, spot.lat)), spot.lon) for spot in made)
    near = window_of(made, 0.15)
    assert window.west <= near.west < near.east <= window.east or near.east - near.west <= 25.1
    assert window.high > 0


@given(
    st.lists(
        st.tuples(st.floats(0, 900), st.floats(0, 500), st.text("abc", min_size=1, max_size=12)), max_size=12
    )
)
def test_names_never_lie_on_each_other(marks: list[tuple[float, float, str]]) -> None:
    labels = Labels(960)
    put = [labels.put(name, x, y, 5) for x, y, name in marks]
    boxes = labels._taken
    assert len(boxes) == sum(map(len, put))
    for n, (west, north, east, south) in enumerate(boxes):
        for left, top, right, bottom in boxes[:n]:
            assert east <= left or right <= west or south <= top or bottom <= north


def test_cells_say_what_they_hold() -> None:
    made = grid(["a", "b", "c", "d"], [[1234, 0.5, None, dt.date(2014, 9, 1)]], "Told")
    assert (
        '<td class="num">1,234</td><td class="num">0.5</td><td>–</td><td class="date">2014-09-01</td>' in made
    )
    assert '<th scope="col" class="num">a</th>' in made
