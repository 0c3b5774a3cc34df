"""Gold sentences of our own, as data: composition, status, roles and what must be no event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from khaldun.coder import Coder
from khaldun.model import Event, Mention
from khaldun.yaml_data import read_yaml

CASES: list[dict[str, Any]] = read_yaml(Path(__file__).with_name("sentences.yaml"))


def _codes(mentions: tuple[Mention, ...]) -> str:
    return "+".join(m.code or "-" for m in mentions) or "-"


def _line(event: Event) -> tuple[str, str, str, str, str]:
    return (
        _codes(event.actors),
        event.event_type,
        event.cameo,
        event.status,
        "<>" if event.reciprocal else _codes(event.recipients),
    )


def _matches(wanted: str, event: Event) -> bool:
    return all(w in ("*", found) for w, found in zip(wanted.split(), _line(event), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_sentence(coder: Coder, case: dict[str, Any]) -> None:
    events = coder.code(case["text"], published=case.get("published"))
    told = [" ".join(_line(event)) for event in events]
    if case.get("none"):
        assert told == []
    for wanted in case.get("events", []):
        assert any(_matches(wanted, event) for event in events), told
    for unwanted in case.get("absent", []):
        assert not any(_matches(unwanted, event) for event in events), told
