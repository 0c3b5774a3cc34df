"""Joining what the frames say of a pair with what the reader says, by one small visible table.

The frames' type gets a share of the vote that depends on how well a frame links the two actors (its
``fit``); the reader's types divide the rest by their probabilities, softened by a temperature. Temperature and
shares in ``joining.yaml`` are those that make the labelled sentences likeliest which the reader was not trained on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from khaldun.errors import KnowledgeError
from khaldun.ontology import Ontology
from khaldun.reader.reading import PairReading
from khaldun.yaml_data import read_yaml

By = Literal["frames", "reader", "both"]
_FILE = "reader/joining.yaml"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Frames of a fit from ``least`` up to the next bucket have this ``share`` of the vote, 0 to 1."""

    least: float
    share: float


@dataclass(frozen=True, slots=True)
class Joined:
    """The joint answer: its leaf and type, its share of the vote, and who stands behind it."""

    leaf: str
    event_type: str
    modes: tuple[str, ...]
    confidence: float
    by: By


@dataclass(frozen=True, slots=True)
class Table:
    """The joining table: ``temperature`` by which the reader's types are softened, and the frames' buckets."""

    temperature: float
    frames: tuple[Bucket, ...]

    def share(self, fit: float) -> float:
        """The share of the vote of frames of that fit."""
        return next(bucket.share for bucket in reversed(self.frames) if fit >= bucket.least)


def read_table(content: Mapping[str, Any]) -> Table:
    """A joining table from the content of its file.

    Raises ``KnowledgeError`` where the temperature is not above 0, the buckets do not start at 0 or do not
    rise, or a share lies outside of 0 to 1.
    """
    temperature = float(content["temperature"])
    if temperature <= 0:
        raise KnowledgeError(f"{_FILE}: temperature {temperature} is not above 0; fit it anew")
    found = tuple(Bucket(float(row["least"]), float(row["share"])) for row in content["frames"])
    if not found or found[0].least != 0 or any(a.least >= b.least for a, b in pairwise(found)):
        raise KnowledgeError(f"{_FILE}: frames: 'least' must start at 0 and rise; put the rows in order")
    for bucket in found:
        if not 0 <= bucket.share <= 1:
            raise KnowledgeError(f"{_FILE}: frames: share {bucket.share} is not between 0 and 1; fit it anew")
    return Table(temperature, found)


@cache
def load_joining() -> Table:
    """The package's own table. Raises ``KnowledgeError`` where it is wrong."""
    return read_table(read_yaml(files("khaldun.reader").joinpath("joining.yaml"), _FILE))


def softened(types: Mapping[str, float], temperature: float) -> dict[str, float]:
    """Probabilities to the power of 1 / ``temperature``, summing to 1 again: above 1 evens them out."""
    powers = {name: probability ** (1 / temperature) for name, probability in types.items()}
    total = sum(powers.values())
    return {name: power / total for name, power in powers.items()}


def join(
    leaf: str | None,
    fit: float,
    reading: PairReading,
    ontology: Ontology,
    table: Table | None = None,
) -> Joined:
    """The joint answer of a frame's ``leaf`` with its ``fit`` (``None``: no frame) and a reading.

    Where the frame's type wins its leaf is kept, since the frame explains it; ``by`` is "both" where the reader's
    likeliest type is the same. Raises ``UsageError`` for a leaf that is no event.
    """
    own = reading.event_type
    table = load_joining() if table is None else table
    votes = softened(reading.types, table.temperature)
    if leaf is None:
        return Joined(reading.leaf, own, reading.modes, votes[own], "reader")
    coding = ontology.coding(leaf)
    share = table.share(fit)
    votes = {name: (1 - share) * vote for name, vote in votes.items()}
    votes[coding.event_type] = votes.get(coding.event_type, 0.0) + share
    if votes[coding.event_type] >= votes[own]:
        by: By = "both" if coding.event_type == own else "frames"
        return Joined(leaf, coding.event_type, coding.modes, votes[coding.event_type], by)
    return Joined(reading.leaf, own, reading.modes, votes[own], "reader")
