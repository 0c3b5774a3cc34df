"""``khaldun train``: adapt to a user's own labels or ontology."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from khaldun.cli import options
from khaldun.cli.reading import make_coder
from khaldun.cli.terminal import complain, messages, tables
from khaldun.errors import InputError

if TYPE_CHECKING:
    from khaldun.adapt.labels import Labelled
    from khaldun.adapt.own import OwnOntology
    from khaldun.coder import Coder


@click.command(short_help="Adapt relations to your own labels or ontology.")
@click.argument("labels", metavar="[LABELS]", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--ontology-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OWN.yaml",
    help="An ontology of your own: types, definitions, a few examples each.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("adapted.npz"),
    show_default=True,
    metavar="FILE",
    help="Write the model to this file.",
)
@click.option(
    "--folds", type=click.IntRange(2, 20), default=5, show_default=True, help="Folds of the cross-validation."
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON instead of tables.")
@options.knowing
def train(
    labels: Path | None, ontology_file: Path | None, out: Path, folds: int, as_json: bool, **rest: Any
) -> int:
    """Adapt khaldun relate to LABELS (JSON lines or CSV of labelled pairs), to an ontology of your own, or to both.

    Prints cross-validated figures, the default against the adapted coder, and writes a model that
    "khaldun relate --model FILE" and "khaldun evaluate --model FILE" take.
    """
    from khaldun.adapt.own import read_own
    from khaldun.adapt.train import train as adapt
    from khaldun.store.atomic import replacing

    if labels is None and ontology_file is None:
        raise click.UsageError("nothing to learn from: give LABELS, --ontology-file, or both")
    with replacing(out) as partial:
        coder = make_coder(rest)
        own = read_own(ontology_file, coder.ontology) if ontology_file is not None else None
        wrong, labelled = _labelled(labels, own)
        trained = adapt(labelled, _Watched(coder), own.types if own is not None else None, folds)
        trained.adapted.save(partial)
    if as_json:
        record = {
            "model": str(out),
            "types": [asdict(kind) for kind in trained.adapted.types.types],
            **trained.adapted.trained,
            "warnings": trained.warnings,
        }
        click.echo(msgspec.json.format(msgspec.json.encode(record), indent=2).decode())
    else:
        tables().print(trained.figures)
    for warning in trained.warnings:
        complain(f"warning: {warning}")
    messages().print(
        f"{len(labelled)} pairs of {len(trained.adapted.types.names)} types learned; model in {out}"
    )
    return 1 if wrong else 0


def _labelled(labels: Path | None, own: OwnOntology | None) -> tuple[int, list[Labelled]]:
    """Wrong lines, each complained of, and the labelled pairs of file and ontology, each once."""
    from khaldun.adapt.labels import read_labels

    problems: list[InputError] = []
    found = (
        read_labels(labels, problems.append, own.types.names if own else None) if labels is not None else []
    )
    for problem in problems:
        complain(str(problem))
    return len(problems), list(dict.fromkeys([*(own.examples if own is not None else ()), *found]))


class _Watched:
    """A coder that shows on a terminal how far it is with looking at the pairs, which is what takes time."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder
        self.ontology, self.fingerprint = coder.ontology, coder.fingerprint
        self.default_relations = coder.default_relations

    def study(self, pairs: Sequence[tuple[str, tuple[int, int], tuple[int, int]]]) -> list[Any]:
        """As ``Coder.study``."""
        found = []
        with messages().status("looking at the pairs") as status:
            for first in range(0, len(pairs), _BATCH):
                found += self._coder.study(pairs[first : first + _BATCH])
                status.update(f"looking at the pairs: {len(found)} of {len(pairs)}")
            status.update("learning and cross-validating")
        return found


_BATCH = 64
"""Pairs between two signs of progress."""
