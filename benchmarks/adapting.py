"""What a user's own labels buy: ``khaldun train`` on labelled pairs, cross-validated, and by the number of labels.

    python benchmarks/adapting.py LABELS.jsonl [--seeds 5] [--sizes 100 300] [--json]

Every pair is answered by a head that saw no pair of its text, and whose settings were chosen without it. Folds are
dealt anew for each seed; figures are means over seeds, with 95% bootstrap intervals of these means over pairs.
For the learning curve a head learns from so many labels of the other folds, drawn in proportion, and answers the fold.
``--parts`` adds what becomes of it without the frames, without the reader's view, and without the default's answer.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np

from khaldun import Coder
from khaldun.adapt.evidence import FRAMES, PairEvidence
from khaldun.adapt.labels import Labelled, read_labels
from khaldun.adapt.tables import known
from khaldun.adapt.train import Sample, held_out, sample_of
from khaldun.adapt.types import Types
from khaldun.evaluate import statistics as st
from khaldun.model import Relation


def measure(
    sample: Sample, types: Types, defaults: Sequence[Relation], seeds: int, size: int | None = None
) -> dict[str, Any]:
    """Cross-validation, once a seed: means over seeds, with intervals of these means over resampled pairs."""
    runs = [held_out(sample, types, defaults, 5, seed, size) for seed in range(seeds)]
    gold, width = runs[0].gold, 3 * len(types.names)
    old = [st.label_rows(types.names, gold, run.default) for run in runs]
    new = [st.label_rows(types.names, gold, run.adapted) for run in runs]

    def mean(sums: st.Array) -> st.Array:
        parts = [st.macro_f1(sums[:, n : n + width]) for n in range(0, sums.shape[1], width)]
        return np.mean(parts, axis=0)

    rows = np.hstack([*new, *old])
    gain = st.bootstrap(rows, lambda s: mean(s[:, : seeds * width]) - mean(s[:, seeds * width :]))
    right = [sum(a == g for a, g in zip(run.adapted, gold, strict=True)) / len(gold) for run in runs]
    return {
        "pairs": len(gold),
        "default": asdict(st.bootstrap(np.hstack(old), mean)),
        "adapted": asdict(st.bootstrap(np.hstack(new), mean)),
        "difference": asdict(gain),
        "adapted by seed": [round(float(st.macro_f1(one.sum(axis=0, keepdims=True))[0]), 4) for one in new],
        "adapted accuracy": round(float(np.mean(right)), 4),
    }


def without(sample: Sample, part: str) -> Sample:
    """The sample with the frames' numbers or the reader's view blotted out."""
    points = sample.points.copy()
    if part == "frames":
        points[:, -FRAMES:] = 0.0
    else:
        points[:, :-FRAMES] = 0.0
    return replace(sample, points=points)


def seen(path: Path) -> tuple[Sample, Types, list[Relation], float]:
    """The labelled pairs of a file as numbers, and how many seconds looking at them took."""
    coder = Coder()
    labelled: list[Labelled] = read_labels(path, lambda problem: None)
    types = known(sorted({item.label for item in labelled}), coder.ontology)
    begun = time.perf_counter()
    evidence: list[PairEvidence] = coder.study([(i.text, i.source, i.target) for i in labelled])
    took = time.perf_counter() - begun
    return sample_of(labelled, evidence, types), types, coder.default_relations(evidence), took


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("labels", type=Path)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--sizes", type=int, nargs="*", default=[100, 300])
    options.add_argument("--parts", action="store_true")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    sample, types, defaults, took = seen(chosen.labels)
    begun = time.perf_counter()
    rows = {"all labels": measure(sample, types, defaults, chosen.seeds)}
    fitting = (time.perf_counter() - begun) / chosen.seeds
    for size in chosen.sizes:
        rows[f"{size} labels"] = measure(sample, types, defaults, chosen.seeds, size)
    if chosen.parts:
        rows["without frames"] = measure(without(sample, "frames"), types, defaults, chosen.seeds)
        rows["without view"] = measure(without(sample, "view"), types, defaults, chosen.seeds)
        rows["without default"] = measure(replace(sample, default=None), types, defaults, chosen.seeds)
    seconds = {"looking at the pairs": round(took, 1), "one cross-validation": round(fitting, 1)}
    if chosen.json:
        print(json.dumps({"figures": rows, "seconds": seconds}, indent=2))
        return
    for name, row in rows.items():
        cells = "  ".join(
            f"{part} {row[part]['value']:.3f} ({row[part]['low']:.3f} to {row[part]['high']:.3f})"
            for part in ("default", "adapted", "difference")
        )
        by_seed = " ".join(f"{value:.3f}" for value in row["adapted by seed"])
        print(f"{name:16} {cells}  seeds {by_seed}  accuracy {row['adapted accuracy']:.3f}")
    print(", ".join(f"{name}: {value} s" for name, value in seconds.items()))


if __name__ == "__main__":
    main()
