"""Agreement: which earlier actors "it", "they" and "she" can stand for, and how well."""

from __future__ import annotations

from khaldun.actors.compose import Identity, Referent
from khaldun.actors.words import given_names

_FIGHTING = frozenset(("REB", "PRM"))


def gender_of_name(r: Referent) -> str | None:
    """The gender of somebody's first name; ``None`` where it tells none."""
    first, _, last = (r.identity.name or "").partition(" ")
    return given_names().get(first) if last or r.mention.kind == "unknown" else None


def is_same(one: Identity, other: Identity) -> bool:
    """Whether two are one actor; a capital stands for its country and its government."""
    if one.code is None or one.code != other.code or other.kind not in ("country", "seat"):
        return one.name is not None and one == other
    return one.kind in ("country", "seat") or (other.kind == "seat" and one.sector == "GOV")


def is_thing(r: Referent) -> bool:
    """Whether an actor can be "it": no person, and no several people."""
    identity = r.identity
    if r.mention.kind == "unknown":
        return True
    return (
        identity.kind != "person"
        and identity.being != "person"
        and not (r.plural and identity.being == "group")
    )


def as_many(r: Referent, near: bool) -> float:
    """ "They" are rather many than one body; a group of fighters named in the same sentence is many as well."""
    if r.plural:
        return 0.0
    return -0.3 if near and r.identity.kind == "group" and r.identity.sector in _FIGHTING else -0.7


def as_named(r: Referent) -> float:
    """Who is named is rather taken up than somebody's son or lawyer."""
    return 0.0 if r.mention.kind in ("named", "pronoun", "unknown") else -0.5


def is_several(r: Referent) -> bool:
    """Whether an actor can be "they": several people, or a body of them."""
    return r.plural or r.identity.being in ("group", "body")
