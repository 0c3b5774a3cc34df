"""The values: frozen, slotted, equal by what they say and not by where the parser put it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import json

import pytest
from hypothesis import given

from khaldun import errors, model
from khaldun.errors import ActorFileError, InputError, KhaldunError, KnowledgeError
from khaldun.model import Event, Mention, record
from making import events, full

CLASSES = [
    c for _, c in inspect.getmembers(model, dataclasses.is_dataclass) if c.__module__ == model.__name__
]


@pytest.mark.parametrize("kind", CLASSES)
def test_values_are_frozen_and_slotted(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert "__slots__" in kind.__dict__


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        full().status = "negated"  # type: ignore[misc]


def test_token_indices_are_no_part_of_a_mention() -> None:
    here, there = (
        Mention("Iran", 0, 4, code="IRN", head=3),
        Mention("Iran", 0, 4, code="IRN", head=5, kind="named"),
    )
    assert here == there
    assert "head" not in record(here)
    assert "kind" not in record(here)


@pytest.mark.parametrize(
    ("mention", "known"),
    [
        (Mention("Iran", 0, 4, code="IRN"), True),
        (Mention("protesters", 0, 10, sector="CVL"), True),
        (Mention("the West", 0, 8, reason="a vague whole"), False),
    ],
)
def test_known_actors_have_a_code_or_a_sector(mention: Mention, known: bool) -> None:
    assert mention.known is known


def test_identity_is_id_code_and_sector() -> None:
    one, again = (
        Mention("Iran", 0, 4, code="IRN", id="c"),
        Mention("Tehran", 9, 15, name="x", code="IRN", id="c"),
    )
    assert one.identity == again.identity
    assert one.identity != Mention("Iran", 0, 4, code="IRN", sector="MIL", id="c").identity


@given(events)
def test_a_record_is_json_with_every_field(event: Event) -> None:
    told = record(event)
    assert json.loads(json.dumps(told)) == told
    assert list(told) == [field.name for field in dataclasses.fields(Event) if field.compare]


def test_a_record_tells_dates_as_text_and_tuples_as_lists() -> None:
    assert record((dt.date(2014, 9, 6), ("a", None))) == ["2014-09-06", ["a", None]]


def test_every_error_is_one_of_ours_and_stands_in_the_tree() -> None:
    ours = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, BaseException)]
    assert len(ours) > 4
    for kind in ours:
        assert issubclass(kind, KhaldunError)
        assert kind.__name__ in (errors.__doc__ or "")
    assert issubclass(ActorFileError, KnowledgeError)


def test_an_input_error_names_its_input() -> None:
    error = InputError("page.html", "holds no article")
    assert (error.name, str(error)) == ("page.html", "page.html: holds no article")
