"""Standing relations between parties, as sentences state them: allied, backing, at war, without relations.

Only sentences that gave an event are read, and only between actors of events: a store keeps no other mentions. What
is read is the text from one mention to the next, against the forms of ``standing.yaml``; anything else is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import permutations
from typing import Any

import msgspec

from khaldun.relations.parties import party_sql
from khaldun.store import View
from khaldun.yaml_data import read_yaml


class Form(msgspec.Struct, frozen=True):
    """How a relation is worded: all that stands between the two names, and what follows the second."""

    between: str
    after: str = ""


class Relation(msgspec.Struct, frozen=True):
    """A kind of standing relation; ``score`` is on PLOVER's scale and counts as one deed that does not fade."""

    id: str
    label: str
    score: float
    forms: tuple[Form, ...]
    examples: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]


class Table(msgspec.Struct, frozen=True):
    """The whole of ``standing.yaml``."""

    unsure: tuple[str, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Two parties stated to stand so to each other, in a sentence of a day; ``event_ids`` lead to that sentence."""

    one: str
    other: str
    relation: str
    label: str
    score: float
    date: dt.date
    text: str
    event_ids: tuple[str, ...]


@cache
def table() -> Table:
    """The kinds of standing relations and their forms."""
    return msgspec.convert(read_yaml(files("khaldun.relations").joinpath("standing.yaml")), Table)


@cache
def _compiled() -> list[tuple[Relation, re.Pattern[str], re.Pattern[str]]]:
    return [
        (relation, re.compile(form.between + "(?: the)? ?", re.I), re.compile(form.after, re.I))
        for relation in table().relations
        for form in relation.forms
    ]


@cache
def _unsure() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, table().unsure))})\b", re.I)


def stated(before: str, between: str, after: str) -> Relation | None:
    """The relation that a sentence states of the names which stand ``between`` apart, if it does."""
    if _unsure().search(before):
        return None
    for relation, middle, following in _compiled():
        if middle.fullmatch(between) and following.match(after):
            return relation
    return None


def standing(view: View, since: dt.date | None, until: dt.date | None) -> list[Standing]:
    """Every standing relation stated from ``since`` to ``until``, in the order of days, once a sentence and pair."""
    found: dict[tuple[Any, ...], Standing] = {}
    for row in _sentences(view, since, until):
        date, text, start, ids, mentions, doubtful = row
        for here, there in permutations(mentions, 2):
            pair = sorted((here["party"], there["party"]))
            if here["end"] > there["start"] or pair[0] == pair[1] or pair in doubtful:
                continue
            first, second, last = here["start"] - start, here["end"] - start, there["end"] - start
            relation = stated(text[:first], text[second : there["start"] - start], text[last:])
            if relation is not None:
                key = (text, *pair, relation.id)
                said = Standing(
                    pair[0], pair[1], relation.id, relation.label, relation.score, date, text, tuple(ids)
                )
                found.setdefault(key, said)
    return sorted(found.values(), key=lambda one: (one.date, one.one, one.other, one.relation))


def _sentences(view: View, since: dt.date | None, until: dt.date | None) -> Iterator[tuple[Any, ...]]:
    """Sentences that hold a telling word, with their day, events, parties where they stand, and pairs told as unsure."""
    query = f"""WITH hit AS (
            SELECT e.article_n, e.n, e.id, e.status, e.date, v.text, v.start_char, v.end_char
            FROM events e JOIN evidence v ON v.event_n = e.n
            WHERE e.date IS NOT NULL AND e.date >= coalesce(?, e.date) AND e.date <= coalesce(?, e.date)
                AND regexp_matches(v.text, '\\b(all(y|ies|ied)|back(s|ed|ing)?|war|relations|ties|allegiance|loyalty|recogni[sz]e)\\b', 'i')
        ), who AS (
            SELECT hit.*, m.first, m.last, m.party
            FROM hit JOIN (
                SELECT event_n, start_char AS first, end_char AS last, {party_sql()} AS party FROM event_actors
                WHERE event_n IN (SELECT n FROM hit)
            ) m ON m.event_n = hit.n
            WHERE m.first >= hit.start_char AND m.last <= hit.end_char AND m.party IS NOT NULL
        )
        SELECT min(date), text, start_char, list(DISTINCT id ORDER BY id),
            list(DISTINCT {{'party': party, 'start': first, 'end': last}}),
            list(DISTINCT {{'n': n, 'party': party}}) FILTER (status <> 'actual')
        FROM who
        GROUP BY article_n, text, start_char HAVING count(DISTINCT party) > 1 ORDER BY 1, 2"""
    for date, text, start, ids, mentions, others in view.sql(query, [since, until]).fetchall():
        by_event: dict[int, set[str]] = {}
        for other in others or []:
            by_event.setdefault(other["n"], set()).add(other["party"])
        doubtful = [sorted(pair) for pair in by_event.values() if len(pair) > 1]
        yield date, text, start, ids, mentions, doubtful
