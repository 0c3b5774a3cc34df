"""The lemmas that spaCy's rules get wrong come out right."""

from __future__ import annotations

import pytest

from khaldun.text.parse import Parser


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Gabonese soldiers staged a coup.", "staged", "stage"),
        ("The Taliban waged war on the government.", "waged", "wage"),
        ("The European Union fined Poland.", "fined", "fine"),
        ("Rebels attacked army bases.", "bases", "base"),
        ("France attacked the camps.", "camps", "camp"),
        ("Chad and Sudan are at war.", "are", "be"),
    ],
)
def test_lemma(parser: Parser, text: str, word: str, lemma: str) -> None:
    parse = parser.parse(text)
    assert parse.lemma[parse.words.index(word)] == lemma
