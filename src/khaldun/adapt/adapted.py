"""A trained adaptation: plain arrays and their description in one file, and the answers it gives."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from khaldun.adapt.evidence import Array, PairEvidence, points
from khaldun.adapt.head import Head
from khaldun.adapt.types import OwnType, Types
from khaldun.errors import UsageError
from khaldun.model import Relation
from khaldun.ontology import Ontology

FORM = 1
"""The version of the file's form."""

RULE = "model:adapted"
"""The rule of an answer that the adapted head gives against the default's."""


class _Kind(msgspec.Struct):
    name: str
    definition: str
    quad: int | None


class _Description(msgspec.Struct):
    """What the file says of its arrays."""

    form: int
    khaldun: str
    reader: str
    ontology: str
    table: str
    types: list[_Kind]
    leaves: dict[str, str]
    ridge: float
    sharpness: float
    trust: float
    trained: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Adapted:
    """A head over the user's types, for one reader's weights (``reader``, a fingerprint).

    ``trained`` holds how it came about: examples by type and cross-validated figures.
    """

    types: Types
    head: Head
    reader: str
    ontology: str
    version: str
    trained: dict[str, Any]

    def probabilities(self, evidence: Sequence[PairEvidence]) -> Array:
        """Probabilities (pairs, types) in the order of ``types``."""
        return self.head.probabilities(points(evidence), self.types.default(evidence))

    def relations(
        self, evidence: Sequence[PairEvidence], defaults: Sequence[Relation], ontology: Ontology
    ) -> list[Relation]:
        """The adapted answer of each pair. Where it agrees with the default's, the default's leaf and rule stay."""
        if not evidence:
            return []
        found = []
        for item, default, chances in zip(evidence, defaults, self.probabilities(evidence), strict=True):
            best = int(chances.argmax())
            kind, confidence = self.types.types[best], round(float(chances[best]), 2)
            if self.types.of(default.cameo) == kind.name:
                agreed = replace(default, event_type=kind.name, confidence=confidence)
                found.append(agreed if kind.quad is None else replace(agreed, quad=kind.quad))
            else:
                found.append(self._own(item, default, kind, confidence, ontology))
        return found

    def _own(
        self, item: PairEvidence, default: Relation, kind: OwnType, confidence: float, ontology: Ontology
    ) -> Relation:
        leaves = {leaf: p for leaf, p in item.reading.leaves.items() if self.types.of(leaf) == kind.name}
        leaf = max(leaves, key=lambda code: leaves[code]) if leaves else None
        coding = ontology.coding(leaf) if leaf is not None else None
        modes = coding.modes if coding is not None else ()
        quad = kind.quad if kind.quad is not None or coding is None else coding.quad
        return Relation(kind.name, leaf, quad, modes, default.status, confidence, RULE, default.fit)

    def save(self, path: Path) -> None:
        """Write everything into one file (numpy's npz: no code in it); the same model gives the same bytes."""
        description = _Description(
            FORM,
            self.version,
            self.reader,
            self.ontology,
            self.types.table,
            [_Kind(kind.name, kind.definition, kind.quad) for kind in self.types.types],
            dict(self.types.leaves),
            self.head.ridge,
            self.head.sharpness,
            self.head.trust,
            self.trained,
        )
        packed = io.BytesIO()
        np.savez_compressed(
            packed,
            description=np.frombuffer(msgspec.json.encode(description), dtype=np.uint8),
            scale=self.head.scale.astype(np.float32),
            landmarks=self.head.landmarks,
            coefficients=self.head.coefficients.astype(np.float32),
            mean=self.head.mean.astype(np.float32),
        )
        path.write_bytes(packed.getvalue())

    @classmethod
    def load(cls, path: Path) -> Adapted:
        """Read what ``save`` wrote. Raises ``UsageError`` where it is not there or no such file."""
        try:
            with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
                arrays = {name: stored[name] for name in stored.files}
            description = msgspec.json.decode(arrays["description"].tobytes(), type=_Description)
            head = Head(
                arrays["scale"].astype(np.float64),
                arrays["landmarks"],
                arrays["coefficients"].astype(np.float64),
                arrays["mean"].astype(np.float64),
                description.ridge,
                description.sharpness,
                description.trust,
            )
        except OSError as error:
            raise UsageError(
                f"{path}: cannot be read ({error.strerror or error}); give a model that khaldun train wrote"
            ) from None
        except (
            KeyError,
            TypeError,
            ValueError,
            EOFError,
            zlib.error,
            zipfile.BadZipFile,
            msgspec.MsgspecError,
        ):
            raise UsageError(f"{path}: not an adapted model; give a file that khaldun train wrote") from None
        if description.form != FORM:
            raise UsageError(
                f"{path}: a model of form {description.form}, and this khaldun reads form {FORM}; train it anew"
            )
        types = Types(
            tuple(OwnType(kind.name, kind.definition, kind.quad) for kind in description.types),
            description.leaves,
            description.table,
        )
        return cls(
            types, head, description.reader, description.ontology, description.khaldun, description.trained
        )

    def check(self, reader: str, ontology: str) -> None:
        """Raise ``UsageError`` where the model was trained on another reader's weights or another ontology."""
        if self.reader != reader:
            raise UsageError(
                f"adapted model: trained with reader weights {self.reader} (khaldun {self.version}), and these are "
                f"{reader}; train it anew with khaldun train"
            )
        if self.ontology != ontology:
            raise UsageError(
                f"adapted model: trained with --ontology {self.ontology}, and this is {ontology}; "
                f"use --ontology {self.ontology}, or train it anew"
            )
