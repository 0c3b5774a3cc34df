"""The cast of an article as a whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.actors import Actors
from khaldun.text.parse import Parser

WORDS = [
    "Iran",
    "Iranian",
    "the",
    "of",
    "and",
    "'s",
    "US",
    "-",
    "led",
    "coalition",
    "troops",
    "president",
    "Merkel",
    ",",
    "France",
    "it",
    "they",
    "who",
    "said",
    "in",
    "Syria",
    "rebels",
    "both",
    "countries",
    "two",
    "sides",
    "former",
    "minister",
    "police",
    "Kabul",
    "group",
    "his",
    "IS",
    "a",
    ".",
    "“",
    "We",
    "”",
    "Brandt",
    "Kurdish",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_can_be_read(actors: Actors, parser: Parser, words: list[str]) -> None:
    parse = parser.parse(" ".join(words))
    cast = actors.cast(parse, None)
    mentions = cast.mentions()
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    for mention in mentions:
        assert parse.text[mention.start : mention.end] == mention.text
        assert mention.code or mention.sector or mention.reason
    for token in range(len(parse)):
        also = cast.also(token)
        assert cast.at(token) == (also[0] if also else None)
        cast.owner(token)


def test_answers_do_not_depend_on_the_order_of_asking(actors: Actors, parser: Parser) -> None:
    text = "The Malian army fled. The army had lost its base. Mali said it would rebuild."
    parse = parser.parse(text)
    forward, backward = actors.cast(parse, None), actors.cast(parse, None)
    tokens = range(len(parse))
    assert [forward.at(t) for t in tokens] == [backward.at(t) for t in reversed(tokens)][::-1]


def test_a_hyphenated_word_names_who_holds_a_place(parser: Parser, actors: Actors) -> None:
    parse = parser.parse("Kenyan jets bombed Somali-held towns and rebel-held villages in Chad.")
    cast = actors.cast(parse, None)
    named = {word: cast.inside(parse.words.index(word)) for word in ("Somali", "rebel", "villages")}
    assert {word: m and (m.code, m.sector) for word, m in named.items()} == {
        "Somali": ("SOM", None),
        "rebel": ("TCD", "REB"),
        "villages": None,
    }
