"""Training: what it learns, what it measures, and what it refuses to learn from."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapt.conftest import Words
from khaldun.adapt.evidence import FRAMES
from khaldun.adapt.labels import Labelled, marked
from khaldun.adapt.tables import known
from khaldun.adapt.train import LEAST, Sample, at_size, cross_validate, fold_of, held_out, sample_of, train
from khaldun.errors import UsageError


def _sample(labelled: list[Labelled], words: Words) -> Sample:
    evidence = words.study([(item.text, item.source, item.target) for item in labelled])
    return sample_of(labelled, evidence, known(sorted({i.label for i in labelled}), words.ontology))


def test_types_of_ones_own_are_learned_and_measured(labelled: list[Labelled], words: Words) -> None:
    found = train(labelled, words)
    accuracy = found.figures.measures[1]
    assert found.adapted.types.names == ("LEND", "MEET", "SUE")
    assert accuracy.adapted.value is not None
    assert accuracy.adapted.value > 0.9
    assert accuracy.default.value is not None
    assert accuracy.adapted.value > accuracy.default.value
    assert found.figures.folds == 5
    assert "mostly met in the other folds" in found.figures.table
    assert found.warnings == (
        "fewer than 15 examples, so that answers and figures are rough: LEND (10), MEET (10), SUE (10)",
    )


def test_known_types_are_measured_by_their_table(labelled: list[Labelled], words: Words) -> None:
    names = {"LEND": "AID", "SUE": "ACCUSE", "MEET": "CONSULT"}
    found = train([replace(item, label=names[item.label]) for item in labelled], words)
    assert found.figures.table == "its answers translated by plover-2024"
    by_name = {kind.type: kind for kind in found.figures.types}
    assert by_name["ACCUSE"].default[0] == 1.0
    assert by_name["CONSULT"].default[1] == 0.0


def test_the_order_of_lines_does_not_matter(labelled: list[Labelled], words: Words) -> None:
    mixed = labelled[:]
    Random(3).shuffle(mixed)
    one, other = train(labelled, words), train(mixed, words)
    for ours, theirs in zip(one.figures.types, other.figures.types, strict=True):
        assert (ours.type, ours.default, ours.adapted) == (theirs.type, theirs.default, theirs.adapted)
    evidence = words.study([(item.text, item.source, item.target) for item in labelled])
    assert np.allclose(one.adapted.probabilities(evidence), other.adapted.probabilities(evidence), atol=1e-5)


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["A", "A"], "labels: A alone; give pairs of two types or more"),
        (["A", "A", "B"], r"too few examples: B \(1\); every type needs 2 or more"),
    ],
)
def test_too_little_to_learn_from_is_an_error(labels: list[str], said: str, words: Words) -> None:
    pairs = [marked(f"<s>Chad</s> met <t>Mali</t> {n} times.", label) for n, label in enumerate(labels)]
    with pytest.raises(UsageError, match=said):
        train(pairs, words)


def test_one_text_alone_cannot_be_held_out(words: Words) -> None:
    pairs = [Labelled("Chad met Mali.", (0, n), (9, 13), "AB"[n % 2]) for n in (1, 2, 3, 4)]
    with pytest.raises(UsageError, match="all pairs lie in one text"):
        train(pairs, words)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abcdefghij")), min_size=1, max_size=40),
    st.integers(2, 8),
    st.integers(0, 5),
)
def test_pairs_of_a_text_share_a_fold_and_folds_are_even(
    rows: list[tuple[int, str]], folds: int, seed: int
) -> None:
    labels = np.array([label for label, _ in rows])
    texts = tuple(text for _, text in rows)
    fold = fold_of(Sample(np.zeros((len(rows), 1)), labels, texts, None), folds, seed)
    for text in set(texts):
        assert len({int(n) for n, other in zip(fold, texts, strict=True) if other == text}) == 1
    sizes = [len({t for n, t in zip(fold, texts, strict=True) if n == one}) for one in range(folds)]
    assert max(sizes) - min(sizes) <= 1


@given(st.lists(st.integers(0, 3), min_size=4, max_size=60), st.integers(1, 60))
def test_a_part_keeps_every_label(labels: list[int], size: int) -> None:
    sample = Sample(np.zeros((len(labels), 1)), np.array(labels), tuple(map(str, range(len(labels)))), None)
    rows = at_size(sample, size)
    assert len(set(rows.tolist())) == len(rows)
    for label in set(labels):
        kept = sum(labels[n] == label for n in rows)
        assert kept >= min(LEAST, labels.count(label))


@settings(deadline=None, max_examples=5)
@given(st.integers(0, 1000))
def test_a_held_out_answer_knows_nothing_of_its_label(seed: int) -> None:
    """Labels drawn blindly are not found again, however well they could be learned by heart."""
    rng = np.random.default_rng(seed)
    labels = np.arange(80) % 2
    points = np.hstack([rng.normal(size=(80, 8)), np.zeros((80, FRAMES))])
    texts = tuple(str(n) for n in range(80))
    words = Words()
    types = known(["A", "B"], words.ontology)
    defaults = words.default_relations(words.study([(text, (0, 1), (0, 1)) for text in texts]))
    found = held_out(Sample(points, labels, texts, None), types, defaults, 5)
    right = sum(a == g for a, g in zip(found.adapted, found.gold, strict=True))
    assert 15 <= right <= 65


def test_a_learning_curve_learns_from_fewer(labelled: list[Labelled], words: Words) -> None:
    sample = _sample(labelled, words)
    types = known(["LEND", "MEET", "SUE"], words.ontology)
    defaults = words.default_relations(words.study([(i.text, i.source, i.target) for i in labelled]))
    few, all_ = (held_out(sample, types, defaults, 5, 0, size) for size in (6, None))
    assert len(few.adapted) == len(all_.adapted) == 30
    assert few.gold == all_.gold
    assert cross_validate(sample, types, defaults).n == 30
