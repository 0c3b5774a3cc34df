"""What is said of default against adapted."""

from __future__ import annotations

import pytest
from rich.console import Console

from khaldun.adapt.figures import compare

GOLD = ["A", "A", "B", "B", "C"]


def test_figures_count_both_on_the_same_pairs() -> None:
    found = compare(
        ("A", "B", "C"), GOLD, ["A", "B", "B", None, "A"], ["A", "A", "B", "B", "A"], 5, "a table"
    )
    macro, accuracy = found.measures
    assert (accuracy.default.value, accuracy.adapted.value) == (0.4, 0.8)
    assert accuracy.difference.value == pytest.approx(0.4)
    assert macro.default.value == pytest.approx((0.5 + 0.5 + 0) / 3, abs=1e-6)
    assert macro.adapted.value == pytest.approx((0.8 + 1 + 0) / 3, abs=1e-6)
    a, b, c = found.types
    assert (a.pairs, b.pairs, c.pairs) == (2, 2, 1)
    assert b.default == (0.5, 0.5, 0.5)
    assert c.adapted[0] is None
    assert a.f1_difference.value == pytest.approx(0.3)


def test_equal_answers_differ_by_nothing() -> None:
    found = compare(("A", "B", "C"), GOLD, GOLD, GOLD, 5, "a table")
    for measure in found.measures:
        assert (measure.difference.value, measure.difference.low, measure.difference.high) == (0, 0, 0)


def test_they_are_shown_as_tables() -> None:
    console = Console(width=140, record=True, file=None, force_terminal=False)
    with console.capture() as captured:
        console.print(compare(("A", "B", "C"), GOLD, GOLD, ["A", "A", "B", "B", "A"], 5, "by a table"))
    said = captured.get()
    assert "Cross-validation: 5 pairs, 5 folds" in said
    assert "Default: by a table." in said
    assert "–" in said
