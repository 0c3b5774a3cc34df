"""Meetings found in short texts."""

from __future__ import annotations

import datetime as dt
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.coder import Coder
from khaldun.model import Article, Coding, Meeting
from khaldun.yaml_data import read_yaml
from meetings.reading import fault, read

PUBLISHED = dt.date(2021, 6, 16)
CASES = read_yaml(Path(__file__).with_name("sentences.yaml"))
COUNTRIES = {"Kenya": "KEN", "Peru": "PER", "Japan": "JPN", "Chad": "TCD", "Niger": "NER", "Fiji": "FJI", "Oman": "OMN", "Chile": "CHL"}  # fmt: skip


def code(coder: Coder, text: str, **facts: Any) -> Coding:
    return coder.code_article(Article("one", text, published=PUBLISHED, **facts))


def who(parties: Any) -> list[str]:
    return sorted(p.actor.code for p in parties)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_text_gives_its_meeting(coder: Coder, case: dict[str, Any]) -> None:
    marked = read(case["text"])
    meetings = code(coder, marked.text).meetings
    if case.get("none"):
        assert meetings == ()
        return
    assert fault(marked, meetings) is None
    assert len(meetings) == 1
    one = meetings[0]
    told = {
        "kind": one.kind,
        "place": one.place.name if one.place else None,
        "date": one.date,
        "status": one.status,
        "agreed": [a.text for a in one.agreed],
    }
    assert {name: told[name] for name in case if name in told} == {n: case[n] for n in case if n in told}


def test_sentences_of_one_meeting_are_joined(coder: Coder) -> None:
    text = (
        "Diplomats from forty countries met in Lisbon on Monday. Portuguese Prime Minister Antonio Costa opened the conference. "
        "Brazil and Angola attended.\n\nCosta also met German Chancellor Angela Merkel in Porto. Nobody had invited Chad. "
        "The conference ended with a declaration."
    )
    conference, other = code(coder, text).meetings
    assert conference.kind == "conference"
    assert who(conference.hosts) == ["PRT"]  # who opens it at home is its host
    assert who(conference.attenders) == ["AGO", "BRA", "PRT"]
    assert [a.text for a in conference.agreed] == ["ended with a declaration"]
    assert who(other.attenders) == ["DEU", "PRT"]


def test_the_dateline_places_the_meeting_that_leads(coder: Coder) -> None:
    text = "Foreign ministers of Ghana and Togo met on Tuesday."
    one = code(coder, text, dateline="LISBON").meetings[0]
    assert one.place is not None
    assert (one.place.name, one.place_reason) == ("Lisbon", "the article's dateline")


def test_what_it_is_about(coder: Coder) -> None:
    one = code(coder, "Ghana and Togo attended the conference on Libya in Accra.").meetings[0]
    assert who(one.subjects) == ["LBY"]


def test_events_coded_from_what_was_agreed_are_named(coder: Coder) -> None:
    coding = code(coder, "Ghana and Togo met in Accra on Monday and agreed to send troops to Mali.")
    named = [key for m in coding.meetings for a in m.agreed for key in a.events]
    assert named
    assert set(named) <= {event.id for event in coding.events}


def check_spans(coding: Coding) -> None:
    text = coding.article.text
    for meeting in coding.meetings:
        assert text[meeting.name.start : meeting.name.end] == meeting.name.text
        for party in meeting.parties:
            assert text[party.actor.start : party.actor.end] == party.actor.text
            assert party.evidence
            assert party.rules
            assert (party.manner is None) == (party.role != "absentee")
        for agreed in meeting.agreed:
            assert text[agreed.start : agreed.end] == agreed.text
        for seen in chain(meeting.evidence, *(p.evidence for p in meeting.parties)):
            assert text[seen.start : seen.end] == seen.text
            assert seen.start <= seen.trigger[0] < seen.trigger[1] <= seen.end


def check_sides(meeting: Meeting) -> None:
    """Nobody was there and was not, unless two words say so."""
    there = {p.actor.code: p for p in (*meeting.hosts, *meeting.attenders)}
    for absent in meeting.absentees:
        if absent.actor.code in there:
            triggers = {e.trigger for e in absent.evidence}
            assert triggers != {e.trigger for e in there[absent.actor.code].evidence}


def listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@given(st.permutations(sorted(COUNTRIES)), st.integers(2, 5), st.integers(1, 2))
@settings(max_examples=30, deadline=None)
def test_a_list_is_read_to_its_end(coder: Coder, names: list[str], there: int, absent: int) -> None:
    present, missing = names[:there], names[there : there + absent]
    text = f"Thirty countries met in Oslo, among them {listed(present)} but not {', nor '.join(missing)}."
    coding = code(coder, text)
    check_spans(coding)
    assert who(coding.meetings[0].attenders) == sorted(COUNTRIES[n] for n in present)
    assert who(coding.meetings[0].absentees) == sorted(COUNTRIES[n] for n in missing)


ACTS = ["{} attended the conference in Oslo.", "{} was not invited.", "{} stayed away from the conference.", "{} hosted the conference.",
        "The conference opened without {}.", "No delegate from {} came.", "{} met Norway's prime minister.", "{} took part in the talks."]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(sorted(COUNTRIES))), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_laws_of_a_record(coder: Coder, acts: list[tuple[str, str]]) -> None:
    coding = code(coder, " ".join(act.format(name) for act, name in acts))
    check_spans(coding)
    ids = [m.id for m in coding.meetings]
    assert len(set(ids)) == len(ids)
    for meeting in coding.meetings:
        check_sides(meeting)
        for role in ("hosts", "attenders", "absentees", "subjects"):
            codes = who(getattr(meeting, role))
            assert len(set(codes)) == len(codes), role


def test_an_article_without_a_gathering_is_not_read(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khaldun.meetings.build._Builder.__init__", None)
    assert code(coder, "Kenya sent troops to Somalia on Monday. Nobody was invited.").meetings == ()
