"""Tables, sentences and names of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from khaldun.model import Source
from khaldun.web.markup import Child, Html, el, join, outward

_SENTENCE = 600


def grid(heads: Iterable[str], rows: Iterable[Iterable[Child]], caption: str) -> Html:
    """A table with a heading a column; numbers stand right, days on one line. Wide ones scroll in their own frame."""
    head = el("thead", el("tr", *(el("th", name, scope="col") for name in heads)))
    body = el("tbody", *(el("tr", *map(_cell, row)) for row in rows))
    inner = el("table", el("caption", caption), head, body)
    return el("div", inner, class_="scroll", tabindex=0, role="region", aria_label=caption)


def _cell(value: Any) -> Html:
    if isinstance(value, bool) or value is None:
        return el("td", {True: "yes", False: "no", None: "–"}[value])
    if isinstance(value, int):
        return el("td", f"{value:,}", class_="num")
    if isinstance(value, float):
        return el("td", f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}", class_="num")
    if isinstance(value, dt.date):
        return el("td", value.isoformat()[:10], class_="date")
    return el("td", value)


def quoted(sentence: str, *told: Child) -> Html:
    """A sentence with where it comes from."""
    words = " ".join(sentence.split())
    short = words if len(words) <= _SENTENCE else words[: _SENTENCE - 1] + "…"
    return el("blockquote", el("p", short), el("cite", join(told)))


def source_line(source: Source, article_id: str) -> Html:
    """Where a sentence stands: publication, title, day, address (a link that nothing follows by itself)."""
    parts: list[Child] = [source.publication, source.title, source.published, outward(source.url)]
    parts += [] if source.url else [f"article {article_id}"]
    said = [part for part in parts if part]
    return join(part for n, item in enumerate(said) for part in ((", ", item) if n else (item,)))
