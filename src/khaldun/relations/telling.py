"""Tense triads in words, each with the events it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import networkx as nx

from khaldun.relations.balance import days_between, tense
from khaldun.relations.deeds import Choice, deeds_sql
from khaldun.store import View
from khaldun.yaml_data import read_yaml

_NAMED = 4
"""So many third parties are named after one verb; the others are counted."""

Tie = tuple[str, str]


class Words(msgspec.Struct, frozen=True):
    """The table ``telling.yaml``: how a tie is told by the event type that weighs most in it."""

    negative: dict[str, str]
    positive: dict[str, str]
    mutual: dict[str, str]
    the: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A hostile pair that common friends and common foes pull together, in words.

    ``triads`` are the tense triads it tells of; ``evidence`` maps each tie, a pair of keys, to its events' ids,
    those of the type told first.
    """

    text: str
    pair: Tie
    friends: tuple[str, ...]
    foes: tuple[str, ...]
    pull: float
    evidence: dict[Tie, tuple[str, ...]]

    @property
    def triads(self) -> list[tuple[str, str, str]]:
        """The tense triads."""
        return [(*self.pair, third) for third in (*self.foes, *self.friends)]


@dataclass(frozen=True, slots=True)
class _Deed:
    event_type: str
    weight: float
    ids: tuple[str, ...]


@cache
def words() -> Words:
    """The table of words."""
    return msgspec.convert(read_yaml(files("khaldun.relations").joinpath("telling.yaml")), Words)


def stories(view: View, graph: nx.Graph[Any], choice: Choice | None = None) -> list[Story]:
    """Every tense triad told, those of one hostile pair together; the pair pulled hardest first.

    A triad with one negative tie is told of that pair; one with three, of the pair whose hostility is mildest a deed.
    ``pull`` sums over third parties the weaker of the pair's two ties with it.
    """
    thirds: dict[Tie, list[str]] = defaultdict(list)
    for nodes in tense(graph):
        pair, third = _odd(graph, nodes)
        thirds[pair].append(third)
    ties = {tuple(sorted(tie)) for pair, found in thirds.items() for tie in [pair, *((end, third) for end in pair for third in found)]}  # fmt: skip
    deeds = _deeds(view, graph, ties, choice or Choice())
    told = [_story(graph, deeds, pair, sorted(found, key=lambda c: (-_pull(graph, pair, c), c))) for pair, found in thirds.items()]  # fmt: skip
    return sorted(told, key=lambda story: (-story.pull, story.pair))


def _odd(graph: nx.Graph[Any], nodes: tuple[str, str, str]) -> tuple[Tie, str]:
    """The hostile pair of a tense triad and the third party."""
    a, b, c = nodes
    splits = [((a, b), c), ((b, c), a), ((a, c), b)]
    negative = [split for split in splits if graph.edges[split[0]]["sign"] < 0]
    (one, other), third = min(negative, key=lambda split: (_severity(graph.edges[split[0]]), split))
    return (min(one, other), max(one, other)), third


def _severity(facts: dict[str, Any]) -> float:
    """How hostile a tie is a deed, stated relations counted as one each."""
    return float(facts["negative"] / max(1, facts["events"] + len(facts["standing"])))


def _pull(graph: nx.Graph[Any], pair: Tie, third: str) -> float:
    return float(min(abs(graph.edges[end, third]["weight"]) for end in pair))


def _deeds(view: View, graph: nx.Graph[Any], ties: Iterable[Any], choice: Choice) -> dict[Tie, list[_Deed]]:
    """What each party did to each other of these ties, both directions, the weightiest type first."""
    query, given = deeds_sql(choice.within(*days_between(graph)))
    query += """SELECT actor, recipient, event_type, sum(score) AS weight, list_sort(list_distinct(flatten(list(ids)))) AS ids
        FROM deeds WHERE counted AND list_contains(?, least(actor, recipient) || ' ' || greatest(actor, recipient))
        GROUP BY actor, recipient, event_type ORDER BY actor, recipient, abs(sum(score)) DESC, event_type"""
    found: dict[Tie, list[_Deed]] = defaultdict(list)
    for actor, recipient, kind, weight, ids in view.sql(
        query, [*given, [" ".join(tie) for tie in sorted(ties)]]
    ).fetchall():
        found[actor, recipient].append(_Deed(kind, weight, tuple(ids)))
    return found


def _main(deeds: dict[Tie, list[_Deed]], actor: str, recipient: str, sign: int) -> _Deed:
    """The weightiest of what one did to the other on that side of zero; ``other`` where it did nothing so."""
    return next(
        (deed for deed in deeds.get((actor, recipient), ()) if deed.weight * sign > 0), _Deed("other", 0, ())
    )


def _story(graph: nx.Graph[Any], deeds: dict[Tie, list[_Deed]], pair: Tie, thirds: list[str]) -> Story:
    signs = {third: graph.edges[pair[0], third]["sign"] for third in thirds}
    same = {third: _same(deeds, pair, third, signs[third]) for third in thirds}
    plain = [third for third in thirds if same[third]]
    first, rest = (plain, [third for third in thirds if not same[third]]) if plain else (thirds, [])
    kinds = [_main(deeds, *way, -1) for way in (pair, pair[::-1])]
    most = max(kinds, key=lambda deed: abs(deed.weight)).event_type
    names = " and ".join(_called(graph, key) for key in pair)
    text = f"{names} {_clauses(graph, first, same, signs)}, yet {words().mutual.get(most, words().mutual['other'])}."
    if rest:
        text += f" They also {_clauses(graph, rest, same, signs)}."
    evidence = {
        tie: _ids(graph, deeds, tie, -1 if tie == pair else signs[tie[1]])
        for tie in [pair, *((end, third) for third in thirds for end in pair)]
    }
    friends, foes = (tuple(third for third in thirds if signs[third] == sign) for sign in (1, -1))
    pull = sum(_pull(graph, pair, third) for third in thirds)
    return Story(text[0].upper() + text[1:], pair, friends, foes, pull, evidence)


def _clauses(graph: nx.Graph[Any], thirds: list[str], same: dict[str, str], signs: dict[str, int]) -> str:
    """What both do to each of the third parties, foes first: "both fight A and both aid B and C"."""
    by_verb: dict[str, list[str]] = defaultdict(list)
    for third in sorted(thirds, key=lambda third: signs[third]):
        table = words().positive if signs[third] > 0 else words().negative
        by_verb[same[third] or table["other"]].append(_called(graph, third))
    return " and ".join(f"both {verb} {_list(names)}" for verb, names in by_verb.items())


def _called(graph: nx.Graph[Any], key: str) -> str:
    """A party's name inside a sentence."""
    name, kind = graph.nodes[key]["name"], graph.nodes[key]["kind"]
    return (
        f"the {name}" if kind == "people" or name.startswith("United ") or name in words().the else str(name)
    )


def _same(deeds: dict[Tie, list[_Deed]], pair: Tie, third: str, sign: int) -> str:
    """The verb for what both do to the third, where that is the same; else nothing."""
    kinds = {_main(deeds, end, third, sign).event_type for end in pair} - {"other"}
    both = all(_main(deeds, end, third, sign).event_type in kinds for end in pair)
    table = words().positive if sign > 0 else words().negative
    return table.get(kinds.pop(), "") if both and len(kinds) == 1 else ""


def _ids(graph: nx.Graph[Any], deeds: dict[Tie, list[_Deed]], tie: Tie, sign: int) -> tuple[str, ...]:
    """The tie's events, those of the weightiest deeds on that side first."""
    ways = [deed for way in (tie, tie[::-1]) for deed in deeds.get(way, ()) if deed.weight * sign > 0]
    first = [ids for deed in sorted(ways, key=lambda deed: -abs(deed.weight)) for ids in deed.ids]
    return tuple(dict.fromkeys([*first, *graph.edges[tie]["event_ids"]]))


def _list(names: list[str]) -> str:
    shown = names[:_NAMED] + ([f"{len(names) - _NAMED} more"] if len(names) > _NAMED else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
