"""The shipped weights, at work."""

import json
import shutil
from pathlib import Path

import pytest

from khaldun.errors import KnowledgeError, UsageError
from khaldun.ontology import load_ontology
from khaldun.reader import PairReading, PairRequest, Reader


def ask(text: str, source: str, target: str) -> PairRequest:
    a, b = text.index(source), text.index(target)
    return PairRequest(text, (a, a + len(source)), (b, b + len(target)))


CLEAR = [
    ("Police in Lomé arrested a trade unionist at dawn.", "Police in Lomé", "a trade unionist", "COERCE"),
    ("Turkish jets bombed a rebel camp near the border.", "Turkish jets", "a rebel camp", "ASSAULT"),
    ("Ghana condemned Togo over the killings.", "Ghana", "Togo", "ACCUSE"),
    ("Japan gave 40 million dollars in relief to Fiji.", "Japan", "Fiji", "AID"),
    ("Peru's president met Chilean senators in Lima.", "Peru's president", "Chilean senators", "CONSULT"),
    ("Thousands marched in Tunis against the government.", "Thousands", "the government", "PROTEST"),
]


@pytest.mark.parametrize(("text", "source", "target", "event_type"), CLEAR)
def test_clear_sentences(reader: Reader, text: str, source: str, target: str, event_type: str) -> None:
    (reading,) = reader.read([ask(text, source, target)])
    assert reading.event_type == event_type
    assert load_ontology().coding(reading.leaf).event_type == event_type


def test_direction_matters(reader: Reader) -> None:
    text = "Turkish jets bombed a rebel camp near the border."
    there, back = reader.read(
        [ask(text, "Turkish jets", "a rebel camp"), ask(text, "a rebel camp", "Turkish jets")]
    )
    assert there.event > back.event


def _near(one: PairReading, two: PairReading) -> None:
    assert one.event == pytest.approx(two.event, abs=0.05)
    assert one.types == pytest.approx(two.types, abs=0.05)


def test_answers_come_in_order_and_hardly_depend_on_the_batch(reader: Reader) -> None:
    requests = [ask(text, source, target) for text, source, target, _ in CLEAR * 4]
    together = reader.read(requests)
    assert [r.event_type for r in together] == [kind for *_, kind in CLEAR * 4]
    for request, reading in zip(requests[: len(CLEAR)], together, strict=False):
        _near(reader.read([request])[0], reading)


def test_the_same_call_gives_the_same_answer(reader: Reader) -> None:
    requests = [ask(text, source, target) for text, source, target, _ in CLEAR]
    assert reader.read(requests) == reader.read(requests)


def test_a_pair_late_in_a_long_text_is_read(reader: Reader) -> None:
    text = "The harvest was poor and the rivers ran low again this year. " * 30 + CLEAR[0][0]
    (reading,) = reader.read([ask(text, "Police in Lomé", "a trade unionist")])
    assert reading.event_type == "COERCE"


def test_nothing_asked_nothing_answered(reader: Reader) -> None:
    assert reader.read([]) == []


def test_a_span_of_blanks_is_answered(reader: Reader) -> None:
    (reading,) = reader.read([PairRequest("Chad   met Togo", (4, 6), (11, 15))])
    assert 0 <= reading.event <= 1


def test_a_wrong_span_is_named(reader: Reader) -> None:
    with pytest.raises(UsageError, match="source"):
        reader.read([PairRequest("Chad met Togo", (9, 99), (0, 4))])


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        KnowledgeError, match=r"sentence\.onnx: not there; the folder needs .*training/train\.py"
    ):
        Reader(tmp_path)


def test_broken_weights_are_named(tmp_path: Path, weights: Path) -> None:
    shutil.copytree(weights, tmp_path, dirs_exist_ok=True)
    (tmp_path / "pair.onnx").write_bytes(b"no graph")
    with pytest.raises(KnowledgeError, match=r"pair\.onnx: cannot be read"):
        Reader(tmp_path)


def test_the_weights_fit_the_ontology_and_the_limit(weights: Path) -> None:
    labels = json.loads((weights / "labels.json").read_text(encoding="utf-8"))
    assert all(load_ontology().is_event(leaf) for leaf in labels["leaves"])
    assert len(set(labels["leaves"])) == len(labels["leaves"])
    assert sum(path.stat().st_size for path in weights.iterdir()) <= 25_000_000
