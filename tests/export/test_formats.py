"""What holds for every format: the table, the notes, any event, equal bytes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from export.exporting import exported
from khaldun.export.formats import WRITERS, formats
from khaldun.model import Event
from making import bare, events, full

DOCS = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
TABS = {"polecat": 40, "icews": 20, "gdelt": 61}


def test_the_notes_tell_of_every_format() -> None:
    assert list(formats()) == list(WRITERS)
    for form in formats().values():
        assert form.notes
        assert form.title


@pytest.mark.parametrize("name", WRITERS)
def test_the_docs_tell_what_a_format_cannot_carry(name: str) -> None:
    found = re.search(rf"^### {name}\n(.*?)(?=^##|\Z)", DOCS, re.S | re.M)
    assert found, f"docs/exports.md has no section on {name}"
    form = formats()[name]
    assert form.title in found[1]
    for note in form.notes:
        assert f"- {note}\n" in found[1], f"docs/exports.md: {name}: {note}"
    assert ("of any status" if len(form.statuses) > 1 else "actual events only") in found[1]
    assert "Python: `" in found[1]
    assert "R: `" in found[1]


@pytest.mark.parametrize("name", WRITERS)
def test_equal_events_give_equal_bytes(name: str) -> None:
    assert exported(name, full(), bare())[0] == exported(name, full(), bare())[0]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(events)
def test_any_event_can_be_written(event: Event) -> None:
    for name in WRITERS:
        content, writer = exported(name, event)
        assert writer.left_out.total() <= 1
        if name in TABS:
            assert {line.count(b"\t") for line in content.removesuffix(b"\n").split(b"\n")} == {
                TABS[name] - 1
            }


@pytest.mark.parametrize(
    "name", ["jsonl", "csv", "parquet", "polecat", "icews", "gdelt", "plover", "followthemoney"]
)
def test_formats_without_conditions_leave_nothing_out(name: str) -> None:
    assert not exported(name, full(), bare())[1].left_out
