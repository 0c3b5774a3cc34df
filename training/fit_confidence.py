"""Fit the table of confidence on the project's own labelled sentences: ``python fit_confidence.py``.

Writes ``src/khaldun/events/confidence.yaml``: for events a weight for every sign of how one was read (a logistic model with a
ridge, by Newton's method), for relations Platt's scaling of the raw score. Needs the whole program, no torch.

An event is right where a labelled pair of its sentence has its type and a party of its own: both, or one where the other
is not told or is none of the labelled. It is wrong where a pair joins its parties and is labelled otherwise. Nobody
labelled the rest; 170 of them, drawn by the hash of their id, were read one by one (``events-read.csv``: type right, and nobody
put in who does not belong), and those stand for all of it. A relation is right where its type is that of the label.

That tells of sentences alone. How often events of articles are right, and by which signs, is learned from events of newspaper texts
that readers who had not written the rules judged strictly (``events-judged.csv``: the text's number, the signs that the event was read
by, and whether type, every party with its code, and status were right), and from the events that the coder makes of the articles
written and marked for this project (``marked.py``), which are harder: they have a sign of their own, and each counts for half of one.

An event that only the reader sees gets Platt's scaling of its certainty, fitted on 43 such readings of newspaper sentences
that were read one by one (``readings-read.csv`` holds the reader's two probabilities and whether type, parties and status were right).

What this cannot see: the lexicon was written with these sentences at hand, so that on other text events are right less
often than on these. ``benchmarks/reliability.py`` measures both.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from heldout import HERE, held_out, read_sentences
from marked import judged as judged_by_marks
from marked import read_marked
from numpy.typing import NDArray

from khaldun import Coder
from khaldun.events.confidence import Scaling, Sign, Weight, logistic
from khaldun.model import Article, Event, Mention
from khaldun.ontology import load_ontology
from khaldun.reader import PairRequest, Reader
from khaldun.reader.joining import join

TABLE = HERE.parent / "src" / "khaldun" / "events" / "confidence.yaml"
PAIRS = (HERE / "pairs.jsonl", HERE / "pairs-wire.jsonl")
READ = HERE / "events-read.csv"
READINGS = HERE / "readings-read.csv"
JUDGED = HERE / "events-judged.csv"
FOLDS = 10
MARKED = 0.5
"""What an event of a marked article counts for, beside one that somebody judged."""
RIDGE = 8.0
"""Strength of the pull of all weights towards 0; of 1, 2, 4, 8 and 16 the best in cross-validation."""
ENOUGH = 15
"""An answer that fewer labelled events bear gets no weight."""
HEAD = """\
# How sure an event is, by the signs of how it was read; khaldun/events/confidence.py says what the signs are and how the
# weights (in log-odds) add up. `events` labelled events bear a sign, `right` of them are right, as weighed by
# training/fit_confidence.py, which wrote this file. Change no weight by hand; run it again.
"""
MIDDLE = """\
# A relation's raw score x is right with the probability 1 / (1 + exp(-(intercept + slope * log(x / (1 - x))))).
"""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One event or relation with its label: ``weight`` says for how many it stands, ``fold`` follows from the sentence."""

    right: bool
    weight: float
    fold: int
    signs: tuple[Sign, ...] = ()
    by: str = ""
    raw: float = 0.0


READINGS_HEAD = """\
# The same of an event that only the reader sees; x is its probability of a deed times that of the type.
"""

C = TypeVar("C")


def fold_of(identity: str) -> int:
    """A sentence's fold; 0 is the tenth that the reader never saw."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % FOLDS


# Events ---------------------------------------------------------------------------------------------------


class Recorder:
    """Gives every event its number as its confidence, and keeps its signs under that number."""

    def __init__(self) -> None:
        self.signs: list[tuple[Sign, ...]] = []

    def of(self, signs: Sequence[Sign]) -> float:
        """The number of the event."""
        self.signs.append(tuple(signs))
        return float(len(self.signs) - 1)

    def of_relation(self, by: str, raw: float) -> float:
        """Relations are asked for elsewhere."""
        return raw

    def of_reading(self, raw: float) -> float:
        """This coder has no reader."""
        return raw


class Recording(Coder):
    """A coder whose events bear numbers in place of their confidence."""

    def __init__(self) -> None:
        super().__init__(reader=False)
        self.recorder = Recorder()
        self._knowledge = replace(self._knowledge, confidence=self.recorder)


def event_cases() -> list[Case]:
    """Events of labelled sentences, of judged articles and of marked ones."""
    return sentence_cases() + article_cases() + marked_cases()


def marked_cases() -> list[Case]:
    """Events of the marked articles; all of one article fall into one fold."""
    coder, ontology, rows, cases = Recording(), load_ontology(), list(read_marked()), []
    for row, coding in zip(rows, coder.pipe(r.article for r in rows), strict=True):
        for event, verdict in judged_by_marks(row, coding, ontology)[0]:
            signs = coder.recorder.signs[int(event.confidence)]
            own = tuple(("text", "marked article") if s == ("text", "article") else s for s in signs)
            cases.append(Case(verdict.right, MARKED, fold_of(row.id), own))
    return cases


def article_cases() -> list[Case]:
    """Events of newspaper texts, as they were judged; all of one text fall into one fold."""
    return [
        Case(
            row["right"] == "1",
            1.0,
            fold_of(row["text"]),
            tuple(sign_of(sign) for sign in row["signs"].split(";")),
        )
        for row in csv.DictReader(JUDGED.open(encoding="utf-8"))
    ]


def sign_of(told: str) -> Sign:
    question, _, answer = told.partition("=")
    return question, answer


def sentence_cases() -> list[Case]:
    """Every event that is found in the labelled sentences, right or wrong; those that only stand for others included."""
    coder = Recording()
    sentences = read_sentences(list(PAIRS))
    read = {
        (row["id"], int(row["start"]), row["cameo"]): row["right"] == "1"
        for row in csv.DictReader(READ.open(encoding="utf-8"))
    }
    cases, rest, standing = [], 0, []
    for sentence, coding in zip(
        sentences, coder.pipe(Article(s["id"], s["text"]) for s in sentences), strict=True
    ):
        for event in coding.events:
            right = judged(event, sentence["pairs"])
            case = Case(
                bool(right), 1.0, fold_of(sentence["id"]), coder.recorder.signs[int(event.confidence)]
            )
            if right is not None:
                cases.append(case)
                continue
            rest += 1
            known = read.get((sentence["id"], event.evidence.trigger[0], event.cameo))
            if known is not None:
                standing.append(replace(case, right=known))
    return cases + [replace(case, weight=rest / len(standing)) for case in standing]


def judged(event: Event, pairs: Iterable[dict[str, Any]]) -> bool | None:
    """Whether the labels say that an event is right; ``None`` where they say nothing of it."""
    both: list[str] = []
    one: list[str] = []
    for pair in pairs:
        source, target = pair["source"], pair["target"]
        if _joins(event, source, target) or _joins(event, target, source):
            both.append(pair["type"])
        elif _any(event.actors, source) or _any(event.recipients, target):
            one.append(pair["type"])
    if event.event_type in both or event.event_type in one:
        return True
    return False if both else None


def _joins(event: Event, source: Sequence[int], target: Sequence[int]) -> bool:
    others = event.actors if event.reciprocal else event.recipients
    return _any(event.actors, source) and _any(others, target)


def _any(mentions: Iterable[Mention], span: Sequence[int]) -> bool:
    return any(m.start < span[1] and span[0] < m.end for m in mentions)


@dataclass(frozen=True)
class Model:
    """Weights of a logistic model over signs."""

    intercept: float
    weights: dict[Sign, float]

    def of(self, signs: Iterable[Sign]) -> float:
        """The probability of being right."""
        return logistic(self.intercept + sum(self.weights.get(sign, 0.0) for sign in signs))


def fit_signs(cases: Sequence[Case], ridge: float = RIDGE) -> Model:
    """The weights under which the cases are likeliest, less ridge / 2 times the sum of their squares."""
    counts: dict[Sign, int] = defaultdict(int)
    for case in cases:
        for sign in case.signs:
            counts[sign] += 1
    columns = {
        sign: n for n, sign in enumerate(sorted(s for s, count in counts.items() if count >= ENOUGH), 1)
    }
    x = np.zeros((len(cases), len(columns) + 1))
    x[:, 0] = 1.0
    for row, case in enumerate(cases):
        for sign in case.signs:
            if sign in columns:
                x[row, columns[sign]] = 1.0
    penalty = np.full(len(columns) + 1, ridge)
    penalty[0] = 1e-6
    beta = _newton(x, cases, penalty)
    return Model(float(beta[0]), {sign: float(beta[n]) for sign, n in columns.items()})


def _newton(x: Floats, cases: Sequence[Case], penalty: Floats) -> Floats:
    """Iteratively reweighted least squares (McCullagh and Nelder 1989, Generalized linear models, 2.5)."""
    y = np.array([float(case.right) for case in cases])
    weight = np.array([case.weight for case in cases])
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ beta)))
        slope = x.T @ (weight * (y - p)) - penalty * beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        beta = beta + step
        if np.abs(step).max() < 1e-8:
            break
    return beta


# Relations ------------------------------------------------------------------------------------------------


def relation_cases() -> list[Case]:
    """Labelled events between pairs. Frames alone: all sentences; with the reader: the held-out tenth."""
    coder, reader, ontology = Coder(reader=False), Reader.load(), load_ontology()
    cases = []
    for sentence in read_sentences(list(PAIRS)):
        pairs = [p for p in sentence["pairs"] if p["type"] != "NONE" and ontology.is_event(p["cameo"])]
        spans = [(tuple(p["source"]), tuple(p["target"])) for p in pairs]
        fold = fold_of(sentence["id"])
        framed = coder.relate_many([(sentence["text"], s, t) for s, t in spans])
        for answer, pair in zip(framed, pairs, strict=True):
            right = answer.event_type == ontology.coding(pair["cameo"]).event_type
            cases.append(Case(right, 1.0, fold, by="frames alone", raw=answer.fit))
        if not held_out(sentence["id"]):
            continue
        # All of these are of one fold by their ids; by their words they fall into ten.
        fold = int(hashlib.sha256(sentence["text"].encode()).hexdigest(), 16) % FOLDS
        for answer, pair, (source, target) in zip(framed, pairs, spans, strict=True):
            (reading,) = reader.read([PairRequest(sentence["text"], source, target)])
            leaf = None if answer.rule.startswith("none") else answer.cameo
            joined = join(leaf, answer.fit, reading, ontology)
            right = joined.event_type == ontology.coding(pair["cameo"]).event_type
            cases.append(Case(right, 1.0, fold, by=joined.by, raw=joined.confidence))
    return cases


def fit_scaling(cases: Sequence[Case]) -> Scaling:
    """Platt's scaling of the cases' raw scores; its prior counts keep a perfect bucket from running off to 1."""
    inside = np.clip([case.raw for case in cases], 0.01, 0.99)
    x = np.column_stack([np.ones(len(cases)), np.log(inside / (1 - inside))])
    beta = _newton(x, cases, np.array([1e-6, 1.0]))
    right = sum(case.right for case in cases)
    return Scaling(round(float(beta[0]), 3), round(max(float(beta[1]), 0.0), 3), len(cases), right)


def reading_cases() -> list[Case]:
    """Deeds that only the reader saw in newspaper sentences, as they were judged."""
    rows = csv.DictReader(READINGS.open(encoding="utf-8"))
    return [Case(r["right"] == "1", 1.0, 0, raw=float(r["event"]) * float(r["type"])) for r in rows]


def fit_relations(cases: Sequence[Case]) -> dict[str, Scaling]:
    """A scaling for each way of answering."""
    return {by: fit_scaling([c for c in cases if c.by == by]) for by in sorted({c.by for c in cases})}


# Honest figures -------------------------------------------------------------------------------------------


def out_of_fold(
    cases: Sequence[Case], fit: Callable[[Sequence[Case]], Callable[[Case], float]]
) -> list[float]:
    """For each case the probability under a fit on the other folds' sentences."""
    told = [0.0] * len(cases)
    for fold in range(FOLDS):
        model = fit([c for c in cases if c.fold != fold])
        for n, case in enumerate(cases):
            if case.fold == fold:
                told[n] = model(case)
    return told


def signs_model(cases: Sequence[Case]) -> Callable[[Case], float]:
    """A fit of ``fit_signs`` as a function of a case."""
    model = fit_signs(cases)
    return lambda case: model.of(case.signs)


def relations_model(cases: Sequence[Case]) -> Callable[[Case], float]:
    """A fit of ``fit_relations`` as a function of a case."""
    table = fit_relations(cases)
    return lambda case: table[case.by].probability(case.raw)


def log_loss(cases: Sequence[Case], told: Sequence[float]) -> float:
    """Mean of -log of the probability given to what was the case."""
    total = sum(c.weight * math.log(p if c.right else 1 - p) for c, p in zip(cases, told, strict=True))
    return -total / sum(c.weight for c in cases)


# Writing --------------------------------------------------------------------------------------------------


def written(model: Model, events: Sequence[Case], relations: dict[str, Scaling], readings: Scaling) -> str:
    """The table as YAML, every row with its counts."""
    rows: dict[str, dict[str, Weight]] = defaultdict(dict)
    for sign, weight in sorted(model.weights.items()):
        bearing = [c for c in events if sign in c.signs]
        rows[sign[0]][sign[1]] = Weight(
            round(weight, 2),
            round(sum(c.weight for c in bearing)),
            round(sum(c.weight for c in bearing if c.right)),
        )
    lines = [f"{HEAD}intercept: {model.intercept:.2f}", "signs:"]
    for question in dict.fromkeys(sign[0] for case in events for sign in case.signs):
        lines.append(f"  {question}:")
        for answer, row in rows[question].items():
            lines.append(
                f'    "{answer}": {{weight: {row.weight}, events: {row.events}, right: {row.right}}}'
            )
    lines += ["", MIDDLE.rstrip(), "relations:", *(f"  {by}: {_row(s)}" for by, s in relations.items())]
    lines += ["", READINGS_HEAD.rstrip(), f"readings: {_row(readings)}"]
    return "\n".join(lines) + "\n"


def _row(s: Scaling) -> str:
    return f"{{intercept: {s.intercept}, slope: {s.slope}, pairs: {s.pairs}, right: {s.right}}}"


def main() -> None:
    """Fit, write, and say how good the fit is on sentences that it has not seen."""
    events, relations = event_cases(), relation_cases()
    table = written(fit_signs(events), events, fit_relations(relations), fit_scaling(reading_cases()))
    TABLE.write_text(table, encoding="utf-8")
    for ridge in (1.0, 2.0, 4.0, 8.0, 16.0):

        def fit(cases: Sequence[Case], ridge: float = ridge) -> Callable[[Case], float]:
            model = fit_signs(cases, ridge)
            return lambda case: model.of(case.signs)

        print(f"events, ridge {ridge}: log loss {log_loss(events, out_of_fold(events, fit)):.4f}")
    share = sum(c.weight * c.right for c in events) / sum(c.weight for c in events)
    print(f"events, one number for all: log loss {log_loss(events, [share] * len(events)):.4f}")
    print(f"relations: log loss {log_loss(relations, out_of_fold(relations, relations_model)):.4f}")


if __name__ == "__main__":
    main()
