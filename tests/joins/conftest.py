"""Reports to compare, a few changes away from one another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from khaldun.joins import Report, report_of
from khaldun.model import Evidence, Mention, Place
from making import bare

DAY = dt.date(2014, 9, 15)
FRANCE = Mention("France", 0, 6, "France", "FRA", None, (), "country:fra")
ARMY = Mention("the French army", 0, 15, "Army of France", "FRA", "MIL", ("MIL",), "country:fra/army")
MALI = Mention("Mali", 0, 4, "Mali", "MLI", None, (), "country:mli")
TEACHERS = Mention("teachers", 0, 8, "teacher", None, "EDU", ("EDU",), "agent:teacher")
KERRY = Mention("John Kerry", 0, 10, "John Kerry", "USA", "GOV", ("GOV",), "person:john-kerry")
RICE = Mention("Susan Rice", 0, 10, "Susan Rice", "USA", "GOV", ("GOV",), "person:susan-rice")
GAO = Place("Gao", 0, 3, "Gao", "MLI", 16.27, -0.04, 2457161, "city")
KIDAL = Place("Kidal", 0, 5, "Kidal", "MLI", 18.44, 1.41, 2455290, "city")

Making = Callable[..., Report]


@pytest.fixture
def make() -> Making:
    """A report of France sending troops to Mali, with these changes to the event or (``told``) to its sentence."""

    def making(
        n: int = 0, told: str = "France sent 300 soldiers to guard the northern airfield", **changes: Any
    ) -> Report:
        facts: dict[str, Any] = {
            "event_type": "MOBILIZE", "cameo": "154", "quad": 4, "date": DAY, "date_basis": "text: Monday",
            "actors": (FRANCE,), "recipients": (MALI,), "evidence": Evidence(told, 0, len(told), (7, 11)),
        }  # fmt: skip
        return report_of(bare(f"e{n}", **{**facts, **changes}), n)

    return making
