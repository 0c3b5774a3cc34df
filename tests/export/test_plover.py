"""PLOVER JSON: its fields, and nothing guessed."""

from __future__ import annotations

import json

from export.exporting import exported
from making import TEXT, bare, full


def test_fields() -> None:
    known, unknown = (json.loads(line) for line in exported("plover", full(), bare())[0].splitlines())
    assert list(known) == [
        "id", "date", "actor", "event", "recipient", "mode", "context", "event_loc", "text_info", "cite_info", "quad_code",
        "event_scale", "coder", "coded_date",
    ]  # fmt: skip
    assert known["actor"] == [
        {"actorText": "France", "name": "France", "code": "FRA", "sector": "GOV", "sectors": ["GOV"]}
    ]
    assert known["event"] == ["REJECT"]
    assert known["mode"] == ["assist"]
    assert (known["quad_code"], known["event_scale"], known["coded_date"]) == (3, -1.5, "2024-01-02")
    assert known["event_loc"]["geonames_id"] == 2988507
    assert known["text_info"] == {"text": TEXT[:65], "sentence": 0, "start": 0, "end": 65, "trigger": [7, 14]}
    assert known["cite_info"]["publication"] == "=Example"
    assert (unknown["date"], unknown["actor"], unknown["event_loc"]) == (None, [], None)
