"""Whether two reports are of one event: the weights of their levels, added up."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from khaldun.errors import KnowledgeError
from khaldun.joins.compare import FEATURES, LEVELS, levels
from khaldun.joins.report import Report
from khaldun.yaml_data import read_yaml

_FILE = "joins/weights.yaml"
_FIRST = ("date", "status", "type", "actors", "recipients", "place", "numbers", "again", "wording")
"""The order in which levels are asked for where most pairs are of two events: what is quick and decides comes first."""
_SLACK = 1e-9
"""More than the same sum differs by when it is added up in another order."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The probability that two reports are of one event, with the level of each feature."""

    score: float
    levels: Mapping[str, str]

    @property
    def reasons(self) -> str:
        """The levels in words: "actors same, recipients kin, …"."""
        return ", ".join(f"{feature} {level}" for feature, level in self.levels.items())


@dataclass(frozen=True, slots=True)
class Weights:
    """The table: log-odds of every level, the sum's ``intercept``, the probability ``least`` from which reports are joined.

    ``days`` is the widest gap between dates that are compared at all; ``compared`` events of one dyad are, the newest.
    """

    intercept: float
    least: float
    days: int
    compared: int
    features: Mapping[str, Mapping[str, float]]

    def verdict(self, a: Report, b: Report) -> Verdict:
        """How likely the two are reports of one event."""
        found = levels(a, b)
        total = self.intercept + sum(self.features[name][level] for name, level in found.items())
        return Verdict(1 / (1 + math.exp(-max(-50.0, min(50.0, total)))), found)

    def may_join(self, a: Report, b: Report) -> bool:
        """Whether the two reach ``least``; told without the features that cannot change it any more."""
        missing = self.intercept + sum(max(row.values()) for row in self.features.values())
        needed = math.log(self.least / (1 - self.least))
        for name in _FIRST:
            row = self.features[name]
            missing += row[FEATURES[name](a, b)] - max(row.values())
            if missing < needed - _SLACK:
                return False
        return True


def read_weights(content: Mapping[str, Any]) -> Weights:
    """A table from the content of its file.

    Raises ``KnowledgeError`` where a feature or level is missing or unknown, or the threshold is no probability.
    """
    features = {name: dict(rows) for name, rows in content["features"].items()}
    for name in sorted({*features, *LEVELS}):
        if name not in features or name not in LEVELS or set(features[name]) != set(LEVELS[name]):
            raise KnowledgeError(
                f"{_FILE}: features: {name}: give the levels {', '.join(LEVELS.get(name, ()))}"
            )
    if not 0 < content["least"] < 1:
        raise KnowledgeError(f"{_FILE}: least {content['least']} is no probability between 0 and 1")
    return Weights(
        float(content["intercept"]),
        float(content["least"]),
        int(content["days"]),
        int(content["compared"]),
        features,
    )


@cache
def load_weights() -> Weights:
    """The built-in table."""
    return read_weights(read_yaml(files("khaldun.joins").joinpath("weights.yaml"), _FILE))
