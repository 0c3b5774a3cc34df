"""Reading actor files fast: what YAML says, kept as JSON in the user's cache, under a hash of the files.

PyYAML takes over a second for the built-in files, the JSON takes some milliseconds. The cache is never
needed: where it cannot be written or read the YAML is read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from khaldun.errors import ActorFileError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Records = list[tuple[Path, list[dict[str, Any]]]]


def read_files(paths: Sequence[Path], cached: bool = True) -> Records:
    """The records of each file. Raises ``ActorFileError`` where a file is no list of mappings."""
    contents = [path.read_bytes() for path in paths]
    if not cached:
        return [(path, _parse(path, content)) for path, content in zip(paths, contents, strict=True)]
    place = _cache_folder() / f"actors-{_digest(contents)}.json"
    lists = _from_cache(place, len(paths))
    if lists is None:
        lists = [_parse(path, content) for path, content in zip(paths, contents, strict=True)]
        _to_cache(place, lists)
    return list(zip(paths, lists, strict=True))


def _parse(path: Path, content: bytes) -> list[dict[str, Any]]:
    try:
        records = yaml.load(content, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise ActorFileError(
            f"{path}: not YAML ({' '.join(str(error).split())}); see docs/actors.md"
        ) from error
    if records is None:
        return []
    if not isinstance(records, list):
        raise ActorFileError(
            f"{path}: an actor file is a list of records, this one is a {type(records).__name__}"
        )
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            raise ActorFileError(f"{path}: record {number} is {record!r}; a record is a mapping with an id")
    return records


def _digest(contents: Sequence[bytes]) -> str:
    digest = hashlib.blake2b(digest_size=12)
    for content in contents:
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.hexdigest()


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "khaldun"


def _from_cache(place: Path, count: int) -> list[list[dict[str, Any]]] | None:
    try:
        lists = msgspec.json.decode(place.read_bytes(), type=list[list[dict[str, Any]]])
    except (OSError, msgspec.DecodeError):
        # Not written yet, or cut off by another process: the YAML says the same.
        return None
    return lists if len(lists) == count else None


def _to_cache(place: Path, lists: list[list[dict[str, Any]]]) -> None:
    part = place.with_suffix(f".{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(lists))
        part.replace(place)
    except OSError:
        # A read-only home costs a second at each start, and nothing else.
        with contextlib.suppress(OSError):
            part.unlink()
