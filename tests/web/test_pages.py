"""What pages reckon before anything is drawn."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.export.formats import WRITERS
from khaldun.model import Evidence, Meeting, MeetingParty, Mention, Span
from khaldun.store import Choice, Store, View
from khaldun.store.browse import STEPS, Step
from khaldun.store.browse import Span as Period
from khaldun.store.clusters import Cluster
from khaldun.web.app import PAGES
from khaldun.web.desk import Desk, Tools
from khaldun.web.downloads import written
from khaldun.web.pages import map_chart, map_months, meetings, periods, review, timeline
from khaldun.web.state import Filters
from making import RUN, bare, coding, full


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(
            coding(
                *(full(f"e{n}", confidence=0.3 + n / 10) for n in range(6)),
                bare("x", date=dt.date(2014, 1, 1)),
            )
        )

    def none(*_: object) -> None:
        raise UsageError("not in this test")

    made = Desk(path, Tools(none, none))  # type: ignore[arg-type]
    yield made
    made.close()


@given(st.dates(dt.date(1, 1, 1), dt.date(9000, 1, 1)), st.sampled_from(STEPS))
def test_a_period_ends_before_the_next_begins(day: dt.date, step: Step) -> None:
    if step in ("month", "quarter", "year"):
        day = day.replace(
            day=1, month={"month": day.month, "quarter": (day.month - 1) // 3 * 3 + 1, "year": 1}[step]
        )
    last = periods.last_day(day, step)
    following = last + dt.timedelta(days=1)
    assert last >= day
    if step in ("month", "quarter", "year"):
        assert following.day == 1
        assert (following.year - day.year) * 12 + following.month - day.month == {
            "month": 1,
            "quarter": 3,
            "year": 12,
        }[step]
    else:
        assert (following - day).days == {"day": 1, "week": 7}[step]


def test_a_brush_becomes_days_whichever_way_it_is_drawn() -> None:
    spans = [Period(dt.date(2014, month, 1), (1, 0, 0, 0), 1.0) for month in (1, 2, 5)]
    assert timeline.window(spans, [2, 1], "month") == (dt.date(2014, 2, 1), dt.date(2014, 5, 31))
    assert timeline.window(spans, [-4, 99], "month") == (dt.date(2014, 1, 1), dt.date(2014, 5, 31))


def test_a_cluster_shows_the_quad_class_that_most_of_its_events_have() -> None:
    cluster = Cluster(1.0, 2.0, "X", None, 3, (3, 0, 1, 3), 0.0, 0, (1, 2, 3, 4))
    assert map_chart.main_quad(cluster) == 4
    assert map_chart.main_quad(replace(cluster, quads=(3, 0, 0, 1))) == 1
    assert map_chart.told(cluster) == "X and 2 places near it"
    assert cluster.events == 7
    assert map_months.month_end(dt.date(2016, 2, 1)) == dt.date(2016, 2, 29)


def test_charts_take_periods_that_can_be_read() -> None:
    assert [periods.step_for(days) for days in (10, 400, 3_000, 40_000)] == ["day", "week", "month", "year"]
    early = [Period(dt.date(1900 + n, 1, 1), (0, 0, 0, 1), -1.0) for n in range(20)]
    busy = [Period(dt.date(2014, 1, 1), (0, 0, 0, 500), -1.0)]
    assert periods.zoomed(early + busy) > 90
    assert periods.zoomed(busy) == 0


@given(st.sets(st.integers(0, 400), min_size=1), st.sampled_from(STEPS), st.integers(0, 500))
def test_no_period_is_left_out_between_two(indices: set[int], step: Step, most: int) -> None:
    days = [dt.date(1900, 1, 1)]
    for _ in range(max(indices)):
        days.append(periods.following(days[-1], step))
    spans = [Period(days[n], (1, 0, 0, n), -1.0) for n in sorted(indices)]
    found = periods.filled(spans, step, most)
    assert [span for span in found if span.events] == spans
    assert len(found) <= max(most, len(spans))
    if most > 400:
        assert [span.period for span in found] == days[min(indices) :]


def test_rare_early_periods_are_left_out_and_told() -> None:
    early = [Period(dt.date(1914, 9, 1), (0, 0, 0, 1), -1.0)]
    busy = [Period(dt.date(2014, 9, n), (0, 0, 0, 5), -1.0) for n in range(1, 20)]
    assert periods.main_part(early + busy) == busy
    assert periods.main_part(busy) == busy
    assert periods.main_part(early * 5 + busy) == early * 5 + busy
    assert not periods.main_part([])
    said = periods.unshown(early + busy, busy, 3)
    assert said == "1 event before 2014-09-01 is not in the chart; set To to an earlier day to see them. 3 events without a date are not in it."  # fmt: skip


def test_periods_have_names_of_their_own() -> None:
    names = [periods.labelled(Period(dt.date(2014, 7, 1), (1, 0, 0, 0), 0.0), step) for step in STEPS]
    assert names == ["2014-07-01", "2014-07-01", "2014-07", "2014 Q3", "2014"]


def meeting(**changes: object) -> Meeting:
    seen = Evidence("France hosted Iraq in Paris.", 0, 28, (7, 13))
    france = MeetingParty(
        Mention("France", 0, 6, "France", "FRA", None, (), "country:fra"), "host", None, (seen,), ("x",)
    )
    facts: dict[str, object] = {
        "id": "m", "article_id": "a", "kind": "conference", "status": "actual", "name": Span("conference", 0, 1),
        "date": dt.date(2014, 9, 15), "date_end": None, "date_precision": "day", "date_basis": "text", "place": None,
        "place_reason": "none named", "hosts": (france,), "attenders": (), "absentees": (), "subjects": (), "agreed": (), "evidence": (seen,),
    }  # fmt: skip
    return Meeting(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "fits"),
    [(Filters(), True), (Filters(actors=("FRA",)), True), (Filters(actors=("IRQ",)), False), (Filters(words="paris HOSTED"), True),
     (Filters(words="london"), False), (Filters(since=dt.date(2014, 9, 16)), False), (Filters(until=dt.date(2014, 9, 15)), True),
     (Filters(statuses=("future",)), False), (Filters(at=(1.0, 2.0)), False),
     (Filters(box=(1.0, 2.0, 3.0, 4.0)), False)],
)  # fmt: skip
def test_meetings_heed_the_filters_that_they_can(filters: Filters, fits: bool) -> None:
    assert meetings.fits(meeting(), filters) is fits
    if filters.since or filters.until:
        assert not meetings.fits(meeting(date=None), filters)


def test_codes_are_read_as_they_are_typed() -> None:
    assert review.codes(" fra, -,USA ,,") == ("FRA", None, "USA")
    assert review.codes(None) == ()


def test_the_queue_goes_on_where_the_reviewer_stopped(desk: Desk) -> None:
    async def ask() -> list[int]:
        found = [await desk.ask(review.first_open, Choice(), desk, "Ada")]
        events = await desk.ask(lambda view: view.page(Choice(), "confidence", False))
        for event in events[:3]:
            desk.log.decide(event, "Ada", "accept")
        desk.log.decide(events[1], "Ada", "undo")
        found.append(await desk.ask(review.first_open, Choice(), desk, "Ada"))
        desk.log.decide(events[1], "Ada", "reject")
        found.append(await desk.ask(review.first_open, Choice(), desk, "Ada"))
        found.append(await desk.ask(review.first_open, Choice(), desk, "Ben"))
        for n, event in enumerate(events):
            assert await desk.ask(review.position, Choice(), event, -1) == n
        assert await desk.ask(review.position, Choice(types=("AID",)), events[0], -1) == -1
        return found

    assert asyncio.run(ask()) == [0, 1, 3, 0]


def test_slow_figures_are_kept_and_the_oldest_let_go(desk: Desk) -> None:
    asked: list[int] = []

    async def ask(name: int) -> int:
        def question(view: View) -> int:
            asked.append(name)
            return view.count(Choice()) + name

        return await desk.lately(name, question)

    async def every() -> list[int]:
        return [await ask(n) for n in [0, 0, 1, *range(2, 40), 0, 39]]

    assert asyncio.run(every()) == [7, 7, 8, *range(9, 47), 7, 46]
    assert asked == [0, 1, *range(2, 40), 0]


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_is_written_from_what_is_shown(desk: Desk, name: str) -> None:
    choice = Choice(min_confidence=0.55)

    async def ask() -> bytes:
        with await desk.ask(written, name, choice, False) as file:
            return file.read()

    data = asyncio.run(ask())
    assert data
    if name == "csv":
        rows = list(csv.DictReader(io.StringIO(data.decode())))
        assert {row["id"] for row in rows} == {"e3", "e4", "e5"}


def test_actors_have_names(desk: Desk) -> None:
    assert desk.parties["FRA"] == "France (FRA) · 6"
    assert desk.actor("IMG", "Islamic State") == "Armed groups across borders (IMG)"
    assert desk.actor("REB", "rebel").endswith("(REB)")
    assert desk.actor("person:x", "A Person") == "A Person"


def test_every_page_has_its_own_address_and_a_title() -> None:
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES) == 10
