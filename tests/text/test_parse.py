"""The parse as plain lists: parallel, consistent, with offsets that slice back."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaldun.errors import UsageError
from khaldun.text.parse import Parse, Parser

TEXT = "France bombed the rebels, who had fled to Mali.  They weren't harmed.\n\nTwo died."


def check(parse: Parse) -> None:
    size = len(parse)
    lists = (
        parse.words,
        parse.lower,
        parse.lemma,
        parse.pos,
        parse.tag,
        parse.dep,
        parse.head,
        parse.start,
        parse.end,
    )
    assert {len(each) for each in (*lists, parse.children, parse.sentence_of)} == {size}
    for i in range(size):
        assert parse.text[parse.start[i] : parse.end[i]] == parse.words[i]
        assert parse.lower[i] == parse.words[i].lower()
        head = parse.head[i]
        assert 0 <= head < size
        assert parse.sentence_of[head] == parse.sentence_of[i]
        assert (head == i) == (i not in parse.children[head])
        assert parse.left_edge(i) <= i <= parse.right_edge(i)
        assert parse.children[i] == sorted(parse.children[i])
    # sentences follow one another without a gap
    assert [i for a, b in parse.sentences for i in range(a, b)] == list(range(size))
    for n in range(len(parse.sentences)):
        start, end = parse.sentence_span(n)
        assert 0 <= start <= end <= len(parse.text)


def test_a_parse_is_consistent(parser: Parser) -> None:
    check(parser.parse(TEXT))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=80))
def test_any_text_parses(parser: Parser, text: str) -> None:
    parse = parser.parse(text)
    assert parse.text == text
    check(parse)


def test_who_does_what(parser: Parser) -> None:
    parse = parser.parse("France bombed the rebels.")
    i = parse.words.index("bombed")
    assert parse.head[i] == i
    assert {parse.dep[c]: parse.words[c] for c in parse.children[i] if parse.dep[c] != "punct"} == {
        "nsubj": "France",
        "dobj": "rebels",
    }
    assert (parse.lemma[i], parse.pos[i], parse.tag[i]) == ("bomb", "VERB", "VBD")


def test_edges_bound_the_whole_phrase(parser: Parser) -> None:
    parse = parser.parse("The president of France spoke.")
    i = parse.words.index("president")
    assert parse.span_text(parse.left_edge(i), parse.right_edge(i)) == "The president of France"


def test_sentence_spans_have_no_white_space_at_their_ends(parser: Parser) -> None:
    parse = parser.parse("  One came.   Two went. \n\n Three stayed.\n")
    texts = [parse.text[slice(*parse.sentence_span(n))] for n in range(len(parse.sentences))]
    assert [text for text in texts if text] == ["One came.", "Two went.", "Three stayed."]


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("France will bomb Mali.", "will", "AUX"),
        ("Rebels were bombed by France.", "were", "AUX"),
        ("France is a country.", "is", "VERB"),
        ("He left.", "He", "PRON"),
        ("Paris burned.", "Paris", "PROPN"),
        ("Seven men left.", "Seven", "NUM"),
    ],
)
def test_coarse_parts_of_speech(parser: Parser, text: str, word: str, pos: str) -> None:
    parse = parser.parse(text)
    assert parse.pos[parse.words.index(word)] == pos


def test_names_keep_their_case_and_other_lemmas_lose_it(parser: Parser) -> None:
    parse = parser.parse("Soldiers of France Marched.")
    assert parse.lemma[0] == "soldier"
    assert parse.lemma[parse.words.index("France")] == "France"


def test_a_batch_is_parsed_as_each_text_alone(parser: Parser) -> None:
    texts = ["France bombed Mali.", "", "Two died.", TEXT]
    together = list(parser.pipe(texts, batch_size=2))
    assert [parse.text for parse in together] == texts
    for parse, text in zip(together, texts, strict=True):
        alone = parser.parse(text)
        assert (parse.words, parse.tag, parse.dep, parse.head) == (
            alone.words,
            alone.tag,
            alone.dep,
            alone.head,
        )


def test_the_end_of_a_paragraph_ends_a_sentence(parser: Parser) -> None:
    parse = parser.parse("Fighting in Mali\n\nTroops left the town.")
    assert parse.sentence_of[0] != parse.sentence_of[parse.words.index("Troops")]


def test_only_what_is_used_runs(parser: Parser) -> None:
    assert set(parser.nlp.pipe_names) <= {"tok2vec", "tagger", "parser", "khaldun_paragraphs"}


def test_a_pipeline_without_a_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy, "load", lambda *args, **kwargs: spacy.blank("en"))
    with pytest.raises(
        UsageError, match="--pipeline bare: it holds no dependency parser; use an English pipeline"
    ):
        Parser("bare")


def test_a_first_name_taken_for_a_preposition_goes_with_its_surname(parser: Parser) -> None:
    parse = parser.parse("Barack Obama and Xi Jinping held talks in Hangzhou.")
    assert (parse.tag[0], parse.dep[0], parse.head[0]) == ("NNP", "compound", 1)
    assert parse.dep[1] == "nsubj"
    assert parse.head[1] == parse.words.index("held")
