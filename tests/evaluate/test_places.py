from __future__ import annotations

import math
from pathlib import Path

import pytest

from khaldun.errors import UsageError
from khaldun.evaluate import FORMATS, evaluate
from khaldun.evaluate.gold import read
from khaldun.evaluate.places import country_code, kilometres
from khaldun.model import Place

from .stubs import LayersCoder

TEXT = "From Paris the train goes to Georgia and Rome."
LGL = f"""<articles><article docid="7"><text>{TEXT}</text><toponyms>
<toponym><start>5</start><end>10</end><gaztag><lat>48.85</lat><lon>2.35</lon><country>France</country></gaztag></toponym>
<toponym><start>29</start><end>36</end><gaztag><lat>41.7</lat><lon>44.8</lon><country>Georgia</country></gaztag></toponym>
<toponym><start>41</start><end>45</end></toponym>
</toponyms></article></articles>"""


def _place(part: str, country: str, lat: float, lon: float) -> Place:
    start = TEXT.index(part)
    return Place(part, start, start + len(part), part, country, lat, lon, None, "city")


def test_a_degree_of_the_equator_and_half_the_globe() -> None:
    assert kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(6371 * math.pi / 180)
    assert kilometres((0.0, 0.0), (0.0, 180.0)) == pytest.approx(6371 * math.pi)
    assert kilometres((12.5, 7.0), (12.5, 7.0)) == 0.0


def test_countries_by_their_geonames_name() -> None:
    assert [country_code(name) for name in ("France", "Georgia", "Atlantis", "")] == [
        "FRA",
        "GEO",
        None,
        None,
    ]


def test_toponyms_distances_and_countries(tmp_path: Path) -> None:
    # Paris right, Georgia the state in America, Rome missed, and a train station in vain.
    found = [
        _place("Paris", "FRA", 48.86, 2.34),
        _place("train", "ITA", 0.0, 0.0),
        _place("Georgia", "USA", 32.75, -83.5),
    ]
    path = tmp_path / "places_mine.xml"
    path.write_text(LGL, encoding="utf-8")
    part = evaluate([path], LayersCoder(places={TEXT: found})).files[0]
    score = part.score("toponyms")
    assert (score.n, score.precision, score.recall) == (
        1,
        pytest.approx(2 / 3, abs=1e-6),
        pytest.approx(2 / 3, abs=1e-6),
    )
    assert part.score("within 161 km, of those found").value == 0.5
    assert part.score("in the right country, of those found").value == 0.5
    assert [(o.id, o.gold, o.coded) for o in part.outcomes if not o.right] == [
        ("7 29-36", "Georgia, Georgia (41.70, 44.80)", "Georgia, USA (32.75, -83.50)"),
        ("7 41-45", "Rome", "none"),
        ("7 +15-20", "none", "train, ITA (0.00, 0.00)"),
    ]


def test_geovirus_counts_characters_from_one(tmp_path: Path) -> None:
    path = tmp_path / "places_virus.xml"
    path.write_text(
        f"<articles><article><text>{TEXT}</text><locations><location><start>6</start><end>11</end>"
        "<lat>48.85</lat><lon>2.35</lon></location></locations></article></articles>"
    )
    (record,) = read(path, FORMATS).records
    assert record["toponyms"] == [{"start": 5, "end": 10, "lat": 48.85, "lon": 2.35, "country": None}]
    part = evaluate([path], LayersCoder(places={TEXT: [_place("Paris", "FRA", 48.85, 2.35)]})).files[0]
    assert [(s.measure, s.value) for s in part.scores] == [
        ("toponyms", 1.0),
        ("within 161 km, of those found", 1.0),
    ]


def test_broken_xml_and_offsets_are_named(tmp_path: Path) -> None:
    path = tmp_path / "places.xml"
    path.write_text("<articles><article>")
    with pytest.raises(UsageError, match=r"places\.xml: not XML \(.*\); give articles with toponyms"):
        read(path, FORMATS)
    path.write_text("<articles><article><toponym><start>x</start></toponym></article></articles>")
    with pytest.raises(UsageError, match=r"article 1: .*'x'; each toponym needs whole numbers"):
        read(path, FORMATS)
