"""The lexicon's own check: examples with their marks, and the faults that it finds."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaldun.coder import Coder
from khaldun.lexicon.check import Example, check, main, read_example
from khaldun.lexicon.load import Entry, Lexicon


def test_marks_become_spans() -> None:
    example = read_example("[Iran] refused to send troops to {Iraq}. => 1212")
    assert example == Example(
        "Iran refused to send troops to Iraq.", ((0, 4),), ((31, 35),), "1212", "actual"
    )
    assert example.text[slice(*example.recipients[0])] == "Iraq"


@pytest.mark.parametrize(
    ("marked", "leaf", "status"),
    [
        ("[France] bombed {Mali}.", None, "actual"),
        ("[France] bombed {Mali}. => 195", "195", "actual"),
        ("[France] may bomb {Mali}. => 195 hypothetical", "195", "hypothetical"),
        ("[France] did not bomb {Mali}. => negated", None, "negated"),
        ("[France] praised {Mali}.=>051", "051", "actual"),
    ],
)
def test_what_is_expected(marked: str, leaf: str | None, status: str) -> None:
    example = read_example(marked)
    assert (example.leaf, example.status) == (leaf, status)
    assert "=>" not in example.text


def test_several_actors_and_none() -> None:
    example = read_example("[Iran] and [Iraq] met.")
    assert [example.text[slice(*span)] for span in example.actors] == ["Iran", "Iraq"]
    assert read_example("Troops left.").actors == ()


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ("[France bombed Mali.", "bracket left open: [France bombed Mali."),
        ("[France bombed {Mali}.", "bracket left open: [France bombed {Mali}."),
        ("France] bombed {Mali}.", "bracket closed that was not opened: France] bombed {Mali}."),
        ("[France} bombed Mali.", "bracket closed that was not opened: [France} bombed Mali."),
    ],
)
def test_brackets_must_match(marked: str, fault: str) -> None:
    with pytest.raises(ValueError, match=r"^bracket") as caught:
        read_example(marked)
    assert str(caught.value) == fault


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "[]", "{}"]), st.from_regex(r"[A-Za-z]{1,8}", fullmatch=True)),
        min_size=1,
    )
)
def test_marks_do_not_change_the_text(parts: list[tuple[str, str]]) -> None:
    marked = " ".join(f"{mark[:1]}{word}{mark[1:]}" for mark, word in parts)
    example = read_example(marked)
    assert example.text == " ".join(word for _, word in parts)
    assert [example.text[slice(*s)] for s in example.actors] == [word for mark, word in parts if mark == "[]"]
    assert [example.text[slice(*s)] for s in example.recipients] == [
        word for mark, word in parts if mark == "{}"
    ]


def faults(coder: Coder, *examples: str, entry_id: str = "bomb.v") -> list[str]:
    """The faults of one built-in entry with examples put in the place of its own."""
    entry: Entry = msgspec.structs.replace(coder.knowledge.lexicon.by_id[entry_id], examples=examples)
    return list(check(coder, Lexicon([entry], {})))


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("[France] bombed {Mali}.", None),
        ("[France] will bomb {Mali}. => future", None),
        ("[France] bombed {Mali}. => 190", "codes 195, not 190"),
        ("[France] may bomb {Mali}.", "is hypothetical, not actual"),
        ("France bombed [Mali].", "misses actor 'Mali'; has ['France']"),
        ("{France} bombed Mali.", "misses recipient 'France'; has ['Mali']"),
        ("[France] praised {Mali}.", "codes nothing (but "),
        ("Cats sleep.", "codes nothing"),
        ("[France bombed {Mali}.", "bracket"),
    ],
)
def test_faults(coder: Coder, example: str, fault: str | None) -> None:
    found = faults(coder, example)
    assert len(found) == (fault is not None)
    if fault is not None:
        assert found[0].startswith("verbs/assault.yaml: bomb.v: ")
        assert fault in found[0]


def test_every_example_is_checked(coder: Coder) -> None:
    assert len(faults(coder, "Cats sleep.", "[France] bombed {Mali}.", "Dogs bark.")) == 2


def test_a_file_may_be_chosen(coder: Coder) -> None:
    entry = msgspec.structs.replace(coder.knowledge.lexicon.by_id["bomb.v"], examples=("Cats sleep.",))
    lexicon = Lexicon([entry], {})
    assert list(check(coder, lexicon, ["verbs/aid.yaml"])) == []
    assert len(list(check(coder, lexicon, ["verbs/assault.yaml"]))) == 1


def test_the_command_tells_faults_by_its_exit_status(
    coder: Coder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = msgspec.structs.replace(
        coder.knowledge.lexicon.by_id["bomb.v"], examples=("[France] bombed {Mali}.",)
    )
    wrong = msgspec.structs.replace(entry, examples=("Cats sleep.",))
    for tried, status in ((entry, 0), (wrong, 1)):
        knowledge = replace(coder.knowledge, lexicon=Lexicon([tried], {}))
        stub = SimpleNamespace(knowledge=knowledge, pipe=coder.pipe)
        monkeypatch.setattr("khaldun.lexicon.check.Coder", lambda stub=stub, **_: stub)
        assert main([]) == status
        out, err = capsys.readouterr()
        assert err == f"1 entries, {status} faults\n"
        assert out.count("\n") == status
