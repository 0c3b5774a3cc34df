"""History: which clauses tell of a time long past, by their own words or by the clauses around them."""

from __future__ import annotations

import pytest

from events.conftest import Code
from khaldun.events.history import words

DAY = "2014-09-16"


def statuses(code: Code, text: str, published: str | None = DAY) -> dict[str, str]:
    return {event.event_type: event.status for event in code(text, published).events}


@pytest.mark.parametrize(
    "text",
    [
        "The revolt began in 2011, when soldiers of Egypt beat a policeman.",
        "Rebels met in Homs in May 2012 and Turkish jets bombed Damascus.",
        "When Vladimir Putin flew to Cairo last year, his guards beat Egyptian protesters.",
        "Five years after Russia invaded Ukraine, the town is calm.",
        "In the second world war German troops killed Russian prisoners.",
        "During the Iran-Iraq war, Saddam Hussein bombed Kurdish villages.",
        "Erdogan spoke in September 2011, shortly after Libyan rebels killed Muammar Gaddafi.",
        "It is five years since Russia invaded Ukraine.",
        "Syrian troops killed Lebanese rebels in the past.",
        "Last year Vladimir Putin was so angry, he bombed Georgia.",
        "Libya was at peace until Chad sent jets to bomb Sirte in March 1987.",
        "Russia invaded Georgia after the 2008 summit.",
        "Chad fears a war such as last year's Libyan invasion of Niger.",
        "Rebels shot the then president of Chad.",
        "Six years ago an Italian soldier beat a Syrian refugee.",
        "Libya's role grew in mid-2011, when its jets bombed Niger.",
        "The port fell in 2011; Libyan jets bombed Niger.",
        "The Libyan army bombed Niger before leaving the country in 2011.",
        "Ruins still tell of the village that Libya bombed before it left Niger three years ago.",
        "Libya wants to come back, ten years after bombing Niger.",
        "Libya, which once bombed Niger, sends it food.",
        "Libya bombed Niger early in the war.",
        "The border was the scene of a raid in March 2013 that killed Libyan soldiers.",
        "Libya bombed Niger in March.",
    ],
)
def test_a_clause_takes_the_past_time_of_the_clauses_around_it(code: Code, text: str) -> None:
    assert statuses(code, text)["ASSAULT"] == "historical"


@pytest.mark.parametrize(
    "text",
    [
        "Israel bombed Iran, whose army had marched in 1952.",
        "Israel has bombed Iran since 2011.",
        "Israel bombed Iran twice in the past year.",
        "Israel bombed Iran two days after the rebels met.",
        "Israel bombed Iran, which held an election in 2011.",
        "Once again Israel bombed Iran.",
        "Israel bombed Iran in April.",
    ],
)
def test_news_is_no_history(code: Code, text: str) -> None:
    assert statuses(code, text)["ASSAULT"] == "actual"


def test_without_a_day_of_publication_a_year_tells_history_unless_it_lies_ahead(code: Code) -> None:
    assert statuses(code, "Britain bombed Egypt in November 1956.", None)["ASSAULT"] == "historical"
    assert statuses(code, "Egypt banned British ships until 2030.", None)["SANCTION"] == "actual"


def test_an_age_gives_no_date(code: Code) -> None:
    (event,) = code("In the cold war Russia bombed Iran.", DAY).events
    assert event.date is None
    assert event.date_basis == "text: cold war; no date follows from it"


def test_ages_are_written_as_they_are_sought() -> None:
    ages = words().ages
    assert len(ages) == len(set(ages))
    assert all(age == age.lower().strip() for age in ages)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Barack Obama bombed Libya.", "historical"),
        ("Barack Obama criticised Libya.", "actual"),
        ("Barack Obama is sending food to Libya.", "actual"),
    ],
)
def test_what_only_who_is_in_office_does_is_past_when_he_is_not(code: Code, text: str, status: str) -> None:
    assert [event.status for event in code(text, "2021-06-01").events] == [status]
