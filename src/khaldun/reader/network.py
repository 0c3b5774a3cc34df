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
from khaldun.reader.reading import Answers, Floats, PairReading, PairRequest
from khaldun.reader.tokens import PADDING, Pieces, Splitter, padded, segments, window

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
        stacked = np.stack([state[: array.shape[1]] for state in states])
        found: list[Floats] = self._pair.run(names, {"states": stacked, "segments": array})
        return found


def _batches(windows: Sequence[tuple[str, int, int]]) -> list[list[int]]:
    """Requests in batches by length of their stretch, those of one stretch side by side."""
    order = sorted(range(len(windows)), key=lambda n: (windows[n][2] - windows[n][1], windows[n]))
    return [order[n : n + BATCH] for n in range(0, len(order), BATCH)]


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # ONNX Runtime raises bare classes of its own C++ for a broken or foreign file.
        raise KnowledgeError(
            f"reader weights {path.name}: cannot be read ({error}); install khaldun anew, "
            "or train them with training/train.py"
        ) from None
