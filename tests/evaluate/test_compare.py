from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from rich.console import Console

from khaldun.errors import UsageError
from khaldun.evaluate import Run, check_against, compare, evaluate, make_run

from .stubs import StubCoder, StubRelater, event, mention, write

NAMES = ("Chad", "Niger", "Mali", "Togo")
ROWS = [
    {"text": "", "marked": f"<s>{name}</s> helped <t>Ghana</t>.", "root": "AID", "quad": 2} for name in NAMES
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "relation_plv.jsonl", ROWS)


def _run(gold: Path, *leaves: str | None, version: str = "1", **options: str | bool | None) -> Run:
    coder = StubRelater({(name, "Ghana"): leaf for name, leaf in zip(NAMES, leaves, strict=True)})
    return make_run(evaluate([gold], coder), version, options)


def test_differences_mended_and_broken(gold: Path) -> None:
    # One right of four before, two right after; Chad mended, Niger mended, Mali broken, Togo wrong otherwise.
    earlier, later = _run(gold, "120", None, "070", "120"), _run(gold, "070", "070", "036", "130")
    (part,) = compare(earlier, later, "old.json").files
    found = {(row.measure, row.figure): row for row in part.differences}
    accuracy = found["types, accuracy", "value"]
    assert (accuracy.n, accuracy.earlier, accuracy.later, accuracy.difference) == (4, 0.25, 0.5, 0.25)
    assert accuracy.low is not None
    assert accuracy.high is not None
    assert -1.0 <= accuracy.low < 0.25 < accuracy.high <= 1.0
    # AID then: tp 1, fn 3, so F1 2/5; beside it REJECT, answered and never meant, 0. Now: AID 4/6, AGREE and THREATEN 0.
    macro = found["types, macro-F1", "F1"]
    assert (macro.earlier, macro.later) == (pytest.approx(0.2), pytest.approx(2 / 9, abs=1e-6))
    assert [(c.id, c.gold, c.earlier, c.later) for c in part.mended] == [
        ("1", "AID", "REJECT", "AID"),
        ("2", "AID", "none", "AID"),
    ]
    assert [(c.id, c.earlier, c.later, c.later_rule) for c in part.broken] == [("3", "AID", "AGREE", "stub")]
    assert part.shifted == 1


def test_the_interval_is_paired(gold: Path) -> None:
    run = _run(gold, "070", None, "070", "120")
    for row in compare(run, run, "old.json").files[0].differences:
        assert (row.difference, row.low, row.high) == (0.0, 0.0, 0.0), row


def test_what_is_coded_in_vain_in_one_run_alone_is_mended_or_broken(tmp_path: Path) -> None:
    gold = write(tmp_path / "nonevents.jsonl", [{"text": "Chile beat Peru.", "category": "sport"}])
    text = "Chile beat Peru."
    beat = event(text, "ASSAULT", "190", [mention(text, "Chile", "CHL")], [mention(text, "Peru", "PER")])
    before = make_run(evaluate([gold], StubCoder({text: [beat]})), "1", {})
    after = make_run(evaluate([gold], StubCoder()), "1", {})
    spurious = dataclasses.replace(before.files[0].outcomes[0], id="1 +0-5")
    before = dataclasses.replace(before, files=(dataclasses.replace(before.files[0], outcomes=(spurious,)),))
    after = dataclasses.replace(after, files=(dataclasses.replace(after.files[0], outcomes=()),))
    (part,) = compare(before, after, "old.json").files
    assert [(c.id, c.earlier, c.later) for c in part.mended] == [("1 +0-5", "ASSAULT", "none")]
    (part,) = compare(after, before, "old.json").files
    assert [(c.id, c.earlier, c.later) for c in part.broken] == [("1 +0-5", "none", "ASSAULT")]


def test_a_measure_that_rests_on_other_items_in_each_run(tmp_path: Path) -> None:
    text = "Cairo fed Doha."
    pair = {"source": [0, 5], "target": [10, 14], "type": "AID"}
    gold = write(tmp_path / "pairs.jsonl", [{"text": text, "pairs": [pair]}])
    feeds = event(text, "AID", "073", [mention(text, "Cairo", "EGY")], [mention(text, "Doha", "QAT")])
    none, one = (
        make_run(evaluate([gold], coder), "1", {}) for coder in (StubCoder(), StubCoder({text: [feeds]}))
    )
    found = {
        row.measure: row
        for row in compare(none, one, "old.json").files[0].differences
        if row.figure == "value"
    }
    right = found["type right where an event is found"]
    assert (right.n, right.earlier, right.later, right.difference) == (1, None, 1.0, None)
    assert "pairs without an event wrongly linked" not in found


def test_files_that_are_not_the_same_are_refused(gold: Path, tmp_path: Path) -> None:
    earlier = _run(gold, *[None] * 4)
    other = write(tmp_path / "relation_plv_more.jsonl", [*ROWS, ROWS[0]])
    more = make_run(evaluate([other], StubRelater({(n, "Ghana"): None for n in NAMES})), "1", {})
    with pytest.raises(
        UsageError, match=r"relation_plv_more\.jsonl: not in old\.json, which holds relation_plv\.jsonl; "
    ):
        compare(earlier, more, "old.json")
    renamed = dataclasses.replace(
        more, files=(dataclasses.replace(more.files[0], name="relation_plv.jsonl"),)
    )
    with pytest.raises(
        UsageError, match=r"not the file that old\.json was made on, as its content has changed"
    ):
        compare(earlier, renamed, "old.json")
    as_aw = dataclasses.replace(earlier, files=(dataclasses.replace(earlier.files[0], format="relation_aw"),))
    with pytest.raises(UsageError, match=r"read as relation_aw, and old\.json read it as relation_plv"):
        compare(earlier, as_aw, "old.json")


def test_that_is_found_out_before_any_coding(gold: Path, tmp_path: Path) -> None:
    earlier = _run(gold, *[None] * 4)
    check_against([gold], earlier, "old.json")
    with pytest.raises(UsageError, match=r"art\.jsonl: not in old\.json"):
        check_against(
            [write(tmp_path / "art.jsonl", [{"text": "So.", "category": "art"}])], earlier, "old.json"
        )


def test_notes_tell_other_versions_options_and_files(gold: Path, tmp_path: Path) -> None:
    earlier = _run(gold, *[None] * 4, version="1", reader=True, actors=None)
    rest = make_run(
        evaluate([write(tmp_path / "nonevents.jsonl", [{"text": "So.", "category": "art"}])], StubCoder()),
        "1",
        {},
    )
    earlier = dataclasses.replace(earlier, files=(*earlier.files, *rest.files))
    later = _run(gold, *[None] * 4, version="2", reader=False, actors="mine.yaml")
    assert compare(earlier, later, "old.json").notes == (
        "version 1 then, 2 now",
        "option actors: none then, mine.yaml now",
        "option reader: yes then, no now",
        "nonevents.jsonl: in old.json alone, not compared",
    )


def test_measures_of_one_run_alone_are_named(gold: Path) -> None:
    run = _run(gold, *[None] * 4)
    part = run.files[0]
    renamed = dataclasses.replace(part.measures[0], name="new")
    later = dataclasses.replace(
        run, files=(dataclasses.replace(part, measures=(renamed, *part.measures[1:])),)
    )
    (found,) = compare(run, later, "old.json").files
    assert found.notes == (
        "not comparable, as only one run has it in this form: types, macro-F1",
        "not comparable, as only one run has it in this form: new",
    )


def test_the_terminal_shows_signs_and_items(gold: Path) -> None:
    found = compare(_run(gold, "120", None, "070", "120"), _run(gold, "070", None, "120", "120"), "old.json")
    out = io.StringIO()
    Console(file=out, width=140).print(found)
    shown = out.getvalue()
    assert "relation_plv.jsonl: 1 mended, 1 broken, 0 wrong otherwise than before" in shown
    assert "+0.000" in shown
