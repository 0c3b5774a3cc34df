"""``khaldun annotate``: every layer of an article as JSON."""

from __future__ import annotations

import sys
from typing import Any

import click
import msgspec

from khaldun.cli import options
from khaldun.cli.discards import confident
from khaldun.cli.reading import articles, make_coder
from khaldun.cli.terminal import complain
from khaldun.errors import InputError
from khaldun.model import Coding, Mention, Quote, record

_ARTICLE = ("id", "title", "published", "publication", "url")
_ACTOR = ("text", "start", "end", "name", "code", "sector", "reason")
_PLACE = ("text", "start", "end", "name", "country", "lat", "lon", "geonames_id", "precision", "alternatives")
_TIME = ("text", "start", "end", "type", "value", "date", "date_end", "precision")


@click.command(short_help="Show every layer of an article.")
@click.argument("input_", metavar="INPUT")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json"]),
    default="json",
    show_default=True,
    help="Form of the layers.",
)
@options.min_confidence
@options.reading
@options.reader
@options.knowing
def annotate(input_: str, form: str, min_confidence: float, **rest: Any) -> int:
    """Show every layer of INPUT: sentences, actors, places, times, quotes, events, meetings, with offsets into its text.

    One JSON object a line and an article.
    """
    problems = 0

    def problem(error: InputError) -> None:
        nonlocal problems
        problems += 1
        complain(str(error))

    coder = make_coder(rest)
    stream = sys.stdout.buffer
    for coding in coder.pipe(articles([input_], rest, problem)):
        stream.write(msgspec.json.encode(layers(confident(coding, min_confidence))) + b"\n")
    stream.flush()
    return 1 if problems else 0


def layers(coding: Coding) -> dict[str, Any]:
    """The layers of a coded article as they stand in ``docs/records.md``."""
    return {
        "article": _picked(coding.article, _ARTICLE),
        "text": coding.article.text,
        "sentences": [{"start": start, "end": end} for start, end in coding.sentences],
        "actors": [_picked(mention, _ACTOR) for mention in coding.actors],
        "places": [_picked(place, _PLACE) for place in coding.places],
        "times": [_picked(when, _TIME) for when in coding.times],
        "quotes": [_quote(quote) for quote in coding.quotes],
        "events": [record(event) for event in coding.events],
        "meetings": [record(meeting) for meeting in coding.meetings],
    }


def _picked(value: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: record(getattr(value, name)) for name in names}


def _quote(quote: Quote) -> dict[str, Any]:
    return {
        "source": _source(quote.source),
        "cue": record(quote.cue),
        "content": [{"start": span.start, "end": span.end} for span in quote.content],
        "direct": quote.direct,
        "kind": quote.kind,
    }


def _source(mention: Mention | None) -> dict[str, Any] | None:
    return None if mention is None else _picked(mention, ("text", "start", "end", "code"))
