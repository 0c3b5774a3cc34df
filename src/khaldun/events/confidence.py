"""How sure an event or a relation is: the probability that it is right, from how it was read.

An event carries *signs*: its type, the part of its word in the clause, how many lexicon entries made it, the
sector of who did it, and in an article how its parties are told. Each sign has a weight in ``confidence.yaml``; the probability is that of a logistic model,
p = 1 / (1 + exp(-(intercept + sum of weights))) (Cox 1958, The regression analysis of binary sequences). A relation's
raw score x, which orders answers but is no probability, becomes one by Platt's scaling,
p = 1 / (1 + exp(-(a + b * log(x / (1 - x))))) (Platt 1999, Probabilistic outputs for support vector machines).
``training/fit_confidence.py`` fits both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

import msgspec

from khaldun.errors import KnowledgeError
from khaldun.events.deeds import Deed
from khaldun.model import Mention
from khaldun.text.parse import Parse
from khaldun.yaml_data import read_yaml

_FILE = "events/confidence.yaml"
_LEAST, _MOST = 0.01, 0.99
_WAYS = ("both", "frames", "frames alone", "reader")

Sign = tuple[str, str]
"""A question and its answer: ("chain", "2")."""


class Weight(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sign's weight in log-odds; ``events`` labelled events bear it, of which ``right`` are right."""

    weight: float
    events: int
    right: int


class Scaling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Platt's scaling: ``intercept`` a and ``slope`` b, from ``pairs`` labelled pairs of which ``right`` are right."""

    intercept: float
    slope: float
    pairs: int
    right: int

    def probability(self, raw: float) -> float:
        """The probability that an answer of that raw score is right."""
        inside = min(max(raw, _LEAST), _MOST)
        return logistic(self.intercept + self.slope * math.log(inside / (1 - inside)))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    intercept: float
    signs: dict[str, dict[str, Weight]]
    relations: dict[str, Scaling]
    readings: Scaling


class Rates(Protocol):
    """Says how sure events and relations are; the fit puts in one that records what it is asked."""

    def of(self, signs: Sequence[Sign]) -> float:
        """The confidence of an event with these signs."""

    def of_relation(self, by: str, raw: float) -> float:
        """The confidence of a relation that frames, reader or both answer, by its raw score."""

    def of_reading(self, raw: float) -> float:
        """The confidence of an event that only the reader sees, by its raw score."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The table of weights and scalings."""

    intercept: float
    signs: dict[str, dict[str, Weight]]
    relations: dict[str, Scaling]
    readings: Scaling

    def of(self, signs: Sequence[Sign]) -> float:
        """The probability that an event with these signs is right; an answer that no label has known weighs nothing."""
        total = self.intercept
        for question, answer in signs:
            known = self.signs.get(question, {}).get(answer)
            total += known.weight if known is not None else 0.0
        return rounded(logistic(total))

    def of_relation(self, by: str, raw: float) -> float:
        """The probability that a relation's type is right: ``by`` names who answers (a key of ``relations``)."""
        return rounded(self.relations[by].probability(raw))

    def of_reading(self, raw: float) -> float:
        """The probability that an event is right which only the reader sees; ``raw`` as ``opinion.Reading.certainty``."""
        return rounded(self.readings.probability(raw))


def logistic(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-log_odds))


def rounded(probability: float) -> float:
    """Two digits, and never quite 0 or 1: nothing here is certain."""
    return round(min(max(probability, _LEAST), _MOST), 2)


def load_confidence() -> Confidence:
    """The table of ``confidence.yaml``. Raises ``KnowledgeError`` where the file is wrong."""
    return read_confidence(read_yaml(files("khaldun") / "events" / "confidence.yaml"))


def read_confidence(raw: object) -> Confidence:
    """The table from the content of its file.

    Raises ``KnowledgeError`` where the content has another form, a way of answering relations is missing, or a scaling
    turns the order of raw scores round.
    """
    try:
        content = msgspec.convert(raw, _File)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{_FILE}: {error}; fit it anew with training/fit_confidence.py") from None
    for by in _WAYS:
        if by not in content.relations:
            raise KnowledgeError(f"{_FILE}: relations: no {by!r} among the ways of answering; fit it anew")
    for by, scaling in {**content.relations, "readings": content.readings}.items():
        if scaling.slope < 0:
            raise KnowledgeError(f"{_FILE}: {by}: slope {scaling.slope} turns the order round; fit it anew")
    return Confidence(content.intercept, content.signs, content.relations, content.readings)


# The signs of an event ------------------------------------------------------------------------------------


def signs_of(
    parse: Parse, deed: Deed, event_type: str, actors: Sequence[Mention], recipients: Sequence[Mention]
) -> tuple[Sign, ...]:
    """How an event was read: four signs that tell in any text, and five more that tell within an article.

    In a sentence alone, of some twenty signs that were tried, the four lower the loss on sentences that the fit has not seen. In
    articles, whose events are less often right, it tells besides whether all parties have a code, how the actor is
    told, which place is open, the status, and that it is an article.
    """
    signs = (
        ("clause", parse.dep[deed.trigger]),
        ("chain", str(len(deed.rules)) if len(deed.rules) < _LONG else f"{_LONG}+"),
        ("actor sector", next((m.sector or "none" for m in actors), "nobody")),
        ("type", event_type),
    )
    if len(parse.sentences) <= _SHORT:
        return (*signs, ("text", "sentence"))
    parties = [*actors, *recipients]
    coded = sum(m.code is not None for m in parties)
    return (
        *signs,
        ("text", "article"),
        ("codes", "all" if coded == len(parties) else "some" if coded else "none"),
        ("actor told", next((m.kind for m in actors), "nobody")),
        ("open", "actor" if not actors else "nothing" if recipients or deed.reciprocal else "recipient"),
        ("status", deed.status),
    )


_LONG = 3
"""So many lexicon entries or more on one event (refuse > allow > send) count alike."""
_SHORT = 3
"""A text of no more sentences than this is no article."""
