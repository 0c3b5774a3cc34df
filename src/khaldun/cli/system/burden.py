"""``khaldun system burden``: who bears a coalition's burden, and what the others do when one does more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khaldun.cli.system import asking
from khaldun.cli.system.showing import Answer, Part, show, showing
from khaldun.errors import UsageError
from khaldun.relations.burden import ASSUMPTIONS, WHAT_IF
from khaldun.relations.burden import burden as burden_of
from khaldun.relations.coalition import TASTE, Coalition, coalition, sensitivity
from khaldun.relations.deeds import names
from khaldun.relations.means import Means, default_means, read_means
from khaldun.relations.network import build
from khaldun.relations.parties import name_of
from khaldun.relations.pictures import draw_burden
from khaldun.store import Location, Store, View

_COLUMNS = {"name": "member", "means": "means", "stake": "stake", "gift": "gives", "of_means": "of its means", "of_total": "of the total", "gap": "gap"}  # fmt: skip
_AFTER = {"gift_after": "gives then", "change": "change", "raised": "raised"}
_STEPS = {"taste": "taste", "total": "total", "total_after": "total then", "others": "the others", "others_after": "the others then", "here": "these settings"}  # fmt: skip


@click.command(short_help="Who bears a coalition's burden, and what the others do when one does more.")
@asking.store
@click.option(
    "--against", required=True, metavar="PARTY", help="The armed actor that the coalition stands against."
)
@click.option(
    "--members",
    metavar="A,B,…",
    help="Its members; by default every state at odds with the actor in the network.",
)
@click.option("--raise", "raises", multiple=True, metavar="MEMBER=2x", help="What if this member did more: 2x (times), +5 (more) or 12 (so much). Again for more members.")  # fmt: skip
@click.option("--means", "means_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Your own CSV of means: columns state and value.")  # fmt: skip
@click.option("--taste", type=click.FloatRange(0, 1, min_open=True, max_open=True), default=TASTE, show_default=True, metavar="X", help="Stake of the most exposed state.")  # fmt: skip
@click.option("--spill", type=click.FloatRange(0, 1, min_open=True), default=1.0, show_default=True, metavar="X", help="Part of an effort that serves the other members too.")  # fmt: skip
@asking.reaching
@asking.drawing
@asking.events
@showing()
def burden(store: Location, against: str, form: str, out: Path | None, sentences: int, **options: Any) -> int:
    """A what-if: what the members of a coalition in STORE would give to a common effort, each by its own stake and means."""
    means = read_means(options["means_file"]) if options["means_file"] else default_means()
    with Store(store) as view:
        choice = asking.choice(options)
        graph = build(view, asking.settings(options), choice)
        members = options["members"]
        found = coalition(
            view, graph, asking.find_party(view, against), means=means, taste=options["taste"],
            members=[asking.find_party(view, words.strip()) for words in members.split(",")] if members else None,
            **asking.reach(options), choice=choice.within(None, graph.graph["as_of"]),
        )  # fmt: skip
        wishes = _wishes(view, options["raises"])
        table = burden_of(found.means, found.stakes, wishes, spill=options["spill"])
        known = names(view)
        table.insert(1, "name", [name_of(key, known) for key in table["member"]])
        table["event_ids"] = [list(found.event_ids[key]) for key in table["member"]]
        parts = {
            "members": Part(f"Members, efforts in {means.unit}", table, _COLUMNS | (_AFTER if wishes else {}))
        }
        if wishes:
            steps = sensitivity(found, wishes, options["taste"], options["spill"])
            parts["sensitivity"] = Part(
                "The same at half and twice the odds of the taste", steps, _STEPS, None, None
            )
        near = found.exposures
        parts["exposures"] = Part("Exposure that the stakes come from", near[near["state"].isin(found.means)], {"name": "state", "relative": "of the most exposed", "nearest_km": "nearest km"}, None)  # fmt: skip
        called = name_of(found.against, known)
        settings = {**graph.graph, "against": found.against, "taste": options["taste"], "spill": options["spill"], **asking.reach(options), "raise": list(options["raises"])}  # fmt: skip
        answer = Answer("burden", f"Burden of the coalition against {called}", settings, _lines(found, table, means), parts, draw_burden(table),
                        {"what_if": WHAT_IF, "assumptions": ASSUMPTIONS, "left_out": found.left_out, "means_source": means.source, "totals": table.attrs})  # fmt: skip
        show(view, answer, form, out, sentences)
    return 0


def _wishes(view: View, raises: tuple[str, ...]) -> dict[str, str]:
    wishes = {}
    for text in raises:
        who, sign, wish = text.partition("=")
        if not (who and sign and wish):
            raise UsageError(f"--raise {text}: give a member and a raise, as USA=2x")
        wishes[asking.find_party(view, who)] = wish
    return wishes


def _lines(found: Coalition, table: Any, means: Means) -> list[str]:
    lines = [WHAT_IF, *(f"Assumed: {line}" for line in ASSUMPTIONS)]
    lines.append(f"Means: {means.source}" + (f", {means.date}, {means.unit}." if means.date else "."))
    if found.left_out:
        lines.append("Left out: " + ", ".join(f"{key} ({reason})" for key, reason in found.left_out.items()))
    totals = table.attrs
    said = f"Total effort {totals['total']:.4g}"
    if "total_after" in totals:
        rest = table[~table["raised"]]
        said += f", after the raise {totals['total_after']:.4g}; the others give {rest['gift'].sum():.4g}, then {rest['gift_after'].sum():.4g}"
    return [*lines, said + "."]
