"""The built-in files of persons, groups, organisations and offices: well formed, unambiguous, and right where checked."""

from __future__ import annotations

import collections
import functools
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import khaldun.actors
from khaldun.ontology.load import folder as ontology_folder
from khaldun.ontology.load import read_sectors

KNOWLEDGE = Path(khaldun.actors.__file__).parent / "knowledge"
FILES = [
    *sorted(
        path.relative_to(KNOWLEDGE).as_posix()
        for folder in ("persons", "groups", "organisations")
        for path in (KNOWLEDGE / folder).glob("*.yaml")
    ),
    "offices.yaml",
]

INTERNATIONAL = frozenset(("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"))
COUNTRIES = frozenset(
    # ISO 3166-1 alpha-3 of the states, with Kosovo, Hong Kong, Palestine, Taiwan and the Holy See.
    re.findall(
        "[A-Z]{3}",
        """AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN
        BTN BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI
        ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HKG HND HRV HTI HUN IDN IND IRL
        IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KOS KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX
        LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU
        NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB
        SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB
        VAT VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE""",
    )
)
SECTORS = frozenset(read_sectors(ontology_folder()))
MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


@functools.cache
def read(name: str) -> list[dict[str, Any]]:
    """The records of one file; parsed by the C loader where there is one, as the files are large."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    records: list[dict[str, Any]] = yaml.load((KNOWLEDGE / name).read_text(encoding="utf-8"), Loader=loader)
    return records


@functools.cache
def by_id() -> dict[str, dict[str, Any]]:
    """Every record by its id."""
    return {record["id"]: record for name in FILES for record in read(name)}


def surfaces(record: dict[str, Any]) -> list[str]:
    """All forms of a record, safe and ambiguous."""
    names = record.get("names", [])
    own = [form for forms in names.values() for form in forms] if isinstance(names, dict) else list(names)
    return [*own, *record.get("ambiguous", [])]


def codes(record: dict[str, Any]) -> set[str]:
    """Every code a record names, for itself, in its roles, or for its names in a country."""
    found = {role["code"] for role in record.get("roles", [])}
    if "code" in record:
        found.add(record["code"])
    if isinstance(record.get("names"), dict):
        found.update(record["names"])
    return found


def held(identity: str, office: str, day: str, code: str) -> bool:
    """Whether someone held an office of a country in a month."""
    return any(
        role["office"] == office
        and role["code"] == code
        and role.get("from", "") <= day
        and day <= role.get("to", "9999-12")
        for role in by_id()[identity]["roles"]
    )


def test_there_are_files_of_every_kind() -> None:
    kinds = collections.Counter(identity.partition(":")[0] for identity in by_id())
    assert kinds["person"] >= 1500
    assert kinds["group"] >= 350
    assert kinds["organisation"] >= 200
    assert kinds["office"] >= 100


def test_ids_are_unique_and_well_formed() -> None:
    counted = collections.Counter(record["id"] for name in FILES for record in read(name))
    assert [identity for identity, count in counted.items() if count > 1] == []
    assert [
        i
        for i in counted
        if not re.fullmatch(r"(person|group|organisation|office):[a-z0-9]+(-[a-z0-9]+)*", i)
    ] == []


@pytest.mark.parametrize("name", FILES)
def test_codes_and_sectors_are_known(name: str) -> None:
    for record in read(name):
        assert codes(record) <= COUNTRIES | INTERNATIONAL, record["id"]
        given = {record.get("sector"), *record.get("sectors", [])}
        given.update(
            value for role in record.get("roles", []) for value in (role["sector"], role.get("otherwise"))
        )
        assert given - {None} <= SECTORS, record["id"]


@pytest.mark.parametrize("name", FILES)
def test_a_primary_sector_is_one_of_the_sectors(name: str) -> None:
    for record in read(name):
        if "sectors" in record:
            assert record["sector"] == record["sectors"][0], record["id"]


@pytest.mark.parametrize("name", FILES)
def test_roles_are_months_in_order(name: str) -> None:
    for record in read(name):
        for role in record.get("roles", []):
            for key in ("from", "to"):
                assert key not in role or MONTH.fullmatch(role[key]), (record["id"], role)
            assert role.get("from", "0") <= role.get("to", "9"), (record["id"], role)
        starts = [role.get("from", "") for role in record.get("roles", []) if role["sector"] != "ELI"]
        assert record["id"].startswith("person:") or starts == sorted(starts), record["id"]


@pytest.mark.parametrize("name", FILES)
def test_no_form_is_given_twice(name: str) -> None:
    for record in read(name):
        forms = surfaces(record)
        assert len(forms) == len(set(forms)), record["id"]
        assert all(form == form.strip() and len(form) > 1 and "’" not in form for form in forms), record["id"]


def test_every_person_has_a_role_and_every_office_is_known() -> None:
    offices = {identity.partition(":")[2] for identity in by_id() if identity.startswith("office:")}
    for identity, record in by_id().items():
        if identity.startswith("person:"):
            assert record["roles"], identity
            assert {role["office"] for role in record["roles"]} <= offices, identity
            assert record["name"] in record["names"], identity


def test_an_actor_can_be_named() -> None:
    assert [i for i, r in by_id().items() if not surfaces(r) and not r.get("lemmas")] == []


def test_a_full_name_belongs_to_one_person() -> None:
    names: dict[str, set[str]] = {}
    for identity, record in by_id().items():
        if identity.startswith("person:"):
            names.setdefault(record["name"], set()).add(identity)
    assert [name for name, owners in names.items() if len(owners) > 1] == []


def test_common_words_are_no_safe_surnames() -> None:
    safe = {form for i, r in by_id().items() if i.startswith("person:") for form in r["names"]}
    assert not safe & {
        "May",
        "Major",
        "Brown",
        "Rice",
        "Powell",
        "Park",
        "Moon",
        "Ban",
        "Ma",
        "Bishop",
        "Fox",
        "King",
    }


@pytest.mark.parametrize(
    ("office", "code", "day", "person"),
    [
        ("president", "USA", "2010-06", "barack-obama"),
        ("foreign-minister", "USA", "2014-09", "john-kerry"),
        ("defence-minister", "USA", "2004-05", "donald-rumsfeld"),
        ("prime-minister", "GBR", "1996-05", "john-major"),
        ("foreign-minister", "GBR", "2012-05", "william-hague"),
        ("president", "FRA", "2011-03", "nicolas-sarkozy"),
        ("chancellor", "DEU", "2015-09", "angela-merkel"),
        ("president", "RUS", "2010-01", "dmitry-medvedev"),
        ("prime-minister", "RUS", "2010-01", "vladimir-putin"),
        ("foreign-minister", "RUS", "2013-06", "sergei-lavrov"),
        ("president", "IRN", "2009-06", "mahmoud-ahmadinejad"),
        ("foreign-minister", "IRN", "2015-07", "mohammad-javad-zarif"),
        ("president", "SYR", "2012-02", "bashar-al-assad"),
        ("prime-minister", "IRQ", "2014-06", "nouri-al-maliki"),
        ("prime-minister", "TUR", "2010-05", "recep-tayyip-erdogan"),
        ("prime-minister", "ISR", "2008-12", "ehud-olmert"),
        ("president", "PSE", "2011-09", "mahmoud-abbas"),
        ("president", "EGY", "2012-11", "mohamed-morsi"),
        ("president", "AFG", "2016-01", "ashraf-ghani"),
        ("prime-minister", "PAK", "2011-05", "yousuf-raza-gilani"),
        ("prime-minister", "IND", "2008-11", "manmohan-singh"),
        ("president", "CHN", "2009-07", "hu-jintao"),
        ("prime-minister", "JPN", "2011-03", "naoto-kan"),
        ("president", "KOR", "2010-03", "lee-myung-bak"),
        ("president", "UKR", "2013-11", "viktor-yanukovych"),
        ("president", "SDN", "2009-03", "omar-al-bashir"),
        ("president", "NGA", "2014-04", "goodluck-jonathan"),
        ("president", "ZAF", "1995-06", "nelson-mandela"),
        ("president", "VEN", "2006-12", "hugo-chavez"),
        ("secretary-general", "UNO", "2013-08", "ban-ki-moon"),
        ("foreign-minister", "EUR", "2012-01", "catherine-ashton"),
        ("secretary-general", "IGO", "2011-03", "anders-fogh-rasmussen"),
    ],
)
def test_who_held_office_when(office: str, code: str, day: str, person: str) -> None:
    assert held(f"person:{person}", office, day, code)


def test_persons_have_a_gender_for_pronouns() -> None:
    genders = collections.Counter(r["gender"] for i, r in by_id().items() if i.startswith("person:"))
    assert set(genders) == {"f", "m"}
    assert by_id()["person:angela-merkel"]["gender"] == "f"
    assert by_id()["person:karen-karapetyan"]["gender"] == "m"


def test_a_group_in_power_is_a_government_while_it_lasts() -> None:
    taliban = by_id()["group:taliban"]
    assert taliban["sector"] == "REB"
    in_power = [(role["from"], role.get("to")) for role in taliban["roles"] if role["sector"] == "GOV"]
    assert in_power == [("1996-09", "2001-11"), ("2021-08", None)]
