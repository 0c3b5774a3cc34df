"""Dyads by period: counts, scores, decay and change."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from scipy.stats import binomtest

from khaldun.errors import UsageError
from khaldun.relations.deeds import Choice
from khaldun.relations.dyads import COLUMNS, PERIODS, dyads

from .conftest import Make, deed


def test_deeds_and_reports_by_quad_and_period(made: Make) -> None:
    store = made(
        deed("a", "USA", "AID", "IRQ", "2014-09-01"),
        deed("b", "USA", "ACCUSE", "IRQ", "2014-09-05"),
        deed("c", "USA", "ACCUSE", "IRQ", "2014-09-05"),
        deed("d", "USA", "ASSAULT", "IRQ", "2014-10-05"),
        deed("e", "IRQ", "REJECT", "USA", "2014-10-05", status="negated"),
    )
    table = dyads(store)
    assert list(table.columns) == COLUMNS
    rows = table.set_index(["actor", "period"])
    first = rows.loc["USA", dt.datetime(2014, 9, 1)]
    assert (first.events, first.reports, first.events_2, first.events_3, first.reports_3) == (2, 3, 1, 1, 2)
    assert (first.score_sum, first.score_mean, first.event_ids) == (8.0, 4.0, ["a", "b", "c"])
    denied = rows.loc["IRQ", dt.datetime(2014, 10, 1)]
    assert (denied.events, denied.negated, denied.event_ids) == (0, 1, [])


def test_unordered_dyads_count_both_sides_once(made: Make) -> None:
    store = made(
        deed("a", "USA", "ACCUSE", "IRN", "2014-09-01"),
        deed("b", "IRN", "ACCUSE", "USA", "2014-09-01"),
        deed("c", "USA+IRN", "CONSULT", "=", "2014-09-02"),
    )
    table = dyads(store, ordered=False)
    assert table[["actor", "recipient", "events", "reports", "score_sum"]].to_numpy().tolist() == [
        ["IRN", "USA", 3, 3, -1.5]
    ]
    assert dyads(store)["events"].tolist() == [2, 2]


@pytest.mark.parametrize("period", PERIODS)
def test_decay_is_the_sum_of_halved_scores_at_the_periods_end(made: Make, period: Any) -> None:
    days = {
        "2014-01-31": "AID",
        "2014-02-03": "ASSAULT",
        "2014-02-04": "ASSAULT",
        "2014-06-30": "AID",
        "2015-03-01": "ACCUSE",
    }
    scores = {"AID": 10.0, "ASSAULT": -9.0, "ACCUSE": -2.0}
    store = made(*(deed(f"e{n}", "USA", what, "IRQ", day) for n, (day, what) in enumerate(days.items())))
    table = dyads(store, "USA", "IRQ", period=period, half_life=20, fill=True)
    assert (table["period"].diff().dropna() > dt.timedelta(0)).all()
    ends = [*(table["period"].dt.date[1:] - dt.timedelta(1))]
    for end, value in zip(ends, table["decayed"], strict=False):
        past = {dt.date.fromisoformat(day): what for day, what in days.items()}
        worked = sum(
            scores[what] * 0.5 ** ((end - day).days / 20) for day, what in past.items() if day <= end
        )
        assert value == pytest.approx(worked)


def test_change_is_given_where_counts_suffice_and_a_period_went_before(made: Make) -> None:
    events = [deed(f"a{n}", "USA", "ACCUSE", "IRN", f"2014-09-{n:02}") for n in range(1, 3)]
    events += [deed(f"b{n}", "USA", "ASSAULT", "IRN", f"2014-10-{n:02}") for n in range(1, 9)]
    events += [deed("c", "USA", "ACCUSE", "IRN", "2014-12-01")]
    table = dyads(made(*events), "USA", "IRN", fill=True)
    assert table["events"].tolist() == [2, 8, 0, 1]
    assert table["events_change"].tolist()[1:3] == [6, -8]
    assert table["events_before"].tolist()[1:] == [2, 8, 0]
    assert table["score_change"].tolist()[1] == -7.0
    assert table["score_change"].isna().tolist() == [True, False, True, True]
    assert table["change_note"].tolist() == ["no earlier period", "", "", "fewer than 5 events"]
    assert table["change_p"].tolist()[2] == pytest.approx(
        2 * (31 / 61) ** 8
    )  # all eight fell into 31 of 61 days
    exact = binomtest(8, 10, 31 / 61, alternative="greater").pvalue
    assert table["change_p"].tolist()[1] == pytest.approx(2 * exact)


def test_without_filling_a_gap_counts_as_nothing_before(made: Make) -> None:
    events = [deed(f"a{n}", "USA", "ACCUSE", "IRN", f"2014-0{m}-{n:02}") for m in (1, 4) for n in range(1, 7)]
    table = dyads(made(*events), least=3)
    assert table["events_before"].tolist()[1] == 0
    assert table["events_change"].tolist()[1] == 6


def test_the_days_asked_for_bound_what_is_known_before(made: Make) -> None:
    events = [deed(f"a{m}", "USA", "ACCUSE", "IRN", f"2014-{m:02}-05") for m in range(1, 13)]
    table = dyads(made(*events), least=1, choice=Choice(since=dt.date(2014, 6, 1)))
    assert table["change_note"].tolist() == ["no earlier period", *[""] * 6]


def test_an_empty_answer_has_all_columns(made: Make) -> None:
    table = dyads(made(), "USA", "IRN", fill=True)
    assert (list(table.columns), len(table)) == (COLUMNS, 0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"period": "decade"}, "valid are day, week"),
        ({"half_life": 0}, "days above 0"),
        ({"half_life": float("nan")}, "days above 0"),
    ],
)
def test_wrong_options_are_told(made: Make, options: Any, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        dyads(made(), **options)
