"""Options that several subcommands of ``khaldun system`` share, and what they come to."""

from __future__ import annotations

from typing import Any

import click

from khaldun.cli.options import Day, StoreAt, min_confidence, together
from khaldun.errors import UsageError
from khaldun.relations.deeds import STATUSES, Choice, names, parties
from khaldun.relations.finding import find
from khaldun.relations.network import Settings
from khaldun.relations.parties import name_of, party
from khaldun.store import View

_LISTED = 12

store = click.argument("store", type=StoreAt(), metavar="STORE")

events = together(
    click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), default=("actual",), show_default=True,
                 help="Which events count; give it again for more."),
    min_confidence,
)  # fmt: skip

days = together(
    click.option("--since", type=Day(), metavar="YYYY-MM-DD", help="First day that counts."),
    click.option("--until", type=Day(), metavar="YYYY-MM-DD", help="Last day that counts."),
)

drawing = together(
    click.option("--as-of", type=Day(), metavar="YYYY-MM-DD", help="Day of the network; by default the store's last."),
    click.option("--window", type=click.IntRange(1), default=90, show_default=True, metavar="DAYS",
                 help="Days up to it whose deeds count."),
    click.option("--half-life", type=float, metavar="DAYS", help="Let a deed's score halve in so many days."),
    click.option("--threshold", type=click.FloatRange(0, 1), default=0.3, show_default=True, metavar="X",
                 help="How one-sided a tie must be to have a sign."),
    click.option("--min-events", type=click.IntRange(1), default=1, show_default=True, metavar="N",
                 help="Deeds that a tie needs."),
    click.option("--standing/--no-standing", default=True, show_default=True,
                 help="Count relations that sentences state outright (allied, backing, at war, without relations)."),
)  # fmt: skip

reaching = together(
    click.option("--exponent", type=click.FloatRange(0), default=1.0, show_default=True, metavar="X",
                 help="How fast force is lost with distance."),
    click.option("--scale", type=click.FloatRange(0, min_open=True), default=250.0, show_default=True, metavar="KM",
                 help="Distance over which the first half is lost (exponent 1)."),
    click.option("--border", type=click.FloatRange(0, 1), default=0.5, show_default=True, metavar="X",
                 help="Share of force that passes a border."),
)  # fmt: skip


def choice(options: dict[str, Any]) -> Choice:
    """The choice of events by ``events`` and ``days``."""
    return Choice(
        tuple(options["statuses"]), options.get("since"), options.get("until"), options["min_confidence"]
    )


def settings(options: dict[str, Any]) -> Settings:
    """How to draw the network, by ``drawing``."""
    return Settings(
        as_of=options["as_of"],
        window=options["window"],
        half_life=options["half_life"],
        threshold=options["threshold"],
        min_events=options["min_events"],
        standing=options["standing"],
    )


def reach(options: dict[str, Any]) -> dict[str, float]:
    """How force is lost with distance, by ``reaching``."""
    return {"exponent": options["exponent"], "scale_km": options["scale"], "border": options["border"]}


def find_party(view: View, words: str) -> str:
    """The key of the party that a user means: a key, a country's code or name, a name of the store or of the actor files.

    Raises ``UsageError`` with the store's most active parties where nobody is known by that name.
    """
    key = find(view, words)
    if key is not None:
        return key
    found = _in_actor_files(words)
    if found is None:
        inside, known = parties(view), names(view)
        active = ", ".join(f"{key} ({name_of(key, known)})" for key in inside[:_LISTED])
        raise UsageError(
            f"{words}: no party is known by that name; the most active of this store are {active or 'none'}"
        )
    return found


def _in_actor_files(words: str) -> str | None:
    from khaldun.actors.load import load_knowledge

    for sense in load_knowledge().names.get(words, ()):
        entry = sense.entry
        key = party(entry.code, entry.sector, entry.id)
        if key is not None:
            return key
    return None
