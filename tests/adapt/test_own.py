"""Ontologies of one's own: read as written, and every slip named by file and type."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapt.conftest import ONTOLOGY
from khaldun.adapt.own import OwnOntology, read_own
from khaldun.errors import UsageError

GOOD = """
name: loans
types:
  LEND: {definition: "Gives money that is to be\\n paid back.", quad: 2, cameo: ["071"], examples: ["<s>Chad</s> lent <t>Mali</t> money."]}
  NO: {definition: Refuses.}
"""


def _read(tmp_path: Path, content: str) -> OwnOntology:
    path = tmp_path / "own.yaml"
    path.write_text(content, encoding="utf-8")
    return read_own(path, ONTOLOGY)


def test_types_definitions_codes_and_examples_are_read(tmp_path: Path) -> None:
    own = _read(tmp_path, GOOD)
    assert own.name == "loans"
    assert own.types.names == ("LEND", "NO")
    assert own.types.types[0].definition == "Gives money that is to be paid back."
    assert (own.types.types[0].quad, own.types.types[1].quad) == (2, None)
    assert own.types.of("071") == "LEND"
    assert [(example.text, example.label) for example in own.examples] == [("Chad lent Mali money.", "LEND")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("types: [", "not YAML"),
        ("types: {A: {definition: a}}", "1 types; give two or more"),
        ("types: {A: {definition: a}, B: {}}", "missing required field `definition`"),
        ("types: {A: {definition: a, quod: 1}, B: {definition: b}}", "unknown field `quod`"),
        ("types: {A: {definition: a, quad: 5}, B: {definition: b}}", "type A: quad 5; valid are 1 to 4"),
        ("types: {A: {definition: a, examples: [Chad.]}, B: {definition: b}}", "type A: no source is marked"),
        ("types: {A: {definition: a, cameo: [071]}, B: {definition: b}}", "Expected `str`, got `int`"),
        ("types: {A: {definition: a, cameo: ['99']}, B: {definition: b}}", "type A: cameo '99' is no CAMEO code"),
        ("types: {A: {definition: a, cameo: ['07']}, B: {definition: b, cameo: ['07']}}", "stands under A and B"),
    ],
)  # fmt: skip
def test_a_slip_is_named(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(UsageError, match=r"own\.yaml") as caught:
        _read(tmp_path, content)
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_own(tmp_path / "none.yaml", ONTOLOGY)
