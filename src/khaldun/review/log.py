"""The log of decisions: a file of JSON lines beside the store, only ever added to, that survives coding anew.

A decision names its event by id and by its evidence. After the texts are coded again an event with the same id keeps
its decisions; one whose id changed keeps those made on the same article, sentence and trigger words.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from khaldun.errors import StoreError
from khaldun.model import Event
from khaldun.store.address import Address, Location
from khaldun.store.atomic import storage_error

Verdict = Literal["accept", "reject", "change", "undo"]
Anchor = tuple[str, str, str]
"""Article, sentence, trigger words."""


class Decision(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One decision of one reviewer on one event; ``undo`` takes their last one on it back.

    For ``change`` the fields that are given are the right ones: ``actors`` and ``recipients`` are codes, ``place`` a
    name with an optional country. ``at`` is UTC.
    """

    at: dt.datetime
    reviewer: str
    verdict: Verdict
    event: str
    article: str
    sentence: str
    trigger: str
    event_type: str | None = None
    status: str | None = None
    actors: tuple[str | None, ...] | None = None
    recipients: tuple[str | None, ...] | None = None
    place: str | None = None
    note: str | None = None

    @property
    def anchor(self) -> Anchor:
        """What the decision is about, whatever the event's id."""
        return self.article, self.sentence, self.trigger


def anchor_of(event: Event) -> Anchor:
    """What a decision on the event is about."""
    seen = event.evidence
    first, last = seen.trigger[0] - seen.start, seen.trigger[1] - seen.start
    return event.article_id, seen.text, seen.text[first:last]


class Log:
    """The decisions of one store. ``torn`` are the numbers of lines that cannot be read; they stay as they are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.torn: list[int] = []
        self._decisions: list[Decision] = list(self._read())

    @classmethod
    def beside(cls, store: Location) -> Log:
        """The log of a store: ``run.duckdb`` has ``run.review.jsonl`` beside it, one on a server ``DATABASE.review.jsonl`` in the folder
        that khaldun is called in."""
        if isinstance(store, Address):
            return cls(Path(f"{store.label}.review.jsonl"))
        return cls(store.with_suffix(".review.jsonl"))

    def decide(self, event: Event, reviewer: str, verdict: Verdict, **changes: object) -> Decision:
        """Write down a decision at once. Raises ``StoreError`` where the file cannot be written."""
        article, sentence, trigger = anchor_of(event)
        now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        decision = msgspec.convert(
            {"at": now, "reviewer": reviewer, "verdict": verdict, "event": event.id, "article": article,
             "sentence": sentence, "trigger": trigger, **{k: v for k, v in changes.items() if v is not None}},
            Decision,
        )  # fmt: skip
        self._append(decision)
        self._decisions.append(decision)
        return decision

    def _append(self, decision: Decision) -> None:
        line = msgspec.json.encode(decision) + b"\n"
        try:
            with self.path.open("ab+") as file:
                if file.tell() and self._unended(file.tell()):
                    line = b"\n" + line  # a line that was torn by a crash stays one line
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(self.path, error) from None

    def _unended(self, size: int) -> bool:
        with self.path.open("rb") as file:
            file.seek(size - 1)
            return file.read(1) != b"\n"

    def _read(self) -> Iterator[Decision]:
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(
                f"{self.path}: cannot be read ({error.strerror}); mend its permissions"
            ) from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield msgspec.json.decode(line, type=Decision)
                except msgspec.MsgspecError:
                    self.torn.append(number)

    def __len__(self) -> int:
        return len(self._decisions)

    @property
    def reviewers(self) -> list[str]:
        """Who decided anything, by name."""
        return sorted({decision.reviewer for decision in self._decisions})

    def standing(self) -> dict[tuple[str, Anchor, str], Decision]:
        """The decisions that hold, by reviewer, anchor and event id: the last of each, those taken back left out."""
        stacks: dict[tuple[str, Anchor, str], list[Decision]] = {}
        for decision in self._decisions:
            stack = stacks.setdefault((decision.reviewer, decision.anchor, decision.event), [])
            if decision.verdict != "undo":
                stack.append(decision)
            elif stack:
                stack.pop()
        return {key: stack[-1] for key, stack in stacks.items() if stack}

    def of(self, events: Iterable[Event]) -> dict[str, dict[str, Decision]]:
        """The decisions that hold on events, by event id and reviewer: by id, else by anchor where one event has it."""
        events = list(events)
        anchors: dict[Anchor, list[Event]] = {}
        for event in events:
            anchors.setdefault(anchor_of(event), []).append(event)
        ids = {event.id for event in events}
        found: dict[str, dict[str, Decision]] = {event.id: {} for event in events}
        for (reviewer, _, event_id), decision in self.standing().items():
            if event_id in ids:
                found[event_id][reviewer] = decision
        for (reviewer, anchor, event_id), decision in self.standing().items():
            here = anchors.get(anchor, [])
            if event_id not in ids and len(here) == 1:
                found[here[0].id].setdefault(reviewer, decision)
        return found

    def last(self, reviewer: str) -> Decision | None:
        """The reviewer's newest decision that holds; what undo takes back."""
        held = set(map(id, self.standing().values()))
        mine = (d for d in reversed(self._decisions) if d.reviewer == reviewer and id(d) in held)
        return next(mine, None)
