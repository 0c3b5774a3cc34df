"""khaldun as a spaCy component: ``nlp.add_pipe("khaldun")`` after the parser of an English pipeline.

Events are kept as the plain records of ``docs/records.md``, so that docs can go to bytes, between processes and into a
``DocBin`` with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from spacy.language import Language
from spacy.tokens import Doc, Span

from khaldun.errors import UsageError
from khaldun.model import Article, Event, Status, record
from khaldun.ontology import DEFAULT_VERSION
from khaldun.text.parse import Parser, make_paragraphs

if TYPE_CHECKING:
    from khaldun.coder import Coder

__all__ = ["EventCoder", "make_event_coder", "make_paragraphs"]

_ROLES = {"actors": "ACTOR", "recipients": "RECIPIENT"}


class EventCoder:
    """Codes the events of a parsed doc. Made by ``nlp.add_pipe("khaldun", config={…})``; the coder loads at the first doc.

    Sets ``doc._.khaldun_events`` (a list of records) and ``doc.spans[spans_key]`` (triggers labelled with the event's
    type; actors, recipients and places; the span's id is the event's). Reads ``doc._.khaldun_published`` (ISO text) and
    ``doc._.khaldun_id``, where they were set before. Raises ``UsageError`` for a doc without tags or dependencies, and
    for a status, a date or an ontology that is none.
    """

    def __init__(
        self,
        nlp: Language,
        published: str | None = None,
        actors: str | None = None,
        ontology: str | None = None,
        min_confidence: float = 0.0,
        statuses: Sequence[str] = (),
        spans_key: str | None = "khaldun",
        reader: bool = True,
    ) -> None:
        self._nlp = nlp
        self._published = published
        self._actors = actors
        self._ontology = ontology
        self._min_confidence = min_confidence
        self._statuses = frozenset(statuses)
        self._spans_key = spans_key
        self._reader = reader
        _check_statuses(self._statuses)
        _set_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Code one doc."""
        if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
            raise UsageError(
                "khaldun: the doc has no tags or no dependencies; put it after a tagger and a parser"
            )
        events = [event for event in self._coded(doc) if self._wanted(event)]
        doc._.khaldun_events = [record(event) for event in events]
        if self._spans_key is not None:
            spans = [span for event in events for span in _spans(doc, event)]
            doc.spans[self._spans_key] = list(dict.fromkeys(spans))
        return doc

    def _coded(self, doc: Doc) -> Sequence[Event]:
        if not len(doc):
            return ()
        from khaldun.coder import day_of

        day = day_of(doc._.khaldun_published or self._published)
        basis = "option" if day else None
        article = Article(id=doc._.khaldun_id or "text", text=doc.text, published=day, published_basis=basis)
        return self._coder.code_parse(article, self._parser.read(doc)).events

    def _wanted(self, event: Event) -> bool:
        fits = not self._statuses or event.status in self._statuses
        return fits and event.confidence >= self._min_confidence

    # Both wait for the first doc: by then the pipeline is whole, and a pipeline that is only built or saved is quick.
    @cached_property
    def _parser(self) -> Parser:
        return Parser.around(self._nlp)

    @cached_property
    def _coder(self) -> Coder:
        from khaldun.coder import Coder

        actors = Path(self._actors) if self._actors is not None else None
        return Coder(self._parser, actors, self._ontology or DEFAULT_VERSION, reader=self._reader)


@Language.factory(
    "khaldun",
    assigns=["doc._.khaldun_events", "doc.spans"],
    requires=["token.tag", "token.dep"],
    default_config={
        "published": None,
        "actors": None,
        "ontology": None,
        "min_confidence": 0.0,
        "statuses": [],
        "spans_key": "khaldun",
        "reader": True,
    },
)
def make_event_coder(
    nlp: Language,
    name: str,
    published: str | None,
    actors: str | None,
    ontology: str | None,
    min_confidence: float,
    statuses: list[str],
    spans_key: str | None,
    reader: bool,
) -> EventCoder:
    """The component with its options; see ``docs/spacy.md``."""
    return EventCoder(nlp, published, actors, ontology, min_confidence, statuses, spans_key, reader)


def _spans(doc: Doc, event: Event) -> list[Span]:
    """The words of an event, as spans of whole tokens."""
    found = [(*event.evidence.trigger, event.event_type)]
    for role, label in _ROLES.items():
        found += [(mention.start, mention.end, label) for mention in getattr(event, role)]
    if event.place is not None:
        found.append((event.place.start, event.place.end, "PLACE"))
    spans = (doc.char_span(a, b, label, span_id=event.id, alignment_mode="expand") for a, b, label in found)
    return [span for span in spans if span is not None]


def _within(span: Span) -> list[dict[str, Any]]:
    """The events told of in a span: those with a trigger in it."""

    def told(event: dict[str, Any]) -> bool:
        triggers = [seen["trigger"] for seen in (event["evidence"], *event["further_evidence"])]
        return any(span.start_char <= start and end <= span.end_char for start, end in triggers)

    return [event for event in span.doc._.khaldun_events if told(event)]


def _set_extensions() -> None:
    for name, default in (("khaldun_events", []), ("khaldun_published", None), ("khaldun_id", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Span.has_extension("khaldun_events"):
        Span.set_extension("khaldun_events", getter=_within)


def _check_statuses(statuses: frozenset[str]) -> None:
    if unknown := statuses - set(get_args(Status)):
        raise UsageError(
            f"khaldun: statuses {', '.join(sorted(unknown))}: no such status; valid are {', '.join(get_args(Status))}"
        )
