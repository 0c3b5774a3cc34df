"""Which words carry the labelled pairs that the coder misses: where the lexicon has gaps.

    python benchmarks/gaps.py PAIRS.jsonl [--every N] [--most N]

For each labelled pair with no event between its two actors, the word where their paths through the parse meet (with
its particle, and its object or preposition) is counted by the type that was meant. Pairs where one actor was not
known are counted apart, as no lexicon entry can mend them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from khaldun.coder import Coder
from khaldun.evaluate.pairs import NONE, link
from khaldun.model import Article, Coding
from khaldun.text.parse import Parse, Parser

_TELLING = ("prt", "neg", "dobj", "attr", "acomp", "prep", "xcomp")

Span = tuple[int, int]


def head(parse: Parse, span: Span) -> int | None:
    """The token of a span that hangs on something outside it."""
    inside = {i for i in range(len(parse)) if parse.start[i] < span[1] and span[0] < parse.end[i]}
    return next((i for i in sorted(inside) if parse.head[i] not in inside or parse.head[i] == i), None)


def upwards(parse: Parse, token: int) -> list[int]:
    """A token and what it hangs on, up to the root."""
    path = [token]
    while parse.head[path[-1]] != path[-1]:
        path.append(parse.head[path[-1]])
    return path


def meeting(parse: Parse, source: Span, target: Span) -> str:
    """The lemma where the two actors' paths meet, with what tells its sense."""
    ends = head(parse, source), head(parse, target)
    if ends[0] is None or ends[1] is None:
        return "(span without words)"
    above = upwards(parse, ends[0])
    at = next((i for i in upwards(parse, ends[1]) if i in above), None)
    if at is None:
        return "(in two sentences)"
    telling = [
        f"{parse.dep[c]}={parse.lemma[c].lower()}" for c in parse.children[at] if parse.dep[c] in _TELLING
    ]
    return " ".join([parse.lemma[at].lower(), *telling[:3]])


def known(coding: Coding, span: Span) -> bool:
    """Whether the coder knows an actor that overlaps a span."""
    return any(m.known and m.start < span[1] and span[0] < m.end for m in coding.actors)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("pairs", type=Path)
    options.add_argument("--every", type=int, default=1, help="take every Nth line")
    options.add_argument("--most", type=int, default=60, help="words to show")
    chosen = options.parse_args()

    rows = [
        json.loads(line) for line in chosen.pairs.read_text(encoding="utf-8").splitlines()[:: chosen.every]
    ]
    texts = [row["text"] for row in rows]
    codings = Coder(reader=False).pipe(Article(id=str(i), text=text) for i, text in enumerate(texts))
    gaps: dict[str, list[str]] = defaultdict(list)
    senses: dict[str, Counter[str]] = defaultdict(Counter)
    actors, reasons, total = 0, Counter[str](), 0
    for row, coding, parse in zip(rows, codings, Parser().pipe(texts), strict=True):
        for pair in row["pairs"]:
            source, target = tuple(pair["source"]), tuple(pair["target"])
            if pair["type"] == NONE or link(coding.events, source, target, pair["type"]):
                continue
            total += 1
            if not (known(coding, source) and known(coding, target)):
                actors += 1
                continue
            reasons.update({aside.reason for aside in coding.set_aside} or {"coded otherwise"})
            word, _, sense = meeting(parse, source, target).partition(" ")
            gaps[word].append(pair["type"])
            senses[word][sense] += 1
    print(f"{total} pairs missed, {actors} of them for want of a known actor")
    print(
        "sentences set aside because: " + ", ".join(f"{reason} {n}" for reason, n in reasons.most_common(8))
    )
    for word, types in sorted(gaps.items(), key=lambda item: (-len(item[1]), item[0]))[: chosen.most]:
        meant = ", ".join(f"{name} {n}" for name, n in Counter(types).most_common(3))
        shown = "; ".join(sense for sense, _ in senses[word].most_common(3) if sense)
        print(f"{len(types):4} {word:16} {meant:40} {shown}")


if __name__ == "__main__":
    main()
