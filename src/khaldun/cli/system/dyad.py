"""``khaldun system dyad``: what passed between two parties, period by period."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pandas as pd

from khaldun.cli.system import asking
from khaldun.cli.system.showing import Answer, Part, show, showing
from khaldun.relations.deeds import names
from khaldun.relations.dyads import PERIODS, dyads
from khaldun.relations.parties import name_of
from khaldun.relations.pictures import draw_dyad
from khaldun.store import Location, Store

_COLUMNS = {
    "period": "period", "dyad": "dyad", "events": "deeds", "reports": "reports", "events_1": "words +", "events_2": "deeds +",
    "events_3": "words -", "events_4": "deeds -", "score_sum": "score", "score_mean": "mean", "decayed": "decayed",
    "events_change": "change", "change_p": "p", "score_change": "mean change", "change_note": "why no change",
    "historical": "historical", "future": "future", "hypothetical": "hypothetical", "negated": "negated",
}  # fmt: skip

_OPTIONAL = (
    "events_change",
    "change_p",
    "score_change",
    "change_note",
    "historical",
    "future",
    "hypothetical",
    "negated",
)


@click.command(short_help="What passed between two parties, period by period.")
@asking.store
@click.argument("actor", required=False)
@click.argument("other", required=False)
@click.option(
    "--period", type=click.Choice(PERIODS), default="month", show_default=True, help="Length of a period."
)
@click.option("--half-life", type=float, default=30.0, show_default=True, metavar="DAYS", help="Days in which the weight of a deed halves.")  # fmt: skip
@click.option("--unordered", is_flag=True, help="Count what both did to each other together.")
@click.option("--least", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="Deeds in two periods together below which no change is given.")  # fmt: skip
@click.option("--top", type=click.IntRange(1), default=30, show_default=True, metavar="N", help="Rows shown, where not two parties are named: those with most deeds.")  # fmt: skip
@asking.events
@asking.days
@showing()
def dyad(
    store: Location,
    actor: str | None,
    other: str | None,
    form: str,
    out: Path | None,
    sentences: int,
    **options: Any,
) -> int:
    """What ACTOR and OTHER did to each other in STORE, period by period; with ACTOR alone all its dyads, else all.

    Parties are named by code (IRN), by name ("Islamic State", ISIS) or by key (group:islamic-state, SYR/REB).
    """
    with Store(store) as view:
        one, two = (asking.find_party(view, words) if words else None for words in (actor, other))
        choice = asking.choice(options)
        ordered = not options["unordered"]
        table = dyads(
            view, one, two, ordered=ordered, period=options["period"], half_life=options["half_life"],
            least=options["least"], fill=two is not None, choice=choice,
        )  # fmt: skip
        known = names(view)
        arrow = "→" if ordered else "↔"
        called = {key: name_of(key, known) for key in {*table["actor"], *table["recipient"]}}
        pairs = zip(table["actor"], table["recipient"], strict=True)
        table.insert(0, "dyad", [f"{called[a]} {arrow} {called[b]}" for a, b in pairs])
        if two is None:
            table = table.sort_values(
                ["events", "dyad", "period"], ascending=[False, True, True], kind="stable"
            )
        title = " and ".join(name_of(key, known) for key in (one, two) if key) or "all parties"
        told = {
            "period": options["period"],
            "half_life": options["half_life"],
            "least": options["least"],
            "ordered": ordered,
        }
        lines = [
            "A deed is one type of act on one day; a report is a sentence that tells of it. Scores are PLOVER's, -10 to 10."
        ]
        part = Part("Dyads", table, _COLUMNS, None if two else options["top"], optional=_OPTIONAL)
        settings = {
            **told,
            "statuses": choice.statuses,
            "since": choice.since,
            "until": choice.until,
            "min_confidence": choice.min_confidence,
        }
        answer = Answer(
            "dyad", f"Dyads of {title}", settings, lines, {"dyads": part}, draw_dyad(_summed(table))
        )
        show(view, answer, form, out, sentences)
    return 0


def _summed(table: pd.DataFrame) -> pd.DataFrame:
    """All dyads of the answer together, by period."""
    numbers = ["events_1", "events_2", "events_3", "events_4", "decayed"]
    return table.groupby("period", as_index=False)[numbers].sum()
