"""The labelled sentences that the reader is trained on are well formed."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from khaldun.ontology import load_ontology

ROOM = Path(__file__).parents[2] / "training"
STATUSES = {"actual", "historical", "future", "hypothetical", "negated"}


@pytest.fixture(scope="module")
def sentences() -> list[dict[str, Any]]:
    files = sorted(ROOM.glob("pairs*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def test_ids_are_unique(sentences: list[dict[str, Any]]) -> None:
    assert [name for name, count in Counter(s["id"] for s in sentences).items() if count > 1] == []


def test_texts_are_unique(sentences: list[dict[str, Any]]) -> None:
    assert [text for text, count in Counter(s["text"] for s in sentences).items() if count > 1] == []


def test_spans_name_something_in_the_text(sentences: list[dict[str, Any]]) -> None:
    for sentence in sentences:
        for pair in sentence["pairs"]:
            for start, end in (pair["source"], pair["target"]):
                assert sentence["text"][start:end].strip(), sentence["id"]


def test_labels_are_of_the_ontology(sentences: list[dict[str, Any]]) -> None:
    ontology = load_ontology()
    for sentence in sentences:
        for pair in sentence["pairs"]:
            assert pair["status"] in STATUSES, sentence["id"]
            if pair["type"] == "NONE":
                assert pair["cameo"] is None, sentence["id"]
            else:
                assert ontology.is_event(pair["cameo"]), sentence["id"]
                assert pair["type"] in ontology.types, sentence["id"]


def test_the_marked_articles_are_whole() -> None:
    ontology = load_ontology()
    articles = [
        json.loads(line) for line in (ROOM / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len({article["id"] for article in articles}) == len(articles)
    for article in articles:
        for sentence in article["sentences"]:
            for start, end, _ in sentence["parties"]:
                assert sentence["text"][start:end].strip(), article["id"]
            for event in sentence["events"]:
                start, end = event["trigger"]
                assert sentence["text"][start:end].strip(), article["id"]
                if event["cameo"] is not None:
                    assert ontology.is_event(event["cameo"]), (article["id"], event["cameo"])
                    assert event["status"] in STATUSES
                    parties = {*event["actors"], *event["recipients"]}
                    assert parties <= set(range(len(sentence["parties"]))), article["id"]
