"""The learned reader where the frames are silent: deeds between two actors whose sentence no lexicon entry reads.

Sentences that name two actors of different codes and gave no event are shown to the reader, with every pair of their actors. Where it is
certain that there is a deed, and of its type, the pair that it is surest of makes one, whose rule is ``model:reader``. How certain it
must be was settled on newspaper text that was read by eye (``docs/reader.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Protocol

from khaldun.events.deeds import Deed
from khaldun.events.status import StatusReader
from khaldun.lexicon.grammar import listed
from khaldun.model import Mention
from khaldun.text.parse import Parse

Span = tuple[int, int]
Question = tuple[str, Span, Span]
"""A sentence, and the spans of source and target in it."""

RULE = "model:reader"
MOST = 6
"""A sentence that names more actors than this is a list, and is not asked about."""
LEAST = 0.9
"""Below this probability of a deed between the two the reader makes none."""
LEAST_TYPE = 0.9
"""Nor where its likeliest type is less likely than this."""


class Opinion(Protocol):
    """What the reader says of a pair: the probability of a deed, and of its types if there is one."""

    @property
    def event(self) -> float:
        """Probability that the source does something to the target."""

    @property
    def event_type(self) -> str:
        """The likeliest type."""

    @property
    def types(self) -> Mapping[str, float]:
        """The probability of each type, given a deed."""

    @property
    def leaf(self) -> str:
        """A CAMEO leaf of the likeliest type."""

    @property
    def status(self) -> str:
        """The likeliest status."""


_UNSURE = frozenset({"AGREE", "AID", "MOBILIZE", "REJECT", "REQUEST", "SANCTION", "SUPPORT"})
"""Types of which it was mostly wrong where it alone spoke, however certain: 4 of 25 right, of the others 20 of 31."""
_VISITS = frozenset({"042", "043"})
"""Nor is a private journey a visit of state, which it takes it for (none of 4 right)."""
_CHARGING = frozenset({"ACCUSE", "COERCE", "SANCTION"})
"""Types of the charge itself, and of what a court does."""

Ask = Callable[[Sequence[Question]], Sequence[Opinion | None]]
"""Answers each question; ``None`` where there is clearly nothing between the two."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors of one sentence, in the direction of a deed."""

    sentence: int
    source: Mention
    target: Mention


@dataclass(frozen=True, slots=True)
class Reading:
    """A deed that only the reader sees; ``certainty`` is its probability of a deed times that of the type."""

    sentence: int
    deed: Deed
    certainty: float


def readings(
    parse: Parse, status: StatusReader, mentions: Sequence[Mention], told: Collection[int], ask: Ask
) -> list[Reading]:
    """What the reader reads in the sentences of an article that are not ``told``: at most one deed each, in text order.

    It is asked once for the whole article. Where it takes the deed for another status than the grammar says, nothing is made.
    """
    pairs = [pair for pair in pairs_of(parse, mentions) if pair.sentence not in told]
    answers = ask([_question(parse, pair) for pair in pairs]) if pairs else []
    best: dict[int, Reading] = {}
    for pair, opinion in zip(pairs, answers, strict=True):
        if opinion is None:
            continue
        kind = opinion.types[opinion.event_type]
        certainty = opinion.event * kind
        if opinion.event < LEAST or kind < LEAST_TYPE or is_unsure(opinion):
            continue
        if pair.sentence in best and best[pair.sentence].certainty >= certainty:
            continue
        deed = _deed(parse, status, pair, opinion)
        if deed is not None:
            best[pair.sentence] = Reading(pair.sentence, deed, certainty)
    return [best[n] for n in sorted(best)]


def pairs_of(parse: Parse, mentions: Sequence[Mention]) -> list[Pair]:
    """All ordered pairs of actors of a sentence that have different codes."""
    by_sentence: dict[int, dict[Span, Mention]] = {}
    for mention in mentions:
        if mention.code is None or mention.head < 0:
            continue
        n = parse.sentence_of[mention.head]
        start, end = parse.sentence_span(n)
        if start <= mention.start and mention.end <= end:
            by_sentence.setdefault(n, {}).setdefault((mention.start, mention.end), mention)
    return [
        Pair(n, a, b)
        for n, found in by_sentence.items()
        if 2 <= len(found) <= MOST
        for a, b in permutations(found.values(), 2)
        if a.code != b.code
    ]


def _question(parse: Parse, pair: Pair) -> Question:
    start, end = parse.sentence_span(pair.sentence)
    source, target = pair.source, pair.target
    return (
        parse.text[start:end],
        (source.start - start, source.end - start),
        (target.start - start, target.end - start),
    )


def _deed(parse: Parse, status: StatusReader, pair: Pair, opinion: Opinion) -> Deed | None:
    trigger = link(parse, pair.source.head, pair.target.head)
    if trigger is None or status.of(trigger) != opinion.status or _is_charged(parse, trigger, opinion):
        return None
    return Deed(
        opinion.leaf,
        (pair.source.head,),
        (pair.target.head,),
        trigger,
        (RULE,),
        status.of(trigger),
        spine=frozenset({trigger}),
    )


def is_unsure(opinion: Opinion) -> bool:
    """Whether the reader alone is not to be trusted with such a deed, nor with a blow that only may fall."""
    if opinion.event_type in _UNSURE or opinion.leaf in _VISITS:
        return True
    return opinion.event_type == "ASSAULT" and opinion.status == "hypothetical"


def _is_charged(parse: Parse, t: int, opinion: Opinion) -> bool:
    """Whether a deed is what a charge is about: what somebody is accused of is no deed of the day."""
    if parse.lemma[t].lower() in listed("accusing") and opinion.event_type not in _CHARGING:
        return True
    while parse.head[t] != t:
        t = parse.head[t]
        if parse.lemma[t].lower() in listed("accusing"):
            return True
    return False


def link(parse: Parse, a: int, b: int) -> int | None:
    """The word that joins two actors: the verb above both, else the nearest verb, then the nearest noun between them.

    ``None`` where no such word stands between them in the parse.
    """
    up, other = _path(parse, a, b)
    if up[-1] == other[-1] and parse.pos[up[-1]] == "VERB":
        return up[-1]
    between = [t for t in (*reversed(other), *up) if t not in (a, b)]
    for kinds in (("VERB", "AUX"), ("NOUN", "ADJ")):
        found = [t for t in between if parse.pos[t] in kinds]
        if found:
            return found[0]
    return None


def _path(parse: Parse, a: int, b: int) -> tuple[list[int], list[int]]:
    """The tokens from ``a`` and from ``b`` up to the one above both, which ends either list."""
    up = [a]
    while parse.head[up[-1]] != up[-1]:
        up.append(parse.head[up[-1]])
    other = [b]
    while other[-1] not in up and parse.head[other[-1]] != other[-1]:
        other.append(parse.head[other[-1]])
    if other[-1] not in up:
        return up, other  # a sentence of two trees
    return up[: up.index(other[-1]) + 1], other
