"""Reading marked sentences: ``(host)``, ``[attender]``, ``{absentee}``, and "=>" with the absentees' manner."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from khaldun.model import Meeting, MeetingParty

_MANNER = re.compile(r"\s*=>\s*([a-z_]+)\s*$")
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True)
class Marked:
    """A sentence without its marks, and the spans marked in each way."""

    text: str
    hosts: tuple[tuple[int, int], ...]
    attenders: tuple[tuple[int, int], ...]
    absentees: tuple[tuple[int, int], ...]
    manner: str | None


def read(marked: str) -> Marked:
    found = _MANNER.search(marked)
    if found:
        marked = marked[: found.start()]
    text, open_at = "", []
    spans: dict[str, list[tuple[int, int]]] = {"(": [], "[": [], "{": []}
    for character in marked:
        if character in _OPEN:
            open_at.append((character, len(text)))
        elif character in _CLOSE:
            mark, start = open_at.pop()
            assert _OPEN.index(mark) == _CLOSE.index(character), marked
            spans[mark].append((start, len(text)))
        else:
            text += character
    assert not open_at, marked
    return Marked(text, tuple(spans["("]), tuple(spans["["]), tuple(spans["{"]), found[1] if found else None)


def covers(parties: Iterable[MeetingParty], span: tuple[int, int]) -> bool:
    """Whether a party's words, or those of a sentence that tells of it again, overlap the span."""
    return any(p.actor.start < span[1] and span[0] < p.actor.end for p in parties)


def fault(marked: Marked, meetings: Iterable[Meeting]) -> str | None:
    """What the meetings lack of what is marked, or have beyond it; ``None`` where nothing."""
    meetings = list(meetings)
    for role, spans in (
        ("hosts", marked.hosts),
        ("attenders", marked.attenders),
        ("absentees", marked.absentees),
    ):
        parties = [p for m in meetings for p in getattr(m, role)]
        for span in spans:
            if not covers(parties, span):
                return f"misses {marked.text[slice(*span)]!r} among the {role}"
        if role == "absentees":
            extra = [p.actor.text for p in parties if not any(covers([p], span) for span in spans)]
            if extra:
                return f"has {extra} among the {role}"
            wrong = [p.manner for p in parties if p.manner != marked.manner]
            if wrong and marked.manner:
                return f"is {wrong[0]}, not {marked.manner}"
    return None
