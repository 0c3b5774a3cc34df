"""Doubts: what stands above a clause or a noun denies it, doubts it or makes sure of it."""

from __future__ import annotations

import pytest

from events.conftest import Code
from khaldun.events.doubts import load_doubts


def statuses(code: Code, text: str, kind: str) -> list[str]:
    return [event.status for event in code(text).events if event.event_type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("Iran rejected claims that Syria bombed Jordan.", "ASSAULT", "negated"),
        ("France made claims that Syria bombed Jordan.", "ASSAULT", "actual"),
        ("Chad ruled out the row spreading into a war between Niger and Mali.", "ASSAULT", "hypothetical"),
        ("Kenya should ensure that Sudan cooperates with Chad.", "COOPERATE", "hypothetical"),
        ("Kenya ensured that Sudan cooperated with Chad.", "COOPERATE", "actual"),
        ("Mali has threatened Niger since sending troops into Chad.", "MOBILIZE", "actual"),
        ("Israel could not bomb Lebanon without Jordan agreeing to talks with Egypt.", "AGREE", "hypothetical"),
        ("Cuba said that implementing the withdrawal of its troops from Angola should be discussed.", "RETREAT", "hypothetical"),
        ("Japan would have no trouble beating off a Korean invasion of Tsushima.", "ASSAULT", "hypothetical"),
        ("The Chinese veto of a UN investigation into the raid angered India.", "ACCUSE", "negated"),
        ("There was barely a word of protest from Denmark.", "PROTEST", "negated"),
    ],
)  # fmt: skip
def test_what_stands_above_decides(code: Code, text: str, kind: str, status: str) -> None:
    assert status in statuses(code, text, kind)[:1], [e.status for e in code(text).events]


def test_who_kills_a_rumour_does_not_do_what_it_tells(code: Code) -> None:
    told = code("Officials tried to kill off talk Libya would retaliate with an attack on Malta.").events
    assert [(e.actors[0].code, e.status) for e in told] == [("LBY", "hypothetical")]


def test_no_verb_both_rejects_and_ensures() -> None:
    found = load_doubts()
    assert not found.rejecting & found.ensuring
    assert not found.claims & found.feared - {"rumour", "rumor"}
