from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.reader.tokens import (
    AFTER,
    BEFORE,
    BETWEEN,
    MARK,
    MAX_PIECES,
    SEGMENTS,
    SOURCE,
    TARGET,
    Pieces,
    Splitter,
    padded,
    segments,
    window,
)

TEXT = "On Monday Chad accused Sudan of arming rebels."
CHAD, SUDAN = (10, 14), (23, 28)


@pytest.fixture(scope="module")
def splitter(weights: Path) -> Splitter:
    return Splitter(weights / "vocabulary.txt")


def _words(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for word in text.split():
        start = text.index(word, start)
        spans.append((start, start + len(word)))
    return spans


def test_pieces_carry_offsets_of_the_text(splitter: Splitter) -> None:
    pieces = splitter.split("São Tomé's envoy")
    assert len(pieces.ids) == len(pieces.offsets)
    assert "São Tomé's envoy"[slice(*pieces.offsets[0])].startswith("S")
    assert pieces.offsets[-1][1] == len("São Tomé's envoy")


def test_case_does_not_matter(splitter: Splitter) -> None:
    assert splitter.split("CHAD ACCUSED SUDAN").ids == splitter.split("Chad accused Sudan").ids


def test_segments_say_where_each_piece_stands() -> None:
    found = segments(_words(TEXT), CHAD, SUDAN)
    assert found == [MARK, BEFORE, BEFORE, SOURCE, BETWEEN, TARGET, AFTER, AFTER, AFTER, MARK]


def test_a_turned_pair_has_segments_of_its_own() -> None:
    there, back = segments(_words(TEXT), CHAD, SUDAN), segments(_words(TEXT), SUDAN, CHAD)
    assert not set(there[1:-1]) & set(back[1:-1])
    assert back[3] == TARGET + 5
    assert back[5] == SOURCE + 5


def test_a_piece_in_both_spans_is_the_shorter_ones() -> None:
    offsets = [(0, 4), (5, 11)]
    assert segments(offsets, (0, 4), (0, 11)) == [MARK, SOURCE, TARGET, MARK]
    assert segments(offsets, (0, 11), (0, 4)) == [MARK, TARGET, SOURCE, MARK]


@given(st.integers(1, 400), st.data())
def test_a_window_fits_and_keeps_a_near_pair(size: int, data: st.DataObject) -> None:
    pieces = Pieces([5] * size, [(2 * n, 2 * n + 1) for n in range(size)])
    one = data.draw(st.integers(0, size - 1))
    two = data.draw(st.integers(max(one - 60, 0), min(one + 60, size - 1)))
    source, target = (2 * one, 2 * one + 1), (2 * two, 2 * two + 1)
    first, last = window(pieces, source, target)
    assert 0 <= first <= last <= size
    assert last - first == min(size, MAX_PIECES - 2)
    assert first <= min(one, two)
    assert max(one, two) < last


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_segments_stay_in_range(edges: list[int]) -> None:
    source, target = sorted(edges[:2]), sorted(edges[2:])
    found = segments([(n, n + 1) for n in range(40)], (source[0], source[1] + 1), (target[0], target[1] + 1))
    assert all(MARK <= segment < SEGMENTS for segment in found)


def test_rows_are_filled_up_at_the_right() -> None:
    assert np.array_equal(padded([[1, 2, 3], [4]], 0), [[1, 2, 3], [4, 0, 0]])
