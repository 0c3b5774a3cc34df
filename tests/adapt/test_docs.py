"""What docs/adapting.md shows is read as it says, and what it quotes stands in the example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from khaldun.adapt.labels import LABEL_KEYS, Labelled, read_labels

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "adapting.md").read_text(encoding="utf-8")


def _block(kind: str) -> str:
    found = re.search(rf"^```{kind}\n(.*?)^```", TEXT, re.S | re.M)
    assert found
    return found[1]


def test_the_three_forms_of_a_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(_block("json"), encoding="utf-8")
    assert read_labels(path, pytest.fail) == [Labelled("Chad fed Mali.", (0, 4), (9, 13), "AID")] * 3


def test_every_key_of_a_label_is_named() -> None:
    assert all(f"`{key}`" in TEXT for key in LABEL_KEYS)


def test_the_ontology_shown_is_the_examples() -> None:
    example = (ROOT / "examples" / "adapting" / "trade.yaml").read_text(encoding="utf-8")
    for line in _block("yaml").splitlines():
        assert re.sub(r" +# .*", "", line) in example
