from __future__ import annotations

import pytest

from khaldun.errors import KnowledgeError
from khaldun.evaluate.conventions import convention


@pytest.mark.parametrize(
    ("cameo", "label"),
    [
        ("0353", "AGREE"),
        ("055", "SUPPORT"),
        ("0841", "YIELD"),
        ("081", "YIELD"),
        ("090", "ACCUSE"),
        ("113", "ACCUSE"),
        ("116", "ACCUSE"),
        ("163", "COERCE"),
        ("161", "SANCTION"),
        ("171", "COERCE"),
        ("1711", "COERCE"),
        ("1712", "ASSAULT"),
        ("175", "ASSAULT"),
        ("176", "COERCE"),
        ("191", "ASSAULT"),
        ("192", "ASSAULT"),
        ("196", "ASSAULT"),
        ("204", "ASSAULT"),
        ("010", None),
        ("023", None),
        (None, None),
    ],
)
def test_relation_gold_types(cameo: str | None, label: str | None) -> None:
    assert convention("plv").type_of(cameo) == label


def test_relation_gold_has_fifteen_types_each_with_a_quad() -> None:
    book = convention("plv")
    assert len(book.labels) == 15
    assert set(book.labels) == set(book.quads)


def test_international_codes_merge_and_slips_are_put_right() -> None:
    book = convention("gsr")
    assert [book.country_of(code) for code in ("UNO", "EUR", "JAP", "FRA", None)] == [
        "IGO",
        "IGO",
        "JPN",
        "FRA",
        None,
    ]


def test_an_unknown_convention_names_those_there_are() -> None:
    with pytest.raises(KnowledgeError, match="no key 'cameo'; it has plv, gsr, petrarch2"):
        convention("cameo")
