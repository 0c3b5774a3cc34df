"""The written topics, and how well the shipped weights tell the events of those that did not set them."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from khaldun.coder import Coder
from khaldun.joins import load_weights
from khaldun.joins.weights import read_weights

FILE = Path(__file__).parents[2] / "training" / "fit_joins.py"


@pytest.fixture(scope="module")
def fitting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fit_joins", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fit_joins"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pairs(coder: Coder, fitting: ModuleType) -> list:
    return fitting.pairs(coder)


def test_there_are_enough_pairs_of_each_half(fitting: ModuleType, pairs: list) -> None:
    halves = Counter((fitting.sets(pair), pair.same) for pair in pairs)
    assert min(halves.values()) >= 50
    assert len(pairs) >= 300
    assert len({pair.kind for pair in pairs}) >= 10


def test_the_testing_half_is_told(fitting: ModuleType, pairs: list) -> None:
    testing = [pair for pair in pairs if not fitting.sets(pair)]
    found = fitting.counts(testing, load_weights())
    assert found["precision"] >= 0.9
    assert found["recall"] >= 0.75


def test_wording_alone_would_fail(fitting: ModuleType, pairs: list) -> None:
    halves = [[p for p in pairs if fitting.sets(p) == half] for half in (True, False)]
    assert fitting.by_words(*halves)["precision"] < 0.5


def test_fitting_falls_from_level_to_level(fitting: ModuleType, pairs: list) -> None:
    features = fitting.fit([pair for pair in pairs if fitting.sets(pair)])
    table = {"intercept": fitting.INTERCEPT, "least": 0.5, "days": 3, "compared": 50, "features": features}
    assert read_weights(table).features == features
    assert all(list(row.values()) == sorted(row.values(), reverse=True) for row in features.values())


def test_pooling(fitting: ModuleType) -> None:
    assert fitting.in_order([3.0, 1.0, 2.0, 0.0], [1, 1, 3, 1]) == [3.0, 1.75, 1.75, 0.0]
