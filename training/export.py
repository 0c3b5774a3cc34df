"""Write the trained network as two int8 ONNX graphs: ``sentence.onnx`` and ``pair.onnx``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from encoder import WIDTH, Encoder, PairReader
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn


class Shown(nn.Module):
    """A pair reader that also gives what it answers from, which ``khaldun train`` adapts on."""

    def __init__(self, reader: PairReader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, states: Tensor, segments: Tensor) -> tuple[Tensor, ...]:
        pooled = self.reader.pool(states, segments)
        return *self.reader.answer(pooled), pooled


def export(encoder: Encoder, reader: PairReader, folder: Path) -> None:
    """Export and quantise both; matrices and word vectors become int8, everything else stays float."""
    encoder.eval()
    reader.eval()
    ids = torch.ones(2, 9, dtype=torch.long)
    segments = torch.tensor([[1, 2, 3, 3, 4, 4, 5, 6, 1], [1, 7, 8, 9, 10, 11, 1, 0, 0]])
    with TemporaryDirectory() as name:
        plain = Path(name)
        torch.onnx.export(
            encoder,
            (ids, torch.ones(2, 9)),
            str(plain / "sentence.onnx"),
            input_names=["ids", "mask"],
            output_names=["states"],
            dynamic_axes={"ids": {0: "n", 1: "t"}, "mask": {0: "n", 1: "t"}, "states": {0: "n", 1: "t"}},
            opset_version=17,
            dynamo=False,
        )
        torch.onnx.export(
            Shown(reader).eval(),
            (torch.zeros(2, 9, WIDTH), segments),
            str(plain / "pair.onnx"),
            input_names=["states", "segments"],
            output_names=["leaf", "event", "status", "contexts", "pooled"],
            dynamic_axes={
                "states": {0: "n", 1: "t"},
                "segments": {0: "n", 1: "t"},
                "leaf": {0: "n"},
                "event": {0: "n"},
                "status": {0: "n"},
                "contexts": {0: "n"},
                "pooled": {0: "n"},
            },
            opset_version=17,
            dynamo=False,
        )
        for graph in ("sentence.onnx", "pair.onnx"):
            quantize_dynamic(plain / graph, folder / graph, weight_type=QuantType.QInt8, per_channel=True)
