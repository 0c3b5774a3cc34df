"""Measure trained weights: ``python measure.py [--gold relation_plv_dev.jsonl]`` (no torch needed).

On the held-out tenth of the labelled pairs: types, leaf, event or none, status. With ``--gold``: macro-F1 over the
15 types of a relation gold file, as ``khaldun evaluate`` reads it. Speed is of one thread, texts one by one and batched.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from heldout import HERE, held_out, read_sentences

from khaldun.evaluate.conventions import convention
from khaldun.evaluate.relations import unmark
from khaldun.ontology import load_ontology
from khaldun.reader import PairReading, PairRequest, Reader

WEIGHTS = HERE.parent / "src" / "khaldun" / "reader" / "weights"


def macro_f1(gold: Sequence[str | None], said: Sequence[str | None]) -> float:
    """Mean F1 of the gold's labels, in per cent."""
    labels = sorted({label for label in gold if label is not None})
    hits = Counter(g for g, s in zip(gold, said, strict=True) if g == s)
    golds, saids = Counter(gold), Counter(said)
    return 100 * sum(2 * hits[n] / (golds[n] + saids[n]) for n in labels) / len(labels)


def accuracy(gold: Sequence[object], said: Sequence[object]) -> float:
    """Share of equal answers, in per cent."""
    return 100 * sum(g == s for g, s in zip(gold, said, strict=True)) / max(len(gold), 1)


def by_convention(reading: PairReading) -> str:
    """The likeliest type by the relation gold's table: leaves' probabilities summed."""
    book = convention("plv")
    sums: dict[str, float] = defaultdict(float)
    for leaf, probability in reading.leaves.items():
        sums[str(book.type_of(leaf))] += probability
    return max(sums, key=lambda name: sums[name])


def on_held_out(reader: Reader) -> dict[str, float]:
    """Figures on the tenth of the project's sentences that no training saw."""
    ontology, book = load_ontology(), convention("plv")
    pairs = [
        (PairRequest(s["text"], tuple(p["source"]), tuple(p["target"])), p)
        for s in read_sentences(sorted(HERE.glob("pairs*.jsonl")))
        if held_out(s["id"])
        for p in s["pairs"]
        if p["type"] == "NONE" or ontology.is_event(p["cameo"])
    ]
    readings = reader.read([request for request, _ in pairs])
    labels = [pair for _, pair in pairs]
    events = [(p, r) for p, r in zip(labels, readings, strict=True) if p["type"] != "NONE"]
    is_event = [p["type"] != "NONE" for p in labels]
    return {
        "pairs": len(pairs),
        "2021 types macro-F1": macro_f1(
            [book.type_of(p["cameo"]) for p, _ in events], [book.type_of(r.leaf) for _, r in events]
        ),
        "2024 types macro-F1": macro_f1(
            [ontology.coding(p["cameo"]).event_type for p, _ in events], [r.event_type for _, r in events]
        ),
        "leaf accuracy": accuracy([p["cameo"] for p, _ in events], [r.leaf for _, r in events]),
        "modes accuracy": accuracy(
            [ontology.coding(p["cameo"]).modes for p, _ in events], [r.modes for _, r in events]
        ),
        "event or none macro-F1": macro_f1(
            [str(e) for e in is_event], [str(r.event >= 0.5) for r in readings]
        ),
        "status macro-F1": macro_f1([p["status"] for p, _ in events], [r.status for _, r in events]),
    }


def on_gold(reader: Reader, path: Path) -> dict[str, float]:
    """Macro-F1 and accuracy over the types of a relation gold file; an item without both marks counts as wrong."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    items = [unmark(record["marked"]) for record in records]
    asked = [n for n, item in enumerate(items) if item.source and item.target]
    requests = [PairRequest(items[n].text, items[n].source, items[n].target) for n in asked]  # type: ignore[arg-type]
    said: list[str | None] = [None] * len(items)
    readings = reader.read(requests)
    for n, reading in zip(asked, readings, strict=True):
        said[n] = convention("plv").type_of(reading.leaf)
    roots = [record["root"] for record in records]
    summed = [*said]
    for n, reading in zip(asked, readings, strict=True):
        summed[n] = by_convention(reading)
    begun = time.perf_counter()
    reader.read(requests)
    batched = time.perf_counter() - begun
    begun = time.perf_counter()
    for request in requests:
        reader.read([request])
    single = time.perf_counter() - begun
    quads = convention("plv").quads
    return {
        "types macro-F1": macro_f1(roots, said),
        "types macro-F1, leaves summed": macro_f1(roots, summed),
        "types accuracy": accuracy(roots, said),
        "quads macro-F1": macro_f1(
            [str(quads[g]) for g in roots], [None if s is None else str(quads[s]) for s in said]
        ),
        "sentences a second, batched": len(requests) / batched,
        "sentences a second, one by one": len(requests) / single,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    reader = Reader(options.weights)
    print("held out")
    figures = [on_held_out(reader)]
    if options.gold:
        figures.append(on_gold(reader, options.gold))
    for group in figures:
        for name, value in group.items():
            print(f"  {name:32} {value:8.1f}")


if __name__ == "__main__":
    main()
