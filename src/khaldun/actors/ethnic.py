"""Ethnic groups: ethnic Albanians in Serbia are people of Serbia."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from khaldun.actors.compose import Referent
from khaldun.actors.phrases import objects
from khaldun.text.parse import Parse

_WHERE = frozenset(("in", "of", "from", "inside", "within"))


def is_ethnic(parse: Parse, first: int) -> bool:
    """Whether a people's name that begins at token ``first`` names an ethnic group."""
    return first > 0 and parse.lower[first - 1] == "ethnic"


def settled(
    parse: Parse, head: int, group: list[Referent], country_at: Callable[[int], str | None]
) -> list[Referent]:
    """The group as people of the country that stands with it, or with what it does or suffers; as named where none does."""
    verb = parse.head[head]
    beside = [*objects(parse, head, _WHERE)]
    if parse.dep[head] in ("nsubj", "nsubjpass", "dobj") and verb != head:
        beside += objects(parse, verb, frozenset(("in",)))
    code = next(filter(None, map(country_at, beside)), None)
    if code is None:
        return group
    return [
        replace(r, mention=replace(r.mention, code=code), identity=replace(r.identity, code=code))
        for r in group
    ]
