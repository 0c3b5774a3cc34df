"""YAML as the package reads it: words stay words, and a broken file is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.errors import KnowledgeError
from khaldun.yaml_data import read_yaml


def write(folder: Path, text: str) -> Path:
    path = folder / "words.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "On", "NO", "y", "n"])
def test_words_are_no_truth_values(tmp_path: Path, word: str) -> None:
    assert read_yaml(write(tmp_path, f"[{word}]")) == [word]
    assert read_yaml(write(tmp_path, f"{word}: 1")) == {word: 1}


def test_true_and_false_are(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "[true, false]")) == [True, False]


def test_codes_in_quotes_keep_their_zero(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, 'leaf: "010"')) == {"leaf": "010"}


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert read_yaml(write(tmp_path, "# only a comment\n")) is None


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^words\.yaml, line \d+: not YAML \(.+\); mend the file$"):
        read_yaml(write(tmp_path, "a: 1\nb: [1\n"))
    with pytest.raises(KnowledgeError, match=r"^lexicon/words\.yaml, line"):
        read_yaml(write(tmp_path, "b: [1\n"), "lexicon/words.yaml")


def test_no_code_is_run(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="not YAML"):
        read_yaml(write(tmp_path, "!!python/object/apply:os.getcwd []"))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.from_regex(r"[A-Za-z][a-z-]{0,8}", fullmatch=True).filter(
            lambda w: w.lower() not in ("true", "false", "null")
        )
    )
)
def test_bare_words_are_read_as_written(tmp_path: Path, words: list[str]) -> None:
    assert read_yaml(write(tmp_path, "[" + ", ".join(words) + "]")) == words
