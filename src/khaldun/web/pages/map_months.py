"""The slider of the map: over the months that have events."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nicegui import ui

from khaldun.web.frame import Frame, put
from khaldun.web.markup import el


async def slider(frame: Frame) -> None:
    """A slider over the months that have events; its ends become the filters from and to."""
    everything = replace(frame.filters.choice, begin=None, end=None, at=None, box=None)
    months = [span.period for span in await frame.desk.ask(lambda view: view.over_time(everything, "month"))]
    if len(months) < 2:
        return
    since, until = frame.filters.since, frame.filters.until
    first = next((i for i, m in enumerate(months) if since is None or month_end(m) >= since), len(months) - 1)
    last = next((i for i in range(len(months) - 1, -1, -1) if until is None or months[i] <= until), 0)
    told = put(el("p", _between(months, first, last)))

    async def change(event: Any) -> None:
        low, high = int(event.args["min"]), int(event.args["max"])
        whole = low == 0 and high == len(months) - 1
        filters = replace(
            frame.filters,
            since=None if whole else months[low],
            until=None if whole else month_end(months[high]),
        )
        await frame.go(filters)

    handles = ui.range(min=0, max=len(months) - 1, value={"min": first, "max": max(first, last)})
    handles.props('label snap aria-label="Months shown"').style("padding: 0 1rem")
    handles.on("change", change)
    handles.on_value_change(
        lambda event: told.set_content(el("p", _between(months, event.value["min"], event.value["max"])))
    )


def month_end(first: dt.date) -> dt.date:
    """The last day of a month."""
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _between(months: Sequence[dt.date], first: int, last: int) -> str:
    return f"{months[first]:%B %Y} to {months[max(first, last)]:%B %Y}"
