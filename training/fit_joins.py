"""Fit the weights by which reports of one event are told: ``python fit_joins.py``.

Reads ``joins/topics.yaml``: topics of two events that are easily taken for one, each told by two reports. Every two reports
of a topic are a pair, of one event or of two. Topics with an odd number set the weights, those with an even one test them.
Weights are those of a logistic model with a ridge towards ``PRIOR``, which was set by hand: few pairs show a level such
as "place near", and such a level keeps nearly what it was given; a level that agrees less never counts for more. Writes ``src/khaldun/joins/weights.yaml``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml

from khaldun import Coder
from khaldun.joins.compare import LEVELS, levels
from khaldun.joins.report import Report, report_of
from khaldun.joins.weights import Weights, read_weights

HERE = Path(__file__).parent
TOPICS = HERE / "joins" / "topics.yaml"
TABLE = HERE.parent / "src" / "khaldun" / "joins" / "weights.yaml"
RIDGE = 1.0
INTERCEPT, LEAST, DAYS, COMPARED = -6.0, 0.5, 3, 50
PRIOR = {
    "type": (2.0, 1.5, -0.5, -1.5, -4.0),
    "status": (0.0, -6.0),
    "actors": (2.0, 1.5, 1.0, 0.0, -3.0, -6.0),
    "recipients": (2.0, 1.5, 1.0, 0.0, -3.0, -6.0),
    "place": (1.5, 1.0, 0.5, 0.0, -6.0, -6.0),
    "date": (2.0, 1.0, 1.0, -1.5, 0.0, -5.0),
    "numbers": (1.0, 0.0, -1.0),
    "again": (0.0, -1.5),
    "wording": (3.0, 1.5, 0.5, 0.0, -1.5),
}
HEAD = """\
# What the agreement of two reports says of their being of one event, in log-odds; khaldun/joins/compare.py says what the levels
# are. The sum with the intercept gives a probability, and from `least` on reports are joined. Compared are reports at most
# `days` apart, with at most `compared` events of one dyad. Written by training/fit_joins.py; run it again instead of
# changing a weight by hand.
"""


@dataclass(frozen=True)
class Pair:
    """Two reports of a topic; ``None`` where the coder made no event of one of them."""

    topic: str
    kind: str
    same: bool
    a: Report | None
    b: Report | None
    texts: tuple[str, str] = ("", "")


def reports(coder: Coder) -> Iterator[tuple[str, str, list[tuple[str, Report | None, str]]]]:
    """Each topic with its kind and its reports: (event, report)."""
    for topic in yaml.safe_load(TOPICS.read_text(encoding="utf-8")):
        told = []
        for event, published, word, text in topic["reports"]:
            at = text.index(word)
            day = published if isinstance(published, dt.date) else dt.date.fromisoformat(published)
            coded = coder.code(text, day)
            named = [e for e in coded if e.evidence.trigger[0] <= at < e.evidence.trigger[1]]
            told.append((event, report_of(named[0]) if named else None, text))
        yield topic["id"], topic["kind"], told


def pairs(coder: Coder) -> list[Pair]:
    """Every two reports of each topic."""
    return [
        Pair(id, kind, one == other, a, b, (first, second))
        for id, kind, told in reports(coder)
        for (one, a, first), (other, b, second) in combinations(told, 2)
    ]


def sets(pair: Pair) -> bool:
    """Whether a pair is of the half that sets the weights."""
    return int(pair.topic[1:]) % 2 == 1


def near(a: Report, b: Report, days: int = DAYS) -> bool:
    """Whether two reports are compared at all."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return True
    return max((b.first - a.last).days, (a.first - b.last).days) <= days


def joined(pair: Pair, weights: Weights) -> bool:
    """Whether the two would be joined."""
    if pair.a is None or pair.b is None or not near(pair.a, pair.b, weights.days):
        return False
    return weights.verdict(pair.a, pair.b).score >= weights.least


def counts(some: list[Pair], weights: Weights) -> dict[str, float]:
    """Pairs, pairs of one event, precision, recall and F1, over all pairs, those without an event included."""
    return figures_of(Counter((pair.same, joined(pair, weights)) for pair in some))


def figures_of(found: Counter[tuple[bool, bool]]) -> dict[str, float]:
    """Figures from counts of (of one event, joined)."""
    right = found[True, True]
    precision = right / max(1, right + found[False, True])
    recall = right / max(1, right + found[True, False])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    same = right + found[True, False]
    return {"pairs": found.total(), "of one event": same, "precision": precision, "recall": recall, "F1": f1}


def overlap(pair: Pair) -> float:
    """Share of the shorter sentence's words that the other has too: what joining by wording alone goes by."""
    one, other = (set(text.casefold().split()) for text in pair.texts)
    return len(one & other) / min(len(one), len(other))


def by_words(setting: list[Pair], testing: list[Pair]) -> dict[str, float]:
    """Figures of word overlap alone on the testing half, at the threshold that is best on the setting half."""

    def figures(some: list[Pair], least: float) -> dict[str, float]:
        return figures_of(Counter((pair.same, overlap(pair) >= least) for pair in some))

    best = max((n / 20 for n in range(1, 21)), key=lambda least: figures(setting, least)["F1"])
    return figures(testing, best)


def fit(some: list[Pair]) -> dict[str, dict[str, float]]:
    """Weights of the levels, by Newton's method; the intercept is kept."""
    names = [(feature, level) for feature, known in LEVELS.items() for level in known]
    place = {name: n for n, name in enumerate(names)}
    prior = np.array([weight for row in PRIOR.values() for weight in row])
    usable = [pair for pair in some if pair.a and pair.b and near(pair.a, pair.b)]
    rows = np.zeros((len(usable), len(names)))
    for n, pair in enumerate(usable):
        for item in levels(pair.a, pair.b).items():  # type: ignore[arg-type]
            rows[n, place[item]] = 1
    truth = np.array([pair.same for pair in usable], dtype=float)
    weights = prior.copy()
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(INTERCEPT + rows @ weights)))
        slope = rows.T @ (truth - chance) - RIDGE * (weights - prior)
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + RIDGE * np.eye(len(names))
        weights = weights + np.linalg.solve(bend, slope)
    seen = rows.sum(axis=0)
    table = {}
    for feature, known in LEVELS.items():
        at = [place[feature, level] for level in known]
        falling = in_order(weights[at], seen[at] + RIDGE)
        table[feature] = {level: round(value, 2) for level, value in zip(known, falling, strict=True)}
    return table


def in_order(values: Iterable[float], counts: Iterable[float]) -> list[float]:
    """The nearest values that never rise, by pooling neighbours: a level that agrees less must not count for more."""
    pools: list[tuple[float, float, int]] = []
    for value, count in zip(values, counts, strict=True):
        pools.append((float(value), float(count), 1))
        while len(pools) > 1 and pools[-1][0] > pools[-2][0]:
            (v, n, k), (w, m, j) = pools.pop(), pools.pop()
            pools.append(((v * n + w * m) / (n + m), n + m, k + j))
    return [value for value, _, size in pools for _ in range(size)]


def write(features: dict[str, dict[str, float]]) -> Weights:
    """Write the table."""
    content = {
        "intercept": INTERCEPT,
        "least": LEAST,
        "days": DAYS,
        "compared": COMPARED,
        "features": features,
    }
    lines = [f"{name}: {value}" for name, value in content.items() if name != "features"] + ["features:"]
    for name, row in features.items():
        lines.append(f"  {name}: {{{', '.join(f'{level}: {weight}' for level, weight in row.items())}}}")
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return read_weights(content)


def main() -> None:
    found = pairs(Coder(reader=False))
    setting, testing = [p for p in found if sets(p)], [p for p in found if not sets(p)]
    weights = write(fit(setting))
    for name, half in (("setting", setting), ("testing", testing)):
        print(name, {key: round(value, 3) for key, value in counts(half, weights).items()})
        for pair in half:
            if joined(pair, weights) != pair.same:
                why = weights.verdict(pair.a, pair.b) if pair.a and pair.b else None
                print("  ", pair.topic, pair.kind, "missed" if pair.same else "wrongly joined",
                      f"{why.score:.2f} {why.reasons}" if why else "not coded")  # fmt: skip
    words = by_words(setting, testing)
    print("testing, by word overlap alone", {key: round(value, 3) for key, value in words.items()})


if __name__ == "__main__":
    main()
