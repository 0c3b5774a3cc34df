"""Stories of sport, show and the like make no events; politics at a sports ground does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.conftest import Code
from khaldun.events.topics import Politics, Subject, Topic, Topics, load_topics
from khaldun.model import SetAside
from khaldun.ontology import load_ontology
from khaldun.text.parse import Parser

TOPICS = load_topics()
SPORT = (
    "Spain attacked Iran from the first minute of the match on Wednesday. The striker scored his second goal of the "
    "tournament after half-time. The coach praised the goalkeeper and the defender after the final whistle."
)
POLITICS = (
    "China arrested two dissidents who had called for a boycott of the Olympics. Police detained a protester near the "
    "stadium. The United States government condemned China over human rights ahead of the opening of the Olympics."
)


def aside(code: Code, text: str, **facts: str) -> list[SetAside]:
    return [a for a in code(text, **facts).set_aside if a.topic is not None]


def test_sport_is_set_aside_with_its_reason_and_evidence(code: Code) -> None:
    coding = code(SPORT)
    assert coding.events == ()
    found = next(a for a in coding.set_aside if a.topic == "sport")
    assert found.reason == "sport story"
    assert {"striker", "half-time"} & set(found.evidence)
    assert found.event is not None
    assert [m.code for m in found.event.actors] == ["ESP"]


def test_the_same_verb_counts_where_it_is_no_sport(code: Code) -> None:
    assert [e.event_type for e in code("Spain attacked Iran on Wednesday.").events] == ["ASSAULT"]


def test_politics_at_the_games_is_kept(code: Code) -> None:
    told = [(event.event_type, event.actors[0].code) for event in code(POLITICS).events]
    assert ("COERCE", "CHN") in told
    assert ("ACCUSE", "USA") in told


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's Wanjiru beats Ethiopian rival in marathon",
        "Croatia held Denmark 2-2 in a friendly match on Tuesday.",
        "Chile stormed past Peru 6-4, 6-3 to reach the final.",
        "Tennis: Serbia crush France",
        "Rugby union - Fiji punish Samoa",
        "The Packers defeated the Bears behind three touchdowns.",
        "India struck back against Australia with four late wickets in the second innings.",
    ],
)
def test_one_line_of_sport_is_sport(parser: Parser, text: str) -> None:
    assert subject(parser, text).names[:1] == ("sport",)


@pytest.mark.parametrize(
    "text",
    [
        "Police fired tear gas at football fans who were protesting against the president outside the stadium.",
        "Rwandan rebels fought soldiers over the goal of winning the capital, a defeat for the government side.",
        "Strikers in Lusaka set up a picket over the lost contracts of three drivers.",
        "The minister hailed a victory for both teams of negotiators in the final round of the talks.",
        "Iran threatened to boycott the Olympics if sanctions were not lifted.",
    ],
)
def test_one_line_of_politics_is_none(parser: Parser, text: str) -> None:
    assert subject(parser, text).names == ()


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("entertainment", "The actress won an Oscar for her role in the film. France attacked the sequel, her director said at the premiere."),
        ("business", "Shares of the airline fell 5 percent after a profit warning. Analysts said Japan rejected the takeover of the retailer, and the stock dropped."),
        ("technology", "Microsoft said hackers attacked Israel with new spyware. The software firm released a patch for its browser on its website."),
        ("opinion", "Letters to the editor\n\nIran attacked Israel, and your correspondent forgot to say so."),
        ("opinion", "Book review: The Long War\n\nIran attacked Israel in chapter two."),
        ("listings", "TV guide\n\nAt nine, Iran attacks Israel in a drama in six episodes."),
        ("weather", "Weather forecast\n\nHeavy rain reaches Spain overnight, with snow showers and gusts. On Monday France attacked Iran."),
        ("recipe", "Preheat the oven. France attacks the garlic with a tablespoon of butter; stir, simmer and season with black pepper."),
    ],
)  # fmt: skip
def test_other_topics(code: Code, topic: str, text: str) -> None:
    coding = code(text)
    assert coding.events == ()
    assert topic in {a.topic for a in coding.set_aside}


def test_the_title_counts(code: Code) -> None:
    text = "Spain attacked Iran and won."
    assert aside(code, text, title="Football: World Cup qualifier ends 3-1")
    assert not aside(code, text, title="War in the Gulf")


def test_a_sentence_of_politics_in_a_sport_story_is_kept(code: Code) -> None:
    text = (
        SPORT + " Before the match the Iranian government criticised the Spanish government over sanctions."
    )
    assert [(e.event_type, e.actors[0].code) for e in code(text).events] == [("ACCUSE", "IRN")]


def test_crime_is_taken_for_no_other_topic(parser: Parser) -> None:
    assert subject(parser, "Detectives arrested two men after a shopkeeper was stabbed in Leeds.").names == (
        "crime",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Crowds marked the anniversary of the war. Iraq attacked Kuwait.",
        "Obituary: the general. Iraq attacked Kuwait.",
    ],
)
def test_what_is_remembered_is_history(code: Code, text: str) -> None:
    assert [e.status for e in code(text, "2015-08-02").events if e.event_type == "ASSAULT"] == ["historical"]


@pytest.mark.parametrize("name", sorted(TOPICS.table))
def test_topics_are_well_made(name: str) -> None:
    topic = TOPICS.table[name]
    assert topic.keeps <= set(load_ontology().types)
    assert topic.history or topic.least > 1, "one word alone must not set a story aside"
    assert topic.words or topic.heads
    assert not set(topic.words) & set(topic.telling), "a word is telling or plain"


def one(**facts: object) -> Topics:
    table = {"least": 3, "share": 40.0, "words": ["rook", "king"], "telling": ["checkmate"], **facts}
    politics = Politics(["war"], ["minister"], frozenset({"GOV"}))
    return Topics(politics, {"chess": Topic(**table)})  # type: ignore[arg-type]


class Plain:
    """A text of one sentence whose words are their own lemmas."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = text.split()
        self.lower = self.lemma = [word.lower() for word in self.words]
        self.sentence_of = [0] * len(self.words)


def subject(parser: Parser, text: str) -> Subject:
    return TOPICS.read(next(iter(parser.pipe([text]))))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("checkmate checkmate", ()),  # the same word again
        ("checkmate King", ("chess",)),
        ("rook king rook king", ()),  # nothing telling
        ("checkmate rook so on it went and on and on", ()),  # too few in a hundred
        ("checkmate rook war minister", ()),
        ("checkmate rook minister", ("chess",)),
    ],
)
def test_points(text: str, names: tuple[str, ...]) -> None:
    assert one().read(Plain(text)).names == names


def test_several_plain_words_may_do() -> None:
    assert one(several=2).read(Plain("rook king rook")).names == ("chess",)
    assert one(several=2).read(Plain("rook king rook minister")).names == ()


def test_neutral_words_are_no_politics() -> None:
    assert one(neutral=frozenset({"war"})).read(Plain("checkmate rook war war")).names == ("chess",)


def test_parties_of_politics_are_spared() -> None:
    read = one().read(Plain("checkmate rook minister"))
    assert read.drops(0, "ACCUSE", {"CVL"}) is not None
    assert read.drops(0, "ACCUSE", {"GOV"}) is None


@given(st.lists(st.sampled_from(["president", "border", "house", "tree"]), max_size=30))
def test_no_topic_without_its_words(words: list[str]) -> None:
    assert TOPICS.read(Plain(" ".join(words))).names == ()


def test_the_empty_text_has_no_topic() -> None:
    assert TOPICS.read(Plain("")).names == ()


CRIME = (
    "A gardener was stabbed by her estranged boyfriend after a robbery in Lyon on Monday. Two men were charged with murder "
    "after the burglary, her mother said."
)


def test_crime_among_private_persons_is_set_aside(code: Code) -> None:
    coding = code(CRIME)
    assert coding.events == ()
    assert {"boyfriend", "burglary"} <= set(next(a for a in coding.set_aside if a.topic == "crime").evidence)


def test_what_police_and_armed_groups_do_in_a_crime_story_stays(code: Code) -> None:
    arrest = code(CRIME + " French police arrested three men over the murder.").events
    assert [(e.event_type, e.actors[0].code, e.actors[0].sector) for e in arrest] == [
        ("COERCE", "FRA", "COP")
    ]
    (killing,) = code("Hezbollah gunmen killed a burglar and his girlfriend in Beirut.").events
    assert killing.actors[0].id
    assert "hezbollah" in killing.actors[0].id.lower()
