"""What became of each item: meant, coded, right or not, and by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

SHORT = 140
"""Characters of a text that are shown of an item."""
NONE = "none"
"""What stands for no label, in gold or in an answer."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One item of a gold file and what was coded for it.

    ``id`` is the item's own, followed by a span or a number where an item of the file holds several; a ``+`` in
    it marks what was coded where the gold has nothing. ``right`` is ``None`` where the gold does not judge. ``wrong``
    says how wrong, in errors: a triple missed or coded in vain is one, a place one for each 161 km it is off. ``confidence`` (0 to 1) and ``rule`` are
    those of the answer, ``None`` where there is none or its layer has none. ``text`` is for showing alone.
    """

    id: str
    gold: str
    coded: str
    right: bool | None
    wrong: float
    confidence: float | None = None
    rule: str | None = None
    text: str = ""


def outcome(
    id: str,
    gold: str | None,
    coded: str | None,
    *,
    text: str,
    confidence: float | None = None,
    rule: str | None = None,
) -> Outcome:
    """An item with one label in gold and answer; no label is "none", and right is where the two are the same."""
    meant, said = gold or NONE, coded or NONE
    return Outcome(id, meant, said, meant == said, float(meant != said), confidence, rule, shortened(text))


def shortened(text: str, span: tuple[int, int] | None = None) -> str:
    """At most ``SHORT`` characters of a text on one line: its beginning, or what stands around ``span``, in brackets."""
    if span is None:
        line = " ".join(text[: 2 * SHORT].split())
        return line if len(line) <= SHORT and len(text) <= 2 * SHORT else f"{line[: SHORT - 1]}…"
    start, end = span
    inside = text[start : min(end, start + SHORT)] + ("…" if end > start + SHORT else "")
    room = max(SHORT - len(inside), 40) // 2
    before = ("…" if start > room else "") + text[max(0, start - room) : start]
    after = text[end : end + room] + ("…" if end + room < len(text) else "")
    return " ".join(f"{before}[{inside}]{after}".split())


def worst(outcomes: Iterable[Outcome], most: int) -> tuple[Outcome, ...]:
    """The items that are wrong with the highest confidence; among equals the most wrong first.

    What is wrong without a confidence (nothing was coded, or its layer has none) comes after. What is equal in
    both stands in an order by the hash of its id, so that the items come from the whole file, and the same each time.
    """
    wrong = [item for item in outcomes if item.right is False]
    wrong.sort(key=lambda item: (-(item.confidence or 0.0), -item.wrong, sha256(item.id.encode()).digest()))
    return tuple(wrong[:most])


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often gold label ``gold`` was answered with ``predicted``; hits too, where the two are the same."""

    gold: str
    predicted: str
    count: int


def confusions(pairs: Iterable[tuple[str | None, str | None]]) -> tuple[Confusion, ...]:
    """Every cell of the confusion table that is not empty, most frequent first; no label is "none"."""
    counts = Counter((gold or NONE, answer or NONE) for gold, answer in pairs)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(gold, answer, count) for (gold, answer), count in ordered)


def item_ids(records: Sequence[object]) -> tuple[str, ...]:
    """The ids of a gold file's items: their own where each has one and no two the same, else numbers from 1."""
    own = [
        str(record["id"]) for record in records if isinstance(record, dict) and record.get("id") is not None
    ]
    if len(own) == len(records) == len(set(own)):
        return tuple(own)
    return tuple(str(number) for number in range(1, len(records) + 1))
