"""The sector of a phrase, by the table."""

from __future__ import annotations

import pytest

from khaldun.actors.compose import Identity, compose
from khaldun.actors.entries import Entry

COUNTRY = Identity("country:per", "Peru", "PER", kind="country", being="country", adjective="Peruvian")
GROUP = Identity("group:g", "G", "COL", "REB", ("REB",), kind="group")
UNION = Identity("organisation:o", "O", "UNO", None, (), kind="organisation")
OFFICIAL = Entry("agent:official", "official", "agent", sector="GOV", weak=True)
LEADER = Entry("agent:leader", "leader", "agent", weak=True, national="GOV")
ARMY = Entry("agent:army", "army", "agent", sector="MIL", is_="body")
REBEL = Entry("agent:rebel", "rebel", "agent", sector="REB")
PARTY = Entry("agent:party", "party", "agent", sector="PTY")


@pytest.mark.parametrize(
    ("agent", "base", "around", "former", "code", "sector"),
    [
        (OFFICIAL, COUNTRY, [], False, "PER", "GOV"),
        (OFFICIAL, GROUP, [], False, "COL", "REB"),
        (OFFICIAL, UNION, [], False, "UNO", None),
        (OFFICIAL, COUNTRY, [PARTY], False, "PER", "PTY"),
        (OFFICIAL, COUNTRY, [], True, "PER", "ELI"),
        (LEADER, COUNTRY, [], False, "PER", "GOV"),
        (LEADER, None, [], False, None, None),
        (LEADER, COUNTRY, [REBEL], False, "PER", "REB"),
        (ARMY, COUNTRY, [], False, "PER", "MIL"),
        (ARMY, COUNTRY, [REBEL], False, "PER", "REB"),
        (ARMY, GROUP, [], False, "COL", "REB"),
        (REBEL, COUNTRY, [], True, "PER", "REB"),
    ],
)
def test_sector(
    agent: Entry,
    base: Identity | None,
    around: list[Entry],
    former: bool,
    code: str | None,
    sector: str | None,
) -> None:
    identity = compose(agent, agent.name, base, around, former)
    assert (identity.code, identity.sector) == (code, sector)
    assert identity.sectors[:1] == ((sector,) if sector else ())
    assert bool(identity.reason) == (code is None)


def test_names_and_ids() -> None:
    assert compose(ARMY, "army", COUNTRY, [], False).name == "Army of Peru"
    assert compose(REBEL, "rebel", COUNTRY, [], False).name == "Peruvian rebel"
    assert compose(REBEL, "rebel", COUNTRY, [], False).id == "country:per/rebel"
    assert compose(REBEL, "rebel", None, [], False).id == "agent:rebel"
