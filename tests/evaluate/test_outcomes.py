from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khaldun.evaluate.outcomes import Confusion, Outcome, confusions, outcome, shortened, worst


def _wrong(id: str, wrong: float, confidence: float | None) -> Outcome:
    return Outcome(id, "AID", "REJECT", False, wrong, confidence)


def test_the_worst_are_the_surest_then_the_most_wrong() -> None:
    items = [
        _wrong("unsure", 1, 0.2),
        _wrong("missed", 3, None),
        _wrong("sure", 1, 0.9),
        _wrong("sure and twice", 2, 0.9),
        Outcome("right", "AID", "AID", True, 0, 1.0),
        Outcome("not judged", "AID", "REJECT", None, 5, 1.0),
    ]
    assert [item.id for item in worst(items, 10)] == ["sure and twice", "sure", "unsure", "missed"]
    assert [item.id for item in worst(items, 1)] == ["sure and twice"]
    assert worst(items, 0) == ()


def test_equal_ones_come_from_the_whole_file_and_the_same_each_time() -> None:
    items = [_wrong(str(n), 1, None) for n in range(100)]
    drawn = [item.id for item in worst(items, 5)]
    assert drawn == [item.id for item in worst(reversed(items), 5)]
    assert drawn != ["0", "1", "2", "3", "4"]


def test_no_label_is_none() -> None:
    assert outcome("1", None, None, text="").right is True
    missed = outcome("1", "AID", None, text="So  it\nwas.")
    assert (missed.coded, missed.right, missed.wrong, missed.text) == ("none", False, 1.0, "So it was.")


def test_cells_count_hits_too_and_the_most_frequent_come_first() -> None:
    pairs = [("AID", "AID"), ("REJECT", None), ("AID", "AID"), (None, "AID")]
    assert confusions(pairs) == (
        Confusion("AID", "AID", 2),
        Confusion("REJECT", "none", 1),
        Confusion("none", "AID", 1),
    )


def test_a_span_is_shown_in_brackets() -> None:
    assert shortened("Rain fell on\nMonday.", (13, 19)) == "Rain fell on [Monday]."
    long = "a " * 300
    shown = shortened(long, (300, 303))
    assert shown.startswith("…a a")
    assert "[a a]" in shown
    assert shown.endswith("…")


@given(st.text(), st.integers(0, 400), st.integers(0, 400))
def test_what_is_shown_is_short_and_one_line(text: str, a: int, b: int) -> None:
    for shown in (shortened(text), shortened(text, (min(a, b), max(a, b)))):
        assert len(shown) <= 200
        assert len(shown.splitlines()) <= 1
