"""Reports into events: one pass, bounded, with reasons."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from joins.conftest import ARMY, DAY, FRANCE, GAO, KIDAL, MALI, TEACHERS, Making
from khaldun.joins import Report, group, load_weights, report_of
from making import events


def told(reports: list[Report]) -> dict[str, str]:
    return {found.report.id: found.first.id for found in group(reports)}


def test_reports_of_one_event_join_and_say_why(make: Making) -> None:
    one, two, three = group([make(0), make(1, actors=(ARMY,)), make(2, place=GAO)])
    assert (one.first, one.like, one.verdict) == (one.report, None, None)
    assert two.first is three.first is one.report
    assert two.like is one.report
    assert two.verdict is not None
    assert two.verdict.levels["actors"] == "kin"


@pytest.mark.parametrize(
    "changes",
    [
        {"date": DAY + dt.timedelta(2)},
        {"date": DAY + dt.timedelta(365)},
        {"place": KIDAL},
        {"actors": (MALI,), "recipients": (FRANCE,)},
        {"status": "future"},
        {"cameo": "070", "event_type": "AID", "quad": 2},
        {"date": None},
    ],
    ids=["other day", "anniversary", "other place", "swapped roles", "planned", "other type", "no date"],
)
def test_other_events_stay_apart(make: Making, changes: dict[str, Any]) -> None:
    assert told([make(0, place=GAO), make(1, **changes)]) == {"e0": "e0", "e1": "e1"}


def test_a_report_that_lacks_a_party_is_compared_with_those_that_do_not(make: Making) -> None:
    lacking = {"actors": ()}
    assert told([make(0), make(1, **lacking)])["e1"] == "e0"
    assert told([make(0, **lacking), make(1)])["e1"] == "e0"


def test_days_do_not_chain(make: Making) -> None:
    reports = [make(n, date=DAY + dt.timedelta(n)) for n in range(8)]
    assert max(list(told(reports).values()).count(id) for id in told(reports).values()) <= 2


def test_a_week_takes_in_its_days(make: Making) -> None:
    week = make(0, date=DAY, date_end=DAY + dt.timedelta(6))
    assert told([week, make(1, date=DAY + dt.timedelta(5))])["e1"] == "e0"


def test_a_crowded_dyad_is_compared_with_the_newest_alone(make: Making) -> None:
    most = load_weights().compared
    crowd = [make(n, place=KIDAL, told=f"France sent {n + 10} men") for n in range(1, most + 2)]
    apart = [report_of_status(report, n) for n, report in enumerate(crowd)]
    assert len(told([make(0, place=GAO), *apart])) == most + 2


def report_of_status(report: Report, n: int) -> Report:
    """The report as an event of its own: each of another leaf and far from all others in type."""
    from dataclasses import replace

    return replace(report, cameo=f"9{n}", event_type=f"T{n}", status="future")


def test_what_is_old_is_forgotten(make: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.joins.grouping._SWEEP", 10)
    from khaldun.joins.grouping import _Grouper

    grouper = _Grouper(load_weights())
    for n in range(400):
        grouper.place(make(n, date=DAY + dt.timedelta(10 * n), recipients=(MALI if n % 2 else TEACHERS,)))
        assert sum(map(len, grouper._buckets.values())) < 60


def key(report: Report) -> tuple[bool, dt.date, int]:
    return (report.first is None, report.first or dt.date.min, report.n)


@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(events, max_size=10), st.data())
def test_every_report_has_one_event(some: list[Any], data: st.DataObject) -> None:
    copies = [data.draw(st.sampled_from(some)) for _ in range(3)] if some else []
    reports = sorted((report_of(event, n) for n, event in enumerate([*some, *copies])), key=key)
    found = list(group(reports))
    assert [item.report.n for item in found] == [report.n for report in reports]
    firsts = {item.first.n for item in found}
    for item in found:
        assert (item.like is None) == (item.first.n == item.report.n)
        assert key(item.first) <= key(item.report)
    assert firsts == {item.report.n for item in found if item.like is None}
    assert found == list(group(reports))
