"""Standing relations: the forms, and where they are read."""

from __future__ import annotations

import datetime as dt

import pytest

from khaldun.model import Evidence
from khaldun.relations.standing import standing, stated, table

from .conftest import Make, deed, mention

RELATIONS = table().relations


@pytest.mark.parametrize(
    ("kind", "between", "after"), [(r.id, *words) for r in RELATIONS for words in r.examples]
)
def test_every_example_states_its_relation(kind: str, between: str, after: str) -> None:
    found = stated("", between, after)
    assert found is not None
    assert found.id == kind


@pytest.mark.parametrize(
    ("kind", "between", "after"), [(r.id, *words) for r in RELATIONS for words in r.others]
)
def test_what_is_near_a_form_states_nothing(kind: str, between: str, after: str) -> None:
    assert stated("", between, after) is None


def test_ids_are_told_apart_and_every_relation_has_a_sign() -> None:
    assert len({relation.id for relation in RELATIONS}) == len(RELATIONS)
    assert all(relation.score for relation in RELATIONS)


def test_doubt_before_the_first_name_is_no_statement() -> None:
    assert stated("Paris fears that ", " is backing", "") is None


TEXT = "X, which has no diplomatic relations with Y, accused Z."


def sentence(key: str, first: str, second: str, **changes: object) -> object:
    where = TEXT.index("Y")
    actors, recipients = (mention(first, 0),), (mention(second, where),)
    facts = {"actors": actors, "recipients": recipients, "evidence": Evidence(TEXT, 0, len(TEXT), (45, 52))}
    return deed(key, first, "ACCUSE", second, "2014-09-01", **{**facts, **changes})


def test_a_sentence_of_the_store_is_read_with_its_event(made: Make) -> None:
    found = standing(made(sentence("a", "USA", "IRN")), None, None)  # type: ignore[arg-type]
    assert [(one.one, one.other, one.relation, one.event_ids) for one in found] == [
        ("IRN", "USA", "no-relations", ("a",))
    ]
    assert (found[0].date, found[0].text) == (dt.date(2014, 9, 1), TEXT)


def test_mentions_of_several_events_of_a_sentence_are_joined(made: Make) -> None:
    first = sentence("a", "USA", "IRN", recipients=(mention("FRA", 52),))
    second = sentence("b", "FRA", "IRN", actors=(mention("FRA", 52),))
    found = standing(made(first, second), None, None)  # type: ignore[arg-type]
    assert [(one.one, one.other, one.event_ids) for one in found] == [("IRN", "USA", ("a", "b"))]


def test_what_is_told_as_unreal_and_other_days_are_left_out(made: Make) -> None:
    store = made(sentence("a", "USA", "IRN", status="hypothetical"))  # type: ignore[arg-type]
    assert standing(store, None, None) == []
    store = made(sentence("a", "USA", "IRN"))  # type: ignore[arg-type]
    assert standing(store, dt.date(2014, 9, 2), None) == []
