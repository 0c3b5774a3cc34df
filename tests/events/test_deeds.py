"""Whom a token stands for, asked of a cast of the test's own."""

from __future__ import annotations

from collections import Counter

from khaldun.events.deeds import Deed, Roles
from khaldun.model import Mention


def actor(code: str | None, sector: str | None = None, **more: str) -> Mention:
    return Mention(code or "somebody", 0, 1, code=code, sector=sector, **more)  # type: ignore[arg-type]


FRANCE, MALI, IRAN, SYRIA = (actor(code) for code in ("FRA", "MLI", "IRN", "SYR"))
STRANGER = Mention("a man", 0, 5, reason="nobody known")


class StubCast:
    """Answers from tables, and counts how often it is asked."""

    def __init__(
        self,
        named: dict[int, Mention] | None = None,
        several: dict[int, list[Mention]] | None = None,
        owned: dict[int, list[Mention]] | None = None,
    ) -> None:
        self._named, self._several, self._owned = named or {}, several or {}, owned or {}
        self.asked: Counter[int] = Counter()

    def at(self, token: int) -> Mention | None:
        self.asked[token] += 1
        return self._named.get(token)

    def also(self, token: int) -> list[Mention]:
        return self._several.get(token, [])

    def owners(self, token: int) -> list[Mention]:
        return self._owned.get(token, [])

    def inside(self, token: int) -> Mention | None:
        return None


def test_a_name_stands_for_itself() -> None:
    roles = Roles(StubCast({0: FRANCE}))
    assert roles.mentions(0) == (FRANCE,)
    assert roles.is_known(0)
    assert roles.is_someone(0)


def test_one_phrase_may_stand_for_several() -> None:
    roles = Roles(StubCast({0: IRAN}, {0: [IRAN, SYRIA]}))
    assert roles.mentions(0) == (IRAN, SYRIA)


def test_a_thing_stands_for_its_owner() -> None:
    assert Roles(StubCast(owned={3: [FRANCE]})).mentions(3) == (FRANCE,)


def test_a_thing_may_have_several_owners() -> None:
    assert Roles(StubCast(owned={3: [FRANCE, STRANGER, MALI]})).mentions(3) == (FRANCE, MALI)


def test_an_unknown_head_yields_to_a_known_owner() -> None:
    assert Roles(StubCast({3: STRANGER}, owned={3: [FRANCE]})).mentions(3) == (FRANCE,)


def test_somebody_unknown_is_not_whoever_stands_behind_them() -> None:
    man = Mention("a man", 0, 5, reason="nobody known", kind="description")
    assert Roles(StubCast({3: man}, owned={3: [FRANCE]})).mentions(3) == (man,)


def test_a_known_head_does_not_yield() -> None:
    assert Roles(StubCast({3: MALI}, owned={3: [FRANCE]})).mentions(3) == (MALI,)


def test_a_town_stands_for_its_country_where_nobody_else_does() -> None:
    assert Roles(StubCast(), {4: MALI}).mentions(4) == (MALI,)
    assert Roles(StubCast({4: FRANCE}), {4: MALI}).mentions(4) == (FRANCE,)


def test_someone_unknown_is_someone_but_not_known() -> None:
    roles = Roles(StubCast({1: STRANGER}))
    assert roles.is_someone(1)
    assert not roles.is_known(1)
    assert roles.mentions(1) == (STRANGER,)


def test_nobody() -> None:
    roles = Roles(StubCast())
    assert roles.mentions(7) == ()
    assert not roles.is_someone(7)


def test_a_class_of_people_is_known_without_a_country() -> None:
    roles = Roles(StubCast({0: actor(None, "CVL")}))
    assert roles.is_known(0)
    assert roles.countries([0]) == set()


def test_countries_of_several_tokens() -> None:
    roles = Roles(StubCast({0: IRAN, 2: STRANGER}, {0: [IRAN, SYRIA]}, {5: [FRANCE]}))
    assert roles.countries([0, 2, 5]) == {"IRN", "SYR", "FRA"}


def test_the_cast_is_asked_once_a_token() -> None:
    cast = StubCast({0: FRANCE})
    roles = Roles(cast)
    for _ in range(3):
        roles.mentions(0)
        roles.is_known(9)
    assert cast.asked == {0: 1, 9: 1}


def test_the_root_of_a_deed_is_text() -> None:
    assert Deed("0841", (), (), 0, ("free.v",), "actual").root == "08"
