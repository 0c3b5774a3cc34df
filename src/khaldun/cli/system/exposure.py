"""``khaldun system exposure``: how exposed each state is to each armed actor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khaldun.cli.system import asking
from khaldun.cli.system.showing import Answer, Part, show, showing
from khaldun.relations.exposure import COLUMNS, acts
from khaldun.relations.exposure import exposure as exposure_of
from khaldun.relations.pictures import draw_exposure
from khaldun.store import Location, Store

_STATES = {"name": "state", "state": "code", "exposure": "exposure", "relative": "of the most", "at_home": "acts there", "acts": "acts", "borders": "borders them", "nearest_km": "nearest km"}  # fmt: skip
_ACTS = {
    "date": "date",
    "role": "role",
    "event_type": "type",
    "place": "place",
    "country": "country",
    "force": "force",
}


@click.command(short_help="How exposed each state is to each armed actor.")
@asking.store
@click.option("--from", "sources", multiple=True, metavar="PARTY", help="Exposure to this party; again for more. By default to every armed group that has assaulted somebody.")  # fmt: skip
@click.option(
    "--top", type=click.IntRange(1), default=15, show_default=True, metavar="N", help="States shown of each."
)
@asking.reaching
@asking.events
@asking.days
@showing()
def exposure(
    store: Location,
    sources: tuple[str, ...],
    top: int,
    form: str,
    out: Path | None,
    sentences: int,
    **options: Any,
) -> int:
    """Where armed actors act in STORE, and how exposed each state is to them by borders and distance."""
    with Store(store) as view:
        choice = asking.choice(options)
        asked = [asking.find_party(view, words) for words in sources] or None
        table = exposure_of(view, asked, **asking.reach(options), choice=choice)
        deeds = acts(view, choice)
        parts = {}
        for source, rows in table.groupby("source", sort=False):
            called = rows["source_name"].iloc[0]
            own = deeds[deeds["party"] == source]
            parts[f"exposure to {source}"] = Part(f"Exposure to {called}", rows[COLUMNS], _STATES, top, None)
            parts[f"acts of {source}"] = Part(f"Where {called} acts or is fought", own, _ACTS)
        lines = [
            f"An act of force weighs whole at home, {options['border']:g} * (1 + km / {options['scale']:g})^-{options['exponent']:g} of that abroad (after Boulding). "
            "Distance runs to the nearest town of a state that borders the place's country, to the capital of any other."
        ]  # fmt: skip
        lines += [] if parts else ["No located act of force: nothing can be said."]
        settings = {
            **asking.reach(options),
            "statuses": choice.statuses,
            "since": choice.since,
            "until": choice.until,
            "min_confidence": choice.min_confidence,
        }
        first = table[table["source"] == table["source"].iloc[0]] if len(table) else table
        title = "Exposure" + (f" to {first['source_name'].iloc[0]}" if len(first) and len(parts) == 2 else "")
        show(
            view,
            Answer("exposure", title, settings, lines, parts, draw_exposure(first)),
            form,
            out,
            sentences,
        )
    return 0
