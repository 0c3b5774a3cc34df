"""Clusters of places: every event is in one, boxes ask for the events of theirs alone, near ones are one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.model import Place
from khaldun.store import Choice, Store
from khaldun.store.clusters import Cluster, merged
from making import RUN, coding, full

CELL = (2.0, 3.0)


def single(lat: float, lon: float, quads: tuple[int, int, int, int] = (1, 0, 0, 0)) -> Cluster:
    return Cluster(lat, lon, "X", None, 1, quads, 1.0, quads[0], (lat, lon, lat, lon))


spots = st.dictionaries(
    st.tuples(st.integers(-80, 80).map(lambda n: n / 4), st.integers(-120, 120).map(lambda n: n / 4)),
    st.tuples(*[st.integers(0, 5)] * 4).filter(any),
    max_size=40,
).map(lambda found: [single(lat, lon, quads) for (lat, lon), quads in found.items()])


def inside(spot: Cluster, cluster: Cluster) -> bool:
    south, west, north, east = cluster.box
    return south <= spot.lat <= north and west <= spot.lon <= east


@given(spots)
def test_every_place_is_in_the_box_of_one_cluster(found: list[Cluster]) -> None:
    clusters = merged(found, *CELL)
    for spot in found:
        assert sum(inside(spot, cluster) for cluster in clusters) == 1
    for cluster in clusters:
        members = [spot for spot in found if inside(spot, cluster)]
        assert cluster.places == len(members)
        assert cluster.quads == tuple(sum(m.quads[n] for m in members) for n in range(4))
        assert cluster.rough == cluster.quads[0]
        assert cluster.lat == pytest.approx(sum(m.lat * m.events for m in members) / cluster.events)
        assert cluster.box[2] - cluster.box[0] <= 1.75 * CELL[0]
        assert cluster.box[3] - cluster.box[1] <= 1.75 * CELL[1]


def test_what_a_line_of_the_grid_parts_is_one() -> None:
    (one,) = merged([single(1.9, 2.9, (0, 0, 0, 3)), single(2.1, 3.1)], *CELL)
    assert (one.places, one.events, one.name) == (2, 4, "X")
    assert len(merged([single(0.5, 0.5), single(2.5, 0.5)], *CELL)) == 2


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("clusters") / "run.duckdb"
    towns = {"Gao": (16.27, -0.04), "Kidal": (18.44, 1.41), "Bamako": (12.65, -8.0), "Quito": (-0.23, -78.52)}
    places = {n: Place(n, 0, 1, n, "MLI", lat, lon, 1, "city") for n, (lat, lon) in towns.items()}
    with Store.create(path, RUN) as writer:
        writer.add(coding(*(full(f"{name}{n}", place=place, quad=1 + n % 4) for name, place in places.items() for n in range(len(name)))))  # fmt: skip
        writer.add(coding(full("nowhere", place=None, article_id="two"), article_id="two"))
    with Store(path) as opened:
        yield opened


@pytest.mark.parametrize(("cell", "expected"), [((0.5, 0.5), [5, 6, 3, 5]), ((20.0, 20.0), [5, 14]), ((200.0, 400.0), [19])])  # fmt: skip
def test_a_store_has_as_many_as_its_cells_are_wide(store: Store, cell: tuple[float, float], expected: list[int]) -> None:  # fmt: skip
    clusters = store.clusters(Choice(), *cell)
    assert sorted(c.events for c in clusters) == sorted(expected)
    for cluster in clusters:
        assert store.count(Choice(box=cluster.box)) == cluster.events
        if cluster.places == 1:
            assert store.count(Choice(at=(cluster.lat, cluster.lon))) == cluster.events
    assert sum(c.events for c in store.clusters(Choice(quads=(1,)), *cell)) == store.count(Choice(quads=(1,)))


def test_boxes_go_with_other_choices(store: Store) -> None:
    mali = Choice(box=(10.0, -10.0, 20.0, 5.0))
    assert store.count(mali) == 14
    assert store.count(replace(mali, quads=(1,))) < 14
    assert {event.place.name for event in store.chosen(mali) if event.place} == {"Gao", "Kidal", "Bamako"}
