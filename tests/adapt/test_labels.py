"""Reading labelled pairs: every form, and every slip named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.adapt.labels import Labelled, marked, read_labels
from khaldun.errors import InputError, UsageError

PAIR = Labelled("Chad fed Mali.", (0, 4), (9, 13), "AID")
GOOD = '{"text": "Chad fed Mali.", "source": [0, 4], "target": [9, 13], "event_type": "AID"}'


def _read(path: Path, content: str, valid: list[str] | None = None) -> tuple[list[Labelled], list[str]]:
    path.write_text(content, encoding="utf-8")
    problems: list[InputError] = []
    found = read_labels(path, problems.append, valid)
    return found, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "line",
    [
        GOOD,
        '{"text": "Chad fed Mali.", "source": "Chad", "target": "Mali", "type": " AID "}',
        '{"marked": "<s>Chad</s> fed <t>Mali</t>.", "label": "AID", "text": "anything"}',
        '{"text": "Chad fed Mali.", "pairs": [{"source": [0, 4], "target": [9, 13], "root": "AID"}]}',
        "\ufeff" + GOOD,
        "\n" + GOOD + "\r",
    ],
)
def test_every_form_is_read(tmp_path: Path, line: str) -> None:
    assert _read(tmp_path / "labels.jsonl", line + "\n") == ([PAIR], [])


@pytest.mark.parametrize(
    "row",
    [
        "Chad fed Mali.,Chad,Mali,AID",
        'Chad fed Mali.,"[0, 4]","[9,13]",AID',
    ],
)
def test_csv_is_read(tmp_path: Path, row: str) -> None:
    content = f"text,source,target,event_type\n{row}\n"
    assert _read(tmp_path / "labels.CSV", content) == ([PAIR], [])


def test_csv_may_hold_marked_sentences_over_several_lines(tmp_path: Path) -> None:
    found, _ = _read(tmp_path / "labels.csv", 'marked,label\n"<s>Chad</s> fed\n<t>Mali</t>.",AID\n')
    assert found == [Labelled("Chad fed\nMali.", (0, 4), (9, 13), "AID")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("not json", "line 1: JSON is malformed"),
        ("[1]", "Expected `object`"),
        ('{"source": [0, 1]}', "no text; a line is"),
        ('{"text": "Chad fed Mali.", "source": [0, 4], "target": [9, 13]}', "no label; give one as event_type"),
        ('{"text": "Mali", "source": [0, 9], "target": [0, 1], "label": "A"}', "source [0, 9] does not lie in the text"),
        ('{"text": "Mali", "source": [2, 2], "target": [0, 1], "label": "A"}', "source [2, 2] does not lie"),
        ('{"text": "Mali", "source": 3, "target": [0, 1], "label": "A"}', "source 3 is no span"),
        ('{"text": "Mali, Mali", "source": "Mali", "target": [0, 1], "label": "A"}', "stands 2 times in the text"),
        ('{"text": "Mali", "source": "Chad", "target": [0, 1], "label": "A"}', "stands 0 times in the text"),
        ('{"marked": "<s>Chad</s> fed Mali.", "label": "A"}', "no target is marked"),
        ('{"marked": "</s>Chad<s> fed <t>Mali</t>.", "label": "A"}', "no source is marked"),
        ('{"text": "Mali", "pairs": 5}', "pairs: Expected `array`"),
        ('{"text": "Mali", "pairs": ["x"]}', "pairs: Expected `object`"),
        ('{"text": "Chad fed Mali.", "source": "Chad", "target": "Mali", "label": "RAIN"}', "label 'RAIN' is no type"),
    ],
)  # fmt: skip
def test_a_wrong_line_is_named_and_the_rest_read(tmp_path: Path, line: str, said: str) -> None:
    found, (problem,) = _read(tmp_path / "labels.jsonl", f"{line}\n{GOOD}\n", ["AID", "A"])
    assert found == [PAIR]
    assert "line 1: " in problem
    assert said in problem


def test_a_cell_too_long_for_csv_is_named(tmp_path: Path) -> None:
    content = f"text,source,target,label\n{'a' * 140_000},a,b,A\nChad fed Mali.,Chad,Mali,AID\n"
    found, (problem,) = _read(tmp_path / "labels.csv", content)
    assert found == [PAIR]
    assert "not CSV: field larger" in problem


def test_a_file_without_a_pair_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no labelled pair; a line is"):
        _read(tmp_path / "labels.jsonl", "\n\n")


def test_a_file_that_is_not_there_or_no_text_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be read \(No such file"):
        read_labels(tmp_path / "none.jsonl", print)
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8 text; save it as UTF-8"):
        read_labels(tmp_path / "binary.jsonl", print)


_words = st.text(st.characters(exclude_characters="<>", exclude_categories=["Cs"]), max_size=8)
_named = _words.filter(bool)


@given(_words, _named, _words, _named, _words, st.booleans())
def test_marks_are_taken_out_and_spans_hold_what_they_marked(
    before: str, one: str, between: str, two: str, after: str, turned: bool
) -> None:
    first, second = ("t", "s") if turned else ("s", "t")
    found = marked(f"{before}<{first}>{one}</{first}>{between}<{second}>{two}</{second}>{after}", "A")
    source, target = (two, one) if turned else (one, two)
    assert found.text == before + one + between + two + after
    assert found.text[slice(*found.source)] == source
    assert found.text[slice(*found.target)] == target


def test_marks_may_lie_in_each_other() -> None:
    found = marked("<t>The army of <s>Chad</s></t> mutinied.", "REBEL")
    assert (found.text[slice(*found.source)], found.text[slice(*found.target)]) == (
        "Chad",
        "The army of Chad",
    )
