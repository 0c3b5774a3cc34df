"""What the reader makes of sentences in which the frames are silent; a stub answers for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from khaldun import Coder
from khaldun.events.opinion import LEAST, LEAST_TYPE, MOST, RULE, Opinion, Question, link
from khaldun.model import Article, Coding
from khaldun.text.parse import Parser


@dataclass
class Says:
    event: float = 0.99
    event_type: str = "COOPERATE"
    leaf: str = "062"
    status: str = "actual"
    sure: float = 0.99
    types: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        self.types = {self.event_type: self.sure}


Code = Callable[..., Coding]
SILENT = "Norway and its neighbour Sweden frobnicated over Peru."
PAIR = ("Norway", "Peru")


@pytest.fixture
def code(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Code:
    """Codes a text with a reader that says something of one pair, and nothing of the others."""

    def coded(text: str, pair: tuple[str, str] = PAIR, says: Says | None = None) -> Coding:
        asked: list[Question] = []

        def ask(questions: Sequence[Question]) -> list[Opinion | None]:
            asked.extend(questions)
            told = [(t[slice(*source)], t[slice(*target)]) for t, source, target in questions]
            return [(says or Says()) if words == pair else None for words in told]

        monkeypatch.setattr(coder, "_ask", ask)
        coding = coder.code_article(Article("a", text))
        monkeypatch.undo()
        return coding

    return coded


def test_a_certain_pair_is_an_event(code: Code) -> None:
    coding = code(SILENT)
    (event,) = coding.events
    assert (event.rule, event.event_type, event.cameo, event.status) == (RULE, "COOPERATE", "062", "actual")
    assert [m.code for m in event.actors] == ["NOR"]
    assert [m.code for m in event.recipients] == ["PER"]
    assert SILENT[slice(*event.evidence.trigger)] == "frobnicated"
    assert 0.01 <= event.confidence < 0.7
    assert "no frame" not in {aside.reason for aside in coding.set_aside}


@pytest.mark.parametrize(
    "says",
    [Says(event=LEAST - 0.01), Says(sure=LEAST_TYPE - 0.01), Says(status="future")],
    ids=["no deed", "no type", "another status than the grammar's"],
)
def test_an_uncertain_pair_is_none(code: Code, says: Says) -> None:
    coding = code(SILENT, says=says)
    assert not coding.events
    assert "no frame" in {aside.reason for aside in coding.set_aside}


@pytest.mark.parametrize(
    "says",
    [
        Says(event_type="SUPPORT", leaf="051"),
        Says(event_type="CONSULT", leaf="042"),
        Says(event_type="ASSAULT", leaf="190", status="hypothetical"),
    ],
    ids=["a type it mistakes", "a journey", "a blow that may fall"],
)
def test_what_it_is_mostly_wrong_about_is_none(code: Code, says: Says) -> None:
    text = f"If {SILENT[0].upper()}{SILENT[1:]}" if says.status == "hypothetical" else SILENT
    assert not code(text, says=says).events


def test_a_talk_is_heard(code: Code) -> None:
    (event,) = code(SILENT, says=Says(event_type="CONSULT", leaf="041")).events
    assert event.cameo == "041"


def test_where_a_frame_speaks_the_reader_is_not_asked(code: Code) -> None:
    assert [event.rule for event in code("Norway bombed Peru.").events] != [RULE]


def test_parties_of_one_country_are_no_pair(code: Code) -> None:
    text = "The Norwegian army frobnicated over Norwegian police."
    assert not code(text, ("The Norwegian army", "Norwegian police")).events


def test_a_list_is_not_asked_about(code: Code) -> None:
    names = ["Norway", "Peru", "Mali", "Chad", "Fiji", "Iran", "Cuba"]
    assert len(names) > MOST
    assert not code(f"{', '.join(names[:-1])} and {names[-1]} frobnicated.", ("Norway", "Peru")).events


def test_without_the_reader_the_frames_speak_alone() -> None:
    assert not Coder(reader=False).code(SILENT)


@pytest.mark.parametrize(
    ("text", "a", "b", "word"),
    [
        ("Norway frobnicated Peru.", "Norway", "Peru", "frobnicated"),
        ("Norway's visit to Peru ended.", "Norway", "Peru", "visit"),
        ("Norway, which frobnicated Peru, left.", "Norway", "Peru", "frobnicated"),
    ],
)
def test_the_word_that_joins_two(parser: Parser, text: str, a: str, b: str, word: str) -> None:
    parse = parser.parse(text)
    found = link(parse, parse.words.index(a), parse.words.index(b))
    assert found is not None
    assert parse.words[found] == word


def test_what_somebody_is_accused_of_is_no_deed(code: Code) -> None:
    text = "Norway was accused of frobnicating over Peru."
    assert not code(text).events
