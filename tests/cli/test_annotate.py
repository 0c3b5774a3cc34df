"""``khaldun annotate``: the layers have exactly the promised keys."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import Run

TEXT = (
    "France refused to send troops to Mali. The minister told the press in Paris that the matter was closed."
)


def test_layers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    result = run("annotate", path, "--format", "json", "--date", "2014-09-16")
    assert result.exit_code == 0
    assert result.stderr == ""
    layers = json.loads(result.stdout)
    assert list(layers) == [
        "article", "text", "sentences", "actors", "places", "times", "quotes", "events", "meetings",
    ]  # fmt: skip
    assert layers["article"] | {"id": "x"} == {
        "id": "x", "title": None, "published": "2014-09-16", "publication": None, "url": None,
    }  # fmt: skip
    assert layers["text"] == TEXT
    assert layers["sentences"] == [{"start": 0, "end": len(TEXT)}]
    assert layers["actors"] == [
        {
            "text": "France",
            "start": 0,
            "end": 6,
            "name": "France",
            "code": "FRA",
            "sector": "GOV",
            "reason": None,
        }
    ]
    assert list(layers["places"][0]) == [
        "text", "start", "end", "name", "country", "lat", "lon", "geonames_id", "precision", "alternatives",
    ]  # fmt: skip
    assert list(layers["times"][0]) == [
        "text",
        "start",
        "end",
        "type",
        "value",
        "date",
        "date_end",
        "precision",
    ]
    assert layers["quotes"] == [
        {
            "source": {"text": "France", "start": 0, "end": 6, "code": "FRA"},
            "cue": {"text": "said", "start": 7, "end": 11},
            "content": [{"start": 12, "end": 14}],
            "direct": True,
            "kind": "claim",
        }
    ]
    assert layers["events"][0]["event_type"] == "REJECT"
    assert layers["meetings"] == []


def test_a_table_gives_a_line_an_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    odd = "France refused  to send troops to Mali .  Nobody was told why , said the minister in Paris ."
    path.write_text("".join(json.dumps({"id": name, "text": odd}) + "\n" for name in "ab"))
    result = run("annotate", path, "--as-is")
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert json.loads(result.stdout.splitlines()[0])["text"] == odd


def test_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    result = run("annotate", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert "none.txt" in result.stderr
    assert result.stdout == ""
