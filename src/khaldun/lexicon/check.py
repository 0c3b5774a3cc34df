"""The lexicon's own test: every entry codes its example sentences, with the marked words in the marked roles.

Run as ``python -m khaldun.lexicon.check [FILE…]``; a FILE is a lexicon file such as ``verbs/assault.yaml``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khaldun.coder import Coder
from khaldun.lexicon.load import Entry, Lexicon
from khaldun.lexicon.tables import Refinement
from khaldun.model import Article, Event, Mention

_EXPECTED = re.compile(r"\s*=>\s*(?P<leaf>\d{2,4})?\s*(?P<status>[a-z]+)?\s*$")
_MARK = re.compile(r"[\[\]{}]")


@dataclass(frozen=True, slots=True)
class Example:
    """An example sentence without its marks, and what it is to give."""

    text: str
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    leaf: str | None
    status: str


def read_example(marked: str) -> Example:
    """Read ``"[Iran] refused to send troops to {Iraq}. => 1212"``; raises ``ValueError`` where a bracket is left open."""
    leaf, status = None, "actual"
    expected = _EXPECTED.search(marked)
    if expected:
        leaf, status = expected["leaf"], expected["status"] or "actual"
        marked = marked[: expected.start()]
    text, spans, open_at = "", {"[": [], "{": []}, None  # type: ignore[var-annotated]
    last = 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark.group() in "[{":
            if open_at is not None:
                raise ValueError(f"bracket left open: {marked}")
            open_at = (mark.group(), len(text))
        elif open_at is None or open_at[0] + mark.group() not in ("[]", "{}"):
            raise ValueError(f"bracket closed that was not opened: {marked}")
        else:
            spans[open_at[0]].append((open_at[1], len(text)))
            open_at = None
    text += marked[last:]
    if open_at is not None:
        raise ValueError(f"bracket left open: {marked}")
    return Example(text.strip(), tuple(spans["["]), tuple(spans["{"]), leaf, status)


def _covers(mentions: Sequence[Mention], span: tuple[int, int]) -> bool:
    return any(m.start < span[1] and span[0] < m.end for m in mentions)


def _fault(
    entry: Entry, example: Example, events: Sequence[Event], refinements: Sequence[Refinement]
) -> str | None:
    """What is wrong with the best of the events that the entry made, or ``None``."""
    own = [e for e in events if entry.id in e.rule.split(" > ")]
    if not own:
        others = "; ".join(f"{e.cameo} by {e.rule}" for e in events)
        return f"codes nothing{' (but ' + others + ')' if others else ''}"
    faults = [_difference(entry, example, event, refinements) for event in own]
    return None if None in faults else faults[0]


def _difference(
    entry: Entry, example: Example, event: Event, refinements: Sequence[Refinement]
) -> str | None:
    expected = (
        {example.leaf}
        if example.leaf
        else {entry.cameo, *(r.to for r in refinements if entry.cameo in r.origin)}
    )
    if expected != {None} and event.cameo not in expected:
        return f"codes {event.cameo}, not {example.leaf or entry.cameo}"
    if event.status != example.status:
        return f"is {event.status}, not {example.status}"
    everyone = (*event.actors, *event.recipients)
    for span in example.actors:
        if not _covers(event.actors, span):
            return f"misses actor {example.text[slice(*span)]!r}; has {[m.text for m in event.actors]}"
    for span in example.recipients:
        if not _covers(everyone if event.reciprocal else event.recipients, span):
            return (
                f"misses recipient {example.text[slice(*span)]!r}; has {[m.text for m in event.recipients]}"
            )
    return None


def check(coder: Coder, lexicon: Lexicon, only: Sequence[str] = ()) -> Iterator[str]:
    """The faults of all entries, or of those in the files ``only``: one line each, naming file, entry and sentence."""
    chosen = [e for e in lexicon.entries if not only or e.file in only]
    marked = [(entry, line) for entry in chosen for line in entry.examples]
    examples: list[tuple[Entry, Example]] = []
    for entry, line in marked:
        try:
            examples.append((entry, read_example(line)))
        except ValueError as error:
            yield f"{entry.file}: {entry.id}: {error}"
    articles = (Article(id=str(n), text=example.text) for n, (_, example) in enumerate(examples))
    for (entry, example), coding in zip(examples, coder.pipe(articles, batch_size=64), strict=True):
        fault = _fault(entry, example, coding.events, coder.knowledge.refinements)
        if fault is not None:
            yield f"{entry.file}: {entry.id}: {fault}: {example.text}"


def main(arguments: Sequence[str]) -> int:
    """Check the lexicon; the exit status is 1 where an entry is at fault."""
    coder = Coder(reader=False)
    lexicon = coder.knowledge.lexicon
    faults = list(check(coder, lexicon, arguments))
    for line in faults:
        print(line)
    print(f"{len(lexicon.entries)} entries, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
