from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.evaluate import evaluate
from khaldun.evaluate.relations import Marked, unmark

from .stubs import StubCoder, StubRelater, write

plain = st.text(alphabet="ab <>é", max_size=8).filter(lambda s: not set(s) & set("<>"))


def _item(marked: str, root: str, quad: int) -> dict[str, object]:
    return {
        "text": unmark(marked).text,
        "marked": marked,
        "source": "",
        "target": "",
        "root": root,
        "quad": quad,
    }


SUES = _item("<s>Chad</s> sued <t>Niger</t> over the well.", "ACCUSE", 3)
FREES = _item("<t>Oman</t> saw its sailors freed by <s>Yemen</s>.", "YIELD", 2)
BANS = _item("<s>Peru</s> put an embargo on <t>Chile</t>.", "COERCE", 4)
ALONE = _item("<s>Egypt</s> lifted the curfew.", "YIELD", 2)


@given(plain, plain, plain, plain, plain)
def test_unmark_gives_text_and_spans(a: str, source: str, b: str, target: str, c: str) -> None:
    item = unmark(f"{a}<s>{source}</s>{b}<t>{target}</t>{c}")
    assert item.text == a + source + b + target + c
    assert item.source is not None
    assert item.target is not None
    assert item.text[slice(*item.source)] == source
    assert item.text[slice(*item.target)] == target


def test_unmark_takes_one_mark_inside_another_and_none() -> None:
    assert unmark("<s>the <t>Thai</t> army</s> left") == Marked("the Thai army left", (0, 13), (4, 8))
    assert unmark("<t>It</t> fell") == Marked("It fell", None, (0, 2))
    with pytest.raises(UsageError, match="<s> is not closed"):
        unmark("<s>Chad left")


def test_types_are_scored_from_the_leaf_by_the_older_table(tmp_path: Path) -> None:
    coder = StubRelater({("Chad", "Niger"): "115", ("Yemen", "Oman"): "0841", ("Peru", "Chile"): "163"})
    part = evaluate([write(tmp_path / "relation_plv.jsonl", [SUES, FREES, BANS])], coder).files[0]
    assert [score.value for score in part.scores] == [1.0, 1.0, 1.0, 1.0]
    assert {(c.gold, c.predicted, c.count) for c in part.confusions} == {
        (label, label, 1) for label in ("ACCUSE", "YIELD", "COERCE")
    }
    assert all(item.right and item.rule == "stub" and item.confidence == 0.5 for item in part.outcomes)


def test_no_answer_and_unmarked_items_count_as_wrong(tmp_path: Path) -> None:
    coder = StubRelater({("Chad", "Niger"): "115", ("Peru", "Chile"): None})
    part = evaluate([write(tmp_path / "relation_plv.jsonl", [SUES, BANS, ALONE])], coder).files[0]
    assert part.score("types, macro-F1").value == pytest.approx(1 / 3, abs=1e-6)
    assert {(c.gold, c.predicted, c.count) for c in part.confusions} == {
        ("ACCUSE", "ACCUSE", 1),
        ("COERCE", "none", 1),
        ("YIELD", "none", 1),
    }
    assert [(item.id, item.gold, item.coded, item.confidence) for item in part.outcomes] == [
        ("1", "ACCUSE", "ACCUSE", 0.5),
        ("2", "COERCE", "none", None),
        ("3", "YIELD", "none", None),
    ]
    assert part.notes[1].startswith("1 items: source or target not marked")


def test_conflict_against_cooperation(tmp_path: Path) -> None:
    rows = [
        {**SUES, "conflict": 1, "event_type": "Justice:Sue"},
        {**FREES, "conflict": 1, "event_type": "Justice:Release-Parole"},
    ]
    for row in rows:
        del row["root"]
    coder = StubRelater({("Chad", "Niger"): "115", ("Yemen", "Oman"): "0841"})
    part = evaluate([write(tmp_path / "relation_aw.jsonl", rows)], coder).files[0]
    assert part.score("conflict or cooperation, accuracy").value == 0.5
    assert [(c.gold, c.predicted) for c in part.confusions] == [("conflict: Justice:Release-Parole", "YIELD")]


def test_a_coder_that_cannot_relate_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"StubCoder has no relate method; use khaldun\.Coder"):
        evaluate([write(tmp_path / "relation_plv.jsonl", [SUES])], StubCoder())


def test_that_is_found_out_before_any_text_is_coded(tmp_path: Path) -> None:
    coder = StubCoder()
    first = write(tmp_path / "nonevents.jsonl", [{"text": "Rain.", "category": "weather"}])
    with pytest.raises(UsageError, match="no relate method"):
        evaluate([first, write(tmp_path / "relation_plv.jsonl", [SUES])], coder)
    assert coder.seen == []
