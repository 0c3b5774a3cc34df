"""What an adapted coder sees of a pair: the reader's view of it, and what the frames say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khaldun.model import Relation
from khaldun.reader import PairReading
from khaldun.reader.reading import Floats

Array = npt.NDArray[np.float64]

ROOTS = tuple(f"{n:02}" for n in range(1, 21))
"""CAMEO's roots: the frames' answer is seen by root, which is stable where leaves split hairs."""

FRAMES = 2 * len(ROOTS)
"""Numbers that tell the frames' answer."""

_CLEAR = 0.85
"""From this fit on, a frame links both actors in their roles."""


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """One pair as seen: the frames' relation, the reader's reading, and its view, a vector."""

    framed: Relation
    reading: PairReading
    view: Floats

    @property
    def speaks(self) -> bool:
        """Whether any frame says something of the pair."""
        return not self.framed.rule.startswith("none")

    @property
    def fit(self) -> float:
        """How well a frame links the two, 0 to 1."""
        return self.framed.fit


def frames_row(evidence: PairEvidence) -> Array:
    """The frames' root as numbers (``FRAMES``): its fit, and 1 where a frame clearly links the two."""
    row = np.zeros(FRAMES)
    cameo = evidence.framed.cameo
    if evidence.speaks and cameo is not None and cameo[:2] in ROOTS:
        place = ROOTS.index(cameo[:2])
        row[place] = evidence.fit
        row[len(ROOTS) + place] = evidence.fit >= _CLEAR
    return row


def points(evidence: Sequence[PairEvidence]) -> Array:
    """Pairs as rows (pairs, width of the view + ``FRAMES``), the view first."""
    return np.stack([np.concatenate([e.view.astype(np.float64), frames_row(e)]) for e in evidence])
