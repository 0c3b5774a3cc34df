"""The labelled sentences, and which tenth of them is held out."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


NONE_PAIRS = 4
"""Pairs without an event that are taken of one sentence of a marked article."""


def read_sentences(paths: list[Path]) -> list[dict[str, Any]]:
    """All sentences of the files, in order; those of marked articles with the pairs that their marks make."""
    found: list[dict[str, Any]] = []
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            found.extend(paired(told) if "sentences" in told else [told])
    return found


def paired(article: dict[str, Any]) -> list[dict[str, Any]]:
    """The sentences of a marked article as labelled pairs: doers with sufferers, and some of those that nothing joins."""
    found = []
    for n, sentence in enumerate(article["sentences"]):
        identity = f"{article['id']}-{n}"
        joined: dict[tuple[int, int], dict[str, Any]] = {}
        for event in sentence["events"]:
            if event["cameo"] is None:
                continue
            targets = event["actors"] if event["reciprocal"] else event["recipients"]
            for a in event["actors"]:
                for b in targets:
                    if a != b:
                        told = {"type": "?", "cameo": event["cameo"], "modes": [], "status": event["status"]}
                        joined.setdefault((a, b), told)
        spans = [tuple(p[:2]) for p in sentence["parties"]]
        apart = [
            (a, b) for a in range(len(spans)) for b in range(len(spans)) if a != b and (a, b) not in joined
        ]
        random.Random(identity).shuffle(apart)
        for a, b in apart[:NONE_PAIRS]:
            joined[a, b] = {"type": "NONE", "cameo": None, "modes": [], "status": "actual"}
        pairs = [
            {"source": spans[a], "target": spans[b], **told}
            for (a, b), told in joined.items()
            if spans[a][1] <= spans[b][0] or spans[b][1] <= spans[a][0]
        ]
        if pairs:
            found.append({"id": identity, "text": sentence["text"], "pairs": pairs})
    return found


def held_out(identity: str) -> bool:
    """Whether a sentence is of the tenth that is never trained on: fixed by the hash of its id."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 10 == 0
