from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from khaldun.errors import UsageError
from khaldun.evaluate import ReaderAlone, ablate
from khaldun.model import Article

from .stubs import StubCoder, StubRelater, write

ROWS = [
    {"text": "", "marked": f"<s>{name}</s> helped <t>Ghana</t>.", "conflict": 0} for name in ("Chad", "Mali")
]


def _coder(chad: str, mali: str) -> StubRelater:
    return StubRelater({("Chad", "Ghana"): chad, ("Mali", "Ghana"): mali})


def test_each_way_beside_the_others_and_the_last_against_each(tmp_path: Path) -> None:
    gold = write(tmp_path / "relation_aw.jsonl", ROWS)
    found = ablate(
        [gold], {"frames": _coder("190", "190"), "reader": _coder("190", "070"), "both": _coder("070", "070")}
    )
    accuracy = "conflict or cooperation, accuracy"
    assert {name: report.files[0].score(accuracy).value for name, report in found.reports.items()} == {
        "frames": 0.0,
        "reader": 0.5,
        "both": 1.0,
    }
    gains = {name: found.files[0] for name, found in found.differences().items()}
    assert list(gains) == ["frames", "reader"]
    assert [len(gains[name].mended) for name in gains] == [2, 1]
    record = json.loads(found.to_json())
    assert list(record["ablation"]) == ["frames", "reader", "both"]
    assert record["against"]["frames"]["files"][0]["differences"][-1]["difference"] == 1.0
    out = io.StringIO()
    Console(file=out, width=200).print(found)
    assert "both − frames" in out.getvalue()
    assert "+1.000 to +1.000" in out.getvalue()
    assert "relation_aw.jsonl: 1 mended, 0 broken against reader alone" in out.getvalue()


def test_files_without_relations_are_refused_before_any_coding(tmp_path: Path) -> None:
    coder = StubCoder()
    gold = write(tmp_path / "nonevents.jsonl", [{"text": "Rain.", "category": "weather"}])
    with pytest.raises(
        UsageError, match=r"a nonevents file, and .*\(frames\).*; give relation_plv or relation_aw files"
    ):
        ablate([gold], {"frames": coder})
    assert coder.seen == []


def test_the_reader_alone_tells_relations_and_codes_no_events() -> None:
    reader = ReaderAlone()
    text = "Police in Lomé arrested a trade unionist at dawn."
    found = reader.relate(text, (0, 14), (24, 40))
    assert (found.event_type, found.cameo[:2], found.quad, found.rule) == ("COERCE", "17", 4, "model:reader")
    assert 0 < found.confidence <= 1
    assert [coding.events for coding in reader.pipe([Article("1", text)])] == [()]
