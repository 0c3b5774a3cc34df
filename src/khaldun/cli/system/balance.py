"""``khaldun system balance``: which triads are balanced or tense, and the best split into two blocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pandas as pd

from khaldun.cli.system import asking
from khaldun.cli.system.showing import Answer, Part, show, showing
from khaldun.relations.balance import Balance, sensitivity
from khaldun.relations.balance import balance as balance_of
from khaldun.relations.network import build
from khaldun.relations.pictures import draw_blocs
from khaldun.relations.telling import stories
from khaldun.store import Location, Store


@click.command(short_help="Balanced and tense triads, frustration, the best two blocs.")
@asking.store
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, metavar="N", help="Tense pairs told."
)
@asking.drawing
@asking.events
@showing()
def balance(store: Location, top: int, form: str, out: Path | None, sentences: int, **options: Any) -> int:
    """Structural balance of the network of STORE as of a day, the tense triads told in words with their evidence."""
    with Store(store) as view:
        settings, choice = asking.settings(options), asking.choice(options)
        graph = build(view, settings, choice)
        found = balance_of(graph)
        told = stories(view, graph, choice)
        rows = pd.DataFrame(
            [(s.text, len(s.triads), s.pull, s.pair, s.friends, s.foes, {" ".join(tie): ids for tie, ids in s.evidence.items()}) for s in told],
            columns=["text", "triads", "pull", "pair", "friends", "foes", "event_ids"],
        )  # fmt: skip
        steps = sensitivity(view, settings, choice)
        parts = {
            "tense": Part("Tense triads, those of one hostile pair together", rows, {"text": "told", "triads": "triads", "pull": "pull"}, top),
            "sensitivity": Part(
                "The same figures at other windows and thresholds", steps,
                {"window": "window", "threshold": "threshold", "parties": "parties", "ties": "ties", "triads": "triads", "tense": "tense",
                 "share": "balanced", "index_lower": "index from", "index_upper": "to", "here": "these settings"}, None, None,
            ),
        }  # fmt: skip
        title = f"Structural balance as of {graph.graph['as_of']}"
        answer = Answer(
            "balance",
            title,
            graph.graph,
            _lines(found, steps),
            parts,
            draw_blocs(graph, found.frustration),
            _facts(found),
            size=(10, 9),
        )
        show(view, answer, form, out, sentences)
    return 0


def _facts(found: Balance) -> dict[str, Any]:
    index = found.frustration
    return {
        "figures": {
            "parties": found.parties, "positive": found.positive, "negative": found.negative, "triads": found.triads,
            "balanced": found.balanced, "tense_triads": found.tense, "share": found.share, "by_kind": found.by_kind,
            "frustration": {"lower": index.lower, "upper": index.upper, "exact": index.exact},
        },
        "blocs": index.blocs,
        "frustrated": index.frustrated,
    }  # fmt: skip


def _lines(found: Balance, steps: pd.DataFrame) -> list[str]:
    index = found.frustration
    share = (
        "no triads"
        if found.share is None
        else f"{found.share:.3f} balanced (from {steps['share'].min():.3f} to {steps['share'].max():.3f} over the settings below)"
    )
    kinds = ", ".join(f"{kind} {number}" for kind, number in found.by_kind.items())
    exact = f"{index.upper} (exact)" if index.exact else f"from {index.lower} to {index.upper} (bounds)"
    wide = f"{steps['index_lower'].min()} to {steps['index_upper'].max()} over the settings below"
    return [
        f"{found.parties} parties with {found.positive} positive and {found.negative} negative ties.",
        f"Triads: {found.triads}, {share}; {kinds}.",
        f"Frustration, the least number of ties against a split into two blocs: {exact}; {wide}.",
        "The best split: " + " | ".join(", ".join(bloc) for bloc in index.blocs),
        "Ties that it leaves frustrated: "
        + (", ".join(f"{a} and {b}" for a, b in index.frustrated) or "none"),
    ]
