from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from khaldun.model import Place
from khaldun.places import Gazetteer, index
from khaldun.places.keys import key
from khaldun.places.sources import words
from khaldun.text.parse import Parser


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def small() -> Iterator[index.Index]:
    return index.Index(
        ["Tripoli"],
        ["LBY"],
        [""],
        [32.9],
        [13.2],
        [1],
        [1_000_000],
        ["city"],
        [True],
        {"tripoli": [0]},
        {"tripoli": 1},
        {},
    )


def find(gazetteer: Gazetteer, parser: Parser, text: str, hints: tuple[str, ...] = ()) -> list[Place]:
    return gazetteer.find(parser.parse(text), hints)


def names(
    gazetteer: Gazetteer, parser: Parser, text: str, hints: tuple[str, ...] = ()
) -> list[tuple[str, str | None]]:
    return [(p.text, p.country) for p in find(gazetteer, parser, text, hints)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Aleppo.", [("Aleppo", "SYR")]),
        ("Troops crossed the border from Jordan into Syria.", [("Jordan", "JOR"), ("Syria", "SYR")]),
        ("Rebels shot at cars near Tripoli, Lebanon.", [("Tripoli", "LBN"), ("Lebanon", "LBN")]),
        ("Rebels shot at cars in Tripoli.", [("Tripoli", "LBY")]),
        ("A plane crashed in Springfield, Ill.", [("Springfield", "USA"), ("Ill.", "USA")]),
        ("The Mosul offensive began at dawn.", [("Mosul", "IRQ")]),
        ("Jets bombed the Golan Heights.", [("Golan Heights", "SYR")]),
        ("The army recaptured Kobani.", [("Kobani", "SYR")]),
        ("A blast shook Pristina.", [("Pristina", "KOS")]),
    ],
)
def test_places(gazetteer: Gazetteer, parser: Parser, text: str, expected: list[tuple[str, str]]) -> None:
    assert names(gazetteer, parser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Washington said it would send aid.",
        "Paris Hilton sang.",
        "The Jordan Times printed the letter.",
        "The report by the Bank of England was late.",
        "Tehran accused Riyadh of lying.",
        "In August the talks failed.",
        "Iran's government resigned.",
    ],
)
def test_names_that_are_no_places_here(gazetteer: Gazetteer, parser: Parser, text: str) -> None:
    assert names(gazetteer, parser, text) == []


def test_hints_move_a_name(gazetteer: Gazetteer, parser: Parser) -> None:
    text = "Fighters shot at cars in Tripoli and fled to Sidon and Baalbek."
    assert names(gazetteer, parser, text, ("LBN",))[0] == ("Tripoli", "LBN")


def test_fields(gazetteer: Gazetteer, parser: Parser) -> None:
    place = find(gazetteer, parser, "Shells fell in Tripoli.")[0]
    assert (place.name, place.precision) == ("Tripoli", "city")
    assert place.lat == pytest.approx(32.9, abs=0.2)
    assert place.lon == pytest.approx(13.2, abs=0.2)
    assert place.geonames_id
    assert "Tripoli, LBN" in place.alternatives
    assert len(place.alternatives) <= 3


def test_province_and_region_precision(gazetteer: Gazetteer, parser: Parser) -> None:
    assert find(gazetteer, parser, "Shells fell in Anbar.")[0].precision == "province"
    sahel = find(gazetteer, parser, "Fighters roam across the Sahel.")[0]
    assert (sahel.precision, sahel.country) == ("region", None)
    assert sahel.reason


def test_spelling_variants_share_a_key() -> None:
    assert key("Deir ez-Zor") == key("Deir Ez Zor")
    assert key("Sana'a") == key("Sanaa") == key("Sanaʿa")
    assert key("U.S.") != key("us")


def test_index_is_kept_and_read_again(
    small: index.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    built: list[int] = []

    def build() -> index.Index:
        built.append(1)
        return small

    monkeypatch.setattr(index, "build", build)
    assert index.load().name == ["Tripoli"]
    assert index.load().name == ["Tripoli"]
    assert len(built) == 1
    file = next((tmp_path / "khaldun").glob("places-*.msgpack"))
    file.write_bytes(b"broken")
    assert index.load().name == ["Tripoli"]
    assert len(built) == 2


def test_unwritable_cache_is_said(
    small: index.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(index, "build", lambda: small)
    with caplog.at_level(logging.WARNING):
        assert index.load().name == ["Tripoli"]
    assert "cannot be written" in caplog.text


def test_every_region_is_found_by_its_name(gazetteer: Gazetteer) -> None:
    regions = words("regions.yaml")
    assert len(regions) >= 250
    for id_, (name, country, lat, lon, precision, *_) in regions.items():
        assert key(name), id_
        assert country is None or len(country) == 3, id_
        assert -90 <= lat <= 90, id_
        assert -180 <= lon <= 180, id_
        assert precision in ("city", "district", "province", "country", "region"), id_
