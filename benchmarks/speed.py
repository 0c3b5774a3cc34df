"""How fast coding is beside the bare parse: sentences a second on one core.

    python benchmarks/speed.py ARTICLES.jsonl [--articles N] [--rounds N] [--json]

ARTICLES holds one JSON object a line with a ``text``. In each round the same texts go, one after the other,
through five programs: the whole coder, the coder without the learned reader, this program's own parse, the stripped pipeline (only what a dependency parse
needs) and the full pipeline without its entity recogniser. The best round of each counts, in processor time, so that
other work on the machine disturbs it little.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import spacy

from khaldun.coder import Coder
from khaldun.model import Article
from khaldun.text import DEFAULT_PIPELINE
from khaldun.text.parse import Parser

BATCH = 16
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def read(path: Path, most: int | None) -> list[Article]:
    """The first ``most`` articles of a file of JSON lines."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Article(
            id=str(row.get("id", i)),
            text=row["text"],
            published=dt.date.fromisoformat(row["date"]) if row.get("date") else None,
            published_basis="metadata" if row.get("date") else None,
        )
        for i, row in enumerate(rows[:most])
    ]


def drain(values: Iterable[object]) -> int:
    """Use up an iterator; how many values it had."""
    return sum(1 for _ in values)


def seconds(work: Callable[[], int]) -> tuple[float, float]:
    """Processor and wall seconds of one run."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("articles_file", type=Path)
    options.add_argument("--articles", type=int, default=None, help="use only the first N articles")
    options.add_argument("--rounds", type=int, default=5, help="rounds; the best one counts")
    options.add_argument("--json", action="store_true", help="print JSON")
    chosen = options.parse_args()
    if any(os.environ.get(name) != "1" for name in ONE_THREAD):
        # Matrix products read these when they are first loaded, so begin again with them set.
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_THREAD)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    articles = read(chosen.articles_file, chosen.articles)
    texts = [article.text for article in articles]
    started = time.perf_counter()
    coder = Coder()
    load = time.perf_counter() - started
    parser = Parser()
    frames = Coder(parser, reader=False)
    full = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
    sentences = sum(len(parse.sentences) for parse in parser.pipe(texts))
    events = sum(len(coding.events) for coding in coder.pipe(articles))

    programs: dict[str, Callable[[], int]] = {
        "khaldun, whole": lambda: drain(coder.pipe(articles)),
        "khaldun, frames alone": lambda: drain(frames.pipe(articles)),
        "khaldun, parse only": lambda: drain(parser.pipe(texts, batch_size=BATCH)),
        "nlp.pipe, stripped": lambda: drain(parser.nlp.pipe(texts, batch_size=BATCH)),
        "nlp.pipe, without ner": lambda: drain(full.pipe(texts, batch_size=BATCH)),
    }
    rounds: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
    for _ in range(chosen.rounds):
        for name, work in programs.items():
            rounds[name].append(seconds(work))
    best = {name: min(cpu for cpu, _ in times) for name, times in rounds.items()}
    wall = {name: min(w for _, w in times) for name, times in rounds.items()}
    whole, framed = best["khaldun, whole"], best["khaldun, frames alone"]
    bare = best["nlp.pipe, without ner"]
    report = {
        "articles": len(articles),
        "sentences": sentences,
        "words": sum(len(text.split()) for text in texts),
        "events": events,
        "load_seconds": round(load, 2),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "milliseconds_a_sentence": {name: round(1000 * t / sentences, 3) for name, t in best.items()},
        "sentences_a_second": {name: round(sentences / t) for name, t in best.items()},
        "wall_milliseconds_a_sentence": {name: round(1000 * t / sentences, 3) for name, t in wall.items()},
        "whole_over_nlp_without_ner": round(whole / bare, 3),
        "frames_over_nlp_without_ner": round(framed / bare, 3),
        "whole_over_nlp_stripped": round(whole / best["nlp.pipe, stripped"], 3),
    }
    if chosen.json:
        print(json.dumps(report, indent=2))
        return
    print(
        f"{len(articles)} articles, {sentences} sentences, {events} events; best of {chosen.rounds} rounds, one core"
    )
    for name in programs:
        print(
            f"{name:24} {1000 * best[name] / sentences:7.2f} ms a sentence {sentences / best[name]:7.0f} sentences a second"
        )
    print(f"whole over nlp.pipe without ner: {report['whole_over_nlp_without_ner']}")
    print(f"frames over nlp.pipe without ner: {report['frames_over_nlp_without_ner']}")
    print(f"whole over stripped nlp.pipe:    {report['whole_over_nlp_stripped']}")
    print(f"loading {load:.2f} s; peak memory {report['peak_megabytes']} MB")


if __name__ == "__main__":
    main()
