"""POLECAT: the header and the values of its files."""

from __future__ import annotations

from export.exporting import IRAN, NOBODY, REBELS, UN, exported, table
from making import bare, full

HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|"
    "Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|"
    "Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)


def test_header() -> None:
    assert exported("polecat")[0].decode() == HEADER.replace("|", "\t") + "\n"


def test_a_full_event() -> None:
    (row,) = table("polecat", full())
    assert {name: value for name, value in row.items() if value != "None"} == {
        "Event ID": "bb22", "Event Date": "2014-09-15", "Event Type": "REJECT", "Event Mode": "assist", "Intensity": "-1.5",
        "Quad Code": "VERBAL CONFLICT", "Contexts": "military;diplomatic", "Actor Name": "France", "Actor Country": "FRA",
        "Actor COW": "220", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV", "Actor Name Raw": "France",
        "Recipient Name": "Mali;None", "Recipient Country": "MLI;None", "Recipient COW": "432;None",
        "Recipient Name Raw": "Mali;they", "Placename": "Paris", "City": "Paris", "Country": "FRA", "Latitude": "48.85",
        "Longitude": "2.35", "GeoNames ID": "2988507", "Raw Placename": "Paris", "Source": "'=Example",
        "Publication Date": "2014-09-16", "Language": "English", "Version": "khaldun 0.1.0",
    }  # fmt: skip


def test_lists_of_a_role_go_together() -> None:
    (row,) = table("polecat", full(actors=(IRAN, REBELS, UN, NOBODY)))
    assert row["Actor Country"] == "IRN;None;UNO;None"
    assert row["Actor COW"] == "630;None;None;None"
    assert row["Primary Actor Sector"] == "GOV;REB;GOV;None"
    assert row["Actor Sectors"] == "GOV;REB"
    assert row["Actor Name Raw"] == "Tehran;rebels;the U.N.;they"


def test_what_is_not_known_is_none() -> None:
    (row,) = table("polecat", bare())
    assert (
        row["Event Date"]
        == row["Event Mode"]
        == row["Actor Name"]
        == row["Country"]
        == row["Latitude"]
        == "None"
    )
