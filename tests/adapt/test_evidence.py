"""Pairs as numbers."""

from __future__ import annotations

import pytest

from adapt.conftest import evidence
from khaldun.adapt.evidence import FRAMES, ROOTS, frames_row, points
from khaldun.model import Relation


def _framed(cameo: str | None, fit: float, rule: str = "accuse.v") -> Relation:
    return Relation("ACCUSE", cameo, 3, (), "actual", fit, rule, fit)


@pytest.mark.parametrize(
    ("framed", "fit", "clear"),
    [
        (_framed("1123", 0.9), 0.9, 1),
        (_framed("112", 0.5), 0.5, 0),
        (_framed("112", 0.05, "none: no frame"), 0, 0),
        (_framed(None, 0.9), 0, 0),
    ],
)
def test_the_frames_speak_by_root(framed: Relation, fit: float, clear: float) -> None:
    row = frames_row(evidence({"112": 1.0}, framed))
    place = ROOTS.index("11")
    assert (row[place], row[len(ROOTS) + place]) == (fit, clear)
    assert row.sum() == fit + clear


def test_the_view_comes_first() -> None:
    rows = points([evidence({"112": 1.0}, view=(3.0, 4.0)), evidence({"112": 1.0}, view=(5.0, 6.0))])
    assert rows.shape == (2, 2 + FRAMES)
    assert rows[:, :2].tolist() == [[3.0, 4.0], [5.0, 6.0]]
