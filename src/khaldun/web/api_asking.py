"""What the REST routes may be asked: every parameter with its bounds and its words for the OpenAPI page."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from khaldun.model import MeetingKind, Status
from khaldun.ontology import Ontology
from khaldun.relations import deeds
from khaldun.relations.dyads import Period
from khaldun.relations.network import Settings
from khaldun.store import Choice
from khaldun.store.browse import Order
from khaldun.web.api_problem import ApiError

MOST_ROWS = 500
"""Rows of one page at most."""
_FURTHEST = 1_000_000_000
_LONGEST = 300
_MANY = 100
_YEARS = range(1700, 2200)


def _day(value: Any) -> Any:
    """Days as year-month-day alone: numbers would else be taken for seconds."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        if int(value[:4]) not in _YEARS:
            raise ValueError(f"years from {_YEARS.start} to {_YEARS.stop - 1} serve")
        return value
    if isinstance(value, dt.date) or value is None:
        return value
    raise ValueError("give a day as YYYY-MM-DD, like 2014-09-16")


Day = Annotated[dt.date, BeforeValidator(_day)]
Words = Annotated[str, Field(min_length=1, max_length=_LONGEST)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Asked(BaseModel):
    """Parameters of a route; others are refused, so that a misspelt filter never passes for no filter."""

    model_config = ConfigDict(extra="forbid")


class Days(Asked):
    """A window of days."""

    since: Day | None = Field(
        None, alias="from", description="Events of this day or later.", examples=["2014-09-01"]
    )
    until: Day | None = Field(
        None, alias="to", description="Events of this day or earlier.", examples=["2014-09-30"]
    )


class Paged(Asked):
    """Which part of the rows."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description=f"Rows of this page, at most {MOST_ROWS}.")
    offset: int = Field(0, ge=0, le=_FURTHEST, description="Rows before this page.")


class Filters(Days):
    """Which events: those with one of the values of every parameter that is given; the same as of ``khaldun export``."""

    type: list[Words] = Field(
        [], max_length=_MANY, description="Event type, as `ASSAULT`; again for more.", examples=[["ASSAULT"]]
    )
    quad: list[Annotated[int, Field(ge=1, le=4)]] = Field(
        [],
        max_length=4,
        description="Quad class: 1 cooperation in words, 2 in deeds, 3 conflict in words, 4 in deeds.",
    )
    actor: list[Words] = Field(
        [],
        max_length=_MANY,
        description="Code (`IRN`), sector (`REB`) or id (`group:islamic-state`) of an actor.",
        examples=[["USA"]],
    )
    recipient: list[Words] = Field([], max_length=_MANY, description="The same of a recipient.")
    party: list[Words] = Field([], max_length=_MANY, description="The same of either.")
    status: list[Status] = Field(
        [],
        max_length=5,
        description="Status; by default every one, so that a claim that was denied is there too: each record says which.",
        examples=[["actual"]],
    )
    min_confidence: Share = Field(0.0, description="Leave out events of less confidence, 0 to 1.")
    place_country: list[Words] = Field(
        [], max_length=_MANY, description="Alpha-3 code of the country of the place.", examples=[["IRQ"]]
    )
    publication: list[Words] = Field([], max_length=_MANY, description="Publication, by its full name.")
    q: str = Field(
        "",
        max_length=_LONGEST,
        description="Words that all stand in one sentence of the event's evidence, or in its article's title; case does not matter.",
        examples=["talks"],
    )

    def choice(self, ontology: Ontology) -> Choice:
        """The events asked for. Raises ``ApiError`` for a type that is none and for days in the wrong order."""
        types = tuple(kind.upper() for kind in self.type)
        for kind in types:
            if kind not in ontology.types:
                raise ApiError(
                    400,
                    f"type {kind!r}: no event type of this store",
                    kind,
                    ", ".join(sorted(ontology.types)),
                    "'khaldun ref' says what each means",
                )
        ordered(self.since, self.until)
        return Choice(
            self.since, self.until, types, _codes(self.actor), _codes(self.recipient), tuple(self.status),
            self.min_confidence, _codes(self.place_country), tuple(self.quad), _codes(self.party),
            tuple(self.publication), words=self.q,
        )  # fmt: skip


class EventsAsked(Filters, Paged):
    """A page of events."""

    order: Order = Field("date", description="What to order by; what is unknown comes last.")
    descending: bool = Field(True, description="The latest, or largest, first.")


class ExportAsked(Filters):
    """A file of events."""

    format: Words = Field(description="What to write: a format of `khaldun export`.", examples=["csv"])
    status: list[Status] = Field(
        [],
        max_length=5,
        description="Status; by default `actual`, and every one in jsonl, csv and parquet.",
        examples=[["actual"]],
    )


class Counted(Asked):
    """Which deeds count for a measure."""

    status: list[Status] = Field(["actual"], min_length=1, max_length=5, description="Which events count.")
    min_confidence: Share = Field(0.0, description="Leave out events of less confidence, 0 to 1.")

    def choice(self, since: dt.date | None = None, until: dt.date | None = None) -> deeds.Choice:
        """The deeds that count."""
        ordered(since, until)
        return deeds.Choice(tuple(self.status), since, until, self.min_confidence)


class DyadsAsked(Counted, Days, Paged):
    """What passed between parties."""

    one: Words | None = Field(
        None, description="A party: its code, key or name. Its dyads alone.", examples=["USA"]
    )
    other: Words | None = Field(
        None, description="Another one; needs `one`: the dyads between the two.", examples=["IRQ"]
    )
    period: Period = Field("month", description="Length of a period.")
    ordered: bool = Field(True, description="Tell deeds of one toward the other from those back.")
    half_life: float = Field(
        30.0, ge=0.1, le=36_500, allow_inf_nan=False, description="Days in which the weight of a deed halves."
    )
    least: int = Field(
        5, ge=1, le=1_000_000, description="Deeds in two periods together below which no change is given."
    )


class NetworkAsked(Counted):
    """How the network is drawn."""

    as_of: Day | None = Field(
        None, description="Day of the network; by default the store's last.", examples=["2014-09-30"]
    )
    window: int = Field(90, ge=1, le=36_500, description="Days up to it whose deeds count.")
    half_life: float | None = Field(
        None,
        ge=0.1,
        le=36_500,
        allow_inf_nan=False,
        description="Let a deed's score halve in so many days; by default none fades.",
    )
    threshold: Share = Field(0.3, description="How one-sided a tie must be to have a sign.")
    min_events: int = Field(1, ge=1, le=1_000_000, description="Deeds that a tie needs.")
    standing: bool = Field(True, description="Count relations that sentences state outright.")
    limit: int = Field(200, ge=1, le=2_000, description="Rows of each list at most, the strongest first.")

    @property
    def settings(self) -> Settings:
        """The same as the measures take it."""
        return Settings(
            self.as_of, self.window, self.half_life, self.threshold, self.min_events, self.standing
        )


class MeetingsAsked(Days, Paged):
    """Which meetings."""

    kind: list[MeetingKind] = Field(
        [], max_length=4, description="Kind; by default all but plain meetings of two."
    )
    party: Words | None = Field(
        None, description="Only meetings at which this party was, or was missed.", examples=["IRN"]
    )
    window: int = Field(
        2, ge=0, le=365, description="How far apart the days of two reports of one meeting may lie."
    )


class ExposureAsked(Counted, Days):
    """Exposure to whom, and how force is lost on the way."""

    source: list[Words] = Field(
        [],
        max_length=_MANY,
        description="Exposure to this party; by default to every armed group that has assaulted somebody.",
    )
    exponent: float = Field(
        1.0, ge=0, le=10, allow_inf_nan=False, description="How fast force is lost with distance."
    )
    scale_km: float = Field(
        250.0,
        ge=1,
        le=20_000,
        allow_inf_nan=False,
        description="Distance over which the first half is lost (exponent 1).",
    )
    border: Share = Field(0.5, description="Share of force that passes a border.")
    limit: int = Field(20, ge=1, le=300, description="States of each source at most, the most exposed first.")


class CodeAsked(Asked):
    """A text to code."""

    text: str = Field(
        min_length=1,
        max_length=200_000,
        description="The article, plain text; offsets of the answer count its characters.",
        examples=["Iranian troops attacked Iraq on Monday."],
    )
    date: Day | None = Field(
        None,
        description="Day of publication, to which words like “yesterday” refer.",
        examples=["2014-09-16"],
    )


def ordered(since: dt.date | None, until: dt.date | None) -> None:
    """Raise ``ApiError`` where the first day lies after the last."""
    if since and until and since > until:
        raise ApiError(
            400,
            f"from {since} to {until}: the first day lies after the last",
            str(since),
            f"a day up to {until}",
            "swap the two",
        )


def _codes(words: Iterable[str]) -> tuple[str, ...]:
    """Codes in capitals, ids ("person:john-kerry") as they are."""
    return tuple(word if ":" in word else word.upper() for word in words)
