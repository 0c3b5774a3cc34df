"""Why an event was coded so: everything that speaks for it, as names with their values, and the spans it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khaldun.lexicon.load import Entry, Lexicon
from khaldun.model import Event, Mention, Place
from khaldun.ontology import QUADS, Ontology
from khaldun.wording import days, mention_label, place_label


def facts(event: Event, ontology: Ontology, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """What is known of the event and where it comes from, in the order in which it is told."""
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


def spans(event: Event) -> dict[str, list[tuple[int, int]]]:
    """Where the event's parts stand in the article, by role: trigger, actor, recipient, place, speaker; in characters."""
    speaker = event.attribution.speaker if event.attribution else None
    return {
        "trigger": [event.evidence.trigger],
        "actor": [(mention.start, mention.end) for mention in event.actors],
        "recipient": [(mention.start, mention.end) for mention in event.recipients],
        "place": [(event.place.start, event.place.end)] if event.place else [],
        "speaker": [(speaker.start, speaker.end)] if speaker else [],
    }
