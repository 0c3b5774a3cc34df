from __future__ import annotations

from pathlib import Path

import pytest

from khaldun.evaluate import evaluate
from khaldun.model import Evidence, Place

from .stubs import StubCoder, event, mention, write

TEXT = "Troops shelled Homs and Hama, then left for Beirut."
QUIET = "Villagers danced in Homs."


def _span(text: str, part: str) -> list[int]:
    return [text.index(part), text.index(part) + len(part)]


def _shelling(part: str):  # type: ignore[no-untyped-def]
    start, end = _span(TEXT, part)
    return event(
        TEXT, "ASSAULT", "190", [mention(TEXT, "Troops", None, "MIL")],
        evidence=Evidence(TEXT, 0, len(TEXT), (7, 14)), rule="shell.v", confidence=0.8,
        place=Place(part, start, end, part, "SYR", None, None, None, "city"),
    )  # fmt: skip


def test_places_of_the_coded_events_of_the_verb(tmp_path: Path) -> None:
    rows = [
        {
            "text": TEXT,
            "verb": [_span(TEXT, "shelled")],
            "locations": [_span(TEXT, "Homs"), _span(TEXT, "Hama")],
        },
        {"text": TEXT, "verb": [_span(TEXT, "left")], "locations": [_span(TEXT, "Beirut")]},
        {"text": QUIET, "verb": [_span(QUIET, "danced")], "locations": [[3, 3]]},
    ]
    path = write(tmp_path / "places_of_event.jsonl", rows)
    part = evaluate([path], StubCoder({TEXT: [_shelling("Homs"), _shelling("Hama, then")]})).files[0]
    assert [(s.measure, s.n, s.precision, s.recall) for s in part.scores] == [
        ("place of the coded event, exact spans", 3, 0.5, pytest.approx(1 / 3, abs=1e-6)),
        ("place of the coded event, overlapping spans", 3, 1.0, pytest.approx(2 / 3, abs=1e-6)),
        ("the same where an event is coded, exact spans", 1, 0.5, 0.5),
        ("the same where an event is coded, overlapping spans", 1, 1.0, 1.0),
    ]
    assert [(o.gold, o.coded, o.right, o.rule) for o in part.outcomes] == [
        ("Homs; Hama", "Homs; Hama, then", True, "shell.v"),
        ("Beirut", "none", False, None),
        ("none", "none", True, None),
    ]
    assert {(c.gold, c.predicted): c.count for c in part.confusions} == {
        ("place", "place"): 2,
        ("place", "none"): 1,
    }


class Locating(StubCoder):
    """Says of every verb that it happened in Homs."""

    def where(self, text: str, span: tuple[int, int], /) -> list[Place]:
        assert span == tuple(_span(text, text[slice(*span)]))
        start, end = _span(text, "Homs")
        return [Place("Homs", start, end, "Homs", "SYR", None, None, None, "city")]


def test_a_coder_that_locates_is_asked_of_every_verb(tmp_path: Path) -> None:
    rows = [
        {
            "text": TEXT,
            "verb": [_span(TEXT, "shelled")],
            "locations": [_span(TEXT, "Homs"), _span(TEXT, "Hama")],
        },
        {"text": QUIET, "verb": [_span(QUIET, "danced")], "locations": [_span(QUIET, "Homs")]},
    ]
    part = evaluate([write(tmp_path / "places_of_event.jsonl", rows)], Locating()).files[0]
    assert [(s.measure, s.n, s.precision, s.recall) for s in part.scores[:4]] == [
        ("place of the verb's event, exact spans", 2, 1.0, pytest.approx(2 / 3, abs=1e-6)),
        ("place of the verb's event, overlapping spans", 2, 1.0, pytest.approx(2 / 3, abs=1e-6)),
        ("place of the coded event, exact spans", 2, None, 0.0),
        ("place of the coded event, overlapping spans", 2, None, 0.0),
    ]
    assert [(o.gold, o.coded, o.right) for o in part.outcomes] == [
        ("Homs; Hama", "Homs", False),
        ("Homs", "Homs", True),
    ]
