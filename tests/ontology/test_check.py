"""The checks of the ontology's files: every slip is found and named by file and key."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from khaldun.errors import KnowledgeError
from khaldun.ontology.check import check, main


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "ontology"
    shutil.copytree(str(files("khaldun.ontology")), root)
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_own_files_agree() -> None:
    check()
    assert main() == 0


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("plover-2024.yaml", '"1212": {type: REJECT, modes: [assist]', '"1212": {type: REJECT, modes: [visit]',
         r"ontology/plover-2024.yaml: 1212: REJECT has no mode visit; valid are assist, change"),
        ("plover-2024.yaml", '"1212": {type: REJECT', '"1212": {type: REFUSE', "1212: no type REFUSE; valid are"),
        ("plover-2021.yaml", "contexts: [economic]", "contexts: [humanitarian]", "no context humanitarian"),
        ("plover-2024.yaml", '  "176": ', '  "177": ', "176 is not mapped; give it a type"),
        ("plover-2024.yaml", '  "176": ', '  "175": ', r"plover-2024.yaml: line \d+: key 175 stands twice"),
        ("types/aid.yaml", "score: 10", "score: 11", r"types/aid.yaml: score: 11.0 is not between -10 and 10"),
        ("types/aid.yaml", "score: 10", "score: -10", "score: -10.0 has the wrong sign for quad class 2"),
        ("types/aid.yaml", "quad: 2", "quad: 5", "quad: 5 is none of 1 to 4"),
        ("types/aid.yaml", "quad: 2", "quad: two", r"ontology/aid.yaml: Expected `int`, got `str` - at `\$.quad`"),
        ("types/aid.yaml", "id: AID", "id: AGREE", "types/agree.yaml: id AGREE is taken|types/aid.yaml: id AGREE is taken"),
        ("types/aid.yaml", "quad: 2", "quad: [2", "ontology/aid.yaml: not YAML"),
        ("contexts.yaml", "cues: [soldier, ", "cues: [soldier, soldier, ", "military: cue 'soldier' stands twice"),
        ("contexts.yaml", "cues: [soldier, ", "cues: [Soldier, ", "military: cue 'Soldier' must be in lower case"),
        ("cameo.yaml", '  "176": ', '  "9761": ', "9761: no parent 976"),
        ("plover_to_cameo.yaml", 'visit: {leaf: "042"}', 'visits: {leaf: "042"}', "CONSULT has no mode visits; valid are visit"),
        ("plover_to_cameo.yaml", 'visit: {leaf: "042"}', 'visit: {leaf: "949"}', "CONSULT: 949 is no code of cameo.yaml"),
    ],
)  # fmt: skip
def test_slips_are_named(copy: Path, name: str, old: str, new: str, message: str) -> None:
    change(copy, name, old, new)
    with pytest.raises(KnowledgeError, match=message):
        check(copy)
