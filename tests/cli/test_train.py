"""``khaldun train``, and the model that ``relate`` and ``evaluate`` take, with the coder itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Run
from khaldun.adapt import Adapted
from khaldun.coder import Coder
from khaldun.errors import UsageError

EXAMPLE = Path(__file__).parents[2] / "examples" / "adapting"
LABELS, OWN = EXAMPLE / "labels.jsonl", EXAMPLE / "trade.yaml"
TEXT = "Tanzania barred onions from Kenya."
PAIR = (TEXT, (0, 8), (28, 33))


@pytest.fixture(autouse=True)
def _one_coder(monkeypatch: pytest.MonkeyPatch, coder: Coder) -> None:
    monkeypatch.setattr("khaldun.cli.train.make_coder", lambda rest: coder)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory, coder: Coder) -> Path:
    """A model of the example's labels and ontology."""
    from khaldun.adapt.labels import read_labels
    from khaldun.adapt.own import read_own
    from khaldun.adapt.train import train

    own = read_own(OWN, coder.ontology)
    path = tmp_path_factory.mktemp("model") / "trade.npz"
    train([*own.examples, *read_labels(LABELS, pytest.fail)], coder, own.types).adapted.save(path)
    return path


@pytest.fixture(scope="module")
def adapted(model: Path) -> Coder:
    return Coder(adapted=model)


def test_labels_and_ontology_make_a_model_and_figures(run: Run, tmp_path: Path, model: Path) -> None:
    out = tmp_path / "trade.npz"
    result = run("train", LABELS, "--ontology-file", OWN, "-o", out)
    assert result.exit_code == 0
    assert "Cross-validation: 40 pairs, 5 folds" in result.stdout
    assert "Default: its answers translated by your cameo codes." in result.stdout
    assert "warning: fewer than 15 examples" in result.stderr
    assert "40 pairs of 4 types learned; model in" in " ".join(result.stderr.split())
    assert Adapted.load(out).types.names == ("RESTRICT", "OPEN", "DISPUTE", "BARGAIN")
    assert out.read_bytes() == model.read_bytes()


@pytest.mark.parametrize(("args", "pairs"), [((LABELS,), 24), (("--ontology-file", OWN), 16)])
def test_either_alone_is_enough(run: Run, tmp_path: Path, args: tuple[Any, ...], pairs: int) -> None:
    result = run("train", *args, "-o", tmp_path / "trade.npz", "--folds", 3, "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["figures"]["n"], found["figures"]["folds"]) == (pairs, 3)
    assert sum(found["examples"].values()) == pairs
    assert {kind["name"] for kind in found["types"]} == {"RESTRICT", "OPEN", "DISPUTE", "BARGAIN"}
    assert len(found["warnings"]) == 1


def test_nothing_to_learn_from_is_an_error(run: Run) -> None:
    result = run("train")
    assert result.exit_code == 2
    assert "nothing to learn from: give LABELS, --ontology-file, or both" in result.stderr


def test_wrong_lines_are_named_and_the_rest_learned(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text("not json\n" + LABELS.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("train", labels, "-o", tmp_path / "trade.npz", "--folds", 2)
    assert result.exit_code == 1
    assert "line 1: JSON is malformed" in result.stderr
    assert (tmp_path / "trade.npz").exists()


def test_a_run_that_fails_leaves_the_old_model(run: Run, tmp_path: Path) -> None:
    out, labels = tmp_path / "trade.npz", tmp_path / "labels.jsonl"
    out.write_bytes(b"old")
    labels.write_text(LABELS.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    result = run("train", labels, "-o", out)
    assert result.exit_code == 2
    assert "labels: RESTRICT alone; give pairs of two types or more" in result.stderr
    assert out.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == {"trade.npz", "labels.jsonl"}


def test_an_adapted_coder_relates_in_its_types(adapted: Coder, coder: Coder) -> None:
    relation = adapted.relate(*PAIR)
    assert (relation.event_type, relation.cameo, relation.quad) == ("RESTRICT", "163", 4)
    assert coder.relate(*PAIR).event_type == "SANCTION"
    assert adapted.relate_many([]) == []


def test_an_answer_depends_on_no_other(adapted: Coder) -> None:
    others = [json.loads(line)["marked"] for line in LABELS.read_text(encoding="utf-8").splitlines()[:5]]
    pairs = [PAIR, *((text, (0, 5), (6, 9)) for text in others)]
    assert adapted.relate_many(pairs)[0] == adapted.relate_many(pairs[::-1])[-1] == adapted.relate(*PAIR)


def test_relate_takes_the_model(run: Run, tmp_path: Path, model: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text(
        json.dumps({"text": TEXT, "source": PAIR[1], "target": PAIR[2]}) + "\n", encoding="utf-8"
    )
    result = run("relate", pairs, "--model", model)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["event_type"] == "RESTRICT"


def test_a_model_needs_the_reader(model: Path) -> None:
    with pytest.raises(UsageError, match="adapted model: needs the reader; leave out --no-reader"):
        Coder(adapted=model, reader=False)


def test_a_model_is_for_one_ontology(model: Path) -> None:
    with pytest.raises(UsageError, match="use --ontology plover-2024, or train it anew"):
        Coder(adapted=model, ontology="plover-2021")


def test_a_coder_without_reader_cannot_study() -> None:
    with pytest.raises(UsageError, match="made without the reader"):
        Coder(reader=False).study([PAIR])


def test_evaluate_takes_the_model_and_remembers_it(
    run: Run, tmp_path: Path, model: Path, adapted: Coder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khaldun.cli.evaluate.make_coder", lambda rest: adapted)
    gold, out = tmp_path / "relation_aw.jsonl", tmp_path / "run.json"
    row = {"text": TEXT, "marked": "<s>Tanzania</s> barred onions from <t>Kenya</t>.", "conflict": 1}
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = run("evaluate", gold, "--model", model, "-o", out)
    assert result.exit_code == 0
    assert json.loads(out.read_text(encoding="utf-8"))["options"]["model"] == "trade.npz"
    result = run("evaluate", gold, "--model", model, "--ablation")
    assert result.exit_code == 2
    assert "--ablation: does not go with --model" in result.stderr
