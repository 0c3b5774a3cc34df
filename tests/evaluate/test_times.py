from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from khaldun.errors import UsageError
from khaldun.evaluate import evaluate
from khaldun.evaluate.times import read_timeml, same_value
from khaldun.model import When

from .stubs import LayersCoder, write

TEXT = "Rain & fog fell on Monday, for two days, and again in May."
TIMEML = (
    '<TimeML><DCT><TIMEX3 type="DATE" value="2014-09-16">2014-09-16</TIMEX3></DCT><TEXT>Rain &amp; fog fell '
    'on <TIMEX3 type="DATE" value="2014-09-15">Monday</TIMEX3>, for <TIMEX3 type="DURATION" value="P2D">two days'
    '</TIMEX3>, and again in <TIMEX3 type="DATE" value="2014-05">May</TIMEX3>.</TEXT></TimeML>'
)


def _when(part: str, type: str, value: str) -> When:
    start = TEXT.index(part)
    return When(part, start, start + len(part), type, value, None, None, None)  # type: ignore[arg-type]


def test_timeml_gives_text_day_and_expressions() -> None:
    article = read_timeml(TIMEML)
    assert (article.text, article.created) == (TEXT, dt.date(2014, 9, 16))
    assert [(TEXT[slice(*e.span)], e.type, e.value) for e in article.expressions] == [
        ("Monday", "DATE", "2014-09-15"),
        ("two days", "DURATION", "P2D"),
        ("May", "DATE", "2014-05"),
    ]
    with pytest.raises(UsageError, match="TimeML without <TEXT>"):
        read_timeml("<TimeML></TimeML>")


def test_weeks_are_one_value_however_they_are_written() -> None:
    assert same_value("2014-W07", "2014-W7")
    assert not same_value("2014-W17", "2014-W7")
    assert not same_value(None, "2014")


def test_spans_and_values(tmp_path: Path) -> None:
    # Of three: Monday with a wrong value, "two" for "two days", May missed, and fog in vain.
    found = [
        _when("fog", "DATE", "PAST_REF"),
        _when("Monday", "DATE", "2014-09-22"),
        _when("two", "SET", "P2D"),
    ]
    path = write(tmp_path / "times.jsonl", [{"id": "a", "timeml": TIMEML}])
    coder = LayersCoder(times={TEXT: found})
    part = evaluate([path], coder).files[0]
    assert coder.seen[0].published == dt.date(2014, 9, 16)
    loose, strict = part.score("spans that overlap"), part.score("spans with the same characters")
    assert (loose.n, loose.precision, loose.recall) == (
        1,
        pytest.approx(2 / 3, abs=1e-6),
        pytest.approx(2 / 3, abs=1e-6),
    )
    assert (strict.precision, strict.recall) == (
        pytest.approx(1 / 3, abs=1e-6),
        pytest.approx(1 / 3, abs=1e-6),
    )
    assert part.score("value right among DATE that were found").value == 0.0
    assert [(o.id, o.gold, o.coded, o.right) for o in part.outcomes] == [
        ("a 19-25", "DATE 2014-09-15", "DATE 2014-09-22", False),
        ("a 31-39", "DURATION P2D", "SET P2D", True),
        ("a 54-57", "DATE 2014-05", "none", False),
        ("a +7-10", "none", "DATE PAST_REF", False),
    ]
    assert {(c.gold, c.predicted) for c in part.confusions} == {
        ("DATE", "DATE"),
        ("DURATION", "SET"),
        ("DATE", "none"),
        ("none", "DATE"),
    }
