"""What a run did, counted as it goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from khaldun.running.tally import Tally
from khaldun.store import Counts, Run


@dataclass(slots=True)
class Summary(Tally):
    """Counts of one run for people; ``problems`` counts inputs that were not read."""

    problems: int = 0

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
            run.articles, sentences, run.events, run.quarantined, problems=run.unread,
            **{name: Counter(counts) for name, counts in counted.items()},
        )  # fmt: skip

    @property
    def whole(self) -> bool:
        """Whether everything was read and coded."""
        return not self.problems and not self.quarantined

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
