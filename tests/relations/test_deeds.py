"""Deeds: one a type and day, in both directions between equals, by status; and the way back to sentences."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from khaldun.errors import UsageError
from khaldun.model import Evidence
from khaldun.relations.deeds import Choice, days_of, deeds_sql, evidence, names, parties
from khaldun.store import Store

from .conftest import IS, Make, deed


def found(store: Store, columns: str, choice: Choice | None = None, **options: Any) -> list[tuple[Any, ...]]:
    query, given = deeds_sql(choice or Choice(), **options)
    return store.sql(query + f"SELECT {columns} FROM deeds ORDER BY ALL", given).fetchall()


def test_what_is_told_twice_of_a_day_is_one_deed_with_two_reports(made: Make) -> None:
    again = (Evidence("Again.", 70, 76, (70, 71), 1),)
    store = made(
        deed("a", "USA", "ASSAULT", IS, "2014-09-01", score=-9.5),
        deed("b", "USA", "ASSAULT", IS, "2014-09-01", score=-8.5, further_evidence=again),
        deed("c", "USA", "ASSAULT", IS, "2014-09-02"),
    )
    assert found(store, "date, score, reports, list_sort(ids)") == [
        (dt.date(2014, 9, 1), -9.0, 3, ["a", "b"]),
        (dt.date(2014, 9, 2), -9.0, 1, ["c"]),
    ]


def test_every_actor_meets_every_recipient_and_nobody_himself(made: Make) -> None:
    store = made(deed("a", "USA+GBR", "AID", "IRQ+GBR", "2014-09-01"))
    assert found(store, "actor, recipient") == [("GBR", "IRQ"), ("USA", "GBR"), ("USA", "IRQ")]


def test_equals_meet_both_ways_and_once_where_order_does_not_count(made: Make) -> None:
    store = made(
        deed("a", "USA+IRN+GBR", "CONSULT", "=", "2014-09-01"),
        deed("b", "IRN", "REJECT", "USA", "2014-09-01"),
    )
    assert len(found(store, "actor, recipient")) == 7
    assert found(store, "actor, recipient, event_type, forward", ordered=False) == [
        ("GBR", "IRN", "CONSULT", None),
        ("GBR", "USA", "CONSULT", None),
        ("IRN", "USA", "CONSULT", None),
        ("IRN", "USA", "REJECT", True),
    ]


def test_status_days_and_confidence_choose(made: Make) -> None:
    store = made(
        deed("a", "USA", "AID", "IRQ", "2014-09-01", status="future"),
        deed("b", "USA", "AID", "IRQ", "2014-09-02", confidence=0.2),
        deed("c", "USA", "AID", "IRQ", "2014-09-03"),
        deed("d", "USA", "AID", "IRQ", "2014-09-04", date=None),
    )
    assert found(store, "ids[1], counted") == [("a", False), ("b", True), ("c", True)]
    assert found(store, "ids[1]", Choice(min_confidence=0.4)) == [("a",), ("c",)]
    assert found(store, "ids[1]", Choice(since=dt.date(2014, 9, 2), until=dt.date(2014, 9, 2))) == [("b",)]


def test_one_party_or_two_can_be_asked_for(made: Make) -> None:
    store = made(
        deed("a", "USA", "AID", "IRQ", "2014-09-01"),
        deed("b", "IRQ", "AID", "USA", "2014-09-01"),
        deed("c", "IRN", "AID", "IRQ", "2014-09-01"),
        deed("d", "IRN+GBR", "CONSULT", "=", "2014-09-01"),
    )
    assert found(store, "ids[1]", one="USA", other="IRQ") == [("a",), ("b",)]
    assert found(store, "ids[1]", one="IRN") == [("c",), ("d",), ("d",)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"statuses": ("real",)}, "status real: valid are actual"),
        ({"statuses": ()}, "status \\(none\\)"),
        ({"since": dt.date(2014, 2, 1), "until": dt.date(2014, 1, 1)}, "swap them"),
    ],
)
def test_a_choice_that_cannot_be_is_told(options: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Choice(**options)


def test_events_lead_back_to_their_sentences(made: Make) -> None:
    store = made(deed("a", "USA", "AID", "IRQ", "2014-09-01"), deed("b", IS, "ASSAULT", "IRQ", "2014-09-03"))
    table = evidence(store, ["b", "a", "a"])
    assert table["text"].tolist() == ["USA AID IRQ.", f"{IS} ASSAULT IRQ."]
    assert days_of(store) == (dt.date(2014, 9, 1), dt.date(2014, 9, 3))
    assert parties(store) == ["IRQ", "USA", IS]
    assert names(store) == {IS: "Islamic-State"}


def test_an_empty_store_has_no_days(made: Make) -> None:
    assert days_of(made()) is None
