"""What a time expression is read against: the publication date, the verb's direction, the date last named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from khaldun.text.parse import Parse
from khaldun.times.calendar import Reading
from khaldun.times.expressions import Vocabulary
from khaldun.times.tense import direction

UNPUBLISHED = "the article carries no publication date to count from"
UNANCHORED = "no earlier date in the text to count from"


@dataclass(frozen=True)
class Context:
    """``anchor`` is the last date named before in the same or the two sentences before, if any."""

    words: Vocabulary
    parse: Parse
    token: int
    last_token: int
    published: dt.date | None
    anchor: Reading | None

    @cached_property
    def direction(self) -> int:
        """-1 back, +1 ahead."""
        return direction(self.parse, self.last_token)

    def count(self, written: str) -> float | None:
        """A written number ("3", "2.5", "5 1/2", "twenty-two"); ``None`` where it stays open ("several")."""
        written = " ".join(written.lower().split())
        if written[0].isdigit():
            whole, _, fraction = written.partition(" ")
            number = float(whole.replace(",", "")) + (0.5 if fraction else 0)
        elif written in self.words.numbers:
            number = self.words.numbers[written]
        elif "-" in written:
            tens, ones = written.split("-")
            number = self.words.numbers[tens] + self.words.numbers[ones]
        else:
            return None
        return number

    def unit(self, groups: Mapping[str, str]) -> tuple[str, int]:
        """TIMEX3 letter of the unit named in a match, and how many of it one is."""
        return self.words.units[(groups.get("unit") or groups["units"]).lower()]


def year_of(written: str) -> int:
    """A four-figure year, or a two-figure one from 1950 to 2049."""
    number = int(written)
    return number if number >= 100 else number + (1900 if number >= 50 else 2000)
