"""The relation between two marked stretches: always an answer, in the right direction."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.coder import Coder
from khaldun.model import Relation, Status

WORDS = [
    "villagers",
    "the",
    "crossed",
    "seven",
    "quietly",
    "rivers",
    ",",
    "bombed",
    "Ruritania",
    "of",
    "and",
    "'s",
    "met",
    ".",
    "to",
    '"',
    "refused",
    "not",
    "it",
]


@pytest.fixture(scope="module")
def frames() -> Coder:
    """A coder that relates by its frames alone."""
    return Coder(reader=False)


def related(coder: Coder, marked: str) -> Relation:
    """Read "[source]" and "{target}" out of a marked sentence and ask for their relation."""
    text, spans = "", {}
    last = 0
    for found in re.finditer(r"\[(.*?)\]|\{(.*?)\}", marked):
        text += marked[last : found.start()]
        words = found[1] if found[1] is not None else found[2]
        spans["source" if found[1] is not None else "target"] = (len(text), len(text) + len(words))
        text += words
        last = found.end()
    return coder.relate(text + marked[last:], spans["source"], spans["target"])


@pytest.mark.parametrize(
    ("marked", "kind", "leaf"),
    [
        ("[France] bombed {Mali}.", "ASSAULT", "195"),
        ("{Mali} was bombed by [France].", "ASSAULT", "195"),
        ("[Ruritania] bombed {the Elbonians}.", "ASSAULT", "195"),
        ("[Iran] refused to hold talks with {Iraq}.", "REJECT", "125"),
        ("[Ukraine] demanded that {Russia} withdraw its troops.", "REQUEST", "1056"),
        ("[Hungary] will not send weapons to {Ukraine}.", "REJECT", "1222"),
        ("[Turkey] will help {Syria}.", "AGREE", "033"),
        ("[Iran] and {Iraq} held talks in Geneva.", "CONSULT", "046"),
        ("Troops from [Ruritania] attacked {Elbonian} villages.", "ASSAULT", "190"),
        ("[Kenya] accused {Somalia} of shelling a border town.", "ACCUSE", "1123"),
    ],
)
def test_relation(frames: Coder, marked: str, kind: str, leaf: str) -> None:
    relation = related(frames, marked)
    assert (relation.event_type, relation.cameo) == (kind, leaf)
    assert relation.confidence > 0.5


def test_of_two_deeds_the_one_that_links_the_two_is_told(frames: Coder) -> None:
    text = "France praised Chad, and [Sudan] attacked {Niger}."
    assert related(frames, text).event_type == "ASSAULT"
    assert related(frames, "[France] praised {Chad}, and Sudan attacked Niger.").event_type == "SUPPORT"


def test_the_wrong_direction_is_less_sure(frames: Coder) -> None:
    right, wrong = related(frames, "[France] bombed {Mali}."), related(frames, "{France} bombed [Mali].")
    assert right.confidence > wrong.confidence


def test_status_is_told(frames: Coder) -> None:
    assert related(frames, "[Israel] did not attack {Iran}.").status == "negated"


def test_where_nothing_is_known_the_answer_says_so(frames: Coder) -> None:
    relation = related(frames, "[The moon] and {the sea}.")
    assert relation.rule.startswith("none: ")
    assert relation.confidence < 0.2


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=10), st.data())
def test_always_an_answer(frames: Coder, words: list[str], data: st.DataObject) -> None:
    a = data.draw(st.integers(0, len(words) - 2))
    b = data.draw(st.integers(a + 1, len(words) - 1))
    starts = [len(" ".join(words[:n])) + (n > 0) for n in range(len(words))]
    first, second = ((starts[n], starts[n] + len(words[n])) for n in (a, b))
    for source, target in ((first, second), (second, first)):
        relation = frames.relate(" ".join(words), source, target)
        types = frames.knowledge.ontology.types
        assert relation.event_type in types
        assert set(relation.modes) <= set(types[relation.event_type].modes)
        assert relation.status in get_args(Status)
        assert relation.quad == types[relation.event_type].quad
        assert 0 < relation.confidence <= 1


def test_the_reader_is_joined_unless_it_is_left_out(coder: Coder, frames: Coder) -> None:
    linked = "[Kenya] expelled {the Eritrean ambassador}."
    assert related(coder, linked).rule == related(frames, linked).rule
    unlinked = "[Chad] lies north of {Cameroon}."
    assert related(coder, unlinked).rule == "model:reader"
    assert related(frames, unlinked).rule.startswith("none")


def test_an_answer_depends_on_no_other(coder: Coder) -> None:
    pairs = [
        ("Mali accused Algeria of arming rebels.", (0, 4), (13, 20)),
        ("Chad lies north of Cameroon.", (0, 4), (19, 27)),
    ]
    assert coder.relate_many(pairs) == [coder.relate(*pair) for pair in pairs]
