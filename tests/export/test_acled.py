"""ACLED-like: which events have a row, as what."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from export.exporting import CROWD, IRAN, NOBODY, REBELS, UN, exported
from khaldun.export.acled import COLUMNS, NO_TYPE, _tables
from khaldun.model import Event, Mention
from khaldun.ontology import load_ontology
from making import bare, full

SOLDIERS = Mention("soldiers", 0, 8, "Army of Iraq", "IRQ", "MIL", ("MIL",), "country:irq/army")
HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)


def rows(*some: Event) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported("acled", *some)[0].decode(), newline="")))


def assault(actor: Mention, recipient: Mention, *modes: str, **changes: Any) -> Event:
    facts = {"event_type": "ASSAULT", "modes": modes, "actors": (actor,), "recipients": (recipient,)}
    return full(**{**facts, **changes})


def test_header() -> None:
    assert len(COLUMNS) == 31
    assert exported("acled")[0].decode() == HEADER + "\n"


def test_a_battle() -> None:
    (row,) = rows(assault(SOLDIERS, REBELS, "firearms", source=full().source))
    assert {name: value for name, value in row.items() if value} == {
        "event_id_cnty": "bb22", "event_date": "2014-09-15", "year": "2014", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Army of Iraq", "inter1": "State forces", "actor2": "rebel", "inter2": "Rebel group",
        "interaction": "State forces-Rebel group", "iso": "250", "country": "France", "location": "Paris",
        "latitude": "48.85", "longitude": "2.35", "geo_precision": "1", "source": "'=Example",
        "notes": full().evidence.text, "timestamp": "1704164645",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("event", "kind", "sub", "interaction", "civilians"),
    [
        (assault(SOLDIERS, CROWD), "Violence against civilians", "Attack", "State forces-Civilians", "Civilian targeting"),
        (assault(REBELS, CROWD, "abduct"), "Violence against civilians", "Abduction/forced disappearance", "Rebel group-Civilians", "Civilian targeting"),
        (assault(SOLDIERS, REBELS, "aerial"), "Explosions/Remote violence", "Air/drone strike", "State forces-Rebel group", ""),
        (assault(IRAN, NOBODY), "", "", "", ""),
        (assault(SOLDIERS, REBELS, actors=(SOLDIERS, REBELS), recipients=(), reciprocal=True), "Battles", "Armed clash", "State forces-Rebel group", ""),
        (bare(actors=(CROWD,), modes=("demo",)), "Protests", "", "Protesters only", ""),
        (bare(actors=(CROWD,), modes=("riot",)), "Riots", "", "Rioters only", ""),
        (full(event_type="COERCE", modes=("arrest",)), "Strategic developments", "Arrests", "", ""),
        (full(event_type="RETREAT", modes=("ceasefire",)), "Strategic developments", "Agreement", "", ""),
    ],
)  # fmt: skip
def test_types(event: Event, kind: str, sub: str, interaction: str, civilians: str) -> None:
    (row,) = rows(event)
    assert (row["event_type"], row["sub_event_type"], row["interaction"], row["civilian_targeting"]) == (
        kind,
        sub,
        interaction,
        civilians,
    )


def test_what_has_no_row_is_counted() -> None:
    content, writer = exported(
        "acled", full(), bare(modes=("strike",)), full(event_type="COERCE", modes=("seize",))
    )
    assert content.decode() == HEADER + "\n"
    assert writer.left_out == {NO_TYPE: 3}


def test_others_of_a_side() -> None:
    (row,) = rows(assault(SOLDIERS, REBELS, actors=(SOLDIERS, IRAN, UN)))
    assert row["actor1"] == "Army of Iraq"
    assert row["assoc_actor_1"] == "Government of Iran; United Nations"


def test_the_table_names_only_what_the_ontology_has() -> None:
    ontology, tables = load_ontology(), _tables()
    for rule in tables["rules"]:
        for kind in rule["types"]:
            assert set(rule.get("modes", ())) <= set(ontology.event_type(kind).modes)
    assert {*tables["inter"], *tables["armed"]} <= set(ontology.sectors)
