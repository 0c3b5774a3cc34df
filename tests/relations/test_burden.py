"""The burden: the equilibrium by hand, its first-order conditions, what a raise does, and the coalition of a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.relations.burden import burden, equilibrium, first_order, raised
from khaldun.relations.coalition import coalition, sensitivity
from khaldun.relations.means import default_means, read_means
from khaldun.relations.network import build
from khaldun.relations.world import states

from .conftest import IS, Make, at, deed

MEMBERS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.tuples(st.floats(0.1, 1000), st.floats(0.0, 0.95)), min_size=1
)
SPILL = st.floats(0.05, 1)


def split(members: dict[str, tuple[float, float]]) -> tuple[dict[str, float], dict[str, float]]:
    return {k: m for k, (m, _) in members.items()}, {k: a for k, (_, a) in members.items()}


def test_two_equals_by_hand() -> None:
    # a = 1/2, m = 12: each gives (12 - the other's) / 2, so 4 and 4; alone it would give 6.
    found = equilibrium({"x": 12, "y": 12}, {"x": 0.5, "y": 0.5})
    assert found.gifts == pytest.approx({"x": 4, "y": 4})
    assert equilibrium({"x": 12}, {"x": 0.5}).gifts == {"x": 6}


def test_the_great_are_exploited_by_the_small() -> None:
    found = equilibrium({"great": 600, "small": 6}, {"great": 0.1, "small": 0.1})
    assert found.gifts == pytest.approx({"great": 60, "small": 0})


def test_spill_by_hand() -> None:
    # a = 1/2, m = 12, spill 1/2: each gives 6 - other / 4, so 4.8 each.
    assert equilibrium({"x": 12, "y": 12}, {"x": 0.5, "y": 0.5}, spill=0.5).gifts == pytest.approx(
        {"x": 4.8, "y": 4.8}
    )


@settings(max_examples=300, deadline=None)
@given(MEMBERS, SPILL)
def test_the_equilibrium_meets_its_first_order_conditions(
    members: dict[str, tuple[float, float]], spill: float
) -> None:
    means, stakes = split(members)
    found = equilibrium(means, stakes, spill=spill)
    assert found.total == pytest.approx(sum(found.gifts.values()), rel=1e-9, abs=1e-12)
    for key, gap in first_order(means, stakes, found).items():
        gift = found.gifts[key]
        assert 0 <= gift < means[key]
        served = gift + spill * (found.total - gift)
        if gift > 1e-6 * means[key]:
            gain, loss = stakes[key] / served, (1 - stakes[key]) / (means[key] - gift)
            assert abs(gain / loss - 1) < 1e-8
            assert abs(gap) < 1e-8
        elif served:
            assert stakes[key] / served <= (1 - stakes[key]) / (means[key] - gift) * (1 + 1e-8)


@settings(max_examples=200, deadline=None)
@given(MEMBERS, SPILL, st.floats(0.01, 1))
def test_when_one_does_more_no_other_does_more(
    members: dict[str, tuple[float, float]], spill: float, share: float
) -> None:
    means, stakes = split(members)
    before = equilibrium(means, stakes, spill=spill)
    key = max(before.gifts, key=lambda key: before.gifts[key])
    effort = before.gifts[key] + share * (means[key] - before.gifts[key])
    after = equilibrium(means, stakes, {key: effort}, spill)
    slack = 1e-9 * sum(means.values())
    for other in set(means) - {key}:
        assert after.gifts[other] <= before.gifts[other] + slack
        if (
            before.gifts[other] > 1e-6 * means[other]
            and effort - before.gifts[key] > 1e-3 * before.gifts[other]
        ):
            assert after.gifts[other] < before.gifts[other]
    assert before.total - slack <= after.total <= before.total + effort - before.gifts[key] + slack


def test_the_table_holds_what_changes() -> None:
    table = burden({"x": 12, "y": 12, "z": 1}, {"x": 0.5, "y": 0.5, "z": 0.1}, {"x": "1.5x"}).set_index(
        "member"
    )
    assert table.loc["x", ["gift", "gift_after", "change", "raised"]].tolist() == pytest.approx(
        [4, 6, 2, True]
    )
    assert table.loc["y", ["gift", "gift_after", "change", "raised"]].tolist() == pytest.approx(
        [4, 3, -1, False]
    )
    assert (table.attrs["total"], table.attrs["total_after"]) == pytest.approx((8, 9))
    assert table["gap_after"].isna().tolist() == [True, False, False]
    assert "change" not in burden({"x": 1.0}, {"x": 0.5})


@pytest.mark.parametrize(("wish", "effort"), [("2x", 8), ("+1.5", 5.5), ("7", 7)])
def test_wishes(wish: str, effort: float) -> None:
    before = equilibrium({"x": 12, "y": 12}, {"x": 0.5, "y": 0.5})
    assert raised(before, {"x": 12, "y": 12}, {"x": wish}) == pytest.approx({"x": effort})


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"x": "twice"}, "times \\(2x\\)"), ({"x": "9x"}, "outside 0 and its means, 12"), ({"q": "2x"}, "members are x, z"),
        ({"z": "2x"}, "gives nothing at the equilibrium; give an addition"), ({"x": "nan"}, "outside"),
    ],
)  # fmt: skip
def test_wishes_that_cannot_be_are_told(wishes: dict[str, str], said: str) -> None:
    means, stakes = {"x": 12.0, "z": 0.1}, {"x": 0.5, "z": 0.1}
    with pytest.raises(UsageError, match=said):
        burden(means, stakes, wishes)


@pytest.mark.parametrize(
    ("means", "stake", "fixed", "spill"),
    [(0, 0.5, {}, 1), (1, 1, {}, 1), (1, 0.5, {"x": 2.0}, 1), (1, 0.5, {"y": 1.0}, 1), (1, 0.5, {}, 0)],
)
def test_numbers_out_of_range_are_told(means: float, stake: float, fixed: Any, spill: float) -> None:
    with pytest.raises(UsageError):
        equilibrium({"x": means}, {"x": stake}, fixed, spill)


PLACE = at(33.34, 44.40, "IRQ", "Baghdad")
EVENTS = [
    deed("a", IS, "ASSAULT", "IRQ", "2014-09-01", place=PLACE), deed("b", "USA", "ASSAULT", IS, "2014-09-01"),
    deed("c", "SAU", "ACCUSE", IS, "2014-09-01"), deed("d", "SYR", "ASSAULT", IS, "2014-09-01"),
    deed("e", "people:kurds", "ASSAULT", IS, "2014-09-01"), deed("f", "FRA", "AID", "IRQ", "2014-09-01"),
]  # fmt: skip


def test_a_coalition_is_those_at_odds_with_the_actor(made: Make) -> None:
    store = made(*EVENTS)
    found = coalition(store, build(store), IS)
    assert list(found.means) == ["IRQ", "SAU", "USA"]
    assert found.left_out == {"SYR": "its means are not in the table", "people:kurds": "no state"}
    assert found.event_ids == {"IRQ": ("a",), "SAU": ("c",), "USA": ("b",)}
    assert found.stakes["IRQ"] == 0.5 > found.stakes["SAU"] > found.stakes["USA"] > 0
    table = sensitivity(found, {"SAU": "1.2x"})
    assert table["here"].tolist() == [False, True, False]
    assert (table["others_after"] < table["others"])[table["others"] > 0].all()
    assert (table["total"].diff().dropna() > 0).all()


def test_members_and_means_can_be_given(made: Make, tmp_path: Path) -> None:
    store = made(*EVENTS)
    own = tmp_path / "own.csv"
    own.write_text("state,value\nFRA,40\nUSA,500\n")
    found = coalition(
        store, build(store), IS, members=["FRA", "USA", "IRQ"], means=read_means(own), taste=0.2
    )
    assert found.means == {"FRA": 40, "USA": 500}
    assert found.event_ids["FRA"] == ()
    assert max(found.stakes.values()) < 0.2


def test_nobody_to_bear_it_is_told(made: Make) -> None:
    store = made(*EVENTS)
    with pytest.raises(UsageError, match="name some with --members"):
        coalition(store, build(store), IS, members=["SYR"])
    with pytest.raises(UsageError, match="no located act of force"):
        coalition(store, build(store), "group:houthis")
    with pytest.raises(UsageError, match="taste 1"):
        coalition(store, build(store), IS, taste=1)


def test_the_default_means_are_dated_sourced_and_of_states() -> None:
    means = default_means()
    assert (means.date, means.values["USA"]) == (2014, 610)
    assert "SIPRI" in means.source
    assert set(means.states) <= set(states())
    assert all(value > 0 for value in means.values.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,value\nUSA,1\n", "no columns 'state' and 'value'"),
        ("state,value\nUSA,1\nFRA,x\n", "line 3"),
        ("state,value\nUSA,-1\n", "above 0"),
        ("", "no columns"),
    ],
)
def test_a_wrong_table_of_means_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "means.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=said):
        read_means(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_means(tmp_path / "none.csv")
