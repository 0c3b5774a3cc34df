from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaldun.model import Mention, Quote
from khaldun.text.parse import Parse, Parser
from khaldun.text.quotes import find_quotes


class Nobody:
    def at(self, token: int) -> Mention | None:
        return None


class Everybody:
    """Knows every noun as one actor."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse

    def at(self, token: int) -> Mention | None:
        p = self.parse
        return Mention(p.words[token], p.start[token], p.end[token], code="XXX", head=token, kind="named")


def quotes(parser: Parser, text: str) -> list[Quote]:
    return find_quotes(parser.parse(text), Nobody())


def only(parser: Parser, text: str) -> Quote:
    found = quotes(parser, text)
    assert len(found) == 1, found
    return found[0]


def words(quote: Quote) -> tuple[str | None, str | None, list[str]]:
    return (
        quote.source.text if quote.source else None,
        quote.cue.text if quote.cue else None,
        [span.text for span in quote.content],
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that the bridge had collapsed.", "The mayor", "said", ["the bridge had collapsed"]),
        ("The bridge had collapsed, the mayor said.", "the mayor", "said", ["The bridge had collapsed"]),
        ('"The bridge is gone," said the mayor.', "the mayor", "said", ['"The bridge is gone,"']),
        ("“The bridge is gone,” the mayor said.", "the mayor", "said", ["“The bridge is gone,”"]),
        (
            "According to two aid workers, soldiers burned the market.",
            "two aid workers",
            "According to",
            ["soldiers burned the market."],
        ),
        (
            "The minister denied that troops had crossed the river.",
            "The minister",
            "denied",
            ["troops had crossed the river"],
        ),
        ("The rebels threatened to blow up the dam.", "The rebels", "threatened", ["to blow up the dam"]),
        (
            "The envoy urged the rebels to leave the town.",
            "The envoy",
            "urged",
            ["the rebels to leave the town"],
        ),
        ("The envoy called for new talks.", "The envoy", "called for", ["new talks"]),
    ],
)
def test_source_cue_and_content(parser: Parser, text: str, source: str, cue: str, content: list[str]) -> None:
    assert words(only(parser, text)) == (source, cue, content)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The mayor said that the bridge had collapsed.", "claim"),
        ("The minister denied that troops had crossed the river.", "denial"),
        ("The minister did not confirm that troops had crossed the river.", "denial"),
        ("The rebels threatened to blow up the dam.", "threat"),
        ("The rebels vowed to free the prisoners.", "plan"),
        ("The envoy demanded that the rebels leave the town.", "demand"),
    ],
)
def test_kind(parser: Parser, text: str, kind: str) -> None:
    assert only(parser, text).kind == kind


def test_direct_speech_over_two_sentences_is_one_content(parser: Parser) -> None:
    quote = only(parser, "“We have no bread. The road is closed,” the nurse said.")
    assert quote.direct
    assert [s.text for s in quote.content] == ["“We have no bread. The road is closed,”"]


def test_speech_taken_up_again_after_the_cue(parser: Parser) -> None:
    quote = only(parser, "“The road is closed,” the nurse said, “and nobody comes to help us.”")
    assert [s.text for s in quote.content] == ["“The road is closed,”", "“and nobody comes to help us.”"]


def test_a_quoted_sentence_belongs_to_the_speaker_before(parser: Parser) -> None:
    found = quotes(parser, "“The road is closed,” the nurse said. “Nobody has come to help us since spring.”")
    assert len(found) == 1
    assert [s.text for s in found[0].content][1] == "“Nobody has come to help us since spring.”"


def test_a_quoted_paragraph_is_a_statement_of_its_own(parser: Parser) -> None:
    found = quotes(
        parser, "“The road is closed,” the nurse said.\n\n“Nobody has come to help us since spring.”"
    )
    assert [q.source.text for q in found if q.source] == ["the nurse", "the nurse"]
    assert found[1].cue is None


def test_outlets_go_to_medium(parser: Parser) -> None:
    assert only(parser, "Reuters reported that the bridge had collapsed.").medium == "Reuters"
    assert only(parser, "State television said the bridge had collapsed.").medium == "State television"
    told = only(parser, "The mayor told Reuters that the bridge had collapsed.")
    assert told.medium == "Reuters"
    assert told.source is not None
    assert told.source.text == "The mayor"


def test_unnamed_speakers_keep_their_words_and_a_reason(parser: Parser) -> None:
    source = only(parser, "Several officials said the bridge had collapsed.").source
    assert source is not None
    assert (source.text, source.code) == ("Several officials", None)
    assert source.reason


def test_source_takes_what_the_cast_knows(parser: Parser) -> None:
    parse = parser.parse("The former mayor said the bridge had collapsed.")
    source = find_quotes(parse, Everybody(parse))[0].source
    assert source is not None
    assert (source.text, source.code, source.kind) == ("The former mayor", "XXX", "named")
    assert parse.words[source.head] == "mayor"


def test_hearsay_has_no_source(parser: Parser) -> None:
    quote = only(parser, "Soldiers reportedly burned the market.")
    assert quote.source is None


def test_transcript(parser: Parser) -> None:
    quote = only(parser, "HALE: The road is closed and the snow is deep.")
    assert quote.source is not None
    assert quote.source.text == "HALE"


def test_subject_of_speech_verbs_without_content_is_no_quote(parser: Parser) -> None:
    assert quotes(parser, "The mayor spoke. The soldiers burned the market.") == []


_PIECES = [*"abc .,:\n“”\"'‘’—", "said ", "he ", "He told ", "according to "]


@given(st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
@settings(max_examples=60, deadline=None)
def test_messy_text_never_fails(parser: Parser, text: str) -> None:
    parse = parser.parse(text)
    for quote in find_quotes(parse, Nobody()):
        assert quote.content
        assert all(text[s.start : s.end] == s.text for s in quote.content)
