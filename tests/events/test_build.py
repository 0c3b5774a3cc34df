"""From deeds to events: commitments, parties, what is set aside, what is told twice, and laws of every record."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.conftest import Code, codes, line
from khaldun.coder import Coder
from khaldun.events.opinion import RULE
from khaldun.model import Article, Coding, Status, record

DAY = "2014-09-16"


# Taken at their word ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # what one says one will do is a promise
        ("Turkey will help Syria.", "TUR AGREE 033 actual SYR"),
        ("Iran is going to help Syria.", "IRN AGREE 033 actual SYR"),
        ("France will meet Germany on Monday.", "FRA+DEU AGREE 036 actual <>"),
        # yielding ahead is a concession, not an agreement
        ("France will release two Malian prisoners.", "FRA CONCEDE 0353 actual MLI"),
        ("Iran said it would release three French sailors.", "IRN CONCEDE 0353 actual FRA"),
        # hostile, it is a threat where the doer himself says so
        ("Israel said it would attack Iran.", "ISR THREATEN 138 actual IRN"),
        ("Turkey will attack Syria, President Recep Tayyip Erdogan said.", "TUR THREATEN 138 actual SYR"),
        ('President Recep Tayyip Erdogan said: "We will attack Syria."', "TUR THREATEN 138 actual SYR"),
        # and only the future where somebody else does
        ("Israel will attack Iran.", "ISR ASSAULT 190 future IRN"),
        ("President Recep Tayyip Erdogan said Russia will attack Syria.", "RUS ASSAULT 190 future SYR"),
        # what one will not do is a refusal
        ("France will not help Mali.", "FRA REJECT 122 actual MLI"),
        ("France won't meet Iran.", "FRA REJECT 125 actual IRN"),
        ("France said it would not help Mali.", "FRA REJECT 122 actual MLI"),
        ("France will not send troops to Mali.", "FRA REJECT 1212 actual MLI"),
        # what did not happen is no refusal
        ("France did not help Mali.", "FRA AID 070 negated MLI"),
        # what a speaker says another should do is a request
        ("Egypt said Israel should withdraw its troops from Gaza.", "EGY REQUEST 1056 actual ISR"),
        ("Jordan should help Syria, Turkey said.", "TUR REQUEST 103 actual JOR"),
        # and a mere possibility where nobody says so
        ("Jordan should help Syria.", "JOR AID 070 hypothetical SYR"),
    ],
)
def test_taken_at_their_word(code: Code, text: str, told: str) -> None:
    assert [line(event) for event in code(text).events] == [told]


# Parties ----------------------------------------------------------------------------------------------


def test_nobody_does_it_to_himself(code: Code) -> None:
    coding = code("France criticised the French government.")
    assert coding.events == ()
    assert [aside.reason for aside in coding.set_aside] == ["actor and recipient are the same"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Senator Chuck Schumer criticised Senator Ted Cruz.", ["person:ted-cruz"]),
        ("The Polish president criticised the prime minister.", ["country:pol/prime-minister"]),
    ],
)
def test_persons_and_offices_of_one_government_are_several(code: Code, text: str, ids: list[str]) -> None:
    (event,) = code(text).events
    assert [m.id for m in event.recipients] == ids


def test_a_meeting_to_come_has_two_sides(code: Code) -> None:
    coding = code("The Greek prime minister agreed to meet again.")
    assert (coding.events, [aside.reason for aside in coding.set_aside]) == ((), ["only one known party"])


def test_two_parties_of_one_country_are_two(code: Code) -> None:
    (event,) = code("The Tory leader criticised the Labour Party on Monday.").events
    assert [m.id for m in event.recipients] == ["seat:labour-party"]


def test_a_visit_to_nobody_is_no_event(code: Code) -> None:
    assert not code("The German chancellor will make visits to schools.").events
    assert [e.cameo for e in code("The German chancellor will make a visit to Peru.").events] == ["036"]


def test_equals_are_all_actors_and_stand_once(code: Code) -> None:
    (event,) = code("The foreign ministers of France, Germany and Poland met in Weimar.").events
    assert event.reciprocal
    assert (codes(event.actors), event.recipients) == ("FRA+DEU+POL", ())


def test_a_town_stands_for_its_country_as_recipient(code: Code) -> None:
    (event,) = code("Russia shelled Kharkiv.").events
    assert codes(event.recipients) == "UKR"


# Set aside --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The weather was hot.", "no frame"),
        ("The attack shocked villagers.", "no known actor"),
        ("The shopkeeper praised the mayor.", "no actor with a country or code"),
        ("Iran met Iran.", "only one known party"),
        ("The European Union gave aid.", "no known recipient"),
    ],
)
def test_set_aside(code: Code, text: str, reason: str) -> None:
    coding = code(text)
    assert coding.events == ()
    assert reason in [aside.reason for aside in coding.set_aside]
    assert all(aside.sentence == 0 for aside in coding.set_aside)


def test_what_names_an_entry_is_set_aside_with_its_rule(code: Code) -> None:
    (aside,) = code("Iran met Iran.").set_aside
    assert aside.rule == "meet.v"


def test_every_sentence_is_coded_or_set_aside(code: Code) -> None:
    text = "Israel bombed Iran. The weather was hot. France praised Germany. Cats sleep."
    coding = code(text)
    said = {event.sentence for event in coding.events} | {aside.sentence for aside in coding.set_aside}
    assert said == set(range(len(coding.sentences)))


# Told twice -------------------------------------------------------------------------------------------


def test_told_again_is_one_event_with_further_evidence(code: Code) -> None:
    text = "Israel bombed Iran. France praised Germany. Israel bombed Iran again, witnesses said."
    events = [event for event in code(text).events if event.event_type == "ASSAULT"]
    (event,) = events
    assert event.evidence.sentence == 0
    assert [further.sentence for further in event.further_evidence] == [2]
    assert event.further_evidence[0].text.startswith("Israel bombed Iran again")


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Israel bombed Iran on Monday. Israel bombed Iran on Sunday.", 2),
        ("Israel bombed Iran on Monday. Israel bombed Iran.", 1),
        ("Israel bombed Iran. Israel bombed Iran on Monday.", 1),
        ("Israel bombed Iran. Iran bombed Israel.", 2),
        ("Israel bombed Iran. Israel bombed Iraq.", 2),
        ("Israel bombed Iran. Israel did not bomb Iran.", 2),
    ],
)
def test_what_makes_one_event(code: Code, text: str, events: int) -> None:
    assert len(code(text, DAY).events) == events


# Confidence -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Israel continued to bomb Iran.",  # two lexicon entries, one of which may be misread
        "Turkey wept because Israel bombed Iran.",  # in a clause that hangs on another
    ],
)
def test_what_is_harder_to_read_is_less_sure(code: Code, text: str) -> None:
    def confidence(text: str) -> float:
        (event,) = (e for e in code(text).events if e.event_type == "ASSAULT")
        return event.confidence

    assert confidence("Israel bombed Iran.") > confidence(text)


# Identity ---------------------------------------------------------------------------------------------


def test_same_input_same_bytes(code: Code) -> None:
    text = "Israel bombed Iran on Monday. France, Germany and Poland met in Weimar. Iran said it would not help Iraq."

    def written() -> str:
        return json.dumps([record(event) for event in code(text, DAY).events])

    assert written() == written()


def test_an_id_tells_article_and_place_apart(code: Code) -> None:
    text = "Israel bombed Iran."
    (here,), (there,) = code(text, id="one").events, code(text, id="two").events
    assert here.id != there.id
    assert line(here) == line(there)


def test_ids_are_unique(code: Code) -> None:
    text = (
        "Israel bombed Iran and accused Syria of helping Hezbollah. Iran bombed Israel. Iran did not bomb Jordan. "
        "France and Germany met Poland in Weimar, praised Sweden and criticised Norway."
    )
    ids = [event.id for event in code(text).events]
    assert len(ids) > 4
    assert len(set(ids)) == len(ids)


# Laws -------------------------------------------------------------------------------------------------

WORDS = [
    "France",
    "Iran",
    "Syria",
    "the",
    "its",
    "Israeli",
    "troops",
    "rebels",
    "president",
    "said",
    "that",
    "would",
    "not",
    "refused",
    "to",
    "bomb",
    "bombed",
    "meet",
    "met",
    "with",
    "and",
    ",",
    ".",
    '"',
    "'",
    "'s",
    "in",
    "Paris",
    "on",
    "Monday",
    "after",
    "if",
    "talks",
    "attack",
    "of",
    "1956",
    "who",
    "protesters",
    "police",
    "$",
    "(",
    "—",
    "should",
    "help",
]
sentences = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)
anything = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60)
texts = st.lists(sentences | anything, max_size=3).map("\n".join)


def check_laws(coder: Coder, coding: Coding) -> None:
    text = coding.article.text
    ontology = coder.knowledge.ontology
    for event in coding.events:
        mentions = [*event.actors, *event.recipients]
        for spoken in (*mentions, *filter(None, [event.place]), event.evidence, *event.further_evidence):
            assert text[spoken.start : spoken.end] == spoken.text
        start, end = event.evidence.trigger
        assert event.evidence.start <= start < end <= event.evidence.end
        assert mentions
        kind = ontology.types[event.event_type]
        assert set(event.modes) <= set(kind.modes)
        assert set(event.contexts) <= set(ontology.contexts)
        assert event.quad == kind.quad
        assert event.score == ontology.score(event.event_type, event.modes)
        assert ontology.coding(event.cameo).event_type == event.event_type
        assert event.status in get_args(Status)
        assert not (event.reciprocal and event.recipients)
        assert 0 < event.confidence <= 1
        assert (event.place is None) == (event.place_reason is not None)
        assert all(m.code is not None or m.sector is not None or m.reason for m in mentions)
        assert event.rule == RULE or set(event.rule.split(" > ")) <= set(coder.knowledge.lexicon.by_id)
    for layer in (coding.actors, coding.places, coding.times):
        for item in layer:
            assert text[item.start : item.end] == item.text
    assert len({event.id for event in coding.events}) == len(coding.events)
    said = {e.sentence for e in coding.events} | {
        s for e in coding.events for s in (f.sentence for f in e.further_evidence)
    }
    said |= {aside.sentence for aside in coding.set_aside}
    assert said == set(range(len(coding.sentences)))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.none() | st.dates())
def test_laws_of_every_coding(coder: Coder, text: str, day: object) -> None:
    article = Article("one", text, published=day)  # type: ignore[arg-type]
    coding = coder.code_article(article)
    check_laws(coder, coding)
    assert record(coder.code_article(article)) == record(coding)


def test_laws_hold_of_a_real_report(coder: Coder, code: Code) -> None:
    coding = code(
        "Turkish jets bombed Kurdish rebels in northern Iraq on Monday, killing ten fighters, the army said. Baghdad "
        'condemned the raid. "We will not accept this," Prime Minister Haider al-Abadi told reporters in Baghdad. The '
        "United States urged both sides to hold talks. Turkey had promised to withdraw its troops in 2013. Thousands of "
        "protesters marched in Istanbul. Iran offered to mediate, and Turkey and Iran agreed to meet in Ankara.",
        DAY,
    )
    assert len(coding.events) >= 5
    check_laws(coder, coding)
