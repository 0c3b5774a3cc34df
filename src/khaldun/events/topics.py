"""What an article is about, as far as it decides whether its verbs can be meant: sport, show, business.

"Spain beat Iran" and "shares were hammered" are the field's best known errors. The words of ``topics.yaml`` are
counted; where a topic's share is above its bound, its kinds of events are set aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files

import msgspec

from khaldun.yaml_data import read_yaml


class Topic(msgspec.Struct, frozen=True):
    """A topic that is no politics. ``least`` words and ``share`` words in a hundred must be there."""

    words: frozenset[str]
    least: int
    share: float
    drops: frozenset[str]
    """Event types that such a story does not report."""
    unless: frozenset[str]
    """Words of politics; a story with as many of these is politics after all."""
    history: bool = False
    """Whether what such a story tells in the past tense is history."""


def load_topics() -> dict[str, Topic]:
    """The topics of ``topics.yaml`` by name."""
    return msgspec.convert(read_yaml(files("khaldun") / "events" / "topics.yaml"), dict[str, Topic])


def topic_of(lemmas: Iterable[str], topics: dict[str, Topic]) -> str | None:
    """The topic that the lemmas of a text speak for, or ``None`` for politics and the rest."""
    words = [lemma.lower() for lemma in lemmas]
    best: tuple[float, str] | None = None
    for name, topic in topics.items():
        hits = [w for w in words if w in topic.words]
        share = 100 * len(hits) / max(len(words), 1)
        politics = sum(w in topic.unless for w in words)
        if politics >= len(hits):
            continue
        if len(set(hits)) >= topic.least and share >= topic.share and (best is None or share > best[0]):
            best = (share, name)
    return best[1] if best else None
