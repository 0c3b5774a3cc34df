"""The network of parties as of a day: signed and weighted, from deeds and from standing relations."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import asdict, dataclass, replace
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from khaldun.errors import UsageError
from khaldun.relations.deeds import Choice, days_of, deeds_sql, names
from khaldun.relations.parties import kind_of, name_of
from khaldun.relations.standing import Standing, standing
from khaldun.store import View

FACTS = [
    "sign", "weight", "balance", "positive", "negative", "events", "reports", "fights", "helps", "standing", "event_ids",
]  # fmt: skip
"""What an edge holds."""

HELP = ("AID", "COOPERATE")
"""Event types by which one party helps another in deeds, not words."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a network is drawn from a store.

    as_of: its day, by default the store's last; window: days up to it whose deeds count; half_life: days by which a
    deed's score halves, ``None`` for no decay; threshold: how one-sided a tie is before it has a sign (0 to 1, see
    ``build``); min_events: deeds (a standing relation is one) that a tie needs; standing: whether standing relations
    count; standing_days: days for which one holds after it was stated.
    """

    as_of: dt.date | None = None
    window: int = 90
    half_life: float | None = None
    threshold: float = 0.3
    min_events: int = 1
    standing: bool = True
    standing_days: int = 365

    def __post_init__(self) -> None:
        if self.window < 1 or self.standing_days < 1:
            raise UsageError(f"window {min(self.window, self.standing_days)}: give 1 day or more")
        if not 0 <= self.threshold <= 1:
            raise UsageError(f"threshold {self.threshold:g}: give a number from 0 to 1")
        if self.half_life is not None and not self.half_life > 0:
            raise UsageError(f"half-life {self.half_life:g}: give a number of days above 0")

    def told(self) -> dict[str, Any]:
        """The settings as they are printed beside every figure."""
        return asdict(self)


def build(view: View, settings: Settings | None = None, choice: Choice | None = None) -> nx.Graph[Any]:
    """The network as of a day.

    Nodes are parties with ``name`` and ``kind``. An edge holds ``positive`` and ``negative``, the sums of scores above
    and below zero (PLOVER's scale, the latter as a number above zero); ``weight``, their difference; ``balance``,
    weight / (positive + negative), from -1 to 1; ``sign``, 1 or -1 where balance reaches the threshold on that side,
    else 0; ``events`` (deeds), ``reports``, ``fights`` and ``helps`` (deeds of assault, or stated war; of aid and
    cooperation), ``standing`` (labels of stated relations) and ``event_ids``. Pairs whose scores are all zero have no
    edge. The graph's attributes hold ``as_of``, ``since`` and the settings.
    """
    settings, choice = settings or Settings(), choice or Choice()
    settings = _dated(view, settings)
    as_of = settings.as_of or dt.date.min
    since = as_of - dt.timedelta(days=min(settings.window - 1, as_of.toordinal() - 1))
    ties = _ties(view, settings, choice.within(since, as_of))
    stated: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    if settings.standing:
        first = as_of - dt.timedelta(days=min(settings.standing_days - 1, as_of.toordinal() - 1))
        for relation in standing(view, first, as_of):
            stated[relation.one, relation.other].append(relation)
    graph: nx.Graph[Any] = nx.Graph(
        since=since, statuses=choice.statuses, min_confidence=choice.min_confidence, **settings.told()
    )
    known = names(view)
    edges = _signed(_laid_over(ties, stated), settings)
    for key in dict.fromkeys(edges[["one", "other"]].to_numpy().ravel()):
        graph.add_node(key, name=name_of(key, known), kind=kind_of(key))
    facts = edges[FACTS].itertuples(index=False, name=None)
    graph.add_edges_from(
        (one, other, dict(zip(FACTS, row, strict=True)))
        for one, other, row in zip(edges["one"], edges["other"], facts, strict=True)
    )
    return graph


def _dated(view: View, settings: Settings) -> Settings:
    if settings.as_of is not None:
        return settings
    reach = days_of(view)
    return replace(settings, as_of=reach[1] if reach else dt.date(1970, 1, 1))


def _ties(view: View, settings: Settings, choice: Choice) -> pd.DataFrame:
    """One row a pair with its sums of scores, gathered in the database."""
    query, given = deeds_sql(choice, ordered=False)
    query += f"""SELECT actor, recipient,
            sum(greatest(score, 0) * fade) AS positive, sum(greatest(-score, 0) * fade) AS negative,
            count(*) AS events, sum(reports)::BIGINT AS reports,
            count(*) FILTER (event_type = 'ASSAULT') AS fights, count(*) FILTER (event_type IN {HELP}) AS helps,
            list_sort(list_distinct(flatten(list(ids)))) AS event_ids
        FROM (SELECT *, pow(0.5, (?::DATE - date) / ?) AS fade FROM deeds WHERE counted)
        GROUP BY actor, recipient ORDER BY actor, recipient"""
    fade = settings.half_life if settings.half_life is not None else np.inf
    return view.sql(query, [*given, settings.as_of, fade]).df()


def _laid_over(ties: pd.DataFrame, stated: dict[tuple[str, str], list[Standing]]) -> pd.DataFrame:
    """The pairs with standing relations laid over the deeds: each kind counts once a pair, whoever states it how often."""
    ties = ties.rename(columns={"actor": "one", "recipient": "other"})
    ties["event_ids"] = [list(ids) for ids in ties["event_ids"]]
    ties["standing"] = [[] for _ in range(len(ties))]
    if not stated:
        return ties
    place = {pair: row for row, pair in enumerate(zip(ties["one"], ties["other"], strict=True))}
    rows = {pair: ties.iloc[place[pair]].to_dict() if pair in place else _bare(pair) for pair in stated}
    for pair, row in rows.items():
        for relation in {relation.relation: relation for relation in stated[pair]}.values():
            row["positive"] += max(relation.score, 0.0)
            row["negative"] += max(-relation.score, 0.0)
            row["fights"] += relation.relation == "at-war"
            row["helps"] += relation.relation == "backing"
        told = {key for relation in stated[pair] for key in relation.event_ids}
        row["event_ids"] = sorted({*row["event_ids"], *told})
        row["standing"] = sorted({relation.label for relation in stated[pair]})
    others = ties.drop(index=[place[pair] for pair in rows if pair in place])
    changed = pd.DataFrame(list(rows.values()), columns=ties.columns)
    return (pd.concat([others, changed]) if len(others) else changed).sort_values(
        ["one", "other"], ignore_index=True
    )


def _bare(pair: tuple[str, str]) -> dict[str, Any]:
    """A pair without deeds."""
    counts = dict.fromkeys(("events", "reports", "fights", "helps"), 0)
    return {
        "one": pair[0],
        "other": pair[1],
        "positive": 0.0,
        "negative": 0.0,
        **counts,
        "event_ids": [],
        "standing": [],
    }


def _signed(edges: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """The ties that have strength and deeds enough, each with its weight, balance and sign."""
    strength = edges["positive"] + edges["negative"]
    many = edges["events"] + edges["standing"].map(len)
    edges = edges[(strength > 0) & (many >= settings.min_events)].copy()
    edges["weight"] = edges["positive"] - edges["negative"]
    edges["balance"] = edges["weight"] / (edges["positive"] + edges["negative"])
    edges["sign"] = [sign_of(balance, settings.threshold) for balance in edges["balance"]]
    return edges


def sign_of(balance: float, threshold: float) -> int:
    """The sign of a tie: 0 where it is not one-sided enough, or not at all."""
    if balance == 0 or abs(balance) < threshold:
        return 0
    return 1 if balance > 0 else -1


def ties(graph: nx.Graph[Any]) -> pd.DataFrame:
    """The edges as a table, the strongest first."""
    rows = [{"one": one, "other": other, **facts} for one, other, facts in graph.edges(data=True)]
    table = pd.DataFrame(rows, columns=["one", "other", *FACTS])
    order = (table["positive"] + table["negative"]).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
