"""Which CAMEO leaves mean the user's types."""

from __future__ import annotations

from adapt.conftest import ONTOLOGY
from khaldun.adapt.tables import known, prefixed
from khaldun.adapt.types import OwnType


def test_the_ontologys_own_types_are_known_by_its_table() -> None:
    types = known(["ACCUSE", "AID"], ONTOLOGY)
    assert types.table == ONTOLOGY.version
    assert (types.of("112"), types.of("071"), types.of("190"), types.of(None)) == (
        "ACCUSE",
        "AID",
        None,
        None,
    )
    assert [kind.quad for kind in types.types] == [3, 2]


def test_yield_is_known_by_the_roots_of_the_older_table() -> None:
    types = known(["ASSAULT", "YIELD"], ONTOLOGY)
    assert types.table == "cameo roots (relation gold)"
    assert types.of("081") == "YIELD"


def test_other_names_have_no_table() -> None:
    types = known(["ACCUSE", "LEND"], ONTOLOGY)
    assert (types.table, types.leaves, types.default([])) == ("none", {}, None)


def test_the_longest_code_decides() -> None:
    types = prefixed([(OwnType("LEND"), ["07"]), (OwnType("FEED"), ["073"])], ONTOLOGY, "own.yaml")
    assert (types.of("071"), types.of("073"), types.of("08")) == ("LEND", "FEED", None)


def test_statements_that_are_no_events_mean_no_type() -> None:
    types = prefixed([(OwnType("SAY"), ["01"]), (OwnType("FEED"), ["073"])], ONTOLOGY, "own.yaml")
    assert set(types.leaves.values()) == {"FEED"}
