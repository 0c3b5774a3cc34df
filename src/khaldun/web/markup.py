"""Building HTML safely: whatever is no ``Html`` already is text and is escaped, so no article can bring markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+(e[+-]?\d+)?%?")
_EMPTY = {"br", "input", "hr", "col", "meta"}


class Html(str):
    """Text that is markup already. Made by ``el`` and ``join`` alone."""

    __slots__ = ()


Child = object


def text(value: Child) -> Html:
    """A value as markup: escaped, unless it is markup already; ``None`` is nothing."""
    if isinstance(value, Html):
        return value
    return Html("" if value is None else escape(str(value), quote=True))


def join(children: Iterable[Child]) -> Html:
    """Children one after the other."""
    return Html("".join(text(child) for child in children))


def el(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """An element. ``class_`` and ``for_`` drop their underscore, others become hyphens; ``None`` and ``False`` are left out."""
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        parts.append(key if value is True else f'{key}="{escape(str(value), quote=True)}"')
    opened = f"<{' '.join(parts)}>"
    return Html(opened if name in _EMPTY else f"{opened}{join(children)}</{name}>")


def outward(address: str | None) -> Html:
    """An address from data: a link where it is http or https, else its text. It is never fetched by the app."""
    if address is None:
        return Html("")
    try:
        parts = urlsplit(address)
        safe = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        safe = False
    if not safe or any(ord(c) < 33 for c in address):
        return text(address)
    return el("a", address, href=address, rel="noopener noreferrer", target="_blank")


def table(heads: Iterable[Child], rows: Iterable[Iterable[Child]], caption: str, class_: str = "") -> Html:
    """A table with its caption for those who cannot see what it stands beside; columns of numbers stand at the right."""
    names, cells = list(heads), [list(row) for row in rows]
    right = [
        not _is_head(name) and bool(cells) and all(len(row) > n and _is_number(row[n]) for row in cells)
        for n, name in enumerate(names)
    ]
    head = el(
        "tr", *(h if _is_head(h) else el("th", h, scope="col", class_="num" if at else None) for h, at in zip(names, right, strict=True))
    )  # fmt: skip
    body = join(
        el("tr", *(el("td", cell, class_="num" if n < len(right) and right[n] else None) for n, cell in enumerate(row)))
        for row in cells
    )  # fmt: skip
    inner = el("table", el("caption", caption), el("thead", head), el("tbody", body))
    return el("div", inner, class_=f"scroll {class_}".strip(), tabindex=0, role="region", aria_label=caption)


def _is_head(value: Child) -> bool:
    return isinstance(value, Html) and value.startswith("<th")


def _is_number(value: Child) -> bool:
    return bool(_NUMBER.fullmatch(str(value)))
