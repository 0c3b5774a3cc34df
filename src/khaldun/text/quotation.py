"""Stretches of text inside quotation marks, however messy the marks are.

Curly and straight double marks, doubled single ones (``…''), guillemets and single marks around several
words are read. Which way a straight mark faces follows from the white space around it. A stretch left open
ends with its paragraph, and goes on in the next one when that begins with an opening mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[“”„«»\"]|``|''|‘‘|’’|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)|\n\s*\n")
_LONGEST = 4000
"""Characters: a stretch longer than this lacks its closing mark and ends with its paragraph instead."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters from the opening mark to just after the closing one."""

    start: int
    end: int
    closed: bool = True


def stretches(text: str) -> list[Stretch]:
    """All quoted stretches of a text in order; they do not overlap."""
    found, open_at, single = list[Stretch](), -1, False
    for match in _MARK.finditer(text):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            if open_at >= 0 and not single:
                found.append(Stretch(open_at, at, closed=False))
            open_at = -1
        elif mark in ("‘", "'", "’"):
            open_at, single = _single(text, at, open_at, single, found)
        elif open_at >= 0 and not single:
            if _opens(text, mark, at, match.end()) and at - open_at > _LONGEST:
                found.append(Stretch(open_at, at, closed=False))
                open_at = at
            elif not (_opens(text, mark, at, match.end()) and mark in ("“", "«", "``", "‘‘")):
                found.append(Stretch(open_at, match.end()))
                open_at = -1
        elif _opens(text, mark, at, match.end()):
            open_at, single = at, False
    if open_at >= 0 and not single and len(text) - open_at <= _LONGEST:
        found.append(Stretch(open_at, len(text), closed=False))
    return found


def _single(text: str, at: int, open_at: int, single: bool, found: list[Stretch]) -> tuple[int, bool]:
    """Handle one single mark: it opens, closes a stretch of several words, or is an apostrophe."""
    if open_at >= 0 and not single:
        return open_at, False
    opens = at == 0 or not text[at - 1].isalnum()
    if open_at < 0:
        return (at, True) if opens and text[at] != "’" and text[at + 1 : at + 2].isalnum() else (-1, False)
    if opens:
        return at, True
    inside = text[open_at + 1 : at]
    if (
        " " in inside
        and len(inside) <= _LONGEST
        and not text[at - 1 : at].isspace()
        and not _plural(text, at)
    ):
        found.append(Stretch(open_at, at + 1))
        return -1, False
    return open_at, True


def _plural(text: str, at: int) -> bool:
    """Whether the mark is likelier a genitive ("the rebels' leader") than a closing one."""
    return text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()


def _opens(text: str, mark: str, start: int, end: int) -> bool:
    if mark in ("“", "„", "«", "``", "‘‘"):
        return True
    if mark in ("”", "»", "’’"):
        return False
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before.isspace() or before in "([—–-") and not after.isspace()
