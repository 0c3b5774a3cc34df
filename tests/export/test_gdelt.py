"""GDELT 2.0: 61 columns, its codes, its own arithmetic of dates."""

from __future__ import annotations

import datetime as dt

import pytest

from export.exporting import CROWD, IRAN, IRAQ, REBELS, UN, exported, meeting, table
from khaldun.export.gdelt import COLUMNS
from khaldun.model import Event, Mention, Place
from making import bare, full

ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
GEO = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
HEADER = [
    *["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"],
    *[f"Actor1{name}" for name in ACTOR.split()], *[f"Actor2{name}" for name in ACTOR.split()],
    *["IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"],
    *["NumMentions", "NumSources", "NumArticles", "AvgTone"],
    *[f"Actor1Geo_{name}" for name in GEO.split()], *[f"Actor2Geo_{name}" for name in GEO.split()],
    *[f"ActionGeo_{name}" for name in GEO.split()], "DATEADDED", "SOURCEURL",
]  # fmt: skip


def test_header_only_when_asked_for() -> None:
    assert len(COLUMNS) == 61
    assert exported("gdelt")[0] == b""
    assert exported("gdelt", header=True)[0].decode().rstrip("\n").split("\t") == HEADER


def test_a_full_event() -> None:
    row, _ = table("gdelt", full())
    assert 0 < int(row.pop("GLOBALEVENTID")) < 2**63
    assert {name: value for name, value in row.items() if value} == {
        "SQLDATE": "20140915", "MonthYear": "201409", "Year": "2014", "FractionDate": "2014.6986",
        "Actor1Code": "FRAGOV", "Actor1Name": "FRANCE", "Actor1CountryCode": "FRA", "Actor1Type1Code": "GOV",
        "Actor2Code": "MLI", "Actor2Name": "MALI", "Actor2CountryCode": "MLI",
        "IsRootEvent": "1", "EventCode": "1212", "EventBaseCode": "121", "EventRootCode": "12", "QuadClass": "3",
        "GoldsteinScale": "-4", "NumMentions": "2", "NumSources": "1", "NumArticles": "1",
        "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "4", "ActionGeo_FullName": "Paris, France",
        "ActionGeo_CountryCode": "FR", "ActionGeo_Lat": "48.85", "ActionGeo_Long": "2.35",
        "DATEADDED": "20240102030405", "SOURCEURL": "https://example.org/1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        (
            UN,
            {
                "Code": "IGOUNOGOV",
                "KnownGroupCode": "UNO",
                "CountryCode": "",
                "Type1Code": "IGO",
                "Type2Code": "GOV",
            },
        ),
        (REBELS, {"Code": "REB", "CountryCode": "", "Type1Code": "REB"}),
        (
            Mention("", 0, 0, "EU", "EUR"),
            {"Code": "IGOEUREEC", "CountryCode": "EUR", "KnownGroupCode": "EEC"},
        ),
        (
            Mention("", 0, 0, "Bucharest", "ROU", "JRN", ("JRN", "PTY")),
            {"Code": "ROMMED", "CountryCode": "ROM"},
        ),
        (Mention("", 0, 0, "A party", "IRQ", "PTY", ("PTY",)), {"Code": "IRQ", "Type1Code": ""}),
        (Mention("", 0, 0, None, "MINE"), {"Code": "MINE", "CountryCode": "", "Name": ""}),
        (Mention("", 0, 0, "Movement", "ISM"), {"Code": "", "Name": "MOVEMENT", "Type1Code": ""}),
    ],
)
def test_actors(mention: Mention, expected: dict[str, str]) -> None:
    row = table("gdelt", full(actors=(mention,), recipients=(IRAN,)))[0]
    assert {name: row[f"Actor1{name}"] for name in expected} == expected


@pytest.mark.parametrize(
    ("country", "precision", "kind", "name"),
    [
        ("USA", "city", "3", "X, United States"), ("USA", "province", "2", "X, United States"), ("IRQ", "country", "1", "X"),
        ("IRQ", "province", "5", "X, Iraq"), ("IRQ", "district", "4", "X, Iraq"), ("IRQ", "region", "0", ""), (None, None, "0", ""),
    ],
)  # fmt: skip
def test_places(country: str, precision: str, kind: str, name: str) -> None:
    place = Place("x", 0, 1, "X", country, 1.0, -2.5, None, precision)  # type: ignore[arg-type]
    row = table("gdelt", full(place=place))[0]
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"]) == (kind, name)
    assert row["ActionGeo_Long"] == ("-2.5" if name else "")


@pytest.mark.parametrize(
    ("day", "fraction"), [(dt.date(2015, 2, 18), "2015.1315"), (dt.date(2020, 1, 1), "2020.0027"), (None, "")]
)
def test_fraction_of_the_year(day: dt.date | None, fraction: str) -> None:
    assert table("gdelt", full(date=day))[0]["FractionDate"] == fraction


@pytest.mark.parametrize(
    ("cameo", "quad", "goldstein"),
    [("040", "1", "1"), ("0871", "2", "5"), ("090", "3", "-2"), ("145", "4", "-6.5")],
)
def test_quad_class_follows_the_root(cameo: str, quad: str, goldstein: str) -> None:
    row = table("gdelt", full(cameo=cameo))[0]
    assert (row["QuadClass"], row["GoldsteinScale"]) == (quad, goldstein)


def test_rows_are_dyads() -> None:
    def pairs(event: Event) -> list[tuple[str, str]]:
        return [(row["Actor1Code"], row["Actor2Code"]) for row in table("gdelt", event)]

    assert pairs(meeting(IRAN, IRAQ)) == [("IRNGOV", "IRQ"), ("IRQ", "IRNGOV")]
    assert pairs(bare(actors=(CROWD,))) == [("CVL", "")]
