"""Reach and exposure: where armed actors act, and how near each state lies to it.

An act of force weighs whole in the state where it happens, and border * (1 + d / scale)^-exponent of that in a state
at distance d: a border, with those who guard it, takes a share, and the way takes the rest. That strength is lost with distance is Boulding's gradient (Conflict and Defense, 1962); this falling form, in place of his straight
line, never turns negative, and its exponent is an option as in Bueno de Mesquita (The War Trap, 1981). The distance is
zero where the act is in the state itself, runs to its nearest town where the two states share a land border, over
which force can walk, and to its capital otherwise.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from khaldun.errors import UsageError
from khaldun.relations.deeds import Choice, names
from khaldun.relations.parties import kind_of, name_of, party_sql
from khaldun.relations.world import Points, State, distance_km, longest_km, states
from khaldun.store import View

_SHOWN = 5
"""Acts named as the evidence of one exposure, those that weigh most."""
_ARMED_SECTORS = ("REB", "UAF", "PRM", "CRM")


def acts(view: View, choice: Choice | None = None) -> pd.DataFrame:
    """Where parties use, suffer or threaten force, from located events: one row a party, day, place, type and role.

    Columns: ``party``, ``role`` (``actor``, or ``recipient`` of an assault: a fight tells where both are), ``date``,
    ``event_type``, ``place``, ``country``, ``lat``, ``lon`` (degrees), ``force`` (0 to 1: the score below zero over
    10), ``event_ids``.
    """
    choice = choice or Choice()
    query = f"""WITH who AS (SELECT DISTINCT event_n, role, {party_sql()} AS party FROM event_actors WHERE role <> 'speaker')
        SELECT party, role, date, event_type, min(place_name) AS place, min(place_country) AS country,
            place_lat AS lat, place_lon AS lon, avg(-score) / 10 AS force, list(DISTINCT id ORDER BY id) AS event_ids
        FROM events JOIN who ON who.event_n = events.n
        WHERE list_contains(?, status) AND confidence >= ? AND date IS NOT NULL
            AND date >= coalesce(?, date) AND date <= coalesce(?, date)
            AND party IS NOT NULL AND place_lat IS NOT NULL AND place_lon IS NOT NULL AND score < 0
            AND (role = 'actor' AND (quad = 4 OR event_type = 'THREATEN') AND event_type <> 'PROTEST'
                OR role = 'recipient' AND event_type = 'ASSAULT')
        GROUP BY party, role, date, event_type, place_lat, place_lon ORDER BY party, date, event_type, lat, lon, role"""
    given = [list(choice.statuses), choice.min_confidence, choice.since, choice.until]
    return view.sql(query, given).df()


def armed(found: pd.DataFrame) -> list[str]:
    """The parties of ``acts`` that are no state and have assaulted somebody."""
    did = found[(found["role"] == "actor") & (found["event_type"] == "ASSAULT")]["party"].unique()
    return sorted(key for key in did if kind_of(key) == "group" or key.partition("/")[2] in _ARMED_SECTORS)


def exposure(
    view: View,
    sources: Collection[str] | None = None,
    *,
    exponent: float = 1.0,
    scale_km: float = 250.0,
    border: float = 0.5,
    choice: Choice | None = None,
) -> pd.DataFrame:
    """How exposed each state is to each armed actor, the most exposed first, one row each.

    ``sources``: keys of parties; by default every armed group, people apart from states, that has assaulted somebody.
    A state is not exposed to itself. ``border`` is the share of an act's weight that passes a border (0 to 1). Columns: ``source``, ``source_name``, ``state``, ``name``; ``exposure``, the sum
    over the source's acts of force times gradient; ``relative``, its part of the largest of that source (0 to 1);
    ``at_home`` and ``acts``, acts in the state and in all; ``borders``, whether it has a land border with another
    state where the source acts; ``nearest_km``; ``event_ids`` of the acts that weigh most in it.
    Raises ``UsageError`` for an exponent, scale or border that does not serve.
    """
    if not (exponent >= 0 and scale_km > 0):
        raise UsageError(
            f"exponent {exponent:g}, scale {scale_km:g}: give 0 or more, and more than 0 kilometres"
        )
    if not 0 <= border <= 1:
        raise UsageError(f"border {border:g}: give a share from 0 to 1")
    found = acts(view, choice)
    known = names(view)
    tables = [
        _of_one(found[found["party"] == source], source, name_of(source, known), (exponent, scale_km, border))
        for source in (armed(found) if sources is None else sources)
    ]
    empty = pd.DataFrame(columns=COLUMNS)
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else empty


COLUMNS = [
    "source", "source_name", "state", "name", "exposure", "relative", "at_home", "acts", "borders", "nearest_km", "event_ids",
]  # fmt: skip


def _of_one(found: pd.DataFrame, source: str, called: str, law: tuple[float, float, float]) -> pd.DataFrame:
    """The rows of one source."""
    world = [
        state for code, state in sorted(states().items()) if state.capital is not None and code != source
    ]
    if found.empty:
        return pd.DataFrame(columns=COLUMNS)
    points = found[["lat", "lon"]].to_numpy(float)
    exponent, scale_km, border = law
    force = found["force"].to_numpy(float)
    where = found["country"].to_numpy(object)
    rows = []
    for state in world:
        km = distances(points, where, state)
        weights = force * gradient(km, exponent, scale_km) * np.where(where == state.code, 1.0, border)
        top = np.argsort(-weights, kind="stable")[:_SHOWN]
        ids = list(dict.fromkeys(key for row in top for key in found["event_ids"].iloc[row]))
        beside = any(country in state.neighbours for country in where)
        home = int(np.sum(where == state.code))
        rows.append(
            (source, called, state.code, state.name, weights.sum(), home, len(found), beside, km.min(), ids)
        )
    table = pd.DataFrame(rows, columns=[name for name in COLUMNS if name != "relative"])
    table["relative"] = table["exposure"] / table["exposure"].max()
    return table[COLUMNS].sort_values(["exposure", "state"], ascending=[False, True], ignore_index=True)


def distances(points: Points, where: Any, state: State) -> Points:
    """Kilometres from each act to a state, by the rule of this module; ``where`` are the countries of the acts."""
    capital = np.array([state.capital], dtype=float)
    km: Points = distance_km(points, capital)[:, 0]
    beside = np.array([country in state.neighbours for country in where])
    if beside.any():
        km[beside] = _nearest_town(points[beside], state)
    km[np.asarray(where == state.code)] = 0.0
    return km


def _nearest_town(points: Points, state: State) -> Points:
    """Kilometres to the nearest town, by chords through the sphere."""
    chord, _ = cKDTree(_on_sphere(state.towns)).query(_on_sphere(points))
    km: Points = 2 * np.arcsin(np.clip(chord / 2, 0, 1)) * longest_km() / np.pi
    return km


def _on_sphere(points: Points) -> Points:
    lat, lon = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def gradient(km: Points, exponent: float, scale_km: float) -> Points:
    """What is left of a strength at a distance: (1 + km / scale_km)^-exponent, from 1 at home towards 0."""
    left: Points = (1 + km / scale_km) ** -exponent
    return left


def relative(table: pd.DataFrame) -> dict[tuple[str, str], float]:
    """The relative exposures by source and state, as ``stakes.interested_absentees`` takes them."""
    return {(row.source, row.state): float(row.relative) for row in table.itertuples()}
