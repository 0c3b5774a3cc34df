"""A picture of meetings: parties by row, meetings by column, and what part each had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from khaldun.model import PartyRole
from khaldun.relations.meetings import Joined
from khaldun.relations.pictures import BAD, GOOD, NEUTRAL, Draw

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROWS, _COLUMNS = 30, 20
_MARKS: dict[PartyRole, tuple[str, str, str]] = {
    "host": ("D", GOOD, "host"),
    "attender": ("o", GOOD, "attender"),
    "absentee": ("x", BAD, "absentee"),
    "subject": (".", NEUTRAL, "subject"),
}


def draw_meetings(joined: Sequence[Joined]) -> Draw:
    """The parts of the parties named most, in the last meetings with a date."""

    def draw(axes: Axes) -> None:
        shown = [one for one in joined if one.dated.date is not None][-_COLUMNS:]
        counted = Counter(seat.name for one in shown for seat in one.seats(*_MARKS))
        rows = [name for name, _ in counted.most_common(_ROWS)][::-1]
        for role, (mark, colour, label) in _MARKS.items():
            points = [
                (x, rows.index(seat.name))
                for x, one in enumerate(shown)
                for seat in one.seats(role)
                if seat.name in rows
            ]
            axes.scatter(
                [x for x, _ in points], [y for _, y in points], marker=mark, color=colour, label=label
            )
        axes.set_yticks(
            range(len(rows)), ["".join(c if c.isprintable() else " " for c in row) for row in rows]
        )
        axes.set_xticks(range(len(shown)), [_heading(one) for one in shown], rotation=40, ha="right")
        axes.grid(alpha=0.3)
        if shown:
            axes.legend(loc="best")

    return draw


def _heading(joined: Joined) -> str:
    placed = joined.placed
    where = f", {placed.place.name}" if placed is not None and placed.place is not None else ""
    return f"{joined.kind}{where}, {joined.dated.date}"
