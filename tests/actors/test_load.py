"""The knowledge itself, and a user's own actor files laid over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from khaldun.actors import Actors
from khaldun.actors.files import read_files
from khaldun.actors.load import KNOWLEDGE, load_knowledge
from khaldun.errors import ActorFileError
from khaldun.text.parse import Parser

SECTORS = frozenset(
    [
        "GOV",
        "MIL",
        "COP",
        "SPY",
        "JUD",
        "LEG",
        "PTY",
        "OPP",
        "REB",
        "PRM",
        "UAF",
        "UNK",
        "CVL",
        "AGR",
        "BUS",
        "CRM",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "REL",
        "SOC",
        "PRE",
    ]
)
INTERNATIONAL = frozenset(["UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"])


def own(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_code_and_sector_is_in_the_codebook() -> None:
    knowledge = load_knowledge()
    countries = set(knowledge.countries) | INTERNATIONAL
    for entry in knowledge.entries.values():
        codes = {entry.code, *(role.code for role in entry.roles)} - {None}
        sectors = {entry.sector, *entry.sectors, *(role.sector for role in entry.roles)} - {None}
        assert codes <= countries, entry.id
        assert sectors <= SECTORS, entry.id


def test_ids_are_unique_in_the_built_in_files() -> None:
    seen: dict[str, Path] = {}
    for path, records in read_files(sorted(KNOWLEDGE.rglob("*.yaml"))):
        for record in records:
            assert record["id"] not in seen, f"{record['id']} in {path.name} and {seen[record['id']].name}"
            seen[record["id"]] = path


def test_there_are_classes_and_countries_enough() -> None:
    knowledge = load_knowledge()
    assert len(knowledge.lemmas) > 1000
    assert len(knowledge.countries) > 190


def test_overlay_replaces_and_adds(tmp_path: Path, parser: Parser) -> None:
    path = own(
        tmp_path,
        """
- {id: "country:isl", name: Iceland, names: [Iceland, Snowland], code: ISL, adjectives: [Snowlandic]}
- {id: "agent:clown", lemmas: [clown, circus clown], sector: BUS}
- {id: "organisation:lamp", name: Lamp Works, names: [Lamp Works], code: MNC, sector: BUS}
""",
    )
    actors = Actors.load(path)
    parse = parser.parse("Snowlandic clowns thanked Lamp Works.")
    cast = actors.cast(parse, None)
    clowns, works = cast.at(parse.words.index("clowns")), cast.at(parse.words.index("Works"))
    assert clowns is not None
    assert works is not None
    assert (clowns.code, clowns.sector) == ("ISL", "BUS")
    assert (works.code, works.id) == ("MNC", "organisation:lamp")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name: Lamp\n", "list of records"),
        ("- just words\n", "record 1"),
        ("- {id: lamp, names: [Lamp]}\n", "kind:slug"),
        ('- {id: "group:lamp", nmes: [Lamp]}\n', "'nmes'"),
        ('- {id: "group:lamp", names: Lamp}\n', "names is 'Lamp'"),
        ('- {id: "group:lamp", names: [No]}\n', "quotes"),
        ('- {id: "group:lamp", names: [Lamp], kind: lantern}\n', "'lantern'"),
        ('- {id: "group:lamp", names: [Lamp], is: lantern}\n', "'lantern'"),
        ('- {id: "person:lamp", names: [Lamp], roles: [{since: 2001}]}\n', "'since'"),
        ("- {id: [\n", "not YAML"),
    ],
)
def test_wrong_actor_file_is_named_with_its_key(tmp_path: Path, text: str, told: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(ActorFileError) as caught:
        load_knowledge(path)
    assert str(path) in str(caught.value)
    assert told in str(caught.value)


def test_missing_actor_file(tmp_path: Path) -> None:
    with pytest.raises(ActorFileError, match="no such actor file"):
        load_knowledge(tmp_path / "nothing.yaml")


def test_cache_says_what_the_yaml_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = own(tmp_path, '- {id: "person:x", name: X, roles: [{from: 2001-02-03, code: FRA}]}\n')
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    first = read_files([path])
    assert list((tmp_path / "cache" / "khaldun").glob("actors-*.json"))
    again = read_files([path])
    assert str(first[0][1][0]["roles"][0]["from"]) == str(again[0][1][0]["roles"][0]["from"]) == "2001-02-03"


def test_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    path = own(tmp_path, '- {id: "group:x", name: X}\n')
    assert read_files([path])[0][1][0]["name"] == "X"
