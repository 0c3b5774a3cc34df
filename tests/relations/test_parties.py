"""Parties: the rule on one mention, and the same rule in SQL."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.ontology import load_ontology
from khaldun.relations.parties import kind_of, name_of, party, party_sql, rule


@pytest.mark.parametrize(
    ("code", "sector", "identity", "role", "key"),
    [
        ("USA", "GOV", "country:usa/ambassador", "actor", "USA"),
        ("IRN", None, "country:irn", "actor", "IRN"),
        ("IMG", "UAF", "group:islamic-state/gunman", "actor", "group:islamic-state"),
        ("IRQ", "MIL", "group:peshmerga", "recipient", "group:peshmerga"),
        ("SYR", "REB", "country:syr/rebel", "recipient", "SYR/REB"),
        ("GBR", "CVL", "name:alan-henning", "recipient", "GBR"),
        ("GBR", "CVL", "name:alan-henning", "actor", "GBR/CVL"),
        ("IGO", "MIL", "organisation:nato/leader", "actor", "organisation:nato"),
        ("UNO", "GOV", None, "actor", "UNO"),
        ("IGO", None, None, "actor", None),
        (None, "CVL", "agent:people", "recipient", None),
        (None, "CVL", "people:kurds/demonstrator", "actor", "people:kurds"),
    ],
)
def test_whom_a_mention_belongs_to(code: str, sector: str, identity: str, role: str, key: str) -> None:
    assert party(code, sector, identity, role) == key  # type: ignore[arg-type]


def test_the_table_names_real_sectors() -> None:
    assert {*rule().apart, *rule().organs} <= set(load_ontology().sectors)
    assert not set(rule().apart) & set(rule().organs)


_codes = st.none() | st.sampled_from(["USA", "IRN", *rule().bodies, *rule().classes, "", "usa"])
_ids = st.none() | st.sampled_from(
    ["group:a", "group:a/b", "people:k", "organisation:o/p", "country:usa/army", "agent:x", "", "group"]
)


@settings(max_examples=200, deadline=None)
@given(
    _codes,
    st.none() | st.sampled_from(list(load_ontology().sectors)),
    _ids,
    st.sampled_from(["actor", "recipient"]),
)
def test_sql_and_python_agree(code: str | None, sector: str | None, identity: str | None, role: str) -> None:
    row = "SELECT ?::VARCHAR AS code, ?::VARCHAR AS sector, ?::VARCHAR AS id, ?::VARCHAR AS role"
    found = duckdb.execute(f"SELECT {party_sql()} FROM ({row})", [code, sector, identity, role]).fetchone()
    assert found == (party(code, sector, identity, role),)  # type: ignore[arg-type]


def test_kinds_and_names() -> None:
    told = {key: (kind_of(key), name_of(key)) for key in ("FRA", "SYR/REB", "group:al-qaeda", "EUR")}
    assert told == {
        "FRA": ("state", "France"),
        "SYR/REB": ("sector", "Syria (rebels)"),
        "group:al-qaeda": ("group", "Al Qaeda"),
        "EUR": ("organisation", "European Union"),
    }
    assert name_of("group:al-qaeda", {"group:al-qaeda": "al-Qaeda"}) == "al-Qaeda"
