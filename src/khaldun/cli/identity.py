"""What the events of a run depend on: version, pipeline, knowledge and options, for the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from khaldun.cli.reading import pipeline
from khaldun.store import Run, run_now


def run_of(inputs: tuple[str, ...], rest: dict[str, Any]) -> Run:
    """The manifest of a run that begins now; ``rest`` are the options that bear on events."""
    given = {name: None if value is None else str(value) for name, value in sorted(rest.items())}
    return run_now(
        version=version("khaldun"),
        pipeline=pipeline(rest),
        ontology=rest["ontology"],
        lexicon=_digest(files("khaldun")),
        options={"inputs": list(inputs), **given, "actors_hash": _digest_of_file(rest["actors"])},
    )


def _digest(root: Traversable) -> str:
    """A hash of all that is known and learned: equal hashes, equal rules and weights."""
    found = hashlib.sha256()
    for room in _KNOWING:
        for name, source in sorted(_knowledge(root / room, f"{room}/")):
            found.update(name.encode() + b"\0" + source.read_bytes() + b"\0")
    return found.hexdigest()[:16]


_KNOWING = ("actors", "events", "lexicon", "meetings", "ontology", "places", "reader", "text", "times")


def _knowledge(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _knowledge(item, f"{prefix}{item.name}/")
        elif item.name.endswith((".yaml", ".tsv", ".onnx")):
            yield prefix + item.name, item


def _digest_of_file(path: Path | None) -> str | None:
    if path is None or not path.is_file():  # loading it will say what is wrong
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
