"""Measure time expressions against TimeML gold: F1 of spans, share of right values among DATE.

Usage: python benchmarks/times.py GOLD_FOLDER [--errors N]

GOLD_FOLDER holds ``times_aquaint_dev.jsonl`` (id, timeml). A span counts when it overlaps a gold span one to
one ("strict" asks for the same characters); a value counts when it equals the gold TIMEX3 value.
"""

from __future__ import annotations

import argparse
import datetime as dt
import html
import json
import re
import time
from collections import Counter
from pathlib import Path

from khaldun.model import When
from khaldun.text.parse import Parser
from khaldun.times import find_times

Gold = tuple[int, int, str, str, str]


def read(timeml: str) -> tuple[str, dt.date | None, list[Gold]]:
    """Text, creation date and gold spans (start, end, text, type, value) of one TimeML article."""
    created = re.search(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", timeml, re.S)
    body = re.search(r"<TEXT>(.*)</TEXT>", timeml, re.S)
    text, gold, open_at, attributes = "", list[Gold](), 0, ""
    for piece in re.split(r"(<[^>]+>)", body[1] if body else ""):
        if piece.startswith("<TIMEX3"):
            open_at, attributes = len(text), piece
        elif piece == "</TIMEX3>":
            kind = re.search(r'\btype="(\w+)"', attributes)
            value = re.search(r'\bvalue="([^"]*)"', attributes)
            gold.append(
                (open_at, len(text), text[open_at:], kind[1] if kind else "", value[1] if value else "")
            )
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return text, dt.date.fromisoformat(created[1]) if created else None, gold


def same_value(found: str | None, gold: str) -> bool:
    """Equal TIMEX3 values; W7 and W07 are one."""
    return re.sub(r"-W(\d)\b", r"-W0\1", found or "") == re.sub(r"-W(\d)\b", r"-W0\1", gold)


def pair(found: list[When], gold: list[Gold]) -> list[tuple[When, Gold]]:
    """Overlapping spans, one to one, in text order."""
    pairs, left = [], list(gold)
    for when in found:
        for g in left:
            if when.start < g[1] and g[0] < when.end:
                pairs.append((when, g))
                left.remove(g)
                break
    return pairs


def main() -> None:
    """Print counts, F1 and the share of right values."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("gold", type=Path)
    options.add_argument("--errors", type=int, default=0)
    chosen = options.parse_args()
    parser, counts, spent, errors = Parser(), Counter[str](), 0.0, list[str]()
    for line in (chosen.gold / "times_aquaint_dev.jsonl").read_text(encoding="utf-8").splitlines():
        text, published, gold = read(json.loads(line)["timeml"])
        parse = parser.parse(text)
        begin = time.perf_counter()
        found = find_times(parse, published)
        spent += time.perf_counter() - begin
        pairs = pair(found, gold)
        counts.update(gold=len(gold), found=len(found), hit=len(pairs), sentences=len(parse.sentences))
        for when, g in pairs:
            counts["strict"] += when.text == g[2]
            if g[3] == "DATE":
                counts["dates"] += 1
                counts["values"] += same_value(when.value, g[4])
                if not same_value(when.value, g[4]):
                    errors.append(
                        f"value {when.text!r} {when.value} gold {g[2]!r} {g[4]} published {published} | {text[max(0, g[0] - 60) : g[1] + 30]!r}"
                    )
        errors += [
            f"spurious {w.text!r} | {text[max(0, w.start - 40) : w.end + 30]!r}"
            for w in found
            if all(w is not p[0] for p in pairs)
        ]
        errors += [
            f"missed {g[2]!r} | {text[max(0, g[0] - 40) : g[1] + 30]!r}"
            for g in gold
            if all(g is not p[1] for p in pairs)
        ]
    for name, hits in (("overlap", counts["hit"]), ("strict", counts["strict"])):
        p, r = hits / counts["found"], hits / counts["gold"]
        print(
            f"spans {name}: n={counts['gold']} precision={p:.3f} recall={r:.3f} F1={2 * p * r / (p + r):.3f}"
        )
    print(f"DATE values: n={counts['dates']} right={counts['values'] / counts['dates']:.3f}")
    print(f"{1000 * spent / counts['sentences']:.3f} ms a sentence over {counts['sentences']}")
    print("\n".join(errors[: chosen.errors]))


if __name__ == "__main__":
    main()
