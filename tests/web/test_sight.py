"""What a map shows, and the way back from the address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.store.clusters import Cluster
from khaldun.web.sight import MOST, WORLD, Sight, most

sights = st.builds(Sight.kept, st.floats(-60, 84), st.floats(-180, 180), st.floats(1, 600))
sizes = st.tuples(st.floats(200, 1400), st.floats(200, 800))


@given(sights)
def test_a_sight_survives_the_address(sight: Sight) -> None:
    assert Sight.read(str(sight)) == sight


@pytest.mark.parametrize("text", ["", "1,2", "x,y,z", "91,0,3", "0,181,3", "0,0,0", "nan,0,1", "1,2,3,4"])
def test_what_is_none_is_none(text: str) -> None:
    assert Sight.read(text) is None


@given(st.tuples(st.floats(-55, 70), st.floats(-170, 160), st.floats(0.5, 12), st.floats(0.5, 18)), sizes)
def test_a_box_is_seen_whole(box: tuple[float, float, float, float], size: tuple[float, float]) -> None:
    south, west, up, across = box
    seen = Sight.of((south, west, south + up, west + across), size).box(size)
    assert seen[0] <= south + 0.1
    assert seen[1] <= west + 0.1
    assert seen[2] >= south + up - 0.1
    assert seen[3] >= west + across - 0.1


@given(sights, sizes)
def test_moving_keeps_to_the_world(sight: Sight, size: tuple[float, float]) -> None:
    for other in (sight.zoomed(1e9), sight.moved(1e9, -1e9), sight.zoomed(0)):
        assert WORLD[0] <= other.lat <= WORLD[2]
        assert WORLD[1] <= other.lon <= WORLD[3]
        assert 1 <= other.scale <= MOST
    assert sight.zoomed(2).box(size)[0] >= sight.box(size)[0]


def test_rare_places_far_away_are_left_out_at_first() -> None:
    syria = [Cluster(33 + n / 10, 36, "x", None, 1, (0, 0, 0, 50), -9, 0, (0, 0, 0, 0)) for n in range(10)]
    far = Cluster(-30, 150, "y", None, 1, (1, 0, 0, 0), 1, 0, (0, 0, 0, 0))
    south, west, north, east = most([*syria, far])
    assert (south, north) == pytest.approx((31, 35.9))
    assert west < 36 < east < 60
    assert most([]) == WORLD
