"""Measure quotes against gold attributions: F1 of source spans and of content spans.

Usage: python benchmarks/quotes.py GOLD_FOLDER [--errors N]

GOLD_FOLDER holds ``quotes_polnear_dev.jsonl`` (id, text, brat). A span counts when its overlap with a gold
span is at least half of the longer of the two; each gold span is used once.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from pathlib import Path

from khaldun.model import Mention
from khaldun.text.parse import Parser
from khaldun.text.quotes import find_quotes

Spans = tuple[tuple[int, int], ...]


class Nobody:
    """A cast that knows no actor."""

    def at(self, token: int) -> Mention | None:
        """Nobody."""
        return None


def gold_spans(brat: str, label: str) -> list[Spans]:
    """The (possibly broken) spans of one label in brat standoff, that an attribution uses."""
    spans = {
        m[1]: tuple((int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", m[3]))
        for m in re.finditer(r"^(T\d+)\t(\w+) ([\d ;]+)\t", brat, re.M)
        if m[2] == label
    }
    used = re.findall(rf"{label}\d*:(T\d+)", brat)
    return [spans[t] for t in dict.fromkeys(used) if t in spans]


def characters(spans: Spans) -> set[int]:
    """All character offsets of a broken span."""
    return {c for a, b in spans for c in range(a, b)}


def matched(found: list[Spans], gold: list[Spans]) -> tuple[int, list[Spans], list[Spans]]:
    """Hits, spans found in vain, gold spans missed."""
    left, hits, vain = [(g, characters(g)) for g in gold], 0, []
    for spans in found:
        mine = characters(spans)
        best = max(left, key=lambda g: len(g[1] & mine), default=None)
        if best and 2 * len(best[1] & mine) >= max(len(best[1]), len(mine)):
            hits += 1
            left.remove(best)
        else:
            vain.append(spans)
    return hits, vain, [g for g, _ in left]


def main() -> None:
    """Print precision, recall and F1 for sources and contents, and the cost."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("gold", type=Path)
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--cues", action="store_true", help="precision of content by cue")
    options.add_argument("--tags", action="store_true", help="… and part of speech")
    chosen = options.parse_args()
    parser, counts, spent, errors = Parser(), Counter[str](), 0.0, list[str]()
    good, bad = Counter[str](), Counter[str]()
    for line in (chosen.gold / "quotes_polnear_dev.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, parse = row["text"], parser.parse(row["text"])
        begin = time.perf_counter()
        found = find_quotes(parse, Nobody())
        spent += time.perf_counter() - begin
        counts["sentences"] += len(parse.sentences)
        sources = list(dict.fromkeys(((q.source.start, q.source.end),) for q in found if q.source))
        contents = [tuple((s.start, s.end) for s in q.content) for q in found]
        for name, mine in (("Source", sources), ("Content", contents)):
            gold = list(dict.fromkeys(gold_spans(row["brat"], name)))
            hits, vain, missed = matched(mine, gold)
            counts.update({f"{name} hit": hits, f"{name} found": len(mine), f"{name} gold": len(gold)})
            errors += [
                f"{name} vain {' | '.join(text[a:b] for a, b in s)!r} << {text[max(0, s[0][0] - 60) : s[-1][1] + 40]!r}"
                for s in vain
            ]
            errors += [
                f"{name} missed {' | '.join(text[a:b] for a, b in s)!r} << {text[max(0, s[0][0] - 60) : s[-1][1] + 40]!r}"
                for s in missed
            ]
            if name == "Content":
                for q in found:
                    lemma = parse.lemma[q.cue_token] if q.cue_token >= 0 else "-"
                    lemma += f" {parse.tag[q.cue_token]}" if chosen.tags else ""
                    (bad if tuple((s.start, s.end) for s in q.content) in vain else good)[lemma] += 1
    for name in ("Source", "Content"):
        hit, n, gold_n = (counts[f"{name} {k}"] for k in ("hit", "found", "gold"))
        print(
            f"{name}: n={gold_n} precision={hit / n:.3f} recall={hit / gold_n:.3f} F1={2 * hit / (n + gold_n):.3f}"
        )
    print(f"{1000 * spent / counts['sentences']:.3f} ms a sentence over {counts['sentences']}")
    if chosen.cues:
        print(*(f"{w} {good[w]}/{good[w] + bad[w]}" for w, _ in (good + bad).most_common(150)), sep="; ")
    print("\n".join(errors[: chosen.errors]))


if __name__ == "__main__":
    main()
