from __future__ import annotations

import io

from rich.console import Console

from khaldun.evaluate import tables
from khaldun.evaluate.outcomes import Confusion, Outcome

CELLS = (
    Confusion("ACCUSE", "ACCUSE", 9),
    Confusion("ACCUSE", "REJECT", 4),
    Confusion("REJECT", "REJECT", 3),
    Confusion("REJECT", "none", 2),
    Confusion("REQUEST", "ACCUSE", 1),
)


def _lines(cells: tuple[Confusion, ...], width: int) -> list[list[str]]:
    out = io.StringIO()
    Console(file=out, width=width).print(tables.confusions(cells, width))
    return [line.split() for line in out.getvalue().splitlines() if line.split()]


def test_rows_are_gold_and_columns_coded() -> None:
    head, _, *rows = _lines(CELLS, 80)
    assert head == ["gold", "ACCU", "REJE", "none"]
    assert rows == [["ACCUSE", "9", "4"], ["REJECT", "3", "2"], ["REQUEST", "1"]]


def test_only_as_many_columns_as_fit_are_shown() -> None:
    head, _, *rows = _lines(CELLS, 22)
    assert head == ["gold", "REJE", "none"]
    assert rows[:2] == [["ACCUSE", "4"], ["REJECT", "3", "2"]]
    assert (
        " ".join(word for row in rows[2:] for word in row)
        == "1 rarer wrong cells are left out; --json has all"
    )


def test_heads_tell_labels_apart() -> None:
    head, *_ = _lines((Confusion("A", "place one", 1), Confusion("A", "place two", 1)), 80)
    assert head == ["gold", "place", "o", "place", "t"]


def test_confidence_and_rule_are_shown_where_there_are_any() -> None:
    def heads(*items: Outcome) -> list[str]:
        return [str(column.header) for column in tables.outcomes(items).columns]

    plain, sure = Outcome("1", "a", "b", False, 1), Outcome("2", "a", "b", False, 1, 0.5, "rule")
    assert heads(plain) == ["id", "gold", "coded", "text"]
    assert heads(plain, sure) == ["id", "gold", "coded", "conf.", "rule", "text"]
