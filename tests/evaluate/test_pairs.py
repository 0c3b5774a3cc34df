from __future__ import annotations

from pathlib import Path

from khaldun.evaluate import evaluate
from khaldun.evaluate.pairs import link
from khaldun.model import Event

from .stubs import StubCoder, event, mention, write

TEXT = "Cairo expelled the envoy of Qatar and met a delegation from Sudan."
CAIRO, QATAR, SUDAN = (
    mention(TEXT, name, code) for name, code in (("Cairo", "EGY"), ("Qatar", "QAT"), ("Sudan", "SDN"))
)


def _span(part: str) -> list[int]:
    start = TEXT.index(part)
    return [start, start + len(part)]


GOLD = {
    "id": "t-1",
    "text": TEXT,
    "pairs": [
        {
            "source": _span("Cairo"),
            "target": _span("the envoy of Qatar"),
            "type": "SANCTION",
            "status": "actual",
        },
        {
            "source": _span("Cairo"),
            "target": _span("a delegation from Sudan"),
            "type": "CONSULT",
            "status": "actual",
        },
        {"source": _span("the envoy of Qatar"), "target": _span("a delegation from Sudan"), "type": "NONE"},
    ],
}


def _scores(tmp_path: Path, *events: Event) -> dict[str, float | None]:
    part = evaluate([write(tmp_path / "pairs.jsonl", [GOLD])], StubCoder({TEXT: events})).files[0]
    return {score.measure: score.value for score in part.scores} | {
        f"row {r.label}": r.recall for r in part.labels
    }


def test_found_pairs_by_type_with_co_actors_as_recipients(tmp_path: Path) -> None:
    expels = event(TEXT, "SANCTION", "166", [CAIRO], [QATAR])
    meets = event(TEXT, "CONSULT", "040", [SUDAN, CAIRO], reciprocal=True, status="future")
    scores = _scores(tmp_path, expels, meets)
    assert scores["event between the pair, of the right type"] == 1.0
    assert scores["status right where the type is"] == 0.5
    assert scores["pairs without an event wrongly linked"] == 0.0
    assert scores["row SANCTION"] == scores["row CONSULT"] == 1.0


def test_wrong_types_and_wrong_links_count_against(tmp_path: Path) -> None:
    expels = event(TEXT, "COERCE", "174", [CAIRO], [QATAR])
    invented = event(TEXT, "AID", "070", [QATAR], [SUDAN])
    scores = _scores(tmp_path, expels, invented)
    assert scores["event between the pair, of the right type"] == 0.0
    assert scores["event between the pair, of any type"] == 0.5
    assert scores["type right where an event is found"] == 0.0
    assert scores["pairs without an event wrongly linked"] == 1.0


def test_direction_matters_unless_the_event_is_among_equals() -> None:
    forth = event(TEXT, "AID", "070", [CAIRO], [QATAR])
    source, target = (CAIRO.start, CAIRO.end), (QATAR.start, QATAR.end)
    assert link([forth], source, target, "AID") is forth
    assert link([forth], target, source, "AID") is None


def test_the_labelled_type_wins_over_confidence() -> None:
    meets = event(TEXT, "CONSULT", "040", [CAIRO], [QATAR], confidence=0.2)
    aids = event(TEXT, "AID", "070", [CAIRO], [QATAR], confidence=0.9)
    spans = (CAIRO.start, CAIRO.end), (QATAR.start, QATAR.end)
    assert link([aids, meets], *spans, "CONSULT") is meets
    assert link([meets, aids], *spans, "ACCUSE") is aids


def test_each_pair_is_an_item_with_its_rule(tmp_path: Path) -> None:
    expels = event(TEXT, "COERCE", "174", [CAIRO], [QATAR], rule="expel.v", confidence=0.7)
    part = evaluate([write(tmp_path / "pairs.jsonl", [GOLD])], StubCoder({TEXT: [expels]})).files[0]
    assert [(o.id, o.gold, o.coded, o.right, o.rule) for o in part.outcomes] == [
        ("t-1 pair 1", "SANCTION", "COERCE", False, "expel.v"),
        ("t-1 pair 2", "CONSULT", "NONE", False, None),
        ("t-1 pair 3", "NONE", "NONE", True, None),
    ]
    assert {(c.gold, c.predicted) for c in part.confusions} == {
        ("SANCTION", "COERCE"),
        ("CONSULT", "NONE"),
        ("NONE", "NONE"),
    }
