"""Coding a stream of articles in one or several processes: in order, in bounded memory, and past any that fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from khaldun.running.chunks import Chunk, Coded, Coder, Failed, chunks, code_chunk
from khaldun.running.plan import plan
from khaldun.running.pool import Limits, Pool

__all__ = ["Chunk", "Coded", "Coder", "Done", "Failed", "Limits", "Pool", "chunks", "code", "plan"]


@dataclass(frozen=True, slots=True)
class Done:
    """A chunk with an outcome for each of its articles, in their order."""

    chunk: Chunk
    outcomes: list[Coded]


def code(
    work: Iterator[Chunk], make_coder: Callable[[], Coder], workers: int, limits: Limits | None = None
) -> Iterator[Done]:
    """Code chunk after chunk, in order, with coders that ``make_coder`` makes.

    With ``workers`` processes, each of which loads one coder, ``make_coder`` must be importable (picklable); with 0
    this process does it. What comes out does not depend on the number. Raises what ``make_coder`` raises.
    """
    if workers == 0:
        coder = make_coder()
        for chunk in work:
            yield Done(chunk, code_chunk(coder, chunk.articles))
        return
    with Pool(make_coder, workers, limits or Limits()) as pool:
        for chunk, outcomes in pool.code(work):
            yield Done(chunk, outcomes)
