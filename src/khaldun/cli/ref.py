"""``khaldun ref``: browse the ontology."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from khaldun.cli.terminal import tables
from khaldun.errors import UsageError
from khaldun.ontology import QUADS, Context, EventType, Leaf, Ontology, Sector, load_ontology
from khaldun.ontology.load import VERSIONS


@click.command(short_help="Browse the ontology.")
@click.argument("name", required=False, metavar="[TYPE|MODE|LEAF|CONTEXT|SECTOR]")
@click.option(
    "--ontology",
    "version",
    type=click.Choice(VERSIONS),
    default=VERSIONS[0],
    show_default=True,
    help="Table from CAMEO's leaves to PLOVER.",
)
def ref(name: str | None, version: str) -> int:
    """Browse the ontology: all of it in short, or one event type, mode, CAMEO code, context or sector."""
    ontology = load_ontology(version)
    tables().print(overview(ontology) if name is None else Group(*lookup(ontology, name)))
    return 0


def lookup(ontology: Ontology, name: str) -> list[RenderableType]:
    """The pages on what has that name, in any case of letters. Raises ``UsageError`` where nothing has it."""
    upper, lower = name.upper(), name.lower()
    pages: list[RenderableType] = []
    if upper in ontology.types:
        pages.append(_type_page(ontology, ontology.types[upper]))
    if lower in ontology.modes:
        pages += [_type_page(ontology, ontology.types[mode.event_type]) for mode in ontology.modes[lower]]
    if name in ontology.leaves:
        pages.append(_leaf_page(ontology, ontology.leaves[name]))
    if lower in ontology.contexts:
        pages.append(_context_page(ontology.contexts[lower]))
    if upper in ontology.sectors:
        pages.append(_sector_page(ontology.sectors[upper]))
    if not pages:
        raise UsageError(
            f"{name}: no event type, mode, CAMEO code, context or sector has that name; 'khaldun ref' lists them"
        )
    return pages


def overview(ontology: Ontology) -> RenderableType:
    """Types, contexts, sectors and CAMEO's roots, a line each."""
    types = _table("event type", "quad class", "score", "modes", title=f"Event types ({ontology.version})")
    for kind in ontology.types.values():
        types.add_row(kind.id, f"{kind.quad} {QUADS[kind.quad]}", f"{kind.score:g}", ", ".join(kind.modes))
    contexts = _table("context", "what it is about", title="Contexts")
    for context in ontology.contexts.values():
        contexts.add_row(context.id, context.definition)
    sectors = _table("sector", "name", "what it is", title="Sectors, by priority")
    for sector in ontology.sectors.values():
        sectors.add_row(sector.id, sector.name, sector.definition)
    roots = _table("root", "label", "score", title="CAMEO's roots")
    for leaf in ontology.leaves.values():
        if leaf.parent is None:
            roots.add_row(leaf.id, leaf.label, f"{leaf.score:g}")
    return Group(types, contexts, sectors, roots)


def _type_page(ontology: Ontology, kind: EventType) -> RenderableType:
    needed = "needed" if kind.recipient_needed else "not needed"
    head = _heading(
        f"{kind.id}: quad class {kind.quad} ({QUADS[kind.quad]}), score {kind.score:g}, recipient {needed}"
    )
    rules = [Text(f"- {rule}") for rule in kind.borderline]
    parts: list[RenderableType] = [head, Text(kind.definition), *rules]
    if kind.modes:
        modes = _table("mode", "score", "what it is")
        for mode in kind.modes.values():
            score = kind.score if mode.score is None else mode.score
            modes.add_row(mode.id, f"{score:g}", mode.definition)
        parts.append(modes)
    parts.append(_leaf_table(ontology, lambda code: ontology.coding(code).event_type == kind.id))
    return Group(*parts)


def _leaf_page(ontology: Ontology, leaf: Leaf) -> RenderableType:
    chain = " < ".join(_chain(ontology, leaf))
    head = _heading(f"CAMEO {leaf.id}: {leaf.label}; Goldstein score {leaf.score:g}")
    below = _leaf_table(ontology, lambda code: code.startswith(leaf.id))
    if not ontology.is_event(leaf.id):
        return Group(
            head, Text(f"{chain}\nno event in {ontology.version}: statements and appeals are left out")
        )
    coding = ontology.coding(leaf.id)
    line = f"{ontology.version}: {' '.join([coding.event_type, *coding.modes])}, score {coding.score:g}"
    if coding.contexts:
        line += f", contexts {', '.join(coding.contexts)}"
    return Group(head, Text(f"{chain}\n{line}"), below)


def _chain(ontology: Ontology, leaf: Leaf) -> Iterator[str]:
    here: Leaf | None = leaf
    while here is not None:
        yield f"{here.id} {here.label}"
        here = ontology.leaves[here.parent] if here.parent else None


def _leaf_table(ontology: Ontology, wanted: Callable[[str], bool]) -> Table:
    table = _table("CAMEO", "label", "type", "modes", "contexts", "score")
    for leaf in ontology.leaves.values():
        if leaf.parent is not None and ontology.is_event(leaf.id) and wanted(leaf.id):
            coding = ontology.coding(leaf.id)
            table.add_row(
                leaf.id, leaf.label, coding.event_type, ", ".join(coding.modes), ", ".join(coding.contexts),
                f"{coding.score:g}",
            )  # fmt: skip
    return table


def _context_page(context: Context) -> RenderableType:
    return Group(_heading(context.id), Text(context.definition), Text(f"cues: {', '.join(context.cues)}"))


def _sector_page(sector: Sector) -> RenderableType:
    return Group(
        _heading(f"{sector.id}: {sector.name}, priority {sector.priority + 1}"), Text(sector.definition)
    )


def _heading(text: str) -> Text:
    return Text(text, style="bold")


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
    for n, column in enumerate(columns):
        table.add_column(column, no_wrap=n == 0)
    return table
