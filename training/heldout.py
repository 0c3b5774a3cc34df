"""The labelled sentences, and which tenth of them is held out."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def read_sentences(paths: list[Path]) -> list[dict[str, Any]]:
    """All sentences of the files, in order."""
    return [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]


def held_out(identity: str) -> bool:
    """Whether a sentence is of the tenth that is never trained on: fixed by the hash of its id."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % 10 == 0
