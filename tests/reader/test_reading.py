import numpy as np
import pytest

from khaldun.errors import UsageError
from khaldun.ontology import load_ontology
from khaldun.reader.reading import Answers, PairRequest, softmax

LEAVES = ["0841", "0842", "111", "112", "1121"]
STATUSES = ["actual", "negated"]


@pytest.fixture(scope="module")
def answers() -> Answers:
    return Answers(LEAVES, STATUSES, load_ontology())


def _logits(probabilities: list[float]) -> np.ndarray:
    return np.log(np.array([probabilities]))


def test_types_are_sums_of_their_leaves(answers: Answers) -> None:
    (reading,) = answers.read(_logits([0.3, 0.1, 0.25, 0.2, 0.15]), np.array([0.0]), _logits([0.9, 0.1]))
    assert reading.event_type == "ACCUSE"
    assert reading.types["ACCUSE"] == pytest.approx(0.6)
    assert reading.types["RETREAT"] == pytest.approx(0.4)
    assert sum(reading.types.values()) == pytest.approx(1.0)
    assert list(reading.types.values()) == sorted(reading.types.values(), reverse=True)
    assert reading.event == pytest.approx(0.5)


def test_the_leaf_is_of_the_likeliest_branch_of_the_likeliest_type(answers: Answers) -> None:
    (reading,) = answers.read(_logits([0.3, 0.1, 0.25, 0.2, 0.15]), np.array([3.0]), _logits([0.9, 0.1]))
    assert reading.leaf == "112", "branch 112 has 0.35 with 1121, branch 111 only 0.25"
    assert reading.leaf_probability == pytest.approx(0.2)
    assert reading.modes == load_ontology().coding("112").modes


def test_the_status_is_the_likeliest(answers: Answers) -> None:
    (reading,) = answers.read(_logits([0.2] * 5), np.array([0.0]), _logits([0.2, 0.8]))
    assert (reading.status, reading.status_probability) == ("negated", pytest.approx(0.8))


def test_softmax_is_steady_for_large_logits() -> None:
    assert softmax(np.array([[1000.0, 1000.0]])).tolist() == [[0.5, 0.5]]


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_a_span_outside_of_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(UsageError, match=r"target .*: no span of 'Chad met Togo'; give 0 <= start"):
        PairRequest("Chad met Togo", (0, 4), span).check()
