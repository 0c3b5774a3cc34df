"""Dyads over time: what passed between two parties, period by period."""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
import pandas as pd
from scipy import stats

from khaldun.errors import UsageError
from khaldun.relations.deeds import STATUSES, Choice, days_of, deeds_sql
from khaldun.store import View

Period = Literal["day", "week", "month", "quarter", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)

_FREQUENCY = {"day": "D", "week": "W-SUN", "month": "M", "quarter": "Q-DEC", "year": "Y-DEC"}
"""Pandas' names; a week begins on Monday, as in ISO 8601 and in DuckDB."""
_QUADS = (1, 2, 3, 4)
_APART = tuple(status for status in STATUSES if status != "actual")


def dyads(
    view: View,
    one: str | None = None,
    other: str | None = None,
    *,
    ordered: bool = True,
    period: Period = "month",
    half_life: float = 30.0,
    least: int = 5,
    fill: bool = False,
    choice: Choice | None = None,
) -> pd.DataFrame:
    """One row a dyad and period, sorted so; with ``one`` (and ``other``) the dyads of that party (with the other) alone.

    ``ordered``: deeds of ``actor`` toward ``recipient``; else of both toward each other, the lesser key as ``actor``.
    ``fill`` adds the periods without deeds between the first and the last of the whole answer.

    Columns: ``actor``, ``recipient``, ``period`` (its first day); ``events`` (deeds, one a type and day) and
    ``reports`` (sentences), and both by quad class (``events_1`` … ``reports_4``); ``score_sum`` and ``score_mean``
    of PLOVER's scores (-10 to 10 a deed); ``decayed``, the sum of all scores up to the period's last day, each
    halved every ``half_life`` days; ``events_before`` in the period before and ``events_change``; ``change_p``, the
    chance of so uneven a split of the two counts if the rate had not changed (exact conditional test of two Poisson
    rates, Przyborowski and Wilenski 1940); ``score_change`` of the means; ``change_note``, why a change is not given:
    ``events_change`` and ``score_change`` are null below ``least`` events in the two periods together, and where no
    earlier period is known; ``historical``, ``future``, ``hypothetical``, ``negated``: deeds of these statuses that
    do not count; ``event_ids``. Raises ``UsageError`` for a period or half-life that does not serve.
    """
    if period not in PERIODS:
        raise UsageError(f"period {period!r}: valid are {', '.join(PERIODS)}")
    if not half_life > 0:
        raise UsageError(f"half-life {half_life:g}: give a number of days above 0")
    choice = choice or Choice()
    table = _gathered(view, one, other, ordered, period, half_life, choice)
    if fill and len(table):
        table = _filled(table, period)
    table["decayed"] = _decayed(table, half_life)
    reach = days_of(view)
    first = max(filter(None, (choice.since, reach[0] if reach else None)), default=None)
    _add_change(table, period, least, first)
    return table[COLUMNS].reset_index(drop=True)


COLUMNS = [
    "actor", "recipient", "period", "events", "reports",
    *(f"events_{quad}" for quad in _QUADS), *(f"reports_{quad}" for quad in _QUADS),
    "score_sum", "score_mean", "decayed", "events_before", "events_change", "change_p", "score_change", "change_note",
    *_APART, "event_ids",
]  # fmt: skip


def _gathered(
    view: View,
    one: str | None,
    other: str | None,
    ordered: bool,
    period: Period,
    half_life: float,
    choice: Choice,
) -> pd.DataFrame:
    query, given = deeds_sql(choice, ordered=ordered, one=one, other=other)
    by_quad = ", ".join(
        f"count(*) FILTER (counted AND quad = {quad}) AS events_{quad}, "
        f"coalesce(sum(reports) FILTER (counted AND quad = {quad}), 0)::BIGINT AS reports_{quad}"
        for quad in _QUADS
    )
    apart = ", ".join(
        f"count(*) FILTER (NOT counted AND status = '{status}') AS {status}" for status in _APART
    )
    last = f"(date_trunc('{period}', date) + INTERVAL 1 {period})::DATE - 1"
    query += f"""SELECT actor, recipient, date_trunc('{period}', date)::DATE AS period, max({last}) AS last_day,
            count(*) FILTER (counted) AS events, coalesce(sum(reports) FILTER (counted), 0)::BIGINT AS reports, {by_quad},
            coalesce(sum(score) FILTER (counted), 0) AS score_sum, avg(score) FILTER (counted) AS score_mean,
            coalesce(sum(score * pow(0.5, (({last}) - date) / ?)) FILTER (counted), 0) AS within, {apart},
            flatten(list(ids) FILTER (counted)) AS event_ids
        FROM deeds GROUP BY actor, recipient, period ORDER BY actor, recipient, period"""
    table = view.sql(query, [*given, half_life]).df()
    table["event_ids"] = [sorted(ids) if _is_list(ids) else [] for ids in table["event_ids"]]
    return table


def _filled(table: pd.DataFrame, period: Period) -> pd.DataFrame:
    """The table with a row for every dyad in every period from the first to the last."""
    all_periods = pd.period_range(table["period"].min(), table["period"].max(), freq=_FREQUENCY[period])
    grid = (
        table[["actor", "recipient"]]
        .drop_duplicates()
        .merge(
            pd.DataFrame(
                {"period": all_periods.start_time.astype(table["period"].dtype), "end": all_periods.end_time}
            ),
            how="cross",
        )
    )
    full = grid.merge(table, how="left", on=["actor", "recipient", "period"])
    full["last_day"] = full["last_day"].fillna(full["end"].dt.normalize().astype(table["last_day"].dtype))
    full["event_ids"] = [ids if _is_list(ids) else [] for ids in full["event_ids"]]
    counts = [
        name for name in table.columns if pd.api.types.is_numeric_dtype(table[name]) and name != "score_mean"
    ]
    full[counts] = full[counts].fillna(0).astype(table[counts].dtypes)
    return full.drop(columns="end")


def _decayed(table: pd.DataFrame, half_life: float) -> Any:
    """What each period's own scores and all earlier ones of the dyad come to on its last day, by recursion."""
    same = _same_dyad(table)
    days = table["last_day"].diff().dt.days.to_numpy(float)
    keep = np.where(same, 0.5 ** (np.where(same, days, 0.0) / half_life), 0.0)
    total, before = np.zeros(len(table)), 0.0
    for row, (share, own) in enumerate(zip(keep, table["within"].to_numpy(float), strict=True)):
        total[row] = before = before * share + own
    return total


def _same_dyad(table: pd.DataFrame) -> Any:
    pair = table[["actor", "recipient"]]
    return (pair == pair.shift()).all(axis=1).to_numpy()


def _add_change(table: pd.DataFrame, period: Period, least: int, first: Any) -> None:
    """Put beside each period what changed against the one before, where that can be said."""
    now = table["period"].dt.to_period(_FREQUENCY[period])
    adjacent = _same_dyad(table) & ((now - 1) == now.shift()).to_numpy()
    before = np.where(adjacent, table["events"].shift().fillna(0), 0).astype(int)
    earlier = (now - 1).dt.start_time
    known = (now.dt.start_time > pd.Timestamp(first)) if first is not None else earlier.notna()
    counted = table["events"].to_numpy()
    enough = (counted + before) >= least
    given = known.to_numpy() & enough
    here = (now.dt.end_time - now.dt.start_time).dt.days.to_numpy() + 1
    there = ((now - 1).dt.end_time - earlier).dt.days.to_numpy() + 1
    table["events_before"] = pd.array(np.where(known, before, 0), dtype="Int64")
    table.loc[~known, "events_before"] = pd.NA
    table["events_change"] = pd.array(counted - before, dtype="Int64")
    table.loc[~given, "events_change"] = pd.NA
    table["change_p"] = np.where(given, _uneven(counted, before, here / (here + there)), np.nan)
    both = given & adjacent & (counted > 0) & (before > 0)
    table["score_change"] = np.where(both, table["score_mean"] - table["score_mean"].shift(), np.nan)
    table["change_note"] = np.select(
        [~known, ~enough], ["no earlier period", f"fewer than {least} events"], ""
    )


def _uneven(now: Any, before: Any, share: Any) -> Any:
    """The two-sided chance of a split at least so uneven, ``share`` being this period's part of the days."""
    total = now + before
    below, above = stats.binom.cdf(now, total, share), stats.binom.sf(now - 1, total, share)
    return np.minimum(1.0, 2 * np.minimum(below, above))


def _is_list(ids: Any) -> bool:
    return isinstance(ids, list | np.ndarray)
