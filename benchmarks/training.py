"""How the coder does on labelled pairs of actors: by type, by status, by family of sentences.

    python benchmarks/training.py PAIRS.jsonl [--every N] [--json]

PAIRS holds lines of {id, text, pairs: [{source, target, type, cameo, status}]}. The part of an id before its
hyphen names the family. ``--every 10`` takes each tenth line, for a quick look.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from rich.console import Console
from rich.table import Table

from khaldun.coder import Coder
from khaldun.evaluate import FORMATS, evaluate
from khaldun.evaluate.gold import read
from khaldun.evaluate.pairs import NONE, Pair, read_pairs

Groups = dict[str, list[Pair]]


def group(sentences: list[list[Pair]], records: list[dict[str, object]]) -> dict[str, Groups]:
    """Pairs by type, by status and by family."""
    groups: dict[str, Groups] = {name: defaultdict(list) for name in ("type", "status", "family")}
    for pairs, row in zip(sentences, records, strict=True):
        for pair in pairs:
            groups["type"][pair.label].append(pair)
            if pair.label != NONE:
                groups["status"][pair.status].append(pair)
                groups["family"][str(row.get("id", "")).split("-")[0]].append(pair)
    return groups


def row_of(name: str, pairs: list[Pair]) -> dict[str, object]:
    """Counts and shares of one group: linked, of the right type, and then of the right status."""
    linked = [pair for pair in pairs if pair.found is not None]
    right = [pair for pair in linked if pair.right]
    status = [pair for pair in right if pair.found is not None and pair.found.status == pair.status]
    return {
        "group": name,
        "pairs": len(pairs),
        "linked": round(len(linked) / len(pairs), 3),
        "right type": round(len(right) / len(pairs), 3),
        "right type of linked": round(len(right) / len(linked), 3) if linked else None,
        "right status of right": round(len(status) / len(right), 3) if right else None,
    }


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("pairs", type=Path)
    options.add_argument("--every", type=int, default=1, help="take every Nth line")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()

    lines = chosen.pairs.read_text(encoding="utf-8").splitlines()[:: chosen.every]
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "pairs.jsonl"
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        gold = read(part, FORMATS)
        coder = Coder(reader=False)
        report = evaluate([part], coder).files[0]
        sentences = read_pairs(gold, coder, lambda name, done, total: None)
    groups = group(sentences, [dict(record) for record in gold.records])
    tables = {
        kind: [row_of(name, members[name]) for name in sorted(members)] for kind, members in groups.items()
    }
    if chosen.json:
        scores = {score.measure: [score.value, score.low, score.high] for score in report.scores}
        json.dump({"scores": scores, **tables}, sys.stdout, indent=2)
        return
    console = Console(width=120)
    for score in report.scores:
        figures = ", ".join(
            f"{n} {v:.3f}" for n, v in (("P", score.precision), ("R", score.recall)) if v is not None
        )
        console.print(
            f"{score.measure}: {score.value} ({score.low} to {score.high}, n {score.n}) {figures}",
            highlight=False,
        )
    for kind, rows in tables.items():
        table = Table(title=f"by {kind}", title_justify="left")
        for column in rows[0]:
            table.add_column(column, justify="left" if column == "group" else "right")
        for row in rows:
            table.add_row(*("–" if value is None else str(value) for value in row.values()))
        console.print(table)
    wrong = [cell for cell in report.confusions if cell.gold != cell.predicted][:40]
    console.print(
        "most frequent confusions: " + ", ".join(f"{c.gold}→{c.predicted} {c.count}" for c in wrong)
    )


if __name__ == "__main__":
    main()
