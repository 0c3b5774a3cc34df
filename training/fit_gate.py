"""Fit the reader's gate: ``python fit_gate.py ARTICLES.jsonl`` (one JSON object a line with a ``text``).

The gate learns to foresee of which pairs the reader will be certain. What it is shown: all pairs of actors that the frames'
actor layer finds in the sentences of unlabelled articles, most of which are nothing, and the labelled pairs of every third training
sentence; its target is the reader's own answer, 1 where the reader is certain within the bounds of ``khaldun.events.opinion``, a half
where it is nearly so. Articles of every fourth number are held out; the bound is set so that not quite a fifth of their pairs passes. Needs the
whole program and torch; writes ``src/khaldun/reader/weights/gate.npz``.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from heldout import HERE, read_sentences
from numpy.typing import NDArray
from torch import nn

from khaldun import Coder
from khaldun.events.opinion import LEAST, LEAST_TYPE, is_unsure, pairs_of
from khaldun.model import Article
from khaldun.reader import PairReading, PairRequest, Reader
from khaldun.reader.gate import FILE, looks
from khaldun.reader.tokens import segments

WEIGHTS = HERE.parent / "src" / "khaldun" / "reader" / "weights"
HIDDEN, EPOCHS, BATCH, RATE, DECAY = 32, 8, 256, 2e-3, 0.5
NEARLY = 0.8
PASSING = 0.18
SAMPLED = 6
"""Pairs that are taken of one sentence at most, drawn by chance."""

Pair = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Seen:
    """Looks (pairs, 4 widths + 1), targets and whether the article is held out, for all pairs."""

    looks: NDArray[np.float32]
    target: NDArray[np.float32]
    held: NDArray[np.bool_]


def unlabelled(path: Path, rng: random.Random) -> Iterator[tuple[str, list[Pair], bool]]:
    """Sentences of the articles with pairs of their actors, and whether the article is held out."""
    coder = Coder(reader=False)
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [Article(str(n), text) for n, text in enumerate(texts)]
    for number, (article, parse) in enumerate(zip(articles, coder.parses(articles), strict=True)):
        by_sentence: dict[int, list[Pair]] = {}
        for pair in pairs_of(parse, coder.code_parse(article, parse).actors):
            start, _ = parse.sentence_span(pair.sentence)
            source, target = pair.source, pair.target
            spans = ((source.start - start, source.end - start), (target.start - start, target.end - start))
            by_sentence.setdefault(pair.sentence, []).append(spans)
        for n, pairs in by_sentence.items():
            start, end = parse.sentence_span(n)
            yield article.text[start:end], rng.sample(pairs, min(len(pairs), SAMPLED)), number % 4 == 3


def labelled() -> Iterator[tuple[str, list[Pair], bool]]:
    """Every third training sentence with its labelled pairs."""
    for sentence in read_sentences(sorted(HERE.glob("pairs*.jsonl")))[::3]:
        yield sentence["text"], [(tuple(p["source"]), tuple(p["target"])) for p in sentence["pairs"]], False


def target(reading: PairReading) -> float:
    """How certain the reader is of a deed that it may tell alone: 1, a half, or 0."""
    if is_unsure(reading):
        return 0.0
    kind = reading.types[reading.event_type]
    if reading.event >= LEAST and kind >= LEAST_TYPE:
        return 1.0
    return 0.5 if min(reading.event, kind) >= NEARLY else 0.0


def collect(reader: Reader, rows: Sequence[tuple[str, list[Pair], bool]]) -> Seen:
    """What the gate sees of every pair, and what the reader says."""
    found: list[Any] = []
    targets: list[float] = []
    held: list[bool] = []
    for text, pairs, is_held in rows:
        encoded = reader.encode(text)
        if encoded is None:
            continue
        offsets, states = encoded
        found += [looks(states, segments(offsets, *pair)) for pair in pairs]
        targets += [target(reading) for reading in reader.read([PairRequest(text, *pair) for pair in pairs])]
        held += [is_held] * len(pairs)
    return Seen(np.stack(found), np.array(targets, dtype=np.float32), np.array(held))


def fit(seen: Seen, seed: int) -> dict[str, NDArray[np.float32]]:
    """The gate's arrays."""
    torch.manual_seed(seed)
    known = torch.from_numpy(seen.looks[~seen.held])
    target_of = torch.from_numpy(seen.target[~seen.held])
    mean, scale = known.mean(0), known.std(0) + 1e-3
    net = nn.Sequential(nn.Linear(known.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(0.2), nn.Linear(HIDDEN, 1))
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    scaled = (known - mean) / scale
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(scaled)).split(BATCH):
            loss = nn.functional.binary_cross_entropy_with_logits(net(scaled[batch])[:, 0], target_of[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    net.eval()
    inner, outer = net[0], net[3]
    with torch.no_grad():
        scores = net((torch.from_numpy(seen.looks[seen.held]) - mean) / scale)[:, 0].numpy()
    least = float(np.quantile(scores, 1 - PASSING))
    certain = seen.target[seen.held] == 1.0
    print(
        f"{len(scores)} pairs held out, {certain.mean():.3f} of them certain; of these the gate passes "
        f"{(scores[certain] >= least).mean():.3f}, of all {(scores >= least).mean():.3f}"
    )
    return {
        "mean": mean.numpy(),
        "scale": scale.numpy(),
        "inner": inner.weight.detach().numpy().T,
        "inner_bias": inner.bias.detach().numpy(),
        "outer": outer.weight.detach().numpy()[0],
        "outer_bias": outer.bias.detach().numpy()[0],
        "least": np.float32(least),
    }


def main() -> None:
    """Collect, fit, write, and say what passes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS / FILE)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = [*unlabelled(options.articles, rng), *labelled()]
    arrays = fit(collect(Reader.load(), rows), options.seed)
    np.savez_compressed(
        options.out,
        **{
            name: array.astype(np.float16 if array.ndim == 2 else np.float32)
            for name, array in arrays.items()
        },
    )


if __name__ == "__main__":
    main()
