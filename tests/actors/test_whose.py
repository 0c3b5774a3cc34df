"""Whose somebody is whom no word gives a country, by what the article tells of countries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.actors.conftest import Reading

from khaldun.actors.whose import NOBODY, SIGNS, Asked, Kind, Named, Whose, kind_of, load_weights

Read = Callable[..., Reading]
TAIPEI = (
    "Taiwan's parliament met in Taipei on Monday. Thousands filled the streets of Taipei and of Kaohsiung. "
    "Taiwanese ministers had promised calm. Nobody in Taiwan expected it. "
)


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        (TAIPEI + "The prime minister asked the students to go home.", "minister", "TWN"),
        (TAIPEI + "Then the police cleared the square.", "police", "TWN"),
    ],
)
def test_people_of_an_article_are_of_the_country_it_tells_of(
    read: Read, text: str, word: str, code: str
) -> None:
    assert read(text).who(word)[0] == code


def test_a_short_text_tells_too_little(read: Read) -> None:
    mention = read("Taiwan's parliament met. Then soldiers came.").at("soldiers")
    assert mention is not None
    assert mention.code is None


def test_a_class_of_states_is_of_none(read: Read) -> None:
    mention = read(TAIPEI + "Several countries protested.").at("countries")
    assert mention is None or mention.code is None


def test_the_table_has_a_weight_for_every_sign() -> None:
    weights = load_weights()
    for kind in ("state", "arms", "people"):
        assert set(weights.signs[kind]) == set(SIGNS)
        assert set(weights.nobody[kind]) == set(NOBODY)
        assert 0 < weights.least[kind] <= 1


@pytest.mark.parametrize(
    ("sector", "kind"), [("GOV", "state"), ("REB", "arms"), ("CVL", "people"), (None, "people")]
)
def test_the_kind_follows_from_the_sector(sector: str | None, kind: Kind) -> None:
    assert kind_of(sector) == kind


NAMED = st.builds(
    Named,
    token=st.integers(0, 60),
    sentence=st.integers(0, 5),
    code=st.sampled_from(["FRA", "TCD", "SDN"]),
    is_land=st.booleans(),
    is_place=st.booleans(),
    acts=st.booleans(),
    kind=st.sampled_from(["state", "arms", "people", None]),
)
ASKED = st.builds(
    Asked,
    token=st.integers(0, 60),
    sentence=st.integers(0, 5),
    kind=st.sampled_from(["state", "arms", "people"]),
    indefinite=st.booleans(),
    plural=st.booleans(),
)


@given(st.lists(NAMED, max_size=8), ASKED)
def test_chances_are_probabilities_and_only_named_countries_have_any(
    named: list[Named], asked: Asked
) -> None:
    whose = Whose(named, None, None)
    chances = whose.chances(asked, load_weights())
    assert set(chances) == {n.code for n in named}
    assert all(0 <= p <= 1 for p in chances.values())
    assert sum(chances.values()) <= 1 + 1e-9
    answer = whose.country(asked)
    assert answer is None or chances[answer] == max(chances.values())
