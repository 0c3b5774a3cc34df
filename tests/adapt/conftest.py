"""A coder that sees words alone, so that adapting is tested without parser and reader; and pairs to adapt it to."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from khaldun.adapt import PairEvidence
from khaldun.adapt.labels import Labelled, marked
from khaldun.model import Relation
from khaldun.ontology import Ontology, load_ontology
from khaldun.reader import PairReading

ONTOLOGY = load_ontology()
WIDTH = 64
NO_FRAME = Relation("ACCUSE", "110", 3, (), "actual", 0.05, "none: no frame", 0.05)


def reading(leaves: dict[str, float]) -> PairReading:
    """A reading that gives these leaves these probabilities."""
    leaf = max(leaves, key=lambda code: leaves[code])
    types: dict[str, float] = {}
    for code, probability in leaves.items():
        kind = ONTOLOGY.coding(code).event_type
        types[kind] = types.get(kind, 0.0) + probability
    ranked = dict(sorted(types.items(), key=lambda item: -item[1]))
    return PairReading(0.9, leaf, leaves[leaf], ranked, "actual", 0.9, (), leaves)


def evidence(
    leaves: dict[str, float], framed: Relation = NO_FRAME, view: Sequence[float] = (0.0, 1.0)
) -> PairEvidence:
    return PairEvidence(framed, reading(leaves), np.array(view))


class Words:
    """Sees which words a text has; its default takes every text for aid, unless it holds "accused"."""

    ontology: Ontology = ONTOLOGY
    fingerprint = "words"

    def study(self, pairs: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[PairEvidence]:
        return [self._study(text) for text, _, _ in pairs]

    def default_relations(self, evidence: Sequence[PairEvidence]) -> list[Relation]:
        return [
            Relation(item.reading.event_type, item.reading.leaf, None, (), "actual", 0.5, "model:reader")
            for item in evidence
        ]

    def _study(self, text: str) -> PairEvidence:
        view = np.zeros(WIDTH)
        for word in text.split():
            view[zlib.crc32(word.encode()) % WIDTH] += 1.0
        leaves = {"112": 0.8, "071": 0.2} if "accused" in text else {"071": 0.7, "112": 0.3}
        return evidence(leaves, view=view.tolist())


@pytest.fixture
def words() -> Words:
    return Words()


@pytest.fixture
def labelled() -> list[Labelled]:
    """Thirty pairs of three types that PLOVER does not know, told by their verbs."""
    verbs = {"LEND": ("lent money to",), "SUE": ("sued", "accused"), "MEET": ("met", "called on")}
    countries = ("Chad", "Peru", "Laos", "Oman", "Mali", "Cuba", "Fiji", "Togo", "Iran", "Niger")
    return [
        marked(f"<s>{one}</s> {told[n % len(told)]} <t>{countries[n - 1]}</t> .", label)
        for label, told in verbs.items()
        for n, one in enumerate(countries)
    ]
