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
    for edge in _edges(ties, stated, settings):
        for key in (edge["actor"], edge["recipient"]):
            if key not in graph:
                graph.add_node(key, name=name_of(key, known), kind=kind_of(key))
        graph.add_edge(edge.pop("actor"), edge.pop("recipient"), **edge)
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


def _edges(
    ties: pd.DataFrame, stated: dict[tuple[str, str], list[Standing]], settings: Settings
) -> list[dict[str, Any]]:
    """The edges with their signs, standing relations laid over the deeds."""
    edges = {(row["actor"], row["recipient"]): row for row in ties.to_dict("records")}
    for (one, other), relations in stated.items():
        bare = {
            "actor": one,
            "recipient": other,
            "positive": 0.0,
            "negative": 0.0,
            "events": 0,
            "reports": 0,
            "fights": 0,
            "helps": 0,
            "event_ids": [],
        }
        edge = edges.setdefault((one, other), bare)
        for relation in {relation.relation: relation for relation in relations}.values():
            edge["positive"] += max(relation.score, 0.0)
            edge["negative"] += max(-relation.score, 0.0)
            edge["fights"] += relation.relation == "at-war"
            edge["helps"] += relation.relation == "backing"
        told = {ids for relation in relations for ids in relation.event_ids}
        edge["event_ids"] = sorted({*edge["event_ids"], *told})
        edge["standing"] = sorted({relation.label for relation in relations})
    finished = []
    for edge in edges.values():
        strength = edge["positive"] + edge["negative"]
        edge.setdefault("standing", [])
        if strength <= 0 or edge["events"] + len(edge["standing"]) < settings.min_events:
            continue
        edge["weight"] = edge["positive"] - edge["negative"]
        edge["balance"] = edge["weight"] / strength
        edge["sign"] = sign_of(edge["balance"], settings.threshold)
        edge["event_ids"] = list(edge["event_ids"])
        finished.append(edge)
    return sorted(finished, key=lambda edge: (edge["actor"], edge["recipient"]))


def sign_of(balance: float, threshold: float) -> int:
    """The sign of a tie: 0 where it is not one-sided enough, or not at all."""
    if balance == 0 or abs(balance) < threshold:
        return 0
    return 1 if balance > 0 else -1


def ties(graph: nx.Graph[Any]) -> pd.DataFrame:
    """The edges as a table, the strongest first."""
    columns = [
        "one",
        "other",
        "sign",
        "weight",
        "balance",
        "positive",
        "negative",
        "events",
        "reports",
        "fights",
        "helps",
        "standing",
        "event_ids",
    ]
    rows = [{"one": one, "other": other, **facts} for one, other, facts in graph.edges(data=True)]
    table = pd.DataFrame(rows, columns=columns)
    order = (table["positive"] + table["negative"]).sort_values(ascending=False, kind="stable").index
    return table.loc[order].reset_index(drop=True)
