"""Making mentions: the words from one token to another, and whom they stand for."""

from __future__ import annotations

from typing import Literal

from khaldun.actors.compose import Identity, Referent
from khaldun.actors.phrases import is_plural
from khaldun.model import Mention
from khaldun.text.parse import Parse

MentionKind = Literal["named", "agent", "pronoun", "description", "possession", "unknown"]


def mention_of(parse: Parse, t: int, identity: Identity, first: int, last: int, kind: MentionKind) -> Mention:
    """The mention of an actor over tokens ``first`` to ``last``, with its head at ``t``."""
    first, last = min(first, t), max(last, t)
    return Mention(
        text=parse.span_text(first, last),
        start=parse.start[first],
        end=parse.end[last],
        name=identity.name,
        code=identity.code,
        sector=identity.sector,
        sectors=identity.sectors,
        id=identity.id,
        reason=None if identity.code else identity.reason,
        head=t,
        kind=kind,
    )


def referent_of(
    parse: Parse,
    t: int,
    identity: Identity,
    first: int,
    last: int,
    kind: MentionKind,
    lemma: str | None = None,
) -> Referent:
    """A mention with what later words need to refer back to it; ``lemma`` is the class that names it."""
    made = mention_of(parse, t, identity, first, last, kind)
    return Referent(made, identity, t, is_plural(parse, t), lemma)
