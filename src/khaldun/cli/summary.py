"""What a run did, counted as it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from khaldun.model import Coding, Repeat
from khaldun.store import Counts, Run


@dataclass(slots=True)
class Summary:
    """Counts of one run; grows article by article."""

    articles: int = 0
    sentences: int = 0
    events: int = 0
    problems: int = 0
    quarantined: int = 0
    types: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    aside: Counter[str] = field(default_factory=Counter)
    repeats: Counter[str] = field(default_factory=Counter)

    def add(self, coding: Coding) -> None:
        """Count one coded article."""
        self.articles += 1
        self.sentences += len(coding.sentences)
        self.events += len(coding.events)
        self.types.update(event.event_type for event in coding.events)
        self.statuses.update(event.status for event in coding.events)
        self.aside.update(aside.reason for aside in coding.set_aside)

    @classmethod
    def of(cls, view: Counts, run: Run) -> Summary:
        """The counts of what a store holds."""
        counted = {
            "types": view.counts("events", "event_type"),
            "statuses": view.counts("events", "status"),
            "aside": view.counts("set_aside", "reason"),
            "repeats": view.counts("duplicates", "reason"),
        }
        sentences = view.size("sentences")
        return cls(
            run.articles, sentences, run.events, run.unread, run.quarantined,
            **{name: Counter(counts) for name, counts in counted.items()},
        )  # fmt: skip

    @property
    def whole(self) -> bool:
        """Whether everything was read and coded."""
        return not self.problems and not self.quarantined

    def repeat(self, repeat: Repeat) -> None:
        """Count one article that repeats another."""
        self.repeats[repeat.reason] += 1

    def lines(self) -> list[str]:
        """The counts as lines for people, the most frequent first."""
        totals = [
            _count(self.articles, "article"),
            _count(self.sentences, "sentence"),
            _count(self.events, "event"),
        ]
        lines = [", ".join(totals)]
        for name, counts in (
            ("by type", self.types),
            ("by status", self.statuses),
            ("set aside", self.aside),
        ):
            if counts:
                ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
                lines.append(f"{name}: " + ", ".join(f"{label} {n}" for label, n in ordered))
        if self.repeats:
            total = _count(self.repeats.total(), "article")
            said = f"{total} not coded, each repeating one that was"
            lines.append(
                f"{said}: {self.repeats['exact']} word for word, {self.repeats['near']} lightly edited"
            )
        if self.problems:
            lines.append(f"not read: {_count(self.problems, 'input')}, each named above")
        if self.quarantined:
            lines.append(
                f"quarantined: {_count(self.quarantined, 'article')} that could not be coded, each named above"
            )
        return lines


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" + ("" if n == 1 else "s")
