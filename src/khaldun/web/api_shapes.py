"""The forms of answers, for the OpenAPI page: made from the model's dataclasses, so that they cannot fall behind."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
from functools import cache, reduce
from operator import or_
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from khaldun.model import Article, Event, Meeting, SetAside
from khaldun.relations.dyads import COLUMNS as DYADS
from khaldun.relations.exposure import COLUMNS as EXPOSURES


@cache
def shape(kind: type) -> type[BaseModel]:
    """The model of a dataclass's record (``khaldun.model.record``): what it compares by is what is given out."""
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {
        f.name: (_of(hints[f.name]), ...) for f in dataclasses.fields(kind) if f.compare
    }
    told = " ".join((kind.__doc__ or "").split("\n\n")[0].split())
    made: type[BaseModel] = create_model(kind.__name__, __config__=ConfigDict(extra="forbid"), **fields)
    made.__doc__ = "" if told.startswith(f"{kind.__name__}(") else told
    return made


def _of(hint: Any) -> Any:
    """A hint with every dataclass in it replaced by its model."""
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return shape(hint)
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return reduce(or_, map(_of, inside))
    if origin is tuple:
        return tuple[tuple(_of(part) if part is not Ellipsis else part for part in inside)]  # type: ignore[misc]
    return hint


EventRecord, ArticleRecord, MeetingRecord, AsideRecord = (
    shape(kind) for kind in (Event, Article, Meeting, SetAside)
)

Row = dict[str, Any]


class Page(BaseModel):
    """One page of rows."""

    total: int = Field(description="Rows of all pages.")
    limit: int
    offset: int


class EventPage(Page):
    """One page of events."""

    events: list[EventRecord] = Field(description="Records as `khaldun code` writes them.")  # type: ignore[valid-type]


class Reason(BaseModel):
    """One step of the explanation."""

    name: str = Field(examples=["rule"])
    value: str = Field(examples=["refuse.v: verb refuse; CAMEO 120; lexicon/verbs/reject.yaml"])


class Explained(BaseModel):
    """An event, why it was coded so, and where its parts stand in the article."""

    event: EventRecord  # type: ignore[valid-type]
    why: list[Reason] = Field(
        description="Everything that speaks for the coding, in order; names may stand several times."
    )
    spans: dict[str, list[tuple[int, int]]] = Field(
        description="Start and end in the article's text, by role."
    )


class ArticleRead(BaseModel):
    """An article with the events coded from it."""

    article: ArticleRecord  # type: ignore[valid-type]
    events: list[EventRecord]  # type: ignore[valid-type]


class Coded(BaseModel):
    """A text as it was coded; nothing of it is kept."""

    text: str
    events: list[EventRecord]  # type: ignore[valid-type]
    meetings: list[MeetingRecord]  # type: ignore[valid-type]
    set_aside: list[AsideRecord] = Field(description="Sentences, or readings of them, that made no event.")  # type: ignore[valid-type]


class RunRead(BaseModel):
    """How the store was made, and what it holds."""

    version: str = Field(description="Of khaldun.")
    pipeline: str
    ontology: str
    lexicon: str | None = Field(description="Hash of the lexicon's files.")
    options: Row
    started: dt.datetime = Field(description="UTC.")
    finished: dt.datetime | None
    sizes: dict[str, int] = Field(
        description="Articles, sentences, events, meetings, sentences set aside, unread inputs."
    )
    first: dt.date | None = Field(description="First day of any event.")
    last: dt.date | None
    statuses: dict[str, int] = Field(description="Events by status.")
    set_aside: dict[str, int] = Field(description="Sentences set aside, by reason.")


class DyadPage(Page):
    """One page of dyads and periods."""

    settings: Row
    dyads: list[Row] = Field(description=f"Columns: {', '.join(DYADS)}; docs/system.md says what each is.")


class NetworkRead(BaseModel):
    """The network as of a day."""

    settings: Row
    parties_total: int
    ties_total: int
    parties: list[Row] = Field(
        description="Party, name, kind, friends, foes, strength, centrality, core, community."
    )
    ties: list[Row] = Field(description="One, other, sign (1, -1, 0), weight, balance, deeds, event ids.")


class BalanceRead(BaseModel):
    """Structural balance as of a day."""

    settings: Row
    figures: Row = Field(
        description="Parties, ties, triads, balanced ones, share, line index of frustration."
    )
    blocs: list[list[str]] = Field(description="The best split into two blocs.")
    frustrated: list[list[str]] = Field(description="Ties that the split leaves frustrated.")
    tense_total: int
    tense: list[Row] = Field(
        description="Tense triads of one hostile pair, in words, with the ids of their events by tie."
    )


class MeetingPage(Page):
    """One page of meetings, joined across articles."""

    meetings: list[Row] = Field(
        description="Kind, date, place, hosts, attenders, absentees with how, what was agreed, and `parties` with the sentences that say so."
    )


class ExposureRead(BaseModel):
    """How exposed each state is to each armed actor."""

    settings: Row
    exposure: list[Row] = Field(
        description=f"Columns: {', '.join(EXPOSURES)}; docs/system.md says what each is."
    )
