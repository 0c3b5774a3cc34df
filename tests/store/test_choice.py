"""Choices: what SQL picks is what a plain reading of the rules picks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.model import Event, Mention
from khaldun.store import Choice, Store
from making import RUN, bare, coding, full

IRAN = Mention("Iran", 0, 4, "Iran", "IRN", "GOV", ("GOV",), "country:irn")
REBELS = Mention("rebels", 5, 9, "rebel", None, "REB", ("REB",), "agent:rebel")
EVENTS = (
    full("a1", actors=(IRAN,), recipients=(REBELS,), confidence=0.9),
    full("a2", actors=(REBELS, IRAN), recipients=(), reciprocal=True, status="future"),
    full(
        "a3",
        date=dt.date(2014, 9, 1),
        date_end=dt.date(2014, 9, 30),
        date_precision="month",
        event_type="ASSAULT",
    ),
    bare("a4", actors=(IRAN,), status="negated"),
    bare("a5", date=dt.date(2015, 1, 1)),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("store") / "run.duckdb"
    with Store.create(path, RUN) as writer:
        writer.add(coding(*EVENTS))
    with Store(path) as opened:
        yield opened


def fits(event: Event, choice: Choice) -> bool:
    """The rules, read plainly."""
    days = [day for day in (event.date, event.date_end or event.date) if day is not None]
    actors, recipients = event.actors, event.recipients
    if event.reciprocal:
        actors = recipients = (*actors, *recipients)

    def named(wanted: tuple[str, ...], side: tuple[Mention, ...]) -> bool:
        return not wanted or any(set(wanted) & {m.code, m.sector, m.id} for m in side)

    return (
        (choice.begin is None or (bool(days) and max(days) >= choice.begin))
        and (choice.end is None or (bool(days) and min(days) <= choice.end))
        and (not choice.types or event.event_type in choice.types)
        and (not choice.statuses or event.status in choice.statuses)
        and event.confidence >= choice.min_confidence
        and (
            not choice.place_countries
            or (event.place is not None and event.place.country in choice.place_countries)
        )
        and named(choice.actors, actors)
        and named(choice.recipients, recipients)
        and named(choice.parties, (*event.actors, *event.recipients))
        and (not choice.quads or event.quad in choice.quads)
        and (not choice.ids or event.id in choice.ids)
        and all(word.casefold() in event.evidence.text.casefold() for word in choice.words.split())
    )


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2).map(tuple)


DAYS = st.none() | st.sampled_from(
    [
        dt.date(2014, 9, 1),
        dt.date(2014, 9, 15),
        dt.date(2014, 9, 16),
        dt.date(2014, 9, 17),
        dt.date(2015, 1, 1),
    ]
)
CODES = some("IRN", "REB", "country:irn", "FRA", "'; DROP TABLE events; --")
CHOICES = st.builds(
    Choice, DAYS, DAYS, some("REJECT", "ASSAULT", "PROTEST"), CODES, CODES, some("actual", "future", "negated"),
    st.sampled_from([0.0, 0.6, 0.9]), some("FRA", "IRQ"), quads=st.lists(st.sampled_from([1, 3, 4]), max_size=2).map(tuple),
    parties=CODES, ids=some("a1", "a4", "a5"), words=st.sampled_from(["", "MALI", "mali france", "%", "nowhere"]),
)  # fmt: skip


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CHOICES)
def test_a_choice_is_what_its_rules_say(store: Store, choice: Choice) -> None:
    expected = [event for event in EVENTS if fits(event, choice)]
    assert list(store.chosen(choice)) == expected
    counts = store.statuses(choice)
    kept = {status: n for status, n in counts.items() if not choice.statuses or status in choice.statuses}
    assert kept == Counter(event.status for event in expected)
    assert list(counts.values()) == sorted(counts.values(), reverse=True)


def test_no_choice_is_all(store: Store) -> None:
    assert list(store.chosen(Choice())) == list(store) == list(EVENTS)
    assert store.statuses(Choice()) == {"actual": 3, "future": 1, "negated": 1}
