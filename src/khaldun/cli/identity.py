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
        lexicon=_digest(files("khaldun.lexicon")),
        options={"inputs": list(inputs), **given, "actors_hash": _digest_of_file(rest["actors"])},
    )


def _digest(root: Traversable) -> str:
    """A hash of the lexicon's files: equal hashes, equal rules."""
    found = hashlib.sha256()
    for name, source in sorted(_yaml(root, "")):
        found.update(name.encode() + b"\0" + source.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _yaml(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _yaml(item, f"{prefix}{item.name}/")
        elif item.name.endswith(".yaml"):
            yield prefix + item.name, item


def _digest_of_file(path: Path | None) -> str | None:
    if path is None or not path.is_file():  # loading it will say what is wrong
        return None
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
