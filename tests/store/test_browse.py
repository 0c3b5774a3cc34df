"""Browsing: pages and counts agree with the events themselves."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from khaldun.errors import UsageError
from khaldun.model import Event, Place
from khaldun.store import Choice, Store
from khaldun.store.browse import ORDERS
from making import RUN, bare, coding, full


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("store") / "run.duckdb"
    kyiv = Place("Kyiv", 0, 4, "Kyiv", "UKR", 50.45, 30.52, 1, "city")
    with Store.create(path, RUN) as writer:
        writer.add(coding(*(full(f"a{n}", confidence=n / 20, score=-float(n % 4)) for n in range(12))))
        writer.add(coding(*(bare(f"b{n}", date=dt.date(2014, 1 + n, 3), quad=1 + n, place=kyiv, article_id="two") for n in range(4)), article_id="two"))  # fmt: skip
    with Store(path) as opened:
        yield opened


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("descending", [True, False])
def test_pages_hold_every_event_once_in_order(store: Store, order: str, descending: bool) -> None:
    pages = [store.page(Choice(), order, descending, start, 5) for start in range(0, 20, 5)]  # type: ignore[arg-type]
    found = [event for page in pages for event in page]
    assert Counter(event.id for event in found) == Counter(event.id for event in store)
    if order in ("confidence", "score", "quad"):
        values = [getattr(event, order) for event in found]
        assert values == sorted(values, reverse=descending)


def test_an_order_or_a_step_that_is_none_is_told(store: Store) -> None:
    with pytest.raises(UsageError, match="valid are coded"):
        store.page(Choice(), "n; DROP TABLE events")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="valid are day"):
        store.over_time(Choice(), "hour")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="valid are event_type"):
        store.tally(Choice(), "text")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "choice", [Choice(), Choice(quads=(3,)), Choice(min_confidence=0.3), Choice(words="mali")]
)
def test_counts_agree_with_the_events(store: Store, choice: Choice) -> None:
    events: list[Event] = list(store.chosen(choice))
    assert store.count(choice) == len(events)
    assert dict(store.tally(choice, "event_type")) == Counter(event.event_type for event in events)
    assert sum(span.events for span in store.over_time(choice)) == sum(
        event.date is not None for event in events
    )
    assert sum(spot.events for spot in store.spots(choice)) == sum(event.place is not None and event.place.lat is not None for event in events)  # fmt: skip


def test_words_stand_together_in_a_sentence_or_a_title(store: Store) -> None:
    everything = len(store)
    assert store.count(Choice(words="REFUSED  troops")) == everything
    assert store.count(Choice(words="troops")) == everything
    assert store.count(Choice(words="troops nowhere")) == 0
    assert store.count(Choice(words="%")) == store.count(Choice(words="_")) == 0
    assert store.count(Choice(words="=cmd()")) == 4
    assert len(store.page(Choice(words="refused", quads=(2,)))) == 1


def test_many_searches_leave_the_answers_right(store: Store) -> None:
    for n in range(20):
        assert store.count(Choice(words=f"mali{n}")) == 0
    assert store.count(Choice(words="mali")) == len(store)


def test_parties_in_either_role_places_and_sources(store: Store) -> None:
    assert store.count(Choice(parties=("FRA",))) == 12
    assert store.count(Choice(at=(50.45, 30.52))) == 4
    assert {key for key, _, _ in store.tally_parties(Choice(parties=("FRA",)))} >= {"FRA"}
    ids = tuple(event.id for event in store.page(Choice(), length=3))
    assert {event.id for event in store.chosen(Choice(ids=ids))} == set(ids)


def test_sizes_reasons_and_articles(store: Store) -> None:
    assert store.sizes()["articles"] == 2
    assert store.reasons() == [("sport", 2)]
    assert [aside.reason for aside in store.asides("sport")] == ["sport", "sport"]
    assert [event.id for event in store.of_article("two")] == ["b0", "b1", "b2", "b3"]
    assert store.of_article("none") == []
    assert store.days() == (dt.date(2014, 1, 3), dt.date(2014, 9, 15))


def test_a_view_for_another_thread_sees_the_same(store: Store) -> None:
    apart = store.apart()
    assert len(apart) == len(store)
    apart.close()
    assert len(store) == 16
