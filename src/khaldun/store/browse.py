"""Questions that people ask a store as they look through it: one page of events, and counts by this and that."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from khaldun.errors import UsageError
from khaldun.model import Event
from khaldun.store.choice import Choice, found
from khaldun.store.clusters import QUERY, Cluster, cluster_of, merged

Order = Literal[
    "coded", "date", "event_type", "quad", "score", "status", "place", "publication", "confidence"
]
ORDERS: tuple[Order, ...] = get_args(Order)
By = Literal["event_type", "quad", "status", "publication", "country", "rule"]
Step = Literal["day", "week", "month", "quarter", "year"]
STEPS: tuple[Step, ...] = get_args(Step)

_COLUMN: dict[str, str] = {
    "coded": "n", "place": "place_name", "publication": "source_publication", "country": "place_country",
}  # fmt: skip

_KEPT = 8
"""Searches by words whose finds are kept."""


@dataclass(frozen=True, slots=True)
class Span:
    """What happened in one period: its first day, counts of events by quad class (1 to 4), sum of their scores."""

    period: dt.date
    quads: tuple[int, int, int, int]
    score: float

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(self.quads)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where events happened: counts by quad class (1 to 4), mean of their scores."""

    lat: float
    lon: float
    name: str | None
    country: str | None
    quads: tuple[int, int, int, int]
    score: float

    @property
    def events(self) -> int:
        """How many events there are."""
        return sum(self.quads)


@dataclass(frozen=True, slots=True)
class Aside:
    """A sentence that made no event, or a reading of one: why, and its words."""

    article_id: str
    sentence: int
    reason: str
    rule: str | None
    text: str


class Browse(ABC):
    """The part of a view that is for looking around; ``View`` has the rest."""

    def __init__(self) -> None:
        self._kept_words: dict[str, str] = {}
        self._made = 0

    def page(
        self, choice: Choice, order: Order = "date", descending: bool = True, start: int = 0, length: int = 50
    ) -> list[Event]:
        """Some events of a choice in an order, from the ``start``-th; what is unknown comes last, equals as coded.

        Raises ``UsageError`` for an order that is none.
        """
        if order not in ORDERS:
            raise UsageError(f"order {order!r}: valid are {', '.join(ORDERS)}")
        condition, values = self._where(choice)
        column = _COLUMN.get(order, order)
        direction = "DESC" if descending else "ASC"
        rows = self._rows(
            f"SELECT n FROM events WHERE {condition} ORDER BY {column} {direction} NULLS LAST, n LIMIT ? OFFSET ?",
            [*values, length, start],
        )
        numbers = [row["n"] for row in rows]
        if not numbers:
            return []
        events = dict(zip(sorted(numbers), self._of_numbers(numbers), strict=True))
        return [events[n] for n in numbers]

    def count(self, choice: Choice) -> int:
        """How many events a choice has."""
        condition, values = self._where(choice)
        return int(self._rows(f"SELECT count(*) AS n FROM events WHERE {condition}", values)[0]["n"])

    def tally(self, choice: Choice, by: By, limit: int = 100) -> list[tuple[Any, int]]:
        """Values of a column with the number of events of a choice, the commonest first; ``None`` where unknown."""
        if by not in get_args(By):
            raise UsageError(f"counted by {by!r}: valid are {', '.join(get_args(By))}")
        condition, values = self._where(choice)
        column = _COLUMN.get(by, f"source_{by}" if by == "publication" else by)
        rows = self._rows(
            f"SELECT {column} AS value, count(*) AS n FROM events WHERE {condition} GROUP BY ALL ORDER BY n DESC, value LIMIT ?",
            [*values, limit],
        )
        return [(row["value"], row["n"]) for row in rows]

    def tally_parties(self, choice: Choice, limit: int = 100) -> list[tuple[str, str, int]]:
        """Code or (without one) id or sector of actors and recipients, a name, and in how many events each is."""
        condition, values = self._where(choice)
        every = "" if condition == "true" else f"AND event_n IN (SELECT n FROM events WHERE {condition})"
        rows = self._rows(
            f"""SELECT coalesce(code, id, sector) AS key, mode(name) AS name, count(DISTINCT event_n) AS n
            FROM event_actors WHERE role <> 'speaker' AND coalesce(code, id, sector) IS NOT NULL {every}
            GROUP BY key ORDER BY n DESC, key LIMIT ?""",
            [*values, limit],
        )
        return [(row["key"], row["name"] or row["key"], row["n"]) for row in rows]

    def over_time(self, choice: Choice, step: Step = "month") -> list[Span]:
        """Events of a choice by period and quad class, in order; periods without any are left out."""
        if step not in STEPS:
            raise UsageError(f"step {step!r}: valid are {', '.join(STEPS)}")
        condition, values = self._where(choice)
        rows = self._rows(
            f"""SELECT date_trunc('{step}', date)::DATE AS period, {_BY_QUAD}, sum(score) AS score
            FROM events WHERE date IS NOT NULL AND {condition} GROUP BY period ORDER BY period""",
            values,
        )
        return [Span(row["period"], _quads(row), row["score"]) for row in rows]

    def spots(self, choice: Choice, limit: int = 2_000) -> list[Spot]:
        """Places of the events of a choice, those with the most events first."""
        condition, values = self._where(choice)
        rows = self._rows(
            f"""SELECT place_lat AS lat, place_lon AS lon, min(place_name) AS name, min(place_country) AS country,
                {_BY_QUAD}, avg(score) AS score, count(*) AS n
            FROM events WHERE place_lat IS NOT NULL AND place_lon IS NOT NULL AND {condition}
            GROUP BY lat, lon ORDER BY n DESC, lat, lon LIMIT ?""",
            [*values, limit],
        )
        return [
            Spot(row["lat"], row["lon"], row["name"], row["country"], _quads(row), row["score"])
            for row in rows
        ]

    def clusters(self, choice: Choice, height: float, width: float, limit: int = 600) -> list[Cluster]:
        """Places of the events of a choice, near ones drawn together: on a grid of cells so high and wide (degrees), those with the most events first."""
        condition, values = self._where(choice)
        sums = ", ".join(f"sum(quad_{quad}) AS quad_{quad}" for quad in (1, 2, 3, 4))
        query = QUERY.format(condition=condition, by_quad=_BY_QUAD, sums=sums)
        rows = self._rows(query, [*values, height, width, limit])
        return merged(map(cluster_of, rows), height, width)

    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of any event; ``None`` where none has a date."""
        row = self._rows("SELECT min(date) AS first, max(date) AS last FROM events")[0]
        return (row["first"], row["last"]) if row["first"] else None

    def sizes(self) -> dict[str, int]:
        """How many articles, sentences, events, meetings, sentences set aside and unread inputs there are."""
        tables = ("articles", "sentences", "events", "meetings", "set_aside", "problems")
        counts = ", ".join(f"(SELECT count(*) FROM {name}) AS {name}" for name in tables)
        return {name: int(n) for name, n in self._rows(f"SELECT {counts}")[0].items()}

    def reasons(self) -> list[tuple[str, int]]:
        """Why sentences were set aside, the commonest reason first."""
        rows = self._rows(
            "SELECT reason, count(*) AS n FROM set_aside GROUP BY reason ORDER BY n DESC, reason"
        )
        return [(row["reason"], row["n"]) for row in rows]

    def asides(self, reason: str, start: int = 0, length: int = 20) -> list[Aside]:
        """Sentences that were set aside for a reason, in the order of coding."""
        rows = self._rows(
            """SELECT a.article_id, a.sentence, a.reason, a.rule,
                coalesce(substring(t.text, s.start_char + 1, s.end_char - s.start_char), '') AS text
            FROM (SELECT * FROM set_aside WHERE reason = ? ORDER BY article_n, sentence LIMIT ? OFFSET ?) a
            LEFT JOIN sentences s ON s.article_n = a.article_n AND s.sentence = a.sentence
            LEFT JOIN articles t ON t.n = a.article_n ORDER BY a.article_n, a.sentence""",
            [reason, length, start],
        )
        return [Aside(**row) for row in rows]

    def of_article(self, article_id: str) -> list[Event]:
        """The events of the first article of that id, in the order of coding."""
        rows = self._rows(
            "SELECT n FROM events WHERE article_n = (SELECT min(n) FROM articles WHERE id = ?)", [article_id]
        )
        return list(self._of_numbers([row["n"] for row in rows])) if rows else []

    def _where(self, choice: Choice) -> tuple[str, list[Any]]:
        """The choice's condition; what its words find is looked up once and kept, as a page asks several times."""
        if not choice.words.strip():
            return choice.where()
        words = " ".join(choice.words.split()).casefold()
        if words not in self._kept_words:
            while len(self._kept_words) >= _KEPT:
                table = self._kept_words.pop(next(iter(self._kept_words)))
                self._rows(f"DROP TABLE IF EXISTS temp.{table}")
            self._made += 1
            query, patterns = found(words)
            self._rows(f"CREATE TEMP TABLE found_{self._made} AS {query}", patterns)
            self._kept_words[words] = f"found_{self._made}"
        condition, values = replace(choice, words="").where()
        return f"{condition} AND n IN (SELECT n FROM temp.{self._kept_words[words]})", values

    def _of_numbers(self, numbers: list[int]) -> Iterator[Event]:
        return self._events("n IN (SELECT unnest(?))", [numbers])

    @abstractmethod
    def _rows(self, query: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
        """The rows that a query answers."""

    @abstractmethod
    def _events(self, where: str, parameters: list[Any]) -> Iterator[Event]:
        """The events of a condition, in the order of coding."""


_BY_QUAD = ", ".join(f"count(*) FILTER (quad = {quad}) AS quad_{quad}" for quad in (1, 2, 3, 4))


def _quads(row: dict[str, Any]) -> tuple[int, int, int, int]:
    return row["quad_1"], row["quad_2"], row["quad_3"], row["quad_4"]
