"""Progress on standard error: how much is done, how fast it goes, how long it will take."""

from __future__ import annotations

import time

from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from khaldun.cli.summary import Summary
from khaldun.cli.terminal import messages

_PATIENCE = 2.0
"""Seconds before progress is shown."""


class Ticker:
    """Shown on a terminal alone, once a run takes longer than people like to wait.

    ``total`` is the size of the inputs in bytes, where it can be told.
    """

    def __init__(self, quiet: bool, total: int | None = None) -> None:
        console = messages()
        self._shows = self.visible(quiet)
        columns = [
            SpinnerColumn(),
            *([BarColumn(bar_width=20)] if total else []),
            TextColumn("{task.fields[said]}"),
            TimeElapsedColumn(),
        ]
        self._progress = Progress(*columns, console=console, transient=True, disable=not self._shows)
        self._total = total
        self._task: TaskID | None = None
        self._opened = time.monotonic()
        self._rate: Rate | None = None

    @staticmethod
    def visible(quiet: bool) -> bool:
        """Whether progress may be shown at all."""
        return not quiet and messages().is_terminal

    def __enter__(self) -> Ticker:
        return self

    def __exit__(self, *error: object) -> None:
        if self._task is not None:
            self._progress.stop()

    def begin(self, summary: Summary, position: int) -> None:
        """Coding begins, with so much done in an earlier run: rates count from here."""
        self._rate = Rate(time.monotonic(), summary.articles, summary.sentences, position)

    def tick(self, summary: Summary, position: int) -> None:
        """So much is done; ``position`` is the number of bytes read up to there."""
        now = time.monotonic()
        if not self._shows or now - self._opened < _PATIENCE or self._rate is None:
            return
        if self._task is None:
            self._task = self._progress.add_task("coding", total=self._total, said="")
            self._progress.start()
        said = ", ".join(self._rate.said(now, summary, position, self._total))
        self._progress.update(self._task, completed=position, said=said)


class Rate:
    """How fast a run goes since it began or was taken up again."""

    def __init__(self, begun: float, articles: int, sentences: int, position: int) -> None:
        self._begun, self._articles, self._sentences, self._position = begun, articles, sentences, position

    def said(self, now: float, summary: Summary, position: int, total: int | None) -> list[str]:
        """Counts, rates, and the time left where ``total`` tells."""
        parts = [f"{summary.articles:,} articles", f"{summary.events:,} events"]
        took = now - self._begun
        if took <= 0:
            return parts
        parts.append(f"{(summary.articles - self._articles) / took:,.1f} articles/s")
        parts.append(f"{(summary.sentences - self._sentences) / took:,.0f} sentences/s")
        read = position - self._position
        if total is not None and read > 0:
            parts.append(f"{duration(took * max(0, total - position) / read)} left")
        return parts


def duration(seconds: float) -> str:
    """A length of time as people say it: "40 s", "12 min", "3 h 05 min", "2 d 04 h"."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    if minutes < 90:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60:02} min"
    return f"{minutes // 1440} d {minutes % 1440 // 60:02} h"
