"""Fit the table that joins frames and reader, on the held-out tenth: ``python fit_joining.py [--gold FILE]``.

First the temperature under which the reader's own types make the held-out labels likeliest; then, for each bucket
of the frames' fit, the share of the vote that does so for frames and reader together (a mixture of two, by
expectation maximisation, with one pseudo-pair for either side). Needs the whole program,
no torch. With ``--gold`` it only reports: frames, reader and both on a relation gold file.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heldout import HERE, held_out, read_sentences
from measure import WEIGHTS, accuracy, macro_f1

from khaldun import Coder
from khaldun.evaluate.conventions import convention
from khaldun.evaluate.relations import unmark
from khaldun.model import Relation
from khaldun.ontology import load_ontology
from khaldun.reader import PairReading, PairRequest, Reader
from khaldun.reader.joining import Table, join, load_joining, read_table, softened

EDGES = (0.0, 0.3, 0.5, 0.6, 0.85)
TABLE = WEIGHTS.parent / "joining.yaml"
HEAD = """\
# How much of the vote on a pair's type the frames have, by how well a frame links the two (its fit); the reader
# has the rest, its probabilities to the power of 1 / temperature. Fitted by training/fit_joining.py on the
# held-out tenth of the labelled pairs: pairs in the bucket, and how many of them the frames and the reader have
# right alone.
"""
SIDES = ("cooperation", "conflict")
TEMPERATURES = [1 + n / 20 for n in range(61)]


@dataclass(frozen=True)
class Case:
    """One labelled pair with what both say of it."""

    label: str
    """Gold: type by the 2021 table; held out: CAMEO leaf."""
    frames: Relation
    reading: PairReading


def held_out_cases(coder: Coder, reader: Reader) -> list[Case]:
    """Event pairs of the held-out tenth."""
    ontology = load_ontology()
    found = [
        (PairRequest(s["text"], tuple(p["source"]), tuple(p["target"])), p["cameo"])
        for s in read_sentences(sorted(HERE.glob("pairs*.jsonl")))
        if held_out(s["id"])
        for p in s["pairs"]
        if p["type"] != "NONE" and ontology.is_event(p["cameo"])
    ]
    return _cases(coder, reader, found)


def gold_cases(coder: Coder, reader: Reader, path: Path) -> tuple[list[Case], list[str]]:
    """Items of a relation gold file with both marks, and the labels of those without.

    The label is the type, or, in a file of conflict and cooperation, the side.
    """
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    items = [(unmark(r["marked"]), r["root"] if "root" in r else SIDES[r["conflict"]]) for r in records]
    found = [(PairRequest(i.text, i.source, i.target), label) for i, label in items if i.source and i.target]
    return _cases(coder, reader, found), [label for i, label in items if not (i.source and i.target)]


def _cases(coder: Coder, reader: Reader, found: list[tuple[PairRequest, str]]) -> list[Case]:
    readings = reader.read([request for request, _ in found])
    return [
        Case(label, coder.relate(r.text, r.source, r.target), reading)
        for (r, label), reading in zip(found, readings, strict=True)
    ]


def fit(cases: list[Case]) -> dict[str, Any]:
    """The joining table: the temperature, and one row for each bucket of ``EDGES``."""
    ontology, rows = load_ontology(), []

    def loss(temperature: float) -> float:
        return -sum(
            math.log(max(softened(c.reading.types, temperature)[ontology.coding(c.label).event_type], 1e-9))
            for c in cases
        )

    temperature = min(TEMPERATURES, key=loss)
    for least, most in zip(EDGES, (*EDGES[1:], 2.0), strict=True):
        inside = [c for c in cases if least <= c.frames.fit < most]
        gold = [ontology.coding(c.label).event_type for c in inside]
        right = [c.frames.event_type == g for c, g in zip(inside, gold, strict=True)]
        own = [softened(c.reading.types, temperature)[g] for c, g in zip(inside, gold, strict=True)]
        share = 0.5
        for _ in range(200):
            owed = [
                share * r / max(share * r + (1 - share) * p, 1e-9) for r, p in zip(right, own, strict=True)
            ]
            share = (sum(owed) + 1) / (len(inside) + 2)
        rows.append(
            {
                "least": least,
                "share": round(share, 2),
                "pairs": len(inside),
                "frames_right": sum(right),
                "reader_right": sum(c.reading.event_type == g for c, g in zip(inside, gold, strict=True)),
            }
        )
    return {"temperature": temperature, "frames": rows}


def quads(types: Sequence[str | None]) -> list[str | None]:
    """The quad class of each type of the relation gold."""
    return [None if name is None else str(convention("plv").quads[name]) for name in types]


def sides(types: Sequence[str | None]) -> list[str | None]:
    """Conflict (quads 3 and 4) or cooperation."""
    return [None if name is None else SIDES[convention("plv").quads[name] >= 3] for name in types]


def report(name: str, gold: Sequence[str | None], answers: dict[str, list[str | None]]) -> None:
    """Print macro-F1 and accuracy of every way of answering."""
    print(f"{name}: {len(gold)} pairs")
    for way, said in answers.items():
        print(f"  {way:42} macro-F1 {macro_f1(gold, said):5.1f}  accuracy {accuracy(gold, said):5.1f}")


def ways(cases: list[Case], table: Table) -> dict[str, list[str | None]]:
    """The answered type by the relation gold's table, for frames, reader and joinings of the two."""
    book, ontology = convention("plv"), load_ontology()
    joined = [join(c.frames.cameo, c.frames.fit, c.reading, ontology, table) for c in cases]
    answers = {
        "frames alone": [c.frames.cameo for c in cases],
        "reader alone": [c.reading.leaf for c in cases],
        "frames from fit 0.85, else reader": [
            c.frames.cameo if c.frames.fit >= 0.85 else c.reading.leaf for c in cases
        ],
        "joined by table": [j.leaf for j in joined],
    }
    return {way: [book.type_of(leaf) for leaf in leaves] for way, leaves in answers.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--gold", type=Path)
    options = parser.parse_args()
    coder, reader = Coder(reader=False), Reader(options.weights)
    book = convention("plv")
    if options.gold:
        cases, unmarked = gold_cases(coder, reader, options.gold)
        gold = [c.label for c in cases] + unmarked
        said = {way: types + [None] * len(unmarked) for way, types in ways(cases, load_joining()).items()}
        if set(gold) <= set(SIDES):
            report(f"{options.gold.name}, sides", gold, {way: sides(types) for way, types in said.items()})
        else:
            report(f"{options.gold.name}, types", gold, said)
            report(
                f"{options.gold.name}, quads", quads(gold), {way: quads(types) for way, types in said.items()}
            )
        return
    cases = held_out_cases(coder, reader)
    content = fit(cases)
    rows = [
        "  - {" + ", ".join(f"{key}: {value}" for key, value in row.items()) + "}\n"
        for row in content["frames"]
    ]
    TABLE.write_text(
        f"{HEAD}temperature: {content['temperature']}\nframes:\n" + "".join(rows), encoding="utf-8"
    )
    table = read_table(content)
    gold = [str(book.type_of(c.label)) for c in cases]
    report("held out (the shares were fitted on these)", gold, ways(cases, table))


if __name__ == "__main__":
    main()
