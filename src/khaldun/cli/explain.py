"""``khaldun explain``: why an event was coded as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from khaldun.cli.options import StoreAt
from khaldun.cli.table import days, mention_label, place_label
from khaldun.cli.terminal import plain, tables
from khaldun.lexicon.load import Entry, Lexicon
from khaldun.model import Event, Evidence, Mention, Place
from khaldun.ontology import QUADS, Ontology
from khaldun.store.address import Location

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
    for name, value in _facts(event, ontology, lexicon):
        grid.add_row(name, value if isinstance(value, Text) else Text(plain(value)))
    return Group(_sentence(event), Text(), grid)


def _facts(event: Event, ontology: Ontology, lexicon: Lexicon) -> Iterator[tuple[str, str | Text]]:
    yield "event", event.id
    yield (
        "type",
        f"{' '.join([event.event_type, *event.modes])}, {event.status}, confidence {event.confidence:.2f}",
    )
    yield from _rules(event.rule, lexicon)
    yield from _mapping(event, ontology)
    yield from _people("actor", event.actors)
    yield from _people("recipient", event.recipients)
    yield "reciprocal", "yes: all parties are equals" if event.reciprocal else "no"
    yield "date", f"{days(event)} ({event.date_basis})"
    yield "place", _place(event.place, event.place_reason)
    yield from _attribution(event)
    yield (
        "article",
        f"{event.article_id}, sentence {event.sentence}, characters {event.evidence.start} to {event.evidence.end}",
    )
    for name in ("title", "publication", "published", "url"):
        value = getattr(event.source, name)
        if value is not None:
            yield name, str(value)
    for seen in event.further_evidence:
        yield "also in", f"sentence {seen.sentence}: {seen.text}"


def _rules(rule: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each step of the chain with its words, its leaf and its file."""
    for step in rule.split(" > "):
        entry = lexicon.by_id.get(step)
        yield "rule", step if entry is None else f"{step}: {_entry(entry)}"


def _entry(entry: Entry) -> str:
    does = [f"CAMEO {entry.cameo}"] if entry.cameo else []
    does += [f"operator {entry.operator}"] if entry.operator else []
    return f"{entry.kind} {', '.join(entry.lemmas)}; {', '.join(does)}; lexicon/{entry.file}"


def _mapping(event: Event, ontology: Ontology) -> Iterator[tuple[str, str]]:
    leaf = ontology.leaves.get(event.cameo)
    yield "leaf", f"CAMEO {event.cameo}" + (f", {leaf.label}" if leaf else "")
    yield (
        "mapping",
        (
            f"{ontology.version}: {event.cameo} is {event.event_type}; quad class {event.quad} ({QUADS[event.quad]}), "
            f"score {event.score:g}"
        ),
    )
    if event.contexts:
        yield "contexts", ", ".join(event.contexts)


def _people(role: str, mentions: Iterable[Mention]) -> Iterator[tuple[str, str]]:
    for mention in mentions:
        yield role, _mention(mention)


def _mention(mention: Mention) -> str:
    parts = [f"“{mention.text}”, characters {mention.start} to {mention.end}: {mention_label(mention)}"]
    if len(mention.sectors) > 1:
        parts.append(f"sectors {', '.join(mention.sectors)}")
    if mention.id:
        parts.append(f"id {mention.id}")
    if mention.reason:
        parts.append(mention.reason)
    return "; ".join(parts)


def _place(place: Place | None, reason: str | None) -> str:
    if place is None:
        return f"unknown ({reason or 'none named'})"
    parts = [f"“{place.text}”: {place_label(place)}"]
    if place.lat is not None and place.lon is not None:
        parts.append(f"{place.lat:.4f}, {place.lon:.4f}")
    if place.precision:
        parts.append(f"precision {place.precision}")
    if place.geonames_id:
        parts.append(f"GeoNames {place.geonames_id}")
    parts += [item for item in (place.reason, reason) if item]
    return "; ".join(parts)


def _attribution(event: Event) -> Iterator[tuple[str, str]]:
    said = event.attribution
    if said is None:
        yield "who says", "the article itself"
        return
    parts = [_mention(said.speaker)] if said.speaker else []
    parts += [f"medium {said.medium}"] if said.medium else []
    yield "who says", "; ".join([*parts, f"as a {said.kind}"])


def _sentence(event: Event) -> Text:
    """The sentence with the spans that were read, and what their colours mean."""
    seen = event.evidence
    text = Text(plain(seen.text))
    spans = _spans(event, seen)
    for role, style in _STYLES:
        for start, end in spans[role]:
            if seen.start <= start < end <= seen.end:
                text.stylize(style, start - seen.start, end - seen.start)
    legend = Text("\n")
    for role, style in _STYLES:
        if spans[role]:
            legend.append(role, style).append("  ")
    return text + legend


def _spans(event: Event, seen: Evidence) -> dict[str, list[tuple[int, int]]]:
    speaker = event.attribution.speaker if event.attribution else None
    return {
        "trigger": [seen.trigger],
        "actor": [(mention.start, mention.end) for mention in event.actors],
        "recipient": [(mention.start, mention.end) for mention in event.recipients],
        "place": [(event.place.start, event.place.end)] if event.place else [],
        "speaker": [(speaker.start, speaker.end)] if speaker else [],
    }
