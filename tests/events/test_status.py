"""Status: done, coming, possible, or not done at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.conftest import Code
from khaldun.events.status import load_moods, weaker
from khaldun.model import Status

STATUSES = st.sampled_from(["actual", "historical", "future", "hypothetical", "negated"])


def statuses(code: Code, text: str, kind: str = "ASSAULT") -> list[str]:
    return [event.status for event in code(text).events if event.event_type == kind]


def test_much_done_is_done(code: Code) -> None:
    assert statuses(code, "Israel did much to support Iran.", "SUPPORT") == ["actual"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        # verbs
        ("Israel attacked Iran.", "actual"),
        ("Israel has attacked Iran.", "actual"),
        ("Israel did not attack Iran.", "negated"),
        ("Israel didn't attack Iran.", "negated"),
        ("Israel never attacked Iran.", "negated"),
        ("No country attacked Iran.", "negated"),
        ("Israel is yet to attack Iran.", "negated"),
        ("Israel said the only way was to attack Iran.", "hypothetical"),
        ("Israel will attack Iran.", "future"),
        ("Israel is going to attack Iran.", "future"),
        ("Israel could attack Iran.", "hypothetical"),
        ("Israel might attack Iran.", "hypothetical"),
        ("Israel may have attacked Iran.", "hypothetical"),
        ("Israel would attack Iran if Syria attacked Jordan.", "hypothetical"),
        ("If Israel attacks Iran, prices will rise.", "hypothetical"),
        ("Unless Israel attacks Iran, prices will fall.", "hypothetical"),
        # what stands above
        ("Israel failed to attack Iran.", "negated"),
        ("Israel tried to attack Iran.", "actual"),
        ("Israel sent jets to attack Iran.", "actual"),
        ("Israel tweeted about bombing Iran.", "hypothetical"),
        ("Israel is attacking Iran, not Syria.", "actual"),
        ("Preparations for a possible Israeli attack on Iran went on.", "hypothetical"),
        ("Israel managed to attack Iran.", "actual"),
        ("Israel wants to attack Iran.", "hypothetical"),
        ("Syria denied that it attacked Turkey.", "negated"),
        ("Israel struck and attacked Iran.", "actual"),
        # nouns
        ("The Israeli attack on Iran continued.", "actual"),
        ("A possible Israeli attack on Iran alarmed traders.", "hypothetical"),
        ("The planned Israeli attack on Iran alarmed traders.", "future"),
        ("An imminent Israeli attack on Iran alarmed traders.", "future"),
        ("No Israeli attack on Iran followed.", "negated"),
        ("The Israeli attack on Iran did not take place.", "negated"),
        ("Israel has to attack Iran.", "hypothetical"),
        ("Israel had to attack Iran.", "actual"),
        ("Israel had the means to attack Iran.", "hypothetical"),
        ("A clash between Israel and Iran risks a wider war.", "hypothetical"),
        ("The Israeli attack on Iran risks a wider war.", "actual"),
    ],
)
def test_status(code: Code, text: str, status: str) -> None:
    found = statuses(code, text)
    assert status in found[:1], found


def test_backshift_is_a_future_seen_from_the_past(code: Code) -> None:
    """ "Said it would" tells a plan, which is a promise or a threat; a bare "would" only a possibility."""
    kinds = [(e.event_type, e.status) for e in code("Israel said it would attack Iran.").events]
    assert kinds == [("THREATEN", "actual")]
    assert statuses(code, "Israel would attack Iran.") == ["hypothetical"]


def test_a_condition_under_a_report_stays_a_condition(code: Code) -> None:
    told = code("Israel said it would attack Iran if Syria fired missiles.").events
    assert not any(e.event_type == "ASSAULT" and e.status in ("actual", "future") for e in told)


def test_neither_nor_negates_both(code: Code) -> None:
    assert statuses(code, "Nigeria neither attacked Chad nor bombed Niger.") == ["negated", "negated"]


def test_negation_does_not_leak_into_other_clauses(code: Code) -> None:
    text = "Israel did not apologise after it bombed Syria."
    assert statuses(code, text) == ["actual"]


@given(STATUSES, STATUSES, STATUSES)
def test_the_weaker_status_is_a_maximum(a: Status, b: Status, c: Status) -> None:
    assert weaker(a, b) == weaker(b, a)
    assert weaker(a, a) == a
    assert weaker(a, "actual") == a
    assert weaker(a, "negated") == "negated"
    assert weaker(weaker(a, b), c) == weaker(a, weaker(b, c))


def test_no_word_carries_two_moods() -> None:
    moods = load_moods()
    assert not moods.future_aux & moods.hypothetical_aux
    adjectives = [moods.hypothetical_adjectives, moods.future_adjectives, moods.historical_adjectives]
    assert sum(map(len, adjectives)) == len(frozenset().union(*adjectives))
    assert not moods.factive & moods.future_governor - {"be"}
