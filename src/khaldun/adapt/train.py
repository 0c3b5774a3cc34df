"""Training: folds, cross-validation against the default, and the head on everything."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Protocol

import numpy as np

from khaldun.adapt.adapted import Adapted
from khaldun.adapt.evidence import Array, PairEvidence, points
from khaldun.adapt.figures import Figures, compare
from khaldun.adapt.head import Ints, fit
from khaldun.adapt.labels import Labelled
from khaldun.adapt.tables import known
from khaldun.adapt.types import Types
from khaldun.errors import UsageError
from khaldun.model import Relation
from khaldun.ontology import Ontology

FOLDS = 5
LEAST = 2
"""Examples that a type must have: one to learn from while the other is set aside."""

FEW = 15
"""Types of fewer examples are warned of: their figures, and answers, are rough."""


class Studies(Protocol):
    """What training needs of a coder; ``khaldun.Coder`` has it."""

    @property
    def ontology(self) -> Ontology: ...

    @property
    def fingerprint(self) -> str: ...

    def study(self, pairs: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[PairEvidence]: ...

    def default_relations(self, evidence: Sequence[PairEvidence]) -> list[Relation]: ...


@dataclass(frozen=True, slots=True)
class Sample:
    """Labelled pairs as the head sees them: ``points`` (n, d), labels (n), texts (n), default (n, k) or ``None``."""

    points: Array
    labels: Ints
    texts: tuple[str, ...]
    default: Array | None

    def part(self, rows: Ints) -> Sample:
        """Some of the rows."""
        default = None if self.default is None else self.default[rows]
        return Sample(self.points[rows], self.labels[rows], tuple(self.texts[n] for n in rows), default)


@dataclass(frozen=True, slots=True)
class Trained:
    """An adapted model, what cross-validation says of it, and what to be wary of."""

    adapted: Adapted
    figures: Figures
    warnings: tuple[str, ...]


def train(
    labelled: Sequence[Labelled], coder: Studies, own: Types | None = None, folds: int = FOLDS
) -> Trained:
    """Train on labelled pairs; ``own`` are the types of the user's own ontology, else the labels tell them.

    Raises ``UsageError`` where there are too few types, or too few examples of one.
    """
    counts = Counter(item.label for item in labelled)
    types = own if own is not None else known(sorted(counts), coder.ontology)
    warnings = _check(types, counts)
    evidence = coder.study([(item.text, item.source, item.target) for item in labelled])
    sample = sample_of(labelled, evidence, types)
    figures = cross_validate(sample, types, coder.default_relations(evidence), folds)
    head = fit(sample.points, sample.labels, len(types.names), sample.texts, sample.default)
    trained = {
        "examples": {name: counts[name] for name in types.names},
        "figures": figures.record(),
    }
    adapted = Adapted(types, head, coder.fingerprint, coder.ontology.version, version("khaldun"), trained)
    return Trained(adapted, figures, warnings)


def _check(types: Types, counts: Counter[str]) -> tuple[str, ...]:
    if len(types.names) < 2:
        raise UsageError(f"labels: {', '.join(counts)} alone; give pairs of two types or more")
    lacking = [f"{name} ({counts[name]})" for name in types.names if counts[name] < LEAST]
    if lacking:
        raise UsageError(
            f"too few examples: {', '.join(lacking)}; every type needs {LEAST} or more: "
            "add some, or leave the type out"
        )
    few = [f"{name} ({counts[name]})" for name in types.names if counts[name] < FEW]
    if not few:
        return ()
    return (f"fewer than {FEW} examples, so that answers and figures are rough: {', '.join(few)}",)


def sample_of(labelled: Sequence[Labelled], evidence: Sequence[PairEvidence], types: Types) -> Sample:
    """Labelled pairs and what is seen of them as numbers."""
    place = {name: n for n, name in enumerate(types.names)}
    labels = np.array([place[item.label] for item in labelled], dtype=np.int64)
    texts = tuple(item.text for item in labelled)
    return Sample(points(evidence), labels, texts, types.default(evidence))


def fold_of(sample: Sample, folds: int, seed: int = 0) -> Ints:
    """The fold of each row: pairs of one text stay together, labels are spread evenly.

    Texts are dealt out label by label (a text with several goes by its rarest), within a label in the order of
    a hash, so that the same labels give the same folds in any order of lines.
    """
    counts = Counter(sample.labels.tolist())
    rarest: dict[str, int] = {}
    for text, label in zip(sample.texts, sample.labels.tolist(), strict=True):
        held = rarest.get(text, label)
        rarest[text] = min(held, label, key=lambda name: (counts[name], name))
    order = sorted(
        rarest, key=lambda text: (rarest[text], hashlib.sha256(f"{seed} {text}".encode()).digest())
    )
    dealt = {text: n % folds for n, text in enumerate(order)}
    return np.array([dealt[text] for text in sample.texts], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was meant by each pair, and what default and adapted coder answered; in how many ``folds``."""

    gold: list[str]
    default: list[str | None]
    adapted: list[str]
    folds: int


def held_out(
    sample: Sample,
    types: Types,
    defaults: Sequence[Relation],
    folds: int = FOLDS,
    seed: int = 0,
    size: int | None = None,
) -> Answers:
    """Every row answered by a head that saw no row of its text, and whose settings were chosen without it.

    ``seed`` deals other folds; ``size`` lets heads learn from so many rows only, for a learning curve. Where no table
    ties the default's answers to the types, each is translated into the type that it mostly met in the other folds.
    """
    names = types.names
    fold = fold_of(sample, folds, seed)
    used = sorted(set(fold.tolist()))
    if len(used) < 2:
        raise UsageError(
            "labels: all pairs lie in one text, so none can be held out; give pairs of more texts"
        )
    gold = [names[n] for n in sample.labels]
    said: list[str | None] = [types.of(relation.cameo) for relation in defaults]
    adapted = [""] * len(gold)
    for n in used:
        inside, outside = np.flatnonzero(fold == n), np.flatnonzero(fold != n)
        seen = sample.part(outside)
        if size is not None:
            seen = seen.part(at_size(seen, size, seed))
        head = fit(seen.points, seen.labels, len(names), seen.texts, seen.default)
        held = sample.part(inside)
        for row, chances in zip(inside, head.probabilities(held.points, held.default), strict=True):
            adapted[row] = names[int(chances.argmax())]
        if sample.default is None:
            _translate(said, defaults, gold, inside, outside)
    return Answers(gold, said, adapted, len(used))


def cross_validate(sample: Sample, types: Types, defaults: Sequence[Relation], folds: int = FOLDS) -> Figures:
    """Figures of ``held_out`` answers."""
    found = held_out(sample, types, defaults, folds)
    table = (
        "its answers by type, each translated into the label that it mostly met in the other folds"
        if sample.default is None
        else f"its answers translated by {types.table}"
    )
    return compare(types.names, found.gold, found.default, found.adapted, found.folds, table)


def _translate(
    said: list[str | None], defaults: Sequence[Relation], gold: Sequence[str], inside: Ints, outside: Ints
) -> None:
    """Fill in the default's answers for the rows ``inside`` by what its types mostly met ``outside``."""
    met: dict[str, Counter[str]] = {}
    for row in outside:
        met.setdefault(defaults[row].event_type, Counter())[gold[row]] += 1
    common = Counter(gold[row] for row in outside)
    for row in inside:
        counted = met.get(defaults[row].event_type, common)
        said[row] = min(counted, key=lambda name: (-counted[name], name))


def at_size(sample: Sample, size: int, seed: int = 0) -> Ints:
    """Rows of a part of about ``size``, labels in proportion, each label at least ``LEAST`` times where it can."""
    counts = Counter(sample.labels.tolist())
    share = size / len(sample.labels)
    rng = np.random.default_rng(seed)
    chosen: list[int] = []
    for label, count in sorted(counts.items()):
        rows = rng.permutation(np.flatnonzero(sample.labels == label))
        chosen += rows[: max(min(LEAST, count), round(share * count))].tolist()
    return np.array(sorted(chosen), dtype=np.int64)
