"""Reports of one event joined: on the topics of ``training/joins``, and on articles with perturbed copies.

    python benchmarks/joins.py ARTICLES.jsonl [--articles N] [--seed N] [--json]

The topics are those that did not set the weights. Of each of N articles of ARTICLES (JSON lines with ``text`` and
``date``) a copy is made, edited as in ``benchmarks/duplicates.py``, published up to two days later and coded too. An
event of a copy has its original where the same article has an event with the same trigger, type and nearly the same sentence:
recall is the share of these pairs that end up in one event. ``strangers`` are reports of an article joined with those of
other articles, per hundred reports; a part of them is right, since articles of one collection tell of the same events.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

from duplicates import edited, sentences

from khaldun import Coder
from khaldun.joins import group, load_weights, report_of
from khaldun.model import Article, Event

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
SURE = 0.8


def articles(path: Path, count: int, seed: int) -> list[tuple[str, Article]]:
    """The first articles and a perturbed copy of each, with the key that the two share."""
    rng, pool = random.Random(seed), sentences(path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:count]]
    found = []
    for row in rows:
        day = dt.date.fromisoformat(row["date"])
        text, _ = edited(row["text"], rng, pool)
        later = day + dt.timedelta(rng.randint(0, 2))
        for id, body, published in ((row["id"], row["text"], day), (f"{row['id']}-copy", text, later)):
            found.append((row["id"], Article(id, body, published=published, published_basis="metadata")))
    return found


def alike(a: Event, b: Event) -> bool:
    """Whether two events were read from the same sentence, but for typing errors."""
    one, other = (set(e.evidence.text.casefold().split()) for e in (a, b))
    same = len(one & other) >= SURE * max(len(one), len(other))
    return same and (a.cameo, _trigger(a)) == (b.cameo, _trigger(b))


def _trigger(event: Event) -> str:
    start, end = event.evidence.trigger
    return event.evidence.text[start - event.evidence.start : end - event.evidence.start].casefold()


def perturbed(coder: Coder, path: Path, count: int, seed: int) -> dict[str, float]:
    """Figures on perturbed copies."""
    events: list[tuple[str, Event]] = []
    for key, article in articles(path, count, seed):
        events += [(key, event) for event in coder.code_article(article).events]
    order = sorted(range(len(events)), key=lambda n: (events[n][1].date or dt.date.max, n))
    begun = time.perf_counter()
    joined = {found.report.n: found.first.n for found in group(report_of(events[n][1], n) for n in order)}
    spent = time.perf_counter() - begun
    by_article: dict[str, list[int]] = defaultdict(list)
    for n, (key, _) in enumerate(events):
        by_article[key].append(n)
    pairs = [
        (n, m)
        for some in by_article.values()
        for n in some
        for m in some
        if n < m and events[n][1].article_id != events[m][1].article_id and alike(events[n][1], events[m][1])
    ]
    keys: dict[int, set[str]] = defaultdict(set)
    for n, first in joined.items():
        keys[first].add(events[n][0])
    strangers = sum(len(keys[first]) > 1 for first in joined.values())
    return {
        "reports": len(events),
        "events": len(set(joined.values())),
        "pairs of copies": len(pairs),
        "recall of pairs": round(sum(joined[n] == joined[m] for n, m in pairs) / max(1, len(pairs)), 3),
        "strangers, per 100 reports": round(100 * strangers / len(events), 1),
        "reports a second": round(len(events) / spent),
    }


def main() -> None:
    from fit_joins import by_words, counts, pairs, sets

    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("articles_file", type=Path)
    options.add_argument("--articles", type=int, default=100)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    coder = Coder(reader=False)
    told = pairs(coder)
    setting, testing = [p for p in told if sets(p)], [p for p in told if not sets(p)]
    found = {
        "topics": {k: round(v, 3) for k, v in counts(testing, load_weights()).items()},
        "topics, by word overlap alone": {k: round(v, 3) for k, v in by_words(setting, testing).items()},
        "perturbed copies": perturbed(coder, chosen.articles_file, chosen.articles, chosen.seed),
    }
    if chosen.json:
        print(json.dumps(found))
        return
    print("| measured on | figure | value |\n| --- | --- | --- |")
    for name, figures in found.items():
        for figure, value in figures.items():
            print(f"| {name} | {figure} | {value} |")


if __name__ == "__main__":
    main()
