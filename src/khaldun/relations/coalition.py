"""The coalition against an armed actor, from a store: its members, their stakes, and the burden's what-if."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
import pandas as pd

from khaldun.errors import UsageError
from khaldun.relations.burden import burden
from khaldun.relations.exposure import exposure, relative
from khaldun.relations.means import Means, default_means
from khaldun.relations.parties import kind_of, name_of
from khaldun.store import View

TASTE = 0.5
"""The stake of the most exposed state: what part of its means it would give if it stood alone."""


@dataclass(frozen=True, slots=True)
class Coalition:
    """Members by key with means and stakes; ``left_out`` says of each foe of the actor that is none, why;
    ``event_ids`` are the events by which each is its foe, ``exposures`` the table that the stakes come from."""

    against: str
    means: dict[str, float]
    stakes: dict[str, float]
    left_out: dict[str, str]
    event_ids: dict[str, tuple[str, ...]]
    exposures: pd.DataFrame


def coalition(
    view: View,
    graph: nx.Graph[Any],
    against: str,
    *,
    members: Collection[str] | None = None,
    means: Means | None = None,
    taste: float = TASTE,
    **reach: Any,
) -> Coalition:
    """The states whose tie with ``against`` is negative in the network (or ``members``), with their stakes.

    ``reach`` are the options of ``exposure.exposure``. Raises ``UsageError`` where nobody is left or the actor has no
    located act.
    """
    if not 0 < taste < 1:
        raise UsageError(f"taste {taste:g}: give a number above 0 and below 1")
    table = exposure(view, [against], **reach)
    if table.empty:
        raise UsageError(
            f"{name_of(against)}: no located act of force in this store; 'khaldun system exposure' lists who has some"
        )
    known, near = (means or default_means()).values, relative(table)
    foes = (
        {key: facts for key, facts in graph[against].items() if facts["sign"] < 0} if against in graph else {}
    )
    asked = list(dict.fromkeys(members)) if members is not None else sorted(foes)
    left_out = {key: reason for key in asked if (reason := _unfit(key, known, near))}
    kept = [key for key in asked if key not in left_out]
    if not kept:
        raise UsageError(
            f"{name_of(against)}: no state with known means is at odds with it; name some with --members"
        )
    ids = {key: tuple(foes[key]["event_ids"]) if key in foes else () for key in kept}
    stakes = {key: taste * near[against, key] for key in kept}
    return Coalition(against, {key: known[key] for key in kept}, stakes, left_out, ids, table)


def _unfit(key: str, means: Mapping[str, float], near: Mapping[Any, float]) -> str | None:
    if key not in means:
        return "its means are not in the table" if kind_of(key) == "state" else "no state"
    return None if any(state == key for _, state in near) else "where it lies is not known"


def sensitivity(
    found: Coalition, wishes: Mapping[str, str], taste: float = TASTE, spill: float = 1.0
) -> pd.DataFrame:
    """What the others do at half and twice the odds of the taste: ``taste``, ``total``, ``total_after``, ``others``,
    ``others_after``, ``here``. A wish of a number of times is of each equilibrium's own effort."""
    rows = []
    for factor in (0.5, 1.0, 2.0):
        odds = taste / (1 - taste) * factor
        other = odds / (1 + odds)
        stakes = {key: stake / taste * other for key, stake in found.stakes.items()}
        try:
            table = burden(found.means, stakes, wishes, spill=spill)
        except UsageError:
            continue  # at this taste the raise is beyond the member's means, or it gives nothing to be raised
        rest = table[~table["raised"]]
        rows.append((other, table.attrs["total"], table.attrs["total_after"], rest["gift"].sum(), rest["gift_after"].sum(), factor == 1.0))  # fmt: skip
    return pd.DataFrame(rows, columns=["taste", "total", "total_after", "others", "others_after", "here"])
