"""FollowTheMoney: schemata and properties are those of its model, and every entity is there before it is named."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from export.exporting import CROWD, IRAN, IRAQ, NOBODY, REBELS, UN, exported, meeting
from khaldun.export.followthemoney import schema_of
from khaldun.model import Event, Mention
from khaldun.yaml_data import read_yaml
from making import bare, events, full

MODEL: dict[str, Any] = read_yaml(Path(__file__).with_name("followthemoney.yaml"))


def entities(*some: Event) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("followthemoney", *some)[0].splitlines()]


def check(found: list[dict[str, Any]]) -> None:
    """Hold entities against the facts of the model."""
    seen: dict[str, str] = {}
    for entity in found:
        assert list(entity) == ["id", "schema", "properties"]
        assert entity["id"] not in seen
        facts = MODEL[entity["schema"]]
        assert set(facts["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            assert values
            assert all(isinstance(value, str) for value in values)
            for value in values if facts["properties"][name] not in MODEL["types"] else ():
                assert seen[value] in MODEL["is_a"][facts["properties"][name]]
        seen[entity["id"]] = entity["schema"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(events.map(lambda event: replace(event, event_type="PROTEST")), max_size=3))
def test_any_events_fit_the_model(some: list[Event]) -> None:
    check(entities(*some))


def test_an_event() -> None:
    found = entities(full(actors=(IRAN,), recipients=(IRAQ, REBELS)))
    check(found)
    article, iran, iraq, rebels, event, link, other = found
    assert article["properties"]["publishedAt"] == ["2014-09-16"]
    assert iran["properties"] == {
        "name": ["Government of Iran"],
        "country": ["ir"],
        "classification": ["GOV"],
    }
    facts = event["properties"]
    assert facts["name"] == ["REJECT assist: Government of Iran; Iraq, rebel"]
    assert facts["involved"] == [iran["id"], iraq["id"], rebels["id"]]
    assert (facts["startDate"], facts["endDate"]) == (["2014-09-15"], ["2014-09-16"])
    assert facts["country"] == ["fr"]
    assert facts["proof"] == [article["id"]]
    assert facts["keywords"] == ["REJECT", "assist", "military", "diplomatic", "actual"]
    assert (link["properties"]["subject"], link["properties"]["object"]) == ([iran["id"]], [iraq["id"]])
    assert other["properties"]["object"] == [rebels["id"]]


def test_an_entity_is_written_once() -> None:
    found = entities(full("a1"), full("a2"), meeting(IRAN, IRAQ))
    check(found)
    assert [entity["schema"] for entity in found].count("Article") == 1
    assert len([entity for entity in found if entity["schema"] == "Event"]) == 3


@pytest.mark.parametrize(
    ("first", "last", "precision", "expected"),
    [
        ("2014-09-15", None, "day", {"date": ["2014-09-15"]}),
        ("2014-09-01", "2014-09-30", "month", {"date": ["2014-09"]}),
        ("2014-09-01", "2014-10-31", "month", {"startDate": ["2014-09-01"], "endDate": ["2014-10-31"]}),
        ("2014-01-01", "2014-12-31", "year", {"date": ["2014"]}),
        ("2014-09-15", "2014-09-21", "week", {"startDate": ["2014-09-15"], "endDate": ["2014-09-21"]}),
        ("2014-09-15", None, "fuzzy", {"startDate": ["2014-09-15"]}),
    ],
)
def test_dates(first: str, last: str | None, precision: Any, expected: dict[str, list[str]]) -> None:
    days = dt.date.fromisoformat(first), dt.date.fromisoformat(last) if last else None
    event = next(
        entity
        for entity in entities(full(date=days[0], date_end=days[1], date_precision=precision))
        if entity["schema"] == "Event"
    )
    assert {k: v for k, v in event["properties"].items() if k in ("date", "startDate", "endDate")} == expected


@pytest.mark.parametrize(
    ("mention", "schema"),
    [
        (IRAN, "PublicBody"), (IRAQ, "PublicBody"), (UN, "Organization"), (REBELS, "LegalEntity"), (CROWD, "LegalEntity"),
        (NOBODY, "LegalEntity"), (Mention("", 0, 0, id="person:x"), "Person"),
        (Mention("", 0, 0, id="organisation:nato/leader"), "LegalEntity"),
        (Mention("", 0, 0, id="country:sau/foreign-minister"), "LegalEntity"),
    ],
)  # fmt: skip
def test_schemata(mention: Mention, schema: str) -> None:
    assert schema_of(mention) == schema


def test_an_actor_without_a_name_is_no_entity() -> None:
    assert [entity["schema"] for entity in entities(bare(actors=(NOBODY,)))] == ["Article", "Event"]
