"""Spans of coded and of gold held against each other, one to one."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""First character and the one after the last."""


def overlapping(found: Sequence[Span], gold: Sequence[Span]) -> dict[int, int]:
    """From the number of each found span that overlaps a gold span to the number of that; each gold span is used once.

    Found spans are taken in order, and each takes the first overlapping gold span that is left.
    """
    pairs: dict[int, int] = {}
    left = list(range(len(gold)))
    for i, (start, end) in enumerate(found):
        for n in left:
            if start < gold[n][1] and gold[n][0] < end:
                pairs[i] = n
                left.remove(n)
                break
    return pairs


def counts(found: int, gold: int, hits: int) -> tuple[int, int, int]:
    """(tp, fp, fn) of one item."""
    return hits, found - hits, gold - hits
