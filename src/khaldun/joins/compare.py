"""How two reports agree, feature by feature: each a function from two reports to the name of a level.

The levels and what each is worth stand in ``weights.yaml``. Every feature is the same whichever report comes first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from khaldun.joins.report import Report
from khaldun.model import Mention, Place

_NEAR = 30.0
"""Kilometres between places that reports of one event may name."""
_WIDTH = {"district": 60.0, "province": 150.0, "region": 300.0}
"""Kilometres from the middle of a wider place within which a town may lie in it; a country is known by its code."""
_STATE = (None, "GOV", "MIL", "COP", "SPY", "JUD", "LEG")
"""Sectors in which a state acts and is named by its country."""
_PERSONS = ("person", "name")
_BODIES = ("group", "organisation")
_CLOSENESS = ("other", "country", "unknown", "kind", "kin", "same")
_LAG = 2
"""Days by which an event may come before the day of publication that stands for its date."""
_WORDING = ((0.5, "much"), (0.2, "some"))
_ALL, _ALL_OF = 0.8, 4
"""Share of content words, and their least number, from which a sentence was taken over."""


def type_level(a: Report, b: Report) -> str:
    """leaf: the same CAMEO leaf; type: the same event type; quad: the same quad class; side: both cooperation or both conflict."""
    if a.cameo == b.cameo:
        return "leaf"
    if a.event_type == b.event_type:
        return "type"
    if a.quad == b.quad:
        return "quad"
    return "side" if (a.quad <= 2) == (b.quad <= 2) else "other"


def status_level(a: Report, b: Report) -> str:
    """same or differs (one planned or denied, the other done)."""
    return "same" if a.status == b.status else "differs"


def actors_level(a: Report, b: Report) -> str:
    """How the actors agree; where one report makes all parties equals, all parties count."""
    return _parties(a, b) if a.reciprocal or b.reciprocal else _side(a.actors, b.actors)


def recipients_level(a: Report, b: Report) -> str:
    """How the recipients agree, as ``actors_level``."""
    return _parties(a, b) if a.reciprocal or b.reciprocal else _side(a.recipients, b.recipients)


def _parties(a: Report, b: Report) -> str:
    return _side(a.parties, b.parties)


def _side(a: Sequence[Mention], b: Sequence[Mention]) -> str:
    """The level of the worst pair when each of the shorter list is paired with its best in the other; equally long, both ways."""
    if not a or not b:
        return "unknown"
    ways = [(a, b)] if len(a) < len(b) else [(b, a)] if len(b) < len(a) else [(a, b), (b, a)]
    worst = min(
        max(_CLOSENESS.index(_mention(one, other)) for other in many) for few, many in ways for one in few
    )
    return _CLOSENESS[worst]


def _mention(a: Mention, b: Mention) -> str:
    """same: one actor; kin: one country and roles that go together, or one class of people; kind: one sector; country: one country."""
    if a.code and a.code == b.code:
        if a.id == b.id or _one_person(a, b):
            return "same"
        together = a.sector == b.sector or (a.sector in _STATE and b.sector in _STATE) or _one_body(a, b)
        return "kin" if together and not _told_apart(a, b) else "country"
    if a.code and b.code:
        return "other"
    if not (a.known and b.known):
        return "same" if a.text.casefold() == b.text.casefold() else "unknown"
    if a.sector != b.sector:
        return "other"
    return "kin" if a.id is not None and a.id == b.id else "kind"


def _kind_and_key(mention: Mention) -> tuple[str, str]:
    """Of "group:boko-haram/gunman": group, boko-haram."""
    kind, _, key = (mention.id or "").partition(":")
    return kind, key.partition("/")[0]


def _one_person(a: Mention, b: Mention) -> bool:
    """Two names of persons of which one is part of the other ("Yi", "Wang Yi")."""
    if _kind_and_key(a)[0] not in _PERSONS or _kind_and_key(b)[0] not in _PERSONS or not (a.name and b.name):
        return False
    few, many = sorted((set(a.name.casefold().split()), set(b.name.casefold().split())), key=len)
    return few <= many


def _one_body(a: Mention, b: Mention) -> bool:
    """The same group or organisation, or people of it."""
    return _kind_and_key(a) == _kind_and_key(b) and _kind_and_key(a)[0] in _BODIES


def _told_apart(a: Mention, b: Mention) -> bool:
    """Two persons, or two bodies, of different names."""
    one, other = _kind_and_key(a), _kind_and_key(b)
    return one != other and any({one[0], other[0]} <= set(kinds) for kinds in (_PERSONS, _BODIES))


def place_level(a: Report, b: Report) -> str:
    """same, near (30 km), inside (one names the wider place), apart (one country, other towns), other, unknown."""
    if a.place is None or b.place is None or not a.place.country or not b.place.country:
        return "unknown"
    return _places(a.place, b.place)


def _places(a: Place, b: Place) -> str:
    if (a.geonames_id is not None and a.geonames_id == b.geonames_id) or (a.name, a.country) == (
        b.name,
        b.country,
    ):
        return "same"
    if a.country == b.country and "country" in (a.precision, b.precision):
        return "inside"
    distance = _kilometres(a, b)
    if distance is not None and distance <= _NEAR:
        return "near"
    width = max(_WIDTH.get(a.precision or "", 0.0), _WIDTH.get(b.precision or "", 0.0))
    if distance is not None and a.country == b.country and distance <= width:
        return "inside"
    return "apart" if a.country == b.country else "other"


def _kilometres(a: Place, b: Place) -> float | None:
    """The distance on a sphere, by the haversine formula."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    south, north, width = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    part = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(width / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(part))


def date_level(a: Report, b: Report) -> str:
    """same, within (one names a week or more), assumed (a day of publication stands for one), next day, apart, unknown."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return "unknown"
    if a.first <= b.last and b.first <= a.last:
        return "same" if a.first == b.first and a.last == b.last else "within"
    gap = max((b.first - a.last).days, (a.first - b.last).days)
    early, late = (a, b) if a.first < b.first else (b, a)
    if late.assumed and gap <= _LAG:
        return "assumed"
    return "next" if gap == 1 or (early.assumed and gap <= 1) else "apart"


def numbers_level(a: Report, b: Report) -> str:
    """shared, differ, or none where a report tells no number."""
    if not a.numbers or not b.numbers:
        return "none"
    return "shared" if a.numbers & b.numbers else "differ"


def again_level(a: Report, b: Report) -> str:
    """one: one report alone tells of a further event ("another", "second", "anniversary")."""
    return "one" if a.again != b.again else "same"


def wording_level(a: Report, b: Report) -> str:
    """all, much, some or little of the shorter report's content words are in the other; none where one has no such words."""
    few = min(len(a.content), len(b.content))
    if not few:
        return "none"
    share = len(a.content & b.content) / few
    if share >= _ALL and few >= _ALL_OF:
        return "all"
    return next((name for least, name in _WORDING if share >= least), "little")


FEATURES: dict[str, Callable[[Report, Report], str]] = {
    "type": type_level,
    "status": status_level,
    "actors": actors_level,
    "recipients": recipients_level,
    "place": place_level,
    "date": date_level,
    "numbers": numbers_level,
    "again": again_level,
    "wording": wording_level,
}
LEVELS: dict[str, tuple[str, ...]] = {
    "type": ("leaf", "type", "quad", "side", "other"),
    "status": ("same", "differs"),
    "actors": ("same", "kin", "kind", "unknown", "country", "other"),
    "recipients": ("same", "kin", "kind", "unknown", "country", "other"),
    "place": ("same", "near", "inside", "unknown", "apart", "other"),
    "date": ("same", "within", "assumed", "next", "unknown", "apart"),
    "numbers": ("shared", "none", "differ"),
    "again": ("same", "one"),
    "wording": ("all", "much", "some", "none", "little"),
}
"""The levels of each feature, from what speaks most for one event to what speaks most against it."""


def levels(a: Report, b: Report) -> dict[str, str]:
    """The level of every feature."""
    return {name: feature(a, b) for name, feature in FEATURES.items()}
