"""Who may import whom, read off the source: data flows one way.

The house rule is that ``model`` and ``errors`` import nothing of ours, that the stages (text, actors, places, times,
events) share only knowledge and never each other, that ``coder`` wires them, and that nothing imports the command
line. Seven edges are wider than the plainest form of it, for these reasons: every stage reads the parse
(``text.parse``), which is their common ground; ``sources`` cleans text and reads datelines as it makes articles
(``text.clean``, ``text.dateline``); ``evaluate`` scores two stages that no coder holds, extraction and the reader
alone, and which deed an entry announces, each in a module of its own; ``meetings`` asks the grammar of ``events`` (who stands where, whether it is told
as done, when it was), which would otherwise stand here twice; ``lexicon.check`` codes the lexicon's examples, so that this one module, which is
a command, imports the coder; and the package's own ``__init__`` offers Coder, read and Store. Lines under
``if TYPE_CHECKING`` count like all others.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "khaldun"
MODULES = sorted(SOURCE.rglob("*.py"))

KNOWLEDGE = {"model", "errors", "yaml_data", "ontology", "lexicon", "text.parse"}
# What each room may import: a room's name allows all of it, a dotted name that module alone.
ALLOWED: dict[str, set[str]] = {
    "model": set(),
    "errors": set(),
    "settings": {"errors"},
    "yaml_data": {"errors"},
    "ontology": {"model", "errors", "yaml_data"},
    "lexicon": {"model", "errors", "yaml_data", "ontology"},
    "text": {"model", "errors", "yaml_data"},
    "actors": KNOWLEDGE,
    "places": KNOWLEDGE,
    "times": KNOWLEDGE,
    "events": KNOWLEDGE,
    "meetings": KNOWLEDGE | {"events.syntax", "events.deeds", "events.status", "events.setting"},
    "reader": KNOWLEDGE,
    "adapt": KNOWLEDGE | {"reader", "evaluate"},
    "coder": KNOWLEDGE
    | {"adapt", "text", "actors", "places", "times", "events", "meetings", "reader", "settings"},
    "sources": {"model", "errors", "yaml_data", "text.clean", "text.dateline"},
    "store": {"model", "errors", "yaml_data"},
    "joins": {"model", "errors", "yaml_data", "store"},
    "relations": {"model", "errors", "yaml_data", "ontology", "store"},
    "export": {"model", "errors", "yaml_data", "ontology", "store"},
    "wording": {"model"},
    "why": {"model", "ontology", "lexicon", "wording"},
    "review": {"model", "errors", "ontology", "store"},
    "web": {
        "model",
        "errors",
        "yaml_data",
        "ontology",
        "lexicon",
        "store",
        "relations",
        "export",
        "review",
        "wording",
        "why",
    },
    "evaluate": {"model", "errors", "yaml_data", "ontology"},
    "evaluate.announced": {"model", "lexicon"},
    "evaluate.pages": {"errors", "sources", "text.clean"},
    "evaluate.ablation": {"model", "ontology", "reader"},
    "component": {"model", "errors", "ontology", "coder", "text.parse"},
    "running": {"model", "errors", "sources"},
    "scale": {"model", "errors", "sources", "running", "store", "export"},
    "__init__": {"coder", "sources", "store"},
    "__main__": {"cli"},
    "lexicon.check": {"model", "coder", "lexicon"},
}
# The one room that may import a package.
ONLY_IN = {
    "duckdb": "store",
    "psycopg": "store",
    "ray": "scale",
    "click": "cli",
    "spacy": "text",
    "trafilatura": "sources",
    "onnxruntime": "reader",
    "nicegui": "web",
    "fastapi": "web",
    "pydantic": "web",
    "starlette": "web",
}
# The component for spaCy's own pipelines has to know spaCy.
BESIDES = {("component", "spacy")}


def dotted(path: Path) -> str:
    """A module's name within khaldun: "text.parse", "events", "__init__"."""
    parts = list(path.relative_to(SOURCE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imported(path: Path) -> Iterator[str]:
    """Full names of what a module imports, wherever in it; of ours "from khaldun.x import y" gives khaldun.x.y."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{dotted(path)} imports relatively; write khaldun.…"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_there_are_modules() -> None:
    assert {"model", "coder", "events.build", "cli"} <= {dotted(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    name = dotted(path)
    room = name.partition(".")[0]
    if room == "cli":
        return  # the outermost room
    assert room in ALLOWED, f"{room} is a new room: say in ALLOWED what it may import"
    allowed = ALLOWED.get(name, ALLOWED[room])
    for target in imported(path):
        top, _, inner = target.partition(".")
        if top != "khaldun" or inner.partition(".")[0] == room:
            continue
        parts = inner.split(".")
        reached = {".".join(parts[:n]) for n in range(1, len(parts) + 1)}
        assert reached & allowed, (
            f"{name} imports {target}; it may import {', '.join(sorted(allowed)) or 'nothing of ours'}"
        )


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_some_packages_have_one_room(path: Path) -> None:
    room = dotted(path).partition(".")[0]
    for target in imported(path):
        owner = ONLY_IN.get(target.partition(".")[0])
        assert owner in (None, room) or (room, target.partition(".")[0]) in BESIDES, (
            f"{dotted(path)} imports {target}; only {owner} may"
        )


def test_model_and_errors_import_the_standard_library_alone() -> None:
    for name in ("model", "errors"):
        for target in imported(SOURCE / f"{name}.py"):
            assert target.partition(".")[0] in sys.stdlib_module_names


def test_rooms_form_no_circle() -> None:
    edges: dict[str, set[str]] = {}
    for path in MODULES:
        name = dotted(path)
        room = name.partition(".")[0]
        if name == "lexicon.check":  # a command beside the room, see above
            continue
        ours = (target.split(".")[1] for target in imported(path) if target.startswith("khaldun."))
        edges.setdefault(room, set()).update(other for other in ours if other != room)
    done: set[str] = set()

    def visit(room: str, above: tuple[str, ...]) -> None:
        assert room not in above, " > ".join((*above, room))
        if room not in done:
            for other in edges.get(room, ()):
                visit(other, (*above, room))
            done.add(room)

    for room in edges:
        visit(room, ())
