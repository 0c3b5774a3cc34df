"""Between the model's values and the rows of the store's tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from khaldun.model import Article, Attribution, Coding, Event, Evidence, Mention, Repeat, Source
from khaldun.store.columns import evidence_row, mention_of, mention_row, place_of, place_row
from khaldun.store.meetings import TABLES, meeting_rows

GROWING = (
    "articles", "sentences", "events", "event_actors", "evidence", "set_aside", "problems", "duplicates", *TABLES,
)  # fmt: skip
"""The tables that grow with the input."""

_ARTICLE = ("id", "title", "published", "published_basis", "publication", "url", "author", "dateline", "text")

Rows = dict[str, list[dict[str, Any]]]


class Batch:
    """Rows that wait to be written, table by table; numbered on from the articles and events there are."""

    def __init__(self, articles: int = 0, events: int = 0) -> None:
        self.rows: Rows = defaultdict(list)
        self.articles = articles
        self.events = events

    def add(self, coding: Coding) -> None:
        """Take in every layer of one coded article; articles and events are numbered as they come."""
        article = coding.article
        self.rows["articles"].append(
            {"n": self.articles} | {name: getattr(article, name) for name in _ARTICLE}
        )
        for n, (start, end) in enumerate(coding.sentences):
            self.rows["sentences"].append(
                {"article_n": self.articles, "sentence": n, "start_char": start, "end_char": end}
            )
        for aside in coding.set_aside:
            self.rows["set_aside"].append(
                {"article_n": self.articles, "article_id": article.id, "sentence": aside.sentence}
                | {"reason": aside.reason, "rule": aside.rule}
            )
        for event in coding.events:
            self._add_event(event)
        for number, meeting in enumerate(coding.meetings):
            for table, row in meeting_rows(self.articles, number, meeting):
                self.rows[table].append(row)
        self.articles += 1

    def problem(self, name: str, reason: str, article: Article | None = None) -> None:
        """Take in an input that could not be read, or an article that could not be coded."""
        row: dict[str, Any] = {"input": name, "reason": reason, "kind": "unread"}
        if article is not None:
            row |= {"kind": "quarantined", "article_id": article.id}
            row |= {"published": article.published, "text": article.text}
        self.rows["problems"].append(row)

    def repeat(self, repeat: Repeat) -> None:
        """Take in an article that repeats another."""
        self.rows["duplicates"].append({f.name: getattr(repeat, f.name) for f in fields(repeat)})

    def _add_event(self, event: Event) -> None:
        n = self.events
        self.rows["events"].append({"n": n, "article_n": self.articles} | _event_row(event))
        speaker = event.attribution.speaker if event.attribution else None
        roles = {
            "actor": event.actors,
            "recipient": event.recipients,
            "speaker": (speaker,) if speaker else (),
        }
        for role, mentions in roles.items():
            for position, mention in enumerate(mentions):
                self.rows["event_actors"].append(
                    {"event_n": n, "role": role, "position": position} | mention_row(mention)
                )
        for position, seen in enumerate((event.evidence, *event.further_evidence)):
            self.rows["evidence"].append({"event_n": n, "position": position} | evidence_row(seen))
        self.events += 1

    def take(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The waiting rows, table by table; afterwards none wait."""
        for name in GROWING:
            if self.rows[name]:
                yield name, self.rows[name]
        self.rows.clear()


def _event_row(event: Event) -> dict[str, Any]:
    plain = (
        "id", "article_id", "sentence", "date", "date_end", "date_precision", "date_basis", "event_type", "quad",
        "score", "cameo", "status", "reciprocal", "place_reason", "rule", "confidence",
    )  # fmt: skip
    row: dict[str, Any] = {name: getattr(event, name) for name in plain}
    row |= {"modes": list(event.modes), "contexts": list(event.contexts)}
    if event.place is not None:
        row |= place_row(event.place)
    if event.attribution is not None:
        row |= {"medium": event.attribution.medium, "statement_kind": event.attribution.kind}
    row |= {
        f"source_{name}": getattr(event.source, name) for name in ("url", "publication", "title", "published")
    }
    return row


def event_of(row: dict[str, Any], who: Iterable[dict[str, Any]], seen: Sequence[Evidence]) -> Event:
    """The event that a row of ``events`` was made from, with its rows of ``event_actors`` and its evidence in order."""
    roles: dict[str, list[Mention]] = {"actor": [], "recipient": [], "speaker": []}
    for mention in who:
        roles[mention["role"]].append(mention_of(mention))
    said = None
    if row["statement_kind"] is not None:
        speaker = roles["speaker"][0] if roles["speaker"] else None
        said = Attribution(speaker, row["medium"], row["statement_kind"])
    return Event(
        id=row["id"],
        article_id=row["article_id"],
        sentence=row["sentence"],
        date=row["date"],
        date_end=row["date_end"],
        date_precision=row["date_precision"],
        date_basis=row["date_basis"],
        event_type=row["event_type"],
        modes=tuple(row["modes"]),
        contexts=tuple(row["contexts"]),
        quad=row["quad"],
        score=row["score"],
        cameo=row["cameo"],
        status=row["status"],
        actors=tuple(roles["actor"]),
        recipients=tuple(roles["recipient"]),
        reciprocal=row["reciprocal"],
        place=place_of(row),
        place_reason=row["place_reason"],
        attribution=said,
        evidence=seen[0],
        further_evidence=tuple(seen[1:]),
        rule=row["rule"],
        confidence=row["confidence"],
        source=Source(
            row["source_url"], row["source_publication"], row["source_title"], row["source_published"]
        ),
    )
