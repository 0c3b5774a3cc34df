"""Meetings joined across articles."""

from __future__ import annotations

import datetime as dt
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from khaldun.model import Evidence, Meeting, MeetingParty, Mention, Place, Span
from khaldun.relations.meeting_picture import draw_meetings
from khaldun.relations.meetings import Joined, join, stakes
from khaldun.relations.pictures import picture

DAY = dt.date(2021, 6, 14)
TOWNS = {"Lisbon": "PRT", "Porto": "PRT", "Oslo": "NOR", "Accra": "GHA"}


def party(code: str, role: Any = "attender", manner: Any = None, sentence: int = 0) -> MeetingParty:
    seen = Evidence(
        "They met.", 10 * sentence, 10 * sentence + 9, (10 * sentence + 5, 10 * sentence + 8), sentence
    )
    mention = Mention(code, 0, 3, None, code, None, (), f"country:{code.lower()}")
    return MeetingParty(mention, role, manner, (seen,), ("meet.m",))


def meeting(
    article: str, codes: str = "", town: str | None = None, day: dt.date | None = DAY, **facts: Any
) -> Meeting:
    place = Place(town, 0, 0, town, TOWNS[town], 0.0, 0.0, 1, "city") if town else None
    told: dict[str, Any] = {
        "id": article, "article_id": article, "kind": "conference", "status": "actual", "name": Span("talks", 0, 5),
        "date": day, "date_end": None, "date_precision": "day", "date_basis": "text: Monday", "place": place,
        "place_reason": None, "hosts": (), "attenders": tuple(party(c) for c in codes.split()), "absentees": (),
        "subjects": (), "agreed": (), "evidence": (Evidence("They met.", 0, 9, (5, 8), 0),),
    }  # fmt: skip
    return Meeting(**(told | facts))


def groups(joined: list[Joined]) -> list[list[str]]:
    return [[m.article_id for m in one.records] for one in joined]


def test_a_town_and_a_day_make_one_meeting() -> None:
    later = DAY + dt.timedelta(days=1)
    records = [
        meeting("a", "GHA TGO", "Lisbon"),
        meeting("b", "TGO", "Lisbon", later),
        meeting("c", "GHA TGO", "Oslo"),
    ]
    assert groups(join(records)) == [["a", "b"], ["c"]]


def test_two_parties_and_a_day_make_one_meeting() -> None:
    records = [meeting("a", "GHA TGO MLI"), meeting("b", "TGO GHA", "Lisbon"), meeting("c", "TGO", None)]
    assert groups(join(records)) == [["a", "b"], ["c"]]


def test_two_who_met_are_no_part_of_the_conference() -> None:
    records = [meeting("a", "GHA TGO MLI", "Lisbon"), meeting("b", "TGO GHA", "Lisbon", kind="meeting")]
    assert groups(join(records)) == [["a"], ["b"]]


def test_a_conference_is_no_summit_and_far_days_are_others() -> None:
    far = DAY + dt.timedelta(days=9)
    records = [meeting("a", "GHA TGO", "Lisbon"), meeting("b", "GHA TGO", "Lisbon", kind="summit"), meeting("c", "GHA TGO", "Lisbon", far)]  # fmt: skip
    assert groups(join(records)) == [["a"], ["b"], ["c"]]
    assert groups(join(records, window=9)) == [["a", "c"], ["b"]]


def test_a_vague_date_joins_nothing() -> None:
    year = {"day": dt.date(2021, 1, 1), "date_end": dt.date(2021, 12, 31), "date_precision": "year"}
    assert groups(join([meeting("a", "GHA TGO", "Lisbon"), meeting("b", "GHA TGO", "Lisbon", **year)])) == [
        ["b"],
        ["a"],
    ]


def test_seats_keep_every_record_and_the_telling_manner() -> None:
    one = meeting("a", "GHA", "Lisbon", absentees=(party("TGO", "absentee", "absent", 1),))
    other = meeting("b", "GHA", "Lisbon", absentees=(party("TGO", "absentee", "not_invited", 2),))
    joined = join([one, other])[0]
    seat = joined.seats("absentee")[0]
    assert (seat.key, seat.name, seat.manner, seat.reports) == ("TGO", "Togo", "not_invited", 2)
    assert [article for article, _ in seat.told] == ["a", "b"]
    assert joined.reports == 2


def test_interested_absentees_are_those_with_a_stake_and_no_seat() -> None:
    told = meeting("a", "PRT", "Lisbon", subjects=(party("IRQ", "subject"),), absentees=(party("IRN", "absentee", "not_invited"),))  # fmt: skip
    found = {stake.actor: stake.absence for stake in stakes(join([told])[0], nx.Graph())}
    assert found["IRN"] == "not invited"
    assert found["SYR"] is None  # a neighbour of the subject of whom nobody says anything
    assert "PRT" not in found


def test_a_picture_is_drawn_of_names_as_they_are() -> None:
    svg = picture(
        draw_meetings(join([meeting("a", "GHA TGO", "Lisbon"), meeting("b", "PER")])), "Meetings", "svg"
    )
    assert svg.startswith(b"<?xml")


records = st.lists(
    st.builds(
        lambda n, codes, town, days, kind: meeting(f"m{n}", " ".join(sorted(codes)), town, days, kind=kind),
        st.integers(0, 99),
        st.sets(st.sampled_from(["GHA", "TGO", "MLI", "PER"]), max_size=4),
        st.none() | st.sampled_from(sorted(TOWNS)),
        st.none() | st.integers(0, 8).map(lambda n: DAY + dt.timedelta(days=n)),
        st.sampled_from(["conference", "summit", "talks", "meeting"]),
    ),
    max_size=9,
)


@given(records, st.integers(0, 4))
def test_joining_loses_nothing_and_joins_nothing_apart(some: list[Meeting], window: int) -> None:
    joined = join(some, window)
    assert sorted(m.id for one in joined for m in one.records) == sorted(m.id for m in some)
    for one in joined:
        towns = {m.place.name for m in one.records if m.place is not None}
        assert len(towns) <= 1
        days = [m.date for m in one.records]
        assert len(days) == 1 or (None not in days and max(days) - min(days) <= dt.timedelta(days=window))  # type: ignore[type-var, operator]
        assert not {"conference", "summit"} <= {m.kind for m in one.records}
