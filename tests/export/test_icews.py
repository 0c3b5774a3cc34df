"""ICEWS: the header, and a row for each dyad."""

from __future__ import annotations

from export.exporting import IRAN, IRAQ, REBELS, UN, exported, meeting, table
from making import bare, full

HEADER = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|Longitude"
)


def test_header() -> None:
    assert exported("icews")[0].decode() == HEADER.replace("|", "\t") + "\n"


def test_a_full_event() -> None:
    row, other = table("icews", full())
    assert row.pop("Event ID") != other["Event ID"]
    assert {name: value for name, value in row.items() if value} == {
        "Event Date": "2014-09-15", "Source Name": "France", "Source Sectors": "Government", "Source Country": "France",
        "Event Text": row["Event Text"], "CAMEO Code": "1212", "Intensity": "-4", "Target Name": "Mali",
        "Target Country": "Mali", "Story ID": "one", "Sentence Number": "1", "Publisher": "'=Example", "City": "Paris",
        "Country": "France", "Latitude": "48.85", "Longitude": "2.35",
    }  # fmt: skip
    assert row["Event Text"]


def test_dyads() -> None:
    pairs = [
        (row["Source Name"], row["Target Name"], row["Source Country"])
        for row in table(
            "icews", meeting(IRAN, IRAQ), full(actors=(UN,), recipients=()), full(actors=(REBELS,))
        )
    ]
    assert pairs == [
        ("Government of Iran", "Iraq", "Iran"),
        ("Iraq", "Government of Iran", "Iraq"),
        ("United Nations", "", ""),
        ("rebel", "Mali", ""),
        ("rebel", "", ""),
    ]


def test_what_is_not_known_is_empty() -> None:
    (row,) = table("icews", bare())
    assert (
        row["Event Date"]
        == row["Source Name"]
        == row["Target Country"]
        == row["Latitude"]
        == row["Publisher"]
        == ""
    )
    assert row["Intensity"] == "-6.5"
