"""Labelled pairs as the network takes them: pieces, segments, leaf, event or none, status, contexts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from khaldun.evaluate.conventions import convention
from khaldun.ontology import Ontology
from khaldun.reader.tokens import Splitter, padded, segments, window

STATUSES = ("actual", "historical", "future", "hypothetical", "negated")
FEWEST = 4
"""Pairs that a leaf must have to be a class of its own; rarer ones count as the general leaf above them."""


@dataclass(frozen=True)
class Classes:
    """The leaves that are told apart, and which class each labelled leaf counts as."""

    leaves: list[str]
    of: dict[str, int]


def classes(sentences: list[dict[str, Any]], ontology: Ontology) -> Classes:
    """Leaves with ``FEWEST`` pairs or more; a rarer one joins a leaf above it of the same type in both tables."""
    counts = Counter(pair["cameo"] for s in sentences for pair in s["pairs"] if pair["type"] != "NONE")
    leaves = sorted(leaf for leaf, count in counts.items() if count >= FEWEST and ontology.is_event(leaf))
    book = convention("plv")

    def kind(leaf: str) -> tuple[str, str | None]:
        return ontology.coding(leaf).event_type, book.type_of(leaf)

    of = {leaf: n for n, leaf in enumerate(leaves)}
    for leaf in sorted(set(counts) - set(leaves)):
        if not ontology.is_event(leaf):
            continue
        above = [leaf[:size] for size in range(len(leaf) - 1, 1, -1)] + [leaf[:2] + "0", leaf[:3] + "0"]
        near = [c for c in above if c in leaves and kind(c) == kind(leaf)]
        near += [c for c in leaves if kind(c) == kind(leaf)]
        if near:
            of[leaf] = leaves.index(near[0])
    return Classes(leaves, of)


@dataclass(frozen=True)
class Example:
    """One sentence: its pieces between marks, and a row of segments and labels for each pair."""

    ids: list[int]
    segments: list[list[int]]
    leaf: list[int]
    event: list[int]
    status: list[int]
    contexts: list[float]


def examples(
    sentences: list[dict[str, Any]], splitter: Splitter, known: Classes, contexts: list[str]
) -> list[Example]:
    """One example a sentence; a pair without an event has leaf and status -100, which no loss counts,
    and so has every context of a sentence whose contexts nobody labelled (-1)."""
    made = []
    for sentence in sentences:
        pieces = splitter.split(sentence["text"])
        first, last = window(pieces, (0, 0), (0, 0))
        pairs = [p for p in sentence["pairs"] if p["type"] == "NONE" or p["cameo"] in known.of]
        if not pairs:
            continue
        made.append(
            Example(
                splitter.framed(pieces.ids[first:last]),
                [segments(pieces.offsets[first:last], tuple(p["source"]), tuple(p["target"])) for p in pairs],
                [-100 if p["type"] == "NONE" else known.of[p["cameo"]] for p in pairs],
                [int(p["type"] != "NONE") for p in pairs],
                [-100 if p["type"] == "NONE" else STATUSES.index(p["status"]) for p in pairs],
                [float(c in sentence["contexts"]) for c in contexts]
                if "contexts" in sentence
                else [-1.0] * len(contexts),
            )
        )
    return made


@dataclass(frozen=True)
class Batch:
    """Sentences of like length; ``row`` says which sentence each pair belongs to."""

    ids: Tensor
    row: Tensor
    segments: Tensor
    leaf: Tensor
    event: Tensor
    status: Tensor
    contexts: Tensor


def batches(rows: list[Example], size: int, rng: random.Random | None) -> Iterator[Batch]:
    """Batches of ``size`` sentences; with ``rng`` shuffled, of like length within pools of 32 batches."""
    order = list(range(len(rows)))
    if rng is not None:
        rng.shuffle(order)
        pools = [order[n : n + 32 * size] for n in range(0, len(order), 32 * size)]
        order = [n for pool in pools for n in sorted(pool, key=lambda n: len(rows[n].ids))]
    chunks = [order[n : n + size] for n in range(0, len(order), size)]
    if rng is not None:
        rng.shuffle(chunks)
    for chunk in chunks:
        yield _batch([rows[n] for n in chunk])


def _batch(rows: list[Example]) -> Batch:
    def flat(name: str) -> Tensor:
        return torch.tensor([value for example in rows for value in getattr(example, name)])

    row = [n for n, example in enumerate(rows) for _ in example.segments]
    return Batch(
        torch.from_numpy(padded([example.ids for example in rows], 0)),
        torch.tensor(row),
        torch.from_numpy(padded([s for example in rows for s in example.segments], 0)),
        flat("leaf"),
        flat("event").float(),
        flat("status"),
        torch.from_numpy(np.array([rows[n].contexts for n in row], dtype=np.float32)),
    )
