"""How many worker processes an input is worth."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from khaldun.running.chunks import Chunk

LITTLE = 500_000
"""Characters of text that one process codes in about the time that starting several takes."""
WORKER_MEGABYTES = 700
"""Memory to reckon with for each worker."""


def plan(
    work: Iterator[Chunk], given: int | None, live: bool = False, resumed: bool = False
) -> tuple[int, Iterator[Chunk]]:
    """The number of worker processes (0: none, this process codes) and the work, of which some was read to tell.

    ``given`` is what the caller asked for. Otherwise little input is coded in this process, and so is ``live`` input,
    which may come slowly; more gets a worker for each core, as far as memory goes. A run that is ``resumed`` has a
    worker at least: it may be an article that ended it, and a worker can be outlived.
    """
    least = 1 if resumed else 0
    if given is not None:
        return given, work
    if live:
        return least, work
    first: list[Chunk] = []
    characters = 0
    for chunk in work:
        first.append(chunk)
        characters += sum(len(article.text) for article in chunk.articles)
        if characters > LITTLE:
            return _affordable(), chain(first, work)
    return least, iter(first)


def _affordable() -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    free = _free_megabytes()
    return cores if free is None else max(1, min(cores, free // WORKER_MEGABYTES))


def _free_megabytes() -> int | None:
    """Memory that new processes may take, where the system tells."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeError):
        return None
    found = [int(line.split()[1]) for line in lines if line.startswith("MemAvailable:")]
    return found[0] // 1024 if found else None
