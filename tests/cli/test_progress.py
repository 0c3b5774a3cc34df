"""Progress: counts, rates and the time left."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from khaldun.cli.progress import Rate, Ticker, duration
from khaldun.cli.summary import Summary


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 s"),
        (89, "89 s"),
        (90, "2 min"),
        (3_600, "60 min"),
        (11_100, "3 h 05 min"),
        (190_000, "2 d 04 h"),
    ],
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_rates_count_from_where_this_run_began() -> None:
    rate = Rate(100.0, 1_000, 20_000, 5_000)
    said = rate.said(110.0, Summary(articles=1_050, sentences=22_000, events=70), 6_000, 9_000)
    assert said == ["1,050 articles", "70 events", "5.0 articles/s", "200 sentences/s", "30 s left"]


def test_no_time_left_where_nobody_knows() -> None:
    summary = Summary(articles=50, sentences=200)
    assert "left" not in " ".join(Rate(0.0, 0, 0, 0).said(10.0, summary, 600, None))
    assert "left" not in " ".join(Rate(0.0, 0, 0, 0).said(10.0, summary, 0, 900))
    assert Rate(5.0, 0, 0, 0).said(5.0, summary, 1, 9) == ["50 articles", "0 events"]


@pytest.mark.parametrize("terminal", [True, False])
def test_shown_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(
        "khaldun.cli.progress.messages", lambda: Console(file=stream, force_terminal=terminal, width=120)
    )
    monkeypatch.setattr("khaldun.cli.progress._PATIENCE", 0.0)
    with Ticker(quiet=False, total=1_000) as ticker:
        ticker.begin(Summary(), 0)
        ticker.tick(Summary(articles=7, events=3), 500)
        if terminal:
            ticker._progress.refresh()
    assert ("7 articles, 3 events" in stream.getvalue()) is terminal
    assert not Ticker.visible(quiet=True)
