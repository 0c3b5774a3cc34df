"""Running the network: sentences through one graph, pairs through the other, both int8 in ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import onnxruntime

from khaldun.errors import KnowledgeError
from khaldun.ontology import Ontology, load_ontology
from khaldun.reader.gate import FILE as GATE
from khaldun.reader.gate import Gate, looks
from khaldun.reader.reading import Answers, Floats, PairReading, PairRequest
from khaldun.reader.tokens import MAX_PIECES, PADDING, Pieces, Splitter, padded, segments, window

FILES = ("sentence.onnx", "pair.onnx", "vocabulary.txt", "labels.json")
BATCH = 16
"""Sentences, and pairs, that go through a graph at once, sorted by length so that little is padding."""


class Reader:
    """The learned reader. Make it with ``Reader.load()``; it keeps no state between calls.

    The graphs run on ``threads`` threads; answers do not depend on how many.
    """

    def __init__(self, folder: Path, ontology: Ontology | None = None, threads: int = 1) -> None:
        missing = [name for name in FILES if not (folder / name).is_file()]
        if missing:
            raise KnowledgeError(
                f"reader weights {folder.name}/{missing[0]}: not there; the folder needs {', '.join(FILES)}; "
                "install khaldun anew, or train them with training/train.py"
            )
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._folder = folder
        self._answers = Answers(labels["leaves"], labels["statuses"], ontology or load_ontology())
        self._splitter = Splitter(folder / "vocabulary.txt")
        self._sentence = _session(folder / "sentence.onnx", threads)
        self._pair = _session(folder / "pair.onnx", threads)

    @classmethod
    def load(cls, ontology: Ontology | None = None, threads: int = 1) -> Reader:
        """The reader with the weights of the package, answering in the types of ``ontology`` (default: plover-2024).

        Raises ``KnowledgeError`` where the weights are not there or cannot be read.
        """
        with as_file(files("khaldun.reader").joinpath("weights")) as folder:
            return cls(folder, ontology, threads)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the weights: what was adapted on one reader's views fits no other's."""
        found = hashlib.sha256()
        for name in FILES:
            found.update((self._folder / name).read_bytes())
        return found.hexdigest()[:16]

    def study(self, request: PairRequest) -> tuple[PairReading, Floats]:
        """The reading of one pair, and the view that it rests on, a vector (means over source, target, the words
        between and all words, and the network's own attentions).

        The pair goes through the graphs alone, as int8 scales are taken over a batch: the same pair always has the
        same view. Raises ``UsageError`` where a span does not lie in the text, ``KnowledgeError`` where the weights
        give no view.
        """
        request.check()
        split = self._splitter.split(request.text)
        first, last = window(split, request.source, request.target)
        cut = (request.text, first, last)
        states = self._states({request.text: split}, [cut])[cut]
        row = segments(split.offsets[first:last], request.source, request.target)
        answers = self._run([states], [row], view=True)
        return self._answers.read(*answers[:3])[0], answers[3][0]

    def read(self, requests: Sequence[PairRequest]) -> list[PairReading]:
        """A reading of each request, in order; a text is encoded once however many of its pairs are asked for.

        Raises ``UsageError`` where a span does not lie in its text.
        """
        if not requests:
            return []
        for request in requests:
            request.check()
        split = {text: self._splitter.split(text) for text in dict.fromkeys(r.text for r in requests)}
        windows = [(r.text, *window(split[r.text], r.source, r.target)) for r in requests]
        found: dict[int, PairReading] = {}
        for batch in _batches(windows):
            states = self._states(split, list(dict.fromkeys(windows[n] for n in batch)))
            chosen = [requests[n] for n in batch]
            cuts = [windows[n] for n in batch]
            rows = [
                segments(split[r.text].offsets[first:last], r.source, r.target)
                for r, (_, first, last) in zip(chosen, cuts, strict=True)
            ]
            found.update(zip(batch, self._readings([states[cut] for cut in cuts], rows), strict=True))
        return [found[n] for n in range(len(requests))]

    def glance(self, requests: Sequence[PairRequest]) -> list[PairReading | None]:
        """A reading of each request that the gate lets through, in order; ``None`` for those that it takes for nothing.

        For many pairs of few sentences, most of which have nothing to do with each other: each text is encoded once, and a
        text too long to be read whole counts as nothing. Raises as ``read``.
        """
        for request in requests:
            request.check()
        split = {text: self._splitter.split(text) for text in dict.fromkeys(r.text for r in requests)}
        states = self._whole(
            {text: pieces for text, pieces in split.items() if len(pieces.ids) <= MAX_PIECES - 2}
        )
        asked = [n for n, request in enumerate(requests) if request.text in states]
        if not asked:
            return [None] * len(requests)
        rows = {
            n: segments(split[requests[n].text].offsets, requests[n].source, requests[n].target)
            for n in asked
        }
        seen = np.stack([looks(states[requests[n].text], rows[n]) for n in asked])
        passed = [n for n, good in zip(asked, self._gate.passes(seen), strict=True) if good]
        passed.sort(key=lambda n: len(rows[n]))
        found: dict[int, PairReading] = {}
        for first in range(0, len(passed), BATCH):
            batch = passed[first : first + BATCH]
            read = self._readings([states[requests[n].text] for n in batch], [rows[n] for n in batch])
            found.update(zip(batch, read, strict=True))
        return [found.get(n) for n in range(len(requests))]

    def encode(self, text: str) -> tuple[list[tuple[int, int]], Floats] | None:
        """Offsets of a text's pieces and its encoding (pieces and two marks, width); ``None`` where it is too long to be read whole."""
        pieces = self._splitter.split(text)
        if len(pieces.ids) > MAX_PIECES - 2:
            return None
        return pieces.offsets, self._whole({text: pieces})[text]

    def _whole(self, split: dict[str, Pieces]) -> dict[str, Floats]:
        """The encoding of each text, in batches of like length."""
        order = sorted(split, key=lambda text: len(split[text].ids))
        found: dict[str, Floats] = {}
        for first in range(0, len(order), BATCH):
            cuts = [(text, 0, len(split[text].ids)) for text in order[first : first + BATCH]]
            found.update((text, state) for (text, _, _), state in self._states(split, cuts).items())
        return found

    @cached_property
    def _gate(self) -> Gate:
        return Gate(self._folder / GATE)

    def _states(
        self, split: dict[str, Pieces], windows: list[tuple[str, int, int]]
    ) -> dict[tuple[str, int, int], Floats]:
        """The encoding (pieces, width) of each stretch of text."""
        ids = [self._splitter.framed(split[text].ids[first:last]) for text, first, last in windows]
        array = padded(ids, self._splitter.padding)
        mask = padded([[1] * len(row) for row in ids], 0).astype(np.float32)
        (states,) = self._sentence.run(["states"], {"ids": array, "mask": mask})
        return dict(zip(windows, states, strict=True))

    def _readings(self, states: list[Floats], rows: list[list[int]]) -> list[PairReading]:
        leaf, event, status = self._run(states, rows)
        return self._answers.read(leaf, event, status)

    def _run(self, states: list[Floats], rows: list[list[int]], view: bool = False) -> list[Floats]:
        """Logits of leaf, event and status of each pair; with ``view`` also its view."""
        names = ["leaf", "event", "status", *(["pooled"] if view else [])]
        if view and "pooled" not in {output.name for output in self._pair.get_outputs()}:
            raise KnowledgeError(
                "reader weights pair.onnx: no output 'pooled', which adapted coders need; "
                "install khaldun anew, or train the weights with training/train.py"
            )
        array = padded(rows, PADDING)
        stacked = _stacked(states, array.shape[1])
        found: list[Floats] = self._pair.run(names, {"states": stacked, "segments": array})
        return found


def _batches(windows: Sequence[tuple[str, int, int]]) -> list[list[int]]:
    """Requests in batches by length of their stretch, those of one stretch side by side."""
    order = sorted(range(len(windows)), key=lambda n: (windows[n][2] - windows[n][1], windows[n]))
    return [order[n : n + BATCH] for n in range(0, len(order), BATCH)]


def _stacked(states: Sequence[Floats], pieces: int) -> Floats:
    """States of sentences (each its pieces or more, width) as one array (sentences, pieces, width), zeros where one ends."""
    array = np.zeros((len(states), pieces, states[0].shape[1]), dtype=states[0].dtype)
    for n, state in enumerate(states):
        array[n, : len(state)] = state[:pieces]
    return array


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # it keeps what the longest batch took, in every worker
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # ONNX Runtime raises bare classes of its own C++ for a broken or foreign file.
        raise KnowledgeError(
            f"reader weights {path.name}: cannot be read ({error}); install khaldun anew, "
            "or train them with training/train.py"
        ) from None
