"""Whether confidence keeps its word: of the answers given 0.8, are eight in ten right?

    python benchmarks/reliability.py [--gold FILE …] [--svg docs/reliability.svg]

Events and relations of the labelled sentences get their confidence from a fit on other sentences (ten folds). Bins hold
about equally many answers. Brier score: mean of (p - right)^2 (Brier 1950); expected calibration error: mean distance of
a bin's confidence from its share of right answers (Naeini, Cooper and Hauskrecht 2015); both beside those of one number
for all, the share of right answers in the other folds. ``--gold`` adds relation gold files of real text, by the shipped table. The
tables of README.md and the plot are written anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from figures import renew, table  # noqa: E402
from fit_confidence import (  # noqa: E402
    Case,
    event_cases,
    log_loss,
    out_of_fold,
    relation_cases,
    relations_model,
    signs_model,
)

from khaldun.coder import Coder  # noqa: E402
from khaldun.evaluate import evaluate  # noqa: E402

BINS = 8
SENTENCE, ARTICLE, MARKED = ("text", "sentence"), ("text", "article"), ("text", "marked article")
SIDE, EDGE, GAP = 220, 40, 34
"""Width and height of a panel of the plot, its margin, and the room between panels, in pixels."""


@dataclass(frozen=True)
class Bin:
    """Answers of like confidence: their mean confidence, the share that is right, and how many they are."""

    told: float
    right: float
    weight: float


@dataclass(frozen=True)
class Panel:
    """One kind of answers with the confidence each was given; ``flat`` is what one number for all gives."""

    name: str
    cases: Sequence[Case]
    told: Sequence[float]
    flat: Sequence[float] | None


def bins_of(cases: Sequence[Case], told: Sequence[float], count: int = BINS) -> list[Bin]:
    """The answers by confidence in ``count`` bins of about equal weight; equal confidence is never parted."""
    groups: dict[float, list[Case]] = {}
    for case, p in zip(cases, told, strict=True):
        groups.setdefault(round(p, 4), []).append(case)
    room = sum(case.weight for case in cases) / count
    found: list[Bin] = []
    weight = right = sure = 0.0
    for p in sorted(groups):
        weight += sum(c.weight for c in groups[p])
        right += sum(c.weight for c in groups[p] if c.right)
        sure += p * sum(c.weight for c in groups[p])
        if weight >= room or p == max(groups):
            found.append(Bin(sure / weight, right / weight, weight))
            weight = right = sure = 0.0
    return found


def brier(cases: Sequence[Case], told: Sequence[float]) -> float:
    """Mean squared distance of the confidence from 1 (right) or 0 (wrong)."""
    total = sum(c.weight * (p - c.right) ** 2 for c, p in zip(cases, told, strict=True))
    return total / sum(c.weight for c in cases)


def calibration_error(cases: Sequence[Case], told: Sequence[float]) -> float:
    """Mean distance of a bin's confidence from its share of right answers."""
    bins = bins_of(cases, told)
    return sum(b.weight * abs(b.told - b.right) for b in bins) / sum(b.weight for b in bins)


def share(cases: Sequence[Case]) -> Callable[[Case], float]:
    """One number for all: the share of right answers."""
    right = sum(c.weight for c in cases if c.right) / sum(c.weight for c in cases)
    return lambda case: right


def panels(gold: Sequence[Path]) -> list[Panel]:
    """Events, relations with and without the reader, and the gold files of real text."""
    events, relations = event_cases(), relation_cases()
    told = out_of_fold(events, signs_model)
    found = []
    for name, sign in (
        ("events of sentences", SENTENCE),
        ("events of articles", ARTICLE),
        ("events of marked articles", MARKED),
    ):
        own = [n for n, case in enumerate(events) if sign in case.signs]
        cases = [events[n] for n in own]
        found.append(Panel(name, cases, [told[n] for n in own], out_of_fold(cases, share)))
    for name, alone in (("relations", False), ("relations, frames alone", True)):
        cases = [c for c in relations if (c.by == "frames alone") == alone]
        found.append(Panel(name, cases, out_of_fold(cases, relations_model), out_of_fold(cases, share)))
    if gold:
        for report in evaluate(list(gold), Coder()).files:
            judged = [o for o in report.outcomes if o.confidence is not None and o.right is not None]
            cases = [Case(bool(o.right), 1.0, 0) for o in judged]
            found.append(
                Panel(f"`{Path(report.path).name}`", cases, [o.confidence or 0.0 for o in judged], None)
            )
    return found


def figures(found: Sequence[Panel]) -> str:
    """The table of losses."""
    rows = []
    for panel in found:
        right = sum(c.weight for c in panel.cases if c.right) / sum(c.weight for c in panel.cases)
        row = [panel.name, str(len(panel.cases)), f"{right:.3f}"]
        row.append(
            f"{sum(c.weight * p for c, p in zip(panel.cases, panel.told, strict=True)) / sum(c.weight for c in panel.cases):.3f}"
        )
        for measure in (log_loss, brier, calibration_error):
            before = "–" if panel.flat is None else f"{measure(panel.cases, panel.flat):.3f}"
            row += [before, f"{measure(panel.cases, panel.told):.3f}"]
        rows.append(tuple(row))
    header = ("answers", "n", "right", "mean confidence", "log loss, one number", "log loss", "Brier, one number", "Brier", "calibration error, one number", "calibration error")  # fmt: skip
    return table(header, rows)


def by_bin(found: Sequence[Panel]) -> str:
    """The table of bins: confidence, share right, and how many."""
    rows = [
        (panel.name, f"{b.told:.2f}", f"{b.right:.2f}", f"{b.weight:.0f}")
        for panel in found
        for b in bins_of(panel.cases, panel.told)
    ]
    return table(("answers", "confidence", "right", "answers in the bin"), rows)


def drawing(found: Sequence[Panel]) -> str:
    """The bins as an SVG: confidence to the right, share right upwards, a point's area by its weight."""
    width = EDGE + len(found) * (SIDE + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{SIDE + 2 * EDGE + 10}" '
        'font-family="sans-serif" font-size="11">',
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for n, panel in enumerate(found):
        parts += _panel(panel, EDGE + n * (SIDE + GAP), EDGE)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Panel, left: int, top: int) -> list[str]:
    bottom = top + SIDE
    parts = [
        f'<text x="{left}" y="{top - 12}" font-weight="bold">{panel.name.strip("`")}</text>',
        f'<rect x="{left}" y="{top}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left + SIDE}" y2="{top}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<text x="{left + SIDE / 2}" y="{bottom + 32}" text-anchor="middle">confidence</text>',
    ]
    for tick in (0.0, 0.5, 1.0):
        parts.append(
            f'<text x="{left + tick * SIDE:g}" y="{bottom + 15}" text-anchor="middle">{tick:g}</text>'
        )
        parts.append(
            f'<text x="{left - 5}" y="{bottom - tick * SIDE + 4:g}" text-anchor="end">{tick:g}</text>'
        )
    bins = bins_of(panel.cases, panel.told)
    whole = sum(b.weight for b in bins)
    for b in bins:
        x, y, r = left + b.told * SIDE, bottom - b.right * SIDE, 14 * (b.weight / whole) ** 0.5
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="#2a6f97" fill-opacity="0.75"/>')
    return parts


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--gold", type=Path, nargs="*", default=[], help="relation gold files of real text")
    options.add_argument("--svg", type=Path, default=ROOT / "docs" / "reliability.svg")
    chosen = options.parse_args()
    found = panels(chosen.gold)
    tables = figures(found) + "\n\n" + by_bin(found)
    print(tables)
    renew("reliability", tables)
    chosen.svg.write_text(drawing(found), encoding="utf-8")


if __name__ == "__main__":
    main()
