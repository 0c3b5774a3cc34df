"""How two reports agree: the level of each feature."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from joins.conftest import ARMY, DAY, FRANCE, GAO, KERRY, KIDAL, MALI, RICE, TEACHERS, Making
from khaldun.joins.compare import LEVELS, levels
from khaldun.joins.report import report_of
from khaldun.model import Mention, Place
from making import events

ASSUMED = "publication date"
HAMAS = Mention("Hamas", 0, 5, "Hamas", "PSE", "REB", ("REB",), "group:hamas")
HAMAS_GUNMAN = Mention("a Hamas gunman", 0, 5, "Hamas gunman", "PSE", "UAF", ("UAF",), "group:hamas/gunman")
JIHAD = Mention("Islamic Jihad", 0, 5, "Islamic Jihad", "PSE", "REB", ("REB",), "group:islamic-jihad")
JOHN = Mention("Kerry", 0, 5, "Kerry", "USA", None, (), "name:kerry")
STRANGER = Mention("somebody", 0, 8, reason="nobody known")
FARMERS = Mention("farmers", 0, 7, "farmer", None, "AGR", ("AGR",), "agent:farmer")
STAFF = Mention("school staff", 0, 7, "staff", None, "EDU", ("EDU",), "agent:staff")
MALI_ALL = Place("Mali", 0, 4, "Mali", "MLI", 17.0, -4.0, 2453866, "country")
GAO_REGION = Place("Gao", 0, 4, "Gao Region", "MLI", 16.9, -0.2, 2457163, "province")
NIAMEY = Place("Niamey", 0, 6, "Niamey", "NER", 13.5, 2.1, 2440485, "city")
NEAR_GAO = Place("Bourem", 0, 6, "Wabaria", "MLI", 16.3, 0.1, 1, "city")


@pytest.mark.parametrize(
    ("feature", "one", "other", "level"),
    [
        ("type", {}, {}, "leaf"),
        ("type", {}, {"cameo": "150"}, "type"),
        ("type", {}, {"cameo": "190", "event_type": "ASSAULT"}, "quad"),
        ("type", {}, {"cameo": "130", "event_type": "THREATEN", "quad": 3}, "side"),
        ("type", {}, {"cameo": "070", "event_type": "AID", "quad": 2}, "other"),
        ("status", {}, {"status": "future"}, "differs"),
        ("actors", {}, {}, "same"),
        ("actors", {}, {"actors": (ARMY,)}, "kin"),
        ("actors", {}, {"actors": (MALI,)}, "other"),
        ("actors", {}, {"actors": ()}, "unknown"),
        ("actors", {"actors": (KERRY,)}, {"actors": (RICE,)}, "country"),
        ("actors", {"actors": (KERRY,)}, {"actors": (JOHN,)}, "same"),
        ("actors", {"actors": (HAMAS,)}, {"actors": (HAMAS_GUNMAN,)}, "kin"),
        ("actors", {"actors": (HAMAS,)}, {"actors": (JIHAD,)}, "country"),
        ("actors", {"actors": (TEACHERS,)}, {"actors": (TEACHERS,)}, "kin"),
        ("actors", {"actors": (TEACHERS,)}, {"actors": (STAFF,)}, "kind"),
        ("actors", {"actors": (TEACHERS,)}, {"actors": (FARMERS,)}, "other"),
        ("actors", {"actors": (STRANGER,)}, {"actors": (STRANGER,)}, "same"),
        ("actors", {"actors": (STRANGER,)}, {}, "unknown"),
        ("actors", {"actors": (FRANCE, MALI)}, {"actors": (MALI,)}, "same"),
        ("actors", {"actors": (FRANCE, KERRY), "recipients": (), "reciprocal": True}, {}, "other"),
        ("recipients", {"actors": (MALI, FRANCE), "recipients": (), "reciprocal": True}, {}, "same"),
        ("place", {"place": GAO}, {"place": GAO}, "same"),
        ("place", {"place": GAO}, {"place": NEAR_GAO}, "near"),
        ("place", {"place": GAO}, {"place": MALI_ALL}, "inside"),
        ("place", {"place": GAO}, {"place": GAO_REGION}, "inside"),
        ("place", {"place": KIDAL}, {"place": GAO_REGION}, "apart"),
        ("place", {"place": GAO}, {"place": KIDAL}, "apart"),
        ("place", {"place": GAO}, {"place": NIAMEY}, "other"),
        ("place", {"place": GAO}, {}, "unknown"),
        ("date", {}, {}, "same"),
        ("date", {}, {"date": DAY - dt.timedelta(3), "date_end": DAY + dt.timedelta(3)}, "within"),
        ("date", {}, {"date": DAY + dt.timedelta(2), "date_basis": ASSUMED}, "assumed"),
        ("date", {}, {"date": DAY - dt.timedelta(2), "date_basis": ASSUMED}, "apart"),
        ("date", {}, {"date": DAY + dt.timedelta(1)}, "next"),
        ("date", {}, {"date": DAY + dt.timedelta(2)}, "apart"),
        ("date", {}, {"date": None}, "unknown"),
        ("numbers", {}, {"told": "France sent three hundred or 300 soldiers"}, "shared"),
        ("numbers", {}, {"told": "France sent forty-five soldiers"}, "differ"),
        ("numbers", {}, {"told": "France sent soldiers on May 5 and in 2014"}, "none"),
        ("again", {}, {"told": "France sent another 300 soldiers"}, "one"),
        ("wording", {}, {}, "all"),
        ("wording", {}, {"told": "France sent soldiers to hold an airfield"}, "much"),
        ("wording", {}, {"told": "France sent tanks, guns, trucks and medics to help flood victims"}, "little"),
        ("wording", {}, {"told": "France sent it"}, "none"),
    ],
)  # fmt: skip
def test_levels(make: Making, feature: str, one: dict[str, Any], other: dict[str, Any], level: str) -> None:
    a, b = make(0, **one), make(1, **other)
    assert levels(a, b)[feature] == level
    assert levels(b, a)[feature] == level


# Whole events are slow to make smaller, so a failure is shown as it was found.
QUICK = settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])


@QUICK
@given(events, events)
def test_levels_are_known_and_the_same_either_way(one: Any, other: Any) -> None:
    a, b = report_of(one), report_of(other)
    found = levels(a, b)
    assert found == levels(b, a)
    assert all(level in LEVELS[feature] for feature, level in found.items())


@QUICK
@given(events)
def test_a_report_agrees_with_itself(event: Any) -> None:
    report = report_of(event)
    found = levels(report, report)
    assert found["type"] == "leaf"
    assert found["actors"] in ("same", "kin", "kind", "unknown")
    assert found["date"] in ("same", "unknown")
