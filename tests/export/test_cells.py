"""Cells: safe to open, on one line, numbers as numbers; dyads: who stands against whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from export.exporting import IRAN, IRAQ, REBELS, UN, meeting
from khaldun.export.cells import FORMULA, dyads, listed, one_line, row_number, tab_cell
from khaldun.model import Event
from making import bare, events, full


@given(st.text())
def test_a_text_cell_is_one_safe_line(text: str) -> None:
    cell = one_line(text)
    assert not cell.startswith(FORMULA)
    assert len(f"{cell}\n".splitlines()) == 1
    assert "\t" not in cell
    assert '"' not in cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-9.0, "-9"), (-1.5, "-1.5"), (48.85, "48.85"), (0, "0"), (None, "?"), ("", "?"), ("\n", "?"),
        ("-9", "'-9"), ("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"), ("\t=1", "'=1"), ("a\tb\r\nc", "a b c"),
        ('"Tiger" Force', "'Tiger' Force"), ("Zoë \u200dسلام", "Zoë \u200dسلام"),
    ],
)  # fmt: skip
def test_cells(value: object, cell: str) -> None:
    assert tab_cell(value, "?") == cell


def test_lists() -> None:
    assert listed(["a", None, "b;c"]) == "a;None;b,c"
    assert listed(["a", "=b"]) == "a;'=b"
    assert listed([]) is None


def test_dyads() -> None:
    assert dyads(full(actors=(IRAN, UN), recipients=(IRAQ, REBELS))) == [
        (IRAN, IRAQ), (IRAN, REBELS), (UN, IRAQ), (UN, REBELS),
    ]  # fmt: skip
    assert dyads(meeting(IRAN, IRAQ)) == [(IRAN, IRAQ), (IRAQ, IRAN)]
    assert dyads(meeting(IRAN)) == [(IRAN, None)]
    assert dyads(full(actors=(IRAN,), recipients=())) == [(IRAN, None)]
    assert dyads(bare()) == [(None, None)]


@given(events)
def test_every_event_has_a_dyad_and_numbers_of_its_own(event: Event) -> None:
    found = dyads(event)
    numbers = {row_number(event, n) for n in range(len(found))}
    assert len(numbers) == len(found) > 0
    assert all(0 <= number < 2**63 for number in numbers)
