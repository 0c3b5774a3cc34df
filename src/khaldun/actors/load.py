"""Reading actor files: the built-in ones, and a user's own laid over them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from khaldun.actors.entries import Being, Entry, Kind, Role, Sense, Use
from khaldun.actors.files import read_files
from khaldun.actors.words import word_set
from khaldun.errors import ActorFileError

KNOWLEDGE = Path(__file__).parent / "knowledge"

_TITLED = re.compile(r"(?:President|Prime Minister|Premier|Chancellor|King|Queen|General) (.+)")
_KEYS = word_set(
    "id name names code sector sectors kind ambiguous roles adjectives demonyms capitals lemmas reason is weak abroad"
    " relational kin people national gender with owned lands shorts note"
)
_ROLE_KEYS = word_set("from to code sector office otherwise note")
_KINDS = frozenset(
    (
        "country",
        "seat",
        "region",
        "people",
        "vague",
        "city",
        "person",
        "group",
        "organisation",
        "agent",
        "office",
    )
)
_BEINGS = ("person", "group", "body", "machine", "country")
_BODIES = {
    "country": "country",
    "region": "country",
    "seat": "body",
    "organisation": "body",
    "group": "group",
}
_USES: tuple[tuple[str, Use], ...] = (
    ("adjectives", "adjective"),
    ("demonyms", "demonym"),
    ("capitals", "capital"),
    ("ambiguous", "ambiguous"),
)


@dataclass(slots=True)
class Knowledge:
    """Every entry by id, the names that stand for entries, and the lemmas of classes of actors."""

    entries: dict[str, Entry] = field(default_factory=dict)
    names: dict[str, list[Sense]] = field(default_factory=dict)
    lemmas: dict[str, Entry] = field(default_factory=dict)
    countries: dict[str, Entry] = field(default_factory=dict)
    """The country of each code."""
    surnames: dict[str, list[Entry]] = field(default_factory=dict)
    """Persons by the last word of their names."""
    shorts: dict[str, list[Entry]] = field(default_factory=dict)
    """Common nouns that stand for an actor in articles with one of its supporting words: the coalition."""
    support: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Words elsewhere in an article that make an entry's ambiguous names mean it."""

    offices: dict[tuple[str, str], list[tuple[Role, Entry]]] = field(default_factory=dict)
    """Who ever held each office, by the country's code and the office."""


def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """Read the built-in actor files, then the user's own; entries of the same id are replaced.

    Raises ``ActorFileError`` with file and key where a record is wrong.
    """
    files = sorted(KNOWLEDGE.rglob("*.yaml"))
    records: dict[str, tuple[Path, dict[str, Any]]] = {}
    own = _overlay_files(overlay)
    for path, content in itertools.chain(read_files(files), read_files(own, cached=False)):
        for record in content:
            records[_checked_id(path, record)] = (path, record)
    knowledge = Knowledge()
    theirs = set(own)
    for path, record in records.values():
        _add(knowledge, path, record, first=path in theirs)
    _join_titled(knowledge)
    people = {entry.id: entry for entries in knowledge.surnames.values() for entry in entries}
    for entry in people.values():
        for role in entry.roles:
            if role.office and role.code:
                knowledge.offices.setdefault((role.code, role.office), []).append((role, entry))
    return knowledge


def _join_titled(knowledge: Knowledge) -> None:
    """A title with a surname may be anyone of that surname: President Bush is two."""
    for name, senses in knowledge.names.items():
        titled = _TITLED.fullmatch(name)
        if titled is not None and senses[0].entry.kind == "person":
            known = {sense.entry.id for sense in senses}
            for sense in knowledge.names.get(titled[1], ()):
                if sense.entry.kind == "person" and sense.entry.id not in known:
                    senses.append(Sense(sense.entry, "name"))


def _overlay_files(overlay: Path | None) -> list[Path]:
    if overlay is None:
        return []
    if overlay.is_dir():
        return sorted(overlay.rglob("*.yaml"))
    if not overlay.exists():
        raise ActorFileError(
            f"{overlay}: no such actor file; name a YAML file or a folder of them (docs/actors.md)"
        )
    return [overlay]


def _checked_id(path: Path, record: dict[str, Any]) -> str:
    identity = record.get("id")
    if not isinstance(identity, str) or ":" not in identity:
        raise ActorFileError(
            f"{path}: id {identity!r}; an id is text of the form kind:slug, as group:islamic-state"
        )
    if not _KEYS.issuperset(record):
        unknown = sorted(str(key) for key in set(record) - _KEYS)
        raise ActorFileError(
            f"{path}: {identity}: key {unknown[0]!r} is not known; valid: {', '.join(sorted(_KEYS))}"
        )
    return identity


def _add(knowledge: Knowledge, path: Path, record: dict[str, Any], first: bool) -> None:
    entry = _entry(path, record)
    knowledge.entries[entry.id] = entry
    if entry.kind == "person":
        knowledge.surnames.setdefault(entry.name.rpartition(" ")[2], []).append(entry)
    for short in _texts(path, record, "shorts"):
        knowledge.shorts.setdefault(short, []).append(entry)
    support = _texts(path, record, "with")
    if support:
        knowledge.support[entry.id] = tuple(support)
    if entry.kind == "country" and entry.code:
        _add_country(knowledge, entry, entry.code)
    for lemma in _texts(path, record, "lemmas"):
        if first or lemma.lower() not in knowledge.lemmas:
            knowledge.lemmas[lemma.lower()] = entry
    names = record.get("names", [])
    if isinstance(names, dict):
        _add_offices(knowledge, path, record, entry, names, first)
    elif entry.kind != "agent":
        _name(knowledge, entry, "name", itertools.chain((entry.name,), _texts(path, record, "names")), first)
    for key, use in _USES:
        _name(knowledge, entry, use, _texts(path, record, key), first)


def _add_country(knowledge: Knowledge, entry: Entry, code: str) -> None:
    # A dependency shares its sovereign's code, and does not stand for it.
    if entry.id == f"country:{code.lower()}" or code not in knowledge.countries:
        knowledge.countries[code] = entry


def _add_offices(
    knowledge: Knowledge, path: Path, record: dict[str, Any], entry: Entry, names: dict[Any, Any], first: bool
) -> None:
    """Offices under their own names in some countries: ``names: {GBR: [Foreign Office]}``."""
    for code in names:
        seat = Entry(
            f"{entry.id}/{str(code).lower()}",
            entry.name,
            "seat",
            code=str(code),
            sector=entry.sector,
            sectors=entry.sectors,
            is_=entry.is_,
        )
        knowledge.entries[seat.id] = seat
        _name(knowledge, seat, "name", _texts(path, {**names, "id": entry.id}, code), first)


def _name(knowledge: Knowledge, entry: Entry, use: Use, names: Iterable[str], first: bool) -> None:
    if entry.kind in ("people", "city") and use == "name":
        names = [n for n in names if n != entry.name]
    for name in dict.fromkeys(names):
        senses = knowledge.names.setdefault(name, [])
        if any(s.entry is entry for s in senses) and use == "name":
            continue
        senses.insert(0, Sense(entry, use)) if first else senses.append(Sense(entry, use))


def _entry(path: Path, record: dict[str, Any]) -> Entry:
    identity: str = record["id"]
    prefix = identity.partition(":")[0]
    kind = record.get("kind") or (prefix if prefix in _KINDS else "organisation")
    if kind not in _KINDS:
        raise ActorFileError(f"{path}: {identity}: kind {kind!r}; valid: {', '.join(sorted(_KINDS))}")
    kind = "agent" if kind == "office" else kind
    being = record.get("is") or _BODIES.get(kind, "person")
    if being not in _BEINGS:
        raise ActorFileError(f"{path}: {identity}: is {being!r}; valid: {', '.join(_BEINGS)}")
    lemmas = _texts(path, record, "lemmas")
    adjectives = _texts(path, record, "adjectives")
    return Entry(
        id=identity,
        name=str(
            record.get("name") or (lemmas[0] if lemmas else identity.partition(":")[2].replace("-", " "))
        ),
        kind=cast(Kind, kind),
        code=_text(path, record, "code"),
        sector=_text(path, record, "sector"),
        sectors=tuple(_texts(path, record, "sectors")),
        roles=tuple(sorted(_roles(path, record), key=lambda role: role.start)),
        reason=_text(path, record, "reason"),
        is_=cast(Being, being),
        weak=bool(record.get("weak")),
        abroad=bool(record.get("abroad")),
        relational=bool(record.get("relational")),
        kin=bool(record.get("kin")),
        people=bool(record.get("people")),
        owned=bool(record.get("owned")),
        lands=tuple(_texts(path, record, "lands")),
        national=_text(path, record, "national"),
        gender=_text(path, record, "gender"),
        adjective=adjectives[0] if adjectives else None,
    )


def _roles(path: Path, record: dict[str, Any]) -> Iterator[Role]:
    for role in record.get("roles") or ():
        if not isinstance(role, dict) or not _ROLE_KEYS.issuperset(role):
            unknown = sorted(map(str, set(role) - _ROLE_KEYS)) if isinstance(role, dict) else [repr(role)]
            valid = ", ".join(sorted(_ROLE_KEYS))
            raise ActorFileError(
                f"{path}: {record['id']}: roles: key {unknown[0]!r} is not known; valid: {valid}"
            )
        start, end = (str(role.get(key) or "") for key in ("from", "to"))
        yield Role(
            start,
            end,
            role.get("code"),
            role.get("sector"),
            role.get("office"),
            otherwise=role.get("otherwise"),
        )


def _texts(path: Path, record: dict[str, Any], key: str) -> list[str]:
    value = record.get(key)
    if value is None or (key == "names" and isinstance(value, dict)):
        return []
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ActorFileError(
            f"{path}: {record['id']}: {key} is {value!r}; it is a list of texts (put quotes around No, On and numbers)"
        )
    return value


def _text(path: Path, record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise ActorFileError(f"{path}: {record['id']}: {key} is {value!r}; it is text (put quotes around NO)")
    return value
