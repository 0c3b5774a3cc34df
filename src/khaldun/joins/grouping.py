"""From a stream of reports to joined events, with bounded memory: one pass in the order of dates."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from khaldun.joins.report import Report
from khaldun.joins.weights import Verdict, Weights, load_weights
from khaldun.model import Mention

_SWEEP = 5_000
"""Reports between two sweeps of what has become too old to compare with."""
_SHOWN = 4
"""Reports of an event that a new one is compared with: the first and the latest."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Which event a report belongs to: ``first`` is that event's first report.

    ``like`` is the report that this one agrees with best, with the verdict on the two; both are ``None`` for the first
    report of an event.
    """

    report: Report
    first: Report
    like: Report | None = None
    verdict: Verdict | None = None


@dataclass(slots=True)
class _Event:
    """A joined event that may still grow."""

    number: int
    first: Report
    latest: deque[Report] = field(default_factory=lambda: deque(maxlen=_SHOWN - 1))
    end: dt.date | None = None

    def add(self, report: Report) -> None:
        if report is not self.first:
            self.latest.append(report)
        if report.last is not None and (self.end is None or report.last > self.end):
            self.end = report.last


def group(reports: Iterable[Report], weights: Weights | None = None) -> Iterator[Grouped]:
    """Each report with the event that it belongs to. Reports come in the order of their first day, those without last.

    A report joins the event whose reports it agrees with best, on the average of the first and the latest three of them, where
    that is at least ``weights.least`` (and so with the first or the latest one); else it begins an event. Compared are events of the same dyad (or of one party where the
    other is not told), both cooperation or both conflict, at most ``weights.days`` apart. The same reports give the same groups.
    """
    grouper = _Grouper(weights or load_weights())
    for report in reports:
        yield grouper.place(report)


class _Grouper:
    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._buckets: dict[Key, deque[_Event]] = {}
        self._begun = 0
        self._seen = 0
        self._dated = True

    def place(self, report: Report) -> Grouped:
        if report.first is None and self._dated:
            # Without a date all would be compared with all that came before.
            self._buckets.clear()
            self._dated = False
        self._seen += 1
        if self._seen % _SWEEP == 0:
            self._sweep(report)
        best = self._best(report)
        if best is None:
            event = _Event(self._begun, report)
            self._begun += 1
            self._enter(event, report)
            return Grouped(report, report)
        event, like, verdict = best
        self._enter(event, report)
        return Grouped(report, event.first, like, verdict)

    def _best(self, report: Report) -> tuple[_Event, Report, Verdict] | None:
        found: tuple[float, int, _Event, Report, Verdict] | None = None
        for event in self._candidates(report):
            # Most candidates are other events, and one that is like neither end of this one is not worth the rest.
            if not any(
                self._weights.may_join(report, end)
                for end in {event.first.n: event.first, **_last(event)}.values()
            ):
                continue
            verdicts = [
                (self._weights.verdict(report, other), other) for other in (event.first, *event.latest)
            ]
            mean = sum(verdict.score for verdict, _ in verdicts) / len(verdicts)
            if mean < self._weights.least or (found is not None and (mean, -event.number) <= found[:2]):
                continue
            verdict, like = max(verdicts, key=lambda pair: (pair[0].score, -pair[1].n))
            found = (mean, -event.number, event, like, verdict)
        return found[2:] if found else None

    def _candidates(self, report: Report) -> list[_Event]:
        met: dict[int, _Event] = {}
        for key in _asked(report):
            for event in self._buckets.get(key, ()):
                if self._near(event, report):
                    met[event.number] = event
        return list(met.values())

    def _near(self, event: _Event, report: Report) -> bool:
        return (
            event.end is None or report.first is None or (report.first - event.end).days <= self._weights.days
        )

    def _enter(self, event: _Event, report: Report) -> None:
        event.add(report)
        for key in _entered(report):
            bucket = self._buckets.setdefault(key, deque(maxlen=self._weights.compared))
            if event not in bucket:
                bucket.append(event)

    def _sweep(self, report: Report) -> None:
        for key, bucket in list(self._buckets.items()):
            kept = [event for event in bucket if self._near(event, report)]
            if not kept:
                del self._buckets[key]
            elif len(kept) < len(bucket):
                self._buckets[key] = deque(kept, maxlen=self._weights.compared)


def _last(event: _Event) -> dict[int, Report]:
    return {event.latest[-1].n: event.latest[-1]} if event.latest else {}


def _tokens(mention: Mention) -> list[str]:
    """What an actor is found by: the country, and the sector where that says more than "the state"."""
    return [token for token in (mention.code, mention.sector if mention.sector != "GOV" else None) if token]


def _dyads(report: Report) -> list[Key]:
    """Every pair of parties' tokens, in whichever role; a report of one party alone has none."""
    side = "cooperation" if report.quad <= 2 else "conflict"
    if report.reciprocal:
        pairs = [(a, b) for n, a in enumerate(report.actors) for b in report.actors[n + 1 :]]
    else:
        pairs = [(a, b) for a in report.actors for b in report.recipients]
    both = {(min(s, t), max(s, t)) for a, b in pairs for s in _tokens(a) for t in _tokens(b)}
    return [(side, *pair) for pair in sorted(both)]


def _alone(report: Report, kind: str) -> list[Key]:
    side = "cooperation" if report.quad <= 2 else "conflict"
    return [(side, kind, token) for token in sorted({t for m in report.parties for t in _tokens(m)})]


def _entered(report: Report) -> list[Key]:
    """The buckets that an event with this report can be found in."""
    dyads = _dyads(report)
    return [*dyads, *_alone(report, "of two")] if dyads else _alone(report, "of one")


def _asked(report: Report) -> list[Key]:
    """The buckets that hold what this report is compared with: what lacks a party is compared with all of the other party."""
    dyads = _dyads(report)
    return (
        [*dyads, *_alone(report, "of one")]
        if dyads
        else [*_alone(report, "of one"), *_alone(report, "of two")]
    )
