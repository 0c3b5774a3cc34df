from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from khaldun.errors import UsageError
from khaldun.evaluate import FORMATS, evaluate
from khaldun.evaluate.gold import day, read

from .stubs import StubCoder, write

LINES = {
    "relation_plv": {"text": "", "marked": "", "source": "", "target": "", "root": "AID", "quad": 2},
    "relation_aw": {"text": "", "marked": "", "source": "", "target": "", "conflict": 1},
    "event_gsr": {"text": "", "event_type": "AID", "actors": [], "recipients": []},
    "event_petrarch2": {"text": "", "events": [{"source": "FRA", "target": "IRQ", "cameo": "072"}]},
    "event_records": {"text": "", "events": [{"event_type": "AID", "actors": []}]},
    "event_cameo_annotators": {"text": "", "coders": {}},
    "nonevents": {"text": "", "category": "sport"},
    "pairs": {"text": "", "pairs": []},
    "places_of_event": {"text": "", "verb": [[0, 1]], "locations": []},
    "places": {"text": "", "toponyms": []},
    "quotes": {"text": "", "brat": ""},
    "times": {"timeml": ""},
    "pages": {"page": "", "body": "", "url": ""},
}


def test_every_format_has_a_sample_here() -> None:
    assert {form.name for form in FORMATS} == LINES.keys()


def test_every_format_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for form in FORMATS:
        assert f"\n| `{form.name}` |" in text, f"docs/evaluation.md: {form.name}"
        assert text.count(f"`{form.name}`") >= 2, f"docs/evaluation.md: when an item of {form.name} is right"


@pytest.mark.parametrize("name", LINES)
def test_format_is_told_by_the_keys_of_its_lines(tmp_path: Path, name: str) -> None:
    assert read(write(tmp_path / "mine.jsonl", [LINES[name]]), FORMATS).format.name == name


@pytest.mark.parametrize("name", LINES)
def test_format_is_told_by_the_file_name(tmp_path: Path, name: str) -> None:
    assert read(write(tmp_path / f"{name}_test.jsonl", [LINES[name]]), FORMATS).format.name == name


def test_an_unknown_format_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"unknown gold format \(keys: a\); known formats: relation_plv \(.*pairs \("
    ):
        read(write(tmp_path / "odd.jsonl", [{"a": 1}]), FORMATS)


def test_a_named_file_with_a_wrong_line_says_which_and_what(tmp_path: Path) -> None:
    path = write(tmp_path / "event_gsr_x.jsonl", [LINES["event_gsr"], {"text": "", "actors": []}])
    with pytest.raises(UsageError, match="item 2: a event_gsr line needs event_type, recipients"):
        read(path, FORMATS)


def test_a_wrong_member_of_a_line_is_told_too(tmp_path: Path) -> None:
    path = write(tmp_path / "pairs.jsonl", [{"text": "", "pairs": [{"source": [0, 1], "target": [2, 3]}]}])
    with pytest.raises(
        UsageError, match="item 1: a pairs line needs source, target, type in each of its pairs"
    ):
        read(path, FORMATS)


def test_missing_empty_and_broken_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.jsonl: cannot be read \(No such file"):
        read(tmp_path / "gone.jsonl", FORMATS)
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(UsageError, match=r"empty\.jsonl: no lines"):
        read(tmp_path / "empty.jsonl", FORMATS)
    (tmp_path / "broken.jsonl").write_text('{"text": "x", "pairs": []}\n[1]\n')
    with pytest.raises(UsageError, match=r"broken\.jsonl, line 2: not a JSON object"):
        read(tmp_path / "broken.jsonl", FORMATS)


def test_a_folder_without_pages_says_what_one_holds(tmp_path: Path) -> None:
    with pytest.raises(
        UsageError, match=r"a folder without ground-truth\.json; give gold files, or a folder of pages"
    ):
        read(tmp_path, FORMATS)
    (tmp_path / "ground-truth.json").write_text("[1]")
    with pytest.raises(UsageError, match=r"ground-truth\.json: not an object of pages"):
        read(tmp_path, FORMATS)


def test_ids_are_the_files_own_where_all_have_one_and_none_is_there_twice(tmp_path: Path) -> None:
    def ids(*rows: dict[str, object]) -> tuple[str, ...]:
        return read(
            write(tmp_path / "nonevents.jsonl", [LINES["nonevents"] | row for row in rows]), FORMATS
        ).ids

    assert ids({"id": "a"}, {"id": 7}) == ("a", "7")
    assert ids({"id": "a"}, {"id": "a"}) == ids({"id": "a"}, {}) == ("1", "2")


def test_a_file_given_twice_is_refused(tmp_path: Path) -> None:
    one, two = (write(tmp_path / f"nonevents_{n}.jsonl", [LINES["nonevents"]]) for n in (1, 2))
    with pytest.raises(UsageError, match=r"nonevents_2\.jsonl: holds the same as .*nonevents_1\.jsonl"):
        evaluate([one, two], StubCoder())


def test_no_file_at_all_lists_the_formats() -> None:
    with pytest.raises(UsageError, match="no gold file given; known formats: relation_plv, "):
        evaluate([], StubCoder())


def test_dates() -> None:
    assert day("2014-09-15") == day("20140915") == dt.date(2014, 9, 15)
    assert day(None) is None
    assert day("150914") is None
    with pytest.raises(UsageError, match="gold date 'Monday': not a date"):
        day("Monday")


def test_dates_of_the_gold_reach_the_coder_and_progress_counts(tmp_path: Path) -> None:
    coder, steps = StubCoder(), []
    rows = [
        {"text": "One.", "category": "sport", "date": "2014-09-15"},
        {"text": "Two.", "category": "sport"},
    ]
    path = write(tmp_path / "nonevents.jsonl", rows)
    evaluate([path], coder, lambda name, done, total: steps.append((name, done, total)))
    assert [article.published for article in coder.seen] == [dt.date(2014, 9, 15), None]
    assert len({article.id for article in coder.seen}) == 2
    assert steps == [(str(path), 1, 2), (str(path), 2, 2)]
