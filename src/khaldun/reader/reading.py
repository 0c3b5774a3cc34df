"""What the reader is asked and what it answers, and how logits become an answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khaldun.errors import UsageError
from khaldun.ontology import Ontology

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class PairRequest:
    """A text of one or a few sentences and two actors in it, as character spans, ``end`` exclusive."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int]

    def check(self) -> None:
        """Raise ``UsageError`` where a span does not lie in the text."""
        for name, (start, end) in (("source", self.source), ("target", self.target)):
            if not 0 <= start < end <= len(self.text):
                raise UsageError(
                    f"{name} [{start}, {end}]: no span of {self.text[:40]!r}; "
                    f"give 0 <= start < end <= {len(self.text)}, counted in characters"
                )


@dataclass(frozen=True, slots=True)
class PairReading:
    """What the reader makes of a pair. All probabilities lie in 0 to 1.

    ``event`` is the probability that the source does anything to the target at all; the other answers hold given
    that it does. ``types`` gives every type of the ontology its probability (they sum to 1), the likeliest first;
    ``leaf`` is a CAMEO leaf of the likeliest type: of its likeliest root and branch the likeliest, with
    ``leaf_probability`` of all leaves; ``modes`` follow from it. ``leaves`` gives every leaf its probability.
    """

    event: float
    leaf: str
    leaf_probability: float
    types: dict[str, float]
    status: str
    status_probability: float
    modes: tuple[str, ...]
    leaves: dict[str, float]

    @property
    def event_type(self) -> str:
        """The likeliest type."""
        return next(iter(self.types))


class Answers:
    """Turns the network's logits into readings in one ontology's types."""

    def __init__(self, leaves: list[str], statuses: list[str], ontology: Ontology) -> None:
        self._leaves, self._statuses = leaves, statuses
        self._codings = [ontology.coding(leaf) for leaf in leaves]
        self._types = list(ontology.types)
        member = np.zeros((len(leaves), len(self._types)))
        for n, coding in enumerate(self._codings):
            member[n, self._types.index(coding.event_type)] = 1.0
        self._member = member

    def read(self, leaf: Floats, event: Floats, status: Floats) -> list[PairReading]:
        """Logits of leaf (pairs, leaves), event (pairs) and status (pairs, statuses) as one reading a pair."""
        leaves, statuses = softmax(leaf), softmax(status)
        happens = 1.0 / (1.0 + np.exp(-np.asarray(event, dtype=np.float64)))
        types = leaves @ self._member
        return [
            self._reading(leaves[n], float(happens[n]), statuses[n], types[n]) for n in range(len(leaves))
        ]

    def _reading(self, leaves: Floats, event: float, statuses: Floats, types: Floats) -> PairReading:
        order = np.argsort(-types, kind="stable")
        best, status = self._leaf(leaves, int(order[0])), int(statuses.argmax())
        return PairReading(
            event=event,
            leaf=self._leaves[best],
            leaf_probability=float(leaves[best]),
            types={self._types[n]: float(types[n]) for n in order},
            status=self._statuses[status],
            status_probability=float(statuses[status]),
            modes=self._codings[best].modes,
            leaves=dict(zip(self._leaves, leaves.tolist(), strict=True)),
        )

    def _leaf(self, leaves: Floats, kind: int) -> int:
        """The leaf of a type: first the root, then the branch (three digits) of most probability, then the leaf."""
        inside = {n: float(leaves[n]) for n in np.flatnonzero(self._member[:, kind])}
        for digits in (2, 3):
            sums: dict[str, float] = defaultdict(float)
            for n, probability in inside.items():
                sums[self._leaves[n][:digits]] += probability
            heaviest = max(sums, key=lambda prefix: sums[prefix])
            inside = {n: p for n, p in inside.items() if self._leaves[n].startswith(heaviest)}
        return int(max(inside, key=lambda n: inside[n]))


def softmax(logits: Floats) -> Floats:
    """Rows of logits as probabilities, in double precision."""
    wide = np.asarray(logits, dtype=np.float64)
    powers = np.exp(wide - wide.max(axis=1, keepdims=True))
    total: Floats = powers / powers.sum(axis=1, keepdims=True)
    return total
