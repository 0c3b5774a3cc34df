"""Tables, sentences and names of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from khaldun.model import Source
from khaldun.web.markup import Child, Html, el, join, outward

_SENTENCE = 600
_LONG = 28
"""Characters from which on a cell is given room, as phones would else break it word by word."""


def grid(heads: Sequence[str], rows: Iterable[Iterable[Child]], caption: str) -> Html:
    """A table with a heading a column; numbers stand right, days on one line. Wide ones scroll in their own frame."""
    shown = [list(row) for row in rows]
    right = [any(_is_number(row[n]) for row in shown) for n, _ in enumerate(heads)]
    names = (
        el("th", name, scope="col", class_="num" if num else None)
        for name, num in zip(heads, right, strict=True)
    )
    head = el("thead", el("tr", *names))
    body = el("tbody", *(el("tr", *map(_cell, row)) for row in shown))
    inner = el("table", el("caption", caption), head, body)
    return el("div", inner, class_="scroll", tabindex=0, role="region", aria_label=caption)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: Any) -> Html:
    if isinstance(value, bool) or value is None:
        return el("td", {True: "yes", False: "no", None: "–"}[value])
    if isinstance(value, int):
        return el("td", f"{value:,}", class_="num")
    if isinstance(value, float):
        return el("td", f"{value:.3g}" if abs(value) < 100 else f"{value:,.0f}", class_="num")
    if isinstance(value, dt.date):
        return el("td", value.isoformat()[:10], class_="date")
    long = "<blockquote" in value if isinstance(value, Html) else len(str(value)) > _LONG
    return el("td", value, class_="says" if long else None)


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
