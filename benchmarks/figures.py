"""Measure again, and write the figures into the tables of benchmarks/README.md.

    python benchmarks/figures.py [--gold FOLDER] [--pages FOLDER] [--pairs PAIRS.jsonl] [--articles ARTICLES.jsonl] [--rounds N]

Each option renews its own tables and leaves the others; ``--gold`` is taken from ``KHALDUN_GOLD`` where it is not given.
Tables stand between ``<!-- name -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from pages import trafilatura

from khaldun.coder import Coder
from khaldun.evaluate import FORMATS, FileReport, Score, evaluate
from khaldun.evaluate.gold import read
from khaldun.evaluate.pages import khaldun, score_extractor
from khaldun.evaluate.protocols import silent

README = Path(__file__).parent / "README.md"

# Gold file, and the measures of it that the README shows, in its own words.
ACCURACY = (
    ("relation_plv_dev.jsonl", "macro-F1 over 15 types", "types, macro-F1"),
    ("relation_plv_dev.jsonl", "macro-F1 over 4 quad classes", "quad classes, macro-F1"),
    ("relation_plv_dev.jsonl", "macro-F1 of conflict against cooperation", "conflict or cooperation, macro-F1"),
    ("relation_aw_dev.jsonl", "macro-F1 of conflict against cooperation", "conflict or cooperation, macro-F1"),
    ("event_gsr_dev.jsonl", "F1 of types", "type alone"),
    ("event_gsr_dev.jsonl", "F1 of (actor country, type, recipient country)", "actor country, type, recipient country"),
    ("event_petrarch2_dev.jsonl", "F1 of types", "type alone"),
    ("event_petrarch2_dev.jsonl", "F1 of (actor country, type, recipient country)", "actor country, type, recipient country"),
    ("event_cameo_annotators_dev.jsonl", "F1 of event or none, statements included", "event or none, statements included"),
    ("event_cameo_annotators_dev.jsonl", "F1 of event or none, statements left out", "event or none, statements left out"),
    ("event_cameo_annotators_dev.jsonl", "span F1 of who", "who, spans"),
    ("event_cameo_annotators_dev.jsonl", "span F1 of whom", "whom, spans"),
    ("event_cameo_annotators_dev.jsonl", "span F1 of where", "where, spans"),
    ("event_cameo_annotators_dev.jsonl", "span F1 of when", "when, spans"),
    ("event_cameo_annotators_dev.jsonl", "Jaccard of roots with each person", "types, Jaccard with each person"),
    ("event_cameo_annotators_dev.jsonl", "the same among people", "types, Jaccard among people"),
    ("nonevents_bbc_dev.jsonl", "events a 100 sentences, sport", "events a 100 sentences, sport"),
    ("nonevents_bbc_dev.jsonl", "events a 100 sentences, entertainment", "events a 100 sentences, entertainment"),
    ("nonevents_bbc_dev.jsonl", "events a 100 sentences, politics", "events a 100 sentences, politics"),
    ("nonevents_agnews_dev.jsonl", "events a 100 sentences, sport", "events a 100 sentences, sport"),
)  # fmt: skip

# The same for times, places and quotes.
LAYERS = (
    ("times_aquaint_dev.jsonl", "F1 of spans that overlap", "spans that overlap"),
    ("times_aquaint_dev.jsonl", "F1 of spans with the same characters", "spans with the same characters"),
    ("times_aquaint_dev.jsonl", "right value among DATE found", "value right among DATE that were found"),
    ("places_lgl_dev.xml", "F1 of toponyms", "toponyms"),
    ("places_lgl_dev.xml", "within 161 km, of those found", "within 161 km, of those found"),
    ("places_lgl_dev.xml", "in the right country, of those found", "in the right country, of those found"),
    ("places_geovirus_dev.xml", "F1 of toponyms", "toponyms"),
    ("places_geovirus_dev.xml", "within 161 km, of those found", "within 161 km, of those found"),
    ("places_of_event_dev.jsonl", "F1 of where the verb's event happened, exact spans", "place of the verb's event, exact spans"),
    ("places_of_event_dev.jsonl", "F1 of the place of its coded event, exact spans", "place of the coded event, exact spans"),
    ("places_of_event_dev.jsonl", "the same where an event is coded", "the same where an event is coded, exact spans"),
    ("quotes_polnear_dev.jsonl", "F1 of sources", "source spans"),
    ("quotes_polnear_dev.jsonl", "F1 of contents", "content spans"),
)  # fmt: skip

SPEED = (
    ("khaldun, whole", "khaldun, whole"),
    ("the same without the learned reader", "khaldun, frames alone"),
    ("its parse alone", "khaldun, parse only"),
    ("bare `nlp.pipe`, `ner` excluded", "nlp.pipe, without ner"),
    ("bare `nlp.pipe`, stripped to what a dependency parse needs", "nlp.pipe, stripped"),
)


def shown(score: Score) -> str:
    """Value and interval of a score, for a table cell."""
    digits = 1 if score.measure.startswith("events a 100") else 3
    figures = (score.value, score.low, score.high)
    if None in figures:
        return "–"
    value, low, high = (f"{figure:.{digits}f}" for figure in figures)
    return f"{value} ({low} to {high})"


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


Choice = tuple[tuple[str, str, str], ...]
Reports = dict[str, FileReport]


def reports_of(gold: Path, choice: Choice, coder: Coder) -> Reports:
    """The report of every gold file that a table draws on."""
    names = list(dict.fromkeys(name for name, _, _ in choice))
    return dict(zip(names, evaluate([gold / name for name in names], coder).files, strict=True))


def rows_of(reports: Reports, choice: Choice, ending: str = "") -> list[tuple[str, ...]]:
    """Gold file, measure in words, n and value for each line of a choice whose file is among the reports."""
    rows = []
    for name, words, measure in choice:
        if name in reports:
            score = reports[name].score(measure)
            rows.append((f"`{name}`", f"{words}{ending}", str(score.n), shown(score)))
    return rows


HEADER = ("gold file", "measure", "n", "value (95% interval)")


def accuracy(gold: Path) -> str:
    """The table of accuracy, from the gold files of a folder; relations by the frames alone too."""
    related = tuple(row for row in ACCURACY if row[0].startswith("relation"))
    frames = reports_of(gold, related, Coder(reader=False))
    return table(
        HEADER,
        [
            *rows_of(reports_of(gold, ACCURACY, Coder()), ACCURACY),
            *rows_of(frames, related, ", frames alone"),
        ],
    )


def layers(gold: Path) -> str:
    """The table of times, places and quotes."""
    return table(HEADER, rows_of(reports_of(gold, LAYERS, Coder()), LAYERS))


def pages(folder: Path) -> str:
    """The table of pages, this program's extraction and trafilatura's beside each other."""
    gold = read(folder, FORMATS)
    ours, theirs = (score_extractor(gold, extractor, silent) for extractor in (khaldun, trafilatura))
    rows = [
        (score.measure, str(score.n), shown(score), shown(theirs.score(score.measure)))
        for score in ours.scores
    ]
    return table(("measure", "n", "khaldun", "trafilatura"), rows)


def training(pairs: Path) -> str:
    """The table of the training pairs."""
    report: FileReport = evaluate([pairs], Coder(reader=False)).files[0]
    rows = [(score.measure, str(score.n), shown(score)) for score in report.scores]
    whole = table(("measure", "n", "value (95% interval)"), rows)
    script = Path(__file__).with_name("training.py")
    told = subprocess.run(
        [sys.executable, str(script), str(pairs), "--json"], check=True, capture_output=True, text=True
    )
    by_type = [
        tuple("–" if v is None else str(v) for v in row.values()) for row in json.loads(told.stdout)["type"]
    ]
    header = ("type", "pairs", "found", "right type", "right type of found", "right status of right")
    return f"{whole}\n\n{table(header, by_type)}"


def speed(articles: Path, rounds: int) -> str:
    """The table of speed on the first 60 articles, measured in a process of its own."""
    script = Path(__file__).with_name("speed.py")
    command = [
        sys.executable,
        str(script),
        str(articles),
        "--articles",
        "60",
        "--rounds",
        str(rounds),
        "--json",
    ]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    cost, rate = report["milliseconds_a_sentence"], report["sentences_a_second"]
    rows = [
        (words, f"{cost[name]:.2f} ms a sentence, {rate[name]} sentences a second") for words, name in SPEED
    ]
    rows += [
        ("whole ÷ bare without `ner`", f"{report['whole_over_nlp_without_ner']:.2f}"),
        ("whole ÷ stripped", f"{report['whole_over_nlp_stripped']:.2f}"),
        ("loading, once", f"{report['load_seconds']:.1f} s"),
        (
            "peak memory of the benchmark, which holds three pipelines and two coders",
            f"{report['peak_megabytes']} MB",
        ),
        (
            "text",
            f"{report['articles']} articles, {report['sentences']} sentences, {report['events']} events",
        ),
    ]
    return table(("figure", "value"), rows)


def renew(name: str, body: str) -> None:
    """Put a table in its place in the README."""
    text = README.read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    if not place.search(text):
        raise SystemExit(f"{README}: no table between <!-- {name} --> and <!-- end -->; put the two marks in")
    README.write_text(place.sub(lambda m: f"{m.group(1)}\n{body}\n\n{m.group(2)}", text), encoding="utf-8")
    print(f"renewed: {name}")


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--gold", type=Path, default=os.environ.get("KHALDUN_GOLD"))
    options.add_argument("--pages", type=Path)
    options.add_argument("--pairs", type=Path)
    options.add_argument("--articles", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    if not (chosen.gold or chosen.pages or chosen.pairs or chosen.articles):
        options.error("nothing to measure; give --gold, --pages, --pairs or --articles")
    if chosen.gold:
        renew("accuracy", accuracy(Path(chosen.gold)))
        renew("layers", layers(Path(chosen.gold)))
    if chosen.pages:
        renew("pages", pages(chosen.pages))
    if chosen.pairs:
        renew("training", training(chosen.pairs))
    if chosen.articles:
        renew("speed", speed(chosen.articles, chosen.rounds))


if __name__ == "__main__":
    main()
