"""What the formats of rows have in common: safe cells, rows for dyads, numbers for ids."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from itertools import permutations, product
from typing import Any

from khaldun.model import Event, Mention

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula (OWASP, "CSV Injection")."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

Dyad = tuple[Mention | None, Mention | None]


def safe(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would run it as a formula."""
    return "'" + text if text.startswith(FORMULA) else text


def one_line(text: str) -> str:
    """The text for a cell of a file without quoting: on one line, without tabs, its double quotes made single, safe."""
    return safe(_CONTROL.sub(" ", text).replace('"', "'").strip())


def number(value: float) -> str:
    """A number as these files write it: -5, not -5.0; 48.85."""
    return repr(value).removesuffix(".0")


def tab_cell(value: Any, unknown: str = "") -> str:
    """A cell of a tab-separated file: numbers keep their minus, days are ISO text, ``None`` is ``unknown``."""
    if value is None or value == "":
        return unknown
    if isinstance(value, int | float):
        return number(value)
    return value.isoformat() if isinstance(value, dt.date) else one_line(value) or unknown


def listed(items: Iterable[str | None], separator: str = ";", unknown: str = "None") -> str | None:
    """Items in one cell, ``None`` where there are none; a separator within an item becomes a comma."""
    texts = [unknown if item is None else item.replace(separator, ",") for item in items]
    return separator.join(safe(text) for text in texts) or None


def dyads(event: Event) -> list[Dyad]:
    """Pairs of an actor and a recipient, each with each; in a reciprocal event every ordered pair of its parties.

    ``None`` stands where an event has nobody on that side.
    """
    if event.reciprocal:
        parties = (*event.actors, *event.recipients)
        if len(parties) > 1:
            return list(permutations(parties, 2))
    return list(product(event.actors or (None,), event.recipients or (None,)))


def row_number(event: Event, n: int) -> int:
    """A whole number below 2**63 for row ``n`` of an event: the same for the same event, from a hash of its id."""
    return int.from_bytes(hashlib.sha256(f"{event.id}/{n}".encode(errors="replace")).digest()[:8]) >> 1
