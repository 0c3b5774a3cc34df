"""The values that flow through the program, one way: article, sentence, mention, event.

All are frozen and slotted; a stage makes new ones. Offsets count characters of ``Article.text``
(Python string indices), ``end`` exclusive. What is not known is ``None``, with a ``reason`` beside it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
Precision = Literal["day", "week", "month", "quarter", "year", "decade", "fuzzy"]
PlacePrecision = Literal["city", "district", "province", "country", "region"]
StatementKind = Literal["claim", "denial", "threat", "plan", "demand"]
MeetingKind = Literal["conference", "summit", "talks", "meeting"]
PartyRole = Literal["host", "attender", "absentee", "subject"]
Manner = Literal["not_invited", "excluded", "declined", "absent"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it is coded: cleaned text and what is known of its origin.

    ``published`` is ``None`` where neither the source nor the text tells; ``published_basis`` says which
    did ("option", "metadata", "dateline: PARIS, Sept 15", …) or why there is none.
    """

    id: str
    text: str
    title: str | None = None
    published: dt.date | None = None
    published_basis: str | None = None
    publication: str | None = None
    url: str | None = None
    author: str | None = None
    dateline: str | None = None
    """Place named in the dateline, as written (``"BAGHDAD"``)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the article's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an actor, and whom they were resolved to.

    ``code`` is an ISO 3166 alpha-3 country or an international code (UNO, EUR, IGO, NGO, ISM, IMG, MNC);
    with no code ``reason`` says why. A class of people without a country (protesters) has a sector and
    no code. ``head`` is the index of the head token in the parsed article.
    """

    text: str
    start: int
    end: int
    name: str | None = None
    code: str | None = None
    sector: str | None = None
    sectors: tuple[str, ...] = ()
    id: str | None = None
    reason: str | None = None
    head: int = field(default=-1, compare=False)
    kind: Literal["named", "agent", "pronoun", "description", "possession", "unknown"] = field(
        default="unknown", compare=False
    )

    @property
    def known(self) -> bool:
        """Whether this is an actor that can stand in an event: a code, or a class of people with a sector."""
        return self.code is not None or self.sector is not None

    @property
    def identity(self) -> tuple[str | None, str | None, str | None]:
        """What two mentions of one actor share: id, code and sector."""
        return (self.id, self.code, self.sector)


@dataclass(frozen=True, slots=True)
class Place:
    text: str
    start: int
    end: int
    name: str | None
    country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: PlacePrecision | None
    alternatives: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time expression. ``value`` follows TIMEX3; ``date`` is its first day, ``date_end`` its last where it spans several."""

    text: str
    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    date: dt.date | None
    date_end: dt.date | None
    precision: Precision | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Something said: by whom (``source``), with which cue, in which stretches of text.

    ``source_token`` and ``cue_token`` are token indices in the parsed article, -1 where there is none;
    ``medium`` is the outlet in "according to state television".
    """

    source: Mention | None
    cue: Span | None
    content: tuple[Span, ...]
    direct: bool
    kind: StatementKind
    medium: str | None = None
    cue_token: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the speaker, the medium, and whether the event is claimed, denied, threatened, planned."""

    speaker: Mention | None
    medium: str | None
    kind: StatementKind = "claim"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence an event was read from, and the words that triggered it."""

    text: str
    start: int
    end: int
    trigger: tuple[int, int]
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    url: str | None
    publication: str | None
    title: str | None
    published: dt.date | None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where, according to whom; see ``docs/records.md`` for every field."""

    id: str
    article_id: str
    sentence: int
    date: dt.date | None
    date_end: dt.date | None
    date_precision: Precision | None
    date_basis: str
    event_type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    score: float
    cameo: str
    status: Status
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    reciprocal: bool
    place: Place | None
    place_reason: str | None
    attribution: Attribution | None
    evidence: Evidence
    further_evidence: tuple[Evidence, ...]
    rule: str
    confidence: float
    source: Source


def record(value: Any) -> Any:
    """The JSON form of a model value: dates as ISO text, tuples as lists, token indices left out."""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [record(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: record(getattr(value, f.name)) for f in dataclasses.fields(value) if f.compare}
    return value


@dataclass(frozen=True, slots=True)
class Relation:
    """What one given actor does to another in a sentence; ``rule`` says how it was found.

    ``fit`` says how well a frame links the two, from 0 to 1: it orders answers and is what frames and reader are joined
    by, while ``confidence`` is a probability.
    ``event_type`` may be a user's own type (``khaldun train``); ``cameo`` and ``quad`` are ``None`` where it has none.
    """

    event_type: str
    cameo: str | None
    quad: int | None
    modes: tuple[str, ...]
    status: Status
    confidence: float
    rule: str
    fit: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class WouldBe:
    """The event that a reading would have been, in short; ``trigger`` is a span of the article's text."""

    event_type: str
    cameo: str
    status: Status
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    reciprocal: bool
    trigger: tuple[int, int]


@dataclass(frozen=True, slots=True)
class SetAside:
    """A sentence, or a reading of one, that made no event, and why: nothing vanishes unsaid.

    ``event`` is what the reading would have been, ``None`` where there was none. Where the story's topic is the
    reason, ``topic`` names it and ``evidence`` holds the words that told it.
    """

    sentence: int
    reason: str
    rule: str | None = None
    event: WouldBe | None = None
    topic: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingParty:
    """Who was at a meeting, gave it, was missing, or is what it was about; ``manner`` says how an absentee came to be one.

    Each piece of evidence has the words that told it as its trigger, and ``rules`` the id of the act that read it.
    """

    actor: Mention
    role: PartyRole
    manner: Manner | None
    evidence: tuple[Evidence, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed or declared at a meeting: the words that say so, and the events coded from them."""

    text: str
    start: int
    end: int
    events: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Meeting:
    """A conference, summit, talks or other meeting between political actors; see ``docs/meetings.md``.

    ``name`` is what it is first called. A host who is also said to attend stands in both lists.
    """

    id: str
    article_id: str
    kind: MeetingKind
    status: Status
    name: Span
    date: dt.date | None
    date_end: dt.date | None
    date_precision: Precision | None
    date_basis: str
    place: Place | None
    place_reason: str | None
    hosts: tuple[MeetingParty, ...]
    attenders: tuple[MeetingParty, ...]
    absentees: tuple[MeetingParty, ...]
    subjects: tuple[MeetingParty, ...]
    agreed: tuple[Agreed, ...]
    evidence: tuple[Evidence, ...]

    @property
    def parties(self) -> tuple[MeetingParty, ...]:
        """Hosts, attenders, absentees and subjects, in this order."""
        return (*self.hosts, *self.attenders, *self.absentees, *self.subjects)


@dataclass(frozen=True, slots=True)
class Coding:
    """Every layer of one coded article."""

    article: Article
    sentences: tuple[tuple[int, int], ...]
    actors: tuple[Mention, ...]
    places: tuple[Place, ...]
    times: tuple[When, ...]
    quotes: tuple[Quote, ...]
    events: tuple[Event, ...]
    set_aside: tuple[SetAside, ...] = ()
    meetings: tuple[Meeting, ...] = ()
