"""What coding came to, counted article by article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from khaldun.model import Coding, Repeat


@dataclass(slots=True)
class Tally:
    """Counts of a run, or of a part of one; ``repeats`` counts articles that were not coded, by the reason."""

    articles: int = 0
    sentences: int = 0
    events: int = 0
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

    def take(self, other: Tally) -> None:
        """Add what another tally has counted."""
        self.articles += other.articles
        self.sentences += other.sentences
        self.events += other.events
        self.quarantined += other.quarantined
        self.types.update(other.types)
        self.statuses.update(other.statuses)
        self.aside.update(other.aside)
        self.repeats.update(other.repeats)

    def repeat(self, repeat: Repeat) -> None:
        """Count one article that repeats another."""
        self.repeats[repeat.reason] += 1
