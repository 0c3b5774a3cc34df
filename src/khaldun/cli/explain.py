"""``khaldun explain``: why an event was coded as it was."""

from __future__ import annotations

import click
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from khaldun.cli.options import StoreAt
from khaldun.cli.terminal import plain, tables
from khaldun.lexicon.load import Lexicon
from khaldun.model import Event
from khaldun.ontology import Ontology
from khaldun.store.address import Location
from khaldun.why import facts, spans

_STYLES = (
    ("trigger", "bold reverse"),
    ("actor", "green"),
    ("recipient", "yellow"),
    ("place", "cyan"),
    ("speaker", "magenta"),
)


@click.command(short_help="Say why an event was coded so.")
@click.argument("event_id", metavar="EVENT_ID")
@click.argument("store", type=StoreAt(), metavar="STORE")
def explain(event_id: str, store: Location) -> int:
    """Say why EVENT_ID (its beginning is enough) in STORE was coded so: sentence, rules, mapping, actors, source."""
    from khaldun.lexicon.load import load
    from khaldun.ontology import load_ontology
    from khaldun.store import Store

    with Store(store) as opened:
        event, run = opened.event(event_id), opened.run()
    tables().print(explanation(event, load_ontology(run.ontology), load()))
    return 0


def explanation(event: Event, ontology: Ontology, lexicon: Lexicon) -> RenderableType:
    """Everything that speaks for the coding of an event, as text for people."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="bold")
    grid.add_column(overflow="fold")
    for name, value in facts(event, ontology, lexicon):
        grid.add_row(name, Text(plain(value)))
    return Group(_sentence(event), Text(), grid)


def _sentence(event: Event) -> Text:
    """The sentence with the spans that were read, and what their colours mean."""
    seen = event.evidence
    text = Text(plain(seen.text))
    found = spans(event)
    for role, style in _STYLES:
        for start, end in found[role]:
            if seen.start <= start < end <= seen.end:
                text.stylize(style, start - seen.start, end - seen.start)
    legend = Text("\n")
    for role, style in _STYLES:
        if found[role]:
            legend.append(role, style).append("  ")
    return text + legend
