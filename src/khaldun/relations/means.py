"""What states can spend: the table of ``means.yaml``, or a user's own."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from pathlib import Path

import msgspec

from khaldun.errors import UsageError
from khaldun.yaml_data import read_yaml


class Mean(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One state's means; ``estimate`` by the source, ``rounded`` by hand."""

    value: float
    estimate: bool = False
    rounded: bool = False


class Means(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Means by alpha-3 code, of a year, in a unit, from a source."""

    date: int | None
    unit: str
    source: str
    states: dict[str, Mean]

    @property
    def values(self) -> dict[str, float]:
        """The numbers alone."""
        return {code: mean.value for code, mean in self.states.items()}


@cache
def default_means() -> Means:
    """The package's own table."""
    return msgspec.convert(read_yaml(files("khaldun.relations").joinpath("means.yaml")), Means)


def read_means(path: Path) -> Means:
    """A user's table: a CSV with the columns ``state`` (a party's key) and ``value``.

    Raises ``UsageError`` naming file and line where it does not serve.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            if not {"state", "value"} <= set(reader.fieldnames or ()):
                raise UsageError(f"{path}: no columns 'state' and 'value'; the first line names the columns")
            states = {row["state"]: _mean(path, reader.line_num, row) for row in reader}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"{path}: cannot be read ({error}); give a CSV with the columns state and value"
        ) from None
    return Means(None, "as given", str(path), states)


def _mean(path: Path, line: int, row: dict[str, str]) -> Mean:
    try:
        value = float(row["value"])
    except (TypeError, ValueError):
        value = -1.0
    if not (row["state"] and 0 < value < float("inf")):
        raise UsageError(
            f"{path}, line {line}: state {row['state']!r}, value {row['value']!r}; give a code and a number above 0"
        )
    return Mean(value)
