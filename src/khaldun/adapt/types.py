"""The user's types, and which CAMEO leaves mean them: the bridge between the default's answer and the labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from khaldun.adapt.evidence import Array, PairEvidence
from khaldun.reader.joining import load_joining, softened

_UNSAID = 1e-3
"""What the default gives at least to each label, so that it rules none out."""


@dataclass(frozen=True, slots=True)
class OwnType:
    """One type of the user: its name, and what else they say of it. ``quad`` is 1 to 4 or ``None``."""

    name: str
    definition: str = ""
    quad: int | None = None


@dataclass(frozen=True, slots=True)
class Types:
    """The user's types in order, and the type of each CAMEO leaf that means one (none where ``table`` is "none")."""

    types: tuple[OwnType, ...]
    leaves: Mapping[str, str]
    table: str

    @property
    def names(self) -> tuple[str, ...]:
        """The types' names."""
        return tuple(kind.name for kind in self.types)

    def default(self, evidence: Sequence[PairEvidence]) -> Array | None:
        """The default's log probabilities (pairs, types); ``None`` where no leaf means any of the types."""
        if not self.leaves:
            return None
        return np.log(np.stack([self._votes(item) for item in evidence]) + _UNSAID)

    def of(self, cameo: str | None) -> str | None:
        """The type that a leaf means; ``None`` where it means none."""
        return None if cameo is None else self.leaves.get(cameo)

    def _votes(self, evidence: PairEvidence) -> Array:
        """Reader and frames joined as everywhere (``khaldun.reader.joining``), by the user's types.

        What is said for leaves that mean none of the types speaks for all of them alike.
        """
        joining = load_joining()
        sums, rest = dict.fromkeys(self.names, 0.0), 0.0
        for leaf, probability in evidence.reading.leaves.items():
            if leaf in self.leaves:
                sums[self.leaves[leaf]] += probability
            else:
                rest += probability
        votes = softened({name: said + rest / len(sums) for name, said in sums.items()}, joining.temperature)
        meant = self.of(evidence.framed.cameo)
        if evidence.speaks and meant is not None:
            share = joining.share(evidence.fit)
            votes = {name: (1 - share) * vote for name, vote in votes.items()}
            votes[meant] += share
        return np.array([votes[name] for name in self.names])
