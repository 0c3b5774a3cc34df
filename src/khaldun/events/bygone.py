"""News or past history: whether a deed that is told as done lies months or years before its article.

A logistic model (Cox 1958, The regression analysis of binary sequences) over the signs of ``past.py``: a deed is history where
the intercept and the weights of its signs (``bygone.yaml``, in log-odds) add up far enough. What the rules of dates say is
one of the signs, so that the weights add to them what tense, clause and the times around tell. ``training/fit_bygone.py`` fits them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.events.confidence import Sign
from khaldun.yaml_data import read_yaml

_FILE = "events/bygone.yaml"
MARGIN = 1.5
"""So far, in log-odds, the signs must be against the rules: articles of other papers are told a little otherwise than those fitted on."""
SHORTEST = 5
"""A text of fewer sentences is no article: its sentences tell too little of each other."""

RECENT = frozenset(f"{age} own" for age in ("days", "week", "weeks", "month", "months"))
"""Answers of the sign "own time" that are news by the rules' own bound of half a year: no other sign makes history of them."""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    intercept: float
    signs: dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Bygone:
    """The table of weights, in log-odds, by question and answer."""

    intercept: float
    signs: dict[str, dict[str, float]]

    def is_history(self, signs: Sequence[Sign]) -> bool:
        """Whether a deed with these signs is past history: the rules' word stands unless the signs are clearly against it."""
        answers = dict(signs)
        rules = answers.get("rules", "")
        if rules.startswith("history"):
            return not rules.endswith("present") and self.log_odds(signs) > -MARGIN
        may_be = not rules.endswith("present") and answers.get("own time") not in RECENT
        return may_be and self.log_odds(signs) > MARGIN

    def log_odds(self, signs: Sequence[Sign]) -> float:
        """The log-odds that a deed with these signs is past history."""
        return self.intercept + sum(
            self.signs.get(question, {}).get(answer, 0.0) for question, answer in signs
        )


def rules_say(basis: str, dated_past: bool, told_past: bool, may_be_past: bool) -> str:
    """What the rules say of a deed, as the answer of the sign "rules".

    ``basis`` is that of its date (``setting.EventDate``), ``dated_past`` whether that date is history, ``told_past`` whether
    something else makes it history (an age, a former office), ``may_be_past`` whether its verb allows it.
    """
    if dated_past:
        told = "history before" if basis.startswith("text before") else "history"
    elif told_past:
        told = "history otherwise"
    else:
        told = "time" if basis.startswith("text") else "nothing"
    return told if may_be_past else f"{told}, present"


def load_bygone() -> Bygone:
    """The table of ``bygone.yaml``. Raises ``KnowledgeError`` where the file is wrong."""
    return read_bygone(read_yaml(files("khaldun") / "events" / "bygone.yaml"))


def read_bygone(raw: object) -> Bygone:
    """The table from the content of its file. Raises ``KnowledgeError`` where the content has another form."""
    try:
        content = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{_FILE}: {error}; fit it anew with training/fit_bygone.py") from None
    return Bygone(content.intercept, content.signs)
