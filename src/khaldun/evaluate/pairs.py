"""Labelled pairs of actors inside sentences: is the event between them found, and is its type right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from khaldun.evaluate import statistics as st
from khaldun.evaluate.gold import Format, Gold, Text, code, day
from khaldun.evaluate.measures import by_label, measure
from khaldun.evaluate.outcomes import Outcome, confusions, outcome
from khaldun.evaluate.protocols import CoderLike, Progress
from khaldun.evaluate.report import FileReport, file_report
from khaldun.model import Event, Mention

PAIRS = Format(
    "pairs", frozenset({"text", "pairs"}), "sentences with labelled pairs of actors", frozenset({"source", "target", "type"}), "pairs"
)  # fmt: skip

NONE = "NONE"
_UNKNOWN_STATUS = "actual"


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair and what was found for it: ``found`` is ``None`` where no event links the two."""

    label: str
    status: str
    found: Event | None

    @property
    def answer(self) -> str:
        """The type that was found, ``NONE`` where there is no event."""
        return NONE if self.found is None else self.found.event_type

    @property
    def right(self) -> bool:
        """Whether label and answer agree."""
        return self.answer == self.label


def link(
    events: Iterable[Event], source: tuple[int, int], target: tuple[int, int], label: str
) -> Event | None:
    """The event from source to target: the one of the labelled type first, then the most confident.

    An actor mention must overlap the source and a recipient (or, in an event among equals, another actor)
    the target.
    """
    linked = [event for event in events if _joins(event, source, target)]
    return min(linked, key=lambda e: (e.event_type != label, -e.confidence, e.evidence.trigger), default=None)


def _joins(event: Event, source: tuple[int, int], target: tuple[int, int]) -> bool:
    for actor in event.actors:
        if _overlap(actor, source):
            others = [m for m in event.actors if m is not actor] if event.reciprocal else []
            if any(_overlap(other, target) for other in (*event.recipients, *others)):
                return True
    return False


def _overlap(mention: Mention, span: tuple[int, int]) -> bool:
    return mention.start < span[1] and span[0] < mention.end


def read_pairs(gold: Gold, coder: CoderLike, progress: Progress) -> list[list[Pair]]:
    """Code every sentence; for each, its labelled pairs with what was found."""
    texts = [Text(record["text"], day(record.get("date"))) for record in gold.records]
    codings = code(texts, coder, gold.path, progress)
    return [
        [_pair(coding.events, labelled) for labelled in record["pairs"]]
        for record, coding in zip(gold.records, codings, strict=True)
    ]


def _pair(events: Sequence[Event], labelled: dict[str, Any]) -> Pair:
    source, target = (tuple(labelled[side]) for side in ("source", "target"))
    label = labelled["type"]
    return Pair(label, labelled.get("status", _UNKNOWN_STATUS), link(events, source, target, label))


def score_pairs(gold: Gold, coder: CoderLike, progress: Progress) -> FileReport:
    """Precision, recall and F1 over labelled pairs, by type; the share of NONE pairs wrongly linked.

    Pairs that nobody labelled count neither way. ``n`` counts sentences for F1 (they are what is resampled).
    """
    sentences = read_pairs(gold, coder, progress)
    pairs = [
        (f"{id} pair {number}", pair)
        for id, sentence in zip(gold.ids, sentences, strict=True)
        for number, pair in enumerate(sentence, start=1)
    ]
    linked = [(id, pair) for id, pair in pairs if pair.label != NONE and pair.found is not None]
    right = [(id, pair) for id, pair in linked if pair.right]
    empty = [(id, pair) for id, pair in pairs if pair.label == NONE]
    by_sentence = list(zip(gold.ids, sentences, strict=True))
    measures = (
        measure("event between the pair, of the right type", "f1", [(id, _counts(s, typed=True)) for id, s in by_sentence]),
        measure("event between the pair, of any type", "f1", [(id, _counts(s, typed=False)) for id, s in by_sentence]),
        measure("type right where an event is found", "share", [(id, (p.right, 1)) for id, p in linked]),
        measure("status right where the type is", "share", [(id, (p.found is not None and p.found.status == p.status, 1)) for id, p in right]),
        measure("pairs without an event wrongly linked", "share", [(id, (p.found is not None, 1)) for id, p in empty]),
    )  # fmt: skip
    meant = [pair.label for _, pair in pairs]
    names = sorted(set(meant))
    texts = [
        record["text"] for record, sentence in zip(gold.records, sentences, strict=True) for _ in sentence
    ]
    notes = ("events of every status count, negated ones too, as the labels have a status of their own",)
    return file_report(
        gold,
        measures,
        [_outcome(id, pair, text) for (id, pair), text in zip(pairs, texts, strict=True)],
        labels=by_label(names, st.label_rows(names, meant, [pair.answer for _, pair in pairs])),
        confusions=confusions((pair.label, pair.answer) for _, pair in pairs),
        notes=notes,
    )


def _outcome(id: str, pair: Pair, text: str) -> Outcome:
    if pair.found is None:
        return outcome(id, pair.label, pair.answer, text=text)
    return outcome(
        id, pair.label, pair.answer, text=text, confidence=pair.found.confidence, rule=pair.found.rule
    )


def _counts(sentence: Sequence[Pair], *, typed: bool) -> tuple[int, int, int]:
    hits = extra = missed = 0
    for pair in sentence:
        hit = pair.label != NONE and pair.found is not None and (pair.right or not typed)
        hits += hit
        extra += pair.found is not None and not hit
        missed += pair.label != NONE and not hit
    return hits, extra, missed
