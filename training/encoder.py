"""The network: MiniLM's lower layers read a sentence once, its upper layers read it again for each pair.

The upper layers get, added to each piece, where it stands to the pair (``khaldun.reader.tokens``); small heads
on means over source, target, the words between, all words, and four learned attentions answer.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from khaldun.reader.tokens import BETWEEN, SEGMENTS, SOURCE, TARGET

WIDTH, HEADS, INNER, LAYERS, EPSILON = 384, 12, 1536, 6, 1e-12
ATTENTIONS = 4
HIDDEN = 256


@dataclass(frozen=True)
class Sizes:
    """How many answers each head chooses from, and how many of the six layers serve all pairs of a sentence."""

    leaves: int
    statuses: int
    contexts: int
    shared: int


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        """``x`` (rows, pieces, width); ``blocked`` (rows, 1, 1, pieces) is very negative on padding."""

        def split(y: Tensor) -> Tensor:
            return y.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2)

        query, key, value = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = (query @ key.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + blocked).softmax(-1)
        mixed = (self.dropout(weights) @ value).transpose(1, 2).flatten(2)
        x = self.out_norm(x + self.dropout(self.out(mixed)))
        inner = nn.functional.gelu(self.up(x))
        return self.down_norm(x + self.dropout(self.down(inner)))


class Encoder(nn.Module):
    """Embeddings and the shared layers: ids (sentences, pieces) to states (sentences, pieces, width)."""

    def __init__(self, words: int, positions: int, layers: int, dropout: float) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(words, WIDTH), nn.Embedding(positions, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x = self.words(ids) + self.positions(torch.arange(ids.shape[1]))
        x = self.dropout(self.norm(x))
        blocked = _blocked(mask)
        for layer in self.layers:
            x = layer(x, blocked)
        return x


class PairReader(nn.Module):
    """The layers and heads that read one pair: states and segments to logits of leaf, event and status."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.segments = nn.Embedding(SEGMENTS, WIDTH)
        nn.init.normal_(self.segments.weight, std=0.02)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - sizes.shared))
        self.attend = nn.Linear(WIDTH, ATTENTIONS)
        self.hidden = nn.Linear(WIDTH * (4 + ATTENTIONS), HIDDEN)
        self.dropout = nn.Dropout(max(dropout, 0.2))
        self.leaf, self.event = nn.Linear(HIDDEN, sizes.leaves), nn.Linear(HIDDEN, 1)
        self.status = nn.Linear(HIDDEN, sizes.statuses)
        self.contexts = nn.Linear(HIDDEN, sizes.contexts)

    def forward(self, states: Tensor, segments: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of leaf, event, status and contexts."""
        return self.answer(self.pool(states, segments))

    def pool(self, states: Tensor, segments: Tensor) -> Tensor:
        """What the pair looks like (rows, 4 + ATTENTIONS widths): means over source, target, between and all, attentions."""
        mask = (segments > 0).float()
        x = states + self.segments(segments)
        blocked = _blocked(mask)
        for layer in self.layers:
            x = layer(x, blocked)
        place = torch.remainder(segments - 2, 5) + 2
        kinds = [((place == kind) & (segments > 1)).float() for kind in (SOURCE, TARGET, BETWEEN)]
        means = [_mean(x, kind) for kind in (*kinds, mask)]
        weights = (self.attend(x) + blocked[:, 0, 0, :, None]).softmax(1)
        attended = (weights.transpose(1, 2) @ x).flatten(1)
        return torch.cat([*means, attended], dim=-1)

    def answer(self, pooled: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of leaf, event, status and contexts from what ``pool`` gives."""
        hidden = self.dropout(nn.functional.gelu(self.hidden(self.dropout(pooled))))
        return self.leaf(hidden), self.event(hidden)[:, 0], self.status(hidden), self.contexts(hidden)


def _blocked(mask: Tensor) -> Tensor:
    return (1.0 - mask)[:, None, None, :] * -10000.0


def _mean(x: Tensor, kind: Tensor) -> Tensor:
    return (x * kind[:, :, None]).sum(1) / kind.sum(1, keepdim=True).clamp(min=1.0)


def pretrained(
    folder: Path, keep: list[int], positions: int, sizes: Sizes, dropout: float
) -> tuple[Encoder, PairReader]:
    """Encoder and pair reader with MiniLM's weights; ``keep`` are the rows of its vocabulary that stay."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    assert (config["hidden_size"], config["num_hidden_layers"]) == (WIDTH, LAYERS)
    weights = load_file(folder / "model.safetensors")
    encoder = Encoder(len(keep), positions, sizes.shared, dropout)
    reader = PairReader(sizes, dropout)
    with torch.no_grad():
        kinds = weights["embeddings.token_type_embeddings.weight"][0]
        encoder.words.weight.copy_(weights["embeddings.word_embeddings.weight"][keep])
        encoder.positions.weight.copy_(weights["embeddings.position_embeddings.weight"][:positions] + kinds)
        encoder.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
        encoder.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
    for n, layer in enumerate([*encoder.layers, *reader.layers]):
        _fill(layer, weights, f"encoder.layer.{n}.")
    return encoder, reader


def _fill(layer: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "out_norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "down_norm": "output.LayerNorm",
    }
    layer.load_state_dict(
        {
            f"{ours}.{part}": weights[f"{prefix}{theirs}.{part}"]
            for ours, theirs in names.items()
            for part in ("weight", "bias")
        }
    )
