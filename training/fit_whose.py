"""Fit whose somebody is whom no word gives a country: ``python fit_whose.py`` (see README.md).

Every class of actors of the marked articles (``articles.jsonl``) of which the actor layer asks whose it
is, with the code that its mark has, is an example; the conditional logit of ``khaldun.actors.whose`` is fitted on them, one table for each
kind, with a quadratic penalty. Half of the articles are held out to choose from which probability an answer is heard (``WANTED`` of those
heard are right) and to print what it is worth; the table that is written is fitted on all. Needs khaldun's own environment and scipy.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from marked import FILE, is_held_out, read_marked
from numpy.typing import NDArray
from scipy.optimize import minimize

from khaldun import Coder
from khaldun.actors.around import Around
from khaldun.actors.whose import NOBODY, SIGNS, Asked, Kind, Whose

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "khaldun" / "actors" / "whose.yaml"
KINDS: tuple[Kind, ...] = ("state", "arms", "people")
PENALTY = 1.0
WANTED = 0.8
"""Share of the answers heard that shall be right, of held-out articles."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """One question: the signs of each country (countries, signs), nobody's signs, and which answer is right (-1: nobody's)."""

    kind: Kind
    signs: Floats
    nobody: Floats
    right: int
    held: bool


def examples(path: Path) -> list[Example]:
    """Every question of the marked articles of which the marks tell the answer."""
    asked: list[tuple[Around, Asked, Whose]] = []

    def recording(self: Whose, question: Asked) -> None:
        asked.append((current[-1], question, self))

    current: list[Around] = []
    original = Around.likely_home

    def watching(self: Around, *rest: Any) -> Any:
        current.append(self)
        return original(self, *rest)

    Around.likely_home, Whose.country = watching, recording  # type: ignore[method-assign, assignment]
    coder, found = Coder(reader=False), []
    for row in read_marked(path):
        asked.clear()
        if coder.code_article(row.article).article.text != row.article.text:
            continue
        for around, question, whose in asked:
            at = around.parse.start[question.token]
            n = row.at(at)
            place = at - row.starts[n]
            inside = [p for p in row.sentences[n]["parties"] if p[0] <= place < p[1]]
            if not inside or not whose.codes:
                continue
            code = min(inside, key=lambda p: p[1] - p[0])[2]
            signs, nobody = whose.signs(question), whose.nobody(question)
            found.append(
                Example(
                    question.kind,
                    np.array([[signs[c].get(s, 0.0) for s in SIGNS] for c in whose.codes]),
                    np.array([nobody[s] for s in NOBODY]),
                    whose.codes.index(code) if code in whose.codes else -1,
                    is_held_out(row.id),
                )
            )
    return found


def chances(weights: Floats, example: Example) -> Floats:
    """Probabilities of the countries, nobody's last."""
    scores = np.append(example.signs @ weights[: len(SIGNS)], example.nobody @ weights[len(SIGNS) :])
    powers = np.exp(scores - scores.max())
    result: Floats = powers / powers.sum()
    return result


def fit(rows: Sequence[Example]) -> Floats:
    """The weights of signs and of nobody's signs that make the right answers likeliest."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        total: float = 0.5 * PENALTY * float(weights @ weights)
        slope: Floats = PENALTY * weights
        for row in rows:
            p = chances(weights, row)
            total -= math.log(max(p[row.right], 1e-12))
            off = p.copy()
            off[row.right] -= 1
            slope = slope + np.concatenate([off[:-1] @ row.signs, off[-1] * row.nobody])
        return total, slope

    start = np.zeros(len(SIGNS) + len(NOBODY))
    result: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return result


def bound(weights: Floats, held: Sequence[Example], wanted: float) -> tuple[float, int, float]:
    """The least probability from which so many answers are right, how many are heard, and their share of right ones."""
    told = []
    for row in held:
        p = chances(weights, row)
        best = int(p[:-1].argmax())
        told.append((float(p[best]), best == row.right))
    told.sort(reverse=True)
    least, count, share, right = 1.0, 0, 0.0, 0
    for n, (chance, good) in enumerate(told, 1):
        right += good
        if right / n >= wanted:
            least, count, share = chance, n, right / n
    return least, count, share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, default=FILE)
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    rows = examples(options.articles)
    table: dict[str, dict[str, Any]] = {"signs": {}, "nobody": {}, "least": {}}
    for kind in KINDS:
        own = [row for row in rows if row.kind == kind]
        held = [row for row in own if row.held]
        least, heard, share = bound(fit([row for row in own if not row.held]), held, WANTED)
        can = sum(row.right >= 0 for row in held)
        print(f"{kind}: {len(own)} questions; held out {len(held)}, {can} of a country named: from {least:.2f} on {heard} heard, {share:.3f} right")  # fmt: skip
        weights = [round(float(w), 2) for w in fit(own)]
        table["signs"][kind] = dict(zip(SIGNS, weights[: len(SIGNS)], strict=True))
        table["nobody"][kind] = dict(zip(NOBODY, weights[len(SIGNS) :], strict=True))
        table["least"][kind] = round(least, 2)
    head = "# Weights of khaldun.actors.whose, fitted by training/fit_whose.py.\n"
    options.out.write_text(
        head + yaml.safe_dump(table, sort_keys=False, allow_unicode=True), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
