"""The marked articles (``articles.jsonl``), and how right the coder is on them: ``python marked.py``.

Every political event of these articles is marked: its word, CAMEO leaf, status, doers and sufferers with their codes. An event
of the coder is held against the mark on its own word, else against the nearest mark of its type in its sentence. It is right where type,
status and parties are: nobody in it who is not marked on that side, nobody missing whom the sentence names, no code empty or wrong.
"All said is right" forgives a party left out and a code left empty. Codes are compared, not words: two parties of one country on one side count
as one. ``--held-out`` reads only the half (by a hash of the id) that no rule was written on.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khaldun import Coder
from khaldun.model import Article, Coding, Event, Mention
from khaldun.ontology import Ontology, load_ontology

HERE = Path(__file__).resolve().parent
FILE = HERE / "articles.jsonl"
NEAR = 60
"""Characters between an event's word and a mark of its type that still may be the same event."""

Mark = Mapping[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What of an event is right, and the kinds of error."""

    event: bool
    type: bool = False
    parties: bool = False
    status: bool = False
    said: bool = False
    kinds: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Type, parties and status are."""
        return self.type and self.parties and self.status


@dataclass(frozen=True)
class Marked:
    """One marked article: its text as one line, where its sentences begin, and the sentences with their marks."""

    id: str
    article: Article
    starts: tuple[int, ...]
    sentences: tuple[Mark, ...]

    def at(self, offset: int) -> int:
        """The number of the sentence at an offset."""
        return max(n for n, start in enumerate(self.starts) if start <= offset)


def is_held_out(identity: str) -> bool:
    """Whether an article is of the half that no rule was written on."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 2 == 1


def read_marked(path: Path = FILE) -> Iterator[Marked]:
    """The articles of a file, a JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        text, starts = "", []
        for sentence in told["sentences"]:
            text += " " if text else ""
            starts.append(len(text))
            text += sentence["text"]
        published = dt.date.fromisoformat(told["date"])
        article = Article(told["id"], text, published=published)
        yield Marked(told["id"], article, tuple(starts), tuple(told["sentences"]))


def aligned(marked: Marked, coding: Coding, ontology: Ontology) -> Iterator[tuple[Event, Mark | None, int]]:
    """Each event of a coding with the mark that it is held against, if any, and the number of its sentence."""
    by_sentence: dict[int, list[Event]] = {}
    for event in coding.events:
        by_sentence.setdefault(marked.at(event.evidence.trigger[0]), []).append(event)
    for n, events in sorted(by_sentence.items()):
        marks = _aligned(events, marked.sentences[n], marked.starts[n], ontology)
        yield from zip(events, marks, [n] * len(events), strict=True)


def judged(
    marked: Marked, coding: Coding, ontology: Ontology
) -> tuple[list[tuple[Event, Verdict]], int, int]:
    """A verdict on each event of a coding, how many events are marked, and how many of them the coding has."""
    pairs = list(aligned(marked, coding, ontology))
    total = sum(mark["cameo"] is not None for sentence in marked.sentences for mark in sentence["events"])
    found = sum(mark is not None and mark["cameo"] is not None for _, mark, _ in pairs)
    verdicts = [
        (event, _verdict(event, mark, marked.sentences[n], marked.starts[n], ontology))
        for event, mark, n in pairs
    ]
    return verdicts, total, found


def _meets(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _aligned(events: Sequence[Event], sentence: Mark, start: int, ontology: Ontology) -> list[Mark | None]:
    """The mark that each event is held against."""
    marks, taken = sentence["events"], set()
    found: list[Mark | None] = [None] * len(events)
    triggers = [(e.evidence.trigger[0] - start, e.evidence.trigger[1] - start) for e in events]
    for n, trigger in enumerate(triggers):
        for k, mark in enumerate(marks):
            if k not in taken and _meets(trigger, mark["trigger"]):
                found[n] = mark
                taken.add(k)
                break
    for n, event in enumerate(events):
        if found[n] is not None:
            continue
        near = [
            (abs(mark["trigger"][0] - triggers[n][0]), k)
            for k, mark in enumerate(marks)
            if k not in taken
            and mark["cameo"]
            and ontology.coding(mark["cameo"]).event_type == event.event_type
        ]
        if near and min(near)[0] < NEAR:
            found[n] = marks[min(near)[1]]
            taken.add(min(near)[1])
    return found


def _verdict(event: Event, mark: Mark | None, sentence: Mark, start: int, ontology: Ontology) -> Verdict:
    if mark is None or mark["cameo"] is None:
        return Verdict(False, kinds=("no event",))
    kinds: set[str] = set()
    if mark["reciprocal"] == event.reciprocal:
        sides = [(mark["actors"], event.actors), (mark["recipients"], event.recipients)]
    else:
        sides = [([*mark["actors"], *mark["recipients"]], (*event.actors, *event.recipients))]
        if len(sides[0][0]) > 1 and len(sides[0][1]) > 1:
            kinds.add("direction")
    for told, own in sides:
        kinds |= _faults(told, own, sentence["parties"], start, len(sentence["text"]))
    kind = ontology.coding(mark["cameo"]).event_type == event.event_type
    status = mark["status"] == event.status
    said = kind and status and not kinds & {"direction", "alien party", "wrong code"}
    named = kinds | ({"type"} if not kind else set()) | ({"status"} if not status else set())
    return Verdict(True, kind, not kinds, status, said, tuple(sorted(named)))


def _faults(
    told: Iterable[int], own: Sequence[Mention], parties: Sequence[Any], start: int, length: int
) -> set[str]:
    """What is wrong with one side of an event, of which the parties numbered ``told`` are marked."""
    side = {n: parties[n] for n in told}
    codes = {p[2] for p in side.values()}
    covered: set[int] = set()
    faults = set()
    for mention in own:
        span = (mention.start - start, mention.end - start)
        inside = 0 <= span[0] < length
        hit = {n for n, p in side.items() if inside and _meets(span, p)}
        if not hit and mention.code is not None and mention.code in codes:
            hit = {n for n, p in side.items() if p[2] == mention.code}
        if not hit:
            faults.add("alien party")
            continue
        known = {parties[n][2] for n in hit}
        covered |= hit
        if mention.code is None:
            faults |= {"empty code"} if any(known) else set()
        elif mention.code in known:
            covered |= {n for n, p in side.items() if p[2] == mention.code}
        elif any(known):
            faults.add("wrong code")
    if set(side) - covered:
        faults.add("missing party")
    return faults


def measured(rows: Iterable[Marked], coder: Coder, ontology: Ontology) -> tuple[Counter[str], Counter[str]]:
    """Counts of what is right, and of kinds of error, over articles."""
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    rows = list(rows)
    for marked, coding in zip(rows, coder.pipe(row.article for row in rows), strict=True):
        verdicts, total, found = judged(marked, coding, ontology)
        counts.update({"marked": total, "found": found})
        for _, verdict in verdicts:
            counts["events"] += 1
            for name in ("event", "type", "parties", "status", "said", "right"):
                counts[name] += bool(getattr(verdict, name))
            kinds.update(verdict.kinds)
    return counts, kinds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true", help="only articles that no rule was written on")
    parser.add_argument("--no-reader", action="store_true")
    options = parser.parse_args()
    rows = [row for row in read_marked() if not options.held_out or is_held_out(row.id)]
    counts, kinds = measured(rows, Coder(reader=not options.no_reader), load_ontology())
    print(f"{len(rows)} articles, {counts['marked']} events marked, {counts['events']} coded")
    for name in ("event", "type", "parties", "status", "said", "right"):
        print(f"{name:8} {counts[name] / counts['events']:.3f}")
    print(f"found    {counts['found'] / counts['marked']:.3f} of those marked")
    print("errors: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


if __name__ == "__main__":
    main()
