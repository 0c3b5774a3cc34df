"""An article's text with marked spans, as safe markup: spans may overlap, and every character comes out once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from khaldun.model import Event
from khaldun.web.markup import Html, el, join
from khaldun.why import spans

ROLES = {
    "actor": "actor", "recipient": "recipient", "trigger": "action", "place": "place", "date": "date", "speaker": "voice",
}  # fmt: skip
"""The roles that are marked, and what readers see them called; the first wins where spans overlap."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text (in characters, end exclusive) with its role."""

    start: int
    end: int
    role: str


def marks_of(event: Event) -> list[Mark]:
    """The spans of one event. The date's words are found in the sentence where the date rests on the text."""
    found = [
        Mark(start, end, role)
        for role, places in spans(event).items()
        for start, end in places
        if start < end
    ]
    basis = event.date_basis
    if basis.startswith("text: "):
        at = event.evidence.text.find(basis.removeprefix("text: "))
        if at >= 0:
            start = event.evidence.start + at
            found.append(Mark(start, start + len(basis) - len("text: "), "date"))
    return found


def marked(text: str, marks: Iterable[Mark], first: int = 0) -> Html:
    """The text, which begins at character ``first`` of its article, with its marks."""
    order = list(ROLES)
    inside = [
        Mark(max(m.start - first, 0), min(m.end - first, len(text)), m.role)
        for m in marks
        if m.start - first < len(text) and m.end > first and m.role in ROLES
    ]
    cuts = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    parts = []
    for start, end in pairwise(cuts):
        here = sorted({m.role for m in inside if m.start <= start and end <= m.end}, key=order.index)
        words = text[start:end]
        if not here:
            parts.append(join([words]))
            continue
        said = " and ".join(ROLES[role] for role in here)
        parts.append(el("mark", words, class_=f"role-{here[0]}", title=said))
    return join(parts)


def legend(roles: Iterable[str]) -> Html:
    """What the marks mean."""
    present = set(roles)
    shown = [el("mark", said, class_=f"role-{role}") for role, said in ROLES.items() if role in present]
    return el("p", join(shown), class_="legend")
