"""Where the world's states lie, and how exposed they are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.relations.exposure import COLUMNS, acts, armed, exposure, gradient, relative
from khaldun.relations.world import borders, distance_km, longest_km, states

from .conftest import IS, Make, at, deed

BAGHDAD, PARIS = at(33.34, 44.40, "IRQ", "Baghdad"), at(48.85, 2.35, "FRA", "Paris")


def test_borders_are_mutual_and_known_ones_are_there() -> None:
    beside = borders()
    assert beside["IRQ"] == {"IRN", "JOR", "KWT", "SAU", "SYR", "TUR"}
    assert "FRA" not in beside["GBR"]
    lone = [(a, b) for a in beside for b in beside[a] if a not in beside[b]]
    assert lone == []


def test_capitals_and_distances() -> None:
    capital = states()["FRA"].capital
    assert capital == pytest.approx((48.85, 2.35), abs=0.1)
    far = distance_km(np.array([[48.8566, 2.3522]]), np.array([[51.5074, -0.1278], [-48.8566, -177.6478]]))
    assert far[0] == pytest.approx([343.6, longest_km()], abs=1)


@given(st.floats(0, 20_000), st.floats(0, 20_000), st.floats(0, 5), st.floats(1, 1000))
def test_force_never_grows_with_distance(near: float, way: float, exponent: float, scale: float) -> None:
    left = gradient(np.array([0.0, near, near + way]), exponent, scale)
    assert left[0] == 1
    assert left[0] >= left[1] >= left[2] > 0


def test_an_act_weighs_whole_at_home_and_less_over_a_border(made: Make) -> None:
    store = made(deed("a", IS, "ASSAULT", "IRQ", "2014-09-01", place=BAGHDAD))
    table = exposure(store).set_index("state")
    assert table.loc[
        "IRQ", ["source", "source_name", "exposure", "relative", "at_home", "acts"]
    ].tolist() == [IS, "Islamic-State", 0.9, 1.0, 1, 1]
    km = table.loc["IRN", "nearest_km"]
    assert 120 < km < 190  # Qasr-e Shirin and Gilan-e Gharb lie so far from Baghdad
    assert table.loc["IRN", "exposure"] == pytest.approx(0.9 * 0.5 / (1 + km / 250))
    assert (table.loc["IRN", "borders"], table.loc["FRA", "borders"]) == (True, False)
    assert table.loc["FRA", "nearest_km"] == pytest.approx(3860, abs=30)  # Paris to Baghdad
    assert table.loc["FRA", "event_ids"] == ["a"]
    order = [table.loc[code, "exposure"] for code in ("IRQ", "IRN", "SAU", "FRA", "NZL")]
    assert order == sorted(order, reverse=True)
    assert relative(exposure(store))[IS, "IRQ"] == 1.0


def test_options_change_the_law(made: Make) -> None:
    store = made(deed("a", IS, "ASSAULT", "IRQ", "2014-09-01", place=BAGHDAD))
    flat = exposure(store, exponent=0, border=1)
    assert set(flat["exposure"]) == {0.9}
    steep = exposure(store, exponent=2, scale_km=100).set_index("state")
    assert steep.loc["FRA", "relative"] < exposure(store).set_index("state").loc["FRA", "relative"]


def test_what_counts_as_an_act(made: Make) -> None:
    store = made(
        deed("a", IS, "ASSAULT", "IRQ", "2014-09-01", place=BAGHDAD),
        deed("b", "FRA", "ASSAULT", IS, "2014-09-02", place=BAGHDAD),
        deed("c", IS, "THREATEN", "FRA", "2014-09-03", place=PARIS),
        deed("d", IS, "REJECT", "FRA", "2014-09-03", place=PARIS),
        deed("e", "FRA", "ACCUSE", IS, "2014-09-03", place=PARIS),
        deed("f", IS, "ASSAULT", "SYR", "2014-09-03"),
        deed("g", IS, "ASSAULT", "SYR", "2014-09-03", place=BAGHDAD, status="future"),
        deed("h", "SYR/REB", "ASSAULT", "SYR", "2014-09-04", place=BAGHDAD),
    )
    found = acts(store)
    own = found[found["party"] == IS]
    assert [(row.role, row.event_type, row.place, row.event_ids.tolist()) for row in own.itertuples()] == [
        ("actor", "ASSAULT", "Baghdad", ["a"]),
        ("recipient", "ASSAULT", "Baghdad", ["b"]),
        ("actor", "THREATEN", "Paris", ["c"]),
    ]
    assert armed(found) == ["SYR/REB", IS]
    assert set(exposure(store, ["FRA"])["source"]) == {"FRA"}
    assert "FRA" not in set(exposure(store, ["FRA"])["state"])


def test_nothing_located_gives_an_empty_table(made: Make) -> None:
    table = exposure(made(), [IS])
    assert (list(table.columns), len(table), relative(table)) == (COLUMNS, 0, {})


@pytest.mark.parametrize("options", [{"exponent": -1}, {"scale_km": 0}, {"border": 1.5}])
def test_wrong_options_are_told(made: Make, options: Any) -> None:
    with pytest.raises(UsageError, match="give"):
        exposure(made(), **options)
