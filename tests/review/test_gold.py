"""Gold of decisions: lines that the readers of ``khaldun evaluate`` and ``khaldun train`` take."""

from __future__ import annotations

import json
from pathlib import Path

from khaldun.adapt.labels import read_labels
from khaldun.evaluate.gold import read
from khaldun.evaluate.triples import RECORDS
from khaldun.model import Mention
from khaldun.review import Log
from khaldun.review.gold import decided, event_records, labelled_pairs, labels
from making import TEXT, full

MALI = Mention("Mali", TEXT.index("Mali"), TEXT.index("Mali") + 4, "Mali", "MLI", None, (), "country:mli")
ONE, TWO = full("b1", recipients=(MALI,)), full("b2", recipients=(MALI,), event_type="AID")


def lines(path: Path, records: object) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")  # type: ignore[attr-defined]
    return path


def test_a_sentence_is_gold_when_all_its_events_are_decided(tmp_path: Path) -> None:
    log = Log(tmp_path / "x.review.jsonl")
    log.decide(ONE, "Ada", "accept")
    assert list(event_records([ONE, TWO], log.of([ONE, TWO]))) == []
    log.decide(TWO, "Ada", "reject")
    found = list(event_records([ONE, TWO], log.of([ONE, TWO])))
    assert [[e["event_type"] for e in record["events"]] for record in found] == [["REJECT"]]
    gold = read(lines(tmp_path / "gold.jsonl", found), (RECORDS,))
    assert gold.format.name == "event_records"


def test_changes_are_in_the_gold(tmp_path: Path) -> None:
    log = Log(tmp_path / "x.review.jsonl")
    log.decide(ONE, "Ada", "change", event_type="ACCUSE", recipients=("NER",))
    record = next(event_records([ONE], log.of([ONE])))
    assert record["events"] == [
        {"event_type": "ACCUSE", "status": "actual", "reciprocal": False, "actors": [{"code": "FRA"}], "recipients": [{"code": "NER"}]}
    ]  # fmt: skip
    assert list(labelled_pairs([ONE], log.of([ONE]))) == []  # where NER stands in the text is not known


def test_labels_for_training_are_read_back(tmp_path: Path) -> None:
    log = Log(tmp_path / "x.review.jsonl")
    log.decide(ONE, "Ada", "change", event_type="ACCUSE")
    found = list(labelled_pairs([ONE], log.of([ONE])))
    assert found[0]["text"][slice(*found[0]["target"])] == "Mali"
    problems: list[object] = []
    read_back = read_labels(lines(tmp_path / "labels.jsonl", found), problems.append)
    assert [pair.label for pair in read_back] == ["ACCUSE"]
    assert problems == []


def test_most_reviewers_decide_and_a_tie_is_open(tmp_path: Path) -> None:
    log = Log(tmp_path / "x.review.jsonl")
    log.decide(ONE, "Ada", "accept")
    log.decide(ONE, "Ben", "reject")
    assert decided(ONE, log.of([ONE])["b1"]) == (False, None)
    log.decide(ONE, "Cid", "reject")
    assert decided(ONE, log.of([ONE])["b1"]) == (True, None)
    assert labels(ONE, log.of([ONE])["b1"]) == {"Ada": "REJECT", "Ben": "NONE", "Cid": "NONE"}
