"""A trained model: its answers, its file, and what it refuses to be used with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from adapt.conftest import ONTOLOGY, Words
from khaldun.adapt import Adapted, adapted, train
from khaldun.adapt.labels import Labelled
from khaldun.adapt.tables import prefixed
from khaldun.adapt.types import OwnType
from khaldun.errors import UsageError


@pytest.fixture
def model(labelled: list[Labelled], words: Words) -> Adapted:
    kinds = [(OwnType("LEND", "Gives money.", 2), ["071"]), (OwnType("SUE"), ["112"]), (OwnType("MEET"), [])]
    return train.train(labelled, words, prefixed(kinds, ONTOLOGY, "own.yaml")).adapted


TEXTS = ("Chad lent money to Peru .", "Laos accused Oman .", "Mali met Cuba .", "Nothing of the sort .")
PAIRS = [(text, (0, 4), (6, 10)) for text in TEXTS]


def test_answers_are_in_the_users_types(model: Adapted, words: Words) -> None:
    evidence = words.study(PAIRS)
    found = model.relations(evidence, words.default_relations(evidence), ONTOLOGY)
    assert [relation.event_type for relation in found[:3]] == ["LEND", "SUE", "MEET"]
    assert all(0 <= relation.confidence <= 1 for relation in found)
    lend, sue, meet = found[:3]
    assert (lend.cameo, lend.quad, lend.rule) == ("071", 2, "model:reader")
    assert (sue.cameo, sue.rule) == ("112", "model:reader")
    assert (meet.cameo, meet.quad, meet.rule) == (None, None, adapted.RULE)


def test_nothing_asked_nothing_answered(model: Adapted) -> None:
    assert model.relations([], [], ONTOLOGY) == []


def test_against_the_default_the_likeliest_leaf_of_the_type_is_told(model: Adapted, words: Words) -> None:
    evidence = words.study([PAIRS[1]])
    default = replace(words.default_relations(evidence)[0], cameo="071", status="future")
    (found,) = model.relations(evidence, [default], ONTOLOGY)
    assert (found.event_type, found.cameo, found.quad) == ("SUE", "112", 3)
    assert (found.status, found.rule) == ("future", "model:adapted")


def test_save_and_load_give_the_same_answers(model: Adapted, words: Words, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    again = Adapted.load(tmp_path / "model.npz")
    evidence = words.study(PAIRS)
    assert np.allclose(model.probabilities(evidence), again.probabilities(evidence), atol=1e-5)
    assert again.types == model.types
    assert again.trained["examples"] == {"LEND": 10, "SUE": 10, "MEET": 10}
    again.save(tmp_path / "again.npz")
    assert (tmp_path / "again.npz").read_bytes() == (tmp_path / "model.npz").read_bytes()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 and then nothing"])
def test_another_file_is_no_model(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "model.npz").write_bytes(content)
    with pytest.raises(UsageError, match="not an adapted model; give a file that khaldun train wrote"):
        Adapted.load(tmp_path / "model.npz")


def test_other_arrays_are_no_model(tmp_path: Path) -> None:
    np.save(tmp_path / "one.npy", np.zeros(3))
    np.savez(tmp_path / "some.npz", scale=np.zeros(3))
    for name in ("one.npy", "some.npz"):
        with pytest.raises(UsageError, match="not an adapted model"):
            Adapted.load(tmp_path / name)


def test_a_broken_model_is_no_model(model: Adapted, tmp_path: Path) -> None:
    path = tmp_path / "model.npz"
    model.save(path)
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + b"\x00" * 40 + content[middle + 40 :])
    with pytest.raises(UsageError, match="not an adapted model"):
        Adapted.load(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.npz: cannot be read \(No such file"):
        Adapted.load(tmp_path / "none.npz")


def test_a_model_of_another_form_is_refused(
    model: Adapted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapted, "FORM", 9)
    model.save(tmp_path / "model.npz")
    monkeypatch.undo()
    with pytest.raises(UsageError, match="a model of form 9, and this khaldun reads form 1; train it anew"):
        Adapted.load(tmp_path / "model.npz")


def test_a_model_fits_its_reader_and_its_ontology_alone(model: Adapted) -> None:
    model.check("words", ONTOLOGY.version)
    with pytest.raises(
        UsageError, match=r"trained with reader weights words .* and these are other; train it anew"
    ):
        model.check("other", ONTOLOGY.version)
    with pytest.raises(UsageError, match="trained with --ontology plover-2024, and this is plover-2021"):
        model.check("words", "plover-2021")
