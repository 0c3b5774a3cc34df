"""The composition table: every operator turns every leaf into a leaf that the ontology knows, or into nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.lexicon.load import load
from khaldun.lexicon.tables import load_composition, load_refinements
from khaldun.ontology import load_ontology

ONTOLOGY = load_ontology()
COMPOSITION = load_composition()
LEAVES = sorted(leaf for leaf in ONTOLOGY.leaves if ONTOLOGY.is_event(leaf))


@given(operator=st.sampled_from(sorted(COMPOSITION)), leaf=st.sampled_from(LEAVES))
def test_every_composition_is_a_leaf_or_nothing(operator: str, leaf: str) -> None:
    made = COMPOSITION[operator].leaf(leaf)
    assert made is None or ONTOLOGY.is_event(made)


@given(leaf=st.sampled_from(LEAVES))
def test_allegations_are_accusations(leaf: str) -> None:
    assert ONTOLOGY.coding(COMPOSITION["accuse"].allegation(leaf)).event_type == "ACCUSE"


@given(leaf=st.sampled_from([leaf for leaf in LEAVES if leaf[:2] in ("04", "05", "06", "07")]))
def test_a_promise_to_cooperate_is_agreement_and_its_refusal_rejection(leaf: str) -> None:
    for operator, kind in (("agree", "AGREE"), ("refuse", "REJECT"), ("request", "REQUEST")):
        made = COMPOSITION[operator].leaf(leaf)
        assert made is not None
        assert ONTOLOGY.coding(made).event_type == kind


@pytest.mark.parametrize(
    ("operator", "inner", "outer"),
    [
        ("refuse", "072", "1222"),
        ("refuse", "0841", "1243"),
        ("agree", "046", "036"),
        ("agree", "0841", "0353"),
        ("threaten", "163", "1312"),
        ("stop", "071", "1621"),
        ("stop", "194", "0871"),
        ("stop", "163", "085"),
        ("request", "0871", "1056"),
        ("request", "163", "113"),
        ("continue", "190", "190"),
    ],
)
def test_rows_that_the_manual_spells_out(operator: str, inner: str, outer: str) -> None:
    assert COMPOSITION[operator].leaf(inner) == outer


def test_refinements_lead_to_leaves_that_exist() -> None:
    for refinement in load_refinements(load().classes):
        assert ONTOLOGY.is_event(refinement.to)
        assert all(ONTOLOGY.is_event(origin) for origin in refinement.origin)
        assert refinement.to not in refinement.origin
