"""The gate before the reader's upper layers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from khaldun.errors import KnowledgeError, UsageError
from khaldun.reader import PairRequest, Reader
from khaldun.reader.gate import Gate, looks
from khaldun.reader.tokens import AFTER, BETWEEN, MARK, SOURCE, TARGET, TURNED

TEXT = "Turkish jets bombed a rebel camp near the border."


def asked(text: str, source: str, target: str) -> PairRequest:
    a, b = text.index(source), text.index(target)
    return PairRequest(text, (a, a + len(source)), (b, b + len(target)))


def test_what_is_seen_of_a_pair() -> None:
    states = np.arange(12, dtype=np.float32).reshape(6, 2)
    seen = looks(states, [MARK, SOURCE, BETWEEN, TARGET, AFTER, MARK])
    assert seen.tolist() == [2, 3, 6, 7, 4, 5, 5, 6, 0]
    turned = looks(states, [MARK, *(kind + TURNED for kind in (TARGET, BETWEEN, SOURCE, AFTER)), MARK])
    assert turned.tolist() == [6, 7, 2, 3, 4, 5, 5, 6, 1]


def test_padding_is_not_seen() -> None:
    states = np.ones((9, 2), dtype=np.float32)
    states[4:] = 7
    assert looks(states, [MARK, SOURCE, TARGET, MARK]).tolist() == [1, 1, 1, 1, 0, 0, 1, 1, 0]


def test_a_glance_reads_as_reading_does(reader: Reader) -> None:
    request = asked(TEXT, "Turkish jets", "a rebel camp")
    (glanced,), (read,) = reader.glance([request]), reader.read([request])
    assert glanced is not None
    assert glanced.event_type == read.event_type == "ASSAULT"
    assert glanced.event == pytest.approx(read.event, abs=0.05)


def test_most_pairs_are_nothing(reader: Reader) -> None:
    text = "Reporters from Peru, Mali and Fiji stayed at a hotel beside the old opera of Oslo, said a guide from Chad."
    names = ["Peru", "Mali", "Fiji", "Oslo", "Chad"]
    found = reader.glance([asked(text, a, b) for a in names for b in names if a != b])
    assert sum(one is None for one in found) > len(found) / 2


def test_answers_keep_the_order(reader: Reader) -> None:
    other = "Ghana condemned Togo over the killings."
    requests = [asked(other, "Ghana", "Togo"), asked(TEXT, "Turkish jets", "a rebel camp")]
    types = [None if one is None else one.event_type for one in reader.glance(requests)]
    assert types == ["ACCUSE", "ASSAULT"]


def test_a_text_too_long_counts_as_nothing(reader: Reader) -> None:
    assert reader.glance([asked(TEXT + " word" * 200, "Turkish jets", "a rebel camp")]) == [None]


def test_nothing_asked(reader: Reader) -> None:
    assert reader.glance([]) == []


def test_a_span_outside_of_the_text(reader: Reader) -> None:
    with pytest.raises(UsageError, match="no span of"):
        reader.glance([PairRequest(TEXT, (0, 5), (900, 905))])


@pytest.mark.parametrize("content", [None, b"no array"])
def test_broken_weights(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "gate.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnowledgeError, match=r"gate\.npz: cannot be read .*fit_gate\.py"):
        Gate(path)
