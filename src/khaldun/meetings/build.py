"""From the sentences of an article to its meeting records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khaldun.events.setting import HISTORY_AFTER, EventDate, Setting
from khaldun.events.status import Moods, StatusReader
from khaldun.events.syntax import Syntax
from khaldun.meetings.agreed import AgreedReader
from khaldun.meetings.grammar import Grammar, Namer
from khaldun.meetings.join import Account, join
from khaldun.meetings.knowledge import MeetingWords
from khaldun.meetings.parties import Parties
from khaldun.meetings.reader import SentenceReader
from khaldun.meetings.told import Part, Sighting
from khaldun.meetings.where import Where
from khaldun.model import (
    Agreed,
    Article,
    Event,
    Evidence,
    Meeting,
    Mention,
    Place,
    Quote,
    SetAside,
    Span,
    Status,
    When,
)
from khaldun.text.parse import Parse

_FOLLOWS = 3
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages before have found in one article."""

    article: Article
    parse: Parse
    cast: Namer
    mentions: Sequence[Mention]
    places: Sequence[Place]
    times: Sequence[When]
    quotes: Sequence[Quote]
    events: Sequence[Event]
    set_aside: Sequence[SetAside] = ()
    dateline: Place | None = None


def find_meetings(words: MeetingWords, moods: Moods, found: Found) -> list[Meeting]:
    """The meetings that an article tells of, in the order in which they first come.

    Only sentences with a trigger word are read, and none where the article names no gathering.
    """
    parse = found.parse
    lemmas = [{parse.lemma[i].lower() for i in range(a, b)} for a, b in parse.sentences]
    if not any(words.seeds & told for told in lemmas):
        return []
    beside = {aside.sentence for aside in found.set_aside if aside.topic is not None}  # sport, show, business
    chosen = [n for n, told in enumerate(lemmas) if words.triggers & told and n not in beside]
    return list(_Builder(words, moods, found).build(chosen))


class _Builder:
    def __init__(self, words: MeetingWords, moods: Moods, found: Found) -> None:
        syntax = Syntax(found.parse)
        status = StatusReader(syntax, moods)
        setting = Setting(found.article, syntax, found.times, found.places, found.quotes)
        grammar = Grammar(syntax, found.cast, words)
        where = Where(found.parse, setting, found.places)
        self._found = found
        self._parse = found.parse
        self._reader = SentenceReader(words, grammar, status, where, found.mentions, found.events)
        self._agreed = AgreedReader(words, grammar, status, found.events)
        self._parties = Parties(found.parse, words)

    def build(self, chosen: Sequence[int]) -> Iterator[Meeting]:
        read = {n: self._reader.sentence(n) for n in chosen}
        accounts = join([s for n in chosen for s in read[n]])
        agreed = self._agreements(read, accounts)
        for account in accounts:
            meeting = self._meeting(account, agreed.get(id(account), []))
            if meeting is not None:
                yield meeting

    def _agreements(
        self, read: dict[int, list[Sighting]], accounts: Sequence[Account]
    ) -> dict[int, list[Agreed]]:
        owner = {id(s): account for account in accounts for s in account.sightings}
        large = [a for a in accounts if a.is_large]
        found: dict[int, list[Agreed]] = {}
        for n, sightings in read.items():
            here = {s.token: s for s in sightings if id(s) in owner}
            before = [a for a in large if any(0 <= n - s.sentence <= _FOLLOWS for s in a.sightings)]
            for token, agreed in self._agreed.in_sentence(n, here, bool(before)):
                account = (
                    owner[id(here[token])] if token is not None else max(before, key=lambda a: _latest(a, n))
                )
                found.setdefault(id(account), []).append(agreed)
        return found

    # One record ---------------------------------------------------------------------------------------

    def _meeting(self, account: Account, agreed: Sequence[Agreed]) -> Meeting | None:
        """The record of an account, ``None`` where it is of no meeting between political actors that came about or will."""
        status = account.status
        place, place_reason = self._place(account)
        roles = self._parties.of(account, place, self._subjects(agreed))
        if status is None or not self._parties.is_political(roles, account):
            return None
        when, status = self._date(account, status)
        first = next((s for s in account.sightings if s.named), account.sightings[0])
        meeting = Meeting(
            id="",
            article_id=self._found.article.id,
            kind=account.kind,
            status=status,
            name=self._name(first),
            date=when.date,
            date_end=when.date_end,
            date_precision=when.precision,
            date_basis=when.basis,
            place=place,
            place_reason=place_reason,
            hosts=roles.hosts,
            attenders=roles.attenders,
            absentees=roles.absentees,
            subjects=roles.subjects,
            agreed=tuple(agreed),
            evidence=self._evidence(account),
        )
        return replace(meeting, id=_content_hash(meeting))

    def _subjects(self, agreed: Sequence[Agreed]) -> list[Part]:
        """Those whom the agreed words name: what is agreed about them is what the meeting was about."""
        at = {start: i for i, start in enumerate(self._parse.start)}
        return [
            Part(mention, "subject", at[item.start], "agreed.m")
            for item in agreed
            for mention in self._reader.within(item.start, item.end)
        ]

    def _name(self, sighting: Sighting) -> Span:
        parse = self._parse
        first, last = (sighting.token, sighting.token)
        if sighting.named:
            first = self._parties.first(sighting.token)
        return Span(parse.span_text(first, last), parse.start[first], parse.end[last])

    def _evidence(self, account: Account) -> tuple[Evidence, ...]:
        found: dict[int, Evidence] = {}
        for sighting in account.sightings:
            found.setdefault(sighting.sentence, self._parties.evidence(sighting.token))
        return tuple(found.values())

    def _place(self, account: Account) -> tuple[Place | None, str | None]:
        """The place told; for a meeting of the day that leads the article, the dateline's."""
        if account.place is not None:
            return account.place, None
        dateline = self._found.dateline
        leads = account.sightings[0].sentence < _LEAD and account.is_large and account.status == "actual"
        if leads and dateline is not None:
            return dateline, "the article's dateline"
        return None, "no place told of the meeting"

    def _is_news(self, sighting: Sighting) -> bool:
        """Whether a finite verb tells it: "met", "hosted talks"; and not "talks brokered by"."""
        tokens = {sighting.token, *(p.trigger for p in sighting.parts if p.is_there)}
        if self._is_told_of_old(sighting.sentence):
            return False
        return any(self._parse.tag[t] in ("VBD", "VBZ", "VBP") or self._is_progressive(t) for t in tokens)

    def _is_past(self, sighting: Sighting) -> bool:
        """Whether it is told as done: "attended", "the summit ended"."""
        parse = self._parse
        tokens = [sighting.token, *(p.trigger for p in sighting.parts if p.is_there)]
        if parse.dep[sighting.token] in ("nsubj", "nsubjpass"):
            tokens.append(parse.head[sighting.token])
        return any(parse.tag[t] == "VBD" for t in tokens)

    def _is_told_of_old(self, n: int) -> bool:
        """Whether a date long past stands in the sentence or just before: the story is then not the day's."""
        published, parse = self._found.article.published, self._parse
        start = parse.start[parse.sentences[max(0, n - _FOLLOWS)][0]]
        end = parse.end[parse.sentences[n][1] - 1]
        return published is not None and any(
            w.date is not None
            and start <= w.start < end
            and (w.date_end or w.date) < published - HISTORY_AFTER
            for w in self._found.times
        )

    def _is_progressive(self, v: int) -> bool:
        parse = self._parse
        return parse.tag[v] in ("VBG", "VBN") and any(
            parse.lower[c] in ("is", "are", "was", "were") for c in parse.children[v]
        )

    def _date(self, account: Account, status: Status) -> tuple[EventDate, Status]:
        """The date told, else the day of publication for what is told as news, else none; and the status that it shows."""
        published = self._found.article.published
        told = [s.date for s in account.sightings if s.date is not None and s.date.basis.startswith("text")]
        exact = [d for d in told if d.date is not None]
        if exact:
            when = min(exact, key=lambda d: d.precision != "day")
            last = when.date_end or when.date
            if published is not None and last is not None:
                if when.date is not None and when.date > published:
                    if status == "actual" and any(self._is_past(s) for s in account.sightings):
                        return EventDate(
                            None, None, None, f"{when.basis}; told as past, dated ahead", False
                        ), status
                    return when, "future"
                if last < published - HISTORY_AFTER and status == "actual":
                    return when, "historical"
            return when, status
        if told:
            return told[0], status
        news = status == "actual" and any(self._is_news(s) for s in account.sightings)
        if published is None:
            return EventDate(None, None, None, "none: no publication date", False), status
        if news:
            return EventDate(published, None, "day", "publication date", False), status
        return EventDate(None, None, None, "none: no date told", False), status


def _latest(account: Account, n: int) -> int:
    return max((s.sentence for s in account.sightings if s.sentence <= n), default=-1)


def _content_hash(meeting: Meeting) -> str:
    """An id that is the same for the same meeting told in the same words of the same article, and for no other."""
    parts = [
        meeting.article_id,
        meeting.kind,
        str(meeting.name),
        *(str(e.trigger) + e.text for e in meeting.evidence),
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
