"""News or past history: what the table of weights decides, and what it makes of a whole article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.conftest import Code
from khaldun.errors import KnowledgeError
from khaldun.events.bygone import MARGIN, RECENT, Bygone, load_bygone, read_bygone, rules_say

OWN = load_bygone()
ANSWERS = st.tuples(*(st.sampled_from(sorted(answers)) for answers in OWN.signs.values()))
DAY = "2014-09-16"


def test_the_rules_weigh_for_history() -> None:
    rules = OWN.signs["rules"]
    assert rules["history"] > 0 > rules["nothing"]


def test_older_times_weigh_more() -> None:
    own = OWN.signs["own time"]
    assert own["long own"] > own["months own"] > own["days own"]


@given(ANSWERS)
def test_the_log_odds_are_the_sum_of_the_weights(answers: tuple[str, ...]) -> None:
    signs = list(zip(OWN.signs, answers, strict=True))
    total = OWN.intercept + sum(OWN.signs[question][answer] for question, answer in signs)
    assert OWN.log_odds(signs) == pytest.approx(total)
    told = dict(signs)
    may_be = told["rules"].startswith("history") or told["own time"] not in RECENT
    if abs(total) > MARGIN and may_be and not told["rules"].endswith("present"):
        assert OWN.is_history(signs) == (total > 0)


@pytest.mark.parametrize(("own", "is_history"), [("months own", False), ("half year own", True)])
def test_what_is_told_of_the_last_three_months_is_news(own: str, is_history: bool) -> None:
    table = Bygone(0.0, {"root": {"19": 5.0}})
    assert table.is_history([("rules", "time"), ("own time", own), ("root", "19")]) == is_history


def test_unknown_answers_weigh_nothing() -> None:
    table = Bygone(-0.5, {"root": {"19": 2.5}})
    assert not table.is_history([("root", "no such root"), ("no such question", "19")])
    assert table.is_history([("root", "19")])


@pytest.mark.parametrize(
    "raw", [None, {}, {"intercept": 0.0}, {"intercept": 0.0, "signs": {"root": {"19": "much"}}}]
)
def test_a_wrong_table_is_refused(raw: object) -> None:
    with pytest.raises(KnowledgeError, match="fit it anew"):
        read_bygone(raw)


@pytest.mark.parametrize(
    ("basis", "dated", "told", "may_be", "answer"),
    [
        ("text: 2003", True, True, True, "history"),
        ("text before: 2003", True, True, False, "history before, present"),
        ("publication date", False, True, True, "history otherwise"),
        ("text: Monday", False, False, True, "time"),
        ("publication date", False, False, True, "nothing"),
    ],
)
def test_what_the_rules_say(basis: str, dated: bool, told: bool, may_be: bool, answer: str) -> None:
    assert rules_say(basis, dated, told, may_be) == answer
    assert not may_be or answer in OWN.signs["rules"]


def test_an_article_tells_news_and_what_lies_behind_it(code: Code) -> None:
    text = (
        "Turkish jets bombed Libya on Monday. The town was quiet. Russia condemned Turkey. The sky is still dark. "
        "In 1991 American jets bombed Iraq."
    )
    told = {(e.sentence, e.event_type): e.status for e in code(text, DAY).events}
    assert told[0, "ASSAULT"] == told[2, "ACCUSE"] == "actual"
    assert told[4, "ASSAULT"] == "historical"
