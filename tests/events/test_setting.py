"""When, where and according to whom, each with what it rests on."""

from __future__ import annotations

import datetime as dt

import pytest

from events.conftest import Code
from khaldun.model import Event

DAY = "2014-09-16"  # a Tuesday


def only(code: Code, text: str, published: str | None = DAY, kind: str = "ASSAULT") -> Event:
    found = [event for event in code(text, published).events if event.event_type == kind]
    assert len(found) == 1, found
    return found[0]


# When -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("Israel attacked Iran on Monday.", "2014-09-15", "text: Monday"),
        ("Yesterday Israel attacked Iran.", "2014-09-15", "text: Yesterday"),
        ("On 3 September Israel attacked Iran.", "2014-09-03", "text: 3 September"),
        ("Israel attacked Iran.", DAY, "publication date"),
    ],
)
def test_date_and_basis(code: Code, text: str, day: str, basis: str) -> None:
    event = only(code, text)
    assert event.date == dt.date.fromisoformat(day)
    assert event.date_basis == basis
    assert event.date_precision == "day"
    assert event.status == "actual"


def test_a_time_dates_only_its_own_clause(code: Code) -> None:
    events = code("Syria bombed the rebels whom Turkey had armed in 2012.", DAY).events
    dates = {event.event_type: event.date for event in events}
    assert dates["ASSAULT"] == dt.date(2014, 9, 16)
    assert dates["AID"] == dt.date(2012, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "France bombed the authors of the declaration of 2002 in Mali.",
        "France bombed Mali under the 2002 accord.",
    ],
)
def test_the_year_of_a_thing_does_not_date_what_is_done_with_it(code: Code, text: str) -> None:
    event = only(code, text)
    assert event.date_basis == "publication date"
    assert event.status == "actual"


def test_no_date_is_guessed(code: Code) -> None:
    unknown = only(code, "Britain bombed Egypt.", None)
    assert (unknown.date, unknown.date_precision) == (None, None)
    assert "no publication date" in unknown.date_basis
    relative = only(code, "Britain bombed Egypt last Tuesday.", None)
    assert relative.date is None
    assert relative.date_basis.startswith("text: last Tuesday; ")


@pytest.mark.parametrize(
    ("text", "published", "status"),
    [
        ("In 1956 Britain bombed Egypt.", DAY, "historical"),
        ("Britain bombed Egypt in 1956.", None, "historical"),
        ("Britain bombed Egypt in March 2013.", DAY, "historical"),
        ("Britain bombed Egypt in August 2014.", DAY, "actual"),
        ("Britain bombed Egypt in August 2014.", "2016-01-01", "historical"),
    ],
)
def test_old_deeds_are_history(code: Code, text: str, published: str | None, status: str) -> None:
    assert only(code, text, published).status == status


def test_history_does_not_overrule_a_weaker_status(code: Code) -> None:
    assert only(code, "Britain did not bomb Egypt in 1956.").status == "negated"


# Where ------------------------------------------------------------------------------------------------


def test_the_place_of_the_own_clause_wins(code: Code) -> None:
    event = only(code, "Officials in Geneva said that Israel bombed Hamas in Rafah.")
    assert event.place is not None
    assert event.place.text == "Rafah"
    assert event.place_reason is None


def test_a_sentence_with_one_place_lends_it(code: Code) -> None:
    event = only(code, "Residents of Rafah woke up as Israel bombed Hamas.")
    assert event.place is not None
    assert event.place.text == "Rafah"


def test_of_several_places_that_are_not_its_own_none_is_guessed(code: Code) -> None:
    event = only(code, "Diplomats gathered in Vienna and Geneva as Israel bombed Iran.")
    assert event.place is None
    assert event.place_reason is not None
    assert "several places" in event.place_reason


def test_actor_and_recipient_are_no_place(code: Code) -> None:
    event = only(code, "Israel bombed Iran.")
    assert event.place is None
    assert event.place_reason == "no place in the sentence"


@pytest.mark.parametrize(
    ("text", "dateline", "place", "reason"),
    [
        ("Iraqi gunmen killed a policeman.", "BAGHDAD", "Baghdad", None),
        (
            "Israel bombed Iran.",
            "BAGHDAD",
            None,
            "no place in the sentence; the dateline's is not its parties' country",
        ),
        ("Iraqi gunmen killed a policeman.", "NOWHERE AT ALL", None, "no place in the sentence"),
        ("Iraqi gunmen killed a policeman in Mosul.", "BAGHDAD", "Mosul", None),
    ],
)
def test_the_dateline_is_the_last_resort(
    code: Code, text: str, dateline: str, place: str | None, reason: str | None
) -> None:
    found = [e for e in code(text, DAY, dateline=dateline).events if e.event_type == "ASSAULT"]
    assert found
    assert (found[0].place.name if found[0].place else None, found[0].place_reason) == (place, reason)


def test_a_country_in_the_name_of_a_party_is_no_place(code: Code) -> None:
    event = only(code, "Gunmen shot China's former envoy.")
    assert event.place is None


# According to whom ------------------------------------------------------------------------------------


def test_what_the_article_itself_tells_has_no_speaker(code: Code) -> None:
    assert only(code, "Israel bombed Iran.").attribution is None


def test_the_innermost_speaker_counts(code: Code) -> None:
    event = only(code, "Russia said Ukraine told the United Nations that Poland had attacked Belarus.")
    assert event.attribution is not None
    assert event.attribution.speaker is not None
    assert event.attribution.speaker.code == "UKR"


def test_a_medium_is_named(code: Code) -> None:
    event = only(code, "According to Syrian state television, Israel attacked Iran.")
    assert event.attribution is not None
    assert event.attribution.medium == "Syrian state television"


def test_the_deed_of_saying_is_not_said_by_itself(code: Code) -> None:
    event = only(code, "Iran accused Iraq of shelling Abadan.", kind="ACCUSE")
    assert event.attribution is None


def test_speech_outside_the_clause_is_not_its_source(code: Code) -> None:
    events = code("Egypt said it was worried. Israel bombed Iran.").events
    assert [event.attribution for event in events if event.event_type == "ASSAULT"] == [None]


# Stories of the past ----------------------------------------------------------------------------------

STORY = "In 1956 Britain invaded Egypt. British jets bombed Egyptian airfields."


def test_a_story_of_the_past_goes_on_in_its_year(code: Code) -> None:
    events = code(STORY, DAY).events
    assert len(events) == 2
    assert {event.status for event in events} == {"historical"}
    assert {event.date for event in events} == {dt.date(1956, 1, 1)}
    assert events[1].date_basis == "text before: 1956"


def test_a_new_paragraph_ends_the_story(code: Code) -> None:
    events = code(STORY.replace(". ", ".\n\n"), DAY).events
    assert [event.status for event in events] == ["historical", "actual"]


@pytest.mark.parametrize(
    "text",
    [
        "A group based in Britain said Israel bombed Hamas in Rafah.",
        "Israel bombed Hamas in Rafah, an agency based in London said.",
    ],
)
def test_where_somebody_is_based_is_no_place_of_the_deed(code: Code, text: str) -> None:
    event = only(code, text)
    assert event.place is not None
    assert event.place.text == "Rafah"
