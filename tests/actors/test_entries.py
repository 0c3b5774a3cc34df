"""Roles in time."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from khaldun.actors.entries import Entry, Role

ROLE = Role("2001-03", "2005-11", "ESP", "GOV", "president")
LATER = Role("2010", "2012-02-15", "ESP", "LEG", otherwise="OPP")
PERSON = Entry("person:x", "X", "person", roles=(ROLE, LATER))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2025, 1, 1)))
def test_a_role_holds_just_between_its_ends(day: dt.date) -> None:
    inside = dt.date(2001, 3, 1) <= day <= dt.date(2005, 11, 30)
    assert ROLE.holds(day.isoformat()) == inside


@given(st.dates(dt.date(1990, 1, 1), dt.date(2025, 1, 1)))
def test_a_person_always_has_the_country(day: dt.date) -> None:
    assert PERSON.on(day)[0] == "ESP"


def test_between_and_after_the_roles() -> None:
    assert PERSON.on(dt.date(2003, 1, 1)) == ("ESP", "GOV", "president")
    assert PERSON.on(dt.date(2008, 1, 1)) == ("ESP", "OPP", None)
    assert PERSON.on(dt.date(2012, 2, 15)) == ("ESP", "LEG", None)
    assert Entry("person:y", "Y", "person", roles=(ROLE,)).on(dt.date(2020, 1, 1)) == ("ESP", "ELI", None)


def test_without_a_day_a_person_counts_as_what_they_were_in_government() -> None:
    assert PERSON.on(None)[1] == "GOV"


def test_without_a_day_and_a_government_the_latest_role_counts() -> None:
    envoy = Role("2012", "2015", "UNO", "GOV")
    assert Entry("person:z", "Z", "person", roles=(LATER, envoy)).on(None)[:2] == ("UNO", "GOV")


def test_a_group_outside_its_role_is_what_it_is() -> None:
    group = Entry(
        "group:x", "X", "group", code="AFG", sector="REB", roles=(Role("2021-08", "", "AFG", "GOV"),)
    )
    assert group.on(dt.date(2010, 1, 1))[:2] == ("AFG", "REB")
    assert group.on(dt.date(2023, 1, 1))[:2] == ("AFG", "GOV")


def test_after_an_international_office_a_person_is_of_the_country_served_before() -> None:
    roles = (Role("1997", "2007", "GBR", "GOV"), Role("2007", "2015", "IGO", "GOV"))
    person = Entry("person:x", "X", "person", roles=roles)
    assert person.on(dt.date(2010, 1, 1))[:2] == ("IGO", "GOV")
    assert person.on(dt.date(2018, 1, 1))[:2] == ("GBR", "ELI")
