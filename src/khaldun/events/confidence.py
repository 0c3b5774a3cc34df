"""How sure an event or a relation is: the probability that it is right, from how it was read.

An event carries *signs*: what kind of words its parties are, how exact the lexicon's entry is, how far it lies from
them. Each sign has a weight in ``confidence.yaml``; the probability is that of a logistic model,
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
from khaldun.lexicon.load import Lexicon
from khaldun.model import Mention
from khaldun.text.parse import Parse
from khaldun.yaml_data import read_yaml

_FILE = "events/confidence.yaml"
_LEAST, _MOST = 0.01, 0.99

Sign = tuple[str, str]
"""A question and its answer: ("actor", "named")."""


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


class Rates(Protocol):
    """Says how sure events and relations are; the fit puts in one that records what it is asked."""

    def of(self, signs: Sequence[Sign]) -> float:
        """The confidence of an event with these signs."""

    def of_relation(self, by: str, raw: float) -> float:
        """The confidence of a relation that frames, reader or both answer, by its raw score."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """The table of weights and scalings."""

    intercept: float
    signs: dict[str, dict[str, Weight]]
    relations: dict[str, Scaling]

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


def logistic(log_odds: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-log_odds))


def rounded(probability: float) -> float:
    """Two digits, and never quite 0 or 1: nothing here is certain."""
    return round(min(max(probability, _LEAST), _MOST), 2)


def load_confidence() -> Confidence:
    """The table of ``confidence.yaml``. Raises ``KnowledgeError`` where the file is wrong."""
    try:
        content = msgspec.convert(read_yaml(files("khaldun") / "events" / "confidence.yaml"), _File)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{_FILE}: {error}; fit it anew with training/fit_confidence.py") from None
    for by, scaling in content.relations.items():
        if scaling.slope < 0:
            raise KnowledgeError(
                f"{_FILE}: relations: {by}: slope {scaling.slope} turns the order round; fit it anew"
            )
    return Confidence(content.intercept, content.signs, content.relations)


# The signs of an event ------------------------------------------------------------------------------------


def signs_of(
    parse: Parse,
    lexicon: Lexicon,
    deed: Deed,
    event_type: str,
    actors: Sequence[Mention],
    recipients: Sequence[Mention],
    *,
    reciprocal: bool,
    turned: bool,
    attributed: bool,
) -> tuple[Sign, ...]:
    """How an event was read. ``turned``: taken at its word (a "will" for a promise); ``attributed``: somebody says so."""
    entry = lexicon.by_id[deed.rules[0]]
    last = lexicon.by_id[deed.rules[-1]]
    first, end = parse.sentences[parse.sentence_of[deed.trigger]]
    senses = len(lexicon.senses(entry.kind, parse.lemma[deed.trigger].lower()))
    return (
        ("type", event_type),
        ("actor", party(actors)),
        ("recipient", "equal" if reciprocal else party(recipients)),
        ("parties", _steps(len(actors) + len(recipients), (1, 2, 3))),
        ("word", entry.kind),
        ("chain", _steps(len(deed.rules), (1, 2, 3))),
        ("demands", _steps(entry.demands, (0, 1, 2, 4))),
        ("inner demands", _steps(last.demands, (0, 1, 2, 4)) if last is not entry else "none"),
        ("senses", _steps(senses, (1, 2, 4, 8))),
        ("status", deed.status),
        ("taken at its word", "yes" if turned else "no"),
        ("attributed", "yes" if attributed else "no"),
        ("reach", _steps(_reach(deed, actors, recipients), (0, 3, 6, 11, 20))),
        ("clause", parse.dep[deed.trigger]),
        ("form", parse.tag[deed.trigger]),
        ("actor link", _link(parse, deed.trigger, actors)),
        ("recipient link", _link(parse, deed.trigger, recipients)),
        ("depth", _steps(_depth(parse, deed.trigger), (0, 1, 2, 3, 5))),
        ("rule", deed.rules[0]),
        ("leaf", deed.leaf[:2]),
        ("quoted", "yes" if '"' in parse.words[first:end] else "no"),
        ("actor sector", next((m.sector or "none" for m in actors), "-")),
        ("recipient sector", next((m.sector or "none" for m in recipients), "-")),
        ("sentence", _steps(end - first, (0, 12, 20, 30, 45))),
    )


def party(mentions: Sequence[Mention]) -> str:
    """What kind of words tell a party: the best of its mentions, and whether it has a code."""
    if not mentions:
        return "nobody"
    coded = [m for m in mentions if m.code is not None]
    if coded:
        return f"{min(coded, key=lambda m: _KINDS.index(m.kind)).kind}, code"
    if any(m.known for m in mentions):
        return "class of people"
    return "unknown"


_KINDS = ("named", "agent", "description", "pronoun", "possession", "unknown")


def _depth(parse: Parse, i: int) -> int:
    depth = 0
    while parse.head[i] != i and depth < 9:
        i = parse.head[i]
        depth += 1
    return depth


def _link(parse: Parse, trigger: int, mentions: Sequence[Mention]) -> str:
    """How the nearest party hangs on the trigger: its own dependent, one of a preposition, or inherited from elsewhere."""
    best = "nobody"
    for m in mentions:
        if m.head < 0:
            continue
        steps, i = [], m.head
        while i != trigger and parse.head[i] != i and len(steps) < 6:
            steps.append(parse.dep[i])
            i = parse.head[i]
        if i != trigger:
            return "inherited"
        best = "own" if len(steps) <= 1 else "preposition" if len(steps) == 2 and steps[1] in ("prep", "agent") else "inside"
        return best
    return best


def _reach(deed: Deed, actors: Sequence[Mention], recipients: Sequence[Mention]) -> int:
    """Tokens from the trigger to the party farthest off."""
    return max((abs(m.head - deed.trigger) for m in (*actors, *recipients) if m.head >= 0), default=0)


def _steps(number: int, lows: Sequence[int]) -> str:
    """The step that a number falls on: "2", "3-5", "6+"."""
    n = max((k for k, low in enumerate(lows) if number >= low), default=0)
    if n == len(lows) - 1:
        return f"{lows[n]}+"
    return str(lows[n]) if lows[n + 1] == lows[n] + 1 else f"{lows[n]}-{lows[n + 1] - 1}"
