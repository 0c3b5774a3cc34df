"""Fit the table that tells news from past history: ``python fit_bygone.py``.

Writes ``src/khaldun/events/bygone.yaml``: a weight for every sign of ``khaldun/events/past.py`` (the logistic model with a ridge of
``fit_confidence.py``), from the events that the coder finds in the marked articles (``articles.jsonl``) and that are marked as
done: history (months or years before the article) or not. Says how often the table is right on a third of the articles under a
fit on the others, beside the rules alone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from fit_confidence import Case, fit_signs
from heldout import HERE
from marked import aligned, read_marked

from khaldun import Coder
from khaldun.events.bygone import Bygone
from khaldun.events.confidence import Sign
from khaldun.ontology import load_ontology

TABLE = HERE.parent / "src" / "khaldun" / "events" / "bygone.yaml"
FOLDS = 3
RIDGE = 6.0
"""Strength of the pull of all weights towards 0; of 2, 4, 6, 8 and 10 the best in cross-validation."""
DONE = ("actual", "historical")
HEAD = """\
# How much each sign says that a deed told as done is past history and no news, in log-odds; khaldun/events/past.py says what the
# signs are, khaldun/events/bygone.py adds them up. Written by training/fit_bygone.py; change no weight by hand.
"""


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


def read_cases() -> list[Case]:
    """Events told as done that are marked as done, with their signs; ``right`` where they are history."""
    coder, ontology, cases = Coder(reader=False), load_ontology(), []
    coder._knowledge = replace(coder._knowledge, bygone=Recorder(0.0, {}), confidence=Numbers())
    for row in read_marked():
        for event, mark, _ in aligned(row, coder.code_article(row.article), ontology):
            status = mark.get("status") if mark is not None else None
            if event.status in DONE and status in DONE:
                fold = int(hashlib.sha256(row.id.encode()).hexdigest(), 16) % FOLDS
                cases.append(Case(status == "historical", 1.0, fold, asked[int(event.confidence)]))
    return cases


def fit(cases: Sequence[Case]) -> Bygone:
    """The table under which the cases are likeliest."""
    model = fit_signs(cases, RIDGE)
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (question, answer), weight in model.weights.items():
        table[question][answer] = round(weight, 2)
    return Bygone(round(model.intercept, 2), dict(table))


def written(table: Bygone) -> str:
    """The table as YAML."""
    lines = [f"{HEAD}intercept: {table.intercept}", "signs:"]
    for question, answers in sorted(table.signs.items()):
        lines.append(f'  "{question}":')
        lines += [f'    "{answer}": {weight}' for answer, weight in sorted(answers.items())]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit, write, and say how good the fit is on articles that it has not seen."""
    cases = read_cases()
    right = rules = 0
    for fold in range(FOLDS):
        model = fit([c for c in cases if c.fold != fold])
        for case in (c for c in cases if c.fold == fold):
            right += model.is_history(case.signs) == case.right
            rules += by_rules(case.signs) == case.right
    TABLE.write_text(written(fit(cases)), encoding="utf-8")
    count = len(cases)
    print(f"{count} events: right {right / count:.3f}, by the rules alone {rules / count:.3f}")


if __name__ == "__main__":
    main()
