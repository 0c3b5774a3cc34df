"""The default's answer in the user's types."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from adapt.conftest import evidence
from khaldun.adapt.types import OwnType, Types
from khaldun.model import Relation

TYPES = Types((OwnType("LEND"), OwnType("BLAME"), OwnType("OTHER")), {"071": "LEND", "112": "BLAME"}, "test")


def _default(leaves: dict[str, float], framed: Relation | None = None) -> list[float]:
    seen = evidence(leaves) if framed is None else evidence(leaves, framed)
    found = TYPES.default([seen])
    assert found is not None
    chances: list[float] = np.exp(found[0]).tolist()
    return chances


@given(st.floats(0, 1), st.floats(0, 1))
def test_votes_are_shared_out_whole(one: float, other: float) -> None:
    total = one + other + 1
    chances = _default({"071": one / total, "112": other / total, "190": 1 / total})
    assert abs(sum(chances) - 1 - 3 * 1e-3) < 1e-9
    assert min(chances) > 0


def test_leaves_of_no_type_speak_for_all_alike() -> None:
    lend, blame, other = _default({"190": 1.0})
    assert abs(lend - blame) < 1e-9
    assert abs(lend - other) < 1e-9


def test_a_clear_frame_moves_the_vote_and_an_unmeant_one_does_not() -> None:
    leaves = {"071": 0.6, "112": 0.4}
    plain = _default(leaves)
    framed = _default(leaves, Relation("ACCUSE", "112", 3, (), "actual", 0.95, "accuse.v", 0.95))
    assert plain[0] > plain[1]
    assert framed[1] > framed[0]
    assert _default(leaves, Relation("ASSAULT", "190", 4, (), "actual", 0.95, "attack.v", 0.95)) == plain
