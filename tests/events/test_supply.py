"""Open places that the reader fills; a stub answers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from khaldun import Coder
from khaldun.events.opinion import Opinion, Question
from khaldun.events.supply import LEAST, MOST, RULE
from khaldun.model import Article, Coding


@dataclass
class Says:
    event: float = 0.99
    event_type: str = "ASSAULT"
    leaf: str = "190"
    status: str = "actual"
    sure: float = 0.99
    types: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        self.types = {self.event_type: self.sure}


Code = Callable[..., Coding]
OPEN = "In a week of fighting that Peru began, ten Norwegian soldiers were killed."
PAIR = ("Peru", "ten Norwegian soldiers")


@pytest.fixture
def code(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Code:
    """Codes a text with a reader that says something of one pair, and nothing of the others."""

    def coded(text: str, pair: tuple[str, str] = PAIR, says: Says | None = None) -> Coding:
        def ask(questions: Sequence[Question]) -> list[Opinion | None]:
            told = [(t[slice(*source)], t[slice(*target)]) for t, source, target in questions]
            return [(says or Says()) if words == pair else None for words in told]

        monkeypatch.setattr(coder, "_ask", ask)
        coding = coder.code_article(Article("a", text))
        monkeypatch.undo()
        return coding

    return coded


def test_a_certain_actor_takes_the_open_place(code: Code) -> None:
    (event,) = [e for e in code(OPEN).events if e.rule.startswith("kill")]
    assert [m.code for m in event.actors] == ["PER"]
    assert [m.code for m in event.recipients] == ["NOR"]
    assert event.rule.endswith(f" > {RULE}")


@pytest.mark.parametrize(
    "says",
    [Says(event=LEAST - 0.01), Says(sure=LEAST - 0.01), Says(event_type="AID")],
    ids=["no deed", "no type", "another type"],
)
def test_an_uncertain_one_does_not(code: Code, says: Says) -> None:
    (event,) = [e for e in code(OPEN, says=says).events if e.rule.startswith("kill")]
    assert (event.actors, event.rule) == ((), "kill.v")


def test_who_tells_of_it_is_not_asked_about(code: Code) -> None:
    text = "Ten Norwegian soldiers were killed, Peru said."
    (event,) = code(text, ("Peru", "Ten Norwegian soldiers")).events
    assert event.actors == ()


def test_no_place_is_open_among_equals_or_where_both_are_told(code: Code) -> None:
    text = "Peru bombed Norway near Mali."
    assert [e.rule for e in code(text, ("Mali", "Norway")).events] == [
        e.rule for e in code(text, ("", "")).events
    ]
    met = "Peru and Norway met in Mali."
    assert all(RULE not in e.rule for e in code(met, ("Peru", "Mali")).events)


def test_a_list_is_not_asked_about(code: Code) -> None:
    names = ["Peru", "Mali", "Chad", "Fiji", "Iran", "Cuba", "Oman", "Laos", "Togo"]
    assert len(names) > MOST
    text = f"In a week of fighting in {', '.join(names[:-1])} and {names[-1]}, ten Norwegian soldiers were killed."
    assert all(RULE not in e.rule for e in code(text).events)
