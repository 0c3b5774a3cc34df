"""A gate before the reader's upper layers: which pairs of a sentence are worth reading at all.

Most pairs of actors that a sentence names have nothing to do with each other. The gate sees of a pair what the shared layers
make of the sentence anyway (means over source, target, the words between and all words) and guesses, by one hidden
layer, whether the reader would be certain of a deed; only then are the upper layers run, which cost as much for each
pair as half the encoding of the sentence. ``training/fit_gate.py`` makes its weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from khaldun.errors import KnowledgeError
from khaldun.reader.reading import Floats
from khaldun.reader.tokens import AFTER, BETWEEN, SOURCE, TARGET, TURNED

FILE = "gate.npz"
_ARRAYS = ("mean", "scale", "inner", "inner_bias", "outer", "outer_bias", "least")


def looks(states: Floats, segments: Sequence[int]) -> Floats:
    """What the gate sees of a pair: a vector of four widths and one (whether the target stands first).

    ``states`` (pieces, width) are the sentence's, ``segments`` (pieces) as ``tokens.segments`` gives them.
    """
    own = np.asarray(segments)
    inside = states[: len(own)]
    turned = own > AFTER
    place = np.where(turned, own - TURNED, own)
    parts = [
        inside[place == kind].mean(axis=0) if (place == kind).any() else np.zeros(inside.shape[1])
        for kind in (SOURCE, TARGET, BETWEEN)
    ]
    return np.concatenate([*parts, inside.mean(axis=0), [float(turned.any())]]).astype(np.float32)


class Gate:
    """The gate with its weights; ``passes`` says which looks are worth reading."""

    def __init__(self, path: Path) -> None:
        try:
            with np.load(path, allow_pickle=False) as found:
                self._w = {name: found[name].astype(np.float32) for name in _ARRAYS}
        except (OSError, KeyError, ValueError) as error:
            raise KnowledgeError(
                f"reader weights {path.name}: cannot be read ({error}); install khaldun anew, or make them with training/fit_gate.py"
            ) from None

    def passes(self, seen: Floats) -> list[bool]:
        """For each row of looks (pairs, 4 widths + 1) whether the reader should read the pair."""
        w = self._w
        inner = ((seen - w["mean"]) / w["scale"]) @ w["inner"] + w["inner_bias"]
        scores = np.maximum(inner, 0.0) @ w["outer"] + w["outer_bias"]
        return [bool(score >= w["least"]) for score in scores]
