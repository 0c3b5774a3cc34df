"""Stories of sport and show make no events; politics at a sports ground does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.conftest import Code
from khaldun.events.topics import Topic, load_topics, topic_of
from khaldun.ontology import load_ontology

TOPICS = load_topics()
SPORT = (
    "Spain attacked Iran from the first minute of the match on Wednesday. The striker scored his second goal of the "
    "tournament after half-time. The coach praised the goalkeeper and the defender after the final whistle."
)
POLITICS = (
    "China arrested two dissidents who had called for a boycott of the Olympics. Police detained a protester near the "
    "stadium. The United States government condemned China over human rights ahead of the opening of the Olympics."
)


def test_sport_is_set_aside_with_its_reason(code: Code) -> None:
    coding = code(SPORT)
    assert coding.events == ()
    assert any(aside.reason == "sport story" for aside in coding.set_aside)


def test_the_same_verb_counts_where_it_is_no_sport(code: Code) -> None:
    assert [e.event_type for e in code("Spain attacked Iran on Wednesday.").events] == ["ASSAULT"]


def test_politics_at_the_games_is_kept(code: Code) -> None:
    told = [(event.event_type, event.actors[0].code) for event in code(POLITICS).events]
    assert ("COERCE", "CHN") in told
    assert ("ACCUSE", "USA") in told


@pytest.mark.parametrize("name", sorted(TOPICS))
def test_topics_drop_types_that_there_are(name: str) -> None:
    topic = TOPICS[name]
    assert topic.drops <= set(load_ontology().types)
    assert topic.least > 1 or not topic.drops, "one word alone must not set a story aside"
    assert len(topic.words) > topic.least


def test_least_counts_different_words_and_share_all_of_them() -> None:
    topics = {"chess": Topic(frozenset({"rook", "king", "mate"}), 2, 50.0, frozenset(), frozenset({"war"}))}
    assert topic_of(["rook", "rook"], topics) is None
    assert topic_of(["rook", "King"], topics) == "chess"
    assert topic_of(["rook", "king", "so", "on", "it", "went"], topics) is None
    assert topic_of(["rook", "king", "war", "war"], topics) is None


@given(st.lists(st.sampled_from(["president", "border", "house", "tree"]), max_size=30))
def test_no_topic_without_its_words(words: list[str]) -> None:
    assert topic_of(words, TOPICS) is None


def test_the_empty_text_has_no_topic() -> None:
    assert topic_of([], TOPICS) is None
