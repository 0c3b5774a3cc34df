"""Fit the table that tells news from past history: ``python fit_bygone.py [--record ARTICLES]``.

Writes ``src/khaldun/events/bygone.yaml``: a weight for every sign of ``khaldun/events/past.py`` (a logistic model with a ridge, by
Newton's method), from ``history-judged.csv``: a line for each event of newspaper articles that were written for this project and
marked by people who know none of the rules; the article's number, whether khaldun finds the event (else the signs are those of
the marked word), whether it is history (months or years before the article) and its signs. Says how often the table is right
on found events of a third of the articles under a fit on the others, beside the rules alone.

``--record`` makes the lines of the found events anew and keeps the others. The articles are JSON lines, not part of the repository:
``id``, ``date``, and ``sentences`` with ``text`` and ``events``, each with ``trigger`` (characters of the sentence), ``cameo`` (null: no event)
and ``status``.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from heldout import HERE
from numpy.typing import NDArray

from khaldun import Coder
from khaldun.events.bygone import Bygone
from khaldun.events.past import Sign
from khaldun.model import Article

TABLE = HERE.parent / "src" / "khaldun" / "events" / "bygone.yaml"
JUDGED = HERE / "history-judged.csv"
FOLDS = 3
RIDGE = 6.0
"""Strength of the pull of all weights towards 0; of 2, 4, 6, 8 and 10 the best in cross-validation."""
ENOUGH = 8
"""An answer that fewer events bear gets no weight."""
HEAD = """\
# How much each sign says that a deed told as done is past history and no news, in log-odds; khaldun/events/past.py says what the
# signs are, khaldun/events/bygone.py adds them up. Written by training/fit_bygone.py; change no weight by hand.
"""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One event: its article, whether it is history, and the signs that it was told with."""

    text: str
    found: bool
    history: bool
    signs: tuple[Sign, ...]


# Recording ------------------------------------------------------------------------------------------------


class Recorder(Bygone):
    """Goes by the rules alone, and keeps the signs that it is asked by."""

    def is_history(self, signs: Sequence[Sign]) -> bool:
        """What the rules say."""
        asked.append(tuple(signs))
        return by_rules(signs)


class Numbers:
    """Gives every event the number of the signs asked for last as its confidence."""

    def of(self, signs: Sequence[Sign]) -> float:
        """The number."""
        return float(len(asked) - 1)

    def of_relation(self, by: str, raw: float) -> float:
        """Relations are asked for elsewhere."""
        return raw

    def of_reading(self, raw: float) -> float:
        """This coder has no reader."""
        return raw


asked: list[tuple[Sign, ...]] = []


def by_rules(signs: Sequence[Sign]) -> bool:
    """Whether the rules say that it is history."""
    told = dict(signs)["rules"]
    return told.startswith("history") and not told.endswith("present")


def record(path: Path) -> None:
    """Code the marked articles and write a line for each event that is marked as done."""
    coder = Coder(reader=False)
    coder._knowledge = replace(coder._knowledge, bygone=Recorder(0.0, {}), confidence=Numbers())
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    others = [row for row in csv.reader(JUDGED.open(encoding="utf-8")) if row[1] == "0"]
    with JUDGED.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("text", "found", "history", "signs"))
        for number, article in enumerate(articles):
            for history, signs in judged(coder, article):
                told = ";".join(f"{question}={answer}" for question, answer in signs)
                writer.writerow((number, 1, int(history), told))
        writer.writerows(others)


def judged(coder: Coder, article: dict[str, Any]) -> Iterator[tuple[bool, tuple[Sign, ...]]]:
    """Whether each event of an article that is marked as done is history, with its signs."""
    text, marks = "", []
    for sentence in article["sentences"]:
        text += " " if text else ""
        marks += [(len(text) + e["trigger"][0], len(text) + e["trigger"][1], e.get("status")) for e in sentence["events"] if e["cameo"]]  # fmt: skip
        text += sentence["text"]
    coding = coder.code_article(
        Article(article["id"], text, published=dt.date.fromisoformat(article["date"]))
    )
    if coding.article.text != text:
        return
    for event in coding.events:
        first, last = event.evidence.trigger
        status = next((told for start, end, told in marks if start < last and first < end), None)
        if event.status in ("actual", "historical") and status in ("actual", "historical"):
            yield status == "historical", asked[int(event.confidence)]


# Fitting --------------------------------------------------------------------------------------------------


def read_cases() -> list[Case]:
    """The lines of ``history-judged.csv``."""
    return [
        Case(
            row["text"],
            row["found"] == "1",
            row["history"] == "1",
            tuple(sign_of(told) for told in row["signs"].split(";")),
        )
        for row in csv.DictReader(JUDGED.open(encoding="utf-8"))
    ]


def sign_of(told: str) -> Sign:
    question, _, answer = told.partition("=")
    return question, answer


def fit(cases: Sequence[Case]) -> Bygone:
    """The weights under which the cases are likeliest, less half of ``RIDGE`` times the sum of their squares."""
    counts = Counter(sign for case in cases for sign in set(case.signs))
    columns = {sign: n for n, sign in enumerate(sorted(s for s, c in counts.items() if c >= ENOUGH), 1)}
    x = np.zeros((len(cases), len(columns) + 1))
    x[:, 0] = 1.0
    for row, case in enumerate(cases):
        x[row, [columns[sign] for sign in case.signs if sign in columns]] = 1.0
    beta = _newton(x, np.array([float(case.history) for case in cases]))
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (question, answer), n in columns.items():
        table[question][answer] = round(float(beta[n]), 2)
    return Bygone(round(float(beta[0]), 2), dict(table))


def _newton(x: Floats, y: Floats) -> Floats:
    """Iteratively reweighted least squares (McCullagh and Nelder 1989, Generalized linear models, 2.5)."""
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 1e-6
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ beta)))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, x.T @ (y - p) - penalty * beta)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return beta


def fold_of(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % FOLDS


def written(table: Bygone) -> str:
    """The table as YAML."""
    lines = [f"{HEAD}intercept: {table.intercept}", "signs:"]
    for question, answers in sorted(table.signs.items()):
        lines.append(f'  "{question}":')
        lines += [f'    "{answer}": {weight}' for answer, weight in sorted(answers.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Record where asked to, fit, write, and say how good the fit is on articles that it has not seen."""
    parser = argparse.ArgumentParser(description="Fit the table that tells news from past history.")
    parser.add_argument("--record", type=Path, help="marked articles, as JSON lines")
    path = parser.parse_args().record
    if path is not None:
        record(path)
    cases = read_cases()
    right = rules = 0
    found = sum(case.found for case in cases)
    for fold in range(FOLDS):
        model = fit([c for c in cases if fold_of(c.text) != fold])
        for case in (c for c in cases if c.found and fold_of(c.text) == fold):
            right += model.is_history(case.signs) == case.history
            rules += by_rules(case.signs) == case.history
    TABLE.write_text(written(fit(cases)), encoding="utf-8")
    print(
        f"{len(cases)} events, {found} found: right {right / found:.3f}, by the rules alone {rules / found:.3f}"
    )


if __name__ == "__main__":
    main()
